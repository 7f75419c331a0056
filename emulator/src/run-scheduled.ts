import type { Instant } from '@rtemu/engine/time';
import * as LogText from './log-text.js';
import type { Router } from './router.js';
import { RouterConsole } from './router-console.js';
import { selectionOf } from './schedule-plan.js';
import type { Due } from './scheduler.js';

/** Types a line of `schedule at` at a console of its own, as an administrator would. Nobody reads the answer but the log. */
export function runScheduled(now: Instant, router: Router, { id, time, where, command }: Due): void {
  const { journal } = router.system;
  const console = new RouterConsole(now, router, { kind: 'schedule', id, selection: selectionOf(where) });
  journal.write(now, LogText.scheduled(time, router.language.withoutSecrets(console.session(), command)));
  console.handleLine(now, command);
  router.system.settle(now);
}
