import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { viewOf } from '@rtemu/wire/parsed';

const NAMES: Readonly<Record<number, string>> = {
  [Ipv4.PROTOCOL.icmp]: 'ICMP',
  [Ipv4.PROTOCOL.tcp]: 'TCP',
  [Ipv4.PROTOCOL.udp]: 'UDP',
};
const PORTS_OCTETS = 4;

/** `TCP`, `proto:47`. */
export const protocolName = (protocol: number): string => NAMES[protocol] ?? `proto:${protocol}`;

/** `UDP 192.168.100.1:53 > 203.0.113.9:53`: a packet as the log tells it. @param packet all of it, or how it begins. */
export function describePacket(packet: Uint8Array): string {
  if (packet.length < Ipv4.HEADER_OCTETS) return 'IP';
  const view = viewOf(packet);
  const protocol = view.getUint8(Ipv4.AT.protocol);
  const ports = Ipv4.headerOctetsAt(view, 0);
  const isFirst = (view.getUint16(Ipv4.AT.flagsAndOffset) & Ipv4.OFFSET_MASK) === 0;
  const hasPorts =
    (protocol === Ipv4.PROTOCOL.tcp || protocol === Ipv4.PROTOCOL.udp) &&
    isFirst &&
    packet.length >= ports + PORTS_OCTETS;
  const end = (at: number, port: number): string => {
    const address = printIpv4(view.getUint32(at) as Ipv4Address);
    return hasPorts ? `${address}:${view.getUint16(port)}` : address;
  };
  return `${protocolName(protocol)} ${end(Ipv4.AT.source, ports)} > ${end(Ipv4.AT.destination, ports + 2)}`;
}
