import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import type { EventQueue } from '@rtemu/engine/event-queue';
import { invariant } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, START } from '@rtemu/engine/time';
import { HEADER_OCTETS } from '@rtemu/wire/ethernet';
import { FAULTLESS, HOLD, type Impairments, isFaultless, MILLION } from './impairments.js';

/** What became of the frames that were sent into one direction of a cable. */
export type LaneCounters = Counters<
  | 'sent'
  | 'delivered'
  | 'lost'
  | 'duplicated'
  | 'reordered'
  | 'corrupted'
  /** Longer than the cable's MTU. */
  | 'oversize'
  /** Sent while the queue before a busy line was full. */
  | 'queueFull'
  /** Sent into a pulled cable, or on their way when it was pulled. */
  | 'cut'
  /** Not duplicated because no packet buffer was left. */
  | 'exhausted'
>;

/** The event that lets a held-back frame go. Every other kind of event is a frame's arrival: the generation of its lane. */
export const LET_GO = -1;

/**
 * One direction of a cable. It draws from a stream of chance of its own, so that another cable more or less leaves the
 * fate of its frames as it was.
 */
export class Lane {
  readonly counters: LaneCounters = counters(
    'sent',
    'delivered',
    'lost',
    'duplicated',
    'reordered',
    'corrupted',
    'oversize',
    'queueFull',
    'cut',
    'exhausted',
  );
  up = true;
  /** How often the cable was pulled: a frame that set out in an earlier generation never arrives. */
  generation = 0;
  /** True when a frame need not be looked at: it arrives a microsecond later, in order. */
  faultless = true;

  #impairments: Impairments = FAULTLESS;
  #held: Slot = NO_SLOT;
  #holds = 0;
  #lastArrival: Instant = START;
  /** When the line is free: whole microseconds, and a remainder in parts of 1 / rate microsecond. */
  #freeAt: Instant = START;
  #freeRemainder = 0;
  /** When each frame that occupies the line or its queue will have left, oldest first, in a ring. */
  #leaving = new Float64Array(0);
  #leavingHead = 0;
  #leavingCount = 0;

  /** @param port the receiving port's number in the world. */
  constructor(
    private readonly arena: Arena,
    private readonly flights: EventQueue,
    private readonly random: Random,
    readonly port: number,
  ) {}

  get impairments(): Impairments {
    return this.#impairments;
  }

