import type { Gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';

/** Whether a text is a word, or its beginning, whatever the case. */
export const beginsWord = (text: string, word: string): boolean =>
  text !== '' && text.length <= word.length && word.startsWith(text.toLowerCase());

/** The word that a text means: itself, whatever its case, or the only one that begins with it. */
export function complete(text: string, words: readonly string[]): string | undefined {
  if (words.includes(text)) return text;
  const lower = text.toLowerCase();
  let found: string | undefined;
  for (const word of words) {
    if (word === lower) return word;
    if (lower === '' || !word.startsWith(lower)) continue;
    if (found !== undefined) return words.includes(lower) ? lower : undefined;
    found = word;
  }
  return found;
}

class WordOperand<W extends string> extends Atom<W> {
  constructor(
    readonly words: readonly W[],
    private readonly gates: Readonly<Partial<Record<W, Gate>>>,
  ) {
    super();
  }

  override readText(text: string, reader: Reader): W | Miss {
    const found = complete(text, this.words) as W | undefined;
    if (found === undefined) return reader.miss('illegal-keyword', this);
    const gate = this.gates[found];
    return gate === undefined || reader.machine.allows(gate).open ? found : reader.miss('illegal-keyword', this);
  }

  override print(value: W): string {
    return value;
  }

  override usage(_language: Language, machine: Machine | undefined): string {
    return this.#open(machine).join('|');
  }

  override owns(value: unknown): boolean {
    return this.words.includes(value as W);
  }

  override candidates(machine: Machine): readonly string[] {
    return this.#open(machine);
  }

  #open(machine: Machine | undefined): readonly W[] {
    return this.words.filter((word) => machine === undefined || machine.allows(this.gates[word]).open);
  }
}

/** One of these words. */
export const word = <const W extends readonly string[]>(...words: W): Atom<W[number]> => new WordOperand(words, {});

/** One of these words, some of which only some machines know. */
export const wordWhere = <const W extends string>(
  words: readonly W[],
  gates: Readonly<Partial<Record<W, Gate>>>,
): Atom<W> => new WordOperand(words, gates);

class Switch extends Atom<boolean> {
  override readText(text: string, reader: Reader): boolean | Miss {
    if (text === 'on') return true;
    if (text === 'off') return false;
    const found = complete(text, ['on', 'off']);
    return found === undefined ? reader.miss('illegal-keyword', this) : found === 'on';
  }

  override print(value: boolean): string {
    return value ? 'on' : 'off';
  }

  override usage(): string {
    return 'on|off';
  }

  override owns(value: unknown): boolean {
    return typeof value === 'boolean';
  }

  override candidates(): readonly string[] {
    return ['on', 'off'];
  }
}

export const onOff: Atom<boolean> = new Switch();

/** A word that is there or not: `arrive-only`. */
class Flag extends Atom<boolean> {
  constructor(private readonly flag: string) {
    super();
  }

  override read(reader: Reader): boolean {
    const word = reader.word;
    if (word !== undefined && beginsWord(word, this.flag)) {
      reader.at++;
      return true;
    }
    reader.miss('illegal-keyword', this);
    return false;
  }

  override readText(text: string): boolean | Miss {
    return beginsWord(text, this.flag) ? true : MISS;
  }

  override print(value: boolean): string {
    return value ? this.flag : '';
  }

  override usage(): string {
    return `[${this.flag}]`;
  }

  override candidates(): readonly string[] {
    return [this.flag];
  }
}

export const flag = (name: string): Atom<boolean> => new Flag(name);
