import type { UserStatus } from '@rtemu/commands/status/user';
import { between, type Instant, inSeconds } from '@rtemu/engine/time';
import { isVisit } from '../entry.js';
import type { Router } from '../router.js';
import type { Sitting } from '../sitting.js';

/** Who is logged in at a router. @param self who asks */
export function usersOf(router: Router, now: Instant, self: unknown): readonly UserStatus[] {
  const { journal } = router.system;
  return router.sittings
    .filter(({ isLoggedIn }) => isLoggedIn)
    .map((sitting) => ({
      user: sitting.user,
      connection: placeOf(sitting),
      isSelf: sitting === self,
      isAdministrator: sitting.level === 'administrator',
      since: journal.timeAt(sitting.loggedInAt),
      idleSeconds: inSeconds(between(sitting.lastInput, now)),
      address: isVisit(sitting.entry) ? sitting.entry.from : undefined,
    }));
}

/** `serial`, `telnet1`. */
export const placeOf = ({ entry: { kind }, number }: Sitting): string =>
  kind === 'serial' ? kind : `${kind}${number}`;