  /** Frames that are on the line or wait for it, where it has a rate. */
  queued(now: Instant): number {
    const ring = this.#leaving;
    let count = 0;
    for (let i = 0; i < this.#leavingCount; i++) if (ring[(this.#leavingHead + i) % ring.length]! > now) count++;
    return count;
  }

  /** @throws InvariantError when a frame could arrive before it was sent. */
  impair(impairments: Impairments): void {
    invariant(impairments.jitter < impairments.delay, 'the jitter is less than the delay');
    this.#impairments = impairments;
    this.faultless = false;
    const places = impairments.rate === 0 ? 0 : impairments.queue + 1;
    if (places !== this.#leaving.length) {
      this.#leaving = new Float64Array(places);
      this.#leavingHead = 0;
      this.#leavingCount = 0;
    }
    if (impairments.rate === 0) this.#freeAt = START;
    this.#freeRemainder = 0;
  }

  /** Pulls or plugs. What is on its way over a pulled cable is gone, though its slot is only released when it would have arrived. */
  setUp(up: boolean): void {
    if (!up && this.up) {
      this.generation++;
      this.dropHeld('cut');
    }
    this.up = up;
  }

  /** True when the lane has recovered, and nothing is on its way any more that a faultless frame could overtake. */
  recover(now: Instant): boolean {
    this.faultless = this.#lastArrival <= now && this.#held === NO_SLOT && isFaultless(this.#impairments);
    return this.faultless;
  }

  /** Sends a frame whose lane is not {@link faultless}. Takes the slot. */
  carry(now: Instant, slot: Slot): void {
    const { arena, counters: count, random } = this;
    const impairments = this.#impairments;
    const length = arena.length[slot]!;
    if (impairments.mtu > 0 && length > impairments.mtu + HEADER_OCTETS) {
      this.#drop('oversize', slot);
      return;
    }
    let departs = now;
    if (impairments.rate > 0) {
      if (!this.#hasRoom(now, impairments.queue)) {
        this.#drop('queueFull', slot);
        return;
      }
      departs = this.#serialise(now, length);
    }
    if (impairments.loss > 0 && random.chance(impairments.loss, MILLION)) {
      this.#drop('lost', slot);
      return;
    }
    if (impairments.corruption > 0 && random.chance(impairments.corruption, MILLION)) this.#flipBit(slot, length);
    const twice = impairments.duplication > 0 && random.chance(impairments.duplication, MILLION);
    const late = impairments.reordering > 0 && random.chance(impairments.reordering, MILLION);
    if (twice) {
      const copy = arena.clone(slot);
      if (copy === NO_SLOT) count.exhausted++;
      else {
        count.duplicated++;
        this.#launch(departs, copy);
      }
    }
    if (late && this.#held === NO_SLOT) {
      count.reordered++;
      this.#held = slot;
      this.flights.push(after(departs, HOLD), LET_GO, this.port, ++this.#holds);
      return;
    }
    this.#launch(departs, slot);
    if (this.#held !== NO_SLOT) this.#launchHeld(departs);
  }

  /** The time of the hold `hold` is up: if its frame is still here, it goes. */
  letGo(now: Instant, hold: number): void {
    if (hold === this.#holds && this.#held !== NO_SLOT) this.#launchHeld(now);
  }

  /** Gives back the slot that is held, if any. */
  dropHeld(reason: 'cut'): void {
    if (this.#held === NO_SLOT) return;
    this.#drop(reason, this.#held);
    this.#held = NO_SLOT;
  }

  #drop(reason: 'oversize' | 'queueFull' | 'lost' | 'cut', slot: Slot): void {
    this.counters[reason]++;
    this.arena.release(slot);
  }

  #launchHeld(now: Instant): void {
    const slot = this.#held;
    this.#held = NO_SLOT;
    this.#launch(now, slot);
  }

  #launch(departs: Instant, slot: Slot): void {
    const { delay, jitter } = this.#impairments;
    let arrives = departs + delay;
    if (jitter > 0) arrives += this.random.below(2 * jitter + 1) - jitter;
    if (arrives < this.#lastArrival) arrives = this.#lastArrival;
    this.#lastArrival = arrives as Instant;
    this.flights.push(arrives as Instant, this.generation, this.port, slot);
  }

  #flipBit(slot: Slot, length: number): void {
    if (length === 0) return;
    const bit = this.random.below(length * 8);
    this.arena.octets[this.arena.start[slot]! + (bit >>> 3)]! ^= 0x80 >>> (bit & 7);
    this.counters.corrupted++;
  }

  #hasRoom(now: Instant, queue: number): boolean {
    const ring = this.#leaving;
    while (this.#leavingCount > 0 && ring[this.#leavingHead]! <= now) {
      this.#leavingHead = (this.#leavingHead + 1) % ring.length;
      this.#leavingCount--;
    }
    return this.#leavingCount <= queue;
  }

  /** Occupies the line for as long as `length` octets take, and returns when the last bit will have left. */
  #serialise(now: Instant, length: number): Instant {
    if (this.#freeAt < now) {
      this.#freeAt = now;
      this.#freeRemainder = 0;
    }
    const { rate } = this.#impairments;
    const total = length * 8 * MILLION + this.#freeRemainder;
    this.#freeAt = (this.#freeAt + Math.floor(total / rate)) as Instant;
    this.#freeRemainder = total % rate;
    const left = (this.#freeRemainder > 0 ? this.#freeAt + 1 : this.#freeAt) as Instant;
    this.#leaving[(this.#leavingHead + this.#leavingCount++) % this.#leaving.length] = left;
    return left;
  }
}
