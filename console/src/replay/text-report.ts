import type { FileReport, KeptLine, RefusedLine } from './file-report.js';

export interface TextOptions {
  /** Whether lines that are accepted and not emulated are told one by one. */
  readonly listsKept: boolean;
}

/** What there is to say of a file, and its figures. */
export function textReport(report: FileReport, { listsKept }: TextOptions): string {
  const { file, refused, kept, undone, warnings } = report;
  const remarks = [
    ...refused.map((line) => ({ line: line.line, text: refusedText(file, line) })),
    ...(listsKept ? kept.map((line) => ({ line: line.line, text: keptText(file, line) })) : []),
    ...undone.map(({ line, text }) => ({ line, text: `${file}:${line}: not done: ${text}\n` })),
  ].sort((a, b) => a.line - b.line);
  const odd = warnings.map(({ about, text }) => `${file}: warning: ${about}\n    ${text}\n`);
  return `${remarks.map(({ text }) => text).join('')}${odd.join('')}${file}: ${figures(report)}\n`;
}

function refusedText(file: string, { line, column, text, device, diagnosis }: RefusedLine): string {
  const ours = diagnosis === '' ? '' : `    ${diagnosis}\n`;
  return `${file}:${line}:${column}: refused: ${text}\n    ${device}\n${ours}`;
}

function keptText(file: string, { line, text, support, lacking }: KeptLine): string {
  const what = lacking === '' ? '' : `    ${lacking}\n`;
  return `${file}:${line}: ${support}: ${text}\n${what}`;
}

function figures({ model, firmware, modelBy, ...counts }: FileReport): string {
  const { accepted, stored, partial, actions, joined, refused } = counts;
  const guess = modelBy === 'fewest faults' ? ' (a guess: it takes most of it; --model says which it is)' : '';
  const parts = [
    `${accepted} accepted`,
    ...(stored > 0 ? [`of them ${stored} stored (kept and shown, but without effect here)`] : []),
    ...(partial > 0 ? [`${partial} done in part`] : []),
    ...(actions > 0 ? [`${actions} not done`] : []),
    `${refused.length} refused`,
    ...(joined > 0 ? [`${joined} put together where a screen had broken them`] : []),
  ];
  return `${model} ${firmware}${guess}: ${parts.join(', ')}`;
}

/** The figures of several files together. */
export function textSummary(reports: readonly FileReport[]): string {
  if (reports.length < 2) return '';
  const sum = (of: (report: FileReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const good = reports.filter(({ refused }) => refused.length === 0).length;
  const figures = [
    `${sum(({ accepted }) => accepted)} accepted`,
    `of them ${sum(({ stored }) => stored)} stored`,
    `${sum(({ refused }) => refused.length)} refused`,
  ];
  return `${reports.length} files, ${good} without a refused line: ${figures.join(', ')}\n`;
}
