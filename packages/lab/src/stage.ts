import type { Arena } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import type { Lab, NodeSpec, StartupConfig, SwitchSpec } from './lab.js';
import { LearningSwitch } from './switch.js';
import { World } from './world.js';

/** What a node is made of besides its spec. */
export interface NodeContext {
  readonly arena: Arena;
  /** A stream of chance of the node's own. */
  readonly random: Random;
  /** The text of its configuration. */
  readonly startupConfig: string | undefined;
}

/** Makes the nodes of a lab: which kinds there are is not this package's knowledge. */
export type NodeFactory = (spec: Exclude<NodeSpec, SwitchSpec>, context: NodeContext) => Operable;

export interface StageOptions {
  readonly arena: Arena;
  readonly seed: number;
  readonly createNode: NodeFactory;
  /** The texts of {@link configFilesOf}, by path. */
  readonly configFiles: ReadonlyMap<string, string>;
}

/** A lab that stands ready to run. */
export interface Stage {
  readonly lab: Lab;
  readonly world: World;
  /** The nodes that have a console, by name, in the order of the lab file. */
  readonly operables: ReadonlyMap<string, Operable>;
}

/** The files that a lab reads its configurations from. */
export const configFilesOf = (lab: Lab): Extract<StartupConfig, { kind: 'file' }>[] =>
  lab.nodes.flatMap((spec) =>
    spec.kind === 'router' && spec.startupConfig?.kind === 'file' ? [spec.startupConfig] : [],
  );

/** Makes the nodes in the order of the lab file and plugs the cables in. */
export function buildStage(lab: Lab, { arena, seed, createNode, configFiles }: StageOptions): Stage {
  const world = new World(arena, seed);
  const operables = new Map<string, Operable>();
  for (const spec of lab.nodes) {
    if (spec.kind === 'switch') {
      world.add(new LearningSwitch(spec.name, arena, spec.ports));
      continue;
    }
    const random = world.random.fork(`node ${spec.name}`);
    const node = createNode(spec, { arena, random, startupConfig: startupConfigOf(spec, configFiles) });
    operables.set(spec.name, node);
    world.add(node);
  }
  for (const { endpoints, impairments, up } of lab.links) world.connect(...endpoints, impairments, up);
  return { lab, world, operables };
}

function startupConfigOf(spec: NodeSpec, configFiles: ReadonlyMap<string, string>): string | undefined {
  const config = spec.kind === 'router' ? spec.startupConfig : undefined;
  return config?.kind === 'file' ? configFiles.get(config.path) : config?.text;
}
