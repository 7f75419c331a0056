import { after, between, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';

const HOPS_MAX = 30;
/** Probes to each hop. */
const PROBES = 3;
const WAIT = seconds(3);
/** Where probes go: ports that nobody listens at, one after the other. */
const PORT = 33_434;

/** What came of one probe. */
export type ProbeOutcome =
  | {
      readonly by: Ipv4Address;
      readonly elapsed: Duration;
      /** `passed`: its time to live ended there; else it went no further: `reached`, or the code of ICMP's unreachable. */
      readonly end: 'passed' | 'reached' | number;
    }
  /** Nobody said anything. */
  | undefined;

export interface Hop {
  readonly number: number;
  readonly probes: readonly ProbeOutcome[];
}

export interface Probe {
  readonly timeToLive: number;
  readonly port: number;
}

/**
 * The way to a host: datagrams whose time to live ends at one router after the other, each of which says so. It knows no
 * wire: its owner sends what {@link pollProbe} gives and hands in what comes back.
 */
export class Trace {
  readonly #hops: Hop[] = [];
  #hopsTold = 0;
  #probes: ProbeOutcome[] = [];
  #sentAt: Instant;
  #isToSend = true;
  #deadline: Instant;
  #done = false;

  constructor(now: Instant) {
    this.#sentAt = now;
    this.#deadline = after(now, WAIT);
  }

  get done(): boolean {
    return this.#done;
  }

  pollProbe(): Probe | undefined {
    if (!this.#isToSend || this.#done) return undefined;
    this.#isToSend = false;
    return { timeToLive: this.#hop, port: this.#port };
  }

  /** A hop of which all is known. */
  pollHop(): Hop | undefined {
    return this.#hops.shift();
  }

  /** @param port where the probe went; an answer to another than the last one comes too late */
  handleAnswer(now: Instant, port: number, by: Ipv4Address, end: 'passed' | 'reached' | number): void {
    if (port === this.#port && !this.#isToSend) this.#learn(now, { by, elapsed: between(this.#sentAt, now), end });
  }

  handleTimeout(now: Instant): void {
    if (this.#deadline <= now) this.#learn(now, undefined);
  }

  nextTimeout(): Instant {
    return this.#done ? NEVER : this.#deadline;
  }

  /** Ctrl-C. */
  interrupt(): void {
    this.#done = true;
  }

  get #hop(): number {
    return this.#hopsTold + 1;
  }

  get #port(): number {
    return PORT + this.#hopsTold * PROBES + this.#probes.length;
  }

  #learn(now: Instant, outcome: ProbeOutcome): void {
    if (this.#done) return;
    this.#probes.push(outcome);
    if (this.#probes.length === PROBES) {
      this.#hops.push({ number: this.#hop, probes: this.#probes });
      this.#done =
        this.#hop === HOPS_MAX || this.#probes.some((probe) => probe !== undefined && probe.end !== 'passed');
      this.#hopsTold++;
      this.#probes = [];
    }
    this.#isToSend = true;
    this.#sentAt = now;
    this.#deadline = after(now, WAIT);
  }
}
