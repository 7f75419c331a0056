/** What {@link PortPool.take} answers when no port is left. */
export const NO_PORT = -1;

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Ports that are tried, in a range, for one that a session of another remote end may share. */
const TRIES_MAX = 32;

/**
 * The outer ports that masquerade may take of one protocol, range by range (manual 23.11). Within a range they are given in
 * turn, so that one that was left rests for as long as others are free.
 */
export class PortPool {
  readonly #taken = new Int32Array(0x1_0000 / 32);
  readonly #cursor: Int32Array;
  readonly #free: Int32Array;
  /** How many are taken, besides those that are reserved. */
  size = 0;

  /** @param ranges in the order in which they are used; none overlaps another */
  constructor(readonly ranges: readonly PortRange[]) {
    this.#cursor = Int32Array.from(ranges, ({ first }) => first);
    this.#free = Int32Array.from(ranges, ({ first, last }) => last - first + 1);
  }

  isTaken(port: number): boolean {
    return (this.#taken[port >>> 5]! & (1 << (port & 31))) !== 0;
  }

  /** @returns false when it is taken already */
  takeThis(port: number): boolean {
    if (!this.reserve(port)) return false;
    this.size++;
    return true;
  }

  /** For good: a static entry has it. @returns false when it is taken already */
  reserve(port: number): boolean {
    if (this.isTaken(port)) return false;
    this.#taken[port >>> 5]! |= 1 << (port & 31);
    const range = this.#rangeOf(port);
    if (range >= 0) this.#free[range]!--;
    return true;
  }

  /** The next one that is free, taken now; {@link NO_PORT} when all are taken. */
  take(): number {
    for (let range = 0; range < this.ranges.length; range++) {
      if (this.#free[range] === 0) continue;
      const port = this.#nextFree(range);
      this.takeThis(port);
      return port;
    }
    return NO_PORT;
  }

  /** The next one of which `suits` is true and that nobody has for himself; it stays free for others. */
  share(suits: (port: number) => boolean): number {
    for (let range = 0; range < this.ranges.length; range++) {
      const { first, last } = this.ranges[range]!;
      const tries = Math.min(TRIES_MAX, last - first + 1);
      for (let i = 0; i < tries; i++) {
        const port = this.#cursor[range]!;
        this.#cursor[range] = port >= last ? first : port + 1;
        if (!this.isTaken(port) && suits(port)) return port;
      }
    }
    return NO_PORT;
  }

  leave(port: number): void {
    if (!this.isTaken(port)) return;
    this.#taken[port >>> 5]! &= ~(1 << (port & 31));
    this.size--;
    const range = this.#rangeOf(port);
    if (range >= 0) this.#free[range]!++;
  }

  #rangeOf(port: number): number {
    return this.ranges.findIndex(({ first, last }) => port >= first && port <= last);
  }

  /** The range has one. Words that are full are passed over at once. */
  #nextFree(range: number): number {
    const { first, last } = this.ranges[range]!;
    let port = this.#cursor[range]!;
    for (;;) {
      if (port > last) port = first;
      if (this.#taken[port >>> 5] === -1) port = (port | 31) + 1;
      else if (this.isTaken(port)) port++;
      else break;
    }
    this.#cursor[range] = port + 1;
    return port;
  }
}
