/**
 * Who has which address. An address stands here once, and so is never leased twice; what is free again is remembered for
 * its last client while there is room.
 * @module
 */
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { LIMIT } from './limits.js';
import { type Client, clientKey } from './scope.js';

export interface Lease {
  readonly address: Ipv4Address;
  readonly scope: number;
  /** `undefined`: somebody that we know nothing of uses the address. */
  readonly client: Client | undefined;
  readonly hostName: string | undefined;
  /** `offered` ones are kept for the client until it says whether it wants them. */
  readonly state: 'offered' | 'leased' | 'declined';
  /** From then on the address is free; `NEVER` for ever. */
  readonly until: Instant;
}

export class LeaseTable {
  readonly #byAddress = new Map<Ipv4Address, Lease>();
  /** The newest of each client in each scope. */
  readonly #byClient = new Map<string, Lease>();

  get(address: Ipv4Address): Lease | undefined {
    return this.#byAddress.get(address);
  }

  /** What the client has, or had last, in a scope. */
  of(client: Client, scope: number): Lease | undefined {
    return this.#byClient.get(placeOf(client, scope));
  }

  /** The address is somebody's now. */
  isTaken(now: Instant, address: Ipv4Address): boolean {
    const lease = this.#byAddress.get(address);
    return lease !== undefined && lease.until > now;
  }

  isHeldBy(now: Instant, address: Ipv4Address, client: Client): boolean {
    const lease = this.#byAddress.get(address);
    return lease?.client !== undefined && lease.until > now && clientKey(lease.client) === clientKey(client);
  }

  /** Enters or renews. Another address of the client in that scope is let go. @returns false when there is no room */
  set(now: Instant, lease: Lease): boolean {
    const { address, client, scope } = lease;
    if (!this.#byAddress.has(address) && this.#byAddress.size >= LIMIT.leases && !this.#makeRoom(now)) return false;
    this.remove(address);
    if (client !== undefined) {
      const before = this.of(client, scope);
      if (before !== undefined) this.remove(before.address);
      this.#byClient.set(placeOf(client, scope), lease);
    }
    this.#byAddress.set(address, lease);
    return true;
  }

  /** The address is free from now on, and remembered. */
  free(now: Instant, address: Ipv4Address): void {
    const lease = this.#byAddress.get(address);
    if (lease !== undefined && lease.until > now) this.set(now, { ...lease, until: now });
  }

  remove(address: Ipv4Address): void {
    const lease = this.#byAddress.get(address);
    if (lease === undefined) return;
    this.#byAddress.delete(address);
    if (lease.client === undefined) return;
    const place = placeOf(lease.client, lease.scope);
    if (this.#byClient.get(place) === lease) this.#byClient.delete(place);
  }

  /** Forgets what is in none of these scopes any more. */
  keepOnly(mayKeep: (lease: Lease) => boolean): void {
    for (const lease of [...this.#byAddress.values()]) if (!mayKeep(lease)) this.remove(lease.address);
  }

  /** What is taken, offers left out, by address. */
  current(now: Instant): readonly Lease[] {
    return [...this.#byAddress.values()]
      .filter(({ state, until }) => state !== 'offered' && until > now)
      .sort((a, b) => a.address - b.address);
  }

  /** Everything that is remembered. */
  all(): Iterable<Lease> {
    return this.#byAddress.values();
  }

  get size(): number {
    return this.#byAddress.size;
  }

  /** Forgets the address that has been free for longest. */
  #makeRoom(now: Instant): boolean {
    let oldest: Lease | undefined;
    for (const lease of this.#byAddress.values())
      if (lease.until <= now && lease.until < (oldest?.until ?? NEVER)) oldest = lease;
    if (oldest !== undefined) this.remove(oldest.address);
    return oldest !== undefined;
  }
}

const placeOf = (client: Client, scope: number): string => `${scope} ${clientKey(client)}`;
