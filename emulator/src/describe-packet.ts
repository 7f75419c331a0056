import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { viewOf } from '@rtemu/wire/parsed';

const NAMES: Readonly<Record<number, string>> = {
  [Ipv4.PROTOCOL.icmp]: 'ICMP',
  [Ipv4.PROTOCOL.tcp]: 'TCP',
  [Ipv4.PROTOCOL.udp]: 'UDP',
};

/** `UDP 192.168.100.1:53 > 203.0.113.9:53`: a packet as the log tells it. */
export function describePacket(packet: Uint8Array): string {
  const read = Ipv4.parse(packet);
  if (!read.ok) return 'IP';
  const { protocol, source, destination, payload } = read.value;
  const hasPorts = (protocol === Ipv4.PROTOCOL.tcp || protocol === Ipv4.PROTOCOL.udp) && payload.length >= 4;
  const view = viewOf(payload);
  const end = (address: Ipv4Address, at: number): string =>
    hasPorts ? `${printIpv4(address)}:${view.getUint16(at)}` : printIpv4(address);
  return `${NAMES[protocol] ?? `proto:${protocol}`} ${end(source, 0)} > ${end(destination, 2)}`;
}
