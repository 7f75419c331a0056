import type { FileReport } from './file-report.js';

/** One object for all files; its keys stay as they are. */
export const jsonReport = (reports: readonly FileReport[]): string =>
  `${JSON.stringify({ files: reports.map(fileOf) }, undefined, 2)}\n`;

function fileOf({ commands, refused, kept, undone: _, ...report }: FileReport): unknown {
  return {
    ...report,
    lines: commands,
    refused: refused.length,
    faults: refused.map(({ details, ...fault }) => ({
      ...fault,
      word: details.word,
      expected: details.expected,
      nearest: details.nearest,
      since: details.since,
      absent: details.absent,
    })),
    kept,
  };
}
