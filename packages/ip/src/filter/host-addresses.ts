/**
 * Host names in filters: the addresses that the router's resolver has met for a pattern of names (manual 8.1.10, 8.1.16).
 * A filter never asks for a name; it knows what others were told who asked this router.
 * @module
 */
import { type Duration, type Instant, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';

export const LIMIT = {
  /** Addresses of one pattern. A further one takes the place of the one that would be forgotten first. */
  addresses: 64,
} as const;

/** `ip filter fqdn timer`, unless it is set. */
const LIFETIME_SECONDS = 600;

/** `www.example.jp`, or `*.example.jp` for all that end so; and where each address of theirs stands. */
class Pattern {
  readonly addresses = new Int32Array(LIMIT.addresses);
  readonly expires = new Float64Array(LIMIT.addresses);
  readonly #suffix: string | undefined;
  readonly #name: string;

  constructor(text: string) {
    this.#name = text.toLowerCase();
    this.#suffix = text.startsWith('*') ? this.#name.slice(1) : undefined;
  }

  covers(name: string): boolean {
    return this.#suffix === undefined ? name === this.#name : name.endsWith(this.#suffix);
  }

  remember(address: number, expires: Instant): void {
    let place = 0;
    for (let i = 0; i < LIMIT.addresses; i++) {
      if (this.addresses[i] === address && this.expires[i] !== 0) {
        place = i;
        break;
      }
      if (this.expires[i]! < this.expires[place]!) place = i;
    }
    this.addresses[place] = address;
    this.expires[place] = expires;
  }

  /** A hit keeps the address for as long again. */
  has(address: number, now: Instant, lifetime: Duration): boolean {
    for (let i = 0; i < LIMIT.addresses; i++)
      if (this.addresses[i] === address && this.expires[i]! > now) {
        this.expires[i] = now + lifetime;
        return true;
      }
    return false;
  }
}

export class HostAddresses {
  /** How long an address is known that no packet bears (manual 8.1.16). */
  lifetime: Duration = seconds(LIFETIME_SECONDS);
  readonly #patterns: Pattern[] = [];
  readonly #numbers = new Map<string, number>();

  /** Whether there are filters with names, so that answers have to be looked at. */
  get isEmpty(): boolean {
    return this.#patterns.length === 0;
  }

  /** The number by which filters ask for a pattern from now on. The same pattern has the same. */
  register(pattern: string): number {
    const text = pattern.toLowerCase();
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#patterns.push(new Pattern(text)) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** What the resolver told a host: `name` is `address`. A dot at the end of the name does not matter. */
  learn(now: Instant, name: string, address: Ipv4Address): void {
    const text = name.toLowerCase().replace(/\.$/, '');
    for (const pattern of this.#patterns)
      if (pattern.covers(text)) pattern.remember(address | 0, (now + this.lifetime) as Instant);
  }

  /** @param address signed. */
  matches(pattern: number, address: number, now: Instant): boolean {
    return this.#patterns[pattern]!.has(address, now, this.lifetime);
  }
}
