/**
 * What one line of `ip filter dynamic` says (manual 8.1.14, 8.1.15).
 * @module
 */
import type { AddressSelector, FilterRule, NumberRange } from './filter-rule.js';

export interface DynamicRule {
  readonly number: number;
  readonly source: readonly AddressSelector[];
  readonly destination: readonly AddressSelector[];
  readonly trigger: Trigger;
  /** Whether its sessions are logged when they end. */
  readonly syslog: boolean;
  /** How long a session without data stays; as its protocol's when not said. */
  readonly idleSeconds: number | undefined;
}

export type Trigger =
  /** A service by its ports, and what is known of it besides. */
  | {
      readonly kind: 'service';
      readonly protocols: readonly number[];
      /** Destination ports, of ICMP types; none for all. */
      readonly ports: readonly NumberRange[];
      readonly watch: Watch | undefined;
    }
  /** Connections that meet one of the filters, addresses and actions aside; `in` and `out`: what they bring along. */
  | {
      readonly kind: 'filters';
      readonly filters: readonly FilterRule[];
      readonly in: readonly FilterRule[];
      readonly out: readonly FilterRule[];
    }
  /** It is kept, and opens nothing. */
  | { readonly kind: 'inert' };

/**
 * `ftp`: its data connections are let through. `tftp`: so are answers from another port. `dns`: it ends with its answer.
 */
export type Watch = 'ftp' | 'tftp' | 'dns';

/** Seconds: from SYN to the end of the handshake, from FIN on, without data, until DNS is answered. */
export interface DynamicTimers {
  readonly tcpSyn: number;
  readonly tcpFin: number;
  readonly tcpIdle: number;
  readonly udpIdle: number;
  readonly dns: number;
}
