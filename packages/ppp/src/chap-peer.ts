/**
 * The side of CHAP that is asked (RFC 1994 §4; RFC 2433; RFC 2759). It goes on answering after its success, since the
 * authenticator may ask again at any time; the keys stay those of the first success.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER } from '@rtemu/engine/time';
import { type ChapPacket, emit, parse } from '@rtemu/wire/chap';
import { sameOctets } from '@rtemu/wire/octets';
import { CHAP_ALGORITHMS, type ChapAnswer, type ChapMethod, type Credentials } from './chap-algorithm.js';
import type { StartKeys } from './encryption.js';
import type { Exchange, ExchangeTiming, Outcome } from './exchange.js';

/** Challenges whose answers are remembered, for replies that come late. */
const ANSWERS_MAX = 4;

type Question = Extract<ChapPacket, { value: Uint8Array }>;
type Reply = Extract<ChapPacket, { message: string }>;

export class ChapPeer implements Exchange {
  outcome: Outcome = 'pending';
  startKeys: StartKeys | undefined;
  /** What the authenticator calls itself. */
  authenticatorName: string | undefined;
  readonly counters: Counters<'malformed' | 'stale'> = counters('malformed', 'stale');

  readonly #packets: ChapPacket[] = [];
  /** By the challenge's identifier, the oldest first. */
  readonly #answers = new Map<number, { readonly challenge: Uint8Array; readonly answer: ChapAnswer }>();
  #response: Question | undefined;
  #ticks = 0;
  #deadline: Instant = NEVER;

  constructor(
    private readonly random: Random,
    private readonly method: ChapMethod,
    private readonly credentials: Credentials,
    private readonly timing: ExchangeTiming,
  ) {}

  get name(): string {
    return this.credentials.name;
  }

  start(now: Instant): void {
    this.#ticks = 0;
    this.#deadline = after(now, this.timing.restart);
  }

  handlePacket(now: Instant, octets: Uint8Array): void {
    const packet = parse(octets);
    if (!packet.ok || packet.value.kind === 'Response') this.counters.malformed++;
    else if ('message' in packet.value) this.#handleReply(packet.value);
    else this.#respond(now, packet.value);
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
    if (++this.#ticks >= this.timing.tries) {
      this.outcome = 'timeout-being-authenticated';
      return;
    }
    this.#deadline = after(now, this.timing.restart);
    if (this.#response) this.#packets.push(this.#response);
  }

  #respond(now: Instant, { identifier, value, name }: Question): void {
    const { challengeOctets, isMschap } = CHAP_ALGORITHMS[this.method];
    if (isMschap && value.length !== challengeOctets) {
      this.counters.malformed++;
      return;
    }
    if (this.outcome !== 'pending' && this.outcome !== 'succeeded') return;
    this.authenticatorName = name;
    const answer = this.#answerTo(identifier, value);
    this.#response = { kind: 'Response', identifier, value: answer.value, name: this.credentials.name };
    this.#packets.push(this.#response);
    if (this.outcome === 'pending') this.#deadline = after(now, this.timing.restart);
  }

  /** The same challenge gets the same answer. */
  #answerTo(identifier: number, challenge: Uint8Array): ChapAnswer {
    const known = this.#answers.get(identifier);
    if (known && sameOctets(known.challenge, challenge)) return known.answer;
    const answer = CHAP_ALGORITHMS[this.method].answer(this.random, { identifier, value: challenge }, this.credentials);
    this.#answers.delete(identifier);
    this.#answers.set(identifier, { challenge, answer });
    if (this.#answers.size > ANSWERS_MAX) this.#answers.delete(this.#answers.keys().next().value!);
    return answer;
  }

  /** Only a reply to what we said counts; a Success out of the blue proves nothing. */
  #handleReply({ kind, identifier, message }: Reply): void {
    const answer = this.#answers.get(identifier)?.answer;
    if (!answer) {
      this.counters.stale++;
      return;
    }
    this.#deadline = NEVER;
    this.#response = undefined;
    // We have no other password to try, whether or not the Failure allows it.
    if (kind === 'Failure') this.outcome = 'failed-authentication';
    else if (!answer.proves(message)) this.outcome = 'authenticator-mismatch';
    else {
      this.outcome = 'succeeded';
      this.startKeys ??= answer.startKeys;
    }
  }
}
