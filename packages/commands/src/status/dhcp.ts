/** What `show` reads of DHCP. */
import type { Ipv4Address, MacAddress } from '@rtemu/config/address';

/** Who has an address: a card, a Client-Identifier, the far end of a PP; `undefined` for somebody unknown. */
export type DhcpClientStatus =
  | { readonly kind: 'ethernet'; readonly mac: MacAddress }
  /** With the type first. */
  | { readonly kind: 'identifier'; readonly octets: readonly number[] }
  | { readonly kind: 'ipcp' };

export interface DhcpLeaseStatus {
  readonly address: Ipv4Address;
  readonly client: DhcpClientStatus | undefined;
  readonly hostName: string | undefined;
  /** `Infinity` for ever. */
  readonly remainingSeconds: number;
}

export interface DhcpScopeStatus {
  readonly number: number;
  readonly network: Ipv4Address;
  /** By address. */
  readonly leases: readonly DhcpLeaseStatus[];
  /** Kept for somebody who does not have them now. */
  readonly reserved: readonly Ipv4Address[];
  readonly all: number;
  readonly except: number;
}

export interface DhcpClientStatusOf {
  /** `LAN2` */
  readonly interface: string;
  /** `primary`, `secondary`, or the PP whose peer it is for: `PP[ANONYMOUS01]`. */
  readonly which: string;
  readonly state: 'idle' | 'searching' | 'requesting' | 'bound' | 'renewing';
  readonly grant:
    | {
        readonly address: Ipv4Address;
        readonly length: number;
        readonly server: Ipv4Address;
        readonly remainingSeconds: number;
        readonly dnsServers: readonly Ipv4Address[];
        readonly gateways: readonly Ipv4Address[];
        readonly domain: string | undefined;
      }
    | undefined;
  /** With the type first. */
  readonly identifier: readonly number[];
  readonly hostName: string | undefined;
}

export interface DhcpStatus {
  readonly service: 'server' | 'relay' | undefined;
  /** By number. */
  readonly scopes: readonly DhcpScopeStatus[];
  readonly clients: readonly DhcpClientStatusOf[];
}
