/**
 * What `show status dhcp` and `show status dhcpc` read of a router.
 * @module
 */
import type { DhcpClientStatus, DhcpClientStatusOf, DhcpScopeStatus, DhcpStatus } from '@rtemu/commands/status/dhcp';
import type { Document } from '@rtemu/config/document';
import { dhcpService } from '@rtemu/config/settings/dhcp';
import { between, type Instant, inSeconds, NEVER } from '@rtemu/engine/time';
import type { PlacedClient } from '@rtemu/hosts/dhcp-clients';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { ClientState } from '@rtemu/service/dhcp/client-machine';
import { type Client, type Scope, sizesOf } from '@rtemu/service/dhcp/scope';
import { type Ipv4Address, networkOf } from '@rtemu/wire/address';
import type { Dhcp } from '../dhcp/dhcp.js';
import { isForPeer, labelOf } from '../dhcp/peer-clients.js';

export const dhcpStatusOf = (now: Instant, dhcp: Dhcp, document: Document, stack: Ipv4Stack): DhcpStatus => ({
  service: document.global.get(dhcpService),
  scopes: dhcp.desk.server.scopes.map((scope) => scopeStatus(now, dhcp, scope)),
  clients: dhcp.clients.all.map((placed) => clientStatus(now, placed, stack)),
});

function scopeStatus(now: Instant, { desk }: Dhcp, scope: Scope): DhcpScopeStatus {
  const leases = desk.server.leasesIn(now, scope.number);
  const isLeased = (address: Ipv4Address): boolean => leases.some((lease) => lease.address === address);
  return {
    number: scope.number,
    network: networkOf(scope.first, scope.length),
    leases: leases.map(({ address, client, hostName, until }) => ({
      address,
      client: client && whoIs(client),
      hostName,
      remainingSeconds: secondsUntil(now, until),
    })),
    reserved: scope.binds.flatMap(({ range }) =>
      range !== undefined && range.first === range.last && !isLeased(range.first) ? [range.first] : [],
    ),
    ...sizesOf(scope),
  };
}

function whoIs(client: Client): DhcpClientStatus {
  if (client.kind === 'ipcp') return { kind: 'ipcp' };
  const { identifier, hardwareAddress } = client;
  return identifier === undefined
    ? { kind: 'ethernet', mac: hardwareAddress }
    : { kind: 'identifier', octets: [...identifier] };
}

const secondsUntil = (now: Instant, until: Instant): number =>
  until === NEVER ? Number.POSITIVE_INFINITY : inSeconds(between(now, until));

const STATES: Readonly<Record<ClientState, DhcpClientStatusOf['state']>> = {
  Stopped: 'idle',
  Init: 'searching',
  Selecting: 'searching',
  Requesting: 'requesting',
  InitReboot: 'requesting',
  Checking: 'requesting',
  Bound: 'bound',
  Renewing: 'renewing',
  Rebinding: 'renewing',
};

function clientStatus(now: Instant, placed: PlacedClient, stack: Ipv4Stack): DhcpClientStatusOf {
  const { name, interface: number, client } = placed;
  const { grant, isBound, settings, state, identifier } = client;
  return {
    interface: stack.interface(number).name,
    which: isForPeer(placed) ? labelOf(placed) : name.endsWith('primary') ? 'primary' : 'secondary',
    state: STATES[state],
    grant:
      grant !== undefined && isBound
        ? {
            address: grant.address,
            length: grant.length,
            server: grant.server,
            remainingSeconds: client.remainingSeconds(now),
            dnsServers: grant.dnsServers,
            gateways: grant.routers,
            domain: grant.domain,
          }
        : undefined,
    identifier: [...identifier],
    hostName: settings.hostName,
  };
}
