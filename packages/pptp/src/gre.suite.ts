/**
 * What the tests of the GRE session share: a session whose peer is the test, and a wire between two sessions.
 */
import { expect } from '@jest/globals';
import { Arena, NO_SLOT } from '@rtemu/engine/arena';
import { EventQueue } from '@rtemu/engine/event-queue';
import type { Random } from '@rtemu/engine/random';
import { type Duration, type Instant, milliseconds, START } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import { type GreOptions, GreSession } from './gre-session.js';

/** One for a test file: making one costs more than most tests. */
export const arena = new Arena();

export type SessionOptions = Partial<GreOptions>;

/** One session; the test is its peer. */
export class Side {
  now: Instant = START;
  readonly session: GreSession;

  constructor(options: SessionOptions = {}) {
    this.session = new GreSession(arena, {
      callId: 1,
      peersCallId: 2,
      windowSize: 32,
      peerWindow: 32,
      ...options,
    });
  }

  receive(...packets: Gre.GrePacket[]): this {
    for (const packet of packets) this.session.handlePacket(this.now, arena.takeCopy(Gre.emit(packet)));
    return this;
  }

  /** The peer sends data of these numbers; the number is also what is in the frame. */
  receiveData(...sequences: number[]): this {
    return this.receive(
      ...sequences.map((sequence) => ({ callId: 1, sequence: sequence >>> 0, payload: frameOf(sequence) })),
    );
  }

  send(count = 1): this {
    for (let i = 0; i < count; i++) this.session.sendFrame(this.now, arena.takeCopy(frameOf(i)));
    return this;
  }

  /** The GRE packets that wait to be sent. */
  sent(): Gre.GrePacket[] {
    const packets: Gre.GrePacket[] = [];
    for (let slot = this.session.packets.shift(); slot !== NO_SLOT; slot = this.session.packets.shift()) {
      const result = Gre.parse(arena.copy(slot));
      if (!result.ok) throw new Error(Gre.describe(arena.peek(slot)));
      packets.push(result.value);
      arena.release(slot);
    }
    return packets;
  }

  /** What stands in the frames that were received. */
  frames(): number[] {
    const numbers: number[] = [];
    for (let slot = this.session.frames.shift(); slot !== NO_SLOT; slot = this.session.frames.shift()) {
      numbers.push(numberIn(arena.peek(slot)));
      arena.release(slot);
    }
    return numbers;
  }

  wait(duration: Duration): this {
    const until = (this.now + duration) as Instant;
    for (let next = this.session.nextTimeout(); next <= until; next = this.session.nextTimeout()) {
      this.now = Math.max(this.now, next) as Instant;
      this.session.handleTimeout(this.now);
    }
    this.now = until;
    return this;
  }

  /** The last word of every test: no slot is left. */
  close(): void {
    this.session.close();
    expect(arena.inUse).toBe(0);
  }
}

/** A frame that holds a number, twice, so that damage shows. */
export function frameOf(number: number): Uint8Array {
  const frame = new Uint8Array(12);
  new DataView(frame.buffer).setInt32(0, number);
  new DataView(frame.buffer).setInt32(4, ~number);
  return frame;
}

/** The number in a frame; NaN when it is damaged. */
export function numberIn(frame: Uint8Array): number {
  if (frame.length !== 12) return Number.NaN;
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  return view.getInt32(0) === ~view.getInt32(4) ? view.getInt32(0) : Number.NaN;
}

/** Out of 1000 packets. Delays are drawn evenly from 1 ms to `delay`. */
export interface Faults {
  readonly lost?: number;
  readonly doubled?: number;
  readonly damaged?: number;
  readonly delay?: Duration;
}

/** Two sessions and a wire that is as bad as it is told to be. */
export class GrePair {
  now: Instant = START;
  readonly sides: readonly [GreSession, GreSession];
  /** The numbers in the frames that each side received. */
  readonly received: [number[], number[]] = [[], []];
  readonly #sent: [number, number] = [0, 0];
  readonly #wire = new EventQueue();

  constructor(
    private readonly random: Random,
    a: SessionOptions = {},
    b: SessionOptions = {},
  ) {
    this.sides = [
      new GreSession(arena, { callId: 1, peersCallId: 2, windowSize: 32, peerWindow: 32, ...a }),
      new GreSession(arena, { callId: 2, peersCallId: 1, windowSize: 32, peerWindow: 32, ...b }),
    ];
  }

  /** A side sends its next frame, numbered 0, 1, 2, ... */
  send(side: 0 | 1, faults: Faults): void {
    this.sides[side].sendFrame(this.now, arena.takeCopy(frameOf(this.#sent[side]++)));
    this.#drain(side, faults);
  }

  sentBy(side: 0 | 1): number {
    return this.#sent[side];
  }

  /** Lets time pass, with everything that happens on the way. */
  run(until: Instant, faults: Faults = {}): void {
    for (let steps = 0; ; steps++) {
      const next = Math.min(this.#wire.next(), this.sides[0].nextTimeout(), this.sides[1].nextTimeout()) as Instant;
      if (next > until) break;
      if (steps > 1_000_000) throw new Error('time does not move on');
      this.now = Math.max(this.now, next) as Instant;
      if (this.#wire.next() <= this.now) {
        this.#wire.pop();
        this.sides[this.#wire.target]!.handlePacket(this.now, this.#wire.value as never);
      } else for (const side of this.sides) side.handleTimeout(this.now);
      this.#drain(0, faults);
      this.#drain(1, faults);
    }
    this.now = until;
  }

  close(): void {
    while (this.#wire.size > 0) {
      this.#wire.pop();
      arena.release(this.#wire.value as never);
    }
    for (const side of this.sides) side.close();
    expect(arena.inUse).toBe(0);
  }

  #drain(side: 0 | 1, faults: Faults): void {
    const { frames, packets } = this.sides[side];
    for (let slot = frames.shift(); slot !== NO_SLOT; slot = frames.shift()) {
      this.received[side].push(numberIn(arena.peek(slot)));
      arena.release(slot);
    }
    const { lost = 0, doubled = 0, damaged = 0, delay = milliseconds(1) } = faults;
    for (let slot = packets.shift(); slot !== NO_SLOT; slot = packets.shift()) {
      if (this.random.chance(lost, 1000)) {
        arena.release(slot);
        continue;
      }
      if (this.random.chance(damaged, 1000)) {
        const bit = this.random.below(arena.length[slot]! * 8);
        const at = arena.start[slot]! + (bit >>> 3);
        arena.octets[at] = arena.octets[at]! ^ (1 << (bit & 7));
      }
      const arrivals = this.random.chance(doubled, 1000) ? [slot, arena.clone(slot)] : [slot];
      for (const each of arrivals) {
        const wait = 1000 + this.random.below(Math.max(1, delay - 999));
        this.#wire.push((this.now + wait) as Instant, 0, 1 - side, each);
      }
    }
  }
}
