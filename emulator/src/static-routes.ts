import type { Document } from '@rtemu/config/document';
import { type Gateway, ipRoute, type RouteGateway } from '@rtemu/config/settings/ip';
import { START } from '@rtemu/engine/time';
import type { Route } from '@rtemu/ip/route-table';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Prefix } from '@rtemu/wire/address';
import type { Pps } from './pps.js';

/** A line of `ip route`, and what it came to. */
export interface StaticRoute {
  readonly prefix: Ipv4Prefix;
  readonly gateway: Gateway;
  /** What the stack was told; `undefined` while the way does not exist: a PP that is disabled, a caller who is not here. */
  readonly route: Route | undefined;
}

/** `ip route`, brought onto the stack. Routes by way of PPs come and go with these. */
export class StaticRoutes {
  #routes: readonly StaticRoute[] = [];
  #null: number | undefined;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly pps: Pps,
  ) {}

  get all(): readonly StaticRoute[] {
    return this.#routes;
  }

  /** To be called when `ip route` changes, and when a PP comes or goes. Touches only routes that differ. */
  reconfigure({ global }: Document): void {
    const wanted = global
      .entries(ipRoute)
      .flatMap(({ key: prefix, value: gateways }) =>
        gateways.map((way) => ({ prefix, gateway: way.gateway, route: this.#routeTo(prefix, way) })),
      );
    const texts = new Set(wanted.map(({ route }) => JSON.stringify(route)));
    const old = new Set(this.#routes.map(({ route }) => JSON.stringify(route)));
    for (const { route } of this.#routes)
      if (route && !texts.has(JSON.stringify(route))) this.stack.routes.remove(route);
    for (const { route } of wanted) if (route && !old.has(JSON.stringify(route))) this.stack.routes.add(route);
    this.#routes = wanted;
  }

  #routeTo(prefix: Ipv4Prefix, { gateway, metric, hide }: RouteGateway): Route | undefined {
    if (hide && gateway.kind === 'pp' && !this.pps.numbered(gateway.pp)?.isOnline) return undefined;
    const common = { prefix, kind: 'static', ...(metric !== undefined && { metric }) } as const;
    if (gateway.kind === 'address') return { ...common, gateway: gateway.address };
    const number =
      gateway.kind === 'pp'
        ? this.pps.interfaceOf(gateway.pp)
        : gateway.kind === 'anonymous'
          ? this.pps.interfaceOf('anonymous', gateway.user)
          : gateway.kind === 'null'
            ? this.#nowhere()
            : undefined;
    return number === undefined ? undefined : { ...common, interface: number };
  }

  /** The interface `null`, which swallows what is sent to it: no PP is behind it. Made when first used. */
  #nowhere(): number {
    if (this.#null === undefined) {
      this.#null = this.stack.addPointToPoint('NULL');
      this.stack.setUp(START, this.#null, true);
    }
    return this.#null;
  }
}
