/**
 * Filters of a router: `ip filter` and where interfaces, PPs and commands list them, brought onto the stack.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  type FilterDirection,
  type FilterNumbers,
  type ForwardRule,
  ipFilter,
  ipFilterDirectedBroadcast,
  ipFilterDynamic,
  ipFilterDynamicTimer,
  ipFilterFqdnTimer,
  ipFilterSet,
  ipFilterSourceRoute,
  ipForwardFilter,
  ipInterfaceForwardFilter,
  ipSecureFilter,
  ipSecureFilterName,
  localForwardFilter,
  ppForwardFilter,
  ppSecureFilter,
  ppSecureFilterName,
} from '@rtemu/config/settings/filter';
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { ConnectionWatch } from '@rtemu/ip/filter/connection-watch';
import { DynamicList } from '@rtemu/ip/filter/dynamic-list';
import type { DynamicRule } from '@rtemu/ip/filter/dynamic-rule';
import { FilterList } from '@rtemu/ip/filter/filter-list';
import { FilterLog } from '@rtemu/ip/filter/filter-log';
import type { FilterRule } from '@rtemu/ip/filter/filter-rule';
import { ForwardFilter, type ForwardWay } from '@rtemu/ip/filter/forward-filter';
import { HostAddresses } from '@rtemu/ip/filter/host-addresses';
import { InterfaceFilter } from '@rtemu/ip/filter/interface-filter';
import type { Interface, PacketFilter } from '@rtemu/ip/interface';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { readIpv4 } from '@rtemu/wire/address';
import { dynamicRuleOf, dynamicTimersOf } from './dynamic-rules.js';
import * as LogText from './filter-log-text.js';
import { filterRuleOf } from './filter-rules.js';
import type { InterfacePlace, Interfaces, PlacedInterface } from './interfaces.js';
import type { Journal } from './journal.js';

/** As many connections as NAT has; of models that say nothing, as many as their elders have. */
const CONNECTIONS_MAX = 4096;

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

/** Where `ip forward filter` may lead. */
export interface Ways {
  /** The interface of a PP, while there is one. */
  interfaceOf(pp: number): number | undefined;
  /** Whether a keepalive lets its way be taken. */
  isUp(keepalive: number): boolean;
}

/** An interface with dynamic filters, by which its connections were let through. */
interface Guarded {
  readonly own: Interface;
  readonly rules: string;
}

export class Filters {
  /** What the resolver told others of host names, for filters that name hosts. */
  readonly hosts = new HostAddresses();
  /** Made when somebody first asks for it: most routers of a large lab have no dynamic filters. */
  #watch: ConnectionWatch | undefined;
  readonly #log: FilterLog;
  readonly #lists = new Map<string, NumberedList>();
  #document: Document;
  #rules: ReadonlyMap<number, FilterRule> = new Map();
  #dynamicRules: ReadonlyMap<number, DynamicRule> = new Map();
  readonly #compiled = new Map<string, FilterList>();
  readonly #guarded = new Map<number, Guarded>();

  constructor(
    private readonly arena: Arena,
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    private readonly journal: Journal,
    document: Document,
    private readonly ways: Ways,
    private readonly connectionsMax = CONNECTIONS_MAX,
  ) {
    this.#document = document;
    this.#log = new FilterLog(arena);
    this.#log.isOpen = journal.keeps('notice');
  }

  /** The connections that dynamic filters know. */
  get watch(): ConnectionWatch {
    if (this.#watch === undefined) {
      this.#watch = new ConnectionWatch(this.arena, this.connectionsMax);
      this.#watch.timers = dynamicTimersOf(this.#document.global.effective(ipFilterDynamicTimer));
    }
    return this.#watch;
  }

