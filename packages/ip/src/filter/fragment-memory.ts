import type { Instant } from '@rtemu/engine/time';

export const LIMIT = {
  /** Datagrams whose first fragment was let through. A further one takes the place of the oldest. */
  datagrams: 64,
  /** How long their other fragments are let through. */
  seconds: 30,
} as const;

/** Fragments have no ports but for the first; the others go where it went. */
export class FragmentMemory {
  readonly #source = new Int32Array(LIMIT.datagrams);
  readonly #destination = new Int32Array(LIMIT.datagrams);
  /** Identification above, protocol below. */
  readonly #name = new Int32Array(LIMIT.datagrams);
  readonly #place = new Int32Array(LIMIT.datagrams);
  readonly #expires = new Float64Array(LIMIT.datagrams);
  #at = 0;
  #used = 0;

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  remember(now: Instant, source: number, destination: number, name: number, place: number): void {
    const at = this.#at;
    this.#at = (at + 1) % LIMIT.datagrams;
    if (this.#used < LIMIT.datagrams) this.#used++;
    this.#source[at] = source;
    this.#destination[at] = destination;
    this.#name[at] = name;
    this.#place[at] = place;
    this.#expires[at] = now + LIMIT.seconds * 1e6;
  }

  knows(now: Instant, source: number, destination: number, name: number, place: number): boolean {
    for (let i = 0; i < this.#used; i++)
      if (
        this.#name[i] === name &&
        this.#source[i] === source &&
        this.#destination[i] === destination &&
        this.#place[i] === place &&
        this.#expires[i]! > now
      )
        return true;
    return false;
  }
}
