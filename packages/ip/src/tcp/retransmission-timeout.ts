/**
 * How long to wait for an acknowledgement (RFC 6298). Measurements must not be taken from what was sent twice, which is
 * the sender's to see to (§3, Karn's algorithm).
 * @module
 */
import { type Duration, microseconds, seconds } from '@rtemu/engine/time';

/** Before anything was measured (§2.1). */
const INITIAL = seconds(1);
/** What a timeout of the SYN makes of it (§5.7). */
const AFTER_SYN_TIMEOUT = seconds(3);
const ALPHA = 1 / 8;
const BETA = 1 / 4;
const K = 4;
/** G of §2: our clock ticks in microseconds, but the deadlines of whoever drives us are seldom finer than this. */
const GRANULARITY = 1_000;

export class RetransmissionTimeout {
  #smoothed: number | undefined;
  #variation = 0;
  #timeout: number = INITIAL;

  /** @param minimum the RFC says a second (§2.4). @param maximum at least a minute (§2.5). */
  constructor(
    private readonly minimum: Duration,
    private readonly maximum: Duration,
  ) {}

  get timeout(): Duration {
    return this.#timeout as Duration;
  }

  /** SRTT; `undefined` before the first measurement. */
  get smoothed(): Duration | undefined {
    return this.#smoothed === undefined ? undefined : microseconds(this.#smoothed);
  }

  /** A round trip was measured; this also ends the backing off (§5, note after 5.7). */
  measure(roundTrip: Duration): void {
    if (this.#smoothed === undefined) {
      this.#smoothed = roundTrip;
      this.#variation = roundTrip / 2;
    } else {
      this.#variation = (1 - BETA) * this.#variation + BETA * Math.abs(this.#smoothed - roundTrip);
      this.#smoothed = (1 - ALPHA) * this.#smoothed + ALPHA * roundTrip;
    }
    this.#set(this.#smoothed + Math.max(GRANULARITY, K * this.#variation));
  }

  /** The timer ran out (§5.5). */
  backOff(): void {
    this.#set(this.#timeout * 2);
  }

  /** The connection came up after its SYN had timed out; nothing was measured (§5.7). */
  startAfterSynTimeout(): void {
    this.#set(Math.max(this.minimum, AFTER_SYN_TIMEOUT));
  }

  #set(timeout: number): void {
    this.#timeout = Math.round(Math.min(this.maximum, Math.max(this.minimum, timeout)));
  }
}
