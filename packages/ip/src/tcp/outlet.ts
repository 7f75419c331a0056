/**
 * What connections hand to their stack, and the stack to its owner.
 * @module
 */
import { countersOf } from '@rtemu/engine/counters';
import type { Ipv4Address } from '@rtemu/wire/address';
import type { TcpConnection } from './connection.js';
import type { IcmpError } from './icmp-error.js';
import { LIMIT } from './settings.js';

/** A whole segment, checksum included, for the IP layer to send. */
export interface TcpTransmit {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly octets: Uint8Array;
  /** Path MTU discovery (RFC 1191): routers are to say when it is too big. */
  readonly dontFragment: boolean;
}

export type CloseReason =
  /** Both sides closed, and everything was delivered. */
  | 'closed'
  /** The peer answered our SYN with a reset. */
  | 'refused'
  /** The peer ended the connection with a reset. */
  | 'reset'
  /** The peer acknowledged nothing for too long, or answered no probe. */
  | 'timed-out'
  /** A router or the peer's host said during the handshake that there is no way. */
  | 'unreachable'
  /** Our own `abort`. */
  | 'aborted'
  /** Never opened: the stack has as many connections as it may, or no port is left. */
  | 'no-resources'
  /** Never opened: there is such a connection already. */
  | 'in-use';

export type TcpEvent =
  /** A listener's connection is up. */
  | { readonly kind: 'accepted'; readonly connection: TcpConnection; readonly port: number }
  /** Our own connection is up. */
  | { readonly kind: 'connected'; readonly connection: TcpConnection }
  /** Something can be read. Told once until `read` is called. */
  | { readonly kind: 'readable'; readonly connection: TcpConnection }
  /** There is room again for what `send` did not take. */
  | { readonly kind: 'writable'; readonly connection: TcpConnection }
  /** The peer sends no more. What it sent can still be read, and we may still send. */
  | { readonly kind: 'peer-closed'; readonly connection: TcpConnection }
  /** The last event of a connection. What has arrived can still be read. */
  | {
      readonly kind: 'closed';
      readonly connection: TcpConnection;
      readonly reason: CloseReason;
      /** The last thing ICMP said about the way, where it may be why. */
      readonly unreachable?: Pick<IcmpError, 'type' | 'code'>;
    };

const newCounters = countersOf(
  'segmentsReceived',
  'segmentsSent',
  'octetsReceived',
  'octetsSent',
  'segmentsRetransmitted',
  'badAddress',
  'badChecksum',
  'malformed',
  'discarded',
  'resetsReceived',
  'resetsSent',
  'challenges',
  'challengesWithheld',
  'urgentReceived',
  'earlyOctetsRefused',
  'transmitsOverflowed',
  'halfOpenRecycled',
  'timeWaitRecycled',
  'connectionsRefused',
  'icmpErrorsIgnored',
  'activeOpens',
  'passiveOpens',
);

export class Outlet {
  readonly transmits: TcpTransmit[] = [];
  readonly events: TcpEvent[] = [];
  readonly counters = newCounters();

  transmit(segment: TcpTransmit): void {
    if (this.transmits.length >= LIMIT.transmits) {
      this.counters.transmitsOverflowed++;
      return;
    }
    this.counters.segmentsSent++;
    this.transmits.push(segment);
  }
}
