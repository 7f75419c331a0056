/**
 * Two stacks and a bad cable between them. Time leaps from event to event; all chance comes from one seed.
 */
import { expect } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Duration, type Instant, microseconds, milliseconds, NEVER, START } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import type { TcpConnection } from './connection.js';
import type { TcpEvent, TcpTransmit } from './outlet.js';
import { type ConnectOptions, TcpStack, type TcpStackOptions } from './tcp-stack.js';

/** What the cable does to segments; probabilities per thousand. */
export interface Impairment {
  readonly loss: number;
  readonly duplication: number;
  readonly damage: number;
  readonly delay: Duration;
  /** Added at random to the delay, so that segments overtake each other. */
  readonly jitter: Duration;
  /** Longer IP packets vanish, with an ICMP error back when `tells`. */
  readonly mtu: number;
  readonly tells: boolean;
}

export const CLEAN: Impairment = {
  loss: 0,
  duplication: 0,
  damage: 0,
  delay: milliseconds(5),
  jitter: microseconds(0),
  mtu: 1500,
  tells: true,
};

export const ADDRESS = { a: ipv4('192.0.2.1'), b: ipv4('192.0.2.2') } as const;
export const PORT = 1723;

interface Flying extends TcpTransmit {
  readonly at: Instant;
  readonly order: number;
}

export class Pair {
  now: Instant = START;
  impairment: Impairment = CLEAN;
  readonly a: TcpStack;
  readonly b: TcpStack;
  readonly random: Random;
  readonly events: { readonly side: 'a' | 'b'; readonly event: TcpEvent }[] = [];
  /** The most that was ever on the wire at once. */
  crowd = 0;
  #flying: Flying[] = [];
  #order = 0;

  constructor(
    readonly seed: number,
    options: { readonly a?: TcpStackOptions; readonly b?: TcpStackOptions } = {},
  ) {
    this.random = new Random(seed);
    this.a = new TcpStack(this.random.fork('a'), options.a);
    this.b = new TcpStack(this.random.fork('b'), options.b);
  }

  /** Listens at `b`, connects from `a`. */
  connect(options: Partial<ConnectOptions> = {}): TcpConnection {
    this.b.listen(PORT);
    const connection = this.a.connect(this.now, { local: ADDRESS.a, remote: ADDRESS.b, remotePort: PORT, ...options });
    this.collect();
    return connection;
  }

  /** Leaps to the next thing that happens, at most to `until`. False when nothing is to happen by then. */
  step(until: Instant = NEVER): boolean {
    const next = Math.min(this.a.nextTimeout(), this.b.nextTimeout(), this.#flying[0]?.at ?? NEVER) as Instant;
    if (next > until || next === NEVER) {
      if (until !== NEVER) this.now = until;
      return false;
    }
    if (next < this.now) expect({ seed: this.seed, next }).toBe('in the future');
    this.now = next;
    while (this.#flying[0] !== undefined && this.#flying[0].at <= next) {
      const { source, destination, octets } = this.#flying.shift()!;
      this.#stackAt(destination).handleSegment(next, source, destination, octets);
      this.collect();
    }
    this.a.handleTimeout(next);
    this.b.handleTimeout(next);
    this.collect();
    return true;
  }

  /** Steps until the condition holds; answers whether it came to hold by then. */
  runUntil(holds: () => boolean, until: Instant): boolean {
    while (!holds()) if (!this.step(until)) return holds();
    return true;
  }

  /** Puts what the stacks want sent on the wire, and what they tell into {@link events}. */
  collect(): void {
    for (const side of ['a', 'b'] as const) {
      const stack = this[side];
      for (let out = stack.pollTransmit(); out !== undefined; out = stack.pollTransmit()) this.#send(out);
      for (let event = stack.pollEvent(); event !== undefined; event = stack.pollEvent())
        this.events.push({ side, event });
    }
    this.crowd = Math.max(this.crowd, this.#flying.length);
  }

  /** Whether anything is on the wire. */
  get busy(): boolean {
    return this.#flying.length > 0;
  }

  #stackAt(address: Ipv4Address): TcpStack {
    return address === ADDRESS.a ? this.a : this.b;
  }

  #send(out: TcpTransmit): void {
    const { loss, duplication, damage, mtu, tells } = this.impairment;
    if (out.octets.length + 20 > mtu) {
      if (tells)
        this.#stackAt(out.source).handleUnreachable(this.now, {
          ...out,
          type: 3,
          code: 4,
          mtu,
          octets: out.octets.subarray(0, 8),
        });
      return;
    }
    if (this.random.chance(loss, 1000)) return;
    const octets = out.octets.slice();
    if (this.random.chance(damage, 1000)) octets[this.random.below(octets.length)]! ^= 1 << this.random.below(8);
    this.#fly({ ...out, octets });
    if (this.random.chance(duplication, 1000)) this.#fly({ ...out, octets });
  }

  #fly(out: TcpTransmit): void {
    const { delay, jitter } = this.impairment;
    const at = after(this.now, microseconds(delay + this.random.below(jitter + 1)));
    const flying = { ...out, at, order: this.#order++ };
    let place = this.#flying.length;
    while (place > 0 && this.#flying[place - 1]!.at > at) place--;
    this.#flying.splice(place, 0, flying);
  }
}

/** What every talker says: octet n is a function of n that no shift by less than 64 KiB keeps. */
export const STREAM = new Uint8Array(1_000_000).map((_, at) => at ^ (at >>> 8) ^ (at >>> 16));

/** A user: sends so many octets, reads what comes, at whims of its own, and closes when it has said all. */
export class Talker {
  sent = 0;
  received = 0;
  /** Reads nothing until then. */
  dozesUntil: Instant = START;

  constructor(
    readonly connection: TcpConnection,
    readonly total: number,
    private readonly random: Random,
    private readonly dozes: boolean = false,
  ) {}

  get finished(): boolean {
    return this.sent === this.total && this.connection.unacknowledged === 0;
  }

  act(now: Instant, label: object): void {
    const { connection, random } = this;
    if (this.sent < this.total) {
      const length = Math.min(this.total - this.sent, 1 + random.below(6000));
      this.sent += connection.send(now, STREAM.subarray(this.sent, this.sent + length), { push: random.chance(1, 4) });
    }
    // Before the connection is up, CLOSE would forget it and what it was given (RFC 9293 §3.10.4).
    if (this.sent === this.total && connection.state !== 'SYN-SENT') connection.close(now);
    if (now < this.dozesUntil) return;
    this.read(1 + random.below(20_000), label);
    if (this.dozes && random.chance(1, 40)) this.dozesUntil = after(now, milliseconds(random.below(8_000)));
  }

  /** Reads at most so many octets, and looks at each. */
  read(max: number, label: object): void {
    const octets = this.connection.read(max);
    for (let i = 0; i < octets.length; i++)
      if (octets[i] !== STREAM[this.received + i]) expect({ ...label, at: this.received + i }).toBe('as it was sent');
    this.received += octets.length;
  }
}
