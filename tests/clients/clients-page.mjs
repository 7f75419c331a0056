/** The table of docs/CLIENTS.md: which client did what at which router, and what came of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { versionOf } from '../../fixtures/peers/packages.mjs';
import { CLIENTS } from './cases.mjs';
import { LANGUAGES } from './router.mjs';

const PAGE = new URL('../../docs/CLIENTS.md', import.meta.url);
const BEGIN = '<!-- table: begin -->';
const END = '<!-- table: end -->';
const SIGN = { passed: 'yes', failed: '**no**', skipped: 'not here' };
const HEAD = ['client', 'version', 'door', 'model', 'language', 'what', 'steps', 'time', ''];

/** `1:9.2p1-2+deb12u6` is 9.2p1. */
const upstream = (version) => version.replace(/^\d+:/, '').replace(/[+-].*$/, '');

const cellsOf = ({ case: { client, door, model, language, name }, verdict, steps, seconds, notes }) => [
  client,
  CLIENTS[client].package === undefined ? '' : upstream(versionOf(CLIENTS[client].package)),
  door,
  model,
  LANGUAGES[language].name,
  name,
  String(steps),
  seconds === undefined ? '' : `${seconds.toFixed(1)} s`,
  [SIGN[verdict], ...notes].join(', '),
];

/** For people at a terminal. */
export function printTable(results) {
  const rows = [HEAD, ...results.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** What has the same key together, in the order of the first of each. */
function groupBy(ones, keyOf) {
  const groups = new Map();
  for (const one of ones) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** `RTX1210 English, Shift_JIS; RTX830 English`. */
function placesOf(results) {
  const languages = groupBy(results, (result) => result.case.model);
  return [...languages]
    .map(([model, ones]) => `${model} ${ones.map(({ case: { language } }) => LANGUAGES[language].name).join(', ')}`)
    .join('; ');
}

/** Puts the results between the marks of the page, and leaves the rest as it is. Times would differ each time, and are not kept. */
export function writeClientsPage(results) {
  const rows = [...groupBy(results, ({ case: { client, door, name } }) => `${client}, ${door}, ${name}`).values()].map(
    (ones) => {
      const [client, version, door, , , name] = cellsOf(ones[0]);
      const verdict = ['failed', 'passed', 'skipped'].find((each) => ones.some((one) => one.verdict === each));
      const steps = ones.reduce((sum, one) => sum + one.steps, 0);
      const notes = ones.flatMap((one) => one.notes);
      return `| ${[client, version, door, name, placesOf(ones), steps, [SIGN[verdict], ...notes].join(', ')].join(' | ')} |`;
    },
  );
  const date = new Date().toISOString().slice(0, 10);
  const head = '| client | version | door | what | at | steps | |\n|---|---|---|---|---|---|---|';
  const table = `Run on ${date} on Debian with Node.js ${process.version}.\n\n${head}\n${rows.join('\n')}\n`;
  const page = readFileSync(PAGE, 'utf8');
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`docs/CLIENTS.md lacks ${BEGIN} or ${END}`);
  writeFileSync(PAGE, `${page.slice(0, before + BEGIN.length)}\n${table}${page.slice(after)}`);
}
