import type { Document } from '@rtemu/config/document';
import { type Gateway, ipRoute, type RouteGateway } from '@rtemu/config/settings/ip';
import { unreachable } from '@rtemu/engine/invariant';
import type { Lazy } from '@rtemu/engine/lazy';
import type { Route } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type Ipv4Prefix, printPrefix } from '@rtemu/wire/address';
import type { Filters } from './filters.js';
import type { Keepalives } from './keepalives.js';
import type { LearntGateways } from './learnt-gateways.js';
import type { Pps } from './pps.js';
import type { Sinks } from './sinks.js';

/** One way of a line of `ip route`, and what it came to. */
export interface StaticRoute {
  readonly prefix: Ipv4Prefix;
  readonly way: RouteGateway;
  /** What the stack was told: without a hop while the way does not exist, as a PP that is disabled or a caller who is not here. */
  readonly route: Route;
}

/** Where ways lead to, and what they depend on. */
export interface RouteParts {
  readonly stack: Ipv4Stack;
  readonly pps: Pps;
  readonly sinks: Sinks;
  readonly gateways: LearntGateways;
  readonly keepalives: Lazy<Keepalives>;
  readonly filters: Lazy<Filters>;
}

const same = (a: Route, b: Route): boolean =>
  a.gateway === b.gateway &&
  a.interface === b.interface &&
  a.metric === b.metric &&
  a.weight === b.weight &&
  a.filter === b.filter &&
  a.usable === b.usable;

/** `ip route`, brought onto the stack. Ways come and go with PPs, learnt gateways and keepalives. */
export class StaticRoutes {
  #routes: readonly StaticRoute[] = [];

  constructor(private readonly parts: RouteParts) {}

  /** Way by way, in the order of the configuration. */
  get all(): readonly StaticRoute[] {
    return this.#routes;
  }

  /** To be called when anything changes that a way depends on. Touches only networks whose ways differ. */
  reconfigure({ global }: Document): void {
    const { routes } = this.parts.stack;
    const wanted = global
      .entries(ipRoute)
      .map(({ key: prefix, value }) => value.map((way) => ({ prefix, way, route: this.#routeOf(prefix, way) })));
    const gone = this.#inTable();
    for (const lines of wanted) {
      const { prefix } = lines[0]!;
      const key = printPrefix(prefix);
      const ways = lines.map(({ route }) => route);
      const known = gone.get(key) ?? [];
      gone.delete(key);
      if (ways.length !== known.length || !ways.every((way, i) => same(way, known[i]!))) routes.setStatic(prefix, ways);
    }
    for (const [first] of gone.values()) routes.setStatic(first!.prefix, []);
    this.#routes = wanted.flat();
  }

  /** What the table has now: routes leave it with the interface that they name. */
  #inTable(): Map<string, Route[]> {
    const byPrefix = new Map<string, Route[]>();
    for (const route of this.parts.stack.routes.statics()) {
      const key = printPrefix(route.prefix);
      byPrefix.set(key, [...(byPrefix.get(key) ?? []), route]);
    }
    return byPrefix;
  }

  #routeOf(prefix: Ipv4Prefix, way: RouteGateway): Route {
    const hop = this.#hopOf(way.gateway);
    const { metric, weight, filter } = way;
    return {
      prefix,
      kind: 'static',
      ...hop,
      ...(metric !== undefined && { metric }),
      ...(weight !== undefined && { weight }),
      ...(filter !== undefined && { filter: this.parts.filters.get().list(filter) }),
      ...((hop === undefined || !this.#isUsable(way)) && { usable: false }),
    };
  }

  /** The gateway or the interface of a way; `undefined` while there is neither. */
  #hopOf(gateway: Gateway): Pick<Route, 'gateway' | 'interface'> | undefined {
    const { pps, sinks, gateways } = this.parts;
    switch (gateway.kind) {
      case 'address':
        return { gateway: gateway.address };
      case 'dhcp': {
        const learnt = gateways.get(gateway.interface);
        return learnt === undefined ? undefined : { gateway: learnt };
      }
      case 'pp':
        return over(pps.interfaceOf(gateway.pp));
      case 'anonymous':
        return over(pps.interfaceOf('anonymous', gateway.user));
      case 'tunnel':
        return over(this.#ppOfTunnel(gateway.tunnel)?.interface);
      case 'loopback':
        return over(sinks.loopback(gateway.number));
      case 'null':
        return over(sinks.null);
      default:
        return unreachable(gateway);
    }
  }

  /** `hide` wants the line to be connected, `keepalive` that somebody has answered (manual 8.1.7). */
  #isUsable({ gateway, hide, keepalive }: RouteGateway): boolean {
    if (keepalive !== undefined && this.parts.keepalives.made?.isUp(keepalive) === false) return false;
    if (!hide) return true;
    if (gateway.kind === 'pp') return this.parts.pps.numbered(gateway.pp)?.isOnline === true;
    if (gateway.kind === 'tunnel') return this.#ppOfTunnel(gateway.tunnel)?.isOnline === true;
    return true; // that the interface is up is asked of every way
  }

  #ppOfTunnel(tunnel: number) {
    return this.parts.pps.all().find((pp) => pp.tunnel === tunnel);
  }
}

const over = (number: number | undefined): Pick<Route, 'interface'> | undefined =>
  number === undefined ? undefined : { interface: number };
