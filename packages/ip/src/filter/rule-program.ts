/**
 * Filter rules laid out for the forwarding path: one row of integers a rule, and behind it the lists of those that have any.
 * Holding a packet against twenty of them reads its header once and allocates nothing.
 *
 * What lies behind a cut: a fragment that is not the first has no ports and no flags. As the ports of such a one are
 * not known, a rule that compares them lets it through where it passes, and is stepped over where it rejects: what was
 * rejected of its datagram lacks its first fragment and comes to nothing. Of a header that is cut short where it should
 * not be, the opposite is believed (RFC 1858).
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import { type AddressSelector, type FilterRule, ICMP_SORTS, type NumberRange } from './filter-rule.js';
import type { HostAddresses } from './host-addresses.js';

/** No rule is met. */
export const NO_RULE = -1;

/** Where the fields of a row stand. `lists`: the place of its lists, 0 for none. */
const SOURCE_MASK = 0;
const SOURCE = 1;
const DESTINATION_MASK = 2;
const DESTINATION = 3;
const PROTOCOL = 4;
const COMPARES = 5;
const FROM_FIRST = 6;
const FROM_LAST = 7;
const TO_FIRST = 8;
const TO_LAST = 9;
const PASSES = 10;
const LISTS = 11;
const ROW = 12;

const ANY_PROTOCOL = -1;
/** The row's lists say which. */
const SEVERAL_PROTOCOLS = -2;

/** What a row compares besides addresses and protocol. */
const NOTHING = 0;
const PORTS = 1;
const TYPES = 2;

/** Lists of a row: for each, where it begins and how many entries it has. */
const SOURCES = 0;
const DESTINATIONS = 2;
const PROTOCOLS = 4;
const FROMS = 6;
const TOS = 8;
const LISTS_HEAD = 10;

/** Entries of lists: three integers each. */
const ENTRY = 3;
const MASKED = 0;
const RANGE = 1;
const NAMED = 2;
const PLAIN = 0;
const FLAGS_ARE = 1;
const FLAGS_ARE_NOT = 2;
const ICMP_TYPES = 3;

/** What is known of what follows the IP header. */
const READABLE = 0;
const LATER_FRAGMENT = 1;
const CUT_SHORT = 2;

/** Turns signed comparison into that of unsigned addresses. */
const SIGN = 0x8000_0000 | 0;

const TCP_OCTETS = Tcp.AT.flags + 1;
const UDP_OCTETS = 4;
const ICMP_OCTETS = 2;

export class RuleProgram {
  readonly #rows: Int32Array;
  readonly #end: number;

  constructor(
    rules: readonly FilterRule[],
    private readonly hosts: HostAddresses,
  ) {
    const rows: number[] = rules.flatMap((rule) => rowOf(rule));
    this.#end = rows.length;
    for (const [i, rule] of rules.entries()) if (hasLists(rule)) appendLists(rows, i * ROW, rule, hosts);
    this.#rows = Int32Array.from(rows);
  }

