import { createMppeEngine, type MppeEngine } from '@rtemu/crypto/mppe-engine';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { KeptFiles } from '@rtemu/emulator/config-files';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { Lab } from '@rtemu/lab/lab';
import { buildStage, type NodeFactory, type Stage } from '@rtemu/lab/stage';
import type { StateDirectory } from './state-directory.js';

/** Makes the maker of nodes, around the cipher whose memory the world's packets lie in. */
export type MakeNodes = (
  mppe: MppeEngine,
  clock?: EpochSeconds,
  keptBy?: (router: string) => KeptFiles | undefined,
) => NodeFactory;

/** What a lab finds from before it was. */
export interface Past {
  /** Where routers find what they kept in an earlier life; they start from that, not from the lab's files. */
  readonly state?: StateDirectory | undefined;
  /** What their clocks show at power-on; never set, when not given. */
  readonly clock?: EpochSeconds | undefined;
}

/** A lab's world, in memory of its own. */
export function makeStage(
  lab: Lab,
  configFiles: ReadonlyMap<string, string>,
  seed: number,
  makeNodes: MakeNodes,
  { state, clock }: Past = {},
): Stage {
  const mppe = createMppeEngine(ARENA_OCTETS);
  const arena = new Arena(mppe.memory, mppe.slotsFrom);
  const models = new Map(
    lab.nodes.flatMap((spec) => (spec.kind === 'router' ? [[spec.name, spec.model] as const] : [])),
  );
  const createNode = makeNodes(mppe, clock, (router) => state?.keptBy(router, models.get(router)));
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
