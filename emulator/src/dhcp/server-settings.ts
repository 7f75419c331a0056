/**
 * What the configuration says of the DHCP server and the relay, in the words of their engines.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import {
  type DhcpClientId,
  type DhcpCompliance,
  dhcpDuplicateCheck,
  dhcpOptionOf,
  dhcpRelayServer,
  dhcpScope,
  dhcpScopeBind,
  dhcpScopeBindAny,
  dhcpScopeLeaseType,
  dhcpScopeOption,
  dhcpServerCompliance,
  dhcpService,
  ipDhcpService,
  termSeconds,
} from '@rtemu/config/settings/dhcp';
import { dnsDomain } from '@rtemu/config/settings/dns';
import { winsServers } from '@rtemu/config/settings/system';
import { type Duration, milliseconds } from '@rtemu/engine/time';
import type { DhcpRole } from '@rtemu/hosts/dhcp-desk';
import type { Bind, Bound, Scope } from '@rtemu/service/dhcp/scope';
import { type Compliance, compliantWith, type ServerSettings } from '@rtemu/service/dhcp/server-settings';
import { writeText } from '@rtemu/wire/text';
import { noticedServers } from '../dns/notice.js';

const FIELD = {
  'broadcast-nak': 'broadcastNak',
  'none-domain-null': 'noneDomainNull',
  'remain-silent': 'remainSilent',
  'reply-ack': 'replyAck',
  'use-clientid': 'useClientId',
} as const satisfies Record<DhcpCompliance, keyof Compliance>;

export function complianceOf({ global }: Document): Compliance {
  const said = global.effective(dhcpServerCompliance);
  if (typeof said === 'boolean') return compliantWith(said ? 2131 : 1541);
  const named = said.kind === 'except' ? said.except : said.only;
  const fields = Object.fromEntries(named.map((name) => [FIELD[name], said.kind === 'only']));
  return { ...compliantWith(said.kind === 'except' ? 2131 : 1541), ...fields };
}

export function serverSettingsOf(document: Document): ServerSettings {
  const { global } = document;
  const { own, relayed } = global.effective(dhcpDuplicateCheck);
  const wait = (check: number | 'off'): Duration | undefined => (check === 'off' ? undefined : milliseconds(check));
  const compliance = complianceOf(document);
  const domain = global.get(dnsDomain);
  return {
    compliance,
    scopes: global.entries(dhcpScope).map(({ key }) => scopeOf(document, key, compliance)),
    duplicateCheck: { own: wait(own), relayed: wait(relayed ?? own) },
    dnsServers: noticedServers(document, 'dhcp'),
    winsServers: global.effective(winsServers),
    domain: domain === '.' ? undefined : domain,
  };
}

function scopeOf({ global }: Document, number: number, { useClientId }: Compliance): Scope {
  const { range, except, gateway, expire, maxexpire } = global.getAt(dhcpScope, number)!;
  const { type, fallback } = global.effectiveAt(dhcpScopeLeaseType, number);
  const expireSeconds = termSeconds(expire);
  const binds = global
    .entries(dhcpScopeBind)
    .filter(({ key }) => key.scope === number)
    .map(({ key, value }): Bind => ({ range: key.address, bound: boundOf(value) }));
  const anywhere = global
    .entries(dhcpScopeBindAny)
    .filter(({ key }) => key.scope === number)
    .map(({ key }): Bind => ({ range: undefined, bound: boundOf(key.client) }));
  const isKnown = ({ bound }: Bind): boolean => useClientId || bound.kind !== 'identifier';
  return {
    number,
    first: range.first,
    last: range.last,
    length: range.length,
    except: except ?? [],
    gateway,
    expireSeconds,
    maxExpireSeconds:
      maxexpire === undefined ? Math.max(expireSeconds, termSeconds(undefined)) : termSeconds(maxexpire),
    binds: [...binds, ...anywhere].filter(isKnown),
    bindOnly: type === 'bind-only',
    fallback,
    options: (global.getAt(dhcpScopeOption, number) ?? []).flatMap((option) => dhcpOptionOf(option) ?? []),
  };
}

const CLIENT_ID_TEXT = 0;
const CLIENT_ID_ETHERNET = 1;

/** @param client an `ethernet` one is a Client-Identifier of that type, whose octets may be fewer than six */
export function boundOf(client: DhcpClientId): Bound {
  switch (client.kind) {
    case 'ipcp':
      return { kind: 'ipcp' };
    case 'text':
      return { kind: 'identifier', identifier: Uint8Array.of(CLIENT_ID_TEXT, ...writeText(client.id)) };
    case 'octets':
      return { kind: 'identifier', identifier: Uint8Array.from(client.octets.map(hexadecimal)) };
    case 'ethernet':
      if (client.mac.includes('*')) return { kind: 'hardware', octets: octetsOf(client.mac) };
      return { kind: 'identifier', identifier: Uint8Array.of(CLIENT_ID_ETHERNET, ...octetsOf(client.mac)) };
    default:
      return { kind: 'hardware', octets: octetsOf(client.mac) };
  }
}

const hexadecimal = (text: string): number => Number.parseInt(text, 16);

/** The octets in front of the first star. */
const octetsOf = (mac: string): number[] => {
  const parts = mac.split(':');
  const star = parts.indexOf('*');
  return (star < 0 ? parts : parts.slice(0, star)).map(hexadecimal);
};

/** What is done on an interface; those that are no LAN have only the word of `dhcp service`. */
export function roleOn({ global }: Document, name: InterfaceName | undefined): DhcpRole {
  const own = name === undefined ? undefined : global.getAt(ipDhcpService, name);
  const kind = own?.type ?? global.get(dhcpService);
  if (kind === 'server') return { kind };
  if (kind === 'relay') return { kind, servers: own?.servers ?? global.get(dhcpRelayServer) ?? [] };
  return { kind: 'off' };
}
