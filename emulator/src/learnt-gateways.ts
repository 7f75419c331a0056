import type { InterfaceName } from '@rtemu/config/interface-name';
import type { Ipv4Address } from '@rtemu/wire/address';

/**
 * The gateways that DHCP servers have told, by interface: where `gateway dhcp lan2` leads. Whoever is the DHCP client says
 * what it has learnt; routes and keepalives follow.
 */
export class LearntGateways {
  readonly #gateways = new Map<InterfaceName, Ipv4Address>();
  #changed = false;

  /** @param gateway `undefined` when the lease is gone. */
  learn(name: InterfaceName, gateway: Ipv4Address | undefined): void {
    if (this.#gateways.get(name) === gateway) return;
    if (gateway === undefined) this.#gateways.delete(name);
    else this.#gateways.set(name, gateway);
    this.#changed = true;
  }

  get(name: InterfaceName): Ipv4Address | undefined {
    return this.#gateways.get(name);
  }

  /** Whether anything was learnt or lost since this was asked last. */
  takeChange(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }
}
