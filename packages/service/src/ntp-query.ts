/**
 * Asking a server for the time (RFC 4330 §5): a request, sent again a few times when nothing comes, and the offset of our
 * clock from the first answer that is to be believed.
 * @module
 */
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { emit, MODE, microsecondsOf, NO_TIME, PORT, parse, timestampOf, UNSYNCHRONIZED } from '@rtemu/wire/ntp';
import type { Arrived, Departing } from './datagram.js';

export const LIMIT = {
  /** Requests that are sent before we give up. */
  requests: 4,
} as const;

/** How long an answer is waited for. */
const WAIT = seconds(2);

const VERSION = 4;
const STRATUM_MAX = 15;

export interface NtpQueryOptions {
  readonly server: Ipv4Address;
  /** Where the request leaves from; chosen by the routes when not given. */
  readonly source?: Ipv4Address | undefined;
  /** Believe servers of stratum 0, too (`ntp backward-compatibility accept-stratum-0`). */
  readonly acceptStratum0?: boolean;
}

/** `offset`: microseconds by which our clock is slow. */
export type NtpOutcome = { readonly kind: 'answered'; readonly offset: number } | { readonly kind: 'unanswered' };

export class NtpQuery {
  /** Answers that are not to be believed: of somebody else, to another request, of a server without the time. */
  refused = 0;
  #requests = 0;
  #deadline: Instant;
  #due = true;
  #sentAt = 0;
  #outcome: NtpOutcome | undefined;

  constructor(
    now: Instant,
    readonly options: NtpQueryOptions,
  ) {
    this.#deadline = after(now, WAIT);
  }

  get outcome(): NtpOutcome | undefined {
    return this.#outcome;
  }

  /** @param clock what our clock shows: microseconds since 1970 */
  pollDeparting(clock: number): Departing | undefined {
    if (!this.#due) return undefined;
    this.#due = false;
    this.#requests++;
    this.#sentAt = clock;
    const payload = emit({
      leap: 0,
      version: VERSION,
      mode: MODE.client,
      stratum: 0,
      poll: 0,
      precision: 0,
      rootDelay: 0,
      rootDispersion: 0,
      referenceId: 0,
      reference: NO_TIME,
      originate: NO_TIME,
      receive: NO_TIME,
      transmit: timestampOf(clock),
    });
    const { server, source } = this.options;
    return { destination: server, port: PORT, payload, ...(source !== undefined && { source }) };
  }

  /** @param clock what our clock showed when it came */
  handleArrived(clock: number, { source, sourcePort, payload }: Arrived): void {
    if (this.#outcome !== undefined) return;
    const answer = parse(payload);
    const asked = timestampOf(this.#sentAt);
    if (
      !answer.ok ||
      source !== this.options.server ||
      sourcePort !== PORT ||
      answer.value.mode !== MODE.server ||
      answer.value.leap === UNSYNCHRONIZED ||
      (answer.value.stratum === 0 && this.options.acceptStratum0 !== true) ||
      answer.value.stratum > STRATUM_MAX ||
      answer.value.originate.seconds !== asked.seconds ||
      answer.value.originate.fraction !== asked.fraction ||
      (answer.value.transmit.seconds === 0 && answer.value.transmit.fraction === 0)
    ) {
      this.refused++;
      return;
    }
    const there = microsecondsOf(answer.value.receive);
    const back = microsecondsOf(answer.value.transmit);
    this.#end({ kind: 'answered', offset: Math.round((there - this.#sentAt + (back - clock)) / 2) });
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    if (this.#requests >= LIMIT.requests) {
      this.#end({ kind: 'unanswered' });
      return;
    }
    this.#due = true;
    this.#deadline = after(now, WAIT);
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  #end(outcome: NtpOutcome): void {
    this.#outcome = outcome;
    this.#deadline = NEVER;
    this.#due = false;
  }
}
