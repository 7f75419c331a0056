import { after, between, type Instant, inSeconds, seconds } from '@rtemu/engine/time';
import { type DnsMessage, type DnsQuestion, RCODE } from '@rtemu/wire/dns';
import type { DnsRecord } from '@rtemu/wire/dns-record';
import { keyOf } from './question.js';

/** Of an answer without any record (manual 24.14). */
const EMPTY_SECONDS = 60;
/** No answer is kept for longer (RFC 2181 §8 lets one set a bound). */
const LONGEST_SECONDS = 604_800;

interface Kept {
  readonly question: DnsQuestion;
  readonly message: DnsMessage;
  readonly since: Instant;
  readonly until: Instant;
}

/** An answer that is remembered, as it is shown. */
export interface CacheEntry {
  readonly question: DnsQuestion;
  readonly message: DnsMessage;
  readonly secondsLeft: number;
}

/**
 * The answers of servers, each under its question and for as long as the shortest-lived of its records (manual 24.14). When
 * there are more than may be, the one that came first goes (manual 24.15).
 */
export class DnsCache {
  readonly #kept = new Map<string, Kept>();
  #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#kept.size;
  }

  set max(max: number) {
    this.#max = max;
    this.#shrink();
  }

  /** Keeps an answer that is whole and says whether there is such a name. */
  put(now: Instant, question: DnsQuestion, message: DnsMessage): void {
    const isAnswer = message.rcode === RCODE.noError || message.rcode === RCODE.nameError;
    const lifetime = lifetimeOf(message);
    if (!isAnswer || message.truncated || lifetime === 0) return;
    const key = keyOf(question);
    this.#kept.delete(key); // what is put anew has come last
    this.#kept.set(key, { question, message, since: now, until: after(now, seconds(lifetime)) });
    this.#shrink();
  }

  /** The answer with what is left of the lives of its records. */
  get(now: Instant, question: DnsQuestion): DnsMessage | undefined {
    const key = keyOf(question);
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.until <= now) {
      this.#kept.delete(key);
      return undefined;
    }
    const age = Math.floor(inSeconds(between(kept.since, now)));
    const older = (records: readonly DnsRecord[]): DnsRecord[] =>
      records.map((record) => ({ ...record, ttl: ttlOf(record) - age }));
    const { message } = kept;
    const [answers, authorities, additionals] = [message.answers, message.authorities, message.additionals].map(older);
    return { ...message, answers: answers!, authorities: authorities!, additionals: additionals! };
  }

  clear(): void {
    this.#kept.clear();
  }

  /** The answers that still hold, the oldest first. */
  entries(now: Instant): CacheEntry[] {
    return [...this.#kept.values()]
      .filter(({ until }) => until > now)
      .map(({ question, message, until }) => ({
        question,
        message,
        secondsLeft: Math.ceil(inSeconds(between(now, until))),
      }));
  }

  #shrink(): void {
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= this.#max) return;
      this.#kept.delete(key);
    }
  }
}

/** One whose highest bit is set counts as zero (RFC 2181 §8). */
const ttlOf = ({ ttl }: DnsRecord): number => (ttl > 0x7fff_ffff ? 0 : Math.min(ttl, LONGEST_SECONDS));

const lifetimeOf = ({ answers, authorities, additionals }: DnsMessage): number => {
  const ttls = [...answers, ...authorities, ...additionals].map(ttlOf);
  return ttls.length === 0 ? EMPTY_SECONDS : Math.min(...ttls);
};
