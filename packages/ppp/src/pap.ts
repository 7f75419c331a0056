/**
 * Both sides of the Password Authentication Protocol (RFC 1334 §2). Here the one that is authenticated begins.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';
import { after, type Duration, type Instant, NEVER } from '@rtemu/engine/time';
import { emit, type PapPacket, parse } from '@rtemu/wire/pap';
import type { Credentials } from './chap-algorithm.js';
import { type Exchange, type ExchangeTiming, type Lookup, lookupWithoutDomain, type Outcome } from './exchange.js';

export class PapAuthenticator implements Exchange {
  outcome: Outcome = 'pending';
  name: string | undefined;
  /** A password sent in the clear yields no keys. */
  readonly startKeys = undefined;
  readonly counters: Counters<'malformed'> = counters('malformed');
  readonly #packets: PapPacket[] = [];
  #deadline: Instant = NEVER;

  constructor(
    private readonly lookup: Lookup,
    private readonly timing: ExchangeTiming,
  ) {}

  start(now: Instant): void {
    this.#deadline = after(now, (this.timing.restart * this.timing.tries) as Duration);
  }

  /** A request that comes again gets the reply that the first one got (RFC 1334 §2.2.1). */
  handlePacket(_now: Instant, octets: Uint8Array): void {
    const packet = parse(octets);
    if (!packet.ok || packet.value.kind !== 'AuthenticateRequest') {
      this.counters.malformed++;
      return;
    }
    const { identifier, peerId, password } = packet.value;
    if (this.outcome === 'pending') {
      this.name = peerId;
      const known = lookupWithoutDomain(this.lookup, peerId);
      this.outcome = known?.password === password ? 'succeeded' : 'peer-failed-authentication';
      this.#deadline = NEVER;
    }
    const kind = this.outcome === 'succeeded' ? 'AuthenticateAck' : 'AuthenticateNak';
    this.#packets.push({ kind, identifier, message: '' });
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
    this.outcome = 'timeout-authenticating-peer';
  }
}

export class PapPeer implements Exchange {
  outcome: Outcome = 'pending';
  readonly startKeys = undefined;
  readonly counters: Counters<'malformed' | 'stale'> = counters('malformed', 'stale');
  readonly #packets: PapPacket[] = [];
  #tries = 0;
  #deadline: Instant = NEVER;

  constructor(
    private readonly credentials: Credentials,
    private readonly timing: ExchangeTiming,
  ) {}

  get name(): string {
    return this.credentials.name;
  }

  start(now: Instant): void {
    this.#tries = 0;
    this.#request(now);
  }

  /** Any of our requests may be the one answered: they all say the same. */
  handlePacket(_now: Instant, octets: Uint8Array): void {
    const packet = parse(octets);
    if (!packet.ok || packet.value.kind === 'AuthenticateRequest') this.counters.malformed++;
    else if (this.outcome !== 'pending' || packet.value.identifier > this.#tries) this.counters.stale++;
    else {
      this.outcome = packet.value.kind === 'AuthenticateAck' ? 'succeeded' : 'failed-authentication';
      this.#deadline = NEVER;
    }
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
    if (this.#tries < this.timing.tries) this.#request(now);
    else this.outcome = 'timeout-being-authenticated';
  }

  /** The identifier changes with every request (RFC 1334 §2.2.1). */
  #request(now: Instant): void {
    const { name: peerId, password } = this.credentials;
    this.#packets.push({ kind: 'AuthenticateRequest', identifier: ++this.#tries, peerId, password });
    this.#deadline = after(now, this.timing.restart);
  }
}
