/**
 * Manual 4.10: what a user may do at the router, and from where.
 * @module
 */
import { inGlobal } from '../setting.js';

/** Attributes as they are written; `undefined`: not said. */
export interface UserAttributes {
  /** Whether the user may become administrator: `2` without a password, `1` and `on` with it. */
  readonly administrator: string | undefined;
  /** `all`, `off`, or ways in with commas between: `serial,telnet`. */
  readonly connection: string | undefined;
  readonly guiPage: string | undefined;
  /** `any`, or addresses, ranges and interfaces with commas between. */
  readonly host: string | undefined;
  readonly multiSession: boolean | undefined;
  /** Seconds without a key until logout, or `clear`. */
  readonly loginTimer: string | undefined;
}

/** The name under which the user without a name stands. */
export const NAMELESS = '';
/** All users, for what their own line does not say. */
export const EVERYBODY = '*';

/** By the user's name. */
export const userAttribute = inGlobal.keyed<string, UserAttributes>('user attribute', 'users');
