/**
 * ARP for IPv4 over Ethernet (RFC 826).
 * @module
 */
import { type Ipv4Address, type MacAddress, printIpv4, printMac, readMacAt, writeMacAt } from './address.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';

const AT = {
  hardwareType: 0,
  protocolType: 2,
  hardwareLength: 4,
  protocolLength: 5,
  operation: 6,
  senderMac: 8,
  senderAddress: 14,
  targetMac: 18,
  targetAddress: 24,
} as const;

export const PACKET_OCTETS = 28;

const HARDWARE_ETHERNET = 1;
const PROTOCOL_IPV4 = 0x0800;
const OPERATION = { request: 1, reply: 2 } as const;

export interface ArpPacket {
  readonly operation: 'request' | 'reply';
  readonly senderMac: MacAddress;
  readonly senderAddress: Ipv4Address;
  readonly targetMac: MacAddress;
  readonly targetAddress: Ipv4Address;
}

export function parse(octets: Uint8Array): Parsed<ArpPacket> {
  if (octets.length < PACKET_OCTETS) return truncated(PACKET_OCTETS, octets.length);
  const view = viewOf(octets);
  if (view.getUint16(AT.hardwareType) !== HARDWARE_ETHERNET)
    return unsupported('Hardware Type', view.getUint16(AT.hardwareType));
  if (view.getUint16(AT.protocolType) !== PROTOCOL_IPV4)
    return unsupported('Protocol Type', view.getUint16(AT.protocolType));
  if (octets[AT.hardwareLength] !== 6) return malformed('Hardware Address Length', octets[AT.hardwareLength]!);
  if (octets[AT.protocolLength] !== 4) return malformed('Protocol Address Length', octets[AT.protocolLength]!);
  const operation = view.getUint16(AT.operation);
  if (operation !== OPERATION.request && operation !== OPERATION.reply) return unsupported('Operation', operation);
  return parsed({
    operation: operation === OPERATION.request ? 'request' : 'reply',
    senderMac: readMacAt(view, AT.senderMac),
    senderAddress: view.getUint32(AT.senderAddress) as Ipv4Address,
    targetMac: readMacAt(view, AT.targetMac),
    targetAddress: view.getUint32(AT.targetAddress) as Ipv4Address,
  });
}

export const lengthOf = (_packet: ArpPacket): number => PACKET_OCTETS;

export function emitInto(packet: ArpPacket, octets: Uint8Array): void {
  const view = viewOf(octets);
  view.setUint16(AT.hardwareType, HARDWARE_ETHERNET);
  view.setUint16(AT.protocolType, PROTOCOL_IPV4);
  octets[AT.hardwareLength] = 6;
  octets[AT.protocolLength] = 4;
  view.setUint16(AT.operation, OPERATION[packet.operation]);
  writeMacAt(view, AT.senderMac, packet.senderMac);
  view.setUint32(AT.senderAddress, packet.senderAddress);
  writeMacAt(view, AT.targetMac, packet.targetMac);
  view.setUint32(AT.targetAddress, packet.targetAddress);
}

export function emit(packet: ArpPacket): Uint8Array {
  const octets = new Uint8Array(PACKET_OCTETS);
  emitInto(packet, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `ARP (${describeFault(result.fault)})`;
  const { operation, senderMac, senderAddress, targetMac, targetAddress } = result.value;
  return `ARP ${operation} ${printIpv4(senderAddress)} (${printMac(senderMac)}) > ${printIpv4(targetAddress)} (${printMac(targetMac)})`;
}
