import { dirname, resolve } from 'node:path';
import { type Lab, type LabFault, printFault, type RouterSpec } from '@rtemu/lab/lab';
import { readLab } from '@rtemu/lab/lab-file';
import type { NodeProblem } from '@rtemu/lab/node-reader';
import { configFilesOf, foldersOf } from '@rtemu/lab/stage';
import { readText } from './files.js';
import { Unusable } from './host.js';
import { chooseMachine, noSlot } from './machine-choice.js';
import { MemoryFolder } from './memory-folder.js';

/** A lab with the texts that its routers start from, by the paths that it calls them by. */
export interface LoadedLab {
  readonly lab: Lab;
  readonly configFiles: ReadonlyMap<string, string>;
  /** The folders that are memories of its routers, by the paths that it calls them by. */
  readonly folders: ReadonlyMap<string, MemoryFolder>;
}

function compilePattern(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function routerPorts({ model, firmware, memories = {} }: RouterSpec): readonly string[] | NodeProblem {
  const choice = chooseMachine(model, firmware);
  if ('problem' in choice) return { key: choice.about, message: choice.problem };
  const missing = (['usb1', 'sd1'] as const).find(
    (slot) => memories[slot] !== undefined && !choice.machine.memories.includes(slot),
  );
  return missing === undefined ? choice.machine.ports : { key: missing, message: noSlot(choice.machine, missing) };
}

/** @throws Unusable with a line for each fault. */
export function loadLab(path: string): LoadedLab {
  const read = readLab(readText(path), { routerPorts, compilePattern });
  if (!read.ok) throw unusable(path, read.faults);
  const folders = new Map(
    foldersOf(read.lab).map((folder) => [folder.path, new MemoryFolder(resolve(dirname(path), folder.path))]),
  );
  return { lab: read.lab, configFiles: readConfigFiles(path, read.lab), folders };
}

const unusable = (path: string, faults: readonly LabFault[]): Unusable =>
  new Unusable(faults.map((fault) => printFault(path, fault)).join('\n'));

/** The files that the lab's routers start from. @throws Unusable with a line for each that cannot be read. */
function readConfigFiles(path: string, lab: Lab): Map<string, string> {
  const texts = new Map<string, string>();
  const faults: LabFault[] = [];
  for (const { path: file, place } of configFilesOf(lab)) {
    try {
      texts.set(file, readText(resolve(dirname(path), file)));
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      faults.push({ ...place, message: error.message });
    }
  }
  if (faults.length > 0) throw unusable(path, faults);
  return texts;
}
