/**
 * What one line of `ip filter` says, selector by selector (manual 8.1.10).
 * @module
 */

export type FilterAction = 'pass' | 'reject' | 'restrict';

/** An empty list of selectors selects everything. */
export interface FilterRule {
  /** As the log and the lists of interfaces call it. */
  readonly number: number;
  readonly action: FilterAction;
  /** Whether packets that it lets through are logged, and those that it drops. */
  readonly logs: { readonly passed: boolean; readonly dropped: boolean };
  readonly source: readonly AddressSelector[];
  readonly destination: readonly AddressSelector[];
  readonly protocols: readonly ProtocolSelector[];
  /** Source ports; types where the only protocol is ICMP. */
  readonly from: readonly NumberRange[];
  /** Destination ports; codes where the only protocol is ICMP. */
  readonly to: readonly NumberRange[];
}

/** Addresses are unsigned. `named`: those that a pattern of host names stands for at the moment. */
export type AddressSelector =
  | { readonly kind: 'masked'; readonly address: number; readonly mask: number }
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'named'; readonly pattern: string };

/** The flags of a TCP header ANDed with `mask` are `value`, or are not. `icmp`: messages of one of two sorts. */
export type ProtocolSelector =
  | { readonly kind: 'protocol'; readonly number: number }
  | { readonly kind: 'tcp-flags'; readonly value: number; readonly mask: number; readonly equal: boolean }
  | { readonly kind: 'icmp'; readonly sort: 'error' | 'info' };

/** Both ends belong to it. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** Types of `icmp-error` and `icmp-info`, as the manual lists them. */
export const ICMP_SORTS = {
  error: [3, 4, 5, 11, 12, 31, 32],
  info: [0, 8, 9, 10, 13, 14, 15, 16, 17, 18, 30, 33, 34, 35, 36],
} as const;
