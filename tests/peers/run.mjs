/**
 * Real peers against ours, in real time: not part of `npm test`.
 *
 *     npm run test:peers -- [--only SUBSTRING] [--seed N] [--write] [--figures] [--long] [--keep DIRECTORY]
 *
 * `--only` takes the cases whose `group: name` holds the text; `--write` writes the table of docs/INTEROP.md; `--figures`
 * measures instead; `--long` takes more time for TCP; `--keep` leaves the captures there. Exit code 0 fine (also when something was skipped), 1 a case
 * failed, 77 nothing could run here.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { GUEST_PROGRAMS, missingPackages } from '../../fixtures/peers/packages.mjs';
import { captures } from './captures.mjs';
import { figures } from './figures.mjs';
import { writeInteropPage } from './interop-page.mjs';
import { linuxClient, linuxClientFar } from './linux-client.mjs';
import { linuxClientNat } from './linux-client-nat.mjs';
import { linuxDhcp } from './linux-dhcp.mjs';
import { linuxServer, linuxServerFar } from './linux-server.mjs';
import { qemu } from './qemu.mjs';
import { tap } from './tap.mjs';
import { tcpKernel, tcpKernelFar } from './tcp-kernel.mjs';
import { vpcs } from './vpcs.mjs';

const EXIT = { fine: 0, failed: 1, skipped: 77 };
/** Groups that run at the same time. */
const LANES = 2;
const CASE_SECONDS_MAX = 150;

/** Groups of cases with one peer; the longest begin first. */
const GROUPS = [
  linuxClient,
  linuxServer,
  tcpKernel,
  tcpKernelFar,
  linuxClientFar,
  linuxClientNat,
  linuxServerFar,
  linuxDhcp,
  vpcs,
  qemu,
  tap,
].sort((one, other) => other.seconds - one.seconds);

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    figures: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
});
const seed = Number(options.seed);
if (options.write && (options.only || options.figures)) {
  process.stderr.write('--write is for the whole suite: it takes neither --only nor --figures\n');
  process.exit(2);
}

const say = (line) => process.stdout.write(`${line}\n`);
const secondsSince = (began) => ((performance.now() - began) / 1000).toFixed(1);
const titleOf = (group, { name }) => `${group.name}: ${name}`;
const isWanted = (group) => (each) => titleOf(group, each).toLowerCase().includes(options.only.toLowerCase());

/** What ran: `{group, case, verdict: 'passed' | 'failed' | 'skipped', notes}`. */
const results = [];

function report(group, each, verdict, detail, notes = []) {
  results.push({ group, case: each, verdict, notes });
  const words = [verdict === 'passed' ? 'ok' : verdict.toUpperCase(), titleOf(group, each), detail, ...notes];
  say(words.filter(Boolean).join('  '));
}

/** Rejects when a case takes too long: a stall is a failure, not a reason to wait. */
function withinReason(promise, seconds = CASE_SECONDS_MAX) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function tellFailure(group, each, error) {
  const [place = ''] = /^ +at .*tests\/peers\/(?!run).*$/m.exec(error.stack) ?? [];
  say(`  ${`${error.message}\n${place}`.trim().split('\n').join('\n  ')}`);
  say(`  seed ${seed}; again: npm run test:peers -- --seed ${seed} --only '${titleOf(group, each)}'`);
}

/** Real machines have bad moments: what fails once is tried once more, and the report says so. */
async function runCase(group, each, scene) {
  const began = performance.now();
  for (const isLast of [false, true]) {
    const notes = isLast ? ['at the second attempt'] : [];
    const context = { seed, tell: (note) => notes.push(note) };
    try {
      await withinReason(
        (async () => {
          await scene.prepare?.();
          await each.run(scene, context);
        })(),
      );
      report(group, each, 'passed', `${secondsSince(began)} s`, notes);
      return;
    } catch (error) {
      if (isLast) report(group, each, 'failed', `${secondsSince(began)} s`, notes);
      tellFailure(group, each, error);
    }
  }
}

async function runGroup(group, directory) {
  const cases = group.cases.filter(isWanted(group));
  if (cases.length === 0) return;
  const programs = { ...(group.needsGuest ? GUEST_PROGRAMS : {}), ...group.programs };
  const missing = missingPackages(programs, group.modules);
  const why = missing.length > 0 ? `needs the Debian package(s) ${missing.join(' ')}` : group.cannotRun?.(directory);
  if (why !== undefined) {
    for (const each of cases) report(group, each, 'skipped', why);
    return;
  }
  const capture = join(directory, group.name);
  mkdirSync(capture, { recursive: true });
  let scene;
  try {
    scene = await group.start({ seed, capture, captures: directory, long: options.long });
  } catch (error) {
    for (const each of cases) report(group, each, 'failed', 'the group did not start');
    tellFailure(group, cases[0], error);
    return;
  }
  try {
    for (const each of cases) await runCase(group, each, scene);
  } finally {
    await scene.stop();
  }
}

async function runLane(groups, directory) {
  for (let group = groups.shift(); group; group = groups.shift()) await runGroup(group, directory);
}

async function main() {
  const began = performance.now();
  const directory = options.keep ?? mkdtempSync(join(tmpdir(), 'peers-'));
  try {
    if (options.figures) await runGroup(figures, directory);
    else {
      const waiting = [...GROUPS];
      await Promise.all(Array.from({ length: LANES }, () => runLane(waiting, directory)));
      await runGroup(captures, directory);
    }
  } finally {
    if (options.keep === undefined) rmSync(directory, { recursive: true, force: true });
  }
  const count = (verdict) => results.filter((result) => result.verdict === verdict).length;
  say(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped, ${secondsSince(began)} s`);
  if (options.write) writeInteropPage(results);
  if (count('failed') > 0) return EXIT.failed;
  return count('passed') > 0 ? EXIT.fine : EXIT.skipped;
}

// Guests are no children that a signal would reach; they are killed when this process exits.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(EXIT.failed));

process.exit(await main());
