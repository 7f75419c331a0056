/**
 * What NAT writes into the log. No line of it was seen on a real device; all stand in docs/UNCONFIRMED.md.
 * @module
 */
import type { Binding } from '@rtemu/ip/nat/session-maker';
import { printIpv4 } from '@rtemu/wire/address';
import { PROTOCOL } from '@rtemu/wire/ipv4';

const NAMES: Readonly<Record<number, string>> = {
  [PROTOCOL.icmp]: 'ICMP',
  [PROTOCOL.tcp]: 'TCP',
  [PROTOCOL.udp]: 'UDP',
  [PROTOCOL.gre]: 'GRE',
  [PROTOCOL.esp]: 'ESP',
};

export const protocolName = (protocol: number): string => NAMES[protocol] ?? String(protocol);

/** `nat descriptor log on`: an inner host was given an outer address or port. */
export const bound = (
  interface_: string,
  descriptor: number,
  { protocol, inner, innerPort, outer, outerPort }: Binding,
): string =>
  `[NAT(${descriptor})] ${interface_} bound: ${protocolName(protocol)} ${printIpv4(inner)}.${innerPort} <-> ${printIpv4(outer)}.${outerPort}`;
