import type { Instant } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import type { Ipv4Address } from '@rtemu/wire/address';
import { Greeters, type ListenPort } from './greeters.js';
import { Letter, type LetterOptions } from './letter.js';
import { Pinger } from './pinger.js';
import type { Service } from './services.js';
import { Talk, type TalkOptions } from './talk.js';

export interface CallOptions extends TalkOptions {
  readonly destination: Ipv4Address;
  readonly port: number;
  /** Otherwise any. */
  readonly localPort?: number | undefined;
  /** For how long to try to connect. */
  readonly wait: TalkOptions['stay'] & {};
}

export interface PostOptions extends LetterOptions {
  readonly localPort?: number | undefined;
}

/** What people run on a machine with an IPv4 stack, and the servers that greet visitors there. */
export class Programs implements Service {
  readonly pinger: Pinger;
  readonly greeters: Greeters;
  readonly #talks = new Map<number, Talk>();
  readonly #letters = new Set<Letter>();

  constructor(
    private readonly stack: Ipv4Stack,
    listen: readonly ListenPort[] = [],
  ) {
    this.pinger = new Pinger(stack);
    this.greeters = new Greeters(stack);
    for (const port of listen) this.greeters.open(port);
  }

  /** Opens a connection; `undefined` when this machine has no address to call from. */
  call(now: Instant, { destination, port, localPort, wait, ...options }: CallOptions): Talk | undefined {
    const local = this.stack.sourceFor(destination);
    if (local === undefined) return undefined;
    const tcp = this.stack.tcp.connect(now, {
      local,
      remote: destination,
      remotePort: port,
      settings: { synGiveUpAfter: wait },
      ...(localPort !== undefined && { localPort }),
    });
    const talk = new Talk(tcp, options);
    this.#talks.set(tcp.id, talk);
    return talk;
  }

  /** Sends a datagram; `undefined` when the port is taken. */
  post(now: Instant, { localPort = 0, ...options }: PostOptions): Letter | undefined {
    const socket = this.stack.udp.bind(localPort);
    if (socket === undefined) return undefined;
    const letter = new Letter(now, this.stack, socket, options);
    this.#letters.add(letter);
    return letter;
  }

  /** @returns false when the event is about a connection of somebody else */
  handleTcpEvent(now: Instant, event: TcpEvent): boolean {
    const talk = this.#talks.get(event.connection.id);
    if (talk === undefined) return this.greeters.handleTcpEvent(now, event);
    talk.handleTcpEvent(now, event);
    if (event.kind === 'closed') this.#talks.delete(event.connection.id);
    return true;
  }

  handleStackEvent(now: Instant, event: StackEvent): void {
    this.pinger.handleEvent(now, event);
    for (const letter of this.#letters) letter.handleStackEvent(event);
  }

  pump(now: Instant): boolean {
    let moved = this.greeters.pump(now);
    for (const letter of this.#letters) {
      moved = letter.pump() || moved;
      if (letter.done) this.#letters.delete(letter);
    }
    return moved;
  }

  handleTimeout(now: Instant): void {
    this.pinger.handleTimeout(now);
    for (const talk of this.#talks.values()) talk.handleTimeout(now);
    for (const letter of this.#letters) letter.handleTimeout(now);
  }

  nextTimeout(): Instant {
    let next = this.pinger.nextTimeout();
    for (const talk of this.#talks.values()) if (talk.nextTimeout() < next) next = talk.nextTimeout();
    for (const letter of this.#letters) if (letter.nextTimeout() < next) next = letter.nextTimeout();
    return next;
  }
}
