import type { Instant } from '@rtemu/engine/time';

/** A command that runs for a while at a router's console. */
export interface ConsoleJob {
  readonly done: boolean;
  /** What there is to show since the last call. */
  pollLines(): string[];
  interrupt(now: Instant): void;
  /** True while another machine, or a viewer, has the keys. */
  readonly raw?: boolean;
  /** True when any key may be the last that it takes. */
  readonly keyByKey?: boolean;
  handleKeys?(now: Instant, keys: string): void;
  /** What another machine shows, as it shows it: neither broken nor held for a page. */
  pollText?(): string;
}
