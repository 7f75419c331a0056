/**
 * What one can type on a PC whose address comes from a DHCP server.
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import type { DhcpClient } from '@rtemu/service/dhcp/client';
import { printIpv4 } from '@rtemu/wire/address';
import type { HostCommand } from './host-console.js';

const USAGE = 'dhcp [renew|release]';

const STATES = {
  Stopped: 'no address is asked for',
  Init: 'waiting before asking again',
  Selecting: 'looking for a server',
  Requesting: 'asking for what was offered',
  InitReboot: 'asking for the address of before',
  Checking: 'trying the address out',
  Bound: 'bound',
  Renewing: 'renewing',
  Rebinding: 'looking for any server to renew',
} as const;

export const dhcpCommands = (client: DhcpClient): HostCommand[] => [
  {
    usage: USAGE,
    help: 'what the DHCP server gave; renew asks for it anew, release gives it back',
    run: (now, [word, ...more]) => {
      if (more.length > 0) return [`usage: ${USAGE}`];
      if (word === 'renew') client.renew(now);
      else if (word === 'release') client.release(now);
      else if (word !== undefined) return [`usage: ${USAGE}`];
      else return lines(now, client);
      return [];
    },
  },
];

function lines(now: Instant, client: DhcpClient): readonly string[] {
  const { grant } = client;
  const state = `eth0: ${STATES[client.state]}`;
  if (grant === undefined || !client.isBound) return [state];
  const list = (addresses: typeof grant.routers): string => addresses.map(printIpv4).join(' ') || 'none';
  const left = client.remainingSeconds(now);
  return [
    state,
    `  address ${printIpv4(grant.address)}/${grant.length} from ${printIpv4(grant.server)}`,
    `  gateway ${list(grant.routers)}`,
    `  DNS     ${list(grant.dnsServers)}${grant.domain === undefined ? '' : ` for ${grant.domain}`}`,
    `  lease   ${Number.isFinite(left) ? `${Math.floor(left)} of ${grant.leaseSeconds} seconds left` : 'for ever'}`,
  ];
}
