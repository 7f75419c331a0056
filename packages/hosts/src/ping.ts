import { after, between, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { TimerTable } from '@rtemu/engine/timer-table';

export interface PingOptions {
  /** How many requests to send; without it, until interrupted. */
  readonly count?: number;
  /** From one request to the next: 1 s. */
  readonly interval?: Duration;
  /** How long to wait for the last answer: 1 s after it was due anyway. */
  readonly wait?: Duration;
}

export type PingEvent =
  | { readonly kind: 'reply'; readonly sequence: number; readonly ttl: number; readonly elapsed: Duration }
  /** Somebody on the way says that the request will not arrive. */
  | { readonly kind: 'refused'; readonly sequence: number; readonly by: number; readonly why: string }
  /** No answer within `wait`. */
  | { readonly kind: 'lost'; readonly sequence: number }
  | { readonly kind: 'done' };

export interface PingSummary {
  readonly sent: number;
  readonly received: number;
  /** Of the round trips; zero when nothing was received. */
  readonly shortest: Duration;
  readonly average: Duration;
  readonly longest: Duration;
}

/** Requests that may be unanswered at a time; the oldest beyond counts as lost. */
const OUTSTANDING_MAX = 64;

/**
 * ICMP echo as a person uses it: a request a second, answers as they come, a summary at the end. It knows no wire: its owner
 * sends what {@link pollSend} gives and hands in what comes back.
 */
export class Ping {
  readonly #timers = new TimerTable<'send' | 'end'>();
  readonly #outstanding = new Map<number, Instant>();
  readonly #events: PingEvent[] = [];
  readonly #trips: Duration[] = [];
  readonly #interval: Duration;
  readonly #wait: Duration;
  #toSend: number | undefined;
  #sent = 0;
  #received = 0;
  #done = false;

  constructor(
    now: Instant,
    private readonly options: PingOptions = {},
  ) {
    this.#interval = options.interval ?? seconds(1);
    this.#wait = options.wait ?? seconds(1);
    this.#send(now);
  }

  get done(): boolean {
    return this.#done;
  }

  /** The sequence number of a request to send now. */
  pollSend(): number | undefined {
    const sequence = this.#toSend;
    this.#toSend = undefined;
    return sequence;
  }

  pollEvent(): PingEvent | undefined {
    return this.#events.shift();
  }

  handleReply(now: Instant, sequence: number, ttl: number): void {
    const asked = this.#outstanding.get(sequence);
    if (asked === undefined || this.#done) return; // a duplicate, or an answer that came too late
    this.#outstanding.delete(sequence);
    this.#received++;
    const elapsed = between(asked, now);
    this.#trips.push(elapsed);
    this.#events.push({ kind: 'reply', sequence, ttl, elapsed });
    this.#endIfComplete();
  }

  handleRefusal(sequence: number, by: number, why: string): void {
    if (!this.#outstanding.delete(sequence) || this.#done) return;
    this.#events.push({ kind: 'refused', sequence, by, why });
    this.#endIfComplete();
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#end();
  }

  handleTimeout(now: Instant): void {
    for (const timer of this.#timers.takeDue(now)) {
      if (timer === 'send') this.#send(now);
      else {
        for (const sequence of this.#outstanding.keys()) this.#events.push({ kind: 'lost', sequence });
        this.#end();
      }
    }
  }

  nextTimeout(): Instant {
    return this.#done ? NEVER : this.#timers.next();
  }

  summary(): PingSummary {
    const trips = this.#trips.length === 0 ? [0] : this.#trips;
    return {
      sent: this.#sent,
      received: this.#received,
      shortest: Math.min(...trips) as Duration,
      average: (trips.reduce((total, trip) => total + trip, 0) / trips.length) as Duration,
      longest: Math.max(...trips) as Duration,
    };
  }

  #send(now: Instant): void {
    this.#expire(now);
    const sequence = this.#sent++ & 0xffff;
    this.#outstanding.set(sequence, now);
    this.#toSend = sequence;
    const isLast = this.#sent === this.options.count;
    this.#timers.set(isLast ? 'end' : 'send', after(now, isLast ? this.#wait : this.#interval));
  }

  /** Requests whose time is over while others still go out. */
  #expire(now: Instant): void {
    for (const [sequence, asked] of this.#outstanding) {
      if (between(asked, now) < this.#wait && this.#outstanding.size < OUTSTANDING_MAX) return;
      this.#outstanding.delete(sequence);
      this.#events.push({ kind: 'lost', sequence });
    }
  }

  #endIfComplete(): void {
    if (this.#sent === this.options.count && this.#outstanding.size === 0) this.#end();
  }

  #end(): void {
    if (this.#done) return;
    this.#done = true;
    this.#timers.stopAll();
    this.#events.push({ kind: 'done' });
  }
}
