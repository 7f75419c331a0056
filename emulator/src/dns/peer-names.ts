import { after, type Duration, type Instant, seconds } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';

/** For how long an address that was asked for is dialled without asking again. */
const FRESH: Duration = seconds(5);

/** Names whose addresses are remembered; the one that was asked for longest ago gives way. */
const NAMES_MAX = 256;

interface Known {
  readonly address: Ipv4Address;
  readonly until: Instant;
}

/**
 * The addresses of tunnel ends that are given by name (`tunnel endpoint name`, manual 14.10). They may change at any time, so
 * that a name is asked for before each call.
 */
export class PeerNames {
  readonly #known = new Map<string, Known>();
  /** PPs that cannot be dialled before the address of a name is known. */
  readonly #wanted = new Map<number, string>();
  readonly #asked = new Set<number>();

  /** The last that is known. */
  addressOf(name: string): Ipv4Address | undefined {
    return this.#known.get(name)?.address;
  }

  /** Whether the address was asked for just now. If not, it is wanted for the PP. */
  isFresh(now: Instant, name: string, pp: number): boolean {
    const known = this.#known.get(name);
    if (known !== undefined && now <= known.until) return true;
    if (!this.#asked.has(pp)) this.#wanted.set(pp, name);
    return false;
  }

  get hasWanted(): boolean {
    return this.#wanted.size > 0;
  }

  /** What is to be asked for now; each is to be {@link settle}d. */
  takeWanted(): readonly (readonly [pp: number, name: string])[] {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (const [pp] of wanted) this.#asked.add(pp);
    return wanted;
  }

  /** @param address `undefined` when there is none; what was known before is not to be dialled any more */
  settle(now: Instant, pp: number, name: string, address: Ipv4Address | undefined): void {
    this.#asked.delete(pp);
    this.#known.delete(name);
    if (this.#known.size >= NAMES_MAX) this.#known.delete(this.#known.keys().next().value!);
    if (address !== undefined) this.#known.set(name, { address, until: after(now, FRESH) });
  }
}
