import type { PpNumber } from '@rtemu/config/selection';

/** `line`: all lines when it is not said. */
export type AccountOf = { readonly pp: PpNumber } | { readonly line: string | undefined };

/** Calls that came up, counted since they were cleared last, or since the start. */
export interface AccountStatus {
  /** `PP[01]`, `PP[ANONYMOUS]`, `BRI1`; `undefined` for all lines together. */
  readonly name: string | undefined;
  readonly outgoing: number;
  readonly incoming: number;
}

/** The calls that a PP has placed. */
export interface ConnectTimeStatus {
  /** `PP[01]` */
  readonly name: string;
  /** How long the connections that there are have lasted, whoever placed them. */
  readonly currentSeconds: readonly number[];
  /** How long all those that were dialled lasted together, what there is now included. */
  readonly totalSeconds: number;
  readonly connections: number;
}
