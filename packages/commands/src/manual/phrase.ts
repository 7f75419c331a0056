/**
 * What follows the path of a row in the manual's notation: words, operands, what may be left out, alternatives, repetitions.
 * A phrase finds a way through itself that fits all the words of a line, going back where it must, and is kept as the text of
 * that way.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { type Atom, Operand } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';

/** Goes on behind a part; false when the line does not fit from there. */
type Next = () => boolean;

/** A line on its way through a phrase. */
interface Passage {
  readonly reader: Reader;
  /** The words so far, as they are printed. */
  readonly said: string[];
}

/** A piece of a phrase. */
export abstract class Part {
  abstract pass(passage: Passage, next: Next): boolean;
  abstract usage(language: Language, machine: Machine | undefined): string;
  /** The words that it may begin with. */
  abstract candidates(machine: Machine): readonly string[];
}

/** One word of the line. */
export class One extends Part {
  constructor(private readonly operand: Atom<string>) {
    super();
  }

  override pass({ reader, said }: Passage, next: Next): boolean {
    const { at } = reader;
    const value = this.operand.read(reader);
    if (value !== MISS) {
      said.push(this.operand.print(value));
      if (next()) return true;
      said.pop();
    }
    reader.at = at;
    return false;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.operand.usage(language, machine);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.operand.candidates(machine);
  }
}

/** Parts one after the other. */
export class Row extends Part {
  constructor(private readonly parts: readonly Part[]) {
    super();
  }

  override pass(passage: Passage, next: Next): boolean {
    return this.#from(0, passage, next);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.parts.map((part) => part.usage(language, machine)).join(' ');
  }

  override candidates(machine: Machine): readonly string[] {
    return this.parts[0]?.candidates(machine) ?? [];
  }

  #from(i: number, passage: Passage, next: Next): boolean {
    const part = this.parts[i];
    return part === undefined ? next() : part.pass(passage, () => this.#from(i + 1, passage, next));
  }
}

/** What may be left out. */
export class Maybe extends Part {
  constructor(readonly inner: Part) {
    super();
  }

  override pass(passage: Passage, next: Next): boolean {
    return (!passage.reader.isDone && this.inner.pass(passage, next)) || next();
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `[${this.inner.usage(language, machine)}]`;
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}

/** One of several. */
export class Choice extends Part {
  constructor(private readonly ways: readonly Part[]) {
    super();
  }

  override pass(passage: Passage, next: Next): boolean {
    return this.ways.some((way) => way.pass(passage, next));
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.ways.map((way) => way.usage(language, machine)).join('|');
  }

  override candidates(machine: Machine): readonly string[] {
    return this.ways.flatMap((way) => way.candidates(machine));
  }
}

/** One or more of a kind. */
export class Again extends Part {
  constructor(
    private readonly inner: Part,
    private readonly max: number,
  ) {
    super();
  }

  override pass(passage: Passage, next: Next): boolean {
    return this.inner.pass(passage, () => this.#more(1, passage, next));
  }

  override usage(language: Language, machine: Machine | undefined): string {
    const one = this.inner.usage(language, machine);
    return `${one} [${one} ...]`;
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }

  #more(count: number, passage: Passage, next: Next): boolean {
    const { reader } = passage;
    const { at } = reader;
    const goesOn = count < this.max && !reader.isDone;
    if (goesOn && this.inner.pass(passage, () => reader.at > at && this.#more(count + 1, passage, next))) return true;
    return next();
  }
}

/** Each of these at most once, in any order. */
export class AnyOrder extends Part {
  constructor(private readonly parts: readonly Part[]) {
    super();
  }

  override pass(passage: Passage, next: Next): boolean {
    return this.#without(0, passage, next);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.parts.map((part) => `[${part.usage(language, machine)}]`).join(' ');
  }

  override candidates(machine: Machine): readonly string[] {
    return this.parts.flatMap((part) => part.candidates(machine));
  }

  /** @param used one bit for each part that was there already */
  #without(used: number, passage: Passage, next: Next): boolean {
    if (!passage.reader.isDone)
      for (const [i, part] of this.parts.entries())
        if ((used & (1 << i)) === 0 && part.pass(passage, () => this.#without(used | (1 << i), passage, next)))
          return true;
    return next();
  }
}

/** A phrase as an operand; its value is its text. */
export class Phrase extends Operand<string> {
  /** @param rest what fits the words behind it, if it can be made to; without it, it takes as many words as it can */
  constructor(
    private readonly root: Part,
    private readonly rest?: Part,
  ) {
    super();
  }

  override read(reader: Reader): string | Miss {
    const said: string[] = [];
    let longest = -1;
    let text = '';
    const isWhole = (): boolean => {
      const leads = this.#leadsToTheEnd(reader);
      if (leads || reader.at > longest) {
        longest = reader.at;
        text = said.join(' ');
      }
      return leads;
    };
    if (this.root.pass({ reader, said }, isWhole)) return text;
    if (longest < 0) return MISS;
    reader.at = longest; // the line says more than the phrase
    return text;
  }

  #leadsToTheEnd(reader: Reader): boolean {
    const { at, words } = reader;
    const isEnd = (): boolean => reader.at >= words.length;
    const leads = this.rest === undefined ? isEnd() : this.rest.pass({ reader, said: [] }, isEnd);
    reader.at = at;
    return leads;
  }

  override print(value: string): string {
    return value;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.root.usage(language, machine);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.root.candidates(machine);
  }
}
