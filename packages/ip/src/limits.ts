/**
 * Every limit of the IPv4 machinery, and what happens there.
 * @module
 */

export const LIMIT = {
  /** Resolved neighbours. A further one takes the place of the one that would expire first; permanent ones stay. */
  arpEntries: 4096,
  /** Neighbours being asked for at a time. Packets for a further one are dropped. */
  arpPending: 256,
  /** Addresses being tried out at a time. A further one is not, and counts as free. */
  arpProbes: 128,
  /** Packets parked per interface until ARP resolves (manual 8.1.31, where it is settable). Further ones are dropped. */
  arpQueueLength: 200,
  /** Datagrams being put together. A fragment of a further one drops the one that has waited longest. */
  reassemblyDatagrams: 64,
  /** Fragments held, of all datagrams together. A further one drops the datagram that has waited longest. */
  reassemblyFragments: 512,
  /** ICMP errors and redirects of our own making, per second and at once (RFC 1812 §4.3.2.8). Further ones are not made. */
  icmpErrorsPerSecond: 100,
  icmpErrorBurst: 50,
  /** Datagrams that wait in a UDP socket for its owner. Further ones are dropped. */
  udpReceived: 64,
  /** Hosts that gateways have told a better way to, by ICMP redirects. A further one drops the oldest. */
  redirects: 64,
  /** Events that wait for the stack's owner. Further ones are lost and counted. */
  events: 256,
} as const;

/** How long things last, in seconds. */
export const LIFETIME_SECONDS = {
  /** An ARP entry before its neighbour is asked again (manual 8.1.29). */
  arpEntry: 1200,
  /** From an ARP request to the first repetition, and to each further one (manual 8.1.29). */
  arpFirstRetry: 2,
  arpRetry: 1,
  /** A datagram that lacks fragments (manual 8.1.36 calls it hold time). */
  reassembly: 30,
} as const;

/** How often an ARP request is repeated (manual 8.1.29). */
export const ARP_RETRIES = 4;
