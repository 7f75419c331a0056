import { faultLine } from '@rtemu/commands/messages';
import { maySchedule } from '@rtemu/commands/rows/chapter-37-schedule';
import type { Instant } from '@rtemu/engine/time';
import * as LogText from './log-text.js';
import type { Router } from './router.js';
import { RouterConsole } from './router-console.js';
import { selectionOf } from './schedule-plan.js';
import type { Due } from './scheduler.js';

/** Types a line of `schedule at` at a console of its own, as an administrator would. Nobody reads the answer but the log. */
export function runScheduled(now: Instant, router: Router, { id, time, where, command }: Due): void {
  const { journal } = router.system;
  const console = new RouterConsole(now, router, { kind: 'schedule', selection: selectionOf(where) });
  journal.write(now, LogText.scheduled(time, router.language.withoutSecrets(console.session(), command)));
  const read = router.language.parse(console.session(), command);
  if (read.kind === 'fault') journal.write(now, LogText.notScheduled(id, faultLine(read.key, 'en')));
  // What is short for a command that may not be scheduled may not be either.
  else if (read.kind === 'parsed' && !maySchedule(read.row.syntax.name.split(' '), router.language.machine))
    journal.write(now, LogText.notScheduled(id, faultLine('illegal-keyword', 'en')));
  else console.handleLine(now, command);
  router.system.settle(now);
}
