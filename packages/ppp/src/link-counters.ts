/**
 * What a link counts. Every frame received is a control packet, an IPv4 packet delivered, or dropped for one of the
 * reasons below.
 * @module
 */
import { type Counters, countersOf } from '@rtemu/engine/counters';

export type LinkCounter =
  | 'framesSent'
  | 'octetsSent'
  | 'framesReceived'
  | 'octetsReceived'
  /** IPv4, inside frames. */
  | 'packetsSent'
  | 'packetsReceived'
  | 'controlReceived'
  /** Among the control packets, those that cannot be read. */
  | 'malformed'
  /** Among the control packets, those in a phase that has no place for them, and those of protocols that we lack. */
  | 'outOfPhase'
  | 'protocolRejected'
  /** Frames without a whole header. */
  | 'headless'
  /** Packets to send while the link was not up. */
  | 'notUp'
  /** IPv4 that came in the clear and must not, or while the link was not up. */
  | 'cleartextRefused'
  /** Enciphered frames before there was a key; those that MPPE could not use; those that came to no protocol of ours. */
  | 'withoutKey'
  | 'notDeciphered'
  | 'garbage'
  /** IPv4 that was deciphered before the link was up. */
  | 'tooEarly'
  /** Control packets for which the arena had no room. */
  | 'noSlot';

export const linkCounters: () => Counters<LinkCounter> = countersOf(
  'framesSent',
  'octetsSent',
  'framesReceived',
  'octetsReceived',
  'packetsSent',
  'packetsReceived',
  'controlReceived',
  'malformed',
  'outOfPhase',
  'protocolRejected',
  'headless',
  'notUp',
  'cleartextRefused',
  'withoutKey',
  'notDeciphered',
  'garbage',
  'tooEarly',
  'noSlot',
);
