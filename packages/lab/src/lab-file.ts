/**
 * Reads a lab file: YAML text to a {@link Lab}, or to what is wrong with it, each in one line with its place and what to
 * do about it. The format is told in docs/LAB-FILES.md.
 * @module
 */
import { type CableImpairments, type Endpoint, printEndpoint } from './cable.js';
import { FaultFinder } from './fault-finder.js';
import { FAULTLESS, type Impairments } from './impairments.js';
import { isOperable, type Lab, type LabFault, type LinkSpec, type Step } from './lab.js';
import { labSchema, linkSchema, stepSchemas } from './lab-schema.js';
import { suggest } from './nearest.js';
import { NodeReader, type RouterPorts } from './node-reader.js';
import { type Path, readYaml, type YamlTree } from './yaml-tree.js';

export interface LabFileOptions {
  readonly routerPorts: RouterPorts;
  /** A regular expression; `undefined` when source or flags are none. */
  readonly compilePattern: (source: string, flags: string) => RegExp | undefined;
}

export type ReadLab =
  | { readonly ok: true; readonly lab: Lab }
  | { readonly ok: false; readonly faults: readonly LabFault[] };

export const LIMIT = { nodes: 1000, links: 10_000, steps: 10_000 } as const;

const STEP_VERBS = ['type', 'press', 'wait', 'link'] as const;

export function readLab(text: string, options: LabFileOptions): ReadLab {
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, faults: [yaml.fault] };
  const reader = new LabReader(yaml.tree, options);
  const lab = reader.read();
  return lab && reader.find.count === 0 ? { ok: true, lab } : { ok: false, faults: reader.find.faults };
}

/** What one direction of a link will be like when the steps read so far have been done. */
type LaneSoFar = Partial<Impairments>;

interface LinkSoFar {
  readonly spec: LinkSpec;
  forward: LaneSoFar;
  backward: LaneSoFar;
}

class LabReader {
  readonly find: FaultFinder;
  readonly #nodes: NodeReader;
  readonly #stepSchemas: ReturnType<typeof stepSchemas>;
  readonly #links: LinkSoFar[] = [];
  /** Which line of the file put a cable into a card. */
  readonly #taken = new Map<string, number>();

  constructor(
    private readonly tree: YamlTree,
    options: LabFileOptions,
  ) {
    this.find = new FaultFinder(tree);
    this.#nodes = new NodeReader(tree, this.find, options.routerPorts);
    this.#stepSchemas = stepSchemas(options.compilePattern);
  }

  read(): Lab | undefined {
    const file = this.find.check(labSchema, this.tree.value, []);
    if (!file) return undefined;
    const { name, title, message, seed, 'loss-matters': lossMatters } = file;
    const { nodes, links = [], kinds = {}, defaults = {} } = file.topology;
    this.#limit(Object.keys(nodes), ['topology', 'nodes'], LIMIT.nodes);
    this.#nodes.read({ nodes, kinds, defaults });
    this.#limit(links, ['topology', 'links'], LIMIT.links);
    for (const [i, link] of links.entries()) this.#readLink(link, ['topology', 'links', i]);
    const setup = this.#readSteps('setup', file.setup ?? []);
    const steps = this.#readSteps('steps', file.steps ?? []);
    const specs = { nodes: this.#nodes.specs, links: this.#links.map(({ spec }) => spec) };
    return { name, title, message, seed, lossMatters, ...specs, setup, steps };
  }

  #limit(list: readonly unknown[], path: Path, most: number): void {
    if (list.length > most) this.find.atKey(path, `${list.length} are too many; a lab has at most ${most}`);
  }

  #readLink(written: unknown, path: Path): void {
    const file = this.find.check(linkSchema, written, path);
    if (!file) return;
    const { endpoints, state, ...impairments } = file;
    for (const [i, endpoint] of endpoints.entries()) {
      const at = [...path, 'endpoints', i];
      if (!this.#checkEndpoint(endpoint, at)) continue;
      const key = printEndpoint(endpoint);
      const line = this.#taken.get(key);
      if (line === undefined) this.#taken.set(key, this.tree.placeOf(at).line);
      else this.find.atValue(at, `${key} has a cable already, in line ${line}; use another port`);
    }
    const spec: LinkSpec = {
      endpoints: endpoints as [Endpoint, Endpoint],
      impairments: given(impairments),
      up: state !== 'down',
    };
    const link: LinkSoFar = { spec, forward: {}, backward: {} };
    this.#links.push(link);
    this.#impair(link, spec.impairments, path);
  }

