/**
 * Manual chapter 12: DHCP server, relay and client.
 * @module
 */
import { optionCodeOf, readOptionValue } from '@rtemu/wire/dhcp-option-values';
import type { AddressRange, Ipv4Address } from '../address.js';
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { ascending, inGlobal } from '../setting.js';

export type DhcpServiceKind = 'server' | 'relay';

/** Unset: neither. */
export const dhcpService = inGlobal.optional<DhcpServiceKind>('dhcp service', 'dhcp');

/** Parts of RFC 2131 that can be had one by one. */
export type DhcpCompliance = 'broadcast-nak' | 'none-domain-null' | 'remain-silent' | 'reply-ack' | 'use-clientid';

/** All of it, none of it, all but some, or some only. */
export type DhcpServerCompliance =
  | boolean
  | { readonly kind: 'except'; readonly except: readonly DhcpCompliance[] }
  | { readonly kind: 'only'; readonly only: readonly DhcpCompliance[] };
export const dhcpServerCompliance = inGlobal.initially<DhcpServerCompliance>(
  'dhcp server rfc2131 compliant',
  'dhcp',
  true,
);

/** Milliseconds, on the own network and behind relays (there as on the own when not said). */
export interface DhcpDuplicateCheck {
  readonly own: number | 'off';
  readonly relayed: number | 'off' | undefined;
}
export const dhcpDuplicateCheck = inGlobal.initially<DhcpDuplicateCheck>('dhcp duplicate check', 'dhcp', {
  own: 100,
  relayed: 500,
});

export interface DhcpScope {
  readonly range: AddressRange & { readonly length: number };
  readonly except: readonly AddressRange[] | undefined;
  readonly gateway: Ipv4Address | undefined;
  /** Minutes, `72:00` or `infinity`, as it was written; 72 hours when not said. */
  readonly expire: string | undefined;
  readonly maxexpire: string | undefined;
}
export const dhcpScope = inGlobal.keyed<number, DhcpScope>('dhcp scope', 'dhcp', { order: ascending });

const TERM_SECONDS = 72 * 3600;

/** Of `expire` and `maxexpire`; `Infinity` for ever. */
export function termSeconds(term: string | undefined): number {
  if (term === undefined) return TERM_SECONDS;
  if (term === 'infinity') return Number.POSITIVE_INFINITY;
  const [first = '', minutes] = term.split(':');
  return minutes === undefined ? Number(first) * 60 : Number(first) * 3600 + Number(minutes) * 60;
}

/** Who an address is for: a Client-Identifier (`ethernet`, `text`, octets with the type first), a MAC address, a PP. */
export type DhcpClientId =
  | { readonly kind: 'ipcp' }
  | { readonly kind: 'ethernet'; readonly mac: string }
  | { readonly kind: 'text'; readonly id: string }
  /** `00:a0:de:*`: of a vendor. */
  | { readonly kind: 'mac'; readonly mac: string }
  | { readonly kind: 'octets'; readonly octets: readonly string[] };

export interface DhcpBindKey {
  readonly scope: number;
  readonly address: AddressRange;
}
export const dhcpScopeBind = inGlobal.keyed<DhcpBindKey, DhcpClientId>('dhcp scope bind', 'dhcp', {
  order: (a, b) => a.scope - b.scope || a.address.first - b.address.first || a.address.last - b.address.last,
});

/** Clients that may have any address of a scope. */
export const dhcpScopeBindAny = inGlobal.keyed<{ readonly scope: number; readonly client: DhcpClientId }, true>(
  'dhcp scope bind *',
  'dhcp',
  { order: (a, b) => a.scope - b.scope },
);

export interface DhcpLeaseType {
  readonly type: 'bind-priority' | 'bind-only';
  /** The scope for those whom no address is kept for. */
  readonly fallback: number | undefined;
}
export const dhcpScopeLeaseType = inGlobal.keyedInitially<number, DhcpLeaseType>(
  'dhcp scope lease type',
  'dhcp',
  { type: 'bind-priority', fallback: undefined },
  { order: ascending },
);

