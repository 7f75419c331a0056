import type { Encoding } from '@rtemu/engine/console-session';
import type { Duration, Instant } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { TcpEvent } from '@rtemu/ip/tcp/outlet';
import type { Ipv4Address } from '@rtemu/wire/address';
import { type DnsClient, readHost } from './dns-client.js';
import { Greeters, type ListenPort } from './greeters.js';
import type { Answer } from './host-console.js';
import { Letter, type LetterOptions } from './letter.js';
import { Named } from './named.js';
import { Pinger } from './pinger.js';
import type { Service } from './services.js';
import { Talk, type TalkOptions } from './talk.js';
import { TelnetCall } from './telnet-call.js';

export interface CallOptions extends TalkOptions {
  readonly destination: Ipv4Address;
  readonly port: number;
  /** Otherwise any. */
  readonly localPort?: number | undefined;
  /** For how long to try to connect. */
  readonly wait: TalkOptions['stay'] & {};
}

export interface DialOptions {
  readonly destination: Ipv4Address;
  readonly port: number;
  readonly wait: Duration;
  readonly encoding: Encoding;
}

export interface PostOptions extends LetterOptions {
  readonly localPort?: number | undefined;
}

/** What people run on a machine with an IPv4 stack, and the servers that greet visitors there. */
export class Programs implements Service {
  readonly pinger: Pinger;
  readonly greeters: Greeters;
  readonly #talks = new Map<number, Talk | TelnetCall>();
  readonly #letters = new Set<Letter>();
  readonly #named = new Set<Named>();

  constructor(
    private readonly stack: Ipv4Stack,
    readonly dns: DnsClient,
    listen: readonly ListenPort[] = [],
  ) {
    this.pinger = new Pinger(stack);
    this.greeters = new Greeters(stack);
    for (const port of listen) this.greeters.open(port);
  }

  /** Does something with the address of a machine, which may have to be asked for by its name. */
  withHost(now: Instant, command: string, host: string, then: (at: Instant, address: Ipv4Address) => Answer): Answer {
    const address = readHost(host);
    if (address === undefined) return [`${command}: ${host} is no IPv4 address, and no name`];
    if (typeof address === 'number') return then(now, address);
    const named = new Named(address, this.dns.lookUp(now, address), then);
    this.#named.add(named);
    return named;
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

  /** Goes to another machine's console; `undefined` when this machine has no address to call from. */
  dial(now: Instant, { destination, port, wait, encoding }: DialOptions): TelnetCall | undefined {
    const local = this.stack.sourceFor(destination);
    if (local === undefined) return undefined;
    const settings = { synGiveUpAfter: wait, nagle: false };
    const tcp = this.stack.tcp.connect(now, { local, remote: destination, remotePort: port, settings });
    const call = new TelnetCall(tcp, encoding);
    this.#talks.set(tcp.id, call);
    return call;
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
    for (const named of this.#named) {
      moved = named.pump(now) || moved;
      if (!named.isWaiting) this.#named.delete(named);
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
