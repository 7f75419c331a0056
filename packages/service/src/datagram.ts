import type { Ipv4Address } from '@rtemu/wire/address';

/** A UDP datagram as it comes to a service. */
export interface Arrived {
  /** The number of the interface that it came by; `undefined` when it came from the machine itself. */
  readonly interface: number | undefined;
  readonly source: Ipv4Address;
  readonly sourcePort: number;
  readonly destination: Ipv4Address;
  readonly payload: Uint8Array;
}

/** A UDP datagram that a service wants to have sent from its port. */
export interface Departing {
  /** Needed for a broadcast; otherwise the routes choose. */
  readonly interface?: number;
  /** Otherwise the routes choose. */
  readonly source?: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly port: number;
  readonly payload: Uint8Array;
}
