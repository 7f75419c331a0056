import { after, type Duration, type Instant, START, seconds } from '@rtemu/engine/time';

/** At most so many challenge ACKs in so long a time (RFC 5961 §7, the values it proposes). */
export const CHALLENGE = { most: 10, within: seconds(5) } as const satisfies { most: number; within: Duration };

/**
 * How many more unasked acknowledgements may be sent just now. Each connection has its own budget: one that all
 * connections share tells an onlooker about connections that are not his (CVE-2016-5696).
 */
export class ChallengeBudget {
  #renewAt: Instant = START;
  #left = 0;

  spend(now: Instant): boolean {
    if (now >= this.#renewAt) {
      this.#renewAt = after(now, CHALLENGE.within);
      this.#left = CHALLENGE.most;
    }
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }
}
