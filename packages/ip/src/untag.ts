import type { Arena, Slot } from '@rtemu/engine/arena';
import { AT, ETHER_TYPE, HEADER_OCTETS } from '@rtemu/wire/ethernet';
import * as VlanTag from '@rtemu/wire/vlan-tag';
import type { Discard } from './discard.js';
import type { Interface } from './interface.js';

/**
 * Whose a frame with a VLAN tag is, or why it is nobody's: one that only has a priority is the card's own, and one of a VLAN
 * that is not set here is dropped (manual 38.1). The tag is taken off; the type of what is inside stands in front of it then.
 * @param slot begins behind the Ethernet header
 */
export function untag(arena: Arena, card: Interface, slot: Slot): Interface | Discard {
  if (arena.length[slot]! < VlanTag.TAG_OCTETS) return 'frame-truncated';
  const vid = arena.view.getUint16(arena.start[slot]! + VlanTag.AT.control) & VlanTag.VID_MASK;
  const own = vid === VlanTag.PRIORITY_VID ? card : card.vlans?.get(vid);
  if (own === undefined) return 'vlan-unknown';
  if (own !== card) {
    own.counters.received++;
    own.counters.receivedOctets += arena.length[slot]! + HEADER_OCTETS;
  }
  arena.pull(slot, VlanTag.TAG_OCTETS);
  return own;
}

/** Both addresses of a frame. */
const ADDRESSES_OCTETS = AT.etherType;

/** Makes a frame without its tag whole again: the addresses move up to the type, which stands in front of the payload. */
export function restoreHeader(arena: Arena, slot: Slot): void {
  const at = arena.push(slot, HEADER_OCTETS);
  const from = at - VlanTag.TAG_OCTETS;
  arena.octets.copyWithin(at, from, from + ADDRESSES_OCTETS);
}

/** Puts the tag of a VLAN into a frame, between addresses and type. */
export function putTagIn(arena: Arena, to: Interface, slot: Slot): void {
  const at = arena.push(slot, VlanTag.TAG_OCTETS);
  const from = at + VlanTag.TAG_OCTETS;
  arena.octets.copyWithin(at, from, from + ADDRESSES_OCTETS);
  arena.view.setUint16(at + AT.etherType, ETHER_TYPE.vlan);
  arena.view.setUint16(at + HEADER_OCTETS + VlanTag.AT.control, to.vid);
}
