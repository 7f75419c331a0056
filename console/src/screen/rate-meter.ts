import { between, type Instant, inSeconds, START } from '@rtemu/engine/time';

/** How much of the rate before is left after a second: so that a number can be read before it changes. */
const MEMORY = 0.25;

/** Makes a rate of a counter that is read now and then. */
export class RateMeter {
  #count: number | undefined;
  #at: Instant = START;
  #rate = 0;

  /** @returns what is added to the counter in a second, as of lately */
  read(now: Instant, count: number): number {
    const seconds = inSeconds(between(this.#at, now));
    if (this.#count === undefined) {
      this.#count = count;
      this.#at = now;
    } else if (seconds > 0) {
      const latest = Math.max(0, count - this.#count) / seconds; // less than before: it was cleared
      const kept = MEMORY ** seconds;
      this.#rate = this.#rate * kept + latest * (1 - kept);
      if (latest === 0 && this.#rate < 1) this.#rate = 0;
      this.#count = count;
      this.#at = now;
    }
    return this.#rate;
  }
}
