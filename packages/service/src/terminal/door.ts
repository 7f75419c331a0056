import type { ConsoleSession } from '@rtemu/engine/console-session';
import type { Instant } from '@rtemu/engine/time';
import { encodeText, TextDecoding } from '../encoding/text-codec.js';
import { Terminal } from './terminal.js';

export const LIMIT = {
  /** Octets for somebody who does not read. Beyond it nothing is kept, and the one who owns the door closes it. */
  unreadOctets: 4 * 1024 * 1024,
} as const;

const INITIAL_COLUMNS = 80;
const WIDTH = { least: 20, most: 4096 } as const;

/**
 * A console session behind a stream of octets: what somebody types at a terminal far away comes in, what that terminal is to
 * show goes out, in the encoding that the session wants at the time (`console character`). It knows nothing of sockets;
 * telnet and SSH stand in front of it.
 */
export class Door {
  /** True when more was to be said than the other side ever read: the line is to be cut. */
  isUnread = false;

  readonly #terminal: Terminal;
  readonly #octets: Uint8Array[] = [];
  #pending = 0;
  #decoding: TextDecoding;

  /**
   * @param foldsReturn whether CR LF is one Enter, as over telnet; over SSH it is two
   * @param burst keys that one call acts on at most
   */
  constructor(
    readonly session: ConsoleSession,
    { foldsReturn = true, burst }: { readonly foldsReturn?: boolean; readonly burst?: number | undefined } = {},
  ) {
    this.#decoding = new TextDecoding(session.encoding ?? 'utf-8');
    this.#terminal = new Terminal(session, {
      write: (text) => this.#write(text),
      foldsReturn,
      ...(burst === undefined ? {} : { burst }),
    });
    this.#terminal.columns = INITIAL_COLUMNS;
  }

  /** True when the session is over. What {@link takeOctets} still has is to be sent all the same. */
  get closed(): boolean {
    return this.session.closed;
  }

  /** Octets that {@link takeOctets} would give. */
  get pending(): number {
    return this.#terminal.stopped ? 0 : this.#pending;
  }

  /** True when {@link refresh} has more to do at once: the burst was not enough for all that was typed. */
  get isBehind(): boolean {
    return this.#terminal.isBehind;
  }

  /** How wide the terminal is, which only the line that is being typed depends on: output is broken at `console columns`. */
  set columns(columns: number) {
    this.#terminal.columns = columns === 0 ? INITIAL_COLUMNS : Math.max(WIDTH.least, Math.min(WIDTH.most, columns)); // 0 is "not known" (RFC 1073)
  }

  handleOctets(now: Instant, octets: Uint8Array): void {
    if (this.closed || octets.length === 0) return;
    const encoding = this.session.encoding ?? 'utf-8';
    if (encoding !== this.#decoding.encoding) this.#decoding = new TextDecoding(encoding);
    this.#terminal.handleInput(now, this.#decoding.read(octets));
  }

  /** To be called after the node of the session did anything. */
  refresh(now: Instant): void {
    this.#terminal.refresh(now);
  }

  /** What the terminal is to show: a command's output and the prompt behind it in one piece. */
  takeOctets(): Uint8Array {
    if (this.#terminal.stopped || this.#pending === 0) return new Uint8Array(0);
    const all = new Uint8Array(this.#pending);
    let at = 0;
    for (const octets of this.#octets) {
      all.set(octets, at);
      at += octets.length;
    }
    this.#octets.length = 0;
    this.#pending = 0;
    return all;
  }

  /** Whoever was there is gone. */
  hangUp(now: Instant): void {
    if (!this.session.closed) this.session.hangUp?.(now);
  }

  #write(text: string): void {
    if (this.isUnread) return;
    const octets = encodeText(text, this.session.encoding ?? 'utf-8');
    this.#pending += octets.length;
    this.#octets.push(octets);
    if (this.#pending <= LIMIT.unreadOctets) return;
    this.isUnread = true;
    this.#octets.length = 0;
    this.#pending = 0;
  }
}
