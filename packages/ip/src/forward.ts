/**
 * How a packet crosses the machine, in the order in which it happens:
 *
 * - inward: the source is plausible → NAT → IN filter → hairpins → ours, or on to the routes;
 * - outward: time to live → forward filter, or route → may it go back where it came from → OUT filter → MTU → NAT → segment size → out.
 *
 * Nothing here sends, answers, counts or allocates: the verdict says what became of the packet, and {@link Onward} where
 * it goes. The packet is altered only by NAT and, once it is sure to go on, by the hop it takes from the time to live; so
 * an ICMP error quotes it as it came.
 *
 * Addresses are signed integers here, as `getInt32` reads them: those travel between functions unboxed.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import { updated } from '@rtemu/wire/checksum';
import {
  AT,
  DONT_FRAGMENT,
  decrementTimeToLiveAt,
  HEADER_OCTETS,
  headerOctetsAt,
  OFFSET_MASK,
  OPTION,
  PROTOCOL,
} from '@rtemu/wire/ipv4';
import { limitMssAt } from '@rtemu/wire/tcp-mss';
import type { Discard } from './discard.js';
import { DROPPED, type ForwardFilter } from './filter/forward-filter.js';
import { type Interface, NO_MSS_LIMIT, type PacketFilter } from './interface.js';
import { BROADCAST, FOREIGN, OURS, type OwnAddresses } from './own-addresses.js';
import { NO_ROUTE, type RouteTable } from './route-table.js';

/** What a packet is held against. Each is made from the configuration, and none knows of another. */
export interface Tables {
  readonly arena: Arena;
  readonly own: OwnAddresses;
  readonly routes: RouteTable;
  /** By number; a route leads only to one that exists. */
  readonly interfaces: readonly (Interface | undefined)[];
  readonly policy: ForwardingPolicy;
  /** Whose NAT turns packets from inside back ({@link Translator.hasHairpin}). */
  readonly hairpins: readonly Interface[];
}

/** What a router does with packets that are not for itself. The operator may change it at any time. */
export interface ForwardingPolicy {
  /** `ip routing`; false for a host: what is not for us ends here. */
  forwarding: boolean;
  /** `ip filter source-route`: packets that want to choose their route end here (manual 8.1.12). */
  dropSourceRoutes: boolean;
  /** `ip filter directed-broadcast`: so do broadcasts to networks of ours that come from outside (manual 8.1.13). */
  dropDirectedBroadcasts: boolean;
  /** `ip filter directed-broadcast filter`: those of them that go on nevertheless. */
  directedBroadcasts: PacketFilter | undefined;
  /** `ip local forward filter`, for packets of our own (manual 8.7.2). */
  localForwardFilter: ForwardFilter | undefined;
  /** Packets that may be cut although they do not want it (manual 8.1.26). */
  fragmentable?: PacketFilter | undefined;
}

/** The way on, filled in when the verdict is to send; one of them serves all packets. */
export class Onward {
  to: Interface | undefined = undefined;
  /** Who is to have the packet next: a gateway, or the destination itself. */
  neighbour = 0;
}

/** `fragment`: as `forward`, but the packet is longer than the MTU and may be cut. */
export type Verdict = 'forward' | 'fragment' | 'deliver' | Discard;

const LIMITED_BROADCAST = -1;
const CLASS_D = 0xe0;
const LOOPBACK = 127;

/** @param slot begins at a sound IPv4 header and ends with its packet. It stays the caller's. */
export function forward(tables: Tables, now: Instant, from: Interface, slot: Slot, onward: Onward): Verdict {
  const { arena, own, policy } = tables;
  const { view } = arena;
  const at = arena.start[slot]!;
  if (isMartian(view.getInt32(at + AT.source), view.getInt32(at + AT.destination), own)) return 'martian-source';
  if (from.nat !== undefined && !from.nat.inward(now, slot)) return 'nat-in';
  if (from.inFilter !== undefined && !from.inFilter.passes(now, slot)) return 'in-filter';
  if (tables.hairpins.length > 0 && !turnsBack(tables.hairpins, now, from, slot)) return 'nat-in';

  const destination = view.getInt32(at + AT.destination);
  const kind = own.kindOf(destination);
  if (kind === OURS) return 'deliver';
  if (kind === BROADCAST) {
    if (from.broadcasts(destination)) return 'deliver';
    if (policy.dropDirectedBroadcasts && policy.directedBroadcasts?.passes(now, slot) !== true)
      return 'directed-broadcast'; // RFC 2644
  }
  const network = destination >>> 24;
  if (network >= CLASS_D || network === LOOPBACK || network === 0) return specialVerdict(destination);

  if (!policy.forwarding) return 'not-forwarding';
  if (headerOctetsAt(view, at) > HEADER_OCTETS && policy.dropSourceRoutes && isSourceRouted(view, at))
    return 'source-route';
  if (view.getUint8(at + AT.timeToLive) <= 1) return 'time-to-live';
  const fault = route(tables, now, from.forwardFilter, destination, slot, onward);
  if (fault !== undefined) return fault;
  const to = onward.to!;
  if (to === from && !from.rebounds) return 'rebound';
  if (policy.fragmentable !== undefined) allowFragments(arena, policy.fragmentable, now, slot);
  const verdict = leaveBy(arena, now, to, slot);
  if (verdict !== 'forward' && verdict !== 'fragment') return verdict;
  decrementTimeToLiveAt(view, at);
  const limit = from.mssLimit < to.mssLimit ? from.mssLimit : to.mssLimit;
  if (limit < NO_MSS_LIMIT && view.getUint8(at + AT.protocol) === PROTOCOL.tcp) limitMss(arena, slot, limit);
  return verdict;
}

