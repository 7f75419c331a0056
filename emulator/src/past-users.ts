import type { Level } from '@rtemu/commands/session';
import type { Instant } from '@rtemu/engine/time';
import type { Entry } from './entry.js';
import type { Sitting } from './sitting.js';

/** Somebody who was logged in, as they were when they left. */
export interface PastUser {
  readonly entry: Entry;
  readonly number: number;
  readonly user: string | undefined;
  readonly level: Level;
  readonly loggedInAt: Instant;
  readonly lastInput: Instant;
  readonly leftAt: Instant;
}

/** Logins that are remembered, those of who is still there included (manual 58.48). */
export const LOGINS_MAX = 50;

/** Those who have left, in the order in which they did. A restart forgets them. */
export class PastUsers {
  readonly #users: PastUser[] = [];

  get all(): readonly PastUser[] {
    return this.#users;
  }

  note(now: Instant, { entry, number, user, level, loggedInAt, lastInput }: Sitting): void {
    if (this.#users.length >= LOGINS_MAX) this.#users.shift();
    this.#users.push({ entry, number, user, level, loggedInAt, lastInput, leftAt: now });
  }
}
