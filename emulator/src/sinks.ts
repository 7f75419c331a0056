import type { Document } from '@rtemu/config/document';
import { ipAddress } from '@rtemu/config/settings/ip';
import { type Instant, START } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';

const LOOPBACKS = 9;

/** `loopback1` to `loopback9` and `null`: interfaces behind which nothing lies. They are always up, and made when first used. */
export class Sinks {
  readonly #loopbacks: (number | undefined)[] = [];
  #null: number | undefined;

  constructor(private readonly stack: Ipv4Stack) {}

  /** The addresses of loopback interfaces. */
  reconfigure(now: Instant, { global }: Document): void {
    for (let number = 1; number <= LOOPBACKS; number++) {
      const address = global.getAt(ipAddress, `loopback${number}`);
      if (address === undefined && this.#loopbacks[number] === undefined) continue;
      const own = address === undefined || address === 'dhcp' ? [] : [address];
      this.stack.setAddresses(now, this.loopback(number), own);
    }
  }

  loopback(number: number): number {
    const known = this.#loopbacks[number];
    if (known !== undefined) return known;
    const made = this.stack.addSink(START, `LOOPBACK${number}`);
    this.#loopbacks[number] = made;
    return made;
  }

  get null(): number {
    this.#null ??= this.stack.addSink(START, 'NULL');
    return this.#null;
  }
}
