import { InvariantError } from '@rtemu/engine/invariant';
import { between, type Instant, inSeconds } from '@rtemu/engine/time';
import { Scenario, type StepResult } from '@rtemu/lab/scenario';
import type { Stage } from '@rtemu/lab/stage';
import type { CaptureOutput } from '../captures/capture-output.js';
import type { Clock } from '../real-time.js';
import { type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';
import type { PlannedLab } from './plan.js';

/** A lab that was run from one seed. */
export interface Run {
  readonly file: string;
  readonly title: string;
  readonly seed: number;
  /** As the command line said it. */
  readonly impair?: string | undefined;
  readonly scenario: Scenario;
  /** What its routers passed over of their configurations. */
  readonly warnings: readonly string[];
  readonly wallMilliseconds: number;
  /** A mistake of rtemu itself that ended the run, and when. */
  readonly mistake?: { readonly error: InvariantError; readonly at: Instant } | undefined;
}

export interface RunOptions {
  readonly impair?: string | undefined;
  readonly clock: Clock;
  readonly makeNodes: MakeNodes;
  /** Called when the lab stands, before its first step. */
  prepare?(stage: Stage, seed: number): Promise<CaptureOutput | undefined>;
  warn?(warning: string): void;
  tell?(result: StepResult): void;
}

/** Plays a lab from one seed. */
export async function play(planned: PlannedLab, seed: number, options: RunOptions): Promise<Run> {
  const { file, title, lab, configFiles, folders } = planned;
  const { clock, impair } = options;
  const began = clock.milliseconds();
  const stage = makeStage(lab, configFiles, seed, options.makeNodes, { folders, warn: options.warn });
  const warnings = startupWarnings(stage);
  for (const warning of warnings) options.warn?.(warning);
  const captures = await options.prepare?.(stage, seed);
  const scenario = new Scenario(stage);
  let mistake: Run['mistake'];
  try {
    for (let result = scenario.next(); result; result = scenario.next()) {
      await captures?.taken();
      options.tell?.(result);
    }
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    mistake = { error, at: stage.world.now };
  } finally {
    await captures?.close();
  }
  return { file, title, seed, impair, scenario, warnings, wallMilliseconds: clock.milliseconds() - began, mistake };
}

export const isPassed = ({ mistake, scenario }: Run): boolean => mistake === undefined && scenario.passed;

/** How much virtual time the run took, in seconds. */
export const virtualSecondsOf = ({ scenario: { began, results } }: Run): number =>
  inSeconds(between(began, results.at(-1)?.ended ?? began));
