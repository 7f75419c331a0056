/**
 * A way out of the lab in one word, as a command line has it: `rt-a:lan1=udp:local=5001,remote=5002`. The settings are
 * those of a lab file, and so are the complaints about them.
 * @module
 */
import { invariant } from '@rtemu/engine/invariant';
import type { Endpoint } from './cable.js';
import { FaultFinder } from './fault-finder.js';
import { isOutlet, type OutletSpec } from './lab.js';
import { readEndpoint } from './lab-schema.js';
import { NodeReader } from './node-reader.js';
import { readYaml } from './yaml-tree.js';

export interface OutletOption {
  readonly end: Endpoint;
  readonly spec: OutletSpec;
}

const WISH = 'a port and a way out such as lan1=udp:local=5001,remote=5002 or lan1=stream:listen=5003';

/**
 * @param name of the node that the way out will be
 * @param node to which an end belongs that names none
 * @returns one sentence when the text is no way out
 */
export function readOutletOption(text: string, name: string, node?: string): OutletOption | string {
  const [, port = '', kind = '', settings = ''] = /^([^=\s]+)=(udp|stream):([\w=,.:-]+)$/.exec(text) ?? [];
  const end = readEndpoint(node === undefined || port.includes(':') ? port : `${node}:${port}`);
  if (!end) return `"${text}" is no way out; write ${WISH}`;
  const table = settings.split(',').map((setting) => setting.split('=', 2).map((word) => JSON.stringify(word)));
  const yaml = readYaml(
    `topology: {nodes: {${name}: {${[['kind', kind], ...table].map(([key, value]) => `${key}: ${value ?? ''}`).join(', ')}}}}`,
  );
  if (!yaml.ok) return `${text}: ${yaml.fault.message}`;
  const find = new FaultFinder(yaml.tree);
  const reader = new NodeReader(yaml.tree, find, () => []);
  const { topology } = yaml.tree.value as { topology: { nodes: Record<string, Record<string, unknown>> } };
  reader.read({ nodes: topology.nodes, kinds: {}, defaults: {} });
  const [fault] = find.faults;
  if (fault) return `${text}: ${fault.message}`;
  const [spec] = reader.specs;
  invariant(spec !== undefined && isOutlet(spec), 'a node without a fault is what its kind says');
  return { end, spec };
}
