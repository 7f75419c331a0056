/**
 * An operand of a command: how its text is read, how its value is printed, what `?` says of it.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from './messages.js';
import { MISS, type Miss, type Reader } from './reader.js';

export abstract class Operand<T> {
  /** Reads as many words as it needs and leaves the reader behind them; a miss may leave it anywhere. */
  abstract read(reader: Reader): T | Miss;

  /** The words that are read back as this value; empty for nothing at all. */
  abstract print(value: T): string;

  /** How it stands in a usage line: `1..128`, `on|off`, `NAME`. */
  abstract usage(language: Language, machine: Machine | undefined): string;

  /** Whether this is a value of the operand: how an alternative finds its own. */
  owns(_value: unknown): boolean {
    return true;
  }

  /** The words that may stand here, for Tab and `?`. */
  candidates(_machine: Machine): readonly string[] {
    return [];
  }

  /** The same text with another value. */
  map<U>(to: (value: T) => U, from: (value: U) => T, owns?: (value: unknown) => boolean): Operand<U> {
    return new Mapped(this, to, from, owns);
  }

  /** The same, under a name of its own in usage lines. */
  named(ja: string, en: string): Operand<T> {
    return new Named(this, { ja, en });
  }
}

/** An operand of exactly one word. */
export abstract class Atom<T> extends Operand<T> {
  /** Reads a text that is the word or part of it. The reader is there for its machine and for its miss. */
  abstract readText(text: string, reader: Reader): T | Miss;

  override read(reader: Reader): T | Miss {
    const word = reader.word;
    if (word === undefined) return reader.miss('parameter-count', this);
    const value = this.readText(word, reader);
    if (value !== MISS) reader.at++;
    return value;
  }
}

class Mapped<T, U> extends Operand<U> {
  constructor(
    private readonly inner: Operand<T>,
    private readonly to: (value: T) => U,
    private readonly from: (value: U) => T,
    private readonly isOwn: ((value: unknown) => boolean) | undefined,
  ) {
    super();
  }

  override read(reader: Reader): U | Miss {
    const value = this.inner.read(reader);
    return value === MISS ? MISS : this.to(value);
  }

  override print(value: U): string {
    return this.inner.print(this.from(value));
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.inner.usage(language, machine);
  }

  override owns(value: unknown): boolean {
    return this.isOwn?.(value) ?? true;
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}

class Named<T> extends Operand<T> {
  constructor(
    private readonly inner: Operand<T>,
    private readonly name: Readonly<Record<Language, string>>,
  ) {
    super();
  }

  override read(reader: Reader): T | Miss {
    return this.inner.read(reader);
  }

  override print(value: T): string {
    return this.inner.print(value);
  }

  override usage(language: Language): string {
    return this.name[language];
  }

  override owns(value: unknown): boolean {
    return this.inner.owns(value);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}
