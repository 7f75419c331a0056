import { join } from 'node:path';
import { readOverlay } from '@rtemu/lab/overlay';
import { goesToStandardOutput, openCaptureOutput } from '../captures/capture-output.js';
import { type CaptureWish, namesInterfaces, readCaptureWish } from '../captures/capture-wish.js';
import { filesOf } from '../file-patterns.js';
import { EXIT, type Host, printingToError, Unusable } from '../host.js';
import { type LadderOutput, type LadderWish, openLadder, readLadderWish } from '../lab-run/ladder-output.js';
import { type PlannedLab, planOf, refuseWayOut } from '../lab-run/plan.js';
import { isPassed, play, type Run, type RunOptions } from '../lab-run/run.js';
import { faultsText, mistakeText, Table, totalText } from '../lab-run/table.js';
import { Progress } from '../progress.js';
import { type Paint, paintFor, printJson, runReport, stepText, summaryText } from '../report.js';
import type { MakeNodes } from '../stage-maker.js';

export interface LabRunOptions {
  readonly seed?: number | undefined;
  readonly seeds?: readonly number[] | undefined;
  readonly impair?: string | undefined;
  readonly capture?: string | undefined;
  readonly format: 'text' | 'json';
  readonly ladder?: string | undefined;
  readonly ladderLayers?: string | undefined;
  readonly ladderSpan?: string | undefined;
}

/**
 * Which of the words are labs, and which is the file for a capture: the last one, when interfaces are captured at and it is
 * not a lab by its name.
 */
function divide(words: readonly string[], capture: string | undefined) {
  const last = words.at(-1)!;
  const isLab = words.length === 1 || /\.ya?ml$/.test(last);
  const isCapture = last === '-' || /\.pcap(?:ng)?$/.test(last);
  const wantsFile = capture !== undefined && namesInterfaces(capture);
  if (isLab || !(wantsFile || isCapture)) return { patterns: words, captureFile: undefined };
  return { patterns: words.slice(0, -1), captureFile: last };
}

/** `rtemu lab run`: plays labs in virtual time. */
export async function labRun(
  machine: Host,
  words: readonly string[],
  options: LabRunOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const { patterns, captureFile } = divide(words, options.capture);
  const wish = readCaptureWish(options.capture, captureFile);
  const host = goesToStandardOutput(wish) ? printingToError(machine) : machine;
  const overlay = options.impair === undefined ? undefined : readOverlay(options.impair);
  if (typeof overlay === 'string') throw new Unusable(`--impair ${options.impair}: ${overlay}`);
  const ladder = readLadderWish(options);
  const labs = planOf(await filesOf(patterns), {
    seeds: options.seeds ?? (options.seed === undefined ? undefined : [options.seed]),
    impair: overlay && { overlay, text: options.impair! },
  });
  const running = { host, wish, ladder, labs, format: options.format, paint: await paintFor(host) };
  const terms = { impair: options.impair, clock: host.clock, makeNodes };
  const [lab] = labs;
  if (lab && labs.length === 1) refuseWayOut(lab);
  return labs.length === 1 && lab!.seeds.length === 1 && lab!.skipped === undefined
    ? runOne(running, lab!, terms)
    : runSeveral(running, terms);
}

interface Running {
  readonly host: Host;
  readonly wish: CaptureWish | undefined;
  readonly ladder: LadderWish | undefined;
  readonly labs: readonly PlannedLab[];
  readonly format: 'text' | 'json';
  readonly paint: Paint;
}

/** Each step is told as soon as it has been played. */
async function runOne(running: Running, planned: PlannedLab, terms: RunOptions): Promise<number> {
  const { host, wish, format, paint } = running;
  const isText = format === 'text';
  if (isText && planned.lab.title !== undefined) host.output.write(`${planned.lab.title}\n`);
  let ladder: LadderOutput | undefined;
  const run = await play(planned, planned.seeds[0]!, {
    ...terms,
    warn: (warning) => host.error.write(`${warning}\n`),
    prepare: async ({ world }) => {
      ladder = await openLadder(running.ladder, planned.lab, world);
      return openCaptureOutput(wish, world, host, { mayDrop: false });
    },
    tell: (result) => isText && host.output.write(stepText(planned.file, result, paint)),
  });
  ladder?.write(run.scenario.results);
  if (run.mistake) {
    host.error.write(mistakeText(run, run.mistake));
    return EXIT.fault;
  }
  host.output.write(isText ? summaryText(run, run.scenario, paint) : printJson(runReport(run, run.scenario)));
  return run.scenario.passed ? EXIT.fine : EXIT.failed;
}

/** @throws Unusable when none of them can be played. */
async function runSeveral(running: Running, terms: RunOptions): Promise<number> {
  const { host, wish, ladder, labs, format, paint } = running;
  if (wish?.kind === 'stream')
    throw new Unusable(`a capture at ${wish.interfaces} is of one run, and these are several; say --capture DIRECTORY`);
  if (ladder) throw new Unusable(`a ladder is of one run, and these are several; say one lab and one seed`);
  const began = host.clock.milliseconds();
  const isText = format === 'text';
  const table = new Table(labs, paint, host.output.columns);
  if (isText) host.output.write(table.head());
  const played: Run[][] = [];
  const progress = new Progress(
    host,
    labs.reduce((sum, { seeds, skipped }) => sum + (skipped === undefined ? seeds.length : 0), 0),
  );
  for (const planned of labs) {
    if (planned.skipped !== undefined) {
      if (isText) host.output.write(table.skipped(planned, planned.skipped));
      continue;
    }
    const runs: Run[] = [];
    for (const seed of planned.seeds) {
      progress.begin(planned.title);
      runs.push(
        await play(planned, seed, {
          ...terms,
          prepare: ({ world }) => openCaptureOutput(ofThis(wish, planned, seed), world, host, { mayDrop: false }),
        }),
      );
      progress.step(planned.title);
    }
    played.push(runs);
    progress.end();
    if (isText) host.output.write(table.row(planned, runs));
  }
  const all = played.flat();
  const skipped = labs.filter((lab) => lab.skipped !== undefined);
  if (isText) {
    for (const run of all) host.output.write(faultsText(run, paint));
    const seconds = (host.clock.milliseconds() - began) / 1000;
    host.output.write(totalText(played, skipped.length, seconds, paint));
  } else host.output.write(printJson(severalReport(all, skipped)));
  if (all.length === 0) throw new Unusable('none of these labs can be played');
  if (all.some(({ mistake }) => mistake)) return EXIT.fault;
  return all.every(isPassed) ? EXIT.fine : EXIT.failed;
}

/** Where the captures of this run go: a folder a lab, and in it a folder a seed when there are several. */
function ofThis(wish: CaptureWish | undefined, { folder, seeds }: PlannedLab, seed: number): CaptureWish | undefined {
  if (wish?.kind !== 'directory') return undefined;
  const directory = join(wish.directory, folder, ...(seeds.length > 1 ? [`seed-${seed}`] : []));
  return { kind: 'directory', directory };
}

const severalReport = (runs: readonly Run[], skipped: readonly PlannedLab[]) => ({
  passed: runs.every(isPassed),
  runs: runs.map((run) => ({
    ...runReport(run, run.scenario),
    passed: isPassed(run),
    ...(run.mistake ? { mistake: run.mistake.error.message } : {}),
    wallSeconds: run.wallMilliseconds / 1000,
  })),
  skipped: skipped.map(({ lab, title, file, skipped: reason }) => ({ lab: lab.name, title, file, reason })),
});
