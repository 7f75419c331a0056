import { isOperable, type Lab } from '@rtemu/lab/lab';
import { suggest } from '@rtemu/lab/nearest';
import { Scenario, titleOf } from '@rtemu/lab/scenario';
import type { Stage } from '@rtemu/lab/stage';
import type { Language } from '../both-languages.js';
import { goesToStandardOutput, openCaptureOutput } from '../captures/capture-output.js';
import { readCaptureWish } from '../captures/capture-wish.js';
import { type DoorOptions, readDoorWishes } from '../doors/door-wish.js';
import { EXIT, type Host, printingToError, Unusable } from '../host.js';
import { loadLab } from '../lab-loader.js';
import { LookoutOffer } from '../lookout/offer.js';
import { Memories, withMemories } from '../memories.js';
import { Progress } from '../progress.js';
import { PLAIN, stepText } from '../report.js';
import { sit } from '../sitting.js';
import { ledOut, type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';
import { inState } from '../state-directory.js';

export interface LabUpOptions extends DoorOptions {
  readonly node?: string | undefined;
  readonly seed?: number | undefined;
  readonly capture?: string | undefined;
  readonly state?: string | undefined;
  /** One console at a time, and not the screen of the whole lab. */
  readonly plain?: boolean | undefined;
  readonly link: readonly string[];
  /** Write what routers change on their memories into the lab's folders. */
  readonly writeMemories?: boolean | undefined;
  /** Of what rtemu itself says. */
  readonly lang: Language;
}

/** `rtemu lab up`: brings a lab up in virtual time, then lets somebody sit at one of its consoles in real time. */
export async function labUp(
  machine: Host,
  file: string,
  captureFile: string | undefined,
  options: LabUpOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const wish = readCaptureWish(options.capture, captureFile);
  const host = goesToStandardOutput(wish) ? printingToError(machine) : machine;
  const doors = readDoorWishes(options);
  const { lab, configFiles, folders } = loadLab(file);
  const node = startNode(lab, options.node);
  return inState(options.state, host, async (state) => {
    const clock = host.clock.epoch();
    const warn = (warning: string): unknown => host.error.write(`rtemu: ${warning}\n`);
    const seed = options.seed ?? lab.seed ?? 0;
    const stage = await ledOut(
      makeStage(lab, configFiles, seed, makeNodes, { state, clock, folders, warn }),
      options.link,
    );
    const memories = new Memories(stage, folders, options.writeMemories ?? false);
    for (const warning of startupWarnings(stage)) host.error.write(`${warning}\n`);
    const epoch = clock * 1e6;
    const captures = await openCaptureOutput(wish, stage.world, host, { epoch, mayDrop: true });
    const lookout = new LookoutOffer(host.lookouts ?? [], { lab: lab.name, world: stage.world, epoch });
    const collect = (): string | undefined => {
      captures?.write();
      lookout.write();
      const unwritten = memories.keep();
      return state?.keep(stage.operables.values()) ?? unwritten;
    };
    try {
      if (!bringUp(stage, file, host)) return EXIT.failed;
      const isOver = (): boolean => captures?.isOver ?? false;
      return await withMemories(memories, host, () =>
        sit(stage, host, {
          node,
          language: options.lang,
          greeting: greetingOf(lab, node, options.lang),
          screen:
            options.plain || process.env['TERM'] === 'dumb' ? undefined : { message: lab.message?.trimEnd() ?? '' },
          doors,
          stateDirectory: options.state,
          collect,
          isOver,
          memories,
        }),
      );
    } finally {
      await Promise.all([captures?.close(), lookout.close()]);
    }
  });
}

/** Plays the setup. False when a step of it failed, which is then told. */
function bringUp(stage: Stage, file: string, host: Host): boolean {
  const scenario = new Scenario(stage, ['setup']);
  const { setup } = stage.lab;
  const progress = new Progress(host, setup.length);
  for (const step of setup) {
    progress.begin(titleOf(step));
    const result = scenario.next();
    if (result === undefined) break;
    progress.step(titleOf(step));
    if (result.passed) continue;
    progress.end();
    host.error.write(stepText(file, result, PLAIN));
  }
  progress.end();
  if (!scenario.passed) host.error.write('rtemu: the lab did not come up\n');
  return scenario.passed;
}

/** The node that was asked for, or else the first router, or the first with a console at all. */
function startNode({ nodes, name }: Lab, asked: string | undefined): string {
  const consoles = nodes.filter(isOperable);
  const names = consoles.map((spec) => spec.name);
  if (asked !== undefined) {
    if (names.includes(asked)) return asked;
    throw new Unusable(`no node "${asked}" with a console is in ${name}; ${suggest(asked, names)}`);
  }
  const first = consoles.find(({ kind }) => kind === 'router') ?? consoles[0];
  if (!first) throw new Unusable(`no node in ${name} has a console`);
  return first.name;
}

function greetingOf({ name, message }: Lab, node: string, language: Language): string {
  const said = message === undefined ? '' : `${message.trimEnd()}\n\n`;
  return language === 'ja'
    ? `${said}ラボ ${name} が始まりました。ここは ${node} のコンソールです。Ctrl-] で終了、:help で説明が出ます。\n\n`
    : `${said}Lab ${name} is up. This is the console of ${node}; Ctrl-] leaves, :help tells more.\n\n`;
}
