/**
 * What differs between two documents, so that the emulator touches only that. Blocks and tables that the two share are not
 * looked into: the cost is that of the change.
 * @module
 */
import type { Block, Document, Entry } from './document.js';
import { same } from './same.js';
import type { Scope } from './selection.js';
import type { AnySetting, Section } from './setting.js';

export class Difference {
  /** @param sections those of the settings that differ, wherever they lie */
  constructor(readonly sections: ReadonlySet<Section>) {}

  get isEmpty(): boolean {
    return this.sections.size === 0;
  }

  /** Whether any setting that differs belongs to one of these sections. */
  touches(...sections: readonly Section[]): boolean {
    return sections.some((section) => this.sections.has(section));
  }
}

export const NO_DIFFERENCE = new Difference(new Set());

export function difference(old: Document, new_: Document): Difference {
  if (old === new_) return NO_DIFFERENCE;
  const sections = new Set<Section>();
  compare(sections, old.global, new_.global);
  for (const number of union(old.pps, new_.pps)) compare(sections, old.pp(number), new_.pp(number));
  for (const number of union(old.tunnels, new_.tunnels)) compare(sections, old.tunnel(number), new_.tunnel(number));
  for (const agent of [...old.agents, ...new_.agents]) compare(sections, old.at(agent), new_.at(agent));
  return new Difference(sections);
}

const union = <N>(old: readonly N[], new_: readonly N[]): Iterable<N> =>
  old.length === 0 ? new_ : new Set([...old, ...new_]);

/** Adds the sections of what differs. One that is known to differ is not looked at again. */
function compare<S extends Scope>(sections: Set<Section>, old: Block<S>, new_: Block<S>): void {
  if (old === new_) return;
  for (const setting of new_.settings())
    if (!sections.has(setting.section) && differs(setting, old.raw(setting), new_.raw(setting)))
      sections.add(setting.section);
  for (const setting of old.settings())
    if (new_.raw(setting) === undefined && old.raw(setting) !== undefined) sections.add(setting.section);
}

type Table = ReadonlyMap<string | number, Entry<unknown, unknown>>;

function differs({ keyed }: AnySetting, old: unknown, new_: unknown): boolean {
  if (old === new_) return false;
  if (!keyed || old === undefined) return !same(old, new_);
  const [before, after] = [old as Table, new_ as Table];
  if (before.size !== after.size) return true;
  for (const [text, { value }] of after) {
    const was = before.get(text);
    if (was === undefined || !same(was.value, value)) return true;
  }
  return false;
}
