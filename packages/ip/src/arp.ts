/**
 * Address resolution (RFC 826): asking for neighbours, parking packets until they answer, answering for ourselves and,
 * where proxy ARP is on, for what lies behind us (RFC 1027).
 *
 * A neighbour enters the cache only when it was asked for, or when it asks for us; what is merely heard renews entries
 * and makes none, so that nobody can fill the table with claims. An address of ours that somebody else claims is never
 * entered, but counted and reported.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import {
  BROADCAST_MAC,
  contains,
  type Ipv4Address,
  isGroupMac,
  isLoopback,
  isMulticast,
  LIMITED_BROADCAST,
  type MacAddress,
  networkOf,
  UNSPECIFIED,
} from '@rtemu/wire/address';
import * as ArpPacket from '@rtemu/wire/arp';
import { ETHER_TYPE } from '@rtemu/wire/ethernet';
import { type ArpCache, type ArpEntry, NO_ENTRY } from './arp-cache.js';
import type { Discard } from './discard.js';
import type { EventLog } from './events.js';
import type { Interface } from './interface.js';
import { ARP_RETRIES, LIFETIME_SECONDS, LIMIT } from './limits.js';
import type { LinkOutput } from './link-output.js';
import { NO_ROUTE, type RouteTable } from './route-table.js';

/** A neighbour that has been asked for and has not answered yet. */
interface Pending {
  readonly to: Interface;
  readonly address: Ipv4Address;
  /** What waits for the answer. */
  readonly parked: SlotQueue;
  /** Requests sent so far. */
  requests: number;
  deadline: Instant;
}

const NO_MAC = 0 as MacAddress;

const FIRST_RETRY = seconds(LIFETIME_SECONDS.arpFirstRetry);
const RETRY = seconds(LIFETIME_SECONDS.arpRetry);

const keyOf = (number: number, address: Ipv4Address): number => number * 0x1_0000_0000 + address;

const newCounters = countersOf(
  'requestsSent',
  'repliesSent',
  'proxyRepliesSent',
  'received',
  'malformed',
  'conflicts',
  /** Entries whose MAC address changed. */
  'moved',
  /** Claims that we did not ask for and that renew nothing. */
  'unasked',
);

export class Arp {
  /** Packets whose neighbour did not answer, by the number of the interface; the owner says so to their senders. */
  readonly unanswered: SlotQueue;
  readonly counters = newCounters();

  /** When {@link handleTimeout} next wants to be called. */
  deadline: Instant = NEVER;

  readonly #pending = new Map<number, Pending>();
  readonly #parkedAt: number[] = []; // by interface
  readonly #probed = new Set<number>();
  #lifetime: Duration = seconds(LIFETIME_SECONDS.arpEntry);
  #retries: number = ARP_RETRIES;

  constructor(
    private readonly arena: Arena,
    private readonly cache: ArpCache,
    private readonly interfaces: readonly (Interface | undefined)[],
    private readonly routes: RouteTable,
    private readonly output: LinkOutput,
    private readonly events: EventLog,
  ) {
    this.unanswered = new SlotQueue(arena);
  }

  /** `ip arp timer`: for entries from now on. */
  setTimer(lifetime: Duration, retries: number): void {
    this.#lifetime = lifetime;
    this.#retries = retries;
  }

  /** `ip lanN arp static`: an entry that nothing but {@link removePermanent} takes away. */
  setPermanent(number: number, address: Ipv4Address, mac: MacAddress): void {
    this.cache.set(number, address | 0, mac, NEVER);
    this.#answer(number, address);
  }

  removePermanent(number: number, address: Ipv4Address): void {
    const place = this.cache.find(number, address | 0);
    if (place !== NO_ENTRY && this.cache.isPermanent(place)) this.cache.remove(number, address | 0);
  }

  /** For `show arp`: by interface, then by address. */
  entries(): ArpEntry[] {
    return this.cache.entries();
  }

  /** `clear arp`: forgets what was learnt. */
  clear(): void {
    this.cache.clear();
  }

