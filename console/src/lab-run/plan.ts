import { isOutlet, type Lab, type OutletSpec, printFault } from '@rtemu/lab/lab';
import { type Overlay, overlaid } from '@rtemu/lab/overlay';
import { Unusable } from '../host.js';
import { type LoadedLab, loadLab } from '../lab-loader.js';

/** What `lab run` was asked for, besides the files. */
export interface RunTerms {
  /** Otherwise each lab's own. */
  readonly seeds?: readonly number[] | undefined;
  /** Worse lines, and how the command line said it. */
  readonly impair?: { readonly overlay: Overlay; readonly text: string } | undefined;
}

/** A lab that is to be run from each of its seeds, or why it is not. */
export interface PlannedLab extends LoadedLab {
  readonly file: string;
  readonly title: string;
  readonly seeds: readonly number[];
  readonly skipped?: string | undefined;
  /** Whose captures these are, where each lab has a folder of its own. */
  readonly folder: string;
}

/** @throws Unusable with the faults of all the files */
export function planOf(files: readonly string[], { seeds, impair }: RunTerms): readonly PlannedLab[] {
  const faults: string[] = [];
  const folders = new Set<string>();
  const planned = files.flatMap((file): PlannedLab[] => {
    const loaded = loadedOr(file, (fault) => faults.push(fault));
    if (!loaded) return [];
    const { lab } = loaded;
    return [
      {
        file,
        lab: impair ? overlaid(lab, impair.overlay) : lab,
        configFiles: loaded.configFiles,
        folders: loaded.folders,
        title: lab.title ?? lab.name,
        seeds: seeds ?? [lab.seed ?? 0],
        skipped: reasonToSkip(lab, impair !== undefined),
        folder: freeFolder(lab.name, folders),
      },
    ];
  });
  if (faults.length > 0) throw new Unusable(faults.join('\n'));
  return planned;
}

function loadedOr(file: string, tell: (fault: string) => void): LoadedLab | undefined {
  try {
    return loadLab(file);
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    tell(error.message);
    return undefined;
  }
}

function reasonToSkip(lab: Lab, areLinesWorse: boolean): string | undefined {
  const wayOut = lab.nodes.find(isOutlet);
  if (wayOut) return `${wayOut.name} leads out of it: lab up only`;
  return areLinesWorse && lab.lossMatters ? 'what comes of it counts on faultless lines' : undefined;
}

/** A name for files, also of a lab whose own name is none, or another lab's. */
function freeFolder(name: string, taken: Set<string>): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'lab';
  let folder = plain;
  for (let number = 2; taken.has(folder); number++) folder = `${plain}-${number}`;
  taken.add(folder);
  return folder;
}

/** @throws Unusable: a lab alone that leads out of itself is not passed over in silence */
export function refuseWayOut({ file, lab }: PlannedLab): void {
  const wayOut: OutletSpec | undefined = lab.nodes.find(isOutlet);
  if (!wayOut) return;
  const message = `${wayOut.name} leads out of the lab, which it does in real time only; use rtemu lab up`;
  throw new Unusable(printFault(file, { ...wayOut.place, message }));
}
