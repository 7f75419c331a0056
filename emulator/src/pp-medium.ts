import type { Document } from '@rtemu/config/document';
import type { Instant } from '@rtemu/engine/time';
import type { Life, LifeEvent, LinkUp } from '@rtemu/hosts/life';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { Pp } from './pp.js';

export type PpMediumName = 'PPTP' | 'PPPoE' | 'ISDN' | 'leased line';

/** What a PP may stand on: how it is dialled there, and what else depends on that. */
export interface PpMedium {
  readonly name: PpMediumName;
  /** The numbered PPs that stand on it with this configuration. */
  ppsOf(document: Document): readonly number[];
  newLife(): Life;
  /** To be called when the configuration changed; the PP stands on this medium before and after. */
  follow(document: Document, pp: Pp): void;
  /** Whether there is something to dial. `byPacket`: for a datagram that wants to leave. */
  mayDial(now: Instant, document: Document, pp: Pp, byPacket: boolean): boolean;
  dial(now: Instant, document: Document, pp: Pp): void;
  /** Whom the line leads to, when that is an IPv4 host. */
  peerOf(document: Document, pp: Pp): Ipv4Address | undefined;
  /** Whether our end takes what address the peer gives it, rather than the peer ours. */
  isClient(document: Document, pp: Pp): boolean;
  /** The longest datagram that the line takes. */
  roomFor(up: LinkUp): number;
  /** When the connection, which is online, will have been idle for too long as things stand; `NEVER` when that cannot be. */
  idleAt(document: Document, pp: Pp): Instant;
  /** Whether it is there without being asked, whatever `pp always-on` says. */
  readonly isAlwaysOn?: boolean;
  /** Whether so many authentications failed that nothing but an operator dials (code 1301). */
  isProhibited?(document: Document, pp: Pp): boolean;
  /** A connection has failed: whether the medium has another way to try, and tries it. */
  tryOn?(now: Instant, document: Document, pp: Pp, event: LifeEvent): boolean;
  /** Before when neither a packet nor `pp always-on` dials again; at once where nothing is said. */
  restUntil?(now: Instant, document: Document, pp: Pp, isFailure: boolean): Instant;
}
