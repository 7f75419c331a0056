import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';

/** A node for tests: writes down what it receives, and sends what it is told to, at once or at a time. */
export class Station implements Node {
  readonly outbox: SlotQueue;
  readonly received: { at: Instant; port: number; octets: Uint8Array }[] = [];
  readonly links: { at: Instant; port: number; up: boolean }[] = [];
  /** How often it was asked for its deadline, and told that it has come. */
  asked = 0;
  woken = 0;
  /** Latest first, once sorted. */
  readonly #plans: { at: Instant; port: number; octets: Uint8Array }[] = [];
  #sorted = true;

  constructor(
    readonly name: string,
    protected readonly arena: Arena,
    readonly ports: readonly string[] = ['eth0'],
  ) {
    this.outbox = new SlotQueue(arena);
  }

  send(octets: Uint8Array, port = 0): void {
    const slot = this.arena.takeCopy(octets);
    if (slot !== NO_SLOT) this.outbox.push(port, slot);
  }

  /** Sends at a time to come. */
  plan(at: Instant, octets: Uint8Array, port = 0): void {
    this.#plans.unshift({ at, port, octets });
    this.#sorted = false;
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    this.received.push({ at: now, port, octets: this.arena.copy(frame) });
    this.arena.release(frame);
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.links.push({ at: now, port, up });
  }

  handleTimeout(now: Instant): void {
    this.woken++;
    while (this.#next() <= now) {
      const { octets, port } = this.#plans.pop()!;
      this.send(octets, port);
    }
  }

  nextTimeout(): Instant {
    this.asked++;
    return this.#next();
  }

  #next(): Instant {
    if (!this.#sorted) this.#plans.sort((one, other) => other.at - one.at);
    this.#sorted = true;
    return this.#plans.at(-1)?.at ?? NEVER;
  }
}

/** Sends every frame back where it came from, as it is, until it has seen `limit` frames. */
export class Mirror implements Node {
  readonly ports = ['eth0'];
  readonly outbox: SlotQueue;
  seen = 0;

  constructor(
    readonly name: string,
    private readonly arena: Arena,
    private readonly limit = Number.POSITIVE_INFINITY,
  ) {
    this.outbox = new SlotQueue(arena);
  }

  handleFrame(_now: Instant, port: number, frame: Slot): void {
    if (++this.seen > this.limit) this.arena.release(frame);
    else this.outbox.push(port, frame);
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}

/** An Ethernet frame of `length` octets between stations of small numbers, with a number in its payload. */
export function frame(source: number, destination: number, serial = 0, length = 60): Uint8Array {
  const octets = new Uint8Array(length);
  octets.set([2, 0, 0, 0, 0, destination, 2, 0, 0, 0, 0, source, 0x88, 0xb5]);
  if (length >= 18) new DataView(octets.buffer).setUint32(14, serial);
  return octets;
}

/** Like {@link frame}, to everybody. */
export function broadcast(source: number, serial = 0, length = 60): Uint8Array {
  const octets = frame(source, 0, serial, length);
  octets.fill(0xff, 0, 6);
  return octets;
}

export const serialOf = (octets: Uint8Array): number => new DataView(octets.buffer, octets.byteOffset).getUint32(14);
