import { CommandLanguage } from '@rtemu/commands/language';
import type { AnyRow } from '@rtemu/commands/row';
import { ROWS } from '@rtemu/commands/rows';
import { EXIT, type Host } from '../host.js';
import { machineOrUnusable } from '../machine-choice.js';

export interface CommandsOptions {
  readonly model?: string | undefined;
  readonly firmware?: string | undefined;
  readonly lang: 'ja' | 'en';
}

/** `rtemu commands`: the commands that begin so, of every model or of one, and how much of each is emulated. */
export function commands(host: Host, prefix: readonly string[], options: CommandsOptions): number {
  const { machine, rows } = chosen(options);
  const begins = prefix.join(' ').toLowerCase();
  const found = rows
    .filter(({ syntax }) => syntax.name.startsWith(begins))
    .map((row) => ({ row, usage: row.syntax.usage(options.lang, machine) }))
    .sort((a, b) => (a.usage < b.usage ? -1 : 1));
  for (const { row, usage } of found)
    host.output.write(`${row.support.padEnd(8)}${usage}\n${' '.repeat(8)}${about(row, options.lang)}\n`);
  if (found.length === 0) host.error.write(`rtemu: no command begins with "${begins}"\n`);
  return found.length === 0 ? EXIT.failed : EXIT.fine;
}

function chosen({ model, firmware }: CommandsOptions) {
  if (model === undefined) return { machine: undefined, rows: ROWS.all };
  const machine = machineOrUnusable(model, firmware);
  return { machine, rows: new CommandLanguage(machine.profile, machine.revision).rows };
}

function about({ manual, help, lacking }: AnyRow, lang: 'ja' | 'en'): string {
  const limits = lacking === undefined ? '' : lang === 'ja' ? `（未対応: ${lacking}）` : ` (lacking: ${lacking})`;
  return `${manual}  ${help[lang]}${limits}`;
}
