/**
 * Manual chapter 8: addresses of interfaces, and routes.
 * @module
 */
import type { AddressRange, Ipv4Address, Ipv4Prefix, MaskedAddress } from '../address.js';
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { inGlobal, inPp, inTunnel } from '../setting.js';

const byInterface = { order: compareInterfaces };

export interface LanAddress extends MaskedAddress {
  readonly broadcast: Ipv4Address | undefined;
}

/** `dhcp`: asked for from a DHCP server. */
export const ipAddress = inGlobal.keyed<InterfaceName, LanAddress | 'dhcp'>(
  'ip <interface> address',
  'interface',
  byInterface,
);
export const ipSecondaryAddress = inGlobal.keyed<InterfaceName, MaskedAddress | 'dhcp'>(
  'ip <interface> secondary address',
  'interface',
  byInterface,
);
export const ipMtu = inGlobal.keyedInitially<InterfaceName, number>(
  'ip <interface> mtu',
  'interface',
  1500,
  byInterface,
);
export const ipProxyArp = inGlobal.keyedInitially<InterfaceName, boolean>(
  'ip <interface> proxyarp',
  'interface',
  false,
  byInterface,
);

/** Whether packets may leave by the interface that they came in by. */
export const ipRebound = inGlobal.keyedInitially<InterfaceName, boolean>(
  'ip <interface> rebound',
  'interface',
  true,
  byInterface,
);
export const ppRebound = inPp.initially<boolean>('ip pp rebound', 'interface', false);

/** What segments are cut down to: octets, by the interface's MTU, or not at all. */
export type MssLimit = number | 'auto' | 'off';

export const ipMssLimit = inGlobal.keyedInitially<InterfaceName, MssLimit>(
  'ip <interface> tcp mss limit',
  'interface',
  (ground) => ground.mssLimitInitially,
  byInterface,
);

export type Gateway =
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  | { readonly kind: 'pp'; readonly pp: number; readonly dlci: number | undefined }
  | { readonly kind: 'anonymous'; readonly user: string }
  | { readonly kind: 'dhcp'; readonly interface: InterfaceName }
  | { readonly kind: 'tunnel'; readonly tunnel: number }
  | { readonly kind: 'loopback'; readonly number: number }
  | { readonly kind: 'null' };

/** One way of a route. Unset parameters hold what the manual says: metric 1, weight 1, not hidden, every packet. */
export interface RouteGateway {
  readonly gateway: Gateway;
  /** Numbers of `ip filter`: only packets that pass go this way. */
  readonly filter: readonly number[] | undefined;
  /** Numbers of `ip dpi filter`: only packets of these applications. */
  readonly dpi?: readonly number[] | undefined;
  readonly metric: number | undefined;
  /** Only while its interface is connected. */
  readonly hide: boolean;
  /** 0: only when no other way is left. */
  readonly weight: number | undefined;
  readonly keepalive: number | undefined;
}

/** Ways of a network, in the order in which they were written. The default route is the network of length 0. */
export const ipRoute = inGlobal.keyed<Ipv4Prefix, readonly RouteGateway[]>('ip route', 'route', {
  keyText: ({ address, length }) => address * 64 + length,
  order: (a, b) => a.address - b.address || a.length - b.length,
});

/** Numbers of `ip filter`: packets that may be cut although they do not want it. */
export const fragmentable = inGlobal.optional<readonly number[]>('ip fragment remove df-bit', 'route');

export const routeChangeLog = inGlobal.initially<boolean>('ip route change log', 'route', false);

export const ipRouting = inGlobal.initially<boolean>('ip routing', 'route', true);

/** Unset: the PP is unnumbered and borrows an address of a LAN. */
export const ppAddress = inPp.optional<MaskedAddress>('ip pp address', 'ipcp');

/** `dhcp`: from our own scope; `dhcpc`: fetched by way of an interface. */
export type RemoteAddress =
  | { readonly kind: 'address'; readonly address: Ipv4Address }
  | { readonly kind: 'dhcp' }
  | { readonly kind: 'dhcpc'; readonly interface: InterfaceName | undefined };
export const ppRemoteAddress = inPp.optional<RemoteAddress>('ip pp remote address', 'ipcp');

/** What anonymous callers are given. */
export type RemoteAddressPool =
  | { readonly kind: 'addresses'; readonly addresses: readonly Ipv4Address[] }
  | { readonly kind: 'range'; readonly range: AddressRange }
  | { readonly kind: 'dhcp' }
  | { readonly kind: 'dhcpc'; readonly interface: InterfaceName | undefined };
export const ppRemoteAddressPool = inPp.optional<RemoteAddressPool>('ip pp remote address pool', 'ipcp');

export const ppMtu = inPp.initially<number>('ip pp mtu', 'pp', 1500);
export const ppMssLimit = inPp.initially<MssLimit>(
  'ip pp tcp mss limit',
  'interface',
  (ground) => ground.mssLimitInitially,
);

export const tunnelAddress = inTunnel.optional<MaskedAddress>('ip tunnel address', 'tunnel');
export const tunnelRemoteAddress = inTunnel.optional<Ipv4Address>('ip tunnel remote address', 'tunnel');
export const tunnelMtu = inTunnel.initially<number>('ip tunnel mtu', 'tunnel', 1280);
export const tunnelMssLimit = inTunnel.initially<MssLimit>(
  'ip tunnel tcp mss limit',
  'kept',
  (ground) => ground.mssLimitInitially,
);
