import { consoleCharacter } from '@rtemu/config/settings/system';
import { Router } from '@rtemu/emulator/router';
import type { Lab } from '@rtemu/lab/lab';
import type { Stage } from '@rtemu/lab/stage';
import { type DoorOptions, readDoorWishes } from '../doors/door-wish.js';
import { readText } from '../files.js';
import type { Host } from '../host.js';
import { machineOrUnusable } from '../machine-choice.js';
import { sit } from '../sitting.js';
import { ledOut, type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';
import { inState } from '../state-directory.js';

export interface ConsoleOptions extends DoorOptions {
  readonly model: string;
  readonly firmware?: string | undefined;
  readonly seed?: number | undefined;
  readonly state?: string | undefined;
  readonly link: readonly string[];
}

const ROUTER = 'router';

/** Whoever sits down at a router for the first time does not know how to leave, and may not read Japanese. */
function greetingOf({ operables }: Stage): string {
  const router = operables.get(ROUTER);
  if (!(router instanceof Router)) return '';
  const { system, language } = router;
  const { name, characterNames } = language.machine;
  const english = characterNames.startsWith('en.') ? 'en.ascii' : 'ascii';
  const hint =
    system.document.global.get(consoleCharacter) === undefined
      ? `It speaks Japanese, as from the factory: administrator, Enter, and console character ${english}\nchange that.\n`
      : '';
  return `This is the console of an ${name}; Ctrl-] leaves, :help tells more. ? and Tab help with commands.\n${hint}\n`;
}

/** `rtemu console`: one router by itself. */
export async function openConsole(
  host: Host,
  config: string | undefined,
  { model, firmware, seed = 0, state, link, ...wishes }: ConsoleOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const doors = readDoorWishes(wishes);
  const lab: Lab = {
    name: ROUTER,
    nodes: [
      {
        kind: 'router',
        name: ROUTER,
        place: { line: 1, column: 1 },
        model: machineOrUnusable(model, firmware).name,
        firmware,
        startupConfig: config === undefined ? undefined : { kind: 'text', text: readText(config) },
      },
    ],
    links: [],
    setup: [],
    steps: [],
  };
  return inState(state, host, async (directory) => {
    const past = { state: directory, clock: host.clock.epoch() };
    const stage = await ledOut(makeStage(lab, new Map(), seed, makeNodes, past), link, ROUTER);
    const isOfState = directory?.starts(ROUTER) ?? false;
    for (const warning of startupWarnings(stage, isOfState ? undefined : config)) host.error.write(`${warning}\n`);
    if (config !== undefined && isOfState)
      host.error.write(`rtemu: starting from what was saved in ${state}, not from ${config}\n`);
    return sit(stage, host, {
      node: ROUTER,
      greeting: greetingOf(stage),
      doors,
      stateDirectory: state,
      collect: () => directory?.keep(stage.operables.values()),
    });
  });
}
