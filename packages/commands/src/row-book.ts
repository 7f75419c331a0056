import type { AnyRow } from './row.js';

/** Rows that are made together when a line first begins with one of their words. */
export interface Chapter {
  /** The first words of its commands. */
  readonly words: readonly string[];
  readonly isOpen: boolean;
  /** Opens it. */
  rows(): readonly AnyRow[];
}

/** A chapter from the first words of its commands, with blanks between, and what makes its rows. */
export function chapter(words: string, make: () => readonly AnyRow[]): Chapter {
  let made: readonly AnyRow[] | undefined;
  return {
    words: words.split(' '),
    get isOpen() {
      return made !== undefined;
    },
    rows: () => (made ??= make()),
  };
}

const NONE: readonly AnyRow[] = [];

/** Every command, by chapters of which only those are opened that somebody asks for. */
export class RowBook {
  readonly #byWord = new Map<string, Chapter[]>();
  #all: readonly AnyRow[] | undefined;
  #words: readonly string[] | undefined;

  constructor(private readonly chapters: readonly Chapter[]) {
    for (const each of chapters)
      for (const word of each.words) {
        const known = this.#byWord.get(word);
        if (known === undefined) this.#byWord.set(word, [each]);
        else known.push(each);
      }
  }

  /** First words of all commands, in alphabetical order. */
  get words(): readonly string[] {
    return (this.#words ??= [...this.#byWord.keys()].sort());
  }

  has(word: string): boolean {
    return this.#byWord.has(word);
  }

  /** The rows whose commands begin with exactly this word. */
  beginningWith(word: string): readonly AnyRow[] {
    const chapters = this.#byWord.get(word) ?? [];
    return chapters.flatMap((each) => each.rows().filter(({ syntax }) => syntax.firstWord === word));
  }

  /** The rows of the chapters that somebody has opened, each at its place; all others are left out. */
  get opened(): readonly (readonly AnyRow[])[] {
    return this.chapters.map((each) => (each.isOpen ? each.rows() : NONE));
  }

  /** Opens every chapter. */
  open(): readonly (readonly AnyRow[])[] {
    return this.chapters.map((each) => each.rows());
  }

  /** All of them, in the order of the chapters. */
  get all(): readonly AnyRow[] {
    return (this.#all ??= this.open().flat());
  }
}
