/**
 * Filters of a router: `ip filter` and where interfaces, PPs and commands list them, brought onto the stack.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  type FilterDirection,
  type FilterNumbers,
  ipFilter,
  ipFilterDirectedBroadcast,
  ipFilterFqdnTimer,
  ipFilterSet,
  ipFilterSourceRoute,
  ipSecureFilter,
  ipSecureFilterName,
  ppSecureFilter,
  ppSecureFilterName,
} from '@rtemu/config/settings/filter';
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, seconds } from '@rtemu/engine/time';
import { FilterList } from '@rtemu/ip/filter/filter-list';
import { FilterLog } from '@rtemu/ip/filter/filter-log';
import type { FilterRule } from '@rtemu/ip/filter/filter-rule';
import { HostAddresses } from '@rtemu/ip/filter/host-addresses';
import { InterfaceFilter } from '@rtemu/ip/filter/interface-filter';
import type { PacketFilter } from '@rtemu/ip/interface';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { filterRuleOf } from './filter-rules.js';
import type { InterfacePlace, Interfaces, PlacedInterface } from './interfaces.js';
import type { Journal } from './journal.js';
import * as LogText from './log-text.js';

const DIRECTIONS = ['in', 'out'] as const;
const NO_NUMBERS: FilterNumbers = { filters: [], dynamic: [] };

/** Numbers that somebody asked for, followed wherever the configuration goes. */
class NumberedList implements PacketFilter {
  constructor(
    readonly numbers: readonly number[],
    public list: FilterList,
  ) {}

  passes(now: Instant, slot: Slot): boolean {
    return this.list.passes(now, slot);
  }
}

export class Filters {
  /** What the resolver told others of host names, for filters that name hosts. */
  readonly hosts = new HostAddresses();
  readonly #log: FilterLog;
  readonly #lists = new Map<string, NumberedList>();
  #document: Document;
  #rules: ReadonlyMap<number, FilterRule> = new Map();
  readonly #compiled = new Map<string, FilterList>();

  constructor(
    private readonly arena: Arena,
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    private readonly journal: Journal,
    document: Document,
  ) {
    this.#document = document;
    this.#log = new FilterLog(arena);
  }

  /** To be called when a setting of the filters or of the log changes. */
  reconfigure(document: Document): void {
    const { global } = document;
    this.#document = document;
    this.#log.isOpen = this.journal.keeps('notice');
    this.hosts.lifetime = seconds(global.effective(ipFilterFqdnTimer).seconds);
    this.#rules = new Map(global.entries(ipFilter).map(({ key, value }) => [key, filterRuleOf(key, value)]));
    this.#compiled.clear();
    for (const one of this.#lists.values()) one.list = this.#listOf(one.numbers);
    const { policy } = this.stack;
    policy.dropSourceRoutes = global.effective(ipFilterSourceRoute);
    const broadcasts = global.effective(ipFilterDirectedBroadcast);
    policy.dropDirectedBroadcasts = broadcasts !== false;
    policy.directedBroadcasts = typeof broadcasts === 'object' ? this.#listOf(broadcasts.filters) : undefined;
    this.follow();
  }

  /** To be called when interfaces came, went, or changed whether their line is connected. */
  follow(): void {
    for (const placed of this.interfaces.all()) this.#apply(placed);
  }

  /**
   * Numbers of `ip filter` as one filter, for whatever lists them: a packet passes when the first of them that it meets
   * does not reject it. It follows the configuration by itself. A number without a filter is none.
   */
  list(numbers: readonly number[]): PacketFilter {
    const key = numbers.join(' ');
    let list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, (list = new NumberedList(numbers, this.#listOf(numbers))));
    return list;
  }

  /** Writes down what filters had to say. */
  drain(): void {
    if (this.#log.size === 0) return;
    for (const entry of this.#log.take()) this.journal.write(entry.at, LogText.filtered(entry), 'notice');
  }

  #listOf(numbers: readonly number[]): FilterList {
    const key = numbers.join(' ');
    let list = this.#compiled.get(key);
    if (list === undefined) {
      const rules = numbers.flatMap((number) => this.#rules.get(number) ?? []);
      this.#compiled.set(key, (list = new FilterList(this.arena, rules, this.hosts)));
    }
    return list;
  }

  #apply({ place, number, isConnected }: PlacedInterface): void {
    const own = this.stack.interface(number);
    const [inward, outward] = DIRECTIONS.map((direction) => {
      const { filters } = this.#numbersOf(place, direction);
      if (filters.length === 0) return undefined;
      const filter = new InterfaceFilter(own.name, direction, this.#listOf(filters), this.#log);
      filter.isConnected = isConnected;
      return filter;
    });
    own.inFilter = inward;
    own.outFilter = outward;
  }

  /** A set that is not defined means no filters (manual 8.1.25). */
  #numbersOf(place: InterfacePlace, direction: FilterDirection): FilterNumbers {
    const { global } = this.#document;
    const name =
      place.kind === 'lan'
        ? global.getAt(ipSecureFilterName, place.name)
        : this.#document.pp(place.pp).get(ppSecureFilterName);
    if (name !== undefined) return global.getAt(ipFilterSet, { name, direction }) ?? NO_NUMBERS;
    const numbers =
      place.kind === 'lan'
        ? global.getAt(ipSecureFilter, { interface: place.name, direction })
        : this.#document.pp(place.pp).getAt(ppSecureFilter, direction);
    return numbers ?? NO_NUMBERS;
  }
}