  /** To be called when a setting of the filters or of the log changes. */
  reconfigure(now: Instant, document: Document): void {
    const { global } = document;
    this.#document = document;
    this.#log.isOpen = this.journal.keeps('notice');
    this.hosts.lifetime = seconds(global.effective(ipFilterFqdnTimer).seconds);
    this.#rules = new Map(global.entries(ipFilter).map(({ key, value }) => [key, filterRuleOf(key, value)]));
    this.#dynamicRules = new Map(
      global.entries(ipFilterDynamic).map(({ key, value }) => [key, dynamicRuleOf(key, value, this.#rulesOf)]),
    );
    if (this.#watch) this.#watch.timers = dynamicTimersOf(global.effective(ipFilterDynamicTimer));
    this.#compiled.clear();
    for (const one of this.#lists.values()) one.list = this.#listOf(one.numbers);
    const { policy } = this.stack;
    policy.dropSourceRoutes = global.effective(ipFilterSourceRoute);
    const broadcasts = global.effective(ipFilterDirectedBroadcast);
    policy.dropDirectedBroadcasts = broadcasts !== false;
    policy.directedBroadcasts = typeof broadcasts === 'object' ? this.#listOf(broadcasts.filters) : undefined;
    this.follow(now);
  }

  /** To be called when interfaces came, went, or changed whether their line is connected. */
  follow(now: Instant): void {
    const gone = new Set(this.#guarded.keys());
    for (const placed of this.interfaces.all()) {
      this.#apply(now, placed);
      gone.delete(placed.number);
    }
    for (const number of gone) this.#forget(now, number);
    this.stack.policy.localForwardFilter = this.#forwardFilterOf(this.#document.global.get(localForwardFilter));
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

  /** `disconnect ip connection`. @param channel as `show ip connection` numbers it; all when not said */
  disconnect(now: Instant, number: number, channel: number | undefined): void {
    const session = this.watch.sessions.get(number);
    if (session !== undefined) this.watch.close(now, session, channel === undefined ? undefined : channel - 1);
    this.drain();
  }

  /** Writes down what filters had to say. */
  drain(): void {
    if (this.#log.size > 0)
      for (const entry of this.#log.take()) this.journal.write(entry.at, LogText.filtered(entry), 'notice');
    const watch = this.#watch;
    if (watch?.sessions.hasEnded)
      for (const { at, session } of watch.sessions.takeEnded()) {
        const name = this.#guarded.get(session.interface)?.own.name ?? '';
        const began = this.journal.timeAt(session.startedAt);
        this.journal.write(at, LogText.inspected(name, session, began), 'notice');
      }
  }

  handleTimeout(now: Instant): void {
    if (this.nextTimeout() <= now) this.#watch?.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return this.#watch?.nextTimeout() ?? NEVER;
  }

  #listOf(numbers: readonly number[]): FilterList {
    const key = numbers.join(' ');
    let list = this.#compiled.get(key);
    if (list === undefined)
      this.#compiled.set(key, (list = new FilterList(this.arena, this.#rulesOf(numbers), this.hosts)));
    return list;
  }

  readonly #rulesOf = (numbers: readonly number[]): readonly FilterRule[] =>
    numbers.flatMap((number) => this.#rules.get(number) ?? []);

  #dynamicOf(numbers: readonly number[]): DynamicList | undefined {
    const rules = numbers.flatMap((number) => this.#dynamicRules.get(number) ?? []);
    return rules.length === 0 ? undefined : new DynamicList(rules, this.hosts);
  }

  #apply(now: Instant, { place, number, isConnected }: PlacedInterface): void {
    const own = this.stack.interface(number);
    const [inward, outward] = [this.#numbersOf(place, 'in'), this.#numbersOf(place, 'out')];
    this.#guard(now, number, own, [inward.dynamic, outward.dynamic]);
    const dynamic = { in: this.#dynamicOf(inward.dynamic), out: this.#dynamicOf(outward.dynamic) };
    const watch = dynamic.in === undefined && dynamic.out === undefined ? undefined : this.watch;
    const filterOf = (direction: FilterDirection, { filters }: FilterNumbers): InterfaceFilter | undefined => {
      const list = filters.length === 0 ? undefined : this.#listOf(filters);
      if (list === undefined && watch === undefined) return undefined;
      const parts = { list, dynamic: dynamic[direction], watch };
      const filter = new InterfaceFilter({ number, name: own.name, direction }, parts, this.#log);
      filter.isConnected = isConnected;
      return filter;
    };
    own.inFilter = filterOf('in', inward);
    own.outFilter = filterOf('out', outward);
    const id =
      place.kind === 'lan'
        ? this.#document.global.getAt(ipInterfaceForwardFilter, place.name)
        : this.#document.pp(place.pp).get(ppForwardFilter);
    own.forwardFilter = this.#forwardFilterOf(id);
  }

  /** Gateways that are not here, such as tunnels, are left out. */
  #forwardFilterOf(id: number | undefined): ForwardFilter | undefined {
    if (id === undefined) return undefined;
    const rules = this.#document.global
      .entries(ipForwardFilter)
      .filter(({ key }) => key.id === id)
      .flatMap(({ value }) => {
        const way = this.#wayOf(value);
        return way === undefined ? [] : [{ list: this.#listOf(value.filters), way }];
      });
    return rules.length === 0 ? undefined : new ForwardFilter(rules);
  }

  #wayOf({ gateway, keepalive }: ForwardRule): ForwardWay | undefined {
    const isUsable = (): boolean => keepalive === undefined || this.ways.isUp(keepalive);
    if (gateway.kind === 'pp') {
      const number = this.ways.interfaceOf(gateway.pp);
      return number === undefined ? undefined : { interface: number, gateway: 0, isUsable };
    }
    const address = gateway.kind === 'host' ? readIpv4(gateway.host) : undefined;
    return address === undefined ? undefined : { interface: undefined, gateway: address | 0, isUsable };
  }

  /** Connections that were let through by other filters than there are now, or at an interface that is gone, end. */
  #guard(now: Instant, number: number, own: Interface, numbers: readonly (readonly number[])[]): void {
    const rules = JSON.stringify(numbers.map((list) => list.map((one) => this.#dynamicRules.get(one))));
    const before = this.#guarded.get(number);
    if (before !== undefined && (before.own !== own || before.rules !== rules)) this.#forget(now, number);
    if (before?.own !== own || before.rules !== rules) this.#guarded.set(number, { own, rules });
  }

  #forget(now: Instant, number: number): void {
    this.#watch?.clear(now, number);
    this.drain();
    this.#guarded.delete(number);
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
