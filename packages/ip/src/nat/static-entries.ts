import { PROTOCOL } from '@rtemu/wire/ipv4';
import type { NatOptions, StaticMasquerade, StaticNat } from './nat-options.js';

/** What the lookups answer when no entry says anything. */
export const NO_ENTRY = -1;

const hasPorts = (protocol: number): boolean => protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp;

/**
 * What `nat descriptor static` and `nat descriptor masquerade static` say, looked up by address or port. The entries are few
 * and are asked once a session; of several that fit the first holds.
 */
export class StaticEntries {
  readonly #statics: readonly StaticNat[];
  readonly #masquerades: readonly StaticMasquerade[];
  /** Of the port that was found last. */
  port = 0;

  constructor({ statics, masquerades, type }: NatOptions) {
    this.#statics = statics;
    this.#masquerades = type === 'nat' ? [] : masquerades;
  }

  /** The outer address of an inner host that has one for itself; 0 for others. Signed. */
  outerOf(inner: number): number {
    for (const entry of this.#statics) {
      const offset = (inner >>> 0) - entry.inner;
      if (offset >= 0 && offset < entry.count) return (entry.outer + offset) | 0;
    }
    return 0;
  }

  /** The host that has an outer address for itself; 0 when it is nobody's. Signed. */
  innerOf(outer: number): number {
    for (const entry of this.#statics) {
      const offset = (outer >>> 0) - entry.outer;
      if (offset >= 0 && offset < entry.count) return (entry.inner + offset) | 0;
    }
    return 0;
  }

  /** The host that what comes in at an outer port is for, 0 for none; its port is {@link port}. Signed. */
  hostBehind(protocol: number, outerPort: number): number {
    for (const entry of this.#masquerades) {
      if (entry.protocol !== protocol) continue;
      if (!hasPorts(protocol)) {
        this.port = outerPort;
        return entry.inner | 0;
      }
      for (const { outer, inner } of entry.ports)
        if (outerPort >= outer.first && outerPort <= outer.last) {
          this.port = inner.first + outerPort - outer.first;
          return entry.inner | 0;
        }
    }
    return 0;
  }

  /** The outer port of a host's port; {@link NO_ENTRY} where none is fixed. */
  outerPortOf(protocol: number, host: number, innerPort: number): number {
    for (const entry of this.#masquerades) {
      if (entry.protocol !== protocol || (entry.inner | 0) !== host) continue;
      if (!hasPorts(protocol)) return innerPort;
      for (const { outer, inner } of entry.ports)
        if (innerPort >= inner.first && innerPort <= inner.last) return outer.first + innerPort - inner.first;
    }
    return NO_ENTRY;
  }

  /** The outer ports that are fixed, for TCP or UDP. */
  *ports(protocol: number): IterableIterator<number> {
    for (const entry of this.#masquerades)
      if (entry.protocol === protocol)
        for (const { outer } of entry.ports) for (let port = outer.first; port <= outer.last; port++) yield port;
  }
}
