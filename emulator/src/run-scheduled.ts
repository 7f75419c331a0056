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
  const console = new RouterConsole(now, router, { kind: 'schedule', id, selection: selectionOf(where) });
  journal.write(now, LogText.scheduled(time, router.language.withoutSecrets(console.session(), command)));
  console.handleLine(now, command);
  router.system.settle(now);
}

/** Why a line is not carried out that nobody typed, as the log tells it; `undefined` when it is. */
export function refusalOf(console: RouterConsole, line: string): string | undefined {
  const { router, entry } = console;
  const { language } = router;
  const id = entry.kind === 'schedule' ? entry.id : 0;
  const read = language.parse(console.session(), line);
  if (read.kind === 'fault') return LogText.notScheduled(id, faultLine(read.key, 'en'));
  // What is short for a command that may not be scheduled may not be either.
  if (read.kind === 'parsed' && !maySchedule(read.row.syntax.name.split(' '), language.machine))
    return LogText.notScheduled(id, faultLine('illegal-keyword', 'en'));
  return undefined;
}