/** The outward half, which packets of our own take too. */
export function leave(
  tables: Tables,
  now: Instant,
  chooser: ForwardFilter | undefined,
  destination: number,
  slot: Slot,
  onward: Onward,
): Verdict {
  const fault = route(tables, now, chooser, destination, slot, onward);
  return fault ?? leaveBy(tables.arena, now, onward.to!, slot);
}

/** @returns why it leads nowhere; `undefined` when it leads somewhere */
function route(
  tables: Tables,
  now: Instant,
  chooser: ForwardFilter | undefined,
  destination: number,
  slot: Slot,
  onward: Onward,
): 'no-route' | 'forward-filter' | undefined {
  const { routes } = tables;
  const way = chooser?.choose(now, slot);
  if (way === DROPPED) return 'forward-filter';
  const isDirect = way?.interface !== undefined;
  const row =
    way === undefined
      ? routes.rowFor(tables.arena, now, destination, slot)
      : isDirect
        ? NO_ROUTE
        : routes.lookup(way.gateway);
  if (row === NO_ROUTE && !isDirect) return 'no-route';
  onward.to = tables.interfaces[way?.interface ?? routes.interface[row]!];
  onward.neighbour = (isDirect ? 0 : routes.gateway[row]!) || way?.gateway || destination;
  return undefined;
}

/** `ip fragment remove df-bit` (manual 8.1.26). */
function allowFragments(arena: Arena, filter: PacketFilter, now: Instant, slot: Slot): void {
  const { view } = arena;
  const at = arena.start[slot]!;
  const before = view.getUint16(at + AT.flagsAndOffset);
  if ((before & DONT_FRAGMENT) === 0 || !filter.passes(now, slot)) return;
  view.setUint16(at + AT.flagsAndOffset, before & ~DONT_FRAGMENT);
  view.setUint16(at + AT.checksum, updated(view.getUint16(at + AT.checksum), before, before & ~DONT_FRAGMENT));
}

/** `ip ... tcp mss limit`, for whole packets and first fragments: the TCP header is in these. */
function limitMss(arena: Arena, slot: Slot, limit: number): void {
  const { view } = arena;
  const at = arena.start[slot]!;
  if ((view.getUint16(at + AT.flagsAndOffset) & OFFSET_MASK) !== 0) return;
  limitMssAt(view, at + headerOctetsAt(view, at), at + arena.length[slot]!, limit);
}

/** What stands between the routes and the wire. */
export function leaveBy(arena: Arena, now: Instant, to: Interface, slot: Slot): Verdict {
  if (to.outFilter !== undefined && !to.outFilter.passes(now, slot)) return 'out-filter';
  const tooLong = arena.length[slot]! > to.mtu;
  if (
    tooLong &&
    (arena.view.getUint16(arena.start[slot]! + AT.flagsAndOffset) & DONT_FRAGMENT) !== 0 &&
    !to.nat?.removesDontFragment
  )
    return 'fragmentation-needed';
  if (to.nat === undefined) return tooLong ? 'fragment' : 'forward';
  if (!to.nat.outward(now, slot)) return 'nat-out';
  return arena.length[slot]! > to.mtu ? 'fragment' : 'forward'; // NAT may have made it longer
}

/** @returns false where a packet to an outer address ends */
function turnsBack(hairpins: readonly Interface[], now: Instant, from: Interface, slot: Slot): boolean {
  for (let i = 0; i < hairpins.length; i++)
    if (hairpins[i] !== from && hairpins[i]!.nat?.turn?.(now, slot) === false) return false;
  return true;
}

/**
 * A source that no packet from outside can have (RFC 1812 §5.3.7): this network, loopback, multicast, reserved, a
 * broadcast, or ourselves. A host that does not know its address yet may broadcast from 0.0.0.0.
 */
function isMartian(source: number, destination: number, own: OwnAddresses): boolean {
  const network = source >>> 24;
  if (network === 0) return source !== 0 || destination !== LIMITED_BROADCAST;
  return network === LOOPBACK || network >= CLASS_D || own.kindOf(source) !== FOREIGN;
}

/** Destinations that are no host's (RFC 1812 §5.3.7, RFC 6890). */
function specialVerdict(destination: number): Verdict {
  if (destination === LIMITED_BROADCAST) return 'deliver';
  return destination >>> 28 === CLASS_D >>> 4 ? 'multicast' : 'martian-destination';
}

/** True when an option wants to choose the route; what cannot be read to its end is believed to want the worst. */
function isSourceRouted(view: DataView, at: number): boolean {
  const end = at + headerOctetsAt(view, at);
  for (let option = at + AT.options; option < end; ) {
    const type = view.getUint8(option);
    if (type === OPTION.end) return false;
    if (type === OPTION.looseSourceRoute || type === OPTION.strictSourceRoute) return true;
    if (type === OPTION.noOperation) option++;
    else {
      const length = option + 1 < end ? view.getUint8(option + 1) : 0;
      if (length < 2 || option + length > end) return true;
      option += length;
    }
  }
  return false;
}
