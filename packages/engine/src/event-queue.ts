import { invariant } from './invariant.js';
import { type Instant, NEVER } from './time.js';

/**
 * What is going to happen, earliest first; equal instants in the order in which they were pushed.
 *
 * A binary heap over typed arrays: pushing and popping allocate nothing. An event is three small integers whose meaning
 * is its owner's.
 */
export class EventQueue {
  #at = new Float64Array(64);
  #order = new Float64Array(64);
  #payload = new Int32Array(64 * 3);
  #count = 0;
  #pushed = 0;

  /** The event that the last {@link pop} removed. */
  kind = 0;
  target = 0;
  value = 0;

  get size(): number {
    return this.#count;
  }

  /** When the next event happens; {@link NEVER} when there is none. */
  next(): Instant {
    return this.#count === 0 ? NEVER : (this.#at[0] as Instant);
  }

  push(at: Instant, kind: number, target: number, value: number): void {
    if (this.#count === this.#at.length) this.#grow();
    const atOf = this.#at;
    const orderOf = this.#order;
    const payload = this.#payload;
    let hole = this.#count++;
    while (hole > 0) {
      const parent = (hole - 1) >>> 1;
      if (atOf[parent]! <= at) break; // the parent was pushed earlier, so equal instants stay below it
      this.#move(parent, hole);
      hole = parent;
    }
    atOf[hole] = at;
    orderOf[hole] = this.#pushed++;
    payload[hole * 3] = kind;
    payload[hole * 3 + 1] = target;
    payload[hole * 3 + 2] = value;
  }

  /**
   * Removes the next event, leaves it in `kind`, `target` and `value`, and returns its instant.
   * @throws InvariantError when the queue is empty.
   */
  pop(): Instant {
    invariant(this.#count > 0, 'pop of an empty event queue');
    const at = this.#at[0] as Instant;
    this.kind = this.#payload[0]!;
    this.target = this.#payload[1]!;
    this.value = this.#payload[2]!;
    const last = --this.#count;
    if (last > 0) this.#sink(last);
    return at;
  }

  clear(): void {
    this.#count = 0;
  }

  /** Puts the entry `from`, which lies behind the heap, where it belongs when the root is a hole. */
  #sink(from: number): void {
    const atOf = this.#at;
    const orderOf = this.#order;
    const at = atOf[from]!;
    const order = orderOf[from]!;
    const count = this.#count;
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      const right = child + 1;
      if (
        right < count &&
        (atOf[right]! < atOf[child]! || (atOf[right] === atOf[child] && orderOf[right]! < orderOf[child]!))
      )
        child = right;
      if (at < atOf[child]! || (at === atOf[child] && order < orderOf[child]!)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#move(from, hole);
  }

  #move(from: number, to: number): void {
    this.#at[to] = this.#at[from]!;
    this.#order[to] = this.#order[from]!;
    const payload = this.#payload;
    payload[to * 3] = payload[from * 3]!;
    payload[to * 3 + 1] = payload[from * 3 + 1]!;
    payload[to * 3 + 2] = payload[from * 3 + 2]!;
  }

  #grow(): void {
    const grown = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const capacity = this.#at.length * 2;
    this.#at = grown(this.#at, new Float64Array(capacity));
    this.#order = grown(this.#order, new Float64Array(capacity));
    this.#payload = grown(this.#payload, new Int32Array(capacity * 3));
  }
}
