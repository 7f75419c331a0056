import { OctetRing } from './octet-ring.js';

/**
 * What the user handed over and the peer has not acknowledged, and where the user said PUSH. A segment never reaches
 * across such a boundary, so that a pushed message leaves as one segment wherever segment size and window allow.
 */
export class SendBuffer {
  readonly #ring: OctetRing;
  #length = 0;
  /** Octets ever dropped: boundaries are counted from the beginning of the connection. */
  #dropped = 0;
  #boundaries: number[] = [];

  constructor(limit: number) {
    this.#ring = new OctetRing(limit);
  }

  get length(): number {
    return this.#length;
  }

  get free(): number {
    return this.#ring.limit - this.#length;
  }

  /** Takes the octets, which fit into {@link free}. */
  append(octets: Uint8Array, push: boolean): void {
    this.#ring.write(this.#length, octets);
    this.#length += octets.length;
    if (push && octets.length > 0) this.#boundaries.push(this.#dropped + this.#length);
  }

  read(offset: number, length: number): Uint8Array {
    return this.#ring.read(offset, length);
  }

  /** Octets from `offset` to the next boundary, or to the end when there is none. */
  chunkAt(offset: number): number {
    const place = this.#dropped + offset;
    const next = this.#boundaries[this.#firstBoundaryBehind(place)];
    return (next === undefined ? this.#dropped + this.#length : next) - place;
  }

  /** Whether a segment that ends at `offset` carries PSH: at a boundary, and where nothing follows yet. */
  pushesAt(offset: number): boolean {
    if (offset === this.#length) return true;
    const place = this.#dropped + offset;
    return this.#boundaries[this.#firstBoundaryBehind(place - 1)] === place;
  }

  /** The first `count` octets were acknowledged. */
  drop(count: number): void {
    this.#ring.drop(count);
    this.#length -= count;
    this.#dropped += count;
    const passed = this.#firstBoundaryBehind(this.#dropped);
    if (passed > 0) this.#boundaries.splice(0, passed);
  }

  release(): void {
    this.#ring.release();
    this.#dropped += this.#length;
    this.#length = 0;
    this.#boundaries = [];
  }

  /** The index of the first boundary greater than `place`. */
  #firstBoundaryBehind(place: number): number {
    let low = 0;
    let high = this.#boundaries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#boundaries[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
