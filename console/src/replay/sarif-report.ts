/**
 * SARIF 2.1.0 (OASIS), as code scanning reads it: one run, a rule for each kind of fault, a result for each line.
 * @module
 */
import { FAULTS, type FaultKey } from '@rtemu/commands/messages';
import { WARNING_KINDS } from '@rtemu/commands/warnings';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import type { FileReport } from './file-report.js';

const NOT_EMULATED = 'not-emulated';

export function sarifReport(reports: readonly FileReport[], version: string, failsOnStored: boolean): string {
  const rules = Object.entries(FAULTS).map(
    ([id, { en }]): ReportingDescriptor => ({
      id,
      shortDescription: { text: en },
      defaultConfiguration: { level: 'error' },
    }),
  );
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rtemu',
            version,
            rules: [
              ...rules,
              ...Object.entries(WARNING_KINDS).map(
                ([id, text]): ReportingDescriptor => ({
                  id,
                  shortDescription: { text },
                  defaultConfiguration: { level: 'warning' },
                }),
              ),
              {
                id: NOT_EMULATED,
                shortDescription: { text: 'The router takes it, and nothing comes of it here' },
                defaultConfiguration: { level: 'note' },
              },
            ],
          },
        },
        results: reports.flatMap((report) => resultsOf(report, failsOnStored)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultsOf({ file, model, refused, kept, warnings }: FileReport, failsOnStored: boolean): readonly Result[] {
  return [
    ...refused.map(
      ({ fault, line, column, device, diagnosis }): Result => ({
        ruleId: fault satisfies FaultKey,
        level: 'error',
        message: { text: `${model}: ${device}${diagnosis === '' ? '' : ` (${diagnosis})`}` },
        locations: [locationOf(file, line, column)],
      }),
    ),
    ...kept
      .filter(({ support }) => support === 'stored')
      .map(
        ({ line, column, text }): Result => ({
          ruleId: NOT_EMULATED,
          level: failsOnStored ? 'error' : 'note',
          message: { text: `kept and shown, but without effect here: ${text}` },
          locations: [locationOf(file, line, column)],
        }),
      ),
    ...warnings.map(
      ({ kind, about, text }): Result => ({
        ruleId: kind,
        level: 'warning',
        message: { text: `${about}: ${text}` },
        locations: [locationOf(file)],
      }),
    ),
  ];
}

/** Without a line the whole file is meant. A path becomes a relative reference (RFC 3986 §4.2), percent-encoded. */
const locationOf = (file: string, startLine?: number, startColumn?: number): Location => ({
  physicalLocation: {
    artifactLocation: { uri: file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/') },
    ...(startLine === undefined || startColumn === undefined ? {} : { region: { startLine, startColumn } }),
  },
});
