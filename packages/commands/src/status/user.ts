import type { CivilTime } from '../status.js';

/** Somebody who is logged in. */
export interface UserStatus {
  /** `undefined`: the user without a name. */
  readonly user: string | undefined;
  /** `serial`, `telnet1`, `ssh2`, `sftp1`. */
  readonly connection: string;
  readonly isSelf: boolean;
  readonly isAdministrator: boolean;
  readonly since: CivilTime;
  readonly idleSeconds: number;
  /** As text; the serial line has none. */
  readonly address: string | undefined;
}
