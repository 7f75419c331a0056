/** `anonymous` holds what is common to all callers that are not known by a number. */
export type PpNumber = number | 'anonymous';

export type Scope = 'global' | 'pp' | 'tunnel';

/** Where a setting lies, and what `pp select` and `tunnel select` choose. */
export type Selection =
  | { readonly scope: 'global' }
  | { readonly scope: 'pp'; readonly number: PpNumber }
  | { readonly scope: 'tunnel'; readonly number: number };

export const GLOBAL: Selection = { scope: 'global' };
export const ppSelection = (number: PpNumber): Selection => ({ scope: 'pp', number });
export const tunnelSelection = (number: number): Selection => ({ scope: 'tunnel', number });

/** Ascending, `anonymous` last: the order of `show config`. */
export const comparePps = (a: PpNumber, b: PpNumber): number =>
  (a === 'anonymous' ? Number.POSITIVE_INFINITY : a) - (b === 'anonymous' ? Number.POSITIVE_INFINITY : b) || 0;
