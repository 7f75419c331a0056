/**
 * The rows of a machine as a tree of words. A branch is grown when its first word is first asked for: of two thousand rows a
 * session uses a few dozen.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Operand } from './operand.js';
import { MISS, type Reader } from './reader.js';
import type { AnyRow } from './row.js';
import type { RowBook } from './row-book.js';
import { Literal } from './syntax.js';

export class GrammarNode {
  readonly words = new Map<string, GrammarNode>();
  /** Operands in the middle of a path: `ip <interface> address`. */
  readonly places: { readonly operand: Operand<unknown>; readonly node: GrammarNode }[] = [];
  readonly rows: AnyRow[] = [];
  #sorted: readonly string[] | undefined;

  /** The branch of a word: of itself, whatever its case, or of the only word that begins with it. */
  child(typed: string): GrammarNode | undefined {
    const exact = this.words.get(typed);
    if (exact !== undefined) return exact;
    const name = onlyMatch(typed, this.sortedWords);
    return name === undefined ? undefined : this.words.get(name);
  }

  isAmbiguous(typed: string | undefined): boolean {
    if (typed === undefined || typed === '') return false;
    const lower = typed.toLowerCase();
    return this.sortedWords.filter((word) => word.startsWith(lower)).length > 1;
  }

  get sortedWords(): readonly string[] {
    this.#sorted ??= [...this.words.keys()].sort();
    return this.#sorted;
  }

  insert(row: AnyRow): void {
    let node: GrammarNode = this;
    for (const operand of row.syntax.path.slice(1)) node = node.#grow(operand);
    node.rows.push(row);
  }

  #grow(operand: Operand<unknown>): GrammarNode {
    if (operand instanceof Literal) {
      let node = this.words.get(operand.word);
      if (node === undefined) {
        this.words.set(operand.word, (node = new GrammarNode()));
        this.#sorted = undefined;
      }
      return node;
    }
    const place = this.places.find((known) => known.operand === operand);
    if (place !== undefined) return place.node;
    const node = new GrammarNode();
    this.places.push({ operand, node });
    return node;
  }
}

/** A number is never meant as the beginning of a word, such as `100rel`. */
const NUMBER = /^\d+$/;

function onlyMatch(typed: string, sorted: readonly string[]): string | undefined {
  const lower = typed.toLowerCase();
  if (NUMBER.test(lower)) return sorted.includes(lower) ? lower : undefined;
  let found: string | undefined;
  for (const word of sorted) {
    if (word === lower) return word;
    if (!word.startsWith(lower)) continue;
    if (found !== undefined && !sorted.includes(lower)) return undefined;
    found = word;
  }
  return found;
}

/** How far the words of a line led. */
export interface Match {
  readonly node: GrammarNode;
  /** The first word that is not part of the path. */
  readonly at: number;
  /** The keys that were met on the path. */
  readonly places: readonly unknown[];
}

const NO_PLACES: readonly unknown[] = [];

export class Grammar {
  readonly #branches = new Map<string, GrammarNode | undefined>();

  /** @param accepts which of the rows are in: the machine's own, or those that it does not have. */
  constructor(
    private readonly book: RowBook,
    private readonly accepts: (row: AnyRow) => boolean,
  ) {}

  /** First words of the commands that are in, in alphabetical order. */
  get firstWords(): readonly string[] {
    return this.book.words.filter((word) => this.#branch(word) !== undefined);
  }

  branch(typed: string): GrammarNode | undefined {
    const exact = this.#branch(typed);
    if (exact !== undefined || typed === '') return exact;
    const lower = typed.toLowerCase();
    const meant = this.book.words.filter((word) => word.startsWith(lower) && this.#branch(word) !== undefined);
    const name = onlyMatch(typed, meant);
    return name === undefined ? undefined : this.#branch(name);
  }

  #branch(firstWord: string): GrammarNode | undefined {
    if (this.#branches.has(firstWord)) return this.#branches.get(firstWord);
    if (!this.book.has(firstWord)) return undefined; // not kept: what is typed has no end
    const rows = this.book.beginningWith(firstWord).filter(this.accepts);
    const node = rows.length === 0 ? undefined : new GrammarNode();
    for (const row of rows) node!.insert(row);
    this.#branches.set(firstWord, node);
    return node;
  }

  /** Follows the words as far as they are words of commands. `undefined`: the first one is none. */
  deepest(words: readonly string[], from: number, reader: Reader): Match | undefined {
    const branch = this.branch(words[from] ?? '');
    return branch === undefined || from >= words.length
      ? undefined
      : follow(branch, words, from + 1, NO_PLACES, reader);
  }

  /** The same for words that are written out: nothing is short for anything. */
  exactly(words: readonly string[], reader: Reader): Match | undefined {
    const branch = this.#branch(words[0] ?? '');
    return branch && follow(branch, words, 1, NO_PLACES, reader, true);
  }

  /** All places on the way whose rows could be meant, the deepest first. */
  candidates(words: readonly string[], from: number, reader: Reader): readonly Match[] {
    const found: Match[] = [];
    const deepest = this.deepest(words, from, reader);
    if (deepest === undefined) return found;
    for (let length = deepest.at; length > from; length--) {
      const match = length === deepest.at ? deepest : this.deepest(words.slice(0, length), from, reader);
      if (match !== undefined && match.at === length && match.node.rows.length > 0) found.push(match);
    }
    return found;
  }
}

/** A word of a command goes before an operand; of several operands that fit, the one that leads farther. */
function follow(
  from: GrammarNode,
  words: readonly string[],
  start: number,
  places: readonly unknown[],
  reader: Reader,
  exactly = false,
): Match {
  let node = from;
  let at = start;
  for (; at < words.length; at++) {
    const child = exactly ? node.words.get(words[at]!) : node.child(words[at]!);
    if (child === undefined) break;
    node = child;
  }
  let best: Match = { node, at, places };
  if (at >= words.length) return best;
  for (const place of node.places) {
    reader.start(words, at);
    const value = place.operand.read(reader);
    if (value === MISS || reader.at !== at + 1) continue;
    const match = follow(place.node, words, at + 1, [...places, value], reader, exactly);
    if (match.at > best.at) best = match;
  }
  return best;
}

export const grammarOf = (book: RowBook, machine: Machine): Grammar =>
  new Grammar(book, (row) => machine.allows(row.on).open);
