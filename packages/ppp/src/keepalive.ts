/**
 * Asks the peer at intervals whether it is still there, with LCP Echo-Requests (RFC 1661 §5.8). After the first answer
 * that did not come the questions follow faster, as `pp keepalive interval` has it.
 * @module
 */
import { after, type Duration, type Instant, NEVER } from '@rtemu/engine/time';

export interface KeepaliveOptions {
  readonly interval: Duration;
  /** How long an answer may take, and the interval after one that did not come. */
  readonly retryInterval: Duration;
  /** How many answers in a row may stay away before the peer counts as gone. */
  readonly count: number;
}

export class Keepalive {
  /** Answers in a row that stayed away. */
  missed = 0;
  #awaiting = false;
  #deadline: Instant = NEVER;

  constructor(readonly options: KeepaliveOptions) {}

  start(now: Instant): void {
    this.missed = 0;
    this.#awaiting = false;
    this.#deadline = after(now, this.options.interval);
  }

  stop(): void {
    this.#deadline = NEVER;
  }

  /** The peer has answered. */
  handleReply(now: Instant): void {
    if (this.#deadline !== NEVER) this.start(now);
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  /** What is to be done: `ask` once more, or nothing yet, or the peer is `gone`. */
  handleTimeout(now: Instant): 'ask' | 'gone' | undefined {
    if (now < this.#deadline) return undefined;
    if (this.#awaiting && ++this.missed >= this.options.count) {
      this.stop();
      return 'gone';
    }
    this.#awaiting = true;
    this.#deadline = after(now, this.options.retryInterval);
    return 'ask';
  }
}
