import { type Instant, START, seconds } from '@rtemu/engine/time';

/** A bucket of tokens: so many at once, and so many per second in the long run. */
export class RateLimit {
  #tokens: number;
  #filled: Instant = START;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /** Takes a token; false when none is left. */
  allows(now: Instant): boolean {
    const fresh = Math.floor(((now - this.#filled) * this.perSecond) / seconds(1));
    if (fresh > 0) {
      this.#tokens = Math.min(this.burst, this.#tokens + fresh);
      // Only the time that made whole tokens is spent, so that the rate holds however often we are asked.
      this.#filled = (this.#filled + Math.ceil((fresh * seconds(1)) / this.perSecond)) as Instant;
    }
    if (this.#tokens === 0) return false;
    this.#tokens--;
    return true;
  }
}
