/**
 * A key and a value that share a word: `set NAME=VALUE`.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { type Atom, Operand } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';

const SIGN = '=';

/** The name in front of the sign. A `no` may end with it; otherwise the word goes on. */
export class Ahead extends Operand<string> {
  constructor(private readonly inner: Atom<string>) {
    super();
  }

  override read(reader: Reader): string | Miss {
    const { word = '' } = reader;
    const at = word.indexOf(SIGN);
    const value = this.inner.readText(at < 0 ? word : word.slice(0, at), reader);
    if (value !== MISS && at < 0) reader.at++;
    return value;
  }

  override print(value: string): string {
    return `${value}${SIGN}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `${this.inner.usage(language, machine)}${SIGN}`;
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine).map((name) => `${name}${SIGN}`);
  }
}

/** The value behind the sign. */
export class Behind extends Operand<string> {
  constructor(private readonly inner: Atom<string>) {
    super();
  }

  override read(reader: Reader): string | Miss {
    const { word = '' } = reader;
    const at = word.indexOf(SIGN);
    if (at < 0) return reader.miss('illegal-keyword', this);
    const value = this.inner.readText(word.slice(at + 1), reader);
    if (value !== MISS) reader.at++;
    return value;
  }

  override print(value: string): string {
    return value;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.inner.usage(language, machine);
  }
}
