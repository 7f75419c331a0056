/**
 * The way out, for packets of our own and for those that are forwarded: header, route, fragments, neighbour, link.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, countersOf } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Instant } from '@rtemu/engine/time';
import {
  BROADCAST_MAC,
  type Ipv4Address,
  isLoopback,
  isMulticast,
  LIMITED_BROADCAST,
  type MacAddress,
  UNSPECIFIED,
} from '@rtemu/wire/address';
import { ETHER_TYPE } from '@rtemu/wire/ethernet';
import { DONT_FRAGMENT, HEADER_OCTETS, PACKET_OCTETS_MAX, writeHeaderAt } from '@rtemu/wire/ipv4';
import type { Arp } from './arp.js';
import { type ArpCache, NO_ENTRY } from './arp-cache.js';
import { type Discard, noDiscards } from './discard.js';
import { leave, leaveBy, Onward, type Tables } from './forward.js';
import { fragment } from './fragment.js';
import type { Interface } from './interface.js';
import type { InterfaceTable } from './interface-table.js';
import type { LinkOutput } from './link-output.js';
import { OURS } from './own-addresses.js';
import type { PacketSender, SendOptions, SendVerdict } from './packet-sender.js';
import { NO_ROUTE } from './route-table.js';
import { Witness } from './witness.js';

const ETHERNET_MTU = 1500;

const NO_OPTIONS: SendOptions = {};

/** 01:00:5e and the lower 23 bits of the group (RFC 1112 §6.4). */
const GROUP_MAC = 0x01_00_5e_00_00_00;
const GROUP_MASK = 0x7f_ffff;

const newCounters = countersOf('originated', 'fragmented', 'fragmentsMade');

export class Output implements PacketSender {
  /** Packets to ourselves. */
  readonly looped: SlotQueue;
  readonly counters = newCounters();
  readonly discards: Counters<Discard> = noDiscards();
  readonly witness = new Witness();

  readonly #onward = new Onward();
  readonly #fragments: SlotQueue;
  #identification: number;

  constructor(
    private readonly arena: Arena,
    private readonly table: InterfaceTable,
    private readonly tables: Tables,
    private readonly arp: Arp,
    private readonly cache: ArpCache,
    private readonly link: LinkOutput,
    private readonly timeToLive: number,
    identification: number,
  ) {
    this.looped = new SlotQueue(arena);
    this.#fragments = new SlotQueue(arena, 2048);
    this.#identification = identification;
  }

  /** @param place where it happened, when it is counted elsewhere */
  drop(reason: Discard, at: Interface | undefined, slot: Slot, place = at): void {
    this.witness.note(this.arena, reason, place, slot);
    this.discards[reason]++;
    if (at !== undefined) at.discards[reason]++;
    this.arena.release(slot);
  }

  sourceFor(destination: Ipv4Address, { interface: number }: SendOptions = NO_OPTIONS): Ipv4Address | undefined {
    if (this.isOurs(destination | 0)) return destination;
    if (number !== undefined) return this.table.sourceOn(this.table.get(number), destination);
    const { routes } = this.table;
    const row = routes.lookup(destination);
    if (row === NO_ROUTE) return undefined;
    if (routes.local[row] !== 0) return (routes.local[row]! >>> 0) as Ipv4Address;
    return this.table.sourceOn(this.table.get(routes.interface[row]!), routes.gateway[row]! || destination);
  }

  /** The longest packet that our own link towards a host takes; that of an Ethernet when no route leads there. */
  mtuTowards(destination: Ipv4Address): number {
    const row = this.isOurs(destination) ? NO_ROUTE : this.table.routes.lookup(destination);
    return row === NO_ROUTE ? ETHERNET_MTU : this.table.get(this.table.routes.interface[row]!).mtu;
  }

  send(
    now: Instant,
    source: Ipv4Address,
    destination: Ipv4Address,
    protocol: number,
    slot: Slot,
    options: SendOptions = NO_OPTIONS,
  ): SendVerdict {
    const { arena } = this;
    const totalLength = HEADER_OCTETS + arena.length[slot]!;
    this.counters.originated++;
    if (totalLength > PACKET_OCTETS_MAX) return this.#refuse('packet-malformed', undefined, slot);
    const isChosen = source === UNSPECIFIED && options.nameless !== true;
    const chosen = isChosen ? this.sourceFor(destination, options) : source;
    if (chosen === undefined && destination !== LIMITED_BROADCAST) {
      const noRoute = options.interface === undefined && this.table.routes.lookup(destination) === NO_ROUTE;
      return this.#refuse(noRoute ? 'no-route' : 'no-source', undefined, slot);
    }
    this.#writeHeader(slot, chosen ?? UNSPECIFIED, destination, protocol, options);
    return this.#route(now, destination | 0, slot, options);
  }

