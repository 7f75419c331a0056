import type { CommandLanguage } from '@rtemu/commands/language';
import type { Session } from '@rtemu/commands/session';
import { schedules } from '@rtemu/config/settings/schedule';
import { readSchedule, selectionOf } from './schedule-plan.js';

/** A typed line as the log may have it: without passwords, those of a command that it schedules among them. */
export function loggable(language: CommandLanguage, session: Session, line: string): string {
  const read = language.parse(session, line);
  if (read.kind !== 'parsed' || read.row.kind !== 'setting' || read.row.prints !== schedules || read.negated)
    return language.withoutSecrets(session, line);
  const text = String(read.value);
  const schedule = readSchedule(text);
  if (schedule === undefined) return line;
  const { command, where } = schedule;
  const shown = language.withoutSecrets({ ...session, selection: selectionOf(where) }, command);
  return `${read.row.syntax.printKey(read.key)} ${text.slice(0, -command.length)}${shown}`;
}
