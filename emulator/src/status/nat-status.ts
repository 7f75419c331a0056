/** NAT descriptors as `show nat descriptor` reads them. */
import type { CivilTime } from '@rtemu/commands/status';
import type { NatBoundStatus, NatEntryStatus, NatStatus } from '@rtemu/commands/status/nat';
import type { Instant } from '@rtemu/engine/time';
import type { NatDescriptor } from '@rtemu/ip/nat/nat-descriptor';
import type { PortRange } from '@rtemu/ip/nat/port-pool';
import { secondsLeft } from '@rtemu/ip/nat/session-maker';
import { PSEUDO_PROTOCOL } from '@rtemu/ip/nat/session-table';
import type { Ipv4Address } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import type { BoundDescriptor, NatDescriptors } from '../nat-descriptors.js';
import { protocolName } from '../nat-log-text.js';

const unsigned = (address: number): Ipv4Address => (address >>> 0) as Ipv4Address;

const rangeText = (ranges: readonly PortRange[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');

export const natStatusOf = (nat: NatDescriptors, now: Instant, timeAt: (at: Instant) => CivilTime): NatStatus => ({
  compatibility: nat.knowsTypes ? nat.compatibility : undefined,
  bound: nat.bound.map((one) => boundStatus(one, orderOf(one, nat.bound), now, timeAt)),
});

const orderOf = (one: BoundDescriptor, all: readonly BoundDescriptor[]): number =>
  all.filter((other) => other.interface === one.interface).indexOf(one) + 1;

function boundStatus(
  { place, interface: on, descriptor, reverse }: BoundDescriptor,
  order: number,
  now: Instant,
  timeAt: (at: Instant) => CivilTime,
): NatBoundStatus {
  const { maker, options } = descriptor;
  const ports = [PROTOCOL.icmp, PROTOCOL.tcp, PROTOCOL.udp].map((protocol) => maker.portsOf(protocol));
  return {
    descriptor: options.number,
    interface: on.name,
    place,
    order,
    reverse,
    type: options.type,
    masquerade: maker.masquerade === 0 ? undefined : unsigned(maker.masquerade),
    portRanges: options.portRanges,
    ports: { used: ports.reduce((sum, { used }) => sum + used, 0), max: ports[0]!.max },
    sessions: {
      now: maker.table.size,
      max: options.totalLimit,
      peak: maker.peak,
      peakAt: maker.peakAt === undefined ? undefined : timeAt(maker.peakAt),
    },
    hosts: maker.hosts.all.map(({ address, sessions, peak, limited, limitedAt }) => ({
      address: unsigned(address),
      sessions,
      limit: options.hostLimit,
      peak,
      limited,
      limitedAt: limitedAt === undefined ? undefined : timeAt(limitedAt),
    })),
    addresses: [
      ...options.statics.map((entry) => ({ ...entry, ttlSeconds: 'static' as const })),
      ...(maker.pool?.bindings ?? []).map(({ inner, outer, expires }) => ({
        inner: unsigned(inner),
        outer: unsigned(outer),
        count: 1,
        ttlSeconds: secondsLeft(now, expires),
      })),
    ],
    masqueradeStatics: options.masquerades.map(({ inner, protocol, ports: pairs }) => ({
      protocol: protocolName(protocol),
      inner,
      innerPort: rangeText(pairs.map((pair) => pair.inner)),
      outerPort: rangeText(pairs.map((pair) => pair.outer)),
    })),
    entries: () => entriesOf(descriptor, now),
  };
}

function entriesOf({ maker: { table } }: NatDescriptor, now: Instant): readonly NatEntryStatus[] {
  return [...table.sessions()]
    .filter((session) => table.protocol[session] !== PSEUDO_PROTOCOL.greOutward)
    .map((session) => ({
      protocol: protocolName(table.protocol[session]!),
      inner: unsigned(table.inner[session]!),
      innerPort: table.innerPort(session),
      remote: unsigned(table.remote[session]!),
      remotePort: table.remotePort(session),
      outerPort: table.outerPort(session),
      ttlSeconds: secondsLeft(now, table.expires[session]!),
    }));
}
