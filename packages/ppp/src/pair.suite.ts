/**
 * Two links and a wire between them that may lose, repeat, delay, damage and cut frames; time leaps from one event to
 * the next. One seed gives one run.
 */
import { expect } from '@jest/globals';
import { createMppeEngine, type MppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { Random } from '@rtemu/engine/random';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Duration, type Instant, milliseconds, NEVER, START } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import type { IpcpOptions } from './ipcp.js';
import { PppLink } from './link.js';
import type { LinkEvent } from './link-event.js';
import type { PppLinkOptions } from './link-options.js';

/** One world for a whole test file: its memory is large. */
export class World {
  readonly engine: MppeEngine;
  readonly arena: Arena;

  constructor(kind: MppeEngine['kind'] = 'wasm') {
    this.engine = createMppeEngine(ARENA_OCTETS, kind);
    this.arena = new Arena(this.engine.memory, this.engine.slotsFrom);
  }

  /** To stand at the end of every test. */
  expectClean(): void {
    expect({ slots: this.arena.inUse, contexts: this.engine.inUse }).toEqual({ slots: 0, contexts: 0 });
  }
}

/** What befalls frames, each in so many of a thousand. */
export interface Weather {
  readonly loss?: number;
  readonly duplication?: number;
  readonly damage?: number;
  readonly truncation?: number;
  /** Frames that come up to this much later than they should, and so behind others. */
  readonly jitter?: Duration;
}

export type Kind = LinkEvent['kind'];

/** A link and what came out of it. */
export class Side {
  readonly link: PppLink;
  readonly events: LinkEvent[] = [];
  /** IPv4 packets received. */
  readonly packets: Uint8Array[] = [];

  constructor(
    readonly world: World,
    seed: number,
    options: PppLinkOptions,
    /** What the peer is given when it has authenticated itself; `undefined`: the test admits it by hand. */
    public ipcp: IpcpOptions | undefined,
  ) {
    this.link = new PppLink(world.arena, world.engine, new Random(seed), options);
  }

  /** Takes what came out, and gives the frames back. */
  drain(now: Instant): Uint8Array[] {
    const { link, world } = this;
    const frames: Uint8Array[] = [];
    for (let event = link.pollEvent(); event; event = link.pollEvent()) {
      this.events.push(event);
      if (event.kind === 'authenticated' && this.ipcp) link.admit(now, this.ipcp);
    }
    const take = (queue: SlotQueue, into: Uint8Array[]): void => {
      for (let slot: Slot = queue.shift(); slot !== NO_SLOT; slot = queue.shift()) {
        into.push(world.arena.copy(slot));
        world.arena.release(slot);
      }
    };
    take(link.frames, frames);
    take(link.packets, this.packets);
    return frames;
  }

  receive(now: Instant, octets: Uint8Array): void {
    this.link.handleFrame(now, this.world.arena.takeCopy(octets));
  }

  send(now: Instant, packet: Uint8Array): void {
    this.link.sendPacket(now, this.world.arena.takeCopy(packet));
  }

  last<K extends Kind>(kind: K): Extract<LinkEvent, { kind: K }> | undefined {
    return this.events.filter((event): event is Extract<LinkEvent, { kind: K }> => event.kind === kind).at(-1);
  }

  count(kind: Kind): number {
    return this.events.filter((event) => event.kind === kind).length;
  }
}

interface Flight {
  readonly at: Instant;
  readonly to: Side;
  readonly octets: Uint8Array;
}

const DELAY = milliseconds(10);
/** Steps after which a run counts as endless. */
const STEPS_MAX = 200_000;

export class Pair {
  now: Instant = START;
  weather: Weather = {};
  /** Sees every frame as it is sent. */
  tap: (from: Side, frame: Uint8Array) => void = () => {};
  /** Frames that the wire keeps to itself, and what it does to the others, before any weather. */
  swallows: (frame: Uint8Array) => boolean = () => false;
  alters: (frame: Uint8Array) => void = () => {};
  readonly #random: Random;
  #flights: Flight[] = [];

  constructor(
    readonly a: Side,
    readonly b: Side,
    readonly seed = 1,
  ) {
    this.#random = new Random(seed);
  }

  open(): void {
    for (const { link } of [this.a, this.b]) {
      link.open(this.now);
      link.handleLowerUp(this.now);
    }
    this.collect();
  }

