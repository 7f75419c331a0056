import type { Block, Document } from '@rtemu/config/document';
import { compareInterfaces } from '@rtemu/config/interface-name';
import { GLOBAL, type PlaceSelection, type Scope, type Selection, selected } from '@rtemu/config/selection';
import type { AnySetting } from '@rtemu/config/setting';
import type { Machine } from '@rtemu/models/machine';
import { type PrintPlace, placeOf } from './print-order.js';
import type { AnyRow, PrintOptions, SettingRow } from './row.js';
import type { RowBook } from './row-book.js';

interface Printed {
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
    if (part !== undefined && part.scope !== 'global') return this.#block(document, options, part);
    const global = this.#lines(document.global as Block<never>, GLOBAL, options);
    return [
      ...global.filter(({ place }) => !place.after).map(({ text }) => text),
      ...document.places.flatMap((place) => this.#block(document, options, place)),
      ...global.filter(({ place }) => place.after).map(({ text }) => text),
    ];
  }

  /** What stands outside the blocks of places. */
  printGlobal(document: Document, options: PrintOptions): readonly string[] {
    return this.#lines(document.global as Block<never>, GLOBAL, options).map(({ text }) => text);
  }

  #block(document: Document, options: PrintOptions, where: PlaceSelection): readonly string[] {
    const block = document.at(where);
    if (block.isEmpty) return [];
    const lines = this.#lines(block, where, options);
    return [
      `${where.scope} select ${selected(where)}`,
      ...lines.map(({ place, text }) => (place.deeper ? `  ${text}` : ` ${text}`)),
    ];
  }

  #lines(block: Block<never>, where: Selection, options: PrintOptions): readonly Printed[] {
    const printed: Printed[] = [];
    for (const setting of block.settings()) {
      const printable = this.#printable(setting);
      if (printable === undefined) continue;
      const place = this.#place(setting.name, where.scope);
      for (const { key, text } of printable.row.lines(block, where, options))
        printed.push({ place, row: printable.number, key, text });
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

/** More than any chapter has. */
const ROWS_PER_CHAPTER = 10_000;

function comparePrinted(a: Printed, b: Printed): number {
  if (a.place.byInterface && b.place.byInterface && a.key !== b.key) {
    const order = compareInterfaces(String(a.key), String(b.key));
    if (order !== 0) return order;
  }
  return rankOf(a) - rankOf(b) || a.row - b.row;
}

/** Interfaces share one rank, so that all lines of lan1 come before the first of lan2. */
const rankOf = ({ place }: Printed): number => place.rank + (place.after ? 1000 : 0);
