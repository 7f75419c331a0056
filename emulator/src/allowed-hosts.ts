import type { AddressRange } from '@rtemu/config/address';
import type { InterfaceName } from '@rtemu/config/interface-name';
import type { AllowedHosts } from '@rtemu/config/settings/access';
import { NO_ROUTE } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import type { Lans } from './lans.js';

/**
 * Whether a host of the lab may come, as `telnetd host`, `tftp host` and their like say (manual 4.40, 4.54). An interface
 * stands for every host that is reached through it.
 */
export function mayCome(hosts: AllowedHosts, address: Ipv4Address, stack: Ipv4Stack, lans: Lans): boolean {
  if (hosts === 'any' || hosts === 'none') return hosts === 'any';
  const row = stack.routes.lookup(address);
  const through = row === NO_ROUTE ? undefined : stack.routes.interface[row];
  const isThrough = (name?: InterfaceName): boolean =>
    lans.places.some((place) => place.number === through && (name === undefined || place.name === name));
  if (hosts === 'lan') return isThrough();
  return hosts.some((host) => (typeof host === 'string' ? isThrough(host) : isWithin(host, address)));
}

/**
 * The same for somebody of the world outside, who stands in none of the lab's networks: they count as plugged into each LAN,
 * with the address that they have outside.
 * @param from an address, as text
 */
export function mayComeFromOutside(hosts: AllowedHosts, from: string, lans: Lans): boolean {
  if (hosts === 'any' || hosts === 'none') return hosts === 'any';
  if (hosts === 'lan') return true;
  const address = readIpv4(from);
  return hosts.some((host) =>
    typeof host === 'string'
      ? lans.places.some(({ name }) => name === host)
      : address !== undefined && isWithin(host, address),
  );
}

const isWithin = ({ first, last }: AddressRange, address: Ipv4Address): boolean => first <= address && address <= last;
