/**
 * Lines of the log about DHCP. Those marked `seen` were read in logs of real routers.
 * @module
 */
import type { Client } from '@rtemu/service/dhcp/scope';
import type { ServerEvent } from '@rtemu/service/dhcp/server-settings';
import { type Ipv4Address, printIpv4, printMac } from '@rtemu/wire/address';

/** Who it is about: by the card, as seen. */
const clientText = (client: Client): string =>
  client.kind === 'ethernet' ? printMac(client.hardwareAddress) : client.name;

type Said = Exclude<ServerEvent['kind'], 'full'>;

const VERBS: Readonly<Record<Said, string>> = {
  /** Seen. */
  allocates: 'Allocates',
  /** Seen. */
  extends: 'Extends',
  releases: 'Releases',
  declines: 'Declined',
  'in use': 'Already in use',
  refuses: 'Refuses',
};

/** @param lan `LAN1` */
export const serverLine = (lan: string, { kind, address, client }: ServerEvent): string =>
  kind === 'full' || address === undefined
    ? `[DHCPD] ${lan} No address left: ${clientText(client)}`
    : `[DHCPD] ${lan} ${VERBS[kind]} ${printIpv4(address)}: ${clientText(client)}`;

export const gotAddress = (lan: string, address: Ipv4Address, length: number, server: Ipv4Address): string =>
  `[DHCPC] ${lan} IP address ${printIpv4(address)}/${length} (server ${printIpv4(server)})`;

export const extendedAddress = (lan: string, address: Ipv4Address): string =>
  `[DHCPC] ${lan} Extended ${printIpv4(address)}`;

export const lostAddress = (lan: string, address: Ipv4Address, why: string): string =>
  `[DHCPC] ${lan} IP address ${printIpv4(address)} ${why}`;

export const declinedAddress = (lan: string, address: Ipv4Address): string =>
  `[DHCPC] ${lan} IP address ${printIpv4(address)} is used by another host`;

export const gaveUp = (lan: string): string => `[DHCPC] ${lan} No answer from DHCP servers`;
