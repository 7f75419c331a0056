/**
 * Several labs as a table, a row for each, and beneath it what failed, in full.
 * @module
 */
import { type Paint, replayCommand, stepText, timeText } from '../report.js';
import { inCells, widthOfText } from './cells.js';
import type { PlannedLab } from './plan.js';
import { isPassed, type Run, virtualSecondsOf } from './run.js';
import { printSeeds } from './seeds.js';

export const LIMIT = {
  /** Cells of a title where the width of the screen is not known. */
  title: 100,
  /** Cells that a title is left in any case. */
  titleAtLeast: 24,
} as const;

const GAP = '  ';
const HEAD = { result: 'result', seeds: 'seeds', virtual: 'virtual', wall: 'wall' } as const;
const WIDTH = { result: 20, virtual: 10, wall: 7 } as const;

const secondsText = (seconds: number, digits: number): string => `${seconds.toFixed(digits)}s`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

export class Table {
  readonly #titleCells: number;
  readonly #seedCells: number;

  /** @param columns of the screen, if it is one */
  constructor(
    labs: readonly PlannedLab[],
    private readonly paint: Paint,
    columns?: number,
  ) {
    this.#seedCells = Math.max(HEAD.seeds.length, ...labs.map(({ seeds }) => printSeeds(seeds).length));
    const others = sum(Object.values(WIDTH)) + this.#seedCells + 4 * GAP.length;
    const room = columns === undefined ? LIMIT.title : Math.max(LIMIT.titleAtLeast, columns - others - 1);
    this.#titleCells = Math.min(room, Math.max(...labs.map(({ title }) => widthOfText(title))));
  }

  head(): string {
    const { result, seeds, virtual, wall } = HEAD;
    return `${this.paint.faint(this.#line('lab', result, seeds, virtual, wall))}\n`;
  }

  skipped({ title }: PlannedLab, reason: string): string {
    return `${inCells(title, this.#titleCells)}${GAP}${this.paint.faint(`skipped: ${reason}`)}\n`;
  }

  /** @param runs of one lab, from each of its seeds */
  row({ title, seeds }: PlannedLab, runs: readonly Run[]): string {
    const steps = sum(runs.map(({ scenario: { results, skipped } }) => results.length + skipped));
    const failed = sum(runs.map(({ scenario: { results } }) => results.filter(({ passed }) => !passed).length));
    const mistaken = runs.some(({ mistake }) => mistake !== undefined);
    const { good, bad } = this.paint;
    const result = mistaken
      ? 'MISTAKE OF RTEMU'
      : failed > 0
        ? `FAILED ${failed} of ${steps}`
        : `passed ${steps} of ${steps}`;
    return `${this.#line(
      title,
      result,
      printSeeds(seeds),
      secondsText(sum(runs.map(virtualSecondsOf)), 3),
      secondsText(sum(runs.map(({ wallMilliseconds }) => wallMilliseconds)) / 1000, 2),
      runs.every(isPassed) ? good : bad,
    )}\n`;
  }

  #line(title: string, result: string, seeds: string, virtual: string, wall: string, paint = (text: string) => text) {
    return [
      inCells(title, this.#titleCells),
      paint(result.padEnd(WIDTH.result)),
      seeds.padEnd(this.#seedCells),
      virtual.padStart(WIDTH.virtual),
      wall.padStart(WIDTH.wall),
    ].join(GAP);
  }
}

/** What went wrong in a run, and how to see it again; nothing when all went well. */
export function faultsText(run: Run, paint: Paint): string {
  if (isPassed(run)) return '';
  const { file, title, seed, scenario, warnings, mistake } = run;
  const failed = scenario.results.filter(({ passed }) => !passed);
  return [
    `\n${paint.bad(title)} ${paint.faint(`(seed ${seed})`)}\n`,
    ...warnings.map((warning) => `      ${warning}\n`),
    ...failed.map((result) => stepText(file, result, paint)),
    scenario.skipped > 0 && mistake === undefined ? `      ${scenario.skipped} steps were not played\n` : '',
    mistake ? mistakeText(run, mistake) : `The same run again: ${replayCommand(run)}\n`,
  ].join('');
}

/** A mistake of rtemu itself, for the one who can mend it. */
export const mistakeText = (run: Run, { error, at }: NonNullable<Run['mistake']>): string =>
  `rtemu: a mistake of rtemu itself at ${timeText(at)} of virtual time, seed ${run.seed}: ${error.message}\n` +
  `The same run again: ${replayCommand(run)}\n${error.stack}\n`;

/** `17 labs: 14 passed, 1 failed, 2 skipped in 4.21s`. */
export function totalText(played: readonly (readonly Run[])[], skipped: number, seconds: number, paint: Paint): string {
  const failed = played.filter((runs) => !runs.every(isPassed)).length;
  const labs = played.length + skipped;
  const runs = sum(played.map(({ length }) => length));
  const counts = [
    `${played.length - failed} passed`,
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
  const howMany = `${labs} ${labs === 1 ? 'lab' : 'labs'}${runs > played.length ? ` (${runs} runs)` : ''}`;
  return `${(failed > 0 ? paint.bad : paint.good)(`${howMany}: ${counts} in ${secondsText(seconds, 2)}`)}\n`;
}
