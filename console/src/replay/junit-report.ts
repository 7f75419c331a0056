import type { FileReport, KeptLine, RefusedLine } from './file-report.js';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text in XML 1.0, which has no place for most control characters. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no way to write them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);

/** A suite for each file and a case for each of its lines that has something to say, as CI servers read them (Jenkins' schema). */
export function junitReport(reports: readonly FileReport[], failsOnStored: boolean): string {
  const suites = reports.map((report) => suiteOf(report, failsOnStored));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rtemu replay">\n${suites.join('')}</testsuites>\n`;
}

function suiteOf(report: FileReport, failsOnStored: boolean): string {
  const { file, model, firmware, refused, kept, warnings } = report;
  const stored = kept.filter(({ support }) => support === 'stored');
  const failures = refused.length + (failsOnStored ? stored.length : 0);
  const skipped = failsOnStored ? 0 : stored.length;
  const cases = [
    ...refused.map((line) => ({ line: line.line, text: refusedCase(file, line) })),
    ...stored.map((line) => ({ line: line.line, text: storedCase(file, line, failsOnStored) })),
  ].sort((a, b) => a.line - b.line);
  const others = report.accepted - stored.length;
  const rest = `    <testcase classname="${xml(file)}" name="${others} lines accepted"/>\n`;
  return [
    `  <testsuite name="${xml(file)}" tests="${cases.length + 1}" failures="${failures}" errors="0" skipped="${skipped}">\n`,
    `    <properties>\n      <property name="model" value="${xml(model)}"/>\n`,
    `      <property name="firmware" value="${xml(firmware)}"/>\n    </properties>\n`,
    ...cases.map(({ text }) => text),
    rest,
    ...(warnings.length > 0
      ? [
          `    <system-out>${xml(warnings.map(({ kind, about, text }) => `${kind}: ${about}: ${text}\n`).join(''))}</system-out>\n`,
        ]
      : []),
    '  </testsuite>\n',
  ].join('');
}

const head = (file: string, line: number, text: string): string =>
  `    <testcase classname="${xml(file)}" name="${xml(`line ${line}: ${text}`)}">\n`;

const refusedCase = (file: string, { line, column, text, device, diagnosis }: RefusedLine): string =>
  `${head(file, line, text)}      <failure message="${xml(device)}" type="refused">${xml(
    `${file}:${line}:${column}: ${diagnosis}`,
  )}</failure>\n    </testcase>\n`;

const storedCase = (file: string, { line, text }: KeptLine, fails: boolean): string =>
  `${head(file, line, text)}      ${
    fails
      ? '<failure message="not emulated" type="stored"></failure>'
      : '<skipped message="kept and shown, but without effect here"/>'
  }\n    </testcase>\n`;
