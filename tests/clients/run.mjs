/**
 * Real clients at the doors of routers, in real time: not part of `npm test`.
 *
 *     npm run test:clients -- [--only SUBSTRING] [--write]
 *
 * `--only` takes the cases whose `client, model, language: name` holds the text; `--write` writes the table of
 * docs/CLIENTS.md. Exit code 0 fine (also when something was skipped), 1 a client did not get what it expected, 77
 * nothing could run here.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { missingPackages } from '../../fixtures/peers/packages.mjs';
import { CASES, CLIENTS } from './cases.mjs';
import { printTable, writeClientsPage } from './clients-page.mjs';
import { LANGUAGES, startRouter } from './router.mjs';

const EXIT = { fine: 0, failed: 1, skipped: 77 };
const SECONDS_MAX = 90;
/** Cases that run at the same time: most clients sleep more than they work. */
const LANES = 4;

const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
});
if (options.write && options.only) {
  process.stderr.write('--write is for the whole suite: it does not take --only\n');
  process.exit(2);
}

const say = (line) => process.stdout.write(`${line}\n`);
const titleOf = ({ client, name, model, language }) => `${client}, ${model}, ${LANGUAGES[language].name}: ${name}`;
const isWanted = (each) => titleOf(each).toLowerCase().includes(options.only.toLowerCase());

/** What ran: `{case, verdict: 'passed' | 'failed' | 'skipped', steps, seconds, notes}`. */
const results = [];

/** Runs a client to its end. A line that begins with `@step ` tells what came as expected, one with `@note ` a figure. */
function play([program, ...args], environment) {
  return new Promise((resolve) => {
    let output = '';
    const client = spawn(program, args, {
      cwd: new URL('.', import.meta.url).pathname,
      env: {
        ...process.env,
        LC_ALL: 'C.UTF-8',
        PYTHONWARNINGS: 'ignore',
        PYTHONDONTWRITEBYTECODE: '1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: SECONDS_MAX * 1000,
    });
    for (const stream of [client.stdout, client.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
      });
    client.once('error', (error) => resolve({ passed: false, output: String(error) }));
    client.once('close', (code) => resolve({ passed: code === 0, output }));
  });
}

const marked = (output, mark) => [...output.matchAll(new RegExp(`^@${mark} (.*?)\\r?$`, 'gm'))].map(([, text]) => text);

async function runCase(each) {
  const { programs = {}, modules = {} } = CLIENTS[each.client];
  const missing = missingPackages(programs, modules);
  if (missing.length > 0) {
    results.push({ case: each, verdict: 'skipped', steps: 0, notes: [] });
    say(`SKIPPED  ${titleOf(each)}  needs the Debian package(s) ${missing.join(' ')}`);
    return;
  }
  let router;
  let passed = false;
  let output = '';
  const began = performance.now();
  try {
    router = await startRouter(each.model, each.language, each.router);
    ({ passed, output } = await play(each.run, { ...router.environment, ROUTER_PID: String(router.pid) }));
  } catch (error) {
    output = error.message;
  }
  const seconds = (performance.now() - began) / 1000;
  await router?.stop();
  const [steps, notes] = [marked(output, 'step').length, marked(output, 'note')];
  const verdict = passed && steps > 0 ? 'passed' : 'failed';
  results.push({ case: each, verdict, steps, seconds, notes });
  say(
    [verdict === 'passed' ? 'ok' : 'FAILED', titleOf(each), `${steps} steps, ${seconds.toFixed(1)} s`, ...notes].join(
      '  ',
    ),
  );
  if (verdict === 'failed') say(`  ${output.trim().replaceAll('\r', '').split('\n').join('\n  ')}`);
}

async function runLane(cases) {
  for (let each = cases.shift(); each; each = cases.shift()) await runCase(each);
}

async function main() {
  const began = performance.now();
  const wanted = CASES.filter(isWanted);
  const waiting = wanted.filter(({ alone }) => !alone).sort((one, other) => (other.seconds ?? 1) - (one.seconds ?? 1));
  await Promise.all(Array.from({ length: LANES }, () => runLane(waiting)));
  for (const each of wanted.filter(({ alone }) => alone)) await runCase(each); // they measure
  results.sort((one, other) => CASES.indexOf(one.case) - CASES.indexOf(other.case));
  const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
  say(`\n${printTable(results)}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  say(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped, ${seconds} s`);
  if (options.write) writeClientsPage(results);
  if (count('failed') > 0) return EXIT.failed;
  return count('passed') > 0 ? EXIT.fine : EXIT.skipped;
}

process.exit(await main());