  /** A packet that leaves by an interface past its filters and its NAT: it speaks for an outer address. */
  sendPast(
    now: Instant,
    to: Interface,
    source: Ipv4Address,
    destination: Ipv4Address,
    protocol: number,
    slot: Slot,
  ): SendVerdict {
    this.counters.originated++;
    this.#writeHeader(slot, source, destination, protocol, NO_OPTIONS);
    const { routes } = this.table;
    const row = routes.lookup(destination | 0);
    const isThere = row !== NO_ROUTE && routes.interface[row] === to.number;
    return this.transmit(now, to, (isThere && routes.gateway[row]) || destination | 0, slot);
  }

  /** Onto the link, by whatever it takes to reach the neighbour. */
  transmit(now: Instant, to: Interface, neighbour: number, slot: Slot): SendVerdict {
    if (!to.up) return this.#refuse('interface-down', to, slot);
    if (to.kind === 'sink') return this.#refuse('null-interface', to, slot);
    if (to.kind === 'point-to-point') {
      this.link.sendPacket(to, slot);
      return 'sent';
    }
    const place = this.cache.find(to.number, neighbour);
    if (place !== NO_ENTRY) {
      this.link.sendTo(to, slot, place);
      return 'sent';
    }
    const group = groupMacOf(to, neighbour);
    if (group !== undefined) {
      this.link.sendFrame(to, slot, group, ETHER_TYPE.ipv4);
      return 'sent';
    }
    const reason = this.arp.park(now, to, neighbour, slot);
    return reason === undefined ? 'sent' : this.#refuse(reason, to, slot);
  }

  /** Cuts a packet that is too long for the link, and transmits the fragments. */
  transmitFragments(now: Instant, to: Interface, neighbour: number, slot: Slot): SendVerdict {
    const fragments = this.#fragments;
    if (!fragment(this.arena, slot, to.mtu, fragments, 0)) {
      this.discards['no-buffer']++;
      to.discards['no-buffer']++;
      return 'no-buffer';
    }
    this.counters.fragmented++;
    this.counters.fragmentsMade += fragments.size;
    for (let piece = fragments.shift(); piece !== NO_SLOT; piece = fragments.shift())
      this.transmit(now, to, neighbour, piece);
    return 'sent';
  }

  #writeHeader(
    slot: Slot,
    source: Ipv4Address,
    destination: Ipv4Address,
    protocol: number,
    options: SendOptions,
  ): void {
    const { arena } = this;
    this.#identification = (this.#identification + 1) & 0xffff;
    const at = arena.push(slot, HEADER_OCTETS);
    writeHeaderAt(
      arena.view,
      at,
      arena.length[slot]!,
      options.typeOfService ?? 0,
      this.#identification,
      options.dontFragment ? DONT_FRAGMENT : 0,
      options.timeToLive ?? this.timeToLive,
      protocol,
      source,
      destination,
    );
  }

  #route(
    now: Instant,
    destination: number,
    slot: Slot,
    { interface: number, neighbour, station }: SendOptions,
  ): SendVerdict {
    if (this.isOurs(destination)) {
      this.looped.push(0, slot);
      return 'sent';
    }
    const onward = this.#onward;
    let verdict: ReturnType<typeof leave>;
    if (number === undefined)
      verdict = leave(this.tables, now, this.tables.policy.localForwardFilter, destination, slot, onward);
    else {
      onward.to = this.table.get(number);
      onward.neighbour = neighbour === undefined ? destination : neighbour | 0;
      verdict = leaveBy(this.arena, now, onward.to, slot);
    }
    const to = onward.to!;
    if (verdict === 'forward' && station !== undefined && to.up && to.kind === 'ethernet') {
      this.link.sendFrame(to, slot, station, ETHER_TYPE.ipv4);
      return 'sent';
    }
    if (verdict === 'forward') return this.transmit(now, to, onward.neighbour, slot);
    if (verdict === 'fragment') return this.transmitFragments(now, to, onward.neighbour, slot);
    return this.#refuse(verdict as Discard, verdict === 'no-route' ? undefined : to, slot);
  }

  /** One of our addresses, or loopback. @param address signed or unsigned. */
  isOurs(address: number): boolean {
    return this.table.own.kindOf(address | 0) === OURS || isLoopback(address as Ipv4Address);
  }

  #refuse(reason: Discard, at: Interface | undefined, slot: Slot): Discard {
    this.drop(reason, at, slot);
    return reason;
  }
}

/** Who is meant by an address that is nobody's own; `undefined` for a neighbour that ARP must find. */
function groupMacOf(to: Interface, neighbour: number): MacAddress | undefined {
  const address = (neighbour >>> 0) as Ipv4Address;
  if (address === LIMITED_BROADCAST || to.broadcasts(address)) return BROADCAST_MAC;
  return isMulticast(address) ? ((GROUP_MAC + (address & GROUP_MASK)) as MacAddress) : undefined;
}
