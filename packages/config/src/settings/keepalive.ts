/**
 * Manual section 8.5.8: hosts that are watched.
 * @module
 */
import type { Ipv4Address } from '../address.js';
import type { InterfaceName } from '../interface-name.js';
import { ascending, inGlobal } from '../setting.js';

/** Whom to ask: an address, or the gateway that DHCP told on an interface. */
export type KeepaliveTarget =
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  | { readonly kind: 'dhcp'; readonly interface: InterfaceName };

/** Unset parameters hold what the manual says: no log, waits of 5 seconds, 64 octets, `head`. */
export interface IpKeepalive {
  readonly kind: 'icmp-echo';
  readonly intervalSeconds: number;
  /** Echoes in a row without an answer that mean that nobody can be reached. */
  readonly count: number;
  readonly targets: readonly KeepaliveTarget[];
  readonly log: boolean | undefined;
  readonly upwaitSeconds: number | undefined;
  readonly downwaitSeconds: number | undefined;
  /** Octets of ICMP data. */
  readonly length: number | undefined;
  readonly localAddress: Ipv4Address | undefined;
  /** Security gateways whose keys are made anew when the state changes, as they were written. */
  readonly ipsecRefresh: string | undefined;
  readonly ipsecRefreshUp: string | undefined;
  readonly ipsecRefreshDown: string | undefined;
  /** Where several gateways lead to a host: always the first, or as for other packets. */
  readonly rule: 'head' | 'normal' | undefined;
}

export const ipKeepalive = inGlobal.keyed<number, IpKeepalive>('ip keepalive', 'keepalive', { order: ascending });
