/**
 * `dhcp manual lease`, `dhcp manual release`, `dhcp convert lease to bind` (manual 12.1.7, 12.1.9, 12.1.10).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { type DhcpClientId, dhcpScopeBind } from '@rtemu/config/settings/dhcp';
import type { Lease } from '@rtemu/service/dhcp/lease-table';
import type { Client } from '@rtemu/service/dhcp/scope';
import { type MacAddress, printMac } from '@rtemu/wire/address';
import { boundOf, complianceOf } from './server-settings.js';

const NO_MAC = 0 as MacAddress;
const MAC_OCTETS = 6;
const ETHERNET = 1;

const macOf = (octets: readonly number[]): MacAddress =>
  octets.reduce((value, octet) => value * 256 + octet, 0) as MacAddress;

/** Whom a line means. */
export function clientMeant(id: DhcpClientId): Client {
  const bound = boundOf(id);
  if (bound.kind === 'ipcp') return { kind: 'ipcp', name: 'IPCP' };
  if (bound.kind === 'hardware')
    return { kind: 'ethernet', hardwareAddress: macOf(bound.octets), identifier: undefined };
  const isMac = id.kind === 'ethernet';
  return {
    kind: 'ethernet',
    hardwareAddress: isMac ? macOf([...bound.identifier.subarray(1)]) : NO_MAC,
    identifier: bound.identifier,
  };
}

/** How a lease is written as a bind: a table of the manual. */
export function clientIdOf(client: Client, useClientId: boolean): DhcpClientId {
  if (client.kind === 'ipcp') return { kind: 'ipcp' };
  const { hardwareAddress, identifier } = client;
  if (identifier === undefined) return { kind: useClientId ? 'ethernet' : 'mac', mac: printMac(hardwareAddress) };
  const [type, ...rest] = identifier;
  if (type === ETHERNET && rest.length === MAC_OCTETS) return { kind: 'ethernet', mac: printMac(macOf(rest)) };
  return { kind: 'octets', octets: [...identifier].map((octet) => octet.toString(16).padStart(2, '0')) };
}

/** @param leases of the scope, in the order of `show status dhcp summary` */
export function withBinds(
  document: Document,
  scope: number,
  leases: readonly Lease[],
  chosen: readonly number[] | 'all',
  except: boolean,
): Document {
  const { useClientId } = complianceOf(document);
  const isMeant = (index: number): boolean => (chosen === 'all' ? !except : chosen.includes(index) !== except);
  const draft = document.edit();
  for (const [i, { address, client }] of leases.entries()) {
    if (client === undefined || !isMeant(i + 1)) continue;
    const range = { first: address, last: address };
    draft.global.setAt(dhcpScopeBind, { scope, address: range }, clientIdOf(client, useClientId));
  }
  return draft.finish();
}
