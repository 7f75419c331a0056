import type { Instant } from '@rtemu/engine/time';

/** A command that runs for a while at a router's console. */
export interface ConsoleJob {
  readonly done: boolean;
  /** What there is to show since the last call. */
  pollLines(): string[];
  interrupt(now: Instant): void;
}
