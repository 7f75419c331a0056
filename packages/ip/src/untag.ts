import type { Arena, Slot } from '@rtemu/engine/arena';
import { HEADER_OCTETS } from '@rtemu/wire/ethernet';
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
