import type { Arena, Slot } from '@rtemu/engine/arena';
import * as Ethernet from '@rtemu/wire/ethernet';
import { AT, checksumHoldsAt, HEADER_OCTETS, headerOctetsAt } from '@rtemu/wire/ipv4';
import type { Discard } from './discard.js';
import type { Interface } from './interface.js';

/** Why a frame is none of our business, if it is none. */
export function frameFault(arena: Arena, from: Interface, at: number, length: number): Discard | undefined {
  const { view } = arena;
  if (!from.up) return 'interface-down';
  if (length < Ethernet.HEADER_OCTETS) return 'frame-truncated';
  const high = view.getUint16(at + Ethernet.AT.destination);
  if ((high & 0x0100) !== 0) return undefined; // the lowest bit of the first octet: a group
  const ours = high === from.macHigh && view.getInt32(at + Ethernet.AT.destination + 2) === from.macLow;
  return ours ? undefined : 'frame-for-another';
}

/**
 * What is wrong with the header of a packet that a link brought, if anything (RFC 1812 §5.2.2). A sound packet is cut to
 * its total length: what is behind it is padding.
 */
export function headerFault(arena: Arena, slot: Slot): Discard | undefined {
  const { view } = arena;
  const at = arena.start[slot]!;
  const length = arena.length[slot]!;
  if (length < HEADER_OCTETS) return 'packet-truncated';
  const headerOctets = headerOctetsAt(view, at);
  const totalLength = view.getUint16(at + AT.totalLength);
  if (view.getUint8(at + AT.versionAndHeaderLength) >>> 4 !== 4 || headerOctets < HEADER_OCTETS)
    return 'packet-malformed';
  if (totalLength < headerOctets) return 'packet-malformed';
  if (totalLength > length) return 'packet-truncated';
  if (!checksumHoldsAt(view, at, headerOctets)) return 'header-checksum';
  arena.length[slot] = totalLength;
  return undefined;
}
