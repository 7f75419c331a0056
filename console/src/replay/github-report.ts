import type { FileReport } from './file-report.js';
import { textReport, textSummary } from './text-report.js';

/** What a workflow command has to write otherwise (GitHub's toolkit, `command.ts`). */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

interface Place {
  readonly file: string;
  /** Both are left out where a whole file is meant. */
  readonly line?: number;
  readonly col?: number;
  readonly title: string;
}

function annotation(level: 'error' | 'warning', place: Place, message: string): string {
  const properties = Object.entries(place).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${properties.join(',')}::${escapeData(message)}\n`;
}

/** Annotations for a GitHub workflow, and the whole report in its log, since GitHub shows no more than a few of them. */
export function githubReport(reports: readonly FileReport[], failsOnStored: boolean): string {
  const annotations = reports.flatMap(({ file, model, refused, kept, warnings }) => [
    ...refused.map(({ line, column, device, diagnosis }) =>
      annotation('error', { file, line, col: column, title: `${model} refuses this line` }, `${device}\n${diagnosis}`),
    ),
    ...kept
      .filter(({ support }) => failsOnStored && support === 'stored')
      .map(({ line, column }) =>
        annotation(
          'warning',
          { file, line, col: column, title: 'Not emulated' },
          'kept and shown, but without effect here',
        ),
      ),
    ...warnings.map(({ kind, about, text }) => annotation('warning', { file, title: kind }, `${about}\n${text}`)),
  ]);
  const log = reports.map((report) => textReport(report, { listsKept: failsOnStored })).join('');
  return `${annotations.join('')}${log}${textSummary(reports)}`;
}