  /**
   * The first rule from `first` on that the packet at `at` meets, by its place in the list; {@link NO_RULE} when none.
   * @param end where the packet ends.
   */
  find(now: Instant, view: DataView, at: number, end: number, first = 0): number {
    const rows = this.#rows;
    const source = view.getInt32(at + Ipv4.AT.source);
    const destination = view.getInt32(at + Ipv4.AT.destination);
    const protocol = view.getUint8(at + Ipv4.AT.protocol);
    const payload = at + Ipv4.headerOctetsAt(view, at);
    const state = stateOf(view, at, payload, end, protocol);
    const hasPorts = protocol === Ipv4.PROTOCOL.tcp || protocol === Ipv4.PROTOCOL.udp;
    let from = 0;
    let to = 0;
    if (state === READABLE) {
      if (hasPorts) {
        from = view.getUint16(payload);
        to = view.getUint16(payload + 2);
      } else if (protocol === Ipv4.PROTOCOL.icmp) {
        from = view.getUint8(payload);
        to = view.getUint8(payload + 1);
      }
    }
    for (let row = first * ROW; row < this.#end; row += ROW) {
      if ((source & rows[row + SOURCE_MASK]!) !== rows[row + SOURCE]!) continue;
      if ((destination & rows[row + DESTINATION_MASK]!) !== rows[row + DESTINATION]!) continue;
      const wanted = rows[row + PROTOCOL]!;
      if (wanted >= 0 && wanted !== protocol) continue;
      const lists = rows[row + LISTS]!;
      if (lists !== 0) {
        if (!this.#hasAddress(lists + SOURCES, source, now)) continue;
        if (!this.#hasAddress(lists + DESTINATIONS, destination, now)) continue;
        if (wanted === SEVERAL_PROTOCOLS) {
          const flags =
            state === READABLE && protocol === Ipv4.PROTOCOL.tcp ? view.getUint8(payload + Tcp.AT.flags) : 0;
          if (!this.#hasProtocol(lists + PROTOCOLS, protocol, flags, from, state, rows[row + PASSES]!)) continue;
        }
      }
      const compares = rows[row + COMPARES]!;
      if (compares !== NOTHING && (compares === TYPES || hasPorts)) {
        if (state !== READABLE) {
          if ((state === LATER_FRAGMENT) !== (rows[row + PASSES] === 1)) continue;
        } else {
          if (from < rows[row + FROM_FIRST]! || from > rows[row + FROM_LAST]!) continue;
          if (to < rows[row + TO_FIRST]! || to > rows[row + TO_LAST]!) continue;
          if (lists !== 0 && !(this.#hasNumber(lists + FROMS, from) && this.#hasNumber(lists + TOS, to))) continue;
        }
      }
      return row / ROW;
    }
    return NO_RULE;
  }

  /**
   * Whether a connection that a packet would begin meets one of the rules, addresses aside: what `ip filter dynamic ...
   * filter` asks (manual 8.1.14).
   */
  meetsAside(protocol: number, flags: number, from: number, to: number): boolean {
    const rows = this.#rows;
    const hasPorts = protocol === Ipv4.PROTOCOL.tcp || protocol === Ipv4.PROTOCOL.udp;
    for (let row = 0; row < this.#end; row += ROW) {
      const wanted = rows[row + PROTOCOL]!;
      if (wanted >= 0 && wanted !== protocol) continue;
      const lists = rows[row + LISTS]!;
      if (wanted === SEVERAL_PROTOCOLS && !this.#hasProtocol(lists + PROTOCOLS, protocol, flags, from, READABLE, 1))
        continue;
      const compares = rows[row + COMPARES]!;
      if (compares !== NOTHING && (compares === TYPES || hasPorts)) {
        if (from < rows[row + FROM_FIRST]! || from > rows[row + FROM_LAST]!) continue;
        if (to < rows[row + TO_FIRST]! || to > rows[row + TO_LAST]!) continue;
        if (lists !== 0 && !(this.#hasNumber(lists + FROMS, from) && this.#hasNumber(lists + TOS, to))) continue;
      }
      return true;
    }
    return false;
  }

  #hasAddress(head: number, address: number, now: Instant): boolean {
    const rows = this.#rows;
    const count = rows[head + 1]!;
    if (count === 0) return true;
    let entry = rows[head]!;
    for (let i = 0; i < count; i++, entry += ENTRY) {
      const kind = rows[entry]!;
      const one = rows[entry + 1]!;
      const other = rows[entry + 2]!;
      if (kind === MASKED) {
        if ((address & other) === one) return true;
      } else if (kind === RANGE) {
        if ((address ^ SIGN) >= one && (address ^ SIGN) <= other) return true;
      } else if (this.hosts.matches(one, address, now)) return true;
    }
    return false;
  }

  #hasProtocol(head: number, protocol: number, flags: number, type: number, state: number, passes: number): boolean {
    const rows = this.#rows;
    const count = rows[head + 1]!;
    let entry = rows[head]!;
    for (let i = 0; i < count; i++, entry += ENTRY) {
      const kind = rows[entry]!;
      if (kind === PLAIN) {
        if (rows[entry + 1] === protocol) return true;
        continue;
      }
      if (protocol !== (kind === ICMP_TYPES ? Ipv4.PROTOCOL.icmp : Ipv4.PROTOCOL.tcp)) continue;
      if (state !== READABLE) {
        if ((state === LATER_FRAGMENT) === (passes === 1)) return true;
      } else if (kind === ICMP_TYPES) {
        if (type < 64 && ((type < 32 ? rows[entry + 1]! : rows[entry + 2]!) & (1 << (type & 31))) !== 0) return true;
      } else if (((flags & rows[entry + 2]!) === rows[entry + 1]!) === (kind === FLAGS_ARE)) return true;
    }
    return false;
  }

  #hasNumber(head: number, number: number): boolean {
    const rows = this.#rows;
    const count = rows[head + 1]!;
    if (count === 0) return true;
    let entry = rows[head]!;
    for (let i = 0; i < count; i++, entry += ENTRY)
      if (number >= rows[entry + 1]! && number <= rows[entry + 2]!) return true;
    return false;
  }
}

function stateOf(view: DataView, at: number, payload: number, end: number, protocol: number): number {
  const offset = view.getUint16(at + Ipv4.AT.flagsAndOffset) & Ipv4.OFFSET_MASK;
  if (offset !== 0) return offset === 1 && protocol === Ipv4.PROTOCOL.tcp ? CUT_SHORT : LATER_FRAGMENT;
  const needed =
    protocol === Ipv4.PROTOCOL.tcp
      ? TCP_OCTETS
      : protocol === Ipv4.PROTOCOL.udp
        ? UDP_OCTETS
        : protocol === Ipv4.PROTOCOL.icmp
          ? ICMP_OCTETS
          : 0;
  return payload + needed <= end ? READABLE : CUT_SHORT;
}

// The making of a program.

const isOneMask = (selectors: readonly AddressSelector[]): boolean =>
  selectors.length === 0 || (selectors.length === 1 && selectors[0]!.kind === 'masked');

const hasLists = (rule: FilterRule): boolean =>
  !isOneMask(rule.source) ||
  !isOneMask(rule.destination) ||
  protocolOf(rule) === SEVERAL_PROTOCOLS ||
  rule.from.length > 1 ||
  rule.to.length > 1;

function maskAndValue(selectors: readonly AddressSelector[]): readonly [mask: number, value: number] {
  const [one] = selectors;
  return selectors.length === 1 && one?.kind === 'masked' ? [one.mask | 0, one.address & one.mask] : [0, 0];
}

function protocolOf({ protocols }: FilterRule): number {
  const [one] = protocols;
  if (one === undefined) return ANY_PROTOCOL;
  return protocols.length === 1 && one.kind === 'protocol' ? one.number : SEVERAL_PROTOCOLS;
}

function comparesOf({ protocols, from, to }: FilterRule): number {
  if (from.length === 0 && to.length === 0) return NOTHING;
  const [one] = protocols;
  const onlyIcmp = protocols.length === 1 && one!.kind === 'protocol' && one!.number === Ipv4.PROTOCOL.icmp;
  return onlyIcmp ? TYPES : PORTS;
}

const ALL_NUMBERS: NumberRange = { first: 0, last: 0xffff };
const firstOf = (ranges: readonly NumberRange[]): NumberRange => (ranges.length === 1 ? ranges[0]! : ALL_NUMBERS);

function rowOf(rule: FilterRule): number[] {
  const [from, to] = [firstOf(rule.from), firstOf(rule.to)];
  return [
    ...maskAndValue(rule.source),
    ...maskAndValue(rule.destination),
    protocolOf(rule),
    comparesOf(rule),
    from.first,
    from.last,
    to.first,
    to.last,
    rule.action === 'reject' ? 0 : 1,
    0,
  ];
}

function appendLists(rows: number[], row: number, rule: FilterRule, hosts: HostAddresses): void {
  const head = rows.length;
  rows[row + LISTS] = head;
  for (let i = 0; i < LISTS_HEAD; i++) rows.push(0);
  const append = (list: number, entries: readonly (readonly number[])[]): void => {
    rows[head + list] = rows.length;
    rows[head + list + 1] = entries.length;
    for (const entry of entries) rows.push(...entry);
  };
  const addresses = (selectors: readonly AddressSelector[]) =>
    isOneMask(selectors) ? [] : selectors.map((selector) => addressEntry(selector, hosts));
  const numbers = (ranges: readonly NumberRange[]) =>
    ranges.length > 1 ? ranges.map(({ first, last }) => [0, first, last]) : [];
  append(SOURCES, addresses(rule.source));
  append(DESTINATIONS, addresses(rule.destination));
  append(PROTOCOLS, rule.protocols.map(protocolEntry));
  append(FROMS, numbers(rule.from));
  append(TOS, numbers(rule.to));
}

function addressEntry(selector: AddressSelector, hosts: HostAddresses): readonly number[] {
  if (selector.kind === 'masked') return [MASKED, selector.address & selector.mask, selector.mask | 0];
  if (selector.kind === 'range') return [RANGE, selector.first ^ SIGN, selector.last ^ SIGN];
  return [NAMED, hosts.register(selector.pattern), 0];
}

function protocolEntry(selector: FilterRule['protocols'][number]): readonly number[] {
  switch (selector.kind) {
    case 'protocol':
      return [PLAIN, selector.number, 0];
    case 'tcp-flags':
      return [selector.equal ? FLAGS_ARE : FLAGS_ARE_NOT, selector.value, selector.mask];
    case 'icmp': {
      const words = [0, 0];
      for (const type of ICMP_SORTS[selector.sort]) words[type >> 5]! |= 1 << (type & 31);
      return [ICMP_TYPES, ...words];
    }
  }
}
