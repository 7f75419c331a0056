import type { Block, Document } from '@rtemu/config/document';
import { compareInterfaces } from '@rtemu/config/interface-name';
import { GLOBAL, type PlaceSelection, type Scope, type Selection, selected } from '@rtemu/config/selection';
import type { AnySetting } from '@rtemu/config/setting';
import type { Machine } from '@rtemu/models/machine';
import { configRowsOf } from './config-rows.js';
import { IpsecHomes } from './ipsec-homes.js';
import { type PrintPlace, placeOf } from './print-order.js';
import type { AnyRow, PrintOptions, SettingRow } from './row.js';
import type { RowBook } from './row-book.js';

interface Printed {
  /** The tunnel inside which it is shown, though it is set for the whole router. */
  readonly home: number | undefined;
  readonly place: PrintPlace;
  readonly row: number;
  readonly key: unknown;
  readonly text: string;
}

interface Printable {
  readonly row: SettingRow;
  /** The number of the row among all, which settles what the order leaves open. */
  readonly number: number;
}

/** Prints a configuration as `show config` shows it: full words, fixed order, blocks of places indented by a blank. */
export class ConfigPrinter {
  readonly #bySetting = new Map<AnySetting, Printable>();
  readonly #places = new Map<string, PrintPlace>();

  constructor(
    private readonly book: RowBook,
    private readonly machine: Machine,
  ) {}

  print(document: Document, options: PrintOptions, part?: Selection): readonly string[] {
    const all = this.#lines(document.global as Block<never>, GLOBAL, options, new IpsecHomes(document));
    if (part !== undefined && part.scope !== 'global') return this.#block(document, options, part, all);
    const global = all.filter(({ home }) => home === undefined);
    const { places } = document;
    const blocks = (some: readonly PlaceSelection[]) =>
      some.flatMap((place) => this.#block(document, options, place, all));
    return [
      ...global.filter(({ place }) => !place.after && !place.between).flatMap(globalLines),
      ...blocks(places.filter(({ scope }) => scope === 'pp')),
      ...global.filter(({ place }) => place.between).flatMap(globalLines),
      ...blocks(places.filter(({ scope }) => scope !== 'pp')),
      ...global.filter(({ place }) => place.after && !place.between).flatMap(globalLines),
    ];
  }

  /** What is set at one place, wherever it is shown. */
  printOwn(document: Document, options: PrintOptions, where: Selection): readonly string[] {
    return this.#lines(document.at(where), where, options).map(({ text }) => text);
  }

  /** @param global what is set for the whole router, some of which may be shown here */
  #block(
    document: Document,
    options: PrintOptions,
    where: PlaceSelection,
    global: readonly Printed[],
  ): readonly string[] {
    const block = document.at(where);
    if (block.isEmpty) return [];
    const own = this.#lines(block, where, options);
    const guests = where.scope === 'tunnel' ? global.filter(({ home }) => home === where.number) : [];
    const lines = guests.length === 0 ? own : [...own, ...guests].sort(comparePrinted);
    return [
      `${where.scope} select ${selected(where)}`,
      ...lines.map(({ place, text }) => (place.deeper ? `  ${text}` : ` ${text}`)),
    ];
  }

  #lines(block: Block<never>, where: Selection, options: PrintOptions, homes?: IpsecHomes): readonly Printed[] {
    const printed: Printed[] = [];
    for (const setting of block.settings()) {
      const printable = this.#printable(setting);
      if (printable === undefined) continue;
      for (const { key, text } of printable.row.lines(block, where, options)) {
        const home = homes?.tunnelOf(setting.name, key);
        const place = this.#place(setting.name, home === undefined ? where.scope : 'tunnel');
        printed.push({ home, place, row: printable.number, key, text });
      }
    }
    // Sorting keeps the order of the entries of one setting.
    return printed.sort(comparePrinted);
  }

  #place(name: string, scope: Scope): PrintPlace {
    const key = `${scope} ${name}`;
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, (place = placeOf(name, scope)));
    return place;
  }

  /** The row that prints a setting. Whatever was set by a line has its chapter open; only then are the others asked. */
  #printable(setting: AnySetting): Printable | undefined {
    if (!this.#bySetting.has(setting)) this.#learn(this.book.opened);
    if (!this.#bySetting.has(setting)) this.#learn(this.book.open());
    return this.#bySetting.get(setting);
  }

  #learn(chapters: readonly (readonly AnyRow[])[]): void {
    for (const [chapter, rows] of chapters.entries())
      for (const [i, row] of rows.entries())
        if (row.kind === 'setting' && row.prints !== undefined && this.machine.allows(row.on).open)
          this.#bySetting.set(row.prints, { row, number: chapter * ROWS_PER_CHAPTER + i });
  }
}

/** What belongs to a provider stands under its first line. */
const globalLines = ({ place, text }: Printed): readonly string[] => (place.deeper ? [` ${text}`] : configRowsOf(text));

/** More than any chapter has. */
const ROWS_PER_CHAPTER = 10_000;

function comparePrinted(a: Printed, b: Printed): number {
  if (a.place.together !== undefined && a.place.together === b.place.together && a.key !== b.key) {
    const order =
      a.place.together === 'interface'
        ? compareInterfaces(String(a.key), String(b.key))
        : (Number(a.key) || 0) - (Number(b.key) || 0);
    if (order !== 0) return order;
  }
  return rankOf(a) - rankOf(b) || a.row - b.row;
}

/** Interfaces share one rank, so that all lines of lan1 come before the first of lan2. */
const rankOf = ({ place }: Printed): number => place.rank + (place.after ? 1000 : 0);