  /** False when it leads nowhere, which is noted down unless its node is known to be faulty. */
  #checkEndpoint({ node, port }: Endpoint, path: Path): boolean {
    const ports = this.#nodes.ports.get(node);
    if (!this.#nodes.ports.has(node)) this.find.atValue(path, this.#noNode(node));
    else if (ports !== undefined && !ports.includes(port))
      this.find.atValue(path, `${node} has no port "${port}"; ${suggest(port, ports)}`);
    return ports?.includes(port) ?? false;
  }

  #noNode(name: string): string {
    return `there is no node "${name}"; ${suggest(name, [...this.#nodes.ports.keys()])}`;
  }

  /** Follows what becomes of a link, so that a jitter is held against the delay that it will meet. */
  #impair(link: LinkSoFar, { forward, backward, ...both }: CableImpairments, path: Path): void {
    link.forward = { ...link.forward, ...both, ...forward };
    link.backward = { ...link.backward, ...both, ...backward };
    for (const lane of ['forward', 'backward'] as const) {
      const { jitter = 0, delay = FAULTLESS.delay } = link[lane];
      if (jitter === 0 || jitter < delay) continue;
      const places = [
        [...path, lane, 'jitter'],
        [...path, 'jitter'],
        [...path, lane, 'delay'],
        [...path, 'delay'],
        path,
      ];
      this.find.atValue(
        places.find((place) => this.tree.has(place))!,
        'the jitter must be less than the delay; give "delay" a greater value',
      );
    }
  }

  #readSteps(list: 'setup' | 'steps', written: readonly unknown[]): Step[] {
    this.#limit(written, [list], LIMIT.steps);
    return written.flatMap((value, i) => this.#readStep(value, [list, i]) ?? []);
  }

  #readStep(value: unknown, path: Path): Step | undefined {
    const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
    const verbs = STEP_VERBS.filter((verb) => keys.includes(verb));
    const [verb] = verbs;
    if (verb === undefined || verbs.length > 1) {
      const remedy = verb ? 'make two steps of it' : 'say which';
      this.find.atValue(path, `a step does one of ${STEP_VERBS.join(', ')}; ${remedy}`);
      return undefined;
    }
    return this.#readVerb(verb, value, path);
  }

  #readVerb(verb: (typeof STEP_VERBS)[number], value: unknown, path: Path): Step | undefined {
    const place = this.tree.placeOf(path);
    switch (verb) {
      case 'type': {
        const file = this.find.check(this.#stepSchemas.type, value, path);
        if (!file || !this.#checkConsole(file.node, path)) return undefined;
        const { type, expect = [], reject = [], ...rest } = file;
        return { ...rest, kind: 'type', place, input: type, expect, reject };
      }
      case 'press': {
        const file = this.find.check(this.#stepSchemas.press, value, path);
        if (!file || !this.#checkConsole(file.node, path)) return undefined;
        const { press: _, expect = [], reject = [], ...rest } = file;
        return { ...rest, kind: 'type', place, input: 'interrupt', expect, reject };
      }
      case 'wait': {
        const file = this.find.check(this.#stepSchemas.wait, value, path);
        return file && { kind: 'wait', name: file.name, place, duration: file.wait };
      }
      case 'link':
        return this.#readLinkStep(value, path);
    }
  }

  #readLinkStep(value: unknown, path: Path): Step | undefined {
    const file = this.find.check(this.#stepSchemas.link, value, path);
    if (!file) return undefined;
    const { name, link: endpoint, state, ...changes } = file;
    if (!this.#checkEndpoint(endpoint, [...path, 'link'])) return undefined;
    const key = printEndpoint(endpoint);
    const link = this.#links.find(({ spec }) => spec.endpoints.some((end) => printEndpoint(end) === key));
    if (!link) {
      this.find.atValue([...path, 'link'], `no link ends at ${key}; add it to the links of the topology`);
      return undefined;
    }
    const impairments = given(changes);
    this.#impair(link, impairments, path);
    const up = state === undefined ? undefined : state === 'up';
    return { kind: 'link', name, place: this.tree.placeOf(path), endpoint, up, impairments };
  }

  #checkConsole(node: string, path: Path): boolean {
    const spec = this.#nodes.specs.find(({ name }) => name === node);
    const at = [...path, 'node'];
    if (!this.#nodes.ports.has(node)) this.find.atValue(at, this.#noNode(node));
    else if (spec && !isOperable(spec)) this.find.atValue(at, `a ${spec.kind} has no console; type at another node`);
    return spec !== undefined && isOperable(spec);
  }
}

/** Without the keys that are not there, so that what is spread over it stays. */
function given(impairments: Readonly<Record<string, unknown>>): CableImpairments {
  const entries = Object.entries(impairments).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === 'forward' || key === 'backward' ? given(value as object as Record<string, unknown>) : value,
    ]),
  ) as CableImpairments;
}
