import { type Arena, NO_SLOT, type Slot } from './arena.js';
import { invariant } from './invariant.js';

/** What a queue has until something is put into it: most queues of a session never wait for anything. */
const NOTHING = new Int32Array(0);
const FIRST_CAPACITY = 16;

/**
 * Slots waiting for their next owner, first in, first out, each with a tag (an interface, a call). A ring that grows to
 * its limit; neither end allocates otherwise.
 */
export class SlotQueue {
  #slots = NOTHING;
  #tags = NOTHING;
  #head = 0;
  #count = 0;

  /** The tag of the slot that the last {@link shift} gave. */
  tag = 0;
  /** How many were dropped because the queue was full. */
  overflowed = 0;

  /** @param limit the most that wait; whatever comes then is dropped and counted. */
  constructor(
    private readonly arena: Arena,
    private readonly limit = 4096,
  ) {}

  get size(): number {
    return this.#count;
  }

  /** Takes ownership. A full queue releases the slot and counts it. */
  push(tag: number, slot: Slot): void {
    invariant(slot !== NO_SLOT, 'a queue holds packets');
    if (this.#count === this.#slots.length && !this.#grow()) {
      this.overflowed++;
      this.arena.release(slot);
      return;
    }
    const at = (this.#head + this.#count++) & (this.#slots.length - 1);
    this.#slots[at] = slot;
    this.#tags[at] = tag;
  }

  /** The slot that waited longest, now the caller's; {@link NO_SLOT} when none waits. */
  shift(): Slot {
    if (this.#count === 0) return NO_SLOT;
    const at = this.#head;
    this.#head = (at + 1) & (this.#slots.length - 1);
    this.#count--;
    this.tag = this.#tags[at]!;
    return this.#slots[at] as Slot;
  }

  /** Releases all that wait. */
  clear(): void {
    for (let slot = this.shift(); slot !== NO_SLOT; slot = this.shift()) this.arena.release(slot);
  }

  #grow(): boolean {
    const capacity = this.#slots.length;
    if (capacity >= this.limit) return false;
    const grown = Math.max(FIRST_CAPACITY, capacity * 2);
    const slots = new Int32Array(grown);
    const tags = new Int32Array(grown);
    for (let i = 0; i < this.#count; i++) {
      const at = (this.#head + i) & (capacity - 1);
      slots[i] = this.#slots[at]!;
      tags[i] = this.#tags[at]!;
    }
    this.#slots = slots;
    this.#tags = tags;
    this.#head = 0;
    return true;
  }
}
