/**
 * The routes, and the longest match over them (RFC 1812 §5.2.4.3).
 *
 * Routes come and go as comfortable objects. What the forwarding path asks is compiled from them when it next asks: of
 * the routes to one prefix the best that can be used, in a hash table that is probed once per prefix length in use.
 * A lookup allocates nothing. Where the operator wrote several ways to one prefix, each packet chooses
 * ({@link RouteTable.rowFor}); all others pay one comparison for that.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';
import { contains, type Ipv4Address, type Ipv4Prefix, maskOf } from '@rtemu/wire/address';
import type { PacketFilter } from './interface.js';
import { NO_WAY, type SharedWay, WayChoice } from './way-choice.js';

export type RouteKind = 'static' | 'implicit' | 'temporary' | 'redirect';

/** The preference of static and implicit routes (manual 8.1.33): the higher wins. */
export const PREFERENCE = 10_000;

export interface Route {
  readonly prefix: Ipv4Prefix;
  /** The next hop. Without one the destination itself is the neighbour. */
  readonly gateway?: Ipv4Address;
  /** The interface's number. Without one it is the interface that the gateway is connected to. */
  readonly interface?: number;
  readonly kind: RouteKind;
  /** Of several the lowest counts: 1 when not given. */
  readonly metric?: number;
  readonly preference?: number;
  /** Of a connected network: our own address in it, which is the source of what we send there. */
  readonly local?: Ipv4Address;
  /** The share of the flows that it takes among static routes to one prefix; 0: only when no other is left. 1 when not given. */
  readonly weight?: number;
  /** Only packets that pass go this way: a static route. It comes before those without. */
  readonly filter?: PacketFilter;
  /** False: kept and not used, since its line is not connected or what watches it says so. */
  readonly usable?: boolean;
}

export interface RouteEntry extends Route {
  /** The interface that packets take; absent while the gateway is not connected to any. */
  readonly via?: number;
  /** True for the route to its prefix that is in use; of several static ones each that packets may take now or later. */
  readonly active: boolean;
}

/** What {@link RouteTable.lookup} answers when no route matches. */
export const NO_ROUTE = -1;

const NOWHERE = -1;

const hash = (network: number, length: number): number => Math.imul((network >>> 7) ^ network ^ length, 0x9e3779b1);

/** Static before what came by itself: at equal preference the operator's word counts (manual 8.1.33). */
const RANK = { static: 0, redirect: 1, temporary: 1, implicit: 2 } as const;

const metricOf = ({ metric = 1 }: Route): number => metric;
const weightOf = ({ weight = 1 }: Route): number => weight;

const inOrderOfPreference = (a: Route, b: Route): number =>
  (b.preference ?? PREFERENCE) - (a.preference ?? PREFERENCE) || RANK[a.kind] - RANK[b.kind];

/** Routes to one prefix in the order in which they were added, where nothing else tells them apart. */
const inOrderOfDisplay = (a: Route, b: Route): number =>
  a.prefix.address - b.prefix.address || a.prefix.length - b.prefix.length || inOrderOfPreference(a, b);

const samePrefix = (a: Ipv4Prefix, b: Ipv4Prefix): boolean => a.address === b.address && a.length === b.length;

/**
 * Where a route leads. A gateway is looked for among what is directly connected, longest match first, and never
 * through another gateway, so that no two routes wait for each other.
 */
function viaOf({ interface: named, gateway }: Route, connected: readonly Route[]): number {
  if (named !== undefined) return named;
  if (gateway === undefined) return NOWHERE;
  return connected.find(({ prefix }) => contains(prefix, gateway))?.interface ?? NOWHERE;
}

/** A route and the number of the interface it leads to; -1 when it cannot be used. */
export interface Way {
  readonly route: Route;
  readonly via: number;
}

const isUsable = ({ via }: Way): boolean => via !== NOWHERE;

/** What the routes to one prefix come to: the one for every packet, or a choice. */
interface Outcome {
  readonly prefix: Ipv4Prefix;
  /** What stands for all of them where there is no packet to choose by. */
  readonly way: Way;
  readonly choice?: { readonly conditional: readonly Way[]; readonly shared: readonly Way[] };
}

