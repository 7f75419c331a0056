/** Routes as `show ip route` reads them. */
import type { RouteStatus } from '@rtemu/commands/status';
import type { RouteGateway } from '@rtemu/config/settings/ip';
import { contains, type Ipv4Address, type Ipv4Prefix } from '@rtemu/wire/address';
import type { StaticRoute } from '../static-routes.js';
import type { System } from '../system.js';

/** The last column: `filter:500000`, `k(1)`, `w(0)`. */
const informationOf = ({ filter, keepalive, weight }: RouteGateway): string =>
  [
    ...(filter === undefined ? [] : [`filter:${filter.join(',')}`]),
    ...(keepalive === undefined ? [] : [`k(${keepalive})`]),
    ...(weight === undefined ? [] : [`w(${weight})`]),
  ].join(' ');

const isSame = (a: Ipv4Prefix, b: Ipv4Prefix): boolean => a.address === b.address && a.length === b.length;

/** All routes; ways of one network in the order in which they were written. */
export function routesOf({ stack, routes }: System): readonly RouteStatus[] {
  const entries = stack.routes.entries();
  const written = new Map<string, number>();
  return entries.map(({ prefix, gateway, local, via, kind, active }) => {
    const key = `${prefix.address}/${prefix.length}`;
    const place = written.get(key) ?? 0;
    if (kind === 'static') written.set(key, place + 1);
    const on = via === undefined ? undefined : stack.interface(via);
    const way = kind === 'static' ? wayAt(routes.all, prefix, place) : undefined;
    return {
      prefix,
      // The network of a LAN shows our own address there, that of a PP nothing.
      gateway: gateway ?? (on?.kind === 'point-to-point' ? undefined : local),
      interface: on?.name ?? '',
      kind,
      hidden: !active,
      information: way === undefined ? '' : informationOf(way),
    };
  });
}

/** Those that packets to an address may take: of the longest match, as the table would choose without knowing more of a packet. */
export function routesTo(system: System, address: Ipv4Address): readonly RouteStatus[] {
  const shown = routesOf(system).filter(({ hidden, prefix }) => !hidden && contains(prefix, address));
  const length = Math.max(...shown.map(({ prefix }) => prefix.length));
  return shown.filter(({ prefix }) => prefix.length === length);
}

/** The ways that the stack was told of for a prefix are in the order of the configuration. */
const wayAt = (all: readonly StaticRoute[], prefix: Ipv4Prefix, place: number): RouteGateway | undefined =>
  all.filter((each) => isSame(each.prefix, prefix))[place]?.way;
