/**
 * The Authenticate phase: we may ask the peer for credentials, the peer may ask us, or both at once. It is over when
 * every exchange has succeeded or one has not.
 * @module
 */
import type { Random } from '@rtemu/engine/random';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { PROTOCOL } from '@rtemu/wire/ppp';
import type { AuthenticationMethod, AuthenticationRole } from './authentication-method.js';
import type { Credentials } from './chap-algorithm.js';
import { ChapAuthenticator } from './chap-authenticator.js';
import { ChapPeer } from './chap-peer.js';
import type { StartKeys } from './encryption.js';
import { EXCHANGE_INITIAL, type Exchange, type ExchangeTiming, type Lookup, type Outcome } from './exchange.js';
import type { LinkEvent } from './link-event.js';
import { PapAuthenticator, PapPeer } from './pap.js';

export interface AuthenticationOptions {
  /** What the peer has to do before it may use the link. */
  readonly request?: {
    /** The best first. */
    readonly methods: readonly AuthenticationMethod[];
    readonly ownName: string;
    readonly lookup: Lookup;
    /** How many wrong responses of MS-CHAP may be tried again at once; none unless said otherwise. */
    readonly retries?: number;
  };
  /** What we would do if the peer asks. */
  readonly accept?: { readonly methods: readonly AuthenticationMethod[] } & Credentials;
  readonly chap?: ExchangeTiming;
  readonly pap?: ExchangeTiming;
}

interface Direction {
  readonly role: AuthenticationRole;
  readonly method: AuthenticationMethod;
  readonly exchange: Exchange;
}

/** CHAP's Response and PAP's Authenticate-Request go to an authenticator, all else to its peer. */
const CHAP_RESPONSE = 2;
const PAP_REQUEST = 1;

export class Authentication {
  readonly directions: readonly Direction[];
  readonly #reported = new Map<Exchange, Outcome>();

  /**
   * @param demanded the method that LCP agreed on for the peer, and for us `promised`.
   */
  constructor(
    random: Random,
    options: AuthenticationOptions,
    demanded: AuthenticationMethod | undefined,
    promised: AuthenticationMethod | undefined,
  ) {
    const { request, accept, chap = EXCHANGE_INITIAL, pap = EXCHANGE_INITIAL } = options;
    const directions: Direction[] = [];
    if (demanded && request) {
      const { ownName, lookup, retries = 0 } = request;
      const exchange =
        demanded === 'pap'
          ? new PapAuthenticator(lookup, pap)
          : new ChapAuthenticator(random, demanded, { ...chap, ownName, lookup, retries });
      directions.push({ role: 'authenticator', method: demanded, exchange });
    }
    if (promised && accept) {
      const exchange = promised === 'pap' ? new PapPeer(accept, pap) : new ChapPeer(random, promised, accept, chap);
      directions.push({ role: 'peer', method: promised, exchange });
    }
    this.directions = directions;
  }

  /** The first failure, or whether all is done. */
  get outcome(): Outcome {
    const outcomes = this.directions.map(({ exchange }) => exchange.outcome);
    const failure = outcomes.find((outcome) => outcome !== 'pending' && outcome !== 'succeeded');
    return failure ?? (outcomes.includes('pending') ? 'pending' : 'succeeded');
  }

  /** What the peer proved to be called. */
  get peerName(): string | undefined {
    return this.#in('authenticator')?.exchange.name;
  }

  /**
   * What MPPE is keyed with. When both sides authenticated each other, the exchange in which the caller did counts.
   * @param isCaller whether we placed the call.
   */
  startKeys(isCaller: boolean): StartKeys | undefined {
    const [first, second]: AuthenticationRole[] = isCaller ? ['peer', 'authenticator'] : ['authenticator', 'peer'];
    return this.#in(first!)?.exchange.startKeys ?? this.#in(second!)?.exchange.startKeys;
  }

  /** Tells of each exchange that ended since the last time. */
  report(events: LinkEvent[]): void {
    for (const { role, method, exchange } of this.directions) {
      const { name, outcome } = exchange;
      if (outcome === 'pending' || this.#reported.get(exchange) === outcome) continue;
      this.#reported.set(exchange, outcome);
      if (outcome === 'succeeded') events.push({ kind: 'authentication-succeeded', role, method, name });
      else events.push({ kind: 'authentication-failed', role, method, name, reason: outcome });
    }
  }

  start(now: Instant): void {
    for (const { exchange } of this.directions) exchange.start(now);
  }

  /** @returns false when nobody here speaks that protocol. */
  handlePacket(now: Instant, protocol: number, octets: Uint8Array): boolean {
    const role = octets[0] === (protocol === PROTOCOL.chap ? CHAP_RESPONSE : PAP_REQUEST) ? 'authenticator' : 'peer';
    const direction = this.#in(role);
    if (!direction || protocolOf(direction.method) !== protocol) return false;
    direction.exchange.handlePacket(now, octets);
    return true;
  }

  pollPacket(): { readonly protocol: number; readonly octets: Uint8Array } | undefined {
    for (const { method, exchange } of this.directions) {
      const octets = exchange.pollPacket();
      if (octets) return { protocol: protocolOf(method), octets };
    }
    return undefined;
  }

  nextTimeout(): Instant {
    let next = NEVER;
    for (const { exchange } of this.directions) if (exchange.nextTimeout() < next) next = exchange.nextTimeout();
    return next;
  }

  handleTimeout(now: Instant): void {
    for (const { exchange } of this.directions) exchange.handleTimeout(now);
  }

  #in(role: AuthenticationRole): Direction | undefined {
    return this.directions.find((direction) => direction.role === role);
  }
}

const protocolOf = (method: AuthenticationMethod): number => (method === 'pap' ? PROTOCOL.pap : PROTOCOL.chap);
