/**
 * The packet buffers of a world, all in one stretch of memory (the memory that the MPPE cipher works in), so that a
 * packet is enciphered, encapsulated and handed from node to node where it lies.
 *
 * A packet in flight is a {@link Slot}: a small integer. Where its first octet lies and how many there are stand in
 * {@link Arena.start} and {@link Arena.length}. A header is taken off by `pull` and put in front by `push`; neither
 * moves an octet nor allocates. Whoever is handed a slot owns it, and passes it on or releases it.
 * @module
 */
import { invariant } from './invariant.js';

export type Slot = number & { readonly __slot: true };

/** What `take` answers when the arena is full, and a queue when it is empty. */
export const NO_SLOT = -1 as Slot;

export const LIMIT = {
  /** Buffers for frames of an ordinary link, each with headroom. */
  smallSlots: 4096,
  /** Buffers for whole datagrams: what reassembly yields and what is about to be fragmented. */
  largeSlots: 48,
} as const;

/** Octets kept free in front of a fresh packet: Ethernet 14 + IPv4 20 + GRE 16 + PPP 4 + MPPE 4, twice over. */
export const HEADROOM = 128;
const SMALL = 2048;
const LARGE = 65_536 + 2 * HEADROOM;

/** The longest packets that fit into either kind of slot, in octets. */
export const SMALL_MAX = SMALL - HEADROOM;
export const LARGE_MAX = LARGE - HEADROOM;

/** Octets of memory that an arena needs behind `from`. */
export const ARENA_OCTETS = LIMIT.smallSlots * SMALL + LIMIT.largeSlots * LARGE;

const FREE = 0;
const TAKEN = 1;

export class Arena {
  /** The whole memory, as octets and as a view for fields of several octets. */
  readonly octets: Uint8Array;
  readonly view: DataView;
  /** By slot: the place in memory of the first octet in use. */
  readonly start: Int32Array;
  /** By slot: how many octets are in use. */
  readonly length: Int32Array;
  /** How often `take` had nothing to give. */
  exhausted = 0;

  readonly #from: number;
  readonly #state: Uint8Array;
  readonly #freeSmall: Int32Array;
  readonly #freeLarge: Int32Array;
  #smallCount: number = LIMIT.smallSlots;
  #largeCount: number = LIMIT.largeSlots;

  /** @param from place in `memory` where packet buffers may begin; a multiple of 4. */
  constructor(memory: ArrayBuffer = new ArrayBuffer(ARENA_OCTETS), from = 0) {
    invariant(from % 4 === 0, 'packet buffers begin at a multiple of four');
    invariant(memory.byteLength >= from + ARENA_OCTETS, `an arena needs ${ARENA_OCTETS} octets`);
    const slots = LIMIT.smallSlots + LIMIT.largeSlots;
    this.#from = from;
    this.octets = new Uint8Array(memory);
    this.view = new DataView(memory);
    this.start = new Int32Array(slots);
    this.length = new Int32Array(slots);
    this.#state = new Uint8Array(slots);
    this.#freeSmall = descending(LIMIT.smallSlots - 1, LIMIT.smallSlots);
    this.#freeLarge = descending(slots - 1, LIMIT.largeSlots);
  }

  get inUse(): number {
    return LIMIT.smallSlots + LIMIT.largeSlots - this.#smallCount - this.#largeCount;
  }

  /** A slot with `length` octets (of whatever was there before) and headroom in front; {@link NO_SLOT} when none is left. */
  take(length: number): Slot {
    let slot: number;
    if (length <= SMALL_MAX && this.#smallCount > 0) slot = this.#freeSmall[--this.#smallCount]!;
    else if (length <= LARGE_MAX && this.#largeCount > 0) slot = this.#freeLarge[--this.#largeCount]!;
    else {
      this.exhausted++;
      return NO_SLOT;
    }
    this.#state[slot] = TAKEN;
    this.start[slot] = this.#base(slot) + HEADROOM;
    this.length[slot] = length;
    return slot as Slot;
  }

  /** A slot that holds a copy of `octets`. */
  takeCopy(octets: Uint8Array): Slot {
    const slot = this.take(octets.length);
    if (slot !== NO_SLOT) this.octets.set(octets, this.start[slot]!);
    return slot;
  }

  /** A second slot with the same octets. */
  clone(slot: Slot): Slot {
    const length = this.length[slot]!;
    const copy = this.take(length);
    if (copy !== NO_SLOT) {
      const from = this.start[slot]!;
      this.octets.copyWithin(this.start[copy]!, from, from + length);
    }
    return copy;
  }

  /** @throws InvariantError when the slot is free already. */
  release(slot: Slot): void {
    // Not as the claim of every call: its text would be made for every packet.
    if (this.#state[slot] !== TAKEN) invariant(false, `slot ${slot} released twice`);
    this.#state[slot] = FREE;
    if (slot < LIMIT.smallSlots) this.#freeSmall[this.#smallCount++] = slot;
    else this.#freeLarge[this.#largeCount++] = slot;
  }

  /** Makes room for a header of `count` octets in front and returns its place. */
  push(slot: Slot, count: number): number {
    const start = this.start[slot]! - count;
    invariant(start >= this.#base(slot), 'headers outgrew the headroom');
    this.start[slot] = start;
    this.length[slot]! += count;
    return start;
  }

  /** How many octets of headers still go in front. */
  headroom(slot: Slot): number {
    return this.start[slot]! - this.#base(slot);
  }

  /** Takes a header of `count` octets off and returns the place behind it. */
  pull(slot: Slot, count: number): number {
    invariant(this.length[slot]! >= count, 'a header longer than its packet');
    this.length[slot]! -= count;
    return (this.start[slot]! += count);
  }

  /** The octets in use, where they lie. For the control plane: a view is an allocation, and dies with the slot. */
  peek(slot: Slot): Uint8Array {
    const start = this.start[slot]!;
    return this.octets.subarray(start, start + this.length[slot]!);
  }

  /** The octets in use, copied. */
  copy(slot: Slot): Uint8Array {
    const start = this.start[slot]!;
    return this.octets.slice(start, start + this.length[slot]!);
  }

  #base(slot: number): number {
    return slot < LIMIT.smallSlots
      ? this.#from + slot * SMALL
      : this.#from + LIMIT.smallSlots * SMALL + (slot - LIMIT.smallSlots) * LARGE;
  }
}

/** So that the first one taken is the lowest. */
function descending(from: number, count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = from - i;
  return numbers;
}
