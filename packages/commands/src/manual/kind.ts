/**
 * Kinds of operands as the notation of the manual's rows names them. Each takes one word and keeps it as text, in the form in
 * which `show config` prints it.
 * @module
 */
import type { Gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import type { FaultKey, Language } from '../messages.js';
import { Atom } from '../operand.js';
import { complete } from '../operands/word.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { halfWidths, printWord } from '../words.js';

/** Stand around a password in what is kept of a line: private characters, which no line has. */
const SECRET = { opens: '\ue000', closes: '\ue001' } as const;
const ONE_SECRET = `${SECRET.opens}[^${SECRET.closes}]*${SECRET.closes}`;
const SECRETS = new RegExp(`${ONE_SECRET}(?: ${ONE_SECRET})*`, 'g');

/** A line without those characters, should somebody type them after all. */
export const withoutMarks = (line: string): string =>
  line.includes(SECRET.opens) || line.includes(SECRET.closes) ? line.replace(/[\ue000\ue001]/g, '\ufffd') : line;

/** What is kept of a line as it is shown: a star for a password, and for several in a row. */
export const mask = (text: string): string => text.replace(SECRETS, '*');

/** The same as it is saved. */
export const reveal = (text: string): string => text.replaceAll(SECRET.opens, '').replaceAll(SECRET.closes, '');

/** An operand whose value is its own text. */
export abstract class Kind extends Atom<string> {
  override print(value: string): string {
    return value;
  }
}

/** Another operand, kept as what it prints. */
export class Printed extends Kind {
  constructor(private readonly inner: Atom<unknown>) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    const value = this.inner.readText(text, reader);
    return value === MISS ? MISS : this.inner.print(value);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.inner.usage(language, machine);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}

/** One of some words: `on`, `off`. */
export class Words extends Kind {
  constructor(readonly words: readonly string[]) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    return complete(text, this.words) ?? reader.miss('illegal-keyword', this);
  }

  override usage(): string {
    return this.words.join('|');
  }

  override candidates(): readonly string[] {
    return this.words;
  }
}

export interface Pattern {
  /** What the whole word must be. */
  readonly of: RegExp;
  readonly usage: Readonly<Record<Language, string>>;
  /** How it is written down; as it was typed, in quotes where it needs them, when not said. */
  readonly print?: (text: string) => string;
  /** What the pattern alone cannot tell. */
  readonly allows?: (text: string, machine: Machine) => boolean;
  /** Half-width characters. */
  readonly max?: number;
  /** What is told of another word; `illegal-keyword` when not said. */
  readonly fault?: FaultKey;
}

/** A word of a certain shape. */
export class Shaped extends Kind {
  constructor(private readonly pattern: Pattern) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    const { of, allows, print = printWord, max, fault = 'illegal-keyword' } = this.pattern;
    if (!of.test(text)) return reader.miss(fault, this);
    if (max !== undefined && halfWidths(text) > max) return reader.miss('out-of-range', this);
    return allows === undefined || allows(text, reader.machine) ? print(text) : reader.miss('out-of-range', this);
  }

  override usage(language: Language): string {
    return this.pattern.usage[language];
  }
}

/** A word that is not for everybody's eyes. */
export class Secret extends Kind {
  constructor(private readonly inner: Kind) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    const value = this.inner.readText(text, reader);
    if (value !== MISS) reader.secrets.add(reader.at);
    return value === MISS ? MISS : `${SECRET.opens}${value}${SECRET.closes}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.inner.usage(language, machine);
  }
}

/** Of several kinds the first that fits. */
export class OneOf extends Kind {
  constructor(private readonly kinds: readonly Atom<string>[]) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    for (const kind of this.kinds) {
      const value = kind.readText(text, reader);
      if (value !== MISS) return kind.print(value);
    }
    return MISS;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.kinds.map((kind) => kind.usage(language, machine)).join('|');
  }

  override candidates(machine: Machine): readonly string[] {
    return this.kinds.flatMap((kind) => kind.candidates(machine));
  }
}

/** A kind that only some machines know: a range of their own, a word of a later firmware. */
export class Gated extends Kind {
  constructor(
    private readonly inner: Atom<string>,
    private readonly on: Gate,
  ) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    return reader.machine.allows(this.on).open
      ? this.inner.readText(text, reader)
      : reader.miss('illegal-keyword', this);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.inner.usage(language, machine);
  }

  override candidates(machine: Machine): readonly string[] {
    return machine.allows(this.on).open ? this.inner.candidates(machine) : [];
  }
}

/** `80,443,1024-2048`: several of a kind with commas between. */
export class Commas extends Kind {
  constructor(private readonly one: Atom<string>) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    const read: string[] = [];
    for (const part of text.split(',')) {
      const value = this.one.readText(part, reader);
      if (value === MISS) return MISS;
      read.push(this.one.print(value));
    }
    return read.join(',');
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `${this.one.usage(language, machine)}[,...]`;
  }

  override candidates(machine: Machine): readonly string[] {
    return this.one.candidates(machine);
  }
}

/** Kinds and fixed text in one word: `name=<text>`, `<address>/<length>`. Fixed text stands between any two kinds. */
export class Joined extends Kind {
  constructor(private readonly parts: readonly (string | Atom<string>)[]) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    let rest = text;
    let read = '';
    for (const [i, part] of this.parts.entries()) {
      if (typeof part === 'string') {
        if (!rest.toLowerCase().startsWith(part.toLowerCase())) return reader.miss('illegal-keyword', this);
        rest = rest.slice(part.length);
        read += part;
        continue;
      }
      const next = this.parts[i + 1];
      const end = typeof next === 'string' ? rest.toLowerCase().indexOf(next.toLowerCase()) : rest.length;
      if (end < 0) return reader.miss('illegal-keyword', this);
      const value = part.readText(rest.slice(0, end), reader);
      if (value === MISS) return MISS;
      read += part.print(value);
      rest = rest.slice(end);
    }
    return rest === '' ? read : reader.miss('illegal-keyword', this);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : part.usage(language, machine))).join('');
  }

  override candidates(machine: Machine): readonly string[] {
    const [first] = this.parts;
    return typeof first === 'string' ? [first] : (first?.candidates(machine) ?? []);
  }
}
