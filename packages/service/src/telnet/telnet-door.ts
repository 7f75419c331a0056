/**
 * The server's side of TELNET in front of a console (RFC 854, 855, 856, 857, 858, 1073): it echoes, wants each key, and asks
 * for the width of the window. It echoes also for a client that says DONT ECHO: programs built on a plain telnet library do,
 * and look for the echo all the same, since the device goes on.
 * @module
 */
import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import { COMMAND, emitData, OPTION, parseWindowSize, type TelnetPart, TelnetReader } from '@rtemu/wire/telnet';
import { Door } from '../terminal/door.js';
import { TelnetOptions } from './options.js';

const ACCEPTED = {
  us: [OPTION.binary, OPTION.echo, OPTION.suppressGoAhead],
  them: [OPTION.binary, OPTION.suppressGoAhead, OPTION.windowSize],
} as const;

const INTERRUPT = Uint8Array.of(0x03);
const ERASE_CHARACTER = Uint8Array.of(0x08);
const ERASE_LINE = Uint8Array.of(0x15);
const YES = Uint8Array.from('\r\n[Yes]\r\n', (character) => character.charCodeAt(0));

export const LIMIT = {
  /** Octets of answers that nobody took: beyond it, somebody storms and does not listen, and is to be cut. */
  answerOctets: 16_384,
} as const;

export class TelnetDoor {
  readonly door: Door;
  readonly #reader = new TelnetReader();
  readonly #options: TelnetOptions;
  /** What goes out by itself, in front of what the terminal is to show. */
  #head: number[] = [];

  /** @param burst keys that one call acts on at most */
  constructor(session: ConsoleSession, { burst }: { readonly burst?: number } = {}) {
    this.door = new Door(session, { burst });
    this.#options = new TelnetOptions(ACCEPTED, (octets) => this.#answer(octets));
    this.#options.ask('us', OPTION.echo);
    this.#options.ask('us', OPTION.suppressGoAhead);
    this.#options.ask('them', OPTION.suppressGoAhead);
    this.#options.ask('them', OPTION.windowSize);
  }

  get closed(): boolean {
    return this.door.closed;
  }

  /** True when the other side does not take what it is told: the line is to be cut. */
  get isUnread(): boolean {
    return this.door.isUnread || this.#head.length > LIMIT.answerOctets;
  }

  /** Octets that {@link takeOctets} would give, or more of them. */
  get pending(): number {
    return this.#head.length + this.door.pending;
  }

  /** True when {@link refresh} has more to do at once. */
  get isBehind(): boolean {
    return this.door.isBehind;
  }

  handleOctets(now: Instant, octets: Uint8Array): void {
    for (const part of this.#reader.read(octets)) this.#handle(now, part);
  }

  refresh(now: Instant): void {
    this.door.refresh(now);
  }

  takeOctets(): Uint8Array {
    const shown = this.door.takeOctets();
    if (this.#head.length === 0 && shown.length === 0) return shown;
    const head = this.#head;
    this.#head = [];
    const data = emitData(shown, this.#options.isOn('us', OPTION.binary));
    const all = new Uint8Array(head.length + data.length);
    all.set(head);
    all.set(data, head.length);
    return all;
  }

  hangUp(now: Instant): void {
    this.door.hangUp(now);
  }

  #handle(now: Instant, part: TelnetPart): void {
    switch (part.kind) {
      case 'data':
        this.door.handleOctets(now, part.octets);
        break;
      case 'negotiation':
        this.#options.handle(part.verb, part.option);
        break;
      case 'subnegotiation':
        if (part.option === OPTION.windowSize && this.#options.isOn('them', OPTION.windowSize))
          this.door.columns = parseWindowSize(part.octets)?.columns ?? 0;
        break;
      case 'command':
        this.#command(now, part.command);
        break;
    }
  }

  #command(now: Instant, command: number): void {
    if (command === COMMAND.interruptProcess || command === COMMAND.break) this.door.handleOctets(now, INTERRUPT);
    else if (command === COMMAND.eraseCharacter) this.door.handleOctets(now, ERASE_CHARACTER);
    else if (command === COMMAND.eraseLine) this.door.handleOctets(now, ERASE_LINE);
    else if (command === COMMAND.areYouThere) this.#answer(YES);
  }

  #answer(octets: Uint8Array): void {
    if (!this.isUnread) this.#head.push(...octets);
  }
}
