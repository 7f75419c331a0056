/**
 * Addresses and ports written over where they lie, checksums updated by what has changed (RFC 1624).
 * @module
 */
import { updated } from '@rtemu/wire/checksum';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import * as Udp from '@rtemu/wire/udp';

const { PROTOCOL } = Ipv4;

/** Applies to a checksum field what its sum grows by. */
export function applyAt(view: DataView, at: number, delta: number): void {
  let total = (~view.getUint16(at) & 0xffff) + delta;
  total = (total & 0xffff) + (total >>> 16);
  view.setUint16(at, ~total);
}

/** The same for a UDP datagram, whose checksum may be absent and is never zero (RFC 768). */
function applyToUdp(view: DataView, at: number, delta: number): void {
  if (view.getUint16(at) === 0) return;
  applyAt(view, at, delta);
  if (view.getUint16(at) === 0) view.setUint16(at, 0xffff);
}

/**
 * A source or destination address.
 * @param field `AT.source` or `AT.destination` @param delta of the addresses alone
 */
export function rewriteAddress(view: DataView, at: number, field: number, address: number, delta: number): void {
  view.setInt32(at + field, address);
  applyAt(view, at + Ipv4.AT.checksum, delta);
}

/**
 * What stands in front of the payload of TCP, UDP and ICMP queries.
 * @param portAt where the port that changes lies @param delta of addresses and port @param octets of the payload
 */
export function rewriteTransport(
  view: DataView,
  at: number,
  octets: number,
  protocol: number,
  portAt: number,
  port: number,
  delta: number,
): void {
  if (protocol === PROTOCOL.tcp) {
    view.setUint16(at + portAt, port);
    if (octets >= Tcp.AT.checksum + 2) applyAt(view, at + Tcp.AT.checksum, delta);
  } else if (protocol === PROTOCOL.udp) {
    view.setUint16(at + portAt, port);
    applyToUdp(view, at + Udp.AT.checksum, delta);
  } else if (protocol === PROTOCOL.icmp) putSummed(view, at + Icmp.AT.identifier, port, at + Icmp.AT.checksum);
}

/** Only the addresses in front of TCP and UDP have changed. */
export function adjustTransport(view: DataView, at: number, octets: number, protocol: number, delta: number): void {
  if (protocol === PROTOCOL.tcp) {
    if (octets >= Tcp.AT.checksum + 2) applyAt(view, at + Tcp.AT.checksum, delta);
  } else if (protocol === PROTOCOL.udp && octets >= Udp.HEADER_OCTETS) applyToUdp(view, at + Udp.AT.checksum, delta);
}

/** Two octets that a checksum elsewhere covers. */
export function putSummed(view: DataView, at: number, value: number, checksumAt: number): void {
  const before = view.getUint16(at);
  view.setUint16(at, value);
  view.setUint16(checksumAt, updated(view.getUint16(checksumAt), before, value));
}

export function clearDontFragment(view: DataView, at: number, flagsAndOffset: number): void {
  const after = flagsAndOffset & ~Ipv4.DONT_FRAGMENT;
  view.setUint16(at + Ipv4.AT.flagsAndOffset, after);
  view.setUint16(at + Ipv4.AT.checksum, updated(view.getUint16(at + Ipv4.AT.checksum), flagsAndOffset, after));
}

/** What a sum grows by when one address stands in the place of another. */
export function addressDelta(before: number, after: number): number {
  const sum = (~(before >>> 16) & 0xffff) + (~before & 0xffff) + (after >>> 16) + (after & 0xffff);
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}
