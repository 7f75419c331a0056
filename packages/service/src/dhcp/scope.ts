/**
 * What a DHCP server may lease: scopes of addresses, and addresses in them that are kept for somebody (manual 12.1.4-12.1.6).
 * @module
 */

import { broadcastOf, type Ipv4Address, type MacAddress, networkOf } from '@rtemu/wire/address';
import type { DhcpOption } from '@rtemu/wire/dhcp-options';
import { sameOctets } from '@rtemu/wire/octets';

export interface Range {
  readonly first: Ipv4Address;
  readonly last: Ipv4Address;
}

const inRange = ({ first, last }: Range, address: Ipv4Address): boolean => address >= first && address <= last;

/** Who asks. */
export type Client =
  | {
      readonly kind: 'ethernet';
      readonly hardwareAddress: MacAddress;
      /** The Client-Identifier option, type and all, when it is what the server goes by. */
      readonly identifier: Uint8Array | undefined;
    }
  /** The far end of a PP, which asks nobody. */
  | { readonly kind: 'ipcp'; readonly name: string };

/** The same for the same client. */
export function clientKey(client: Client): string {
  if (client.kind === 'ipcp') return `ipcp ${client.name}`;
  return client.identifier === undefined ? `mac ${client.hardwareAddress}` : `id ${client.identifier.join(' ')}`;
}

/** For whom an address is kept. */
export type Bound =
  | { readonly kind: 'identifier'; readonly identifier: Uint8Array }
  /** The octets of a MAC address, as many as are said: three are those of a vendor, none are everybody's. */
  | { readonly kind: 'hardware'; readonly octets: readonly number[] }
  | { readonly kind: 'ipcp' };

export interface Bind {
  /** `undefined`: any address of the scope. */
  readonly range: Range | undefined;
  readonly bound: Bound;
}

export interface Scope extends Range {
  readonly number: number;
  /** Of the network that the addresses lie in. */
  readonly length: number;
  readonly except: readonly Range[];
  /** What clients are told; the server's own address when not said. */
  readonly gateway: Ipv4Address | undefined;
  /** For clients that do not say how long; `Infinity` for ever. */
  readonly expireSeconds: number;
  /** The most that a client gets. */
  readonly maxExpireSeconds: number;
  readonly binds: readonly Bind[];
  /** Only for those that addresses are kept for; others are looked for in `fallback`. */
  readonly bindOnly: boolean;
  readonly fallback: number | undefined;
  /** Told besides, or instead of what would be told. */
  readonly options: readonly DhcpOption[];
}

/** Whether the scope may lease the address at all. */
export function mayLease(scope: Scope, address: Ipv4Address): boolean {
  if (!inRange(scope, address) || scope.except.some((range) => inRange(range, address))) return false;
  if (scope.length > 30) return true;
  return address !== networkOf(address, scope.length) && address !== broadcastOf(address, scope.length);
}

/** How many addresses the scope spans, how many of them are left out, as `show status dhcp` counts them. */
export function sizesOf(scope: Scope): { readonly all: number; readonly except: number } {
  let except = 0;
  const seen: Range[] = [];
  for (const { first, last } of [...scope.except].sort((a, b) => a.first - b.first)) {
    const from = Math.max(first, scope.first, (seen.at(-1)?.last ?? -1) + 1);
    const to = Math.min(last, scope.last);
    if (from > to) continue;
    except += to - from + 1;
    seen.push({ first: from as Ipv4Address, last: to as Ipv4Address });
  }
  return { all: scope.last - scope.first + 1, except };
}

const MAC_OCTETS = 6;
const macOctets = (mac: MacAddress): number[] =>
  Array.from({ length: MAC_OCTETS }, (_, i) => Math.floor(mac / 2 ** (8 * (MAC_OCTETS - 1 - i))) % 256);

/** How well a client fits: 0 not at all, 1 by the vendor of its card, 2 by itself. */
export function fit(bound: Bound, client: Client): 0 | 1 | 2 {
  if (bound.kind === 'ipcp' || client.kind === 'ipcp') return bound.kind === client.kind ? 2 : 0;
  if (bound.kind === 'identifier')
    return client.identifier !== undefined && sameOctets(bound.identifier, client.identifier) ? 2 : 0;
  const whole = bound.octets.length === MAC_OCTETS;
  // A client with an identifier of its own is known by nothing else (manual 12.1.5); its vendor stays what it is.
  if (whole && client.identifier !== undefined) return 0;
  const octets = macOctets(client.hardwareAddress);
  if (!bound.octets.every((octet, i) => octet === octets[i])) return 0;
  return whole ? 2 : 1;
}

/** The binds that a client fits, best first. */
export const bindsFor = (scope: Scope, client: Client): readonly Bind[] =>
  scope.binds
    .map((bind) => ({ bind, fit: fit(bind.bound, client) }))
    .filter((each) => each.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .map(({ bind }) => bind);

/** Whether an address is kept for somebody else. */
export function isKeptFrom(scope: Scope, address: Ipv4Address, client: Client): boolean {
  const binds = scope.binds.filter(({ range }) => range !== undefined && inRange(range, address));
  return binds.length > 0 && !binds.some(({ bound }) => fit(bound, client) > 0);
}
