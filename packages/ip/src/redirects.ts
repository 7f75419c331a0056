import type { Ipv4Address } from '@rtemu/wire/address';
import { LIMIT } from './limits.js';
import { NO_ROUTE, type Route, type RouteTable } from './route-table.js';

/**
 * Routes to single hosts that gateways have told of (RFC 1122 §3.2.2.2): kind `redirect`. One is believed only when it comes
 * from the gateway that packets to the host go to now, and names a neighbour on the same interface.
 */
export class Redirects {
  /** Oldest first. */
  readonly #routes: Route[] = [];
  #isOn = false;
  /** Those that were not to be believed, or not to be heard. */
  ignored = 0;

  constructor(private readonly table: RouteTable) {}

  get size(): number {
    return this.#routes.length;
  }

  /** Whether redirects are followed; all that was learnt is forgotten when they no longer are. */
  follow(on: boolean): void {
    this.#isOn = on;
    if (!on) for (const route of this.#routes.splice(0)) this.table.remove(route);
  }

  handle(source: Ipv4Address, gateway: Ipv4Address, destination: Ipv4Address): void {
    if (!this.#isOn || !this.#isCredible(source, gateway, destination)) {
      this.ignored++;
      return;
    }
    const known = this.#routes.findIndex(({ prefix }) => prefix.address === destination);
    if (known >= 0) this.table.remove(this.#routes.splice(known, 1)[0]!);
    if (this.#routes.length >= LIMIT.redirects) this.table.remove(this.#routes.shift()!);
    const route: Route = { prefix: { address: destination, length: 32 }, gateway, kind: 'redirect' };
    this.#routes.push(route);
    this.table.add(route);
  }

  #isCredible(source: Ipv4Address, gateway: Ipv4Address, destination: Ipv4Address): boolean {
    const { table } = this;
    const now = table.lookup(destination);
    if (now === NO_ROUTE || table.gateway[now]! >>> 0 !== source || gateway === source) return false;
    const interface_ = table.interface[now];
    const to = table.lookup(gateway);
    return to !== NO_ROUTE && table.interface[to] === interface_ && table.gateway[to] === 0 && table.local[to] !== 0;
  }
}
