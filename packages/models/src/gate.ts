/**
 * Which models and which firmware know a thing, written as a list: `RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220`.
 *
 * A term names a model, a family of {@link FAMILIES}, or `*` for all; `>=` and `<` bound its firmware; a leading `-` takes
 * models out again, whole. The last term that names a model counts.
 * @module
 */
import { MODEL_NAMES, type ModelName } from './profile.js';
import { compareRevisions, isAtLeast, type Revision, revision } from './revision.js';

/** Models that were told of in the same manuals, and so have most commands in common. */
export const FAMILIES: Readonly<Record<string, readonly ModelName[]>> = {
  /** The command reference of October 2025. */
  current: ['RTX830', 'RTX1210', 'RTX1220', 'RTX1300'],
  rev10: ['RTX810', 'RTX1200', 'FWX120'],
  rev8: ['RTX1100', 'RTX1500'],
  rt: ['RT300i', 'RT105e', 'RT105i', 'RT105p', 'RTX1000'],
  nvr: ['NVR500', 'NVR510', 'NVR700W'],
  netvolante: ['RT57i', 'RT58i', 'RTV700'],
  early: ['RTA55i', 'RTW65i', 'RTW65b', 'RT56v'],
};

export type Verdict =
  | { readonly open: true }
  /** `since`: the firmware of this same model that opens the gate. */
  | { readonly open: false; readonly since?: Revision };

interface Bounds {
  readonly since: Revision | undefined;
  readonly before: Revision | undefined;
}

const TERM = /^(?<out>-?)(?<model>\*|\w+)(?:>=(?<since>[\d.a-z]+))?(?:<(?<before>[\d.a-z]+))?$/;
const OPEN: Verdict = { open: true };

/** Its text is read when the gate is first tested: most rows of a command language never are. */
export class Gate {
  #bounds: ReadonlyMap<ModelName, Bounds> | undefined;

  constructor(readonly text: string) {}

  /** @throws RangeError when a term names no model or no revision: the text is ours, not the operator's. */
  test(model: ModelName, at: Revision): Verdict {
    this.#bounds ??= readGate(this.text);
    const bounds = this.#bounds.get(model);
    if (bounds === undefined) return { open: false };
    if (bounds.before !== undefined && compareRevisions(at, bounds.before) >= 0) return { open: false };
    if (bounds.since !== undefined && !isAtLeast(at, bounds.since)) return { open: false, since: bounds.since };
    return OPEN;
  }
}

function readGate(text: string): ReadonlyMap<ModelName, Bounds> {
  const all = new Map<ModelName, Bounds>();
  for (const term of text.split(/\s+/).filter(Boolean)) {
    const groups = TERM.exec(term)?.groups;
    const models = modelsOf(groups?.['model'] ?? '');
    const isBound = (groups?.['since'] ?? groups?.['before']) !== undefined;
    if (groups === undefined || models.length === 0 || (groups['out'] === '-' && isBound))
      throw new RangeError(`not a gate: ${term}`);
    const bounds: Bounds = {
      since: groups['since'] === undefined ? undefined : revision(groups['since']),
      before: groups['before'] === undefined ? undefined : revision(groups['before']),
    };
    for (const model of models) {
      if (groups['out'] === '-') all.delete(model);
      else all.set(model, bounds);
    }
  }
  return all;
}

const modelsOf = (name: string): readonly ModelName[] =>
  name === '*' ? MODEL_NAMES : (FAMILIES[name] ?? MODEL_NAMES.filter((model) => model === name));

const gates = new Map<string, Gate>();

/** The same text gives the same gate, so rows may write it where they need it. */
export function gate(text: string): Gate {
  let found = gates.get(text);
  if (found === undefined) gates.set(text, (found = new Gate(text)));
  return found;
}

export const EVERY_MODEL = gate('*');