/** `dns` and `192.0.2.53,192.0.2.54`; `121` and octets. As they were written. */
export type DhcpOptionText = readonly [option: string, value: string];
export const dhcpScopeOption = inGlobal.keyed<number, readonly DhcpOptionText[]>('dhcp scope option', 'dhcp', {
  order: ascending,
});

/** What goes over the wire; `undefined` for an option whose name is not known here. */
export function dhcpOptionOf([option, value]: DhcpOptionText): { code: number; data: Uint8Array } | undefined {
  const code = optionCodeOf(option);
  const data = code === undefined ? undefined : readOptionValue(code, value);
  return code === undefined || data === undefined ? undefined : { code, data };
}

/** Whether an option that is known can have this value. */
export function isDhcpOptionValue([option, value]: DhcpOptionText): boolean {
  const code = optionCodeOf(option);
  return code === undefined || readOptionValue(code, value) !== undefined;
}

/** At most four. */
export const dhcpRelayServer = inGlobal.optional<readonly Ipv4Address[]>('dhcp relay server', 'dhcp');
export const dhcpRelaySrcport = inGlobal.initially<number>('dhcp relay srcport', 'dhcp', 68);
export const dhcpRelaySelect = inGlobal.initially<'hash' | 'all'>('dhcp relay select', 'dhcp', 'hash');
export const dhcpRelayThreshold = inGlobal.initially<number>('dhcp relay threshold', 'dhcp', 0);

const byInterface = { order: compareInterfaces };

/** On one interface, whatever `dhcp service` says. */
export interface DhcpInterfaceService {
  readonly type: 'off' | DhcpServiceKind;
  readonly servers: readonly Ipv4Address[] | undefined;
}
export const ipDhcpService = inGlobal.keyed<InterfaceName, DhcpInterfaceService>(
  'ip <interface> dhcp service',
  'dhcp',
  byInterface,
);

/** Which address of an interface a DHCP client is for. */
export interface DhcpClientPlace {
  readonly interface: InterfaceName;
  readonly address: 'primary' | 'secondary';
}
const byPlace = {
  order: (a: DhcpClientPlace, b: DhcpClientPlace) =>
    compareInterfaces(a.interface, b.interface) || ascending(a.address, b.address),
};

export const dhcpClientHostname = inGlobal.keyed<DhcpClientPlace, string>('dhcp client hostname', 'dhcp', byPlace);

export interface DhcpClientIdentifier {
  /** 1 when not said. */
  readonly type: number | undefined;
  readonly id:
    | { readonly kind: 'octets'; readonly octets: readonly string[] }
    | { readonly kind: 'text'; readonly text: string };
}
export const dhcpClientIdentifier = inGlobal.keyed<DhcpClientPlace, DhcpClientIdentifier>(
  'dhcp client client-identifier',
  'dhcp',
  byPlace,
);

/** Octets in hexadecimal with commas between, by place and number, all as text. */
export const dhcpClientOption = inGlobal.keyed<DhcpClientPlace & { readonly option: string }, string>(
  'dhcp client option',
  'dhcp',
  { order: (a, b) => byPlace.order(a, b) || Number(a.option) - Number(b.option) },
);

/** Minutes to ask for. */
export const ipDhcpLeaseTime = inGlobal.keyed<InterfaceName, number>(
  'ip <interface> dhcp lease time',
  'dhcp',
  byInterface,
);

export interface DhcpRetry {
  readonly count: number | 'infinity';
  readonly intervalSeconds: number;
}
export const ipDhcpRetry = inGlobal.keyedInitially<InterfaceName, DhcpRetry>(
  'ip <interface> dhcp retry',
  'dhcp',
  { count: 'infinity', intervalSeconds: 5 },
  byInterface,
);

export interface DhcpReleaseLinkdown {
  readonly on: boolean;
  /** 3 when not said. */
  readonly seconds: number | undefined;
}
export const dhcpClientReleaseLinkdown = inGlobal.initially<DhcpReleaseLinkdown>(
  'dhcp client release linkdown',
  'dhcp',
  {
    on: false,
    seconds: undefined,
  },
);
