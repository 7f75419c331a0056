import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import {
  AT,
  FRAGMENT_UNIT_OCTETS,
  HEADER_OCTETS,
  headerOctetsAt,
  MORE_FRAGMENTS,
  OFFSET_MASK,
  OPTION,
  OPTION_COPIED,
  writeChecksumAt,
} from '@rtemu/wire/ipv4';

/**
 * Cuts an IPv4 packet into fragments that fit into `mtu` (RFC 791 §3.2), which may itself be a fragment already. The
 * fragments are put into `into` in order, with the tag given; the packet's slot is released.
 *
 * All or nothing: when buffers run out, none is put in and the answer is false; the slot is released all the same.
 *
 * The caller has seen that the packet is longer than the MTU and may be cut, and that `into` is empty.
 */
export function fragment(arena: Arena, slot: Slot, mtu: number, into: SlotQueue, tag: number): boolean {
  const { view, octets } = arena;
  const from = arena.start[slot]!;
  const headerOctets = headerOctetsAt(view, from);
  const end = from + arena.length[slot]!;
  const flagsAndOffset = view.getUint16(from + AT.flagsAndOffset);
  let unit = flagsAndOffset & OFFSET_MASK;
  let itsHeaderOctets = headerOctets;
  for (let data = from + headerOctets; data < end; ) {
    const room = (mtu - itsHeaderOctets) & ~(FRAGMENT_UNIT_OCTETS - 1);
    const last = end - data <= mtu - itsHeaderOctets;
    const dataOctets = last ? end - data : room;
    const piece = dataOctets > 0 ? arena.take(itsHeaderOctets + dataOctets) : NO_SLOT;
    if (piece === NO_SLOT) {
      into.clear();
      arena.release(slot);
      return false;
    }
    const at = arena.start[piece]!;
    if (itsHeaderOctets === headerOctets) octets.copyWithin(at, from, from + headerOctets);
    else copyShortHeader(octets, from, headerOctets, at);
    octets.copyWithin(at + itsHeaderOctets, data, data + dataOctets);
    view.setUint8(at, (view.getUint8(at) & 0xf0) | (itsHeaderOctets / 4));
    view.setUint16(at + AT.totalLength, itsHeaderOctets + dataOctets);
    const more = last ? flagsAndOffset & MORE_FRAGMENTS : MORE_FRAGMENTS;
    view.setUint16(at + AT.flagsAndOffset, (flagsAndOffset & ~(OFFSET_MASK | MORE_FRAGMENTS)) | more | unit);
    writeChecksumAt(view, at);
    into.push(tag, piece);
    unit += dataOctets / FRAGMENT_UNIT_OCTETS;
    data += dataOctets;
    itsHeaderOctets = shortHeaderOctets(octets, from, headerOctets);
  }
  arena.release(slot);
  return true;
}

/** The length of the header that fragments behind the first one have: with the options that are copied. */
function shortHeaderOctets(octets: Uint8Array, from: number, headerOctets: number): number {
  let kept = 0;
  for (let option = from + HEADER_OCTETS; option < from + headerOctets; ) {
    const length = optionOctets(octets, option, from + headerOctets);
    if (octets[option]! & OPTION_COPIED) kept += length;
    option += length;
  }
  return HEADER_OCTETS + ((kept + 3) & ~3);
}

function copyShortHeader(octets: Uint8Array, from: number, headerOctets: number, to: number): void {
  octets.copyWithin(to, from, from + HEADER_OCTETS);
  let at = to + HEADER_OCTETS;
  for (let option = from + HEADER_OCTETS; option < from + headerOctets; ) {
    const length = optionOctets(octets, option, from + headerOctets);
    if (octets[option]! & OPTION_COPIED) {
      octets.copyWithin(at, option, option + length);
      at += length;
    }
    option += length;
  }
  while ((at - to) % 4 !== 0) octets[at++] = OPTION.end;
}

/** The length of the option at a place; everything up to the end when it is the last or cannot be read. */
function optionOctets(octets: Uint8Array, option: number, end: number): number {
  const type = octets[option]!;
  if (type === OPTION.noOperation) return 1;
  const length = type === OPTION.end || option + 1 >= end ? 0 : octets[option + 1]!;
  return length >= 2 && option + length <= end ? length : end - option;
}
