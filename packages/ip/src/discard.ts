/**
 * Why a packet ended here. Each reason is a counter, of the interface and of the stack; nothing is dropped without one.
 * @module
 */

import { type Counters, counters } from '@rtemu/engine/counters';

export const DISCARDS = [
  // What the link brought.
  'interface-down',
  'frame-truncated',
  'frame-for-another',
  'ether-type',
  'packet-truncated',
  'packet-malformed',
  'header-checksum',
  'link-broadcast',
  // What forward.ts finds on the way in,
  'martian-source',
  'martian-destination',
  'nat-in',
  'in-filter',
  'multicast',
  'directed-broadcast',
  'not-forwarding',
  'source-route',
  'time-to-live',
  // and on the way out.
  'no-route',
  'no-source',
  'out-filter',
  'fragmentation-needed',
  'nat-out',
  'no-buffer',
  'arp-queue-full',
  'arp-limit',
  'arp-unanswered',
  // What was ours.
  'broadcast-unclaimed',
  'fragment-malformed',
  'fragment-duplicate',
  'fragment-overlap',
  'reassembly-limit',
  'reassembly-timeout',
  'protocol-unclaimed',
] as const;

export type Discard = (typeof DISCARDS)[number];

const NONE = counters(...DISCARDS);

/** A count of zero for each reason; a copy, since every interface has its own and copying is cheap. */
export const noDiscards = (): Counters<Discard> => ({ ...NONE });
