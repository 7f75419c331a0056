/**
 * The side of CHAP that asks (RFC 1994 §4; RFC 2433; RFC 2759).
 *
 * Every challenge is new, a repeated one too. A response that comes again gets the reply that it got before, word for
 * word: the first one may have been lost.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER } from '@rtemu/engine/time';
import { type ChapPacket, emit, parse } from '@rtemu/wire/chap';
import { CHAP_ALGORITHMS, type Challenge, type ChapAlgorithm, type ChapMethod } from './chap-algorithm.js';
import type { StartKeys } from './encryption.js';
import { type Exchange, type ExchangeTiming, type Lookup, lookupWithoutDomain, type Outcome } from './exchange.js';

export interface ChapAuthenticatorOptions extends ExchangeTiming {
  /** What our challenges say we are called. */
  readonly ownName: string;
  readonly lookup: Lookup;
  /** How many wrong responses may be tried again at once (R=1 of MS-CHAP). */
  readonly retries: number;
}

type Response = Extract<ChapPacket, { value: Uint8Array }>;
type Reply = Extract<ChapPacket, { message: string }>;

export class ChapAuthenticator implements Exchange {
  outcome: Outcome = 'pending';
  name: string | undefined;
  startKeys: StartKeys | undefined;
  readonly counters: Counters<'malformed' | 'stale'> = counters('malformed', 'stale');

  readonly #algorithm: ChapAlgorithm;
  readonly #packets: ChapPacket[] = [];
  #challenge: Challenge;
  #reply: Reply | undefined;
  #tries = 0;
  #retries: number;
  #deadline: Instant = NEVER;

  constructor(
    private readonly random: Random,
    method: ChapMethod,
    private readonly options: ChapAuthenticatorOptions,
  ) {
    this.#algorithm = CHAP_ALGORITHMS[method];
    this.#retries = options.retries;
    this.#challenge = { identifier: random.below(256), value: new Uint8Array() };
  }

  start(now: Instant): void {
    this.#tries = 0;
    this.#sendChallenge(now);
  }

  handlePacket(now: Instant, octets: Uint8Array): void {
    const packet = parse(octets);
    if (!packet.ok || packet.value.kind !== 'Response') this.counters.malformed++;
    else if (packet.value.identifier === this.#reply?.identifier) this.#packets.push(this.#reply);
    else if (packet.value.identifier !== this.#challenge.identifier || this.outcome !== 'pending')
      this.counters.stale++;
    else this.#judge(now, packet.value);
  }

  pollPacket(): Uint8Array | undefined {
    const packet = this.#packets.shift();
    return packet && emit(packet);
  }

  nextTimeout(): Instant {
    return this.#deadline;
  }

  handleTimeout(now: Instant): void {
    if (now < this.#deadline) return;
    this.#deadline = NEVER;
    if (this.#reply) this.outcome = 'peer-failed-authentication';
    else if (this.#tries < this.options.tries) this.#sendChallenge(now);
    else this.outcome = 'timeout-authenticating-peer';
  }

  #sendChallenge(now: Instant): void {
    this.#tries++;
    this.#deadline = after(now, this.options.restart);
    this.#challenge = {
      identifier: (this.#challenge.identifier + 1) & 0xff,
      value: this.random.octets(this.#algorithm.challengeOctets),
    };
    this.#packets.push({ kind: 'Challenge', ...this.#challenge, name: this.options.ownName });
  }

  #judge(now: Instant, { identifier, value, name }: Response): void {
    this.name = name;
    const known = lookupWithoutDomain(this.options.lookup, name);
    const verdict = known && this.#algorithm.verify(this.#challenge, value, { name, password: known.password });
    if (verdict) {
      this.outcome = 'succeeded';
      this.startKeys = verdict.startKeys;
      this.#deadline = NEVER;
      this.#reply = { kind: 'Success', identifier, message: verdict.message };
    } else this.#refuse(now, identifier);
    this.#packets.push(this.#reply!);
  }

  #refuse(now: Instant, identifier: number): void {
    const retry = this.#algorithm.isMschap && this.#retries-- > 0;
    const next: Challenge = {
      identifier: (identifier + 1) & 0xff,
      value: this.random.octets(this.#algorithm.challengeOctets),
    };
    this.#reply = { kind: 'Failure', identifier, message: this.#algorithm.refuse(next.value, retry) };
    if (!retry) this.outcome = 'peer-failed-authentication';
    this.#challenge = next;
    this.#deadline = retry ? after(now, this.options.restart) : NEVER;
  }
}
