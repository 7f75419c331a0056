/**
 * Chance from a seed, in integers only, so that one seed gives one run on every machine. (splitmix32)
 * Good enough for labs, magic numbers and challenges of an emulator; no secret should rest on it.
 * @module
 */

export class Random {
  #state: number;

  constructor(readonly seed: number) {
    this.#state = seed | 0;
  }

  /** 0 to 2^32 - 1. */
  u32(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** 0 to limit - 1, each as likely as the other; `limit` is 1 to 2^32. */
  below(limit: number): number {
    return Math.floor((this.u32() / 0x1_0000_0000) * limit);
  }

  /** True `numerator` times out of `denominator`. Draws once, whatever the odds, so that a run keeps its order. */
  chance(numerator: number, denominator: number): boolean {
    return this.below(denominator) < numerator;
  }

  octets(count: number): Uint8Array {
    const octets = new Uint8Array(count);
    for (let i = 0; i < count; i++) octets[i] = this.u32() >>> 24;
    return octets;
  }

  /** A stream of its own for a part: what another part draws does not move it. */
  fork(label: string): Random {
    let hash = this.seed ^ 0x811c9dc5;
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
    return new Random(hash);
  }
}
