import { faultLine } from '@rtemu/commands/messages';
import { maySchedule } from '@rtemu/commands/rows/chapter-37-schedule';
import * as LogText from './log-text.js';
import type { RouterConsole } from './router-console.js';

/** Why a line is not carried out that nobody typed, as the log tells it; `undefined` when it is. */
export function scheduledRefusal(console: RouterConsole, line: string): string | undefined {
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
