/**
 * Why a packet ended here. Each reason is a counter, of the interface and of the stack; nothing is dropped without one.
 * @module
 */

/** A count of zero for each reason. Written out, since every interface of a thousand routers has its own. */
export const noDiscards = () => ({
  // What the link brought.
  'interface-down': 0,
  'frame-truncated': 0,
  'frame-for-another': 0,
  'ether-type': 0,
  'vlan-unknown': 0,
  'packet-truncated': 0,
  'packet-malformed': 0,
  'header-checksum': 0,
  'link-broadcast': 0,
  // What forward.ts finds on the way in,
  'martian-source': 0,
  'martian-destination': 0,
  'nat-in': 0,
  'in-filter': 0,
  multicast: 0,
  'directed-broadcast': 0,
  'not-forwarding': 0,
  'source-route': 0,
  'time-to-live': 0,
  // and on the way out.
  /** Back to where it came from, which the operator does not want. */
  rebound: 0,
  'no-route': 0,
  /** Sent to an interface that leads nowhere, as the operator wanted. */
  'null-interface': 0,
  'no-source': 0,
  'forward-filter': 0,
  'out-filter': 0,
  'fragmentation-needed': 0,
  'nat-out': 0,
  'no-buffer': 0,
  'arp-queue-full': 0,
  'arp-limit': 0,
  'arp-unanswered': 0,
  // What was ours.
  'broadcast-unclaimed': 0,
  'fragment-malformed': 0,
  'fragment-duplicate': 0,
  'fragment-overlap': 0,
  'reassembly-limit': 0,
  'reassembly-timeout': 0,
  'protocol-unclaimed': 0,
  /** Would have been answered, if the interface were not to be silent. */
  stealth: 0,
});

export type Discard = keyof ReturnType<typeof noDiscards>;

export const DISCARDS = Object.keys(noDiscards()) as readonly Discard[];
