import { type Duration, type Instant, NEVER } from '@rtemu/engine/time';

/** An outer address that an inner host has for itself for the time being. Both are signed. */
export interface AddressBinding {
  readonly inner: number;
  readonly outer: number;
  readonly expires: Instant;
}

/** Nobody has this address. */
const NOBODY = 0;

/**
 * Dynamic NAT: the first hosts that come get an outer address each, and keep it until nothing has passed for a while
 * (manual 23.3, 23.9). There are as many bindings as outer addresses. They are few, and searched one by one; nothing is
 * allocated. Addresses are signed, and 0 says that there is none.
 */
export class AddressPool {
  readonly #outer: Int32Array;
  readonly #inner: Int32Array;
  readonly #expires: Float64Array;
  deadline: Instant = NEVER;

  constructor(
    outers: readonly number[],
    private readonly lifetime: Duration,
  ) {
    this.#outer = Int32Array.from(outers);
    this.#inner = new Int32Array(outers.length);
    this.#expires = new Float64Array(outers.length);
  }

  get bindings(): readonly AddressBinding[] {
    return [...this.#outer.keys()]
      .filter((place) => this.#inner[place] !== NOBODY)
      .map((place) => ({
        inner: this.#inner[place]!,
        outer: this.#outer[place]!,
        expires: this.#expires[place] as Instant,
      }));
  }

  /** The outer address of a host; renewed by being asked for. */
  outerOf(now: Instant, inner: number): number {
    for (let place = 0; place < this.#inner.length; place++)
      if (this.#inner[place] === inner) {
        this.#expires[place] = now + this.lifetime;
        return this.#outer[place]!;
      }
    return NOBODY;
  }

  /** The host that has an outer address; renewed by being asked for. */
  innerOf(now: Instant, outer: number): number {
    for (let place = 0; place < this.#outer.length; place++)
      if (this.#outer[place] === outer) {
        if (this.#inner[place] !== NOBODY) this.#expires[place] = now + this.lifetime;
        return this.#inner[place]!;
      }
    return NOBODY;
  }

  /** The first address that is left. @param isTaken what a static entry has given away */
  bind(now: Instant, inner: number, isTaken: (outer: number) => boolean): number {
    for (let place = 0; place < this.#outer.length; place++) {
      if (this.#inner[place] !== NOBODY || isTaken(this.#outer[place]!)) continue;
      this.#inner[place] = inner;
      const expires = now + this.lifetime;
      this.#expires[place] = expires;
      if (expires < this.deadline) this.deadline = expires as Instant;
      return this.#outer[place]!;
    }
    return NOBODY;
  }

  expire(now: Instant): void {
    if (now < this.deadline) return;
    let next: number = NEVER;
    for (let place = 0; place < this.#inner.length; place++) {
      if (this.#inner[place] === NOBODY) continue;
      if (this.#expires[place]! <= now) this.#inner[place] = NOBODY;
      else if (this.#expires[place]! < next) next = this.#expires[place]!;
    }
    this.deadline = next as Instant;
  }

  clear(): void {
    this.#inner.fill(NOBODY);
    this.deadline = NEVER;
  }
}
