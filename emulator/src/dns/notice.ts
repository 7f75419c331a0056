import type { Document } from '@rtemu/config/document';
import { dnsNoticeOrder } from '@rtemu/config/settings/dns';
import { dnsServers } from '@rtemu/config/settings/system';
import type { Ipv4Address } from '@rtemu/wire/address';

/**
 * The DNS servers that clients are told of, in order (`dns notice order`, manual 24.6). `me`: our own address, as the client
 * knows it.
 */
export function noticedServers({ global }: Document, protocol: 'dhcp' | 'msext'): readonly (Ipv4Address | 'me')[] {
  const words = global.effectiveAt(dnsNoticeOrder, { protocol }).split(' ');
  const servers = global.effective(dnsServers).flatMap(({ address }) => (typeof address === 'number' ? [address] : []));
  // IPCP has room for two: of the servers in front of ourselves the first, alone the first two.
  const isBeforeMe = words.includes('me') && words[0] === 'server';
  const told = protocol === 'msext' && isBeforeMe ? servers.slice(0, 1) : servers;
  const all = words.flatMap((word): readonly (Ipv4Address | 'me')[] =>
    word === 'server' ? told : word === 'me' ? ['me'] : [],
  );
  return protocol === 'msext' ? all.slice(0, 2) : all;
}
