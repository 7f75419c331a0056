import type { Slot } from '@rtemu/engine/arena';
import { type Counters, countersOf } from '@rtemu/engine/counters';
import type { Instant } from '@rtemu/engine/time';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import { type Discard, noDiscards } from './discard.js';
import type { ForwardFilter } from './filter/forward-filter.js';
import { LIMIT } from './limits.js';
import { broadcastsOf, type InterfaceAddress } from './own-addresses.js';

/**
 * A NAT descriptor as the forwarding path sees it. It rewrites the packet where it lies, both ways, and answers whether
 * the packet goes on. Addresses that it writes come before the checks that follow.
 */
export interface Translator {
  inward(now: Instant, slot: Slot): boolean;
  outward(now: Instant, slot: Slot): boolean;
  /** Whether what {@link inward} dropped last is to be answered by a RST. */
  readonly refuses?: boolean;
  /** Packets that are too long are cut even where their senders do not want it, since NAT takes that wish away. */
  readonly removesDontFragment?: boolean;
  /** Whether packets from inside to its outer addresses are to be turned back inside. */
  readonly hasHairpin?: boolean;
  /** Turns back a packet from inside, if it is for an outer address. @returns whether it goes on */
  turn?(now: Instant, slot: Slot): boolean;
  /** Whether ARP is answered for an address, as for our own. @param address signed or unsigned */
  answersFor?(address: number): boolean;
}

/** A list of filters as the forwarding path sees it. */
export interface PacketFilter {
  passes(now: Instant, slot: Slot): boolean;
  /** The number of the filter that rejected a packet last; `undefined` when none was met. */
  readonly rejectedBy?: number | undefined;
}

/** More than any segment can be. */
export const NO_MSS_LIMIT = 0x1_0000;

/** `sink`: what is sent there is gone, as with the interfaces `null` and `loopback`. */
export type InterfaceKind = 'ethernet' | 'point-to-point' | 'sink';

const newCounters = countersOf('received', 'receivedOctets', 'transmitted', 'transmittedOctets', 'unsupported');

/** A network card or a point-to-point link, as the stack sees it. Its owner changes it through the stack alone. */
export class Interface {
  up = false;
  mtu = 1500;
  proxyArp = false;
  /** Whether a packet may leave where it came in (manual 8.1.5). */
  rebounds = true;
  /** Nothing that comes in here for us is answered by ICMP or a TCP reset (manual 13.1.12). */
  stealth = false;
  /** The largest segment that a SYN which passes here may ask for, in octets; {@link NO_MSS_LIMIT} when any. */
  mssLimit: number = NO_MSS_LIMIT;
  /** Packets that may wait for ARP. */
  arpQueueLength: number = LIMIT.arpQueueLength;
  /** The first is the primary one; none at all makes the interface unnumbered. */
  addresses: readonly InterfaceAddress[] = [];
  /** Of a point-to-point link. */
  peer: Ipv4Address | undefined = undefined;

  // What stands between the wire and the tables, in the order of forward.ts.
  nat: Translator | undefined = undefined;
  inFilter: PacketFilter | undefined = undefined;
  outFilter: PacketFilter | undefined = undefined;
  /** What came in here goes where this says, before the routes are asked. */
  forwardFilter: ForwardFilter | undefined = undefined;

  /** The card that its frames come and go by: itself, unless it is a VLAN of another one. */
  readonly card: Interface;
  /** The tagged VLANs of a card by their ids; `undefined` on a card without any. */
  vlans: Map<number, Interface> | undefined = undefined;

  /** The card's own address in two halves, so that a comparison takes no 48-bit number. */
  readonly macHigh: number;
  readonly macLow: number;

  /** Frames at an Ethernet card, headers and all; packets at a point-to-point link. */
  readonly counters = newCounters();
  /** What was dropped on the way in or out here, and why. */
  readonly discards: Counters<Discard> = noDiscards();

  constructor(
    readonly number: number,
    /** The stack alone gives it another. */
    public name: string,
    readonly kind: InterfaceKind,
    readonly mac: MacAddress,
    card?: Interface,
    /** What the tags of its frames say (IEEE 802.1Q); 0: they have none. */
    readonly vid: number = 0,
  ) {
    this.card = card ?? this;
    this.macHigh = Math.floor(mac / 0x1_0000_0000);
    this.macLow = mac | 0;
  }

  /** Begins to count anew. */
  clearCounters(): void {
    Object.assign(this.counters, newCounters());
    Object.assign(this.discards, noDiscards());
  }

  /** @param address signed or unsigned. */
  owns(address: number): boolean {
    return this.addresses.some((own) => own.address === address >>> 0);
  }

  /** True for the broadcast addresses of this interface's networks. @param address signed or unsigned. */
  broadcasts(address: number): boolean {
    return this.addresses.some((own) => broadcastsOf(own).includes((address >>> 0) as Ipv4Address));
  }
}
