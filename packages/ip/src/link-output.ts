import type { Arena, Slot } from '@rtemu/engine/arena';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import type { MacAddress } from '@rtemu/wire/address';
import { AT, ETHER_TYPE, FRAME_OCTETS_MIN, HEADER_OCTETS, writeHeaderAt } from '@rtemu/wire/ethernet';
import { TAG_OCTETS, writeTagAt } from '@rtemu/wire/vlan-tag';
import type { ArpCache } from './arp-cache.js';
import type { Interface } from './interface.js';

/** The last step of every packet: its link header, the counters, the queue that its owner drains. */
export class LinkOutput {
  /** IPv4 packets, over all interfaces. */
  packetsTransmitted = 0;

  constructor(
    private readonly arena: Arena,
    private readonly cache: ArpCache,
    private readonly outbox: SlotQueue,
    private readonly packets: SlotQueue,
  ) {}

  /** An IPv4 packet to a neighbour whose place in the cache is known. */
  sendTo(to: Interface, slot: Slot, place: number): void {
    const { arena } = this;
    const { view } = arena;
    const etherType = to.vid === 0 ? ETHER_TYPE.ipv4 : this.#tag(to, slot, ETHER_TYPE.ipv4);
    const at = arena.push(slot, HEADER_OCTETS);
    this.cache.writeMacAt(place, view, at + AT.destination);
    view.setUint16(at + AT.source, to.macHigh);
    view.setInt32(at + AT.source + 2, to.macLow);
    view.setUint16(at + AT.etherType, etherType);
    this.packetsTransmitted++;
    this.transmit(to, slot);
  }

  /** Any payload to any station: ARP, broadcasts. */
  sendFrame(to: Interface, slot: Slot, destination: MacAddress, etherType: number): void {
    const outerType = to.vid === 0 ? etherType : this.#tag(to, slot, etherType);
    const at = this.arena.push(slot, HEADER_OCTETS);
    writeHeaderAt(this.arena.view, at, destination, to.mac, outerType);
    if (etherType === ETHER_TYPE.ipv4) this.packetsTransmitted++;
    this.transmit(to, slot);
  }

  /** A packet into a point-to-point link. */
  sendPacket(to: Interface, slot: Slot): void {
    this.packetsTransmitted++;
    to.counters.transmitted++;
    to.counters.transmittedOctets += this.arena.length[slot]!;
    this.packets.push(to.number, slot);
  }

  /** Puts the tag of a VLAN in front. @returns what the Ethernet header in front of it says */
  #tag(to: Interface, slot: Slot, etherType: number): number {
    writeTagAt(this.arena.view, this.arena.push(slot, TAG_OCTETS), to.vid, etherType);
    return ETHER_TYPE.vlan;
  }

  /** A whole frame, padded where it is too short. */
  transmit(to: Interface, slot: Slot): void {
    const { arena } = this;
    const length = arena.length[slot]!;
    if (length < FRAME_OCTETS_MIN) {
      const end = arena.start[slot]! + length;
      arena.octets.fill(0, end, end + FRAME_OCTETS_MIN - length); // zeros: what lay there before is nobody's business
      arena.length[slot] = FRAME_OCTETS_MIN;
    }
    to.counters.transmitted++;
    to.counters.transmittedOctets += arena.length[slot]!;
    const { card } = to;
    if (card !== to) {
      card.counters.transmitted++;
      card.counters.transmittedOctets += arena.length[slot]!;
    }
    this.outbox.push(card.number, slot);
  }
}
