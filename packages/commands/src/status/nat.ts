/** What `show` reads of NAT descriptors. */
import type { Ipv4Address } from '@rtemu/config/address';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import type { CivilTime } from '../status.js';

/** Where a NAT descriptor is applied: the place of its settings. */
export type NatPlace =
  | { readonly kind: 'lan'; readonly name: InterfaceName }
  | { readonly kind: 'pp'; readonly pp: PpNumber };

export interface NatStatus {
  /** `backward-compatibility`, which holds since the start: 1 to 3; `undefined` on machines that do not know it. */
  readonly compatibility: number | undefined;
  /** By interface, in the order in which they are applied. */
  readonly bound: readonly NatBoundStatus[];
}

/** One descriptor at one interface. */
export interface NatBoundStatus {
  readonly descriptor: number;
  /** `LAN2`, `PP[01]`. */
  readonly interface: string;
  readonly place: NatPlace;
  /** Its place in the list of the interface, from 1; those behind `reverse` are counted on. */
  readonly order: number;
  readonly reverse: boolean;
  readonly type: 'nat' | 'masquerade' | 'nat-masquerade';
  /** Behind which many hosts share; `undefined` while there is none. */
  readonly masquerade: Ipv4Address | undefined;
  readonly portRanges: readonly { readonly first: number; readonly last: number }[];
  /** Ports that no two sessions share, of all protocols. */
  readonly ports: { readonly used: number; readonly max: number };
  readonly sessions: NatSessionCounts;
  readonly hosts: readonly NatHostStatus[];
  /** Whole addresses that are given away. */
  readonly addresses: readonly NatAddressStatus[];
  readonly masqueradeStatics: readonly NatMasqueradeStaticStatus[];
  /** Every session, those of static entries too. Asked for with `detail` alone. */
  entries(): readonly NatEntryStatus[];
}

export interface NatSessionCounts {
  readonly now: number;
  readonly max: number;
  readonly peak: number;
  readonly peakAt: CivilTime | undefined;
}

export interface NatHostStatus {
  readonly address: Ipv4Address;
  readonly sessions: number;
  readonly limit: number;
  readonly peak: number;
  /** How often it was refused a session, and when that was last. */
  readonly limited: number;
  readonly limitedAt: CivilTime | undefined;
}

export interface NatAddressStatus {
  readonly inner: Ipv4Address;
  readonly outer: Ipv4Address;
  readonly count: number;
  readonly ttlSeconds: number | 'static';
}

export interface NatMasqueradeStaticStatus {
  readonly protocol: string;
  readonly inner: Ipv4Address;
  /** As ranges; both are empty where the protocol has none. */
  readonly innerPort: string;
  readonly outerPort: string;
}

export interface NatEntryStatus {
  /** `TCP`, `GRE`, `89`. */
  readonly protocol: string;
  readonly inner: Ipv4Address;
  readonly innerPort: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
  readonly outerPort: number;
  readonly ttlSeconds: number;
}
