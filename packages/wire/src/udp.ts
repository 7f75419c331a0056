/**
 * UDP (RFC 768). The checksum covers addresses that stand in the IPv4 header, so reading and writing ask for them.
 * @module
 */
import type { Ipv4Address } from './address.js';
import { finish, pseudoHeaderSum, sum } from './checksum.js';
import { PROTOCOL } from './ipv4.js';
import { describeFault, malformed, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets. */
export const AT = { sourcePort: 0, destinationPort: 2, length: 4, checksum: 6, payload: 8 } as const;

export const HEADER_OCTETS = 8;

export interface UdpDatagram {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

/** A checksum field of zero says that the sender made none. What is behind the datagram's own length is no part of it. */
export function parse(octets: Uint8Array, source: Ipv4Address, destination: Ipv4Address): Parsed<UdpDatagram> {
  const result = read(octets);
  if (!result.ok) return result;
  const field = viewOf(octets).getUint16(AT.checksum);
  const length = HEADER_OCTETS + result.value.payload.length;
  if (field !== 0 && checksumOf(octets, length, source, destination) !== 0) return malformed('Checksum', field);
  return result;
}

export const lengthOf = (datagram: UdpDatagram): number => HEADER_OCTETS + datagram.payload.length;

/** Always with a checksum (RFC 1122 §4.1.3.4). */
export function emitInto(
  datagram: UdpDatagram,
  octets: Uint8Array,
  source: Ipv4Address,
  destination: Ipv4Address,
): void {
  const length = lengthOf(datagram);
  const view = viewOf(octets);
  view.setUint16(AT.sourcePort, datagram.sourcePort);
  view.setUint16(AT.destinationPort, datagram.destinationPort);
  view.setUint16(AT.length, length);
  view.setUint16(AT.checksum, 0);
  octets.set(datagram.payload, AT.payload);
  // Zero says "none", so a computed zero goes as its other form, all ones.
  view.setUint16(AT.checksum, checksumOf(octets, length, source, destination) || 0xffff);
}

export function emit(datagram: UdpDatagram, source: Ipv4Address, destination: Ipv4Address): Uint8Array {
  const octets = new Uint8Array(lengthOf(datagram));
  emitInto(datagram, octets, source, destination);
  return octets;
}

/** One line for a trace; the checksum is not looked at. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = read(octets);
  if (!result.ok) return `UDP (${describeFault(result.fault)})`;
  const { sourcePort, destinationPort, payload } = result.value;
  return `UDP ${sourcePort} > ${destinationPort} ${payload.length} octets`;
}

function read(octets: Uint8Array): Parsed<UdpDatagram> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  const length = view.getUint16(AT.length);
  if (length < HEADER_OCTETS) return malformed('Length', length);
  if (octets.length < length) return truncated(length, octets.length);
  return parsed({
    sourcePort: view.getUint16(AT.sourcePort),
    destinationPort: view.getUint16(AT.destinationPort),
    payload: octets.subarray(AT.payload, length),
  });
}

const checksumOf = (octets: Uint8Array, length: number, source: Ipv4Address, destination: Ipv4Address): number =>
  finish(sum(octets, 0, length, pseudoHeaderSum(source, destination, PROTOCOL.udp, length)));
