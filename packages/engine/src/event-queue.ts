import { invariant } from './invariant.js';
import { type Instant, NEVER } from './time.js';

/** So many pending events are a plain heap; of more, those far away are kept apart. */
const NEAR_AT_LEAST = 2048;
/** About one in so many distant events comes near when the near ones have run out. */
const SHARE = 16;
const SAMPLES = 4 * SHARE;
const CAPACITY_AT_FIRST = 64;
/** Integers of an event: its kind, target and value, and one to spare, so that they lie in one line of the cache. */
const STRIDE = 4;

/** Events as instants and slots, in whatever order its owner keeps. */
class Pile {
  at = new Float64Array(CAPACITY_AT_FIRST);
  slot = new Int32Array(CAPACITY_AT_FIRST);
  count = 0;

  add(at: number, slot: number): void {
    if (this.count === this.at.length) {
      this.at = grown(this.at, new Float64Array(this.count * 2));
      this.slot = grown(this.slot, new Int32Array(this.count * 2));
    }
    this.at[this.count] = at;
    this.slot[this.count++] = slot;
  }
}

/**
 * What is going to happen, earliest first; equal instants in the order in which they were pushed.
 *
 * Pushing and popping allocate nothing. An event is three small integers whose meaning is its owner's.
 *
 * A binary heap over typed arrays holds the events up to a horizon. The later ones lie in a pile, in no order, until the
 * heap has run empty: a hundred thousand idle timers must not make every packet sink through seventeen layers of them.
 */
export class EventQueue {
  /** A heap. It is empty only when the pile is, too. */
  readonly #near = new Pile();
  readonly #far = new Pile();
  /** No event in the heap is later; every event in the pile is. */
  #horizon: number = NEVER;
  #nearLimit = NEAR_AT_LEAST;
  /** By slot. */
  #order = new Float64Array(CAPACITY_AT_FIRST);
  #payload = new Int32Array(CAPACITY_AT_FIRST * STRIDE);
  #free = Int32Array.from({ length: CAPACITY_AT_FIRST }, (_, i) => i);
  #freeCount = CAPACITY_AT_FIRST;
  #pushed = 0;
  readonly #samples = new Float64Array(SAMPLES);

  /** The event that the last {@link pop} removed. */
  kind = 0;
  target = 0;
  value = 0;

  get size(): number {
    return this.#near.count + this.#far.count;
  }

  /** When the next event happens; {@link NEVER} when there is none. */
  next(): Instant {
    return this.#near.count === 0 ? NEVER : (this.#near.at[0] as Instant);
  }

  push(at: Instant, kind: number, target: number, value: number): void {
    if (this.#freeCount === 0) this.#grow();
    const slot = this.#free[--this.#freeCount]!;
    this.#order[slot] = this.#pushed++;
    const payload = this.#payload;
    payload[slot * STRIDE] = kind;
    payload[slot * STRIDE + 1] = target;
    payload[slot * STRIDE + 2] = value;
    if (this.#near.count === 0) this.#horizon = NEVER;
    if (at > this.#horizon) {
      this.#far.add(at, slot);
    } else {
      this.#raise(at, slot);
      if (this.#near.count > this.#nearLimit) this.#divide();
    }
  }

  /**
   * Removes the next event, leaves it in `kind`, `target` and `value`, and returns its instant.
   * @throws InvariantError when the queue is empty.
   */
  pop(): Instant {
    const near = this.#near;
    invariant(near.count > 0, 'pop of an empty event queue');
    const at = near.at[0] as Instant;
    const slot = near.slot[0]!;
    this.kind = this.#payload[slot * STRIDE]!;
    this.target = this.#payload[slot * STRIDE + 1]!;
    this.value = this.#payload[slot * STRIDE + 2]!;
    this.#free[this.#freeCount++] = slot;
    const last = --near.count;
    if (last > 0) this.#rise(this.#sinkHole(last), near.at[last]!, near.slot[last]!);
    else if (this.#far.count > 0) this.#divide();
    return at;
  }

  clear(): void {
    for (const pile of [this.#near, this.#far]) {
      while (pile.count > 0) this.#free[this.#freeCount++] = pile.slot[--pile.count]!;
    }
    this.#nearLimit = NEAR_AT_LEAST;
  }

  /** Draws a new horizon, and makes a heap of what lies before it. */
  #divide(): void {
    const near = this.#near;
    const far = this.#far;
    while (near.count > 0) far.add(near.at[--near.count]!, near.slot[near.count]!);
    const horizon = far.count > NEAR_AT_LEAST ? this.#sampleHorizon() : NEVER;
    const { at: atOf, slot: slotOf } = far;
    let count = far.count;
    for (let n = 0; n < count; ) {
      const at = atOf[n]!;
      if (at > horizon) {
        n++;
        continue;
      }
      this.#raise(at, slotOf[n]!);
      count--;
      atOf[n] = atOf[count]!;
      slotOf[n] = slotOf[count]!;
    }
    far.count = count;
    this.#horizon = horizon;
    // Where nearly all happen at one instant there is little to divide, and it must not be tried at every push.
    this.#nearLimit = Math.max(NEAR_AT_LEAST, 2 * near.count);
  }

  /** An instant up to which about one in {@link SHARE} of the pile happens: that of one of its events. */
  #sampleHorizon(): number {
    const { at, count } = this.#far;
    const samples = this.#samples;
    for (let n = 0; n < SAMPLES; n++) samples[n] = at[Math.floor((n * count) / SAMPLES)]!;
    return samples.sort()[SAMPLES / SHARE]!;
  }

  #raise(at: number, slot: number): void {
    this.#near.add(at, slot);
    this.#rise(this.#near.count - 1, at, slot);
  }

  /**
   * Lets a hole at the top of a heap of `count` sink to a leaf, and returns its place. What fills it comes from the
   * heap's end and mostly belongs so deep, so it is not asked about on the way: half as many comparisons.
   */
  #sinkHole(count: number): number {
    const { at: atOf, slot: slotOf } = this.#near;
    const orderOf = this.#order;
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count) {
        const left = atOf[child]!;
        const right = atOf[child + 1]!;
        if (right < left || (right === left && orderOf[slotOf[child + 1]!]! < orderOf[slotOf[child]!]!)) child++;
      }
      atOf[hole] = atOf[child]!;
      slotOf[hole] = slotOf[child]!;
      hole = child;
    }
    return hole;
  }

  /** Puts an event into the hole, or as far above it as it belongs. */
  #rise(from: number, at: number, slot: number): void {
    const { at: atOf, slot: slotOf } = this.#near;
    const orderOf = this.#order;
    let hole = from;
    while (hole > 0) {
      const parent = (hole - 1) >>> 1;
      const parentAt = atOf[parent]!;
      if (parentAt < at || (parentAt === at && orderOf[slotOf[parent]!]! < orderOf[slot]!)) break;
      atOf[hole] = parentAt;
      slotOf[hole] = slotOf[parent]!;
      hole = parent;
    }
    atOf[hole] = at;
    slotOf[hole] = slot;
  }

  #grow(): void {
    const slots = this.#order.length;
    this.#order = grown(this.#order, new Float64Array(slots * 2));
    this.#payload = grown(this.#payload, new Int32Array(slots * 2 * STRIDE));
    this.#free = Int32Array.from({ length: slots * 2 }, (_, i) => slots + i);
    this.#freeCount = slots;
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
