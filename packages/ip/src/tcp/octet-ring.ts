import { invariant } from '@rtemu/engine/invariant';

/** A few messages of PPTP, which most connections carry. */
const FIRST_OCTETS = 512;

/**
 * Octets at offsets from a front that moves on: the store under both buffers of a connection. Memory grows by doubling
 * up to the limit, and only for what is really written.
 */
export class OctetRing {
  #octets = new Uint8Array(0);
  #front = 0;

  constructor(readonly limit: number) {}

  /** Octets of memory held. */
  get capacity(): number {
    return this.#octets.length;
  }

  write(offset: number, octets: Uint8Array): void {
    const end = offset + octets.length;
    invariant(offset >= 0 && end <= this.limit, 'a ring is not written past its limit');
    if (end > this.#octets.length) this.#grow(end);
    const at = this.#at(offset);
    const first = Math.min(octets.length, this.#octets.length - at);
    this.#octets.set(octets.subarray(0, first), at);
    this.#octets.set(octets.subarray(first), 0);
  }

  /** A copy. */
  read(offset: number, length: number): Uint8Array {
    invariant(offset >= 0 && offset + length <= this.#octets.length, 'a ring is not read past its memory');
    const copy = new Uint8Array(length);
    if (length === 0) return copy;
    const at = this.#at(offset);
    const first = Math.min(length, this.#octets.length - at);
    copy.set(this.#octets.subarray(at, at + first), 0);
    copy.set(this.#octets.subarray(0, length - first), first);
    return copy;
  }

  /** Moves the front: what lay at offset `count` lies at 0. */
  drop(count: number): void {
    if (count > 0) this.#front = this.#at(count);
  }

  /** Gives the memory back. What was in it is gone. */
  release(): void {
    this.#octets = new Uint8Array(0);
    this.#front = 0;
  }

  #at(offset: number): number {
    const at = this.#front + offset;
    return at < this.#octets.length ? at : at - this.#octets.length;
  }

  #grow(needed: number): void {
    let capacity = Math.max(this.#octets.length, FIRST_OCTETS);
    while (capacity < needed) capacity *= 2;
    const octets = new Uint8Array(Math.min(capacity, this.limit));
    octets.set(this.#octets.subarray(this.#front));
    octets.set(this.#octets.subarray(0, this.#front), this.#octets.length - this.#front);
    this.#octets = octets;
    this.#front = 0;
  }
}
