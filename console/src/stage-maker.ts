import { createMppeEngine, type MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { KeptFiles } from '@rtemu/emulator/config-files';
import type { RouterOptions } from '@rtemu/emulator/router';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { FolderSpec, Lab } from '@rtemu/lab/lab';
import { buildStage, type NodeFactory, type Stage } from '@rtemu/lab/stage';
import type { MemoryFolder } from './memory-folder.js';
import type { StateDirectory } from './state-directory.js';

/** Makes the maker of nodes, around the cipher whose memory the world's packets lie in. */
export type MakeNodes = (
  mppe: MppeEngine,
  clock?: EpochSeconds,
  keptBy?: (router: string) => KeptFiles | undefined,
  memoriesOf?: (router: string) => RouterOptions['memories'],
) => NodeFactory;

/** What a lab finds from before it was. */
export interface Past {
  /** Where routers find what they kept in an earlier life; they start from that, not from the lab's files. */
  readonly state?: StateDirectory | undefined;
  /** What their clocks show at power-on; never set, when not given. */
  readonly clock?: EpochSeconds | undefined;
  /** The folders that are memories, by what the lab calls them. */
  readonly folders?: ReadonlyMap<string, MemoryFolder> | undefined;
  /** Told what is in a folder and not on the memory. */
  readonly warn?: ((warning: string) => void) | undefined;
}

/** A lab's world, in memory of its own. */
export function makeStage(
  lab: Lab,
  configFiles: ReadonlyMap<string, string>,
  seed: number,
  makeNodes: MakeNodes,
  { state, clock, folders, warn }: Past = {},
): Stage {
  const mppe = createMppeEngine(ARENA_OCTETS);
  const arena = new Arena(mppe.memory, mppe.slotsFrom);
  const models = new Map(
    lab.nodes.flatMap((spec) => (spec.kind === 'router' ? [[spec.name, spec.model] as const] : [])),
  );
  const memoriesOf = (router: string): RouterOptions['memories'] => {
    const spec = lab.nodes.find(({ name }) => name === router);
    if (spec?.kind !== 'router' || spec.memories === undefined) return undefined;
    const read = (folder: FolderSpec | undefined) => folders?.get(folder?.path ?? '')?.read(warn);
    return { usb1: read(spec.memories.usb1), sd1: read(spec.memories.sd1) };
  };
  const keptBy = (router: string): KeptFiles | undefined => state?.keptBy(router, models.get(router));
  const createNode = makeNodes(mppe, clock, keptBy, memoriesOf);
  return buildStage(lab, { arena, seed, configFiles, createNode });
}

/**
 * The stage with further ways out, as the command line gives them.
 * @param node to which a port belongs that names none
 * @throws Unusable when one of them is none
 */
export async function ledOut(stage: Stage, links: readonly string[], node?: string): Promise<Stage> {
  if (links.length === 0) return stage; // and be spared the reader of lab files
  const { leadOut } = await import('./outside/lead-out.js');
  return leadOut(stage, links, node);
}
