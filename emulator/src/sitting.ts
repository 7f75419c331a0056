import type { Level } from '@rtemu/commands/session';
import type { Instant } from '@rtemu/engine/time';
import type { Entry } from './entry.js';

/** Somebody at a router: at a console, or at its files. */
export interface Sitting {
  readonly entry: Entry;
  /** Among those who came the same way, from 1. */
  readonly number: number;
  /** `undefined`: the one without a name, or nobody yet. */
  readonly user: string | undefined;
  readonly level: Level;
  readonly isLoggedIn: boolean;
  readonly loggedInAt: Instant;
  readonly lastInput: Instant;
  /** Ends it, from without. */
  dismiss(now: Instant): void;
}
