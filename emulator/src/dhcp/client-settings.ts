/**
 * What the configuration says of the DHCP clients of LAN interfaces, in the words of their engine.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  type DhcpClientIdentifier,
  type DhcpClientPlace,
  dhcpClientHostname,
  dhcpClientIdentifier,
  dhcpClientOption,
  ipDhcpLeaseTime,
  ipDhcpRetry,
} from '@rtemu/config/settings/dhcp';
import { ipAddress, ipSecondaryAddress } from '@rtemu/config/settings/ip';
import { seconds } from '@rtemu/engine/time';
import type { ClientSettings } from '@rtemu/service/dhcp/client';
import { writeText } from '@rtemu/wire/text';

/** The addresses that are to be asked for. */
export const clientPlacesOf = ({ global }: Document, lans: readonly string[]): readonly DhcpClientPlace[] =>
  lans.flatMap((name): DhcpClientPlace[] => [
    ...(global.getAt(ipAddress, name) === 'dhcp' ? [{ interface: name, address: 'primary' } as const] : []),
    ...(global.getAt(ipSecondaryAddress, name) === 'dhcp' ? [{ interface: name, address: 'secondary' } as const] : []),
  ]);

/** Whether any is. */
export const hasClients = ({ global }: Document): boolean =>
  [...global.entries(ipAddress), ...global.entries(ipSecondaryAddress)].some(({ value }) => value === 'dhcp');

export function clientSettingsOf(
  { global }: Document,
  place: DhcpClientPlace,
): Omit<ClientSettings, 'hardwareAddress'> {
  const { interface: name } = place;
  const { count, intervalSeconds } = global.effectiveAt(ipDhcpRetry, name);
  const minutes = global.getAt(ipDhcpLeaseTime, name);
  return {
    hostName: global.getAt(dhcpClientHostname, place),
    clientIdentifier: identifierOf(global.getAt(dhcpClientIdentifier, place)),
    leaseSeconds: minutes === undefined ? undefined : minutes * 60,
    options: global
      .entries(dhcpClientOption)
      .filter(({ key }) => key.interface === name && key.address === place.address)
      .map(({ key, value }) => ({
        code: Number(key.option),
        data: Uint8Array.from(value.split(',').map((octet) => Number.parseInt(octet, 16))),
      })),
    retry: {
      kind: 'fixed',
      count: count === 'infinity' ? Number.POSITIVE_INFINITY : count,
      interval: seconds(intervalSeconds),
    },
  };
}

const ETHERNET = 1;

function identifierOf(said: DhcpClientIdentifier | undefined): Uint8Array | undefined {
  if (said === undefined) return undefined;
  const { type = ETHERNET, id } = said;
  const octets = id.kind === 'text' ? writeText(id.text) : id.octets.map((octet) => Number.parseInt(octet, 16));
  return Uint8Array.of(type, ...octets);
}
