import type { Instant } from '@rtemu/engine/time';
import { LIMIT } from './nat-options.js';

/** What one inner host has of the table. */
export interface NatHost {
  /** Signed. */
  readonly address: number;
  /** Dynamic ones; those of static entries do not count (manual 23.17). */
  sessions: number;
  peak: number;
  /** How often it was refused one, and when that was last. */
  limited: number;
  limitedAt: Instant | undefined;
}

/** Hosts of which something is known: all that have sessions, and some that had. */
export class NatHosts {
  readonly #busy = new Map<number, NatHost>();
  /** The one that has been idle longest comes first. */
  readonly #idle = new Map<number, NatHost>();
  /** By session. */
  readonly #ofSession: (NatHost | undefined)[] = [];

  /** By address. */
  get all(): readonly NatHost[] {
    return [...this.#busy.values(), ...this.#idle.values()].sort((a, b) => (a.address >>> 0) - (b.address >>> 0));
  }

  /** The host, known from now on. */
  of(address: number): NatHost {
    const known = this.#busy.get(address) ?? this.#idle.get(address);
    if (known !== undefined) return known;
    const host: NatHost = { address, sessions: 0, peak: 0, limited: 0, limitedAt: undefined };
    this.#rest(host);
    return host;
  }

  enter(session: number, host: NatHost): void {
    this.#ofSession[session] = host;
    if (host.sessions === 0) {
      this.#idle.delete(host.address);
      this.#busy.set(host.address, host);
    }
    host.sessions++;
    if (host.sessions > host.peak) host.peak = host.sessions;
  }

  leave(session: number): void {
    const host = this.#ofSession[session];
    if (host === undefined) return;
    this.#ofSession[session] = undefined;
    host.sessions--;
    if (host.sessions > 0) return;
    this.#busy.delete(host.address);
    this.#rest(host);
  }

  /** Figures begin anew. */
  clearStatistics(): void {
    this.#idle.clear();
    for (const host of this.#busy.values()) {
      host.peak = host.sessions;
      host.limited = 0;
      host.limitedAt = undefined;
    }
  }

  #rest(host: NatHost): void {
    const [longest] = this.#idle.keys();
    if (this.#idle.size >= LIMIT.idleHosts) this.#idle.delete(longest!);
    this.#idle.set(host.address, host);
  }
}
