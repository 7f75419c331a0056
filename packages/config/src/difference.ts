/**
 * What differs between two documents, so that the emulator touches only that. Blocks and tables that the two share are not
 * looked into: the cost is that of the change.
 * @module
 */
import type { Block, Document, Entry } from './document.js';
import { same } from './same.js';
import type { PpNumber, Scope } from './selection.js';
import type { AnySetting, Section } from './setting.js';

export interface Change {
  readonly setting: AnySetting;
  /** Of a keyed setting. */
  readonly key?: unknown;
  /** `undefined`: was not set, or is no longer. */
  readonly old: unknown;
  readonly new: unknown;
}

export interface Difference {
  readonly global: readonly Change[];
  readonly pps: ReadonlyMap<PpNumber, readonly Change[]>;
  readonly tunnels: ReadonlyMap<number, readonly Change[]>;
  /** Of all switches and access points. */
  readonly agents: readonly Change[];
  readonly isEmpty: boolean;
  /** Whether any change, wherever it lies, belongs to one of these sections. */
  touches(...sections: readonly Section[]): boolean;
}

export const changesIn = (changes: readonly Change[], ...sections: readonly Section[]): readonly Change[] =>
  changes.filter(({ setting }) => sections.includes(setting.section));

export function difference(old: Document, new_: Document): Difference {
  const global = compare(old.global, new_.global);
  const pps = compareEach(old.pps, new_.pps, (number) => compare(old.pp(number), new_.pp(number)));
  const tunnels = compareEach(old.tunnels, new_.tunnels, (number) => compare(old.tunnel(number), new_.tunnel(number)));
  const agents = compareAgents(old, new_);
  const all = [...global, ...[...pps.values()].flat(), ...[...tunnels.values()].flat(), ...agents];
  return {
    global,
    pps,
    tunnels,
    agents,
    isEmpty: all.length === 0,
    touches: (...sections) => all.some(({ setting }) => sections.includes(setting.section)),
  };
}

function compareEach<N>(
  old: readonly N[],
  new_: readonly N[],
  compareOne: (number: N) => readonly Change[],
): ReadonlyMap<N, readonly Change[]> {
  const numbers = [...new Set([...old, ...new_])];
  return new Map(
    numbers.map((number) => [number, compareOne(number)] as const).filter(([, found]) => found.length > 0),
  );
}

function compareAgents(old: Document, new_: Document): readonly Change[] {
  const agents = new Map([...old.agents, ...new_.agents].map((one) => [`${one.scope} ${one.agent}`, one]));
  return [...agents.values()].flatMap((one) => compare(old.at(one), new_.at(one)));
}

function compare<S extends Scope>(old: Block<S>, new_: Block<S>): readonly Change[] {
  if (old === new_) return [];
  const settings = new Set([...old.settings(), ...new_.settings()]);
  return [...settings].flatMap((setting) => compareSetting(setting, old.raw(setting), new_.raw(setting)));
}

type Table = ReadonlyMap<string | number, Entry<unknown, unknown>>;

function compareSetting(setting: AnySetting, old: unknown, new_: unknown): readonly Change[] {
  if (old === new_) return [];
  if (!setting.keyed) return same(old, new_) ? [] : [{ setting, old, new: new_ }];
  const before = (old ?? new Map()) as Table;
  const after = (new_ ?? new Map()) as Table;
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((text) => {
    const was = before.get(text);
    const is = after.get(text);
    return was === is || same(was?.value, is?.value)
      ? []
      : [{ setting, key: (is ?? was)!.key, old: was?.value, new: is?.value }];
  });
}
