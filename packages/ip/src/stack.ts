/**
 * An IPv4 machine: interfaces, ARP, routes, forwarding, ICMP, UDP and TCP behind one face. A router is one with
 * `forwarding`, a PC one without.
 *
 * Its owner calls a method and afterwards drains {@link Ipv4Stack.outbox}, {@link Ipv4Stack.packets} and
 * {@link Ipv4Stack.deliveries}, polls the events, and asks {@link Ipv4Stack.nextTimeout}. What is forwarded passes
 * through without an allocation.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Random } from '@rtemu/engine/random';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Duration, type Instant, START } from '@rtemu/engine/time';
import { type Ipv4Address, type MacAddress, maskOf } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import { AT } from '@rtemu/wire/ipv4';
import { Arp } from './arp.js';
import { ArpCache } from './arp-cache.js';
import { Delivery } from './delivery.js';
import type { Discard } from './discard.js';
import { EventLog, type StackEvent } from './events.js';
import { type ForwardingPolicy, forward, Onward, type Tables } from './forward.js';
import { frameFault, headerFault } from './header-fault.js';
import { type Echo, Icmp } from './icmp.js';
import { type Interface, NO_MSS_LIMIT, type Translator } from './interface.js';
import { InterfaceTable } from './interface-table.js';
import { LinkOutput } from './link-output.js';
import { Output } from './output.js';
import { BROADCAST, type InterfaceAddress } from './own-addresses.js';
import type { SendOptions, SendVerdict } from './packet-sender.js';
import { Reassembly } from './reassembly.js';
import type { RouteTable } from './route-table.js';
import { TcpStack } from './tcp/tcp-stack.js';
import { Udp } from './udp.js';
import { putTagIn, restoreHeader, untag } from './untag.js';
import type { Witness } from './witness.js';

export interface Ipv4StackOptions {
  /** True for a router. */
  readonly forwarding: boolean;
  /** Of packets of our own: 64 (RFC 1700). */
  readonly initialTtl?: number;
}

/** The first four bits of multicast addresses; the limited broadcast is above them. */
const CLASS_D = 0xe;

export class Ipv4Stack {
  /** Ethernet frames to send, by the number of the interface. */
  readonly outbox: SlotQueue;
  /** IPv4 packets to send over point-to-point links, by the number of the interface. */
  readonly packets: SlotQueue;
  /** Packets for us of the protocols that were claimed, by protocol number. They begin at the IPv4 header. */
  readonly deliveries: SlotQueue;
  /** Whole Ethernet frames of the types that were claimed, by the number of the interface that they came in by. */
  readonly frames: SlotQueue;

  /** What may pass; `forwarding` is as the options said until the operator says otherwise. */
  readonly policy: ForwardingPolicy;
  readonly routes: RouteTable;
  readonly arp: Arp;
  readonly icmp: Icmp;
  readonly udp: Udp;
  readonly tcp: TcpStack;
  readonly reassembly: Reassembly;

  readonly #arena: Arena;
  readonly #table = new InterfaceTable();
  readonly #tables: Tables;
  readonly #link: LinkOutput;
  readonly #output: Output;
  readonly #events = new EventLog();
  readonly #onward = new Onward();
  readonly #hairpins: Interface[] = [];
  readonly #delivery: Delivery;
  readonly #claimedEtherTypes: number[] = [];
  #claimedFrames = 0;
  /** What links brought, and packets of it that went on. */
  #received = 0;
  #forwarded = 0;
  /** What was answered last. It is asked for with every packet, and a number that is kept need not be made anew. */
  #next: Instant | undefined = undefined;

