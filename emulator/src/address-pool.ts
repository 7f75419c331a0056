import type { Ipv4Address } from '@rtemu/wire/address';

/** From the first to the last address, both included. */
export interface AddressRange {
  readonly first: Ipv4Address;
  readonly last: Ipv4Address;
}

/**
 * `ip pp remote address pool` (manual 8.2.2): the addresses for callers whose PP is anonymous. The lowest free one in the
 * order of the configuration is given first.
 */
export class AddressPool {
  readonly #taken = new Set<Ipv4Address>();

  constructor(private readonly ranges: readonly AddressRange[]) {}

  get inUse(): number {
    return this.#taken.size;
  }

  /** `undefined` when every address is in use. */
  take(): Ipv4Address | undefined {
    for (const { first, last } of this.ranges)
      for (let address = first; address <= last; address = (address + 1) as Ipv4Address)
        if (!this.#taken.has(address)) {
          this.#taken.add(address);
          return address;
        }
    return undefined;
  }

  /** Takes one address in particular, of the pool or not; false when it is in use. */
  takeThis(address: Ipv4Address): boolean {
    if (this.#taken.has(address)) return false;
    this.#taken.add(address);
    return true;
  }

  release(address: Ipv4Address): void {
    this.#taken.delete(address);
  }
}
