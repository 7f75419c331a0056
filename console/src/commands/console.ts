import { resolve } from 'node:path';
import { printMemoryPlace } from '@rtemu/commands/operands/config-file';
import { consoleCharacter } from '@rtemu/config/settings/system';
import { Router } from '@rtemu/emulator/router';
import type { FolderSpec, Lab } from '@rtemu/lab/lab';
import type { Stage } from '@rtemu/lab/stage';
import { type Machine, MEMORY_NAMES, type MemoryName } from '@rtemu/models/machine';
import { type DoorOptions, readDoorWishes } from '../doors/door-wish.js';
import { readText } from '../files.js';
import { type Host, Unusable } from '../host.js';
import { machineOrUnusable, noSlot } from '../machine-choice.js';
import { Memories, withMemories } from '../memories.js';
import { MemoryFolder } from '../memory-folder.js';
import { sit } from '../sitting.js';
import { ledOut, type MakeNodes, makeStage } from '../stage-maker.js';
import { startupWarnings } from '../startup-warnings.js';
import { inState } from '../state-directory.js';

export interface ConsoleOptions extends DoorOptions {
  readonly model: string;
  readonly firmware?: string | undefined;
  readonly seed?: number | undefined;
  readonly state?: string | undefined;
  /** Folders that are its memories. */
  readonly usb1?: string | undefined;
  readonly sd1?: string | undefined;
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

/** Where on a memory the router found its configuration; `undefined` where it did not. */
function placeOfStart({ operables }: Stage): string | undefined {
  const router = operables.get(ROUTER);
  const place = router instanceof Router ? router.runningPlace : 0;
  return typeof place === 'number' ? undefined : printMemoryPlace(place);
}

/** @throws Unusable when the machine has no place for one of them */
function foldersFor(machine: Machine, wanted: Readonly<Record<MemoryName, string | undefined>>) {
  const folders = new Map<string, MemoryFolder>();
  const memories: Partial<Record<MemoryName, FolderSpec>> = {};
  for (const name of MEMORY_NAMES) {
    const path = wanted[name];
    if (path === undefined) continue;
    if (!machine.memories.includes(name)) throw new Unusable(`--${name}: ${noSlot(machine, name)}`);
    folders.set(path, new MemoryFolder(resolve(path)));
    memories[name] = { path, place: { line: 1, column: 1 } };
  }
  return { folders, memories };
}

/** `rtemu console`: one router by itself. */
export async function openConsole(
  host: Host,
  config: string | undefined,
  { model, firmware, seed = 0, state, usb1, sd1, link, ...wishes }: ConsoleOptions,
  makeNodes: MakeNodes,
): Promise<number> {
  const doors = readDoorWishes(wishes);
  const machine = machineOrUnusable(model, firmware);
  const { folders, memories } = foldersFor(machine, { usb1, sd1 });
  const lab: Lab = {
    name: ROUTER,
    nodes: [
      {
        kind: 'router',
        name: ROUTER,
        place: { line: 1, column: 1 },
        model: machine.name,
        firmware,
        memories,
        startupConfig: config === undefined ? undefined : { kind: 'text', text: readText(config) },
      },
    ],
    links: [],
    setup: [],
    steps: [],
  };
  return inState(state, host, async (directory) => {
    const warn = (warning: string): unknown => host.error.write(`rtemu: ${warning}\n`);
    const past = { state: directory, clock: host.clock.epoch(), folders, warn };
    const stage = await ledOut(makeStage(lab, new Map(), seed, makeNodes, past), link, ROUTER);
    const inserted = new Memories(stage, folders, true);
    const onMemory = placeOfStart(stage);
    const isOfState = directory?.starts(ROUTER) ?? false;
    for (const warning of startupWarnings(stage, onMemory ?? (isOfState ? undefined : config)))
      host.error.write(`${warning}\n`);
    if (onMemory !== undefined) host.error.write(`rtemu: starting from ${onMemory}, which is on the memory\n`);
    else if (config !== undefined && isOfState)
      host.error.write(`rtemu: starting from what was saved in ${state}, not from ${config}\n`);
    return withMemories(inserted, host, () =>
      sit(stage, host, {
        node: ROUTER,
        greeting: greetingOf(stage),
        doors,
        memories: inserted,
        stateDirectory: state,
        collect: () => {
          const unwritten = inserted.keep();
          return directory?.keep(stage.operables.values()) ?? unwritten;
        },
      }),
    );
  });
}
