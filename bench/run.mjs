/**
 * `npm run bench [-- --quick] [--only NAME] [--json FILE]`: all suites of `suites/`, or those named. Exit code 1 when a
 * ratio is a quarter above its goal (never with --quick), or when contestants do not agree on what they compute.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { hold, QUICK, THOROUGH } from './contest.mjs';
import { buildNative } from './native.mjs';
import { judge, table, verdictLine } from './report.mjs';

const SUITES = new URL('suites/', import.meta.url);

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});

async function loadSuites() {
  const files = readdirSync(SUITES).filter((name) => name.endsWith('.mjs'));
  const suites = await Promise.all(
    files.sort().map(async (name) => {
      const file = new URL(name, SUITES).href;
      return { ...(await import(file)).default, file };
    }),
  );
  const unknown = (options.only ?? []).filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map((suite) => suite.name).join(', ');
    process.stderr.write(`There is no suite ${unknown.join(', ')}. There are: ${known}.\n`);
    process.exit(2);
  }
  return options.only ? suites.filter((suite) => options.only.includes(suite.name)) : suites;
}

function showProgress(suite) {
  if (!process.stderr.isTTY) return () => {};
  return (round, rounds) => process.stderr.write(`\r${suite.name}: round ${round + 1} of ${rounds} \r`);
}

const say = (text) => process.stdout.write(`${text}\n`);

const suites = await loadSuites();
const native = buildNative();
const machine = `${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform} ${process.arch}`;
const record = { machine, when: new Date().toISOString(), quick: options.quick, suites: {} };

say(machine);
if (native.missing) say(native.missing);
for (const suite of suites) {
  const effort = { ...(options.quick ? QUICK : THOROUGH), ...suite.effort };
  const results = await hold(suite, native, effort, showProgress(suite));
  const verdicts = judge(suite, results);
  record.suites[suite.name] = { results, verdicts };
  say(`\n${suite.name}: ${suite.about}\n${table(suite, results)}`);
  for (const verdict of verdicts) say(verdictLine(verdict));
  // Three rounds are enough to see where one stands, and too few to raise an alarm.
  if (!options.quick && verdicts.some(({ alarms }) => alarms)) process.exitCode = 1;
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(record, null, 2)}\n`);