  /** How many packets wait for answers. */
  get parked(): number {
    let count = 0;
    for (const { parked } of this.#pending.values()) count += parked.size;
    return count;
  }

  /** Asks for the neighbour and keeps the packet for it. Answers why it did not; the slot is the caller's then. */
  park(now: Instant, to: Interface, neighbour: number, slot: Slot): Discard | undefined {
    const address = (neighbour >>> 0) as Ipv4Address;
    let pending = this.#pending.get(keyOf(to.number, address));
    if (pending === undefined) {
      if (this.#pending.size >= LIMIT.arpPending) return 'arp-limit';
      pending = this.#ask(now, to, address);
    }
    const waiting = this.#parkedAt[to.number] ?? 0;
    if (waiting >= to.arpQueueLength) return 'arp-queue-full';
    this.#parkedAt[to.number] = waiting + 1;
    pending.parked.push(0, slot);
    return undefined;
  }

  /** @param slot begins at the ARP packet. Owned from here on. */
  handlePacket(now: Instant, from: Interface, slot: Slot): void {
    const result = ArpPacket.parse(this.arena.peek(slot));
    this.arena.release(slot);
    this.counters.received++;
    if (!result.ok || !isPlausible(result.value)) this.counters.malformed++;
    else if (result.value.senderMac !== from.mac) this.#handle(now, from, result.value); // else our own echo
  }

  /** Says who we are to all neighbours (RFC 5227 §3), so that they forget who had the address before. */
  announce(to: Interface, address: Ipv4Address): void {
    this.#send(to, BROADCAST_MAC, 'request', address, NO_MAC, address);
  }

  /**
   * Asks once who has an address. Whoever has is told as an event, until {@link endProbe}.
   * @param as who asks: 0.0.0.0 for a host that would like to have the address itself (RFC 5227 §2.1.1)
   */
  probe(number: number, address: Ipv4Address, as: Ipv4Address): void {
    const to = this.interfaces[number];
    if (to === undefined || !to.up || to.kind !== 'ethernet' || this.#probed.size >= LIMIT.arpProbes) return;
    this.#probed.add(keyOf(number, address));
    this.counters.requestsSent++;
    this.#send(to, BROADCAST_MAC, 'request', as, NO_MAC, address);
  }

  endProbe(number: number, address: Ipv4Address): void {
    this.#probed.delete(keyOf(number, address));
  }

  handleTimeout(now: Instant): void {
    if (now < this.deadline) return;
    for (const [key, pending] of this.#pending) {
      if (pending.deadline > now) continue;
      if (pending.requests <= this.#retries) {
        this.#request(pending);
        pending.deadline = after(now, RETRY);
      } else {
        this.#pending.delete(key);
        this.cache.remove(pending.to.number, pending.address | 0);
        this.#moveParked(pending, (slot) => this.unanswered.push(pending.to.number, slot));
      }
    }
    // An entry stays good while its neighbour is asked again (manual 8.1.29).
    const answered = after(now, (FIRST_RETRY + this.#retries * RETRY) as Duration);
    if (this.cache.nextExpiry() <= now)
      for (const { interface: number, address } of this.cache.takeExpired(now, answered)) {
        const to = this.interfaces[number]!;
        if (!this.#pending.has(keyOf(number, address)) && this.#pending.size < LIMIT.arpPending)
          this.#ask(now, to, address);
      }
    this.#refresh();
  }

  /** Forgets what was learnt on an interface and whom we were asking there. What was parked becomes `unanswered`. */
  clearInterface(number: number): void {
    this.cache.clear(number);
    for (const [key, pending] of this.#pending)
      if (pending.to.number === number) {
        this.#pending.delete(key);
        this.#moveParked(pending, (slot) => this.unanswered.push(number, slot));
      }
    this.#refresh();
  }

  /** Forgets all about an interface, permanent entries too. */
  removeInterface(number: number): void {
    this.clearInterface(number);
    this.cache.removeInterface(number);
  }

  #handle(now: Instant, from: Interface, packet: ArpPacket.ArpPacket): void {
    const { senderMac, senderAddress, targetAddress } = packet;
    if (this.#probed.size > 0) this.#tellProbed(now, from, packet);
    if (from.owns(senderAddress)) {
      this.counters.conflicts++;
      this.events.push({
        kind: 'address-conflict',
        at: now,
        interface: from.number,
        address: senderAddress,
        mac: senderMac,
      });
    } else if (senderAddress !== UNSPECIFIED) this.#learn(now, from, packet);
    if (packet.operation !== 'request') return;
    if (from.owns(targetAddress) || from.nat?.answersFor?.(targetAddress)) {
      this.counters.repliesSent++;
      this.#send(from, senderMac, 'reply', targetAddress, senderMac, senderAddress);
    } else if (this.#speaksFor(from, packet)) {
      this.counters.proxyRepliesSent++;
      this.#send(from, senderMac, 'reply', targetAddress, senderMac, senderAddress);
    }
  }

  /** The address is in use; or another host is about to take it, which comes to the same. */
  #tellProbed(now: Instant, from: Interface, { senderMac, senderAddress, targetAddress }: ArpPacket.ArpPacket): void {
    const address = senderAddress === UNSPECIFIED ? targetAddress : senderAddress;
    if (this.#probed.has(keyOf(from.number, address)))
      this.events.push({ kind: 'probe-answer', at: now, interface: from.number, address, mac: senderMac });
  }

  /** RFC 826's merge: what is known is renewed; new is only who was asked for, or who asks for us. */
  #learn(
    now: Instant,
    from: Interface,
    { operation, senderMac, senderAddress, targetAddress }: ArpPacket.ArpPacket,
  ): void {
    const place = this.cache.find(from.number, senderAddress | 0);
    const asksForUs = operation === 'request' && from.owns(targetAddress) && isOnLink(from, senderAddress);
    if (place === NO_ENTRY && !this.#pending.has(keyOf(from.number, senderAddress)) && !asksForUs) {
      this.counters.unasked++;
      return;
    }
    if (place !== NO_ENTRY && this.cache.isPermanent(place)) return;
    if (place !== NO_ENTRY && this.cache.macOf(place) !== senderMac) this.counters.moved++;
    this.cache.set(from.number, senderAddress | 0, senderMac, after(now, this.#lifetime));
    this.#answer(from.number, senderAddress);
  }

  /** The neighbour stands in the cache: what waited for it goes out. */
  #answer(number: number, address: Ipv4Address): void {
    const key = keyOf(number, address);
    const pending = this.#pending.get(key);
    if (pending !== undefined) {
      this.#pending.delete(key);
      const place = this.cache.find(number, address | 0);
      this.#moveParked(pending, (slot) => this.output.sendTo(pending.to, slot, place));
    }
    this.#refresh();
  }

  /**
   * Proxy ARP: only for what is routed through another interface, never for what is on the same wire. A host that
   * tries out an address (RFC 5227) is told only of those in its own network: beyond it the default route would have us
   * deny it every address there is.
   */
  #speaksFor(from: Interface, { senderAddress, targetAddress }: ArpPacket.ArpPacket): boolean {
    if (!from.proxyArp || senderAddress === targetAddress || !couldBeHost(targetAddress)) return false;
    if (senderAddress === UNSPECIFIED && !isOnLink(from, targetAddress)) return false;
    if (this.interfaces.some((other) => other !== undefined && other !== from && other.owns(targetAddress)))
      return true;
    const row = this.routes.lookup(targetAddress);
    return row !== NO_ROUTE && this.routes.interface[row] !== from.number;
  }

  #ask(now: Instant, to: Interface, address: Ipv4Address): Pending {
    const pending = { to, address, parked: new SlotQueue(this.arena), requests: 0, deadline: after(now, FIRST_RETRY) };
    this.#pending.set(keyOf(to.number, address), pending);
    this.#request(pending);
    this.#refresh();
    return pending;
  }

  #request(pending: Pending): void {
    pending.requests++;
    this.counters.requestsSent++;
    const { to, address } = pending;
    const own = to.addresses.find(
      (candidate) => networkOf(address, candidate.length) === networkOf(candidate.address, candidate.length),
    );
    this.#send(to, BROADCAST_MAC, 'request', (own ?? to.addresses[0])?.address ?? UNSPECIFIED, NO_MAC, address);
  }

  #send(
    to: Interface,
    destination: MacAddress,
    operation: 'request' | 'reply',
    senderAddress: Ipv4Address,
    targetMac: MacAddress,
    targetAddress: Ipv4Address,
  ): void {
    const slot = this.arena.take(ArpPacket.PACKET_OCTETS);
    if (slot === NO_SLOT) return; // lost like any frame; the arena counts it, and whoever waits asks again
    const packet = { operation, senderMac: to.mac, senderAddress, targetMac, targetAddress };
    ArpPacket.emitInto(packet, this.arena.peek(slot));
    this.output.sendFrame(to, slot, destination, ETHER_TYPE.arp);
  }

  #moveParked({ to, parked }: Pending, move: (slot: Slot) => void): void {
    this.#parkedAt[to.number]! -= parked.size;
    for (let slot = parked.shift(); slot !== NO_SLOT; slot = parked.shift()) move(slot);
  }

  #refresh(): void {
    this.deadline = this.cache.nextExpiry();
    for (const { deadline } of this.#pending.values()) if (deadline < this.deadline) this.deadline = deadline;
  }
}

/** A sender that could be a station. 0.0.0.0 tries out an address and is one. */
const isPlausible = ({ senderMac, senderAddress }: ArpPacket.ArpPacket): boolean =>
  senderMac !== NO_MAC && !isGroupMac(senderMac) && (senderAddress === UNSPECIFIED || couldBeHost(senderAddress));

const couldBeHost = (address: Ipv4Address): boolean =>
  address !== UNSPECIFIED && address !== LIMITED_BROADCAST && !isMulticast(address) && !isLoopback(address);

const isOnLink = (from: Interface, address: Ipv4Address): boolean =>
  from.addresses.some(({ address: own, length }) => contains({ address: networkOf(own, length), length }, address));
