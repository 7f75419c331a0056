/**
 * A command as the manual's syntax line writes it, with operands in its holes:
 *
 *     syntax`pptp service type ${word('server', 'client')}`
 *     syntax`ip ${key(interfaceName)} mtu ${number(64, 1500)}`
 *     syntax`ppp lcp mru ${{ use: onOff }} ${{ octets: optional(number(1280, 1792)) }}`
 *
 * A bare operand is the value; a named one is a field of it; `key` tells one entry of a keyed setting from another.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from './messages.js';
import { Atom, Operand } from './operand.js';
import { beginsWord } from './operands/word.js';
import { MISS, type Miss, type Reader } from './reader.js';

/** One operand under the name of its field. */
type Field = { readonly [name: string]: Operand<unknown> };

export class KeyHole<K> {
  constructor(readonly hole: Operand<K> | Field) {}
}

/** Several fields by one operand: parameters in any order. */
export class Spread<T> {
  constructor(readonly operand: Operand<T>) {}
}

type FieldsOf<H> =
  H extends Spread<infer T>
    ? T
    : H extends Operand<unknown> | KeyHole<unknown>
      ? never
      : { readonly [N in keyof H]: H[N] extends Operand<infer T> ? T : never };

/** What tells entries apart: an operand's value, or a record of named ones. */
export function key<K>(operand: Operand<K>): KeyHole<K>;
export function key<const F extends Field>(field: F): KeyHole<FieldsOf<F>>;
export function key(hole: Operand<unknown> | Field): KeyHole<unknown> {
  return new KeyHole(hole);
}

export const spread = <T>(operand: Operand<T>): Spread<T> => new Spread(operand);

type Hole = Operand<unknown> | KeyHole<unknown> | Spread<unknown> | Field;
type Bare<H> = H extends Operand<infer T> ? T : never;
type Together<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

export type ValueOf<H extends readonly unknown[]> = [Bare<H[number]>] extends [never]
  ? [FieldsOf<H[number]>] extends [never]
    ? true
    : Together<FieldsOf<H[number]>>
  : Bare<H[number]>;
type KeysOf<H> = H extends KeyHole<infer K> ? K : never;
export type KeyOf<H extends readonly unknown[]> = [KeysOf<H[number]>] extends [never]
  ? undefined
  : KeysOf<H[number]> extends object
    ? Together<KeysOf<H[number]>>
    : KeysOf<H[number]>;

type Role = 'literal' | 'value' | 'field' | 'spread' | 'key' | 'key field';

export interface Element {
  readonly role: Role;
  readonly operand: Operand<unknown>;
  readonly name: string;
  /** Stands in one word with the element before it. */
  readonly isJoined?: boolean;
}

/** A fixed word. */
export class Literal extends Atom<string> {
  readonly #words: readonly string[];

  constructor(readonly word: string) {
    super();
    this.#words = [word];
  }

  override readText(text: string, reader: Reader): string | Miss {
    if (text === this.word) return text;
    return beginsWord(text, this.word) ? this.word : reader.miss('illegal-keyword', this);
  }

  override print(): string {
    return this.word;
  }

  override usage(): string {
    return this.word;
  }

  override candidates(): readonly string[] {
    return this.#words;
  }
}

function elementsOf(texts: TemplateStringsArray, holes: readonly Hole[]): readonly Element[] {
  const literals = (text: string): Element[] =>
    text
      .split(' ')
      .filter(Boolean)
      .map((word) => ({ role: 'literal', operand: new Literal(word), name: '' }));
  return texts.flatMap((text, i) => {
    const hole = holes[i];
    return hole === undefined ? literals(text) : [...literals(text), elementOf(hole)];
  });
}

function elementOf(hole: Hole): Element {
  if (hole instanceof Operand) return { role: 'value', operand: hole, name: '' };
  if (hole instanceof Spread) return { role: 'spread', operand: hole.operand, name: '' };
  if (hole instanceof KeyHole) {
    if (hole.hole instanceof Operand) return { role: 'key', operand: hole.hole, name: '' };
    const [name, operand] = Object.entries(hole.hole)[0]!;
    return { role: 'key field', operand, name };
  }
  const [name, operand] = Object.entries(hole)[0]!;
  return { role: 'field', operand, name };
}

type MutableRecord = Record<string, unknown>;
type Constant = readonly [name: string, value: unknown];

/** Reads elements in their order; what they say is put together in the reader's `key` and `value`. */
function readElements(elements: readonly Element[], reader: Reader, constants?: readonly Constant[]): boolean {
  let value: unknown = true;
  let fields: MutableRecord | undefined;
  if (constants !== undefined) {
    fields = {};
    for (const [name, constant] of constants) fields[name] = constant;
  }
  for (const { role, operand, name } of elements) {
    const read = operand.read(reader);
    if (read === MISS) return false;
    if (role === 'value') value = read;
    else if (role === 'field') (fields ??= {})[name] = read;
    else if (role === 'spread') fields = { ...fields, ...(read as object) };
    else if (role === 'key') reader.key = read;
    else if (role === 'key field') reader.key = { ...(reader.key as object | undefined), [name]: read };
  }
  reader.value = fields ?? value;
  return true;
}

function partOf({ role, name }: Element, key: unknown, value: unknown): unknown {
  switch (role) {
    case 'field':
      return (value as MutableRecord)[name];
    case 'key':
      return key;
    case 'key field':
      return (key as MutableRecord)[name];
    default:
      return value;
  }
}

const printElements = (elements: readonly Element[], key: unknown, value: unknown): string =>
  joined(elements, (element) => element.operand.print(partOf(element, key, value)));

