import { InvariantError } from '@rtemu/engine/invariant';
import { isOutlet, printFault } from '@rtemu/lab/lab';
import { Scenario } from '@rtemu/lab/scenario';
import { goesToStandardOutput, openCaptureOutput } from '../captures/capture-output.js';
import { readCaptureWish } from '../captures/capture-wish.js';
import { EXIT, type Host, printingToError, Unusable } from '../host.js';
import { loadLab } from '../lab-loader.js';
import { type Paint, PLAIN, replayCommand, reportJson, stepText, summaryText, timeText } from '../report.js';
import { type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';

export interface LabRunOptions {
  readonly seed?: number | undefined;
  readonly capture?: string | undefined;
  readonly format: 'text' | 'json';
}

async function paintFor(host: Host): Promise<Paint> {
  if (!host.output.isTTY) return PLAIN;
  const { default: chalk } = await import('chalk');
  return { good: chalk.green, bad: chalk.red, faint: chalk.dim };
}

const realTimeOnly = (name: string): string =>
  `${name} leads out of the lab, which it does in real time only; use rtemu lab up`;

/** `rtemu lab run`: plays a lab in virtual time. */
export async function labRun(
  machine: Host,
  file: string,
  captureFile: string | undefined,
  options: LabRunOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const wish = readCaptureWish(options.capture, captureFile);
  const host = goesToStandardOutput(wish) ? printingToError(machine) : machine;
  const { lab, configFiles } = loadLab(file);
  const wayOut = lab.nodes.find(isOutlet);
  if (wayOut) throw new Unusable(printFault(file, { ...wayOut.place, message: realTimeOnly(wayOut.name) }));
  const seed = options.seed ?? lab.seed ?? 0;
  const paint = await paintFor(host);
  const stage = makeStage(lab, configFiles, seed, makeNodes);
  for (const warning of startupWarnings(stage)) host.error.write(`${warning}\n`);
  const captures = await openCaptureOutput(wish, stage.world, host, { mayDrop: false });
  const scenario = new Scenario(stage);
  try {
    for (let result = scenario.next(); result; result = scenario.next()) {
      await captures?.taken();
      if (options.format === 'text') host.output.write(stepText(file, result, paint));
    }
  } catch (error) {
    if (!(error instanceof InvariantError)) throw error;
    host.error.write(
      `rtemu: a mistake of rtemu itself at ${timeText(stage.world.now)} of virtual time, seed ${seed}: ${error.message}\n` +
        `The same run again: ${replayCommand(file, seed)}\n${error.stack}\n`,
    );
    return EXIT.fault;
  } finally {
    await captures?.close();
  }
  const text = options.format === 'json' ? reportJson(file, seed, scenario) : summaryText(file, seed, scenario, paint);
  host.output.write(text);
  return scenario.passed ? EXIT.fine : EXIT.failed;
}
