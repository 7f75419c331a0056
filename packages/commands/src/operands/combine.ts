/**
 * Operands made of operands: optional ones, lists, alternatives, parameters in any order.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { type Atom, Operand } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { printWord } from '../words.js';

class Optional<T> extends Operand<T | undefined> {
  constructor(private readonly inner: Operand<T>) {
    super();
  }

  override read(reader: Reader): T | undefined {
    if (reader.isDone) return undefined;
    const { at } = reader;
    const value = this.inner.read(reader);
    if (value !== MISS) return value;
    reader.at = at;
    return undefined;
  }

  override print(value: T | undefined): string {
    return value === undefined ? '' : this.inner.print(value);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `[${this.inner.usage(language, machine)}]`;
  }

  override owns(value: unknown): boolean {
    return value === undefined || this.inner.owns(value);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}

export const optional = <T>(inner: Operand<T>): Operand<T | undefined> => new Optional(inner);

class Many<T> extends Operand<readonly T[]> {
  constructor(
    private readonly inner: Operand<T>,
    private readonly min: number,
    private readonly max: number,
  ) {
    super();
  }

  override read(reader: Reader): readonly T[] | Miss {
    const values: T[] = [];
    while (values.length < this.max && !(reader.isDone && values.length >= this.min)) {
      const { at } = reader;
      const value = this.inner.read(reader);
      if (value === MISS) {
        reader.at = at;
        break;
      }
      values.push(value);
    }
    return values.length < this.min ? MISS : values;
  }

  override print(values: readonly T[]): string {
    return values.map((value) => this.inner.print(value)).join(' ');
  }

  override usage(language: Language, machine: Machine | undefined): string {
    const one = this.inner.usage(language, machine);
    return this.min === 0 ? `[${one} ...]` : `${one} [${one} ...]`;
  }

  override owns(value: unknown): boolean {
    return Array.isArray(value);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.inner.candidates(machine);
  }
}

/** At least `min` of them, at most `max`. */
export const many = <T>(inner: Operand<T>, min = 1, max = Number.POSITIVE_INFINITY): Operand<readonly T[]> =>
  new Many(inner, min, max);

type ValueIn<O> = O extends Operand<infer T> ? T : never;

class Either extends Operand<unknown> {
  constructor(private readonly alternatives: readonly Operand<unknown>[]) {
    super();
  }

  override read(reader: Reader): unknown {
    const { at } = reader;
    for (const alternative of this.alternatives) {
      const value = alternative.read(reader);
      if (value !== MISS) return value;
      reader.at = at;
    }
    return MISS;
  }

  override print(value: unknown): string {
    return this.alternatives.find((alternative) => alternative.owns(value))?.print(value) ?? '';
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.alternatives.map((alternative) => alternative.usage(language, machine)).join('|');
  }

  override owns(value: unknown): boolean {
    return this.alternatives.some((alternative) => alternative.owns(value));
  }

  override candidates(machine: Machine): readonly string[] {
    return this.alternatives.flatMap((alternative) => alternative.candidates(machine));
  }
}

/** The first of these that fits. Its value is printed by the first that owns it. */
export const either = <const A extends readonly Operand<unknown>[]>(...alternatives: A): Operand<ValueIn<A[number]>> =>
  new Either(alternatives) as Operand<ValueIn<A[number]>>;

type Parameters = Readonly<Record<string, Operand<unknown>>>;
type ValuesOf<P extends Parameters> = { readonly [N in keyof P]: ValueIn<P[N]> | undefined };

class Unordered extends Operand<Readonly<Record<string, unknown>>> {
  readonly #parameters: readonly (readonly [string, Operand<unknown>])[];

  constructor(parameters: Parameters) {
    super();
    this.#parameters = Object.entries(parameters);
  }

  override read(reader: Reader): Readonly<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const [name] of this.#parameters) values[name] = undefined;
    let again = !reader.isDone;
    while (again) {
      again = false;
      for (const [name, operand] of this.#parameters) {
        if (values[name] !== undefined) continue;
        const { at } = reader;
        const value = operand.read(reader);
        if (value !== MISS && reader.at > at) {
          values[name] = value;
          again = true;
        } else reader.at = at;
      }
    }
    return values;
  }

  override print(values: Readonly<Record<string, unknown>>): string {
    return this.#parameters
      .flatMap(([name, operand]) => (values[name] === undefined ? [] : [operand.print(values[name])]))
      .filter(Boolean)
      .join(' ');
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.#parameters
      .map(([, operand]) => operand.usage(language, machine))
      .map((usage) => (usage.startsWith('[') ? usage : `[${usage}]`))
      .join(' ');
  }

  override candidates(machine: Machine): readonly string[] {
    return this.#parameters.flatMap(([, operand]) => operand.candidates(machine));
  }
}

/** Each of these at most once, in any order; printed in this one. */
export const unordered = <const P extends Parameters>(parameters: P): Operand<ValuesOf<P>> =>
  new Unordered(parameters) as unknown as Operand<ValuesOf<P>>;

class Assignment<T> extends Operand<T> {
  constructor(
    private readonly option: string,
    private readonly inner: Atom<T>,
  ) {
    super();
  }

  override read(reader: Reader): T | Miss {
    const word = reader.word;
    const sign = word?.indexOf('=') ?? -1;
    if (word === undefined || sign < 0 || word.slice(0, sign).toLowerCase() !== this.option)
      return reader.miss('illegal-keyword', this);
    const value = this.inner.readText(word.slice(sign + 1), reader);
    if (value !== MISS) reader.at++;
    return value;
  }

  override print(value: T): string {
    return `${this.option}=${this.inner.print(value)}`;
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return `${this.option}=${this.inner.usage(language, machine)}`;
  }

  override candidates(): readonly string[] {
    return [`${this.option}=`];
  }
}

/** `count=6`, in one word. */
export const assign = <T>(option: string, inner: Atom<T>): Operand<T> => new Assignment(option, inner);

/** An assignment of anything: `9=...`. Kept as name and value. */
class AnyAssignment extends Operand<readonly [option: string, value: string]> {
  override read(reader: Reader): readonly [string, string] | Miss {
    const found = /^([^=]+)=(.*)$/.exec(reader.word ?? '');
    if (found === null) return reader.miss('illegal-keyword', this);
    reader.at++;
    return [found[1]!, found[2]!];
  }

  override print([option, value]: readonly [string, string]): string {
    return `${option}=${value === '' ? '' : printWord(value)}`;
  }

  override usage(language: Language): string {
    return language === 'ja' ? 'オプション=値' : 'OPTION=VALUE';
  }
}

export const anyAssignment: Operand<readonly [option: string, value: string]> = new AnyAssignment();
