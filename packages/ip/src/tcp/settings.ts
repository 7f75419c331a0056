/**
 * What a stack can be told and what it never exceeds. Every number has a name here.
 * @module
 */
import { type Duration, milliseconds, seconds } from '@rtemu/engine/time';
import { HEADER_OCTETS } from '@rtemu/wire/tcp';

/** What may differ from connection to connection. */
export interface ConnectionSettings {
  /** Small segments wait while something is unacknowledged (RFC 9293 §3.7.4). Off for those who push whole messages. */
  readonly nagle: boolean;
  readonly sendBufferOctets: number;
  /** Also the widest window; from 64 KiB on it is announced scaled (RFC 7323). */
  readonly receiveBufferOctets: number;
  /** How long an acknowledgement may wait for company; less than half a second (RFC 9293 §3.8.6.3). */
  readonly acknowledgementDelay: Duration;
  /** 2·MSL: how long the one who closed first remembers the connection. */
  readonly timeWait: Duration;
  /** The least retransmission timeout; RFC 6298 §2.4 says a second, and hosts of today dare less. */
  readonly retransmissionMin: Duration;
  /** R2 of RFC 9293 §3.8.3: the peer is given up when it has acknowledged nothing for so long. */
  readonly giveUpAfter: Duration;
  /** R2 of an active open. */
  readonly synGiveUpAfter: Duration;
  /** R2 of a passive open: shorter, since nobody waits for it here and half-open places are few. */
  readonly synAckGiveUpAfter: Duration;
  /** How long a connection that its user has dismissed waits for the peer's FIN. */
  readonly finWait2: Duration;
  /** Probes over an idle connection (RFC 9293 §3.8.4). Unset: none. */
  readonly keepAlive: KeepAlive | undefined;
}

export interface KeepAlive {
  readonly idle: Duration;
  readonly interval: Duration;
  /** Probes without an answer until the connection is given up. */
  readonly probes: number;
}

export const INITIAL: ConnectionSettings = {
  nagle: true,
  sendBufferOctets: 65_536,
  receiveBufferOctets: 65_535,
  acknowledgementDelay: milliseconds(100),
  timeWait: seconds(240),
  retransmissionMin: seconds(1),
  giveUpAfter: seconds(120),
  synGiveUpAfter: seconds(180),
  synAckGiveUpAfter: seconds(60),
  finWait2: seconds(60),
  keepAlive: undefined,
};

export const LIMIT = {
  /** Connections of a stack, whatever their state. Full: the oldest in TIME-WAIT gives way, else a SYN is not answered. */
  connections: 1024,
  /** Half-open connections of a listener. Full: the oldest gives way without a word (RFC 4987 §3.4). */
  halfOpen: 64,
  /** Segments waiting to be taken by `pollTransmit`. Full: as if lost on the wire. */
  transmits: 4096,
  /** Gaps in what has arrived, per connection. Full: what would make one more is not kept. */
  gaps: 64,
  /** The longest retransmission timeout and probe interval (RFC 6298 §2.5). */
  retransmissionMax: seconds(60),
  /** A window that is open but narrow is used after this long (RFC 9293 §3.8.6.2.1, override timeout). */
  narrowWindow: milliseconds(500),
} as const;

/** An IPv4 header without options and a TCP header without options (RFC 9293 §3.7.1). */
export const HEADERS_OCTETS = 20 + HEADER_OCTETS;

/** What a peer takes that does not say: 576 octets less headers (RFC 9293 §3.7.1). */
export const MSS_UNSAID = 536;
/** However small a size the peer or the path names, segments are not cut smaller than this: each costs work. */
export const MSS_MIN = 64;

/** Ephemeral ports (RFC 6335 §6). */
export const EPHEMERAL = { first: 49_152, last: 65_535 } as const;
