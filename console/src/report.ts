/**
 * What became of a scenario, for people and for programs.
 * @module
 */
import { between, type Instant, inSeconds, START } from '@rtemu/engine/time';
import { type Scenario, type StepResult, titleOf } from '@rtemu/lab/scenario';
import type { Host } from './host.js';

/** Lines of a failed step's output that are shown. */
const SHOWN_LINES = 24;

/** Seconds of virtual time, as they are printed: `12.034s`. */
export const timeText = (at: Instant): string => `${secondsAt(at).toFixed(3)}s`;
const secondsAt = (at: Instant): number => inSeconds(between(START, at));

/** Marks words; does nothing where there are no colours. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
}

const asIs = (text: string): string => text;
export const PLAIN: Paint = { good: asIs, bad: asIs, faint: asIs };

/** Colours for who sees them. */
export async function paintFor({ output }: Host): Promise<Paint> {
  if (!output.isTTY) return PLAIN;
  const { default: chalk } = await import('chalk');
  return { good: chalk.green, bad: chalk.red, faint: chalk.dim };
}

/** A run, as it is told of. */
export interface ReportedRun {
  readonly file: string;
  readonly seed: number;
  /** Worse lines than the lab's, as the command line said them. */
  readonly impair?: string | undefined;
}

/** The command that plays the same run again. */
export const replayCommand = ({ file, seed, impair }: ReportedRun): string =>
  `rtemu lab run ${file} --seed ${seed}${impair === undefined ? '' : ` --impair ${impair}`}`;

/** One step, as soon as it has been played. */
export function stepText(file: string, result: StepResult, paint: Paint): string {
  const { step, passed, reason, output, began, ended } = result;
  const time = timeText(ended).padStart(11);
  const span = inSeconds(between(began, ended));
  const took = span === 0 ? '' : paint.faint(` (${span < 0.001 ? '<0.001' : span.toFixed(3)}s)`);
  const head = `${passed ? paint.good('ok  ') : paint.bad('FAIL')}  ${paint.faint(time)}  ${titleOf(step)}${took}\n`;
  if (passed) return head;
  const lines = output.replace(/\n+$/, '').split('\n');
  const shown = lines.length > SHOWN_LINES ? ['...', ...lines.slice(-SHOWN_LINES)] : lines;
  return [
    head,
    `      ${file}:${step.place.line}: ${reason}\n`,
    ...(output === '' ? ['      (no output)\n'] : shown.map((line) => `      ${paint.faint('|')} ${line}\n`)),
  ].join('');
}

/** The last lines: how many, and how to see it again. */
export function summaryText(run: ReportedRun, scenario: Scenario, paint: Paint): string {
  const { results, skipped } = scenario;
  const failed = results.filter(({ passed }) => !passed).length;
  const time = timeText(results.at(-1)?.ended ?? scenario.began);
  const counts = `${results.length - failed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} not played` : ''}`;
  const line = `${counts} in ${time} of virtual time, seed ${run.seed}\n`;
  if (failed === 0) return paint.good(line);
  return `${paint.bad(line)}The same run again: ${replayCommand(run)}\n`;
}

/** A run in full, for programs. */
export function runReport(run: ReportedRun, scenario: Scenario) {
  const { results, skipped, passed, lab } = scenario;
  const steps = results.map(({ phase, number, step, passed: ok, reason, output, began, ended }) => ({
    phase,
    number,
    name: titleOf(step),
    line: step.place.line,
    passed: ok,
    ...(reason === undefined ? {} : { reason }),
    output,
    beganSeconds: secondsAt(began),
    endedSeconds: secondsAt(ended),
  }));
  const virtualSeconds = secondsAt(results.at(-1)?.ended ?? scenario.began);
  return {
    lab: lab.name,
    ...(lab.title === undefined ? {} : { title: lab.title }),
    file: run.file,
    seed: run.seed,
    ...(run.impair === undefined ? {} : { impair: run.impair }),
    passed,
    skipped,
    virtualSeconds,
    steps,
    replay: replayCommand(run),
  };
}

export const printJson = (report: object): string => `${JSON.stringify(report, undefined, 2)}\n`;
