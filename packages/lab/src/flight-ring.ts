import type { Slot } from '@rtemu/engine/arena';
import { type Instant, NEVER } from '@rtemu/engine/time';

/**
 * Frames on their way over faultless cables. Those all take equally long, so what was sent first arrives first and a
 * ring does what a heap would: an order of magnitude less work per frame.
 */
export class FlightRing {
  #at = new Float64Array(256);
  /** Three numbers a frame: the port it goes to, the slot, the generation of its cable. */
  #frames = new Int32Array(256 * 3);
  #head = 0;
  #count = 0;

  /** The frame that the last {@link shift} took out. */
  port = 0;
  slot = 0 as Slot;
  generation = 0;

  get size(): number {
    return this.#count;
  }

  /** When the next frame arrives; {@link NEVER} when none is on its way. */
  next(): Instant {
    return this.#count === 0 ? NEVER : (this.#at[this.#head] as Instant);
  }

  /** True when a frame arrives at exactly this instant. (A question, since an answered instant may be an allocation.) */
  arrivesAt(at: Instant): boolean {
    return this.#count > 0 && this.#at[this.#head] === at;
  }

  /** The port that the next frame goes to. */
  get nextPort(): number {
    return this.#frames[this.#head * 3]!;
  }

  /** @param at not before that of the frame pushed last. */
  push(at: Instant, port: number, slot: Slot, generation: number): void {
    if (this.#count === this.#at.length) this.#grow();
    const place = (this.#head + this.#count++) & (this.#at.length - 1);
    this.#at[place] = at;
    const frames = this.#frames;
    frames[place * 3] = port;
    frames[place * 3 + 1] = slot;
    frames[place * 3 + 2] = generation;
  }

  /** Removes the next frame and leaves it in `port`, `slot` and `generation`. Call only when {@link size} is not 0. */
  shift(): void {
    const place = this.#head;
    this.#head = (place + 1) & (this.#at.length - 1);
    this.#count--;
    const frames = this.#frames;
    this.port = frames[place * 3]!;
    this.slot = frames[place * 3 + 1] as Slot;
    this.generation = frames[place * 3 + 2]!;
  }

  #grow(): void {
    const capacity = this.#at.length;
    const at = new Float64Array(capacity * 2);
    const frames = new Int32Array(capacity * 6);
    for (let i = 0; i < this.#count; i++) {
      const from = (this.#head + i) & (capacity - 1);
      at[i] = this.#at[from]!;
      frames.set(this.#frames.subarray(from * 3, from * 3 + 3), i * 3);
    }
    this.#at = at;
    this.#frames = frames;
    this.#head = 0;
  }
}
