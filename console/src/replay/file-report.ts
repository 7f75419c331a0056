import type { Diagnosis } from '@rtemu/commands/diagnosis';
import type { FaultKey, Language } from '@rtemu/commands/messages';
import type { Replay, ReplayedLine } from '@rtemu/commands/replay';
import type { Machine } from '@rtemu/models/machine';
import { printRevision } from '@rtemu/models/revision';

/** A line of which there is something to say. */
export interface Remark {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A line that the router refuses. */
export interface RefusedLine extends Remark {
  readonly fault: FaultKey;
  /** In the device's words. */
  readonly device: string;
  /** In ours: where, what would be right, what was perhaps meant. */
  readonly diagnosis: string;
  readonly details: Diagnosis;
}

/** A line that the router takes and that is not emulated, or not wholly. */
export interface KeptLine extends Remark {
  readonly support: 'stored' | 'partial';
  readonly lacking: string;
}

/** What became of one file. */
export interface FileReport {
  readonly file: string;
  readonly model: string;
  readonly firmware: string;
  /** Who said that it is that model: the user, the file's heading, or nobody. */
  readonly modelBy: 'option' | 'heading' | 'fewest faults';
  /** Commands, whatever became of them. */
  readonly commands: number;
  readonly accepted: number;
  /** Of those that were accepted. */
  readonly stored: number;
  readonly partial: number;
  /** Of those that were accepted: they do something, which a replay does not. */
  readonly actions: number;
  /** Commands that were put together from rows that a screen had broken. */
  readonly joined: number;
  readonly refused: readonly RefusedLine[];
  readonly kept: readonly KeptLine[];
  readonly undone: readonly Remark[];
  /** What is odd about the configuration that all accepted lines make. */
  readonly warnings: readonly WarningReport[];
}

export interface WarningReport {
  readonly kind: string;
  readonly about: string;
  readonly text: string;
}

/** Characters of a line that a report shows. */
const SHOWN = 400;
const shorten = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text);

export function reportOn(
  file: string,
  machine: Machine,
  modelBy: FileReport['modelBy'],
  { lines, warnings }: Replay,
  language: Language,
): FileReport {
  const commands = lines.filter(({ verdict }) => verdict.kind !== 'nothing');
  const refused = commands.flatMap(refusedOf);
  const kept = commands.flatMap(keptOf);
  const count = (support: KeptLine['support']): number => kept.filter((line) => line.support === support).length;
  const undone = commands.filter(({ verdict }) => verdict.kind === 'action').map(remarkOf);
  return {
    file,
    model: machine.name,
    firmware: printRevision(machine.revision),
    modelBy,
    commands: commands.length,
    accepted: commands.length - refused.length,
    stored: count('stored'),
    partial: count('partial'),
    actions: undone.length,
    joined: commands.filter(({ joined }) => joined > 1).length,
    refused,
    kept,
    undone,
    warnings: warnings.map(({ kind, about, text }) => ({ kind, about, text: text[language] })),
  };
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

const remarkOf = ({ number, text, left }: ReplayedLine): Remark => ({
  line: number,
  column: left + indentOf(text) + 1,
  text: shorten(text.trim()),
});

function refusedOf(line: ReplayedLine): readonly RefusedLine[] {
  const { verdict } = line;
  if (verdict.kind !== 'fault') return [];
  const { fault, text: device, diagnosis: details } = verdict;
  const column = line.left + details.column + 1;
  return [{ ...remarkOf(line), column, fault, device, diagnosis: details.sentence, details }];
}

function keptOf(line: ReplayedLine): readonly KeptLine[] {
  const { verdict } = line;
  if (verdict.kind !== 'accepted' || verdict.support === 'full') return [];
  return [{ ...remarkOf(line), support: verdict.support, lacking: verdict.lacking ?? '' }];
}
