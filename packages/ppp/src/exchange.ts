/**
 * One direction of authentication: somebody asks, somebody answers, and it ends well or not. PAP and CHAP, and either
 * side of both, are engines of this one shape.
 * @module
 */
import { type Duration, type Instant, seconds } from '@rtemu/engine/time';
import type { StartKeys } from './encryption.js';
import type { DownReason } from './reason.js';

export type Outcome = 'pending' | 'succeeded' | DownReason;

export interface Exchange {
  readonly outcome: Outcome;
  /** Who is being authenticated, as far as it is known; its octets, one character each. */
  readonly name: string | undefined;
  /** What MPPE can make of it, once it succeeded. */
  readonly startKeys: StartKeys | undefined;
  start(now: Instant): void;
  /** A packet of the protocol that is for this side of it. */
  handlePacket(now: Instant, octets: Uint8Array): void;
  /** The next packet to send. */
  pollPacket(): Uint8Array | undefined;
  nextTimeout(): Instant;
  handleTimeout(now: Instant): void;
}

export interface ExchangeTiming {
  /** How long a packet waits for its answer. */
  readonly restart: Duration;
  /** How often it is sent before we give up. */
  readonly tries: number;
}

/** As a Yamaha router has it initially, for PAP and CHAP alike. */
export const EXCHANGE_INITIAL: ExchangeTiming = { restart: seconds(3), tries: 10 };

/** What an authenticator knows of its peers. A pure function; the name comes as the peer wrote it. */
export type Lookup = (name: string) => { readonly password: string } | undefined;

/** Looks for `DOMAIN\name` as it is, then for the name alone. */
export const lookupWithoutDomain = (lookup: Lookup, name: string): { readonly password: string } | undefined =>
  lookup(name) ?? (name.includes('\\') ? lookup(name.slice(name.lastIndexOf('\\') + 1)) : undefined);
