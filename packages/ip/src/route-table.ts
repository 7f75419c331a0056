/**
 * The routes, and the longest match over them (RFC 1812 §5.2.4.3).
 *
 * Routes come and go as comfortable objects. What the forwarding path asks is compiled from them when it next asks: of
 * the routes to one prefix the best that can be used, in a hash table that is probed once per prefix length in use.
 * A lookup allocates nothing.
 * @module
 */
import { contains, type Ipv4Address, type Ipv4Prefix, maskOf } from '@rtemu/wire/address';

export type RouteKind = 'static' | 'implicit' | 'temporary';

/** The preference of static and implicit routes (manual 8.1.33): the higher wins. */
export const PREFERENCE = 10_000;

export interface Route {
  readonly prefix: Ipv4Prefix;
  /** The next hop. Without one the destination itself is the neighbour. */
  readonly gateway?: Ipv4Address;
  /** The interface's number. Without one it is the interface that the gateway is connected to. */
  readonly interface?: number;
  readonly kind: RouteKind;
  readonly metric?: number;
  readonly preference?: number;
  /** Of a connected network: our own address in it, which is the source of what we send there. */
  readonly local?: Ipv4Address;
}

export interface RouteEntry extends Route {
  /** The interface that packets take; absent while the gateway is not connected to any. */
  readonly via?: number;
  /** True for the route to its prefix that is in use. */
  readonly active: boolean;
}

/** What {@link RouteTable.lookup} answers when no route matches. */
export const NO_ROUTE = -1;

const NOWHERE = -1;

const hash = (network: number, length: number): number => Math.imul((network >>> 7) ^ network ^ length, 0x9e3779b1);

/** Static before what came by itself: at equal preference the operator's word counts (manual 8.1.33). */
const RANK = { static: 0, temporary: 1, implicit: 2 } as const;

const inOrderOfChoice = (a: Route, b: Route): number =>
  (b.preference ?? PREFERENCE) - (a.preference ?? PREFERENCE) ||
  RANK[a.kind] - RANK[b.kind] ||
  (a.metric ?? 0) - (b.metric ?? 0);

const inOrderOfDisplay = (a: Route, b: Route): number =>
  a.prefix.address - b.prefix.address || a.prefix.length - b.prefix.length || inOrderOfChoice(a, b);

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

export class RouteTable {
  /** By row, as {@link lookup} answers it: the interface's number. */
  interface = new Int32Array(0);
  /** By row: the gateway's address as a signed integer; 0 when the destination is the neighbour. */
  gateway = new Int32Array(0);
  /** By row: our own address on a connected network as a signed integer; 0 on other routes. */
  local = new Int32Array(0);

  readonly #routes: Route[] = [];
  readonly #up = new Set<number>();
  #stale = false;
  /** The prefix lengths in use, longest first, and the mask of each. */
  #lengths = new Int32Array(0);
  #masks = new Int32Array(0);
  /** Open addressing; a length of -1 marks a free place. */
  #placeLength = new Int8Array([-1]);
  #placeNetwork = new Int32Array(1);
  #placeRow = new Int32Array(1);
  #shift = 32;

  /** Several routes may lead to one prefix; the best that can be used is. */
  add(route: Route): void {
    this.#routes.push(route);
    this.#stale = true;
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
  removeInterface(number: number, kinds: readonly RouteKind[] = ['static', 'implicit', 'temporary']): void {
    this.#removeIf((route) => route.interface === number && kinds.includes(route.kind));
  }

  /** A route over an interface that is down is kept and not used. */
  setInterfaceUp(number: number, up: boolean): void {
    if (up) this.#up.add(number);
    else this.#up.delete(number);
    this.#stale = true;
  }

  /**
   * The row of the longest match; {@link NO_ROUTE} when nothing matches. Rows hold until the next change of the table.
   * @param destination signed or unsigned.
   */
  lookup(destination: number): number {
    if (this.#stale) this.#compile();
    const lengths = this.#lengths;
    for (let i = 0; i < lengths.length; i++) {
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

  /** All routes in the order of `show ip route`: the default first, then ascending. */
  entries(): RouteEntry[] {
    const winners = new Set(this.#winners().map(({ route }) => route));
    const connected = this.#connected();
    return [...this.#routes].sort(inOrderOfDisplay).map((route) => {
      const via = viaOf(route, connected);
      return { ...route, ...(via !== NOWHERE && { via }), active: winners.has(route) };
    });
  }

  #removeIf(leaves: (route: Route) => boolean): void {
    for (let i = this.#routes.length - 1; i >= 0; i--)
      if (leaves(this.#routes[i]!)) {
        this.#routes.splice(i, 1);
        this.#stale = true;
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

  #winners(): { route: Route; via: number }[] {
    const byPrefix = new Map<number, { route: Route; via: number }>();
    const connected = this.#connected();
    for (const route of this.#routes) {
      const via = viaOf(route, connected);
      if (via === NOWHERE || !this.#up.has(via)) continue;
      const key = route.prefix.address * 64 + route.prefix.length;
      const rival = byPrefix.get(key);
      if (rival === undefined || inOrderOfChoice(route, rival.route) < 0) byPrefix.set(key, { route, via });
    }
    return [...byPrefix.values()];
  }

  #compile(): void {
    this.#stale = false;
    const winners = this.#winners();
    this.interface = Int32Array.from(winners, ({ via }) => via);
    this.gateway = Int32Array.from(winners, ({ route }) => route.gateway ?? 0);
    this.local = Int32Array.from(winners, ({ route }) => route.local ?? 0);
    const lengths = [...new Set(winners.map(({ route }) => route.prefix.length))].sort((a, b) => b - a);
    this.#lengths = Int32Array.from(lengths);
    this.#masks = Int32Array.from(lengths, maskOf);
    const bits = Math.max(2, 33 - Math.clz32(winners.length));
    this.#shift = 32 - bits;
    this.#placeLength = new Int8Array(1 << bits).fill(-1);
    this.#placeNetwork = new Int32Array(1 << bits);
    this.#placeRow = new Int32Array(1 << bits);
    const last = (1 << bits) - 1;
    for (const [row, { route }] of winners.entries()) {
      const { address, length } = route.prefix;
      let place = (hash(address | 0, length) >>> this.#shift) & last;
      while (this.#placeLength[place]! >= 0) place = (place + 1) & last;
      this.#placeLength[place] = length;
      this.#placeNetwork[place] = address;
      this.#placeRow[place] = row;
    }
  }
}
