import { InvariantError } from '@rtemu/engine/invariant';
import { isOutlet, printFault } from '@rtemu/lab/lab';
import { Scenario } from '@rtemu/lab/scenario';
import { CaptureFiles } from '../capture-files.js';
import { EXIT, type Host, Unusable } from '../host.js';
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
export async function labRun(host: Host, file: string, options: LabRunOptions, makeNodes: MakeNodes): Promise<number> {
  const { lab, configFiles } = loadLab(file);
  const wayOut = lab.nodes.find(isOutlet);
  if (wayOut) throw new Unusable(printFault(file, { ...wayOut.place, message: realTimeOnly(wayOut.name) }));
  const seed = options.seed ?? lab.seed ?? 0;
  const paint = await paintFor(host);
  const stage = makeStage(lab, configFiles, seed, makeNodes);
  for (const warning of startupWarnings(stage)) host.error.write(`${warning}\n`);
  const captures = options.capture === undefined ? undefined : new CaptureFiles(options.capture, stage.world);
  const scenario = new Scenario(stage);
  try {
    for (let result = scenario.next(); result; result = scenario.next()) {
      captures?.write();
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
    captures?.close();
  }
  const text = options.format === 'json' ? reportJson(file, seed, scenario) : summaryText(file, seed, scenario, paint);
  host.output.write(text);
  return scenario.passed ? EXIT.fine : EXIT.failed;
}
