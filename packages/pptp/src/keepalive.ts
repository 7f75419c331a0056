import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';

export type KeepaliveOptions =
  /** RFC 2637 §3.1.4: an Echo-Request after a minute without a message, the end after another without an answer. */
  | { readonly style: 'rfc'; readonly silence?: Duration; readonly wait?: Duration }
  /**
   * `pptp keepalive interval` (manual 17.2.4): an Echo-Request every `interval`; once one has stayed unanswered, every
   * second; the end when `count` in a row have.
   */
  | { readonly style: 'yamaha'; readonly interval?: Duration; readonly count?: number }
  /** Sends none. Those of the peer are answered all the same. */
  | { readonly style: 'off' };

/** What is due: an Echo-Request, or the end. `missing` is how many before it have stayed unanswered. */
export type KeepaliveVerdict = { readonly kind: 'send' | 'failed'; readonly missing: number };

const MINUTE = seconds(60);
const SHORTENED = seconds(1);

/** When to ask whether the peer is still there. Any control message of the peer counts as an answer. */
export class Keepalive {
  /** When to call {@link handleTimeout}. */
  deadline: Instant = NEVER;
  readonly #yamaha: boolean;
  readonly #interval: Duration;
  readonly #wait: Duration;
  readonly #count: number;
  #unanswered = false;
  #missing = 0;

  constructor(private readonly options: KeepaliveOptions) {
    this.#yamaha = options.style === 'yamaha';
    this.#interval = (options.style === 'yamaha' ? options.interval : undefined) ?? seconds(30);
    this.#count = (options.style === 'yamaha' ? options.count : undefined) ?? 6;
    this.#wait = (options.style === 'rfc' ? options.wait : undefined) ?? MINUTE;
  }

  start(now: Instant): void {
    this.#unanswered = false;
    this.#missing = 0;
    if (this.options.style === 'rfc') this.deadline = after(now, this.options.silence ?? MINUTE);
    else if (this.#yamaha) this.deadline = after(now, this.#interval);
  }

  stop(): void {
    this.deadline = NEVER;
  }

  /** A control message came. */
  handleMessage(now: Instant): void {
    if (this.deadline === NEVER) return;
    // Yamaha asks by the clock, whatever the peer says; only after a miss the interval begins anew.
    if (!this.#yamaha || this.#missing > 0) this.start(now);
    else this.#unanswered = false;
  }

  /** @returns what is due at `now`, which is not before {@link deadline} */
  handleTimeout(now: Instant): KeepaliveVerdict {
    if (this.#unanswered) this.#missing++;
    if (this.#missing >= (this.#yamaha ? this.#count : 1)) {
      this.stop();
      return { kind: 'failed', missing: this.#missing };
    }
    this.#unanswered = true;
    const wait = this.#yamaha ? (this.#missing > 0 ? SHORTENED : this.#interval) : this.#wait;
    this.deadline = after(now, wait);
    return { kind: 'send', missing: this.#missing };
  }
}
