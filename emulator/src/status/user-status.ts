import type { UserStatus } from '@rtemu/commands/status/user';
import { between, type Instant, inSeconds } from '@rtemu/engine/time';
import { isVisit } from '../entry.js';
import type { Journal } from '../journal.js';
import { LOGINS_MAX, type PastUser } from '../past-users.js';
import type { Router } from '../router.js';
import type { Sitting } from '../sitting.js';

/** Who is logged in at a router. @param self who asks */
export function usersOf(router: Router, now: Instant, self: unknown): readonly UserStatus[] {
  const { journal } = router.system;
  return router.sittings
    .filter(({ isLoggedIn }) => isLoggedIn)
    .map((sitting) => statusOf(sitting, now, journal, sitting === self));
}

/** Who logged in at a router, the earliest first: whoever has left since, and whoever is there. @param self who asks */
export function pastUsersOf(router: Router, now: Instant, self: unknown): readonly UserStatus[] {
  const { journal, pastUsers } = router.system;
  const here = router.sittings.filter(({ isLoggedIn }) => isLoggedIn);
  return [...pastUsers.all, ...here]
    .sort((a, b) => a.loggedInAt - b.loggedInAt)
    .slice(-LOGINS_MAX)
    .map((login) => statusOf(login, 'leftAt' in login ? login.leftAt : now, journal, login === self));
}

const statusOf = (login: Sitting | PastUser, until: Instant, journal: Journal, isSelf: boolean): UserStatus => ({
  user: login.user,
  connection: placeOf(login),
  isSelf,
  isAdministrator: login.level === 'administrator',
  since: journal.timeAt(login.loggedInAt),
  idleSeconds: inSeconds(between(login.lastInput, until)),
  address: isVisit(login.entry) ? login.entry.from : undefined,
});

/** `serial`, `telnet1`. */
export const placeOf = ({ entry: { kind }, number }: Pick<Sitting, 'entry' | 'number'>): string =>
  kind === 'serial' ? kind : `${kind}${number}`;
