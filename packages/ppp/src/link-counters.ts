/**
 * What a link counts.
 * @module
 */
import { type Counters, counters } from '@rtemu/engine/counters';

export type LinkCounter =
  | 'framesSent'
  | 'octetsSent'
  | 'framesReceived'
  | 'octetsReceived'
  /** Frames without a whole header, and control packets that cannot be read. */
  | 'malformed'
  /** Packets to send while the link was not up. */
  | 'notUp'
  /** IPv4 that came in the clear and must not, or while the link was not up. */
  | 'cleartextRefused'
  /** Enciphered frames before there was a key; those that MPPE could not use; those that came to no protocol of ours. */
  | 'withoutKey'
  | 'notDeciphered'
  | 'garbage'
  /** Frames in a phase that has no place for them. */
  | 'outOfPhase'
  | 'protocolRejected'
  /** Control packets for which the arena had no room. */
  | 'noSlot';

export const linkCounters = (): Counters<LinkCounter> =>
  counters(
    'framesSent',
    'octetsSent',
    'framesReceived',
    'octetsReceived',
    'malformed',
    'notUp',
    'cleartextRefused',
    'withoutKey',
    'notDeciphered',
    'garbage',
    'outOfPhase',
    'protocolRejected',
    'noSlot',
  );
