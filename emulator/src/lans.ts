import type { Document } from '@rtemu/config/document';
import { ipAddress, ipMtu, ipProxyArp, ipSecondaryAddress } from '@rtemu/config/settings/ip';
import type { Instant } from '@rtemu/engine/time';
import type { InterfaceAddress } from '@rtemu/ip/own-addresses';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Address } from '@rtemu/wire/address';

/** The LAN interfaces of a router: their settings brought onto the stack, where card `i` is `lan(i+1)`. */
export class Lans {
  constructor(
    private readonly stack: Ipv4Stack,
    readonly names: readonly string[],
  ) {}

  reconfigure(now: Instant, { global }: Document): void {
    for (const [number, name] of this.names.entries()) {
      const addresses = [global.getAt(ipAddress, name), global.getAt(ipSecondaryAddress, name)].flatMap((address) =>
        address === undefined || address === 'dhcp' ? [] : [address],
      );
      this.#setAddresses(now, number, addresses);
      this.stack.setMtu(number, global.effectiveAt(ipMtu, name));
      this.stack.setProxyArp(number, global.effectiveAt(ipProxyArp, name));
    }
  }

  /** What an unnumbered interface goes by: the primary address of the first LAN that has one. */
  borrowed(): Ipv4Address | undefined {
    for (const number of this.names.keys()) {
      const [primary] = this.stack.interface(number).addresses;
      if (primary) return primary.address;
    }
    return undefined;
  }

  /** An address that stays is not announced anew. */
  #setAddresses(now: Instant, number: number, addresses: readonly InterfaceAddress[]): void {
    const old = this.stack.interface(number).addresses;
    const same =
      old.length === addresses.length &&
      old.every(({ address, length }, i) => address === addresses[i]!.address && length === addresses[i]!.length);
    if (!same) this.stack.setAddresses(now, number, addresses);
  }
}