/**
 * @param ways all to one prefix, in the order in which they were added
 * @returns `undefined` when none of them can be used
 */
function outcomeOf(ways: readonly Way[]): Outcome | undefined {
  const { prefix } = ways[0]!.route;
  const usable = ways.filter(isUsable).sort((a, b) => inOrderOfPreference(a.route, b.route));
  const conditional = usable.filter(
    ({ route }) => route.filter !== undefined && inOrderOfPreference(route, usable[0]!.route) === 0,
  );
  const open = usable.filter(({ route }) => route.filter === undefined);
  const shared = open[0] === undefined ? [] : sharedOf(ways, open);
  const way = shared.find(isUsable) ?? conditional[0];
  if (way === undefined) return undefined;
  return conditional.length === 0 && shared.length === 1
    ? { prefix, way }
    : { prefix, way, choice: { conditional, shared } };
}

/** Those among which flows are shared; those that cannot be used now keep their place among them. */
function sharedOf(ways: readonly Way[], open: readonly Way[]): readonly Way[] {
  const best = open.filter(({ route }) => inOrderOfPreference(route, open[0]!.route) === 0);
  const sharing = best.filter(({ route }) => weightOf(route) > 0);
  const among = sharing.length > 0 ? sharing : best;
  const metric = Math.min(...among.map(({ route }) => metricOf(route)));
  const first = among.find(({ route }) => metricOf(route) === metric)!;
  if (sharing.length === 0 || first.route.kind !== 'static') return [first];
  if (among.filter(({ route }) => metricOf(route) === metric).length === 1) return [first];
  return ways.filter(
    ({ route }) =>
      route.filter === undefined &&
      inOrderOfPreference(route, first.route) === 0 &&
      weightOf(route) > 0 &&
      metricOf(route) === metric,
  );
}

const NOTHING = new Int32Array(0);
/** The only place, and a free one, of every table that has no routes yet. */
const ONE_FREE = { length: new Int8Array([-1]), number: new Int32Array(1) } as const;

export class RouteTable {
  /** By row, as {@link lookup} answers it: the interface's number. */
  interface = NOTHING;
  /** By row: the gateway's address as a signed integer; 0 when the destination is the neighbour. */
  gateway = NOTHING;
  /** By row: our own address on a connected network as a signed integer; 0 on other routes. */
  local = NOTHING;

  readonly #routes: Route[] = [];
  readonly #up = new Set<number>();
  #stale = false;
  /** Counts up with every change. */
  #version = 0;
  /** The prefix lengths in use, longest first, and the mask of each. */
  #lengths = NOTHING;
  #masks = NOTHING;
  /** Open addressing; a length of -1 marks a free place. */
  #placeLength = ONE_FREE.length;
  #placeNetwork = ONE_FREE.number;
  #placeRow = ONE_FREE.number;
  #shift = 32;
  /** By row: which of the choices packets have here; -1 where there is nothing to choose. */
  #choice = NOTHING;
  #choices: readonly WayChoice[] = [];
  /** By row of a prefix: its length, and where that stands among the lengths. */
  #lengthOf = NOTHING;
  #lengthIndex = NOTHING;

  /** Several routes may lead to one prefix; the best that can be used is. */
  add(route: Route): void {
    this.#routes.push(route);
    this.#touch();
  }

  /** Puts ways in the place of all static ones to a prefix, in the order in which they were written. */
  setStatic(prefix: Ipv4Prefix, ways: readonly Route[]): void {
    this.remove({ prefix, kind: 'static' });
    for (const way of ways) this.add(way);
  }

  /** All static routes, in the order in which they were added. */
  statics(): readonly Route[] {
    return this.#routes.filter(({ kind }) => kind === 'static');
  }

