/**
 * The commands that make one configuration of another: what the device's `show config difference` prints (manual 57.7).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { GLOBAL, type PlaceSelection, type Selection, selected } from '@rtemu/config/selection';
import type { CommandLanguage, Parsed } from './language.js';
import type { PrintOptions } from './row.js';
import type { Session } from './session.js';

/** What is undone by another word than `no`. */
const OPPOSITES: readonly (readonly [RegExp, string])[] = [
  [/^pp enable /, 'pp disable '],
  [/^pp disable /, 'pp enable '],
  [/^tunnel enable /, 'tunnel disable '],
  [/^tunnel disable /, 'tunnel enable '],
];

const DISABLES_ALL = /^(?:pp disable|no tunnel enable) all$/;

/**
 * Lines to type into `from` so that it becomes `to`, in the order of `show config`; what goes away goes first.
 * @param options whether passwords stand in the lines. Where they do not, a password that differs is a line all the same.
 */
export function changesBetween(
  language: CommandLanguage,
  from: Document,
  to: Document,
  options: PrintOptions = { secrets: true },
): readonly string[] {
  return new Comparison(language, from, to, options).changes();
}

class Comparison {
  constructor(
    private readonly language: CommandLanguage,
    private readonly from: Document,
    private readonly to: Document,
    private readonly options: PrintOptions,
  ) {}

  changes(): readonly string[] {
    const places = new Map([...this.from.places, ...this.to.places].map((place) => [selectLine(place), place]));
    return [...this.#block(GLOBAL), ...[...places.values()].flatMap((place) => this.#selected(place))];
  }

  #selected(place: PlaceSelection): readonly string[] {
    const lines = this.#block(place).map((line) => ` ${line}`);
    return lines.length === 0 ? [] : [selectLine(place), ...lines, `${place.scope} select none`];
  }

  #block(where: Selection): readonly string[] {
    const before = this.#lines(this.from, where);
    const after = this.#lines(this.to, where);
    const added = [...after.keys()].filter((line) => !before.has(line));
    const settled = new Set(added.map((line) => this.#entryOf(line, where)));
    const removed = [...before].filter(([line]) => !after.has(line) && !settled.has(this.#entryOf(line, where)));
    return [
      ...removed.map(([line, shown]) => this.#undo(line, where).replace(line, () => shown)),
      ...added.map((line) => after.get(line)!),
    ];
  }

  /** The lines of one place with all that tells them apart, and how each is shown. */
  #lines(document: Document, where: Selection): ReadonlyMap<string, string> {
    const lines = this.language.printOwn(document, { secrets: true }, where);
    const shown = this.options.secrets ? lines : this.language.printOwn(document, this.options, where);
    // What disables everything says nothing of what is enabled afterwards, and would be obeyed here after that.
    return new Map(lines.flatMap((line, i) => (DISABLES_ALL.test(line) ? [] : [[line, shown[i]!]])));
  }

  #undo(line: string, where: Selection): string {
    const opposite = OPPOSITES.find(([pattern]) => pattern.test(line));
    if (opposite !== undefined) return line.replace(opposite[0], opposite[1]);
    const parsed = this.#parse(line, where);
    const name = parsed?.row.syntax.name ?? line;
    const undoing = [parsed?.row.syntax.printKey(parsed.key) ?? line, line].map((text) => `no ${text}`);
    return (
      undoing.find((text) => isSameEntry(this.#parse(text, where), parsed)) ?? `# no command takes it away: ${name}`
    );
  }

  /** Which entry of which setting a line sets: a later one of the same overwrites it. */
  #entryOf(line: string, where: Selection): string {
    const parsed = this.#parse(line, where);
    if (parsed?.row.kind !== 'setting' || parsed.row.prints === undefined) return line;
    return `${parsed.row.prints.name} ${JSON.stringify(parsed.key)}`;
  }

  #parse(line: string, where: Selection): Parsed | undefined {
    const session: Session = { level: 'administrator', selection: where, language: 'en', origin: 'file' };
    const parsed = this.language.parse(session, line);
    return parsed.kind === 'parsed' ? parsed : undefined;
  }
}

const isSameEntry = (a: Parsed | undefined, b: Parsed | undefined): boolean =>
  a !== undefined && b !== undefined && a.row === b.row && JSON.stringify(a.key) === JSON.stringify(b.key);

const selectLine = (place: PlaceSelection): string => `${place.scope} select ${selected(place)}`;
