import { type Instant, NEVER } from '@rtemu/engine/time';

/**
 * When each node of a world next wants to be called: earliest first; at equal instants in the order of the nodes'
 * numbers.
 *
 * A binary heap of node numbers that knows where each stands, so that a deadline moves in place. Nothing stale is ever
 * kept, whatever the nodes do with their timers, and nothing is allocated but for {@link add}.
 */
export class WakeTable {
  /** By node: its deadline. */
  #at = new Float64Array(16);
  /** By node: where it stands in the heap. */
  #place = new Int32Array(16);
  #heap = new Int32Array(16);
  #count = 0;

  /** A further node, numbered from 0 on, with no deadline. */
  add(): number {
    if (this.#count === this.#heap.length) this.#grow();
    const node = this.#count++;
    this.#at[node] = NEVER;
    this.#heap[node] = node; // the latest instant and the highest number: the bottom of the heap is its place
    this.#place[node] = node;
    return node;
  }

  /** The earliest deadline; {@link NEVER} when no node has one. */
  next(): Instant {
    return this.#count === 0 ? NEVER : (this.#at[this.#heap[0]!] as Instant);
  }

  /** The node whose deadline {@link next} is. */
  get first(): number {
    return this.#heap[0]!;
  }

  deadline(node: number): Instant {
    return this.#at[node] as Instant;
  }

  set(node: number, at: Instant): void {
    const before = this.#at[node]!;
    this.#at[node] = at;
    if (at < before) this.#rise(node, at);
    else if (at > before) this.#sink(node, at);
  }

  #rise(node: number, at: number): void {
    const heap = this.#heap;
    let hole = this.#place[node]!;
    while (hole > 0) {
      const parent = (hole - 1) >>> 1;
      const above = heap[parent]!;
      if (this.#isBefore(above, node, at)) break;
      this.#put(above, hole);
      hole = parent;
    }
    this.#put(node, hole);
  }

  #sink(node: number, at: number): void {
    const heap = this.#heap;
    const count = this.#count;
    let hole = this.#place[node]!;
    for (let child = 2 * hole + 1; child < count; child = 2 * hole + 1) {
      let below = heap[child]!;
      const right = heap[child + 1]!;
      if (child + 1 < count && this.#isBefore(right, below, this.#at[below]!)) {
        child++;
        below = right;
      }
      if (!this.#isBefore(below, node, at)) break;
      this.#put(below, hole);
      hole = child;
    }
    this.#put(node, hole);
  }

  #isBefore(one: number, other: number, otherAt: number): boolean {
    const at = this.#at[one]!;
    return at < otherAt || (at === otherAt && one < other);
  }

  #put(node: number, place: number): void {
    this.#heap[place] = node;
    this.#place[node] = place;
  }

  #grow(): void {
    const grown = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const capacity = this.#heap.length * 2;
    this.#at = grown(this.#at, new Float64Array(capacity));
    this.#place = grown(this.#place, new Int32Array(capacity));
    this.#heap = grown(this.#heap, new Int32Array(capacity));
  }
}