  /** Removes the routes of this kind to the prefix: all, or those with the same gateway and interface. */
  remove(route: Pick<Route, 'prefix' | 'kind' | 'gateway' | 'interface'>): void {
    const named = route.gateway !== undefined || route.interface !== undefined;
    this.#removeIf(
      (candidate) =>
        candidate.kind === route.kind &&
        samePrefix(candidate.prefix, route.prefix) &&
        (!named || (candidate.gateway === route.gateway && candidate.interface === route.interface)),
    );
  }

  /** Removes every route that names the interface, or only those of one kind. */
  removeInterface(number: number, kinds: readonly RouteKind[] = ['static', 'implicit', 'temporary', 'redirect']): void {
    this.#removeIf((route) => route.interface === number && kinds.includes(route.kind));
  }

  /** A route over an interface that is down is kept and not used. */
  setInterfaceUp(number: number, up: boolean): void {
    if (up) this.#up.add(number);
    else this.#up.delete(number);
    this.#touch();
  }

  /**
   * The row of the longest match; {@link NO_ROUTE} when nothing matches. Rows hold until the next change of the table.
   * Where there are several ways it is the first that would do, since there is no packet to choose by.
   * @param destination signed or unsigned.
   */
  lookup(destination: number): number {
    if (this.#stale) this.#compile();
    return this.#search(destination, 0);
  }

  /** The row of the way that a packet takes. @param slot begins at the IPv4 header. */
  rowFor(arena: Arena, now: Instant, destination: number, slot: Slot): number {
    if (this.#stale) this.#compile();
    const row = this.#search(destination, 0);
    return row === NO_ROUTE || this.#choice[row]! < 0 ? row : this.#choose(arena, now, destination, slot, row);
  }

  /**
   * Where the first way leads that was written for what matches longest, whether it can be used or not: what is to find out
   * whether it can goes there (manual 8.5.8, `head`). `undefined` when no static route is the
   * longest; a way that leads to no interface now is one all the same.
   */
  headFor(destination: Ipv4Address): Way | undefined {
    const length = this.#routes.reduce(
      (longest, { prefix, kind }) =>
        kind === 'static' && prefix.length > longest && contains(prefix, destination) ? prefix.length : longest,
      -1,
    );
    const row = this.lookup(destination);
    if (row !== NO_ROUTE && this.#lengthOf[row]! > length) return undefined;
    const first = this.#routes.find(
      ({ prefix, kind }) => kind === 'static' && prefix.length === length && contains(prefix, destination),
    );
    return first === undefined ? undefined : { route: first, via: viaOf(first, this.#connected()) };
  }

  #search(destination: number, fromLength: number): number {
    const lengths = this.#lengths;
    for (let i = fromLength; i < lengths.length; i++) {
      const length = lengths[i]!;
      const network = destination & this.#masks[i]!;
      const last = this.#placeLength.length - 1;
      for (let place = (hash(network, length) >>> this.#shift) & last; ; place = (place + 1) & last) {
        const found = this.#placeLength[place]!;
        if (found < 0) break;
        if (found === length && this.#placeNetwork[place] === network) return this.#placeRow[place]!;
      }
    }
    return NO_ROUTE;
  }

  /** Another number after every change: whoever follows the table need not look through it. */
  get version(): number {
    return this.#version;
  }

  #touch(): void {
    this.#stale = true;
    this.#version++;
  }

  /** All routes in the order of `show ip route`: the default first, then ascending. */
  entries(): RouteEntry[] {
    const active = new Set<Route>();
    for (const ways of this.#byPrefix()) {
      const outcome = outcomeOf(ways);
      if (outcome === undefined) continue;
      const { route: best } = outcome.way;
      active.add(best);
      if (best.kind === 'static')
        for (const way of ways) if (isUsable(way) && inOrderOfPreference(way.route, best) === 0) active.add(way.route);
    }
    const connected = this.#connected();
    return [...this.#routes].sort(inOrderOfDisplay).map((route) => {
      const via = viaOf(route, connected);
      return { ...route, ...(via !== NOWHERE && { via }), active: active.has(route) };
    });
  }

  /** Asks the filters and shares of each network on the way from the longest match to the shortest. */
  #choose(arena: Arena, now: Instant, destination: number, slot: Slot, first: number): number {
    for (let row = first; row !== NO_ROUTE; row = this.#search(destination, this.#lengthIndex[row]! + 1)) {
      const choice = this.#choice[row]!;
      if (choice < 0) return row;
      const way = this.#choices[choice]!.choose(arena, now, slot);
      if (way !== NO_WAY) return way;
    }
    return NO_ROUTE;
  }

  #removeIf(leaves: (route: Route) => boolean): void {
    for (let i = this.#routes.length - 1; i >= 0; i--)
      if (leaves(this.#routes[i]!)) {
        this.#routes.splice(i, 1);
        this.#touch();
      }
  }

  /** What gateways are looked for among; the default route connects nothing. */
  #connected(): Route[] {
    return this.#routes
      .filter(
        ({ prefix, interface: number, gateway }) =>
          number !== undefined && !gateway && prefix.length > 0 && this.#up.has(number),
      )
      .sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** The routes to each prefix, in the order in which they were added. */
  #byPrefix(): readonly (readonly Way[])[] {
    const byPrefix = new Map<number, Way[]>();
    const connected = this.#connected();
    for (const route of this.#routes) {
      const via = route.usable === false ? NOWHERE : viaOf(route, connected);
      const way = { route, via: this.#up.has(via) ? via : NOWHERE };
      const key = route.prefix.address * 64 + route.prefix.length;
      const ways = byPrefix.get(key);
      if (ways === undefined) byPrefix.set(key, [way]);
      else ways.push(way);
    }
    return [...byPrefix.values()];
  }

  #compile(): void {
    this.#stale = false;
    const outcomes = this.#byPrefix().flatMap((ways) => outcomeOf(ways) ?? []);
    const lengths = [...new Set(outcomes.map(({ prefix }) => prefix.length))].sort((a, b) => b - a);
    // A row a prefix, and behind them the rows of those ways that packets choose between.
    const rows = outcomes.map(({ way }) => way);
    const rowOf = (way: Way): number => (isUsable(way) ? rows.push(way) - 1 : NO_WAY);
    const choices: WayChoice[] = [];
    const choice = outcomes.map(({ choice: between }) => {
      if (between === undefined) return -1;
      const conditional = between.conditional.map((way) => ({ filter: way.route.filter!, row: rowOf(way) }));
      const shared = between.shared.map((way): SharedWay => ({ weight: weightOf(way.route) || 1, row: rowOf(way) }));
      return choices.push(new WayChoice(conditional, shared)) - 1;
    });
    this.#choices = choices;
    this.#choice = Int32Array.from(choice);
    this.#lengthOf = Int32Array.from(outcomes, ({ prefix }) => prefix.length);
    this.#lengthIndex = Int32Array.from(outcomes, ({ prefix }) => lengths.indexOf(prefix.length));
    this.interface = Int32Array.from(rows, ({ via }) => via);
    this.gateway = Int32Array.from(rows, ({ route }) => route.gateway ?? 0);
    this.local = Int32Array.from(rows, ({ route }) => route.local ?? 0);
    this.#lengths = Int32Array.from(lengths);
    this.#masks = Int32Array.from(lengths, maskOf);
    this.#fill(outcomes);
  }

  #fill(outcomes: readonly Outcome[]): void {
    const bits = Math.max(2, 33 - Math.clz32(outcomes.length));
    this.#shift = 32 - bits;
    this.#placeLength = new Int8Array(1 << bits).fill(-1);
    this.#placeNetwork = new Int32Array(1 << bits);
    this.#placeRow = new Int32Array(1 << bits);
    const last = (1 << bits) - 1;
    for (const [row, { prefix }] of outcomes.entries()) {
      const { address, length } = prefix;
      let place = (hash(address | 0, length) >>> this.#shift) & last;
      while (this.#placeLength[place]! >= 0) place = (place + 1) & last;
      this.#placeLength[place] = length;
      this.#placeNetwork[place] = address;
      this.#placeRow[place] = row;
    }
  }
}
