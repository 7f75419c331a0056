import type { Arena } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import type { Random } from '@rtemu/engine/random';
import { type Endpoint, printEndpoint } from './cable.js';
import { type FolderSpec, isOutlet, type Lab, type OperableSpec, type OutletSpec, type StartupConfig } from './lab.js';
import { suggest } from './nearest.js';
import { OUTLET_PORT, Outlet } from './outlet.js';
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
export type NodeFactory = (spec: OperableSpec, context: NodeContext) => Operable;

export interface StageOptions {
  readonly arena: Arena;
  readonly seed: number;
  readonly createNode: NodeFactory;
  /** The texts of {@link configFilesOf}, by path. */
  readonly configFiles: ReadonlyMap<string, string>;
}

/** A way out of the lab, and the node that stands there. */
export interface WayOut {
  readonly spec: OutletSpec;
  readonly outlet: Outlet;
}

/** A lab that stands ready to run. */
export interface Stage {
  readonly lab: Lab;
  readonly world: World;
  /** The nodes that have a console, by name, in the order of the lab file. */
  readonly operables: ReadonlyMap<string, Operable>;
  /** What leads out of the lab: of use in real time only. */
  readonly waysOut: readonly WayOut[];
}

/** The files that a lab reads its configurations from. */
export const configFilesOf = (lab: Lab): Extract<StartupConfig, { kind: 'file' }>[] =>
  lab.nodes.flatMap((spec) =>
    spec.kind === 'router' && spec.startupConfig?.kind === 'file' ? [spec.startupConfig] : [],
  );

/** The folders that a lab has for memories. */
export const foldersOf = (lab: Lab): FolderSpec[] =>
  lab.nodes.flatMap((spec) =>
    spec.kind === 'router' ? Object.values(spec.memories ?? {}).filter((folder) => folder !== undefined) : [],
  );

/** Makes the nodes in the order of the lab file and plugs the cables in. */
export function buildStage(lab: Lab, { arena, seed, createNode, configFiles }: StageOptions): Stage {
  const world = new World(arena, seed);
  const operables = new Map<string, Operable>();
  const waysOut: WayOut[] = [];
  for (const spec of lab.nodes) {
    if (spec.kind === 'switch') world.add(new LearningSwitch(spec.name, arena, spec.ports));
    else if (isOutlet(spec)) waysOut.push(wayOutOf(world, spec));
    else {
      const random = world.random.fork(`node ${spec.name}`);
      const node = createNode(spec, { arena, random, startupConfig: startupConfigOf(spec, configFiles) });
      operables.set(spec.name, node);
      world.add(node);
    }
  }
  for (const { endpoints, impairments, up } of lab.links) world.connect(...endpoints, impairments, up);
  return { lab, world, operables, waysOut };
}

/**
 * Leads a card that has no cable yet out of the lab.
 * @returns the stage with that way out; or why there is none, in one sentence
 */
export function addWayOut(stage: Stage, end: Endpoint, spec: OutletSpec): Stage | string {
  const { world } = stage;
  const node = world.node(end.node);
  if (!node)
    return `there is no node "${end.node}"; ${suggest(
      end.node,
      world.nodes.map(({ name }) => name),
    )}`;
  if (!node.ports.includes(end.port)) return `${end.node} has no port "${end.port}"; ${suggest(end.port, node.ports)}`;
  if (world.cableAt(end)) return `${printEndpoint(end)} has a cable already; use another port`;
  const wayOut = wayOutOf(world, spec);
  world.connect(end, { node: spec.name, port: OUTLET_PORT });
  return { ...stage, waysOut: [...stage.waysOut, wayOut] };
}

function wayOutOf(world: World, spec: OutletSpec): WayOut {
  const outlet = new Outlet(spec.name, world.arena);
  world.add(outlet);
  return { spec, outlet };
}

function startupConfigOf(spec: OperableSpec, configFiles: ReadonlyMap<string, string>): string | undefined {
  const config = spec.kind === 'router' ? spec.startupConfig : undefined;
  return config?.kind === 'file' ? configFiles.get(config.path) : config?.text;
}