  /** Puts on the wire what the links want to send. */
  collect(): void {
    // Answering an event may make more frames.
    for (const [from, to] of [
      [this.a, this.b],
      [this.b, this.a],
    ] as const)
      for (let frames = from.drain(this.now); frames.length > 0; frames = from.drain(this.now))
        for (const frame of frames) {
          this.tap(from, frame);
          this.alters(frame);
          if (!this.swallows(frame)) this.#launch(to, frame);
        }
  }

  nextWake(): Instant {
    const flights = this.#flights.map(({ at }) => at);
    return Math.min(this.a.link.nextTimeout(), this.b.link.nextTimeout(), ...flights) as Instant;
  }

  /** Runs until nothing happens any more, `until` says so, or the time has come. */
  run(limit: Duration, until: () => boolean = () => false): void {
    const end = after(this.now, limit);
    for (let step = 0; !until(); step++) {
      if (step > STEPS_MAX) throw new Error(`seed ${this.seed}: no end`);
      const wake = this.nextWake();
      if (wake > end) {
        this.now = end;
        return;
      }
      this.now = Math.max(this.now, wake) as Instant;
      const due = this.#flights.filter(({ at }) => at <= this.now);
      this.#flights = this.#flights.filter(({ at }) => at > this.now);
      for (const { to, octets } of due) to.receive(this.now, octets);
      for (const { link } of [this.a, this.b]) if (link.nextTimeout() <= this.now) link.handleTimeout(this.now);
      this.collect();
    }
  }

  /** Pulls the wire out at both ends. */
  cut(): void {
    this.#flights = [];
    for (const { link } of [this.a, this.b]) link.handleLowerDown(this.now);
    this.collect();
    this.#flights = [];
  }

  #launch(to: Side, frame: Uint8Array): void {
    const { loss = 0, duplication = 0, damage = 0, truncation = 0, jitter = 0 } = this.weather;
    const random = this.#random;
    const copies = random.chance(duplication, 1000) ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      if (random.chance(loss, 1000)) continue;
      let octets = frame.slice();
      if (random.chance(damage, 1000)) octets[random.below(octets.length)]! ^= 1 << random.below(8);
      if (random.chance(truncation, 1000)) octets = octets.slice(0, 1 + random.below(octets.length));
      const late = jitter > 0 ? (random.below(jitter) as Duration) : (0 as Duration);
      this.#flights.push({ at: after(after(this.now, DELAY), late), to, octets });
      this.#flights.sort((x, y) => x.at - y.at);
    }
  }
}

export const SERVER_ADDRESS = ipv4('192.168.100.1');
export const CLIENT_ADDRESS = ipv4('192.168.100.10');
export const CREDENTIALS = { name: 'test1', password: 'himitsu' };

/** As FAQ and manual have the server of remote access: `pp auth request mschap-v2`, `ppp ccp type mppe-any`. */
export const SERVER: PppLinkOptions = {
  authentication: {
    request: {
      methods: ['mschap-v2'],
      ownName: 'rt-server',
      lookup: (name) => (name === CREDENTIALS.name ? { password: CREDENTIALS.password } : undefined),
    },
  },
  ccp: { type: 'mppe-any', noEncryption: 'reject' },
};

export const CLIENT: PppLinkOptions = {
  authentication: { accept: { methods: ['mschap-v2'], ...CREDENTIALS } },
  ccp: { type: 'mppe-any', noEncryption: 'reject' },
  isCaller: true,
};

export const GIVE: IpcpOptions = { localAddress: SERVER_ADDRESS, remoteAddress: CLIENT_ADDRESS };
export const TAKE: IpcpOptions = { askAddress: true };

export const pairOf = (
  world: World,
  server: PppLinkOptions = SERVER,
  client: PppLinkOptions = CLIENT,
  seed = 1,
): { pair: Pair; server: Side; client: Side } => {
  const a = new Side(world, 2 * seed, server, GIVE);
  const b = new Side(world, 2 * seed + 1, client, TAKE);
  return { pair: new Pair(a, b, seed), server: a, client: b };
};

/** Whether neither side has anything left to wait for. */
export const isQuiet = (pair: Pair): boolean => pair.nextWake() === NEVER;

/** An IPv4 packet of `length` octets; only its first octet has to look like one here. */
export const packetOf = (length: number, seed = 0): Uint8Array => {
  const packet = Uint8Array.from({ length }, (_, i) => (i * 7 + seed) & 0xff);
  packet[0] = 0x45;
  return packet;
};