  constructor(arena: Arena, random: Random, { forwarding, initialTtl = 64 }: Ipv4StackOptions) {
    this.#arena = arena;
    this.outbox = new SlotQueue(arena);
    this.packets = new SlotQueue(arena);
    this.deliveries = new SlotQueue(arena);
    this.frames = new SlotQueue(arena);
    const { byNumber, own, routes } = this.#table;
    const cache = new ArpCache();
    this.routes = routes;
    this.policy = {
      forwarding,
      dropSourceRoutes: true,
      dropDirectedBroadcasts: true,
      directedBroadcasts: undefined,
      localForwardFilter: undefined,
    };
    this.#tables = { arena, own, routes, interfaces: byNumber, policy: this.policy, hairpins: this.#hairpins };
    this.#link = new LinkOutput(arena, cache, this.outbox, this.packets);
    this.arp = new Arp(arena, cache, byNumber, routes, this.#link, this.#events);
    const identification = random.below(0x1_0000);
    this.#output = new Output(
      arena,
      this.#table,
      this.#tables,
      this.arp,
      cache,
      this.#link,
      initialTtl,
      identification,
    );
    this.icmp = new Icmp(arena, own, byNumber, this.#output, this.#events);
    this.udp = new Udp(arena, random.fork('udp'), this.#output);
    this.tcp = new TcpStack(random.fork('tcp'), { mtuTowards: (peer) => this.#output.mtuTowards(peer) });
    this.reassembly = new Reassembly(arena, this.#output.discards);
    this.#delivery = new Delivery(
      arena,
      byNumber,
      this.#output,
      this.arp,
      this.icmp,
      this.udp,
      this.tcp,
      this.reassembly,
      this.deliveries,
    );
  }

  // Interfaces.

  /** The number of a new card. Cards that are added first are numbered from 0, as the ports of a node are. */
  addEthernet(name: string, mac: MacAddress): number {
    return this.#table.add(name, 'ethernet', mac).number;
  }

  /** The number of a new link, the lowest free one. */
  addPointToPoint(name: string): number {
    return this.#table.add(name, 'point-to-point').number;
  }

  /** The number of a new interface that swallows what is sent there; it is always up. */
  addSink(now: Instant, name: string): number {
    const { number } = this.#table.add(name, 'sink');
    this.setUp(now, number, true);
    return number;
  }

  /**
   * The number of a new tagged VLAN on a card (IEEE 802.1Q), the lowest free one. Its link is the card's.
   * @throws InvariantError when the card has a VLAN of that id
   */
  addVlan(name: string, card: number, vid: number): number {
    const own = this.#table.addVlan(name, card, vid);
    if (own.card.up) this.#table.setUp(own.number, true);
    return own.number;
  }

  rename(number: number, name: string): void {
    this.#table.get(number).name = name;
  }

  /** Forgets the interface and every route over it; its number is free again. A card's VLANs must have gone before. */
  removeInterface(now: Instant, number: number): void {
    this.setUp(now, number, false);
    this.setNat(number, undefined);
    this.arp.removeInterface(number);
    this.#table.remove(number);
  }

  /** In the order of their numbers. */
  interfaces(): Interface[] {
    return this.#table.byNumber.filter((each) => each !== undefined);
  }

  /** For views, and for the places where NAT and filters stand. @throws InvariantError when there is no such interface. */
  interface(number: number): Interface {
    return this.#table.get(number);
  }

  /** Puts NAT at an interface, or takes it away. */
  setNat(number: number, nat: Translator | undefined): void {
    this.#table.get(number).nat = nat;
    this.#hairpins.length = 0;
    for (const each of this.interfaces()) if (each.nat?.hasHairpin) this.#hairpins.push(each);
  }

  /**
   * A packet that left before its link had an address, and waited: NAT looks at it again, and it goes into the link.
   * @param slot owned from here on
   */
  resume(now: Instant, number: number, slot: Slot): void {
    const to = this.#table.get(number);
    const isTranslated = to.owns(this.#arena.view.getInt32(this.#arena.start[slot]! + AT.source));
    if (to.nat === undefined || isTranslated || to.nat.outward(now, slot)) this.packets.push(number, slot);
    else this.#output.drop('nat-out', to, slot);
  }

  /** A cable was plugged in or pulled; a link came or went. The VLANs of a card go with it. */
  setUp(now: Instant, number: number, up: boolean): void {
    const own = this.#table.get(number);
    if (own.up === up) return;
    this.#table.setUp(number, up);
    if (!up) {
      this.arp.clearInterface(number);
      this.#delivery.tellUnanswered(now, 'interface-down');
    } else this.#announce(own);
    if (own.vlans !== undefined) for (const vlan of own.vlans.values()) this.setUp(now, vlan.number, up);
  }

  /**
   * Puts the addresses in the place of those before, with their implicit routes. The first is the primary one; with
   * none the interface is unnumbered and borrows.
   */
  setAddresses(_now: Instant, number: number, addresses: readonly InterfaceAddress[], peer?: Ipv4Address): void {
    this.#table.setAddresses(number, addresses, peer);
    const own = this.#table.get(number);
    if (own.up) this.#announce(own);
  }

  /** @throws InvariantError below 68 octets. */
  setMtu(number: number, octets: number): void {
    this.#table.setMtu(number, octets);
  }

  setProxyArp(number: number, on: boolean): void {
    this.#table.get(number).proxyArp = on;
  }

  /** `ip lanN rebound`: whether packets may leave by the interface that they came in by. */
  setRebounds(number: number, on: boolean): void {
    this.#table.get(number).rebounds = on;
  }

  /** `ip lanN tcp mss limit`: the largest segment in octets; `undefined` when any. */
  setMssLimit(number: number, octets: number | undefined): void {
    this.#table.get(number).mssLimit = octets ?? NO_MSS_LIMIT;
  }

  /** `ip stealth`: nothing is answered that comes in here for us. */
  setStealth(number: number, on: boolean): void {
    this.#table.get(number).stealth = on;
  }

  /** `ip lanN arp queue length`: packets that may wait for ARP on the interface. */
  setArpQueueLength(number: number, packets: number): void {
    this.#table.get(number).arpQueueLength = packets;
  }

  /** `ip implicit-route preference`: of routes to networks of ours that are made from now on. */
  setImplicitPreference(preference: number): void {
    this.#table.implicitPreference = preference;
  }

  /** `ip arp timer`. */
  setArpTimer(lifetime: Duration, retries: number): void {
    this.arp.setTimer(lifetime, retries);
  }

  // What happened.

  /** An Ethernet frame without its check sequence. Owned from here on. */
  handleFrame(now: Instant, port: number, slot: Slot): void {
    const arena = this.#arena;
    const from = this.#table.get(port);
    this.#count(from, slot);
    const at = arena.start[slot]!;
    const fault = frameFault(arena, from, at, arena.length[slot]!);
    if (fault !== undefined) {
      this.#output.drop(fault, from, slot);
      return;
    }
    const toGroup = (arena.view.getUint8(at + Ethernet.AT.destination) & 1) !== 0;
    const etherType = arena.view.getUint16(at + Ethernet.AT.etherType);
    if (etherType === Ethernet.ETHER_TYPE.ipv4) {
      arena.pull(slot, Ethernet.HEADER_OCTETS);
      this.#receive(now, from, slot, toGroup);
    } else if (etherType === Ethernet.ETHER_TYPE.arp) {
      arena.pull(slot, Ethernet.HEADER_OCTETS);
      this.arp.handlePacket(now, from, slot);
    } else if (etherType === Ethernet.ETHER_TYPE.vlan) {
      arena.pull(slot, Ethernet.HEADER_OCTETS);
      this.#receiveTagged(now, from, slot, toGroup);
    } else if (this.#claimedEtherTypes.includes(etherType)) {
      this.#claimedFrames++;
      this.frames.push(port, slot);
    } else this.#dropUnsupported(from, slot);
  }

  /** An IPv4 packet that came over a point-to-point link. Owned from here on. */
  handlePacket(now: Instant, number: number, slot: Slot): void {
    const from = this.#table.get(number);
    this.#count(from, slot);
    if (from.up) this.#receive(now, from, slot, false);
    else this.#output.drop('interface-down', from, slot);
  }

  handleTimeout(now: Instant): void {
    this.arp.handleTimeout(now);
    this.#delivery.tellUnanswered(now, 'arp-unanswered');
    this.reassembly.handleTimeout(now);
    this.#delivery.tellExpired(now);
    this.tcp.handleTimeout(now);
    this.flush(now);
  }

  nextTimeout(): Instant {
    if (this.#output.looped.size > 0) return START;
    const next = Math.min(this.arp.deadline, this.reassembly.deadline, this.#delivery.tcpDeadline);
    if (next !== this.#next) this.#next = next as Instant;
    return this.#next!;
  }

  // Commands.

  /** From now on packets for us of this protocol go to {@link deliveries}. */
  claim(protocol: number): void {
    this.#delivery.claim(protocol);
  }

  /** From now on frames of this type go to {@link frames}, as they came. */
  claimEtherType(etherType: number): void {
    this.#claimedEtherTypes.push(etherType);
  }

  /**
   * A frame of somebody else's making, header and all; by a VLAN it gets its tag. Owned from here on; dropped and counted when
   * the card is down.
   */
  sendFrame(to: Interface, slot: Slot): void {
    if (to.up) {
      if (to.vid !== 0) putTagIn(this.#arena, to, slot);
      this.#link.transmit(to, slot);
    } else {
      to.discards['interface-down']++;
      this.#arena.release(slot);
    }
  }

  /**
   * Puts an IPv4 header in front of the payload in `slot` and sends it.
   * @param source `UNSPECIFIED` to have it chosen by the route.
   * @param slot owned from here on, whatever the verdict.
   */
  send(
    now: Instant,
    source: Ipv4Address,
    destination: Ipv4Address,
    protocol: number,
    slot: Slot,
    options?: SendOptions,
  ): SendVerdict {
    const verdict = this.#output.send(now, source, destination, protocol, slot, options);
    if (this.#output.looped.size > 0) this.#delivery.deliverLooped(now);
    return verdict;
  }

  /** An ICMP echo. What comes back is an event. */
  sendEcho(now: Instant, echo: Echo): SendVerdict {
    const verdict = this.icmp.sendEcho(now, echo);
    this.#delivery.deliverLooped(now);
    return verdict;
  }

  /** Sends what TCP has ready. To be called after commands to {@link tcp}, its connections and {@link udp}. */
  flush(now: Instant): void {
    this.#delivery.flushTcp(now);
    this.#delivery.deliverLooped(now);
  }

  /** The address that a packet to `destination` would bear as its source; `undefined` when we have none for it. */
  sourceFor(destination: Ipv4Address, options?: SendOptions): Ipv4Address | undefined {
    return this.#output.sourceFor(destination, options);
  }

  pollEvent(): StackEvent | undefined {
    return this.#events.shift();
  }

  /** Lets go of every packet that is held or waits to be taken: the machine is switched off. */
  clear(now: Instant): void {
    for (const { number } of this.interfaces()) this.setUp(now, number, false);
    this.reassembly.clear();
    for (const queue of [this.outbox, this.packets, this.deliveries, this.frames]) queue.clear();
  }

  // Views.

  /**
   * What became of everything: received + originated + fragmentsMade + reassembled is arp + claimed + transmitted +
   * delivered + fragmented + merged + held + the sum of all discards.
   */
  get counters() {
    const { completed, merged } = this.reassembly;
    return {
      received: this.#received,
      arp: this.arp.counters.received,
      /** Frames of other types that were handed on. */
      claimed: this.#claimedFrames,
      forwarded: this.#forwarded,
      delivered: this.#delivery.delivered,
      ...this.#output.counters,
      transmitted: this.#link.packetsTransmitted,
      reassembled: completed,
      merged,
      held: this.arp.parked + this.reassembly.fragmentsHeld,
      eventsLost: this.#events.lost,
    };
  }

  get discards(): Readonly<Record<Discard, number>> {
    return this.#output.discards;
  }

  /** Packets of PPTP that were dropped, for who asks why a VPN does not come up. */
  get witness(): Witness {
    return this.#output.witness;
  }

  /** Says to all neighbours who we are, so that those who remember another card forget it. */
  #announce(own: Interface): void {
    if (own.kind === 'ethernet') for (const { address } of own.addresses) this.arp.announce(own, address);
  }

  #count(from: Interface, slot: Slot): void {
    this.#received++;
    from.counters.received++;
    from.counters.receivedOctets += this.#arena.length[slot]!;
  }

  #receiveTagged(now: Instant, card: Interface, slot: Slot, toGroup: boolean): void {
    const from = untag(this.#arena, card, slot);
    if (typeof from === 'string') {
      this.#output.drop(from, card, slot);
      return;
    }
    const etherType = this.#arena.view.getUint16(this.#arena.start[slot]! - 2);
    if (etherType === Ethernet.ETHER_TYPE.ipv4) this.#receive(now, from, slot, toGroup);
    else if (etherType === Ethernet.ETHER_TYPE.arp) this.arp.handlePacket(now, from, slot);
    else if (this.#claimedEtherTypes.includes(etherType)) {
      restoreHeader(this.#arena, slot);
      this.#claimedFrames++;
      this.frames.push(from.number, slot);
    } else this.#dropUnsupported(from, slot);
  }

  #dropUnsupported(from: Interface, slot: Slot): void {
    from.counters.unsupported++;
    this.#output.drop('ether-type', from, slot);
  }

  #receive(now: Instant, from: Interface, slot: Slot, toGroup: boolean): void {
    const fault = headerFault(this.#arena, slot);
    const onward = this.#onward;
    if (fault !== undefined) this.#output.drop(fault, from, slot);
    else if (toGroup && !this.#isForAll(slot)) this.#output.drop('link-broadcast', from, slot);
    else {
      const verdict = forward(this.#tables, now, from, slot, onward);
      if (verdict === 'forward' || verdict === 'fragment') this.#forward(now, verdict, from, onward.to!, slot);
      else if (verdict === 'deliver') this.#delivery.deliver(now, from, slot);
      else this.#delivery.refuse(now, verdict, from, onward.to, slot);
    }
    if (this.#output.looped.size > 0) this.#delivery.deliverLooped(now);
  }

  #forward(now: Instant, verdict: 'forward' | 'fragment', from: Interface, to: Interface, slot: Slot): void {
    const { neighbour } = this.#onward;
    this.#forwarded++;
    if (to === from) this.#redirect(now, from, neighbour, slot);
    if (verdict === 'forward') this.#output.transmit(now, to, neighbour, slot);
    else this.#output.transmitFragments(now, to, neighbour, slot);
  }

  /** What a link brings to all stations must be for all, too (RFC 1122 §3.3.6). */
  #isForAll(slot: Slot): boolean {
    const destination = this.#arena.view.getInt32(this.#arena.start[slot]! + AT.destination);
    return destination >>> 28 >= CLASS_D || this.#table.own.kindOf(destination) === BROADCAST;
  }

  /** The packet goes back to where it came from: if its sender shares that network, it could have gone straight. */
  #redirect(now: Instant, on: Interface, neighbour: number, slot: Slot): void {
    const source = this.#arena.view.getInt32(this.#arena.start[slot]! + AT.source);
    const shared = on.addresses.some(
      ({ address, length }) =>
        ((address ^ source) & maskOf(length)) === 0 && ((address ^ neighbour) & maskOf(length)) === 0,
    );
    if (shared && on.nat === undefined) this.icmp.sendRedirect(now, slot, (neighbour >>> 0) as Ipv4Address);
  }
}
