import type { Language } from '@rtemu/commands/messages';
import { type ReplayedLine, replay } from '@rtemu/commands/replay';
import type { Machine } from '@rtemu/models/machine';
import { printRevision } from '@rtemu/models/revision';
import { readText } from '../files.js';
import { EXIT, type Host, Unusable } from '../host.js';
import { chooseMachine } from '../machine-choice.js';

export interface ReplayOptions {
  readonly model: string;
  readonly firmware?: string | undefined;
  readonly language: Language;
  readonly format: 'text' | 'json';
}

type Counts = Record<'accepted' | 'stored' | 'partial' | 'action' | 'refused', number>;

interface ReplayedFile {
  readonly file: string;
  readonly lines: readonly ReplayedLine[];
  readonly counts: Counts;
}

/** `rtemu replay`: what the device would say to each line of a configuration. */
export function replayFiles(host: Host, files: readonly string[], options: ReplayOptions): number {
  const choice = chooseMachine(options.model, options.firmware);
  if ('problem' in choice) throw new Unusable(choice.problem);
  const { machine } = choice;
  const texts = files.map((file) => ({ file, text: readText(file) }));
  const replayed = texts.map(({ file, text }): ReplayedFile => {
    const { lines } = replay(text, machine.profile, machine.revision, options.language);
    return { file, lines, counts: countsOf(lines) };
  });
  if (options.format === 'json') host.output.write(`${JSON.stringify(jsonOf(machine, replayed), undefined, 2)}\n`);
  else for (const file of replayed) host.output.write(textOf(machine, file));
  return replayed.every(({ counts }) => counts.refused === 0) ? EXIT.fine : EXIT.failed;
}

function countsOf(lines: readonly ReplayedLine[]): Counts {
  const counts: Counts = { accepted: 0, stored: 0, partial: 0, action: 0, refused: 0 };
  for (const { verdict } of lines) {
    if (verdict.kind === 'fault') counts.refused++;
    else if (verdict.kind === 'action') counts.action++;
    else if (verdict.kind === 'accepted') counts[verdict.support === 'full' ? 'accepted' : verdict.support]++;
  }
  return counts;
}

/** What there is to say of a line; nothing of one that is simply accepted. */
function lineText(file: string, { number, text, verdict }: ReplayedLine): string {
  const line = text.trim();
  switch (verdict.kind) {
    case 'nothing':
      return '';
    case 'accepted':
      if (verdict.support === 'stored') return `${file}:${number}: stored: ${line}\n`;
      if (verdict.support === 'full') return '';
      return `${file}:${number}: partial: ${line}\n    ${verdict.lacking ?? ''}`.trimEnd() + '\n';
    case 'action':
      return `${file}:${number}: not done: ${line}\n`;
    case 'fault':
      return [
        `${file}:${number}:${verdict.diagnosis.column + 1}: refused: ${line}\n`,
        `    ${verdict.text}\n`,
        verdict.diagnosis.sentence === '' ? '' : `    ${verdict.diagnosis.sentence}\n`,
      ].join('');
  }
}

const nameOf = (machine: Machine): string => `${machine.name} ${printRevision(machine.revision)}`;

function textOf(machine: Machine, { file, lines, counts }: ReplayedFile): string {
  const { accepted, stored, partial, action, refused } = counts;
  const parts = [
    `${accepted + stored + partial} accepted`,
    ...(stored > 0 ? [`of them ${stored} stored (kept and shown, but without effect here)`] : []),
    ...(partial > 0 ? [`${partial} done in part`] : []),
    ...(action > 0 ? [`${action} not done`] : []),
    `${refused} refused`,
  ];
  return `${lines.map((line) => lineText(file, line)).join('')}${file}: ${nameOf(machine)}: ${parts.join(', ')}\n`;
}

function jsonOf(machine: Machine, files: readonly ReplayedFile[]): unknown {
  const lineOf = ({ number, text, verdict }: ReplayedLine): unknown => {
    const base = { number, text };
    if (verdict.kind === 'fault') {
      const { column, ...diagnosis } = verdict.diagnosis;
      return { ...base, verdict: 'refused', message: verdict.text, column: column + 1, ...diagnosis };
    }
    if (verdict.kind === 'action') return { ...base, verdict: 'action' };
    if (verdict.kind === 'nothing') return { ...base, verdict: 'nothing' };
    return { ...base, verdict: 'accepted', support: verdict.support, lacking: verdict.lacking };
  };
  return {
    model: machine.name,
    firmware: printRevision(machine.revision),
    files: files.map(({ file, lines, counts }) => ({ file, counts, lines: lines.map(lineOf) })),
  };
}