function joined(elements: readonly Element[], textOf: (element: Element) => string): string {
  let line = '';
  for (const element of elements) {
    const text = textOf(element);
    if (text !== '') line += line === '' || element.isJoined === true ? text : ` ${text}`;
  }
  return line;
}

/** A part of a syntax line as one operand: `group\`gateway pp ${ppNumber}\``. */
export class Group<V> extends Operand<V> {
  constructor(
    private readonly elements: readonly Element[],
    private readonly constants: readonly Constant[] | undefined,
  ) {
    super();
  }

  /** With fields that the words imply: `.as({ kind: 'pp' })`. They also tell whose value a value is. */
  as<const C extends object>(constants: C): Group<C & (V extends true ? unknown : V)> {
    return new Group(this.elements, Object.entries(constants));
  }

  override read(reader: Reader): V | Miss {
    const { key } = reader;
    if (!readElements(this.elements, reader, this.constants)) return MISS;
    reader.key = key;
    return reader.value as V;
  }

  override print(value: V): string {
    return printElements(this.elements, undefined, value);
  }

  override usage(language: Language, machine: Machine | undefined): string {
    return this.elements.map(({ operand }) => operand.usage(language, machine)).join(' ');
  }

  override owns(value: unknown): boolean {
    if (this.constants === undefined) return value !== undefined;
    if (typeof value !== 'object' || value === null) return false;
    return this.constants.every(([name, constant]) => (value as MutableRecord)[name] === constant);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.elements[0]?.operand.candidates(machine) ?? [];
  }
}

export const group = <const H extends readonly Hole[]>(texts: TemplateStringsArray, ...holes: H): Group<ValueOf<H>> =>
  new Group(elementsOf(texts, holes), undefined);

/** A whole command. It is taken apart when its first word is first asked for, since most of two thousand never are. */
export class Syntax<K, V> {
  /** Never there; they carry the types. */
  declare readonly keyType: K;
  declare readonly valueType: V;
  readonly #take: () => readonly Element[];
  #elements: readonly Element[] | undefined;
  #pathLength = 0;
  #tail: readonly Element[] = [];
  #keyTail: readonly Element[] = [];

  /**
   * @param isKeyed whether it says one of many entries
   * @param take takes it apart
   */
  constructor(
    readonly firstWord: string,
    readonly isKeyed: boolean,
    take: () => readonly Element[],
  ) {
    this.#take = take;
  }

  /** What the grammar tree is made of: the words, and the keys among them, up to the last word that only such precede. */
  get path(): readonly Operand<unknown>[] {
    return this.#all.slice(0, this.#pathLength).map(({ operand }) => operand);
  }

  /** The path in words: `ip INTERFACE mtu`. */
  get name(): string {
    return this.#all
      .slice(0, this.#pathLength)
      .map(({ operand }) => (operand instanceof Literal ? operand.word : '<interface>'))
      .join(' ');
  }

  /** Reads what follows the path. `places`: the keys that were met on the path. */
  readTail(reader: Reader, places: readonly unknown[]): boolean {
    this.#setPlaces(reader, places);
    return readElements(this.#tail, reader);
  }

  /** Reads the keys that follow the path: all that a `no` needs. */
  readKey(reader: Reader, places: readonly unknown[]): boolean {
    this.#setPlaces(reader, places);
    return readElements(this.#keyTail, reader);
  }

  print(key: K, value: V): string {
    return printElements(this.#all, key, value);
  }

  /** All that a `no` needs: the path, and what tells the entry from others. */
  printKey(key: K): string {
    return printElements(this.#all.slice(0, this.#pathLength + this.#keyTail.length), key, undefined);
  }

  /** What follows the path, for telling an initial value. */
  printValue(value: V): string {
    return printElements(
      this.#all.filter(({ role }, i) => i >= this.#pathLength && role !== 'key' && role !== 'key field'),
      undefined,
      value,
    );
  }

  usage(language: Language, machine: Machine | undefined): string {
    return joined(this.#all, ({ operand }) => operand.usage(language, machine));
  }

  get #all(): readonly Element[] {
    if (this.#elements === undefined) {
      this.#elements = this.#take();
      this.#pathLength = pathLength(this.#elements);
      this.#tail = this.#elements.slice(this.#pathLength);
      const isKey = this.#tail.map(({ role }) => role === 'key' || role === 'key field');
      this.#keyTail = this.#tail.slice(0, isKey.lastIndexOf(true) + 1);
    }
    return this.#elements;
  }

  #setPlaces(reader: Reader, places: readonly unknown[]): void {
    reader.key = undefined;
    if (places.length === 0) return;
    let place = 0;
    for (const { role, name } of this.#all.slice(0, this.#pathLength)) {
      if (role === 'key') reader.key = places[place++];
      else if (role === 'key field') reader.key = { ...(reader.key as object | undefined), [name]: places[place++] };
    }
  }
}

function pathLength(elements: readonly Element[]): number {
  let length = 0;
  for (let i = 0; i < elements.length; i++) {
    const { role } = elements[i]!;
    if (role === 'literal') length = i + 1;
    else if (role !== 'key' && role !== 'key field') break;
  }
  return length;
}

export const syntax = <const H extends readonly Hole[]>(
  texts: TemplateStringsArray,
  ...holes: H
): Syntax<KeyOf<H>, ValueOf<H>> => {
  const text = texts[0]!.trimStart();
  const end = text.indexOf(' ');
  const firstWord = end < 0 ? text : text.slice(0, end);
  const isKeyed = holes.some((hole) => hole instanceof KeyHole);
  return new Syntax(firstWord, isKeyed, () => elementsOf(texts, holes));
};
