import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';
import { halfWidths, printWord } from '../words.js';

interface TextOptions {
  readonly min?: number;
  /** Half-width characters. */
  readonly max: number;
  /** What every character must be. */
  readonly of?: RegExp;
  readonly usage: Readonly<Record<Language, string>>;
}

/** Only bodies of files have rows. */
const ONE_ROW = /^[^\n]*$/;

class TextOperand extends Atom<string> {
  constructor(private readonly options: TextOptions) {
    super();
  }

  override readText(text: string, reader: Reader): string | Miss {
    const { min = 0, max, of = ONE_ROW } = this.options;
    const widths = halfWidths(text);
    if (widths < min || widths > max) return reader.miss('out-of-range', this);
    return of.test(text) ? text : reader.miss('illegal-keyword', this);
  }

  override print(value: string): string {
    return printWord(value);
  }

  override usage(language: Language): string {
    return this.options.usage[language];
  }

  override owns(value: unknown): boolean {
    return typeof value === 'string';
  }
}

const PRINTABLE = /^[^\p{Cc}]+$/u;

const NAME = { ja: '名前', en: 'NAME' } as const;

/** A name of at most `max` half-width characters; in quotes when it has blanks. */
export const name = (max: number, of: RegExp = PRINTABLE): Atom<string> =>
  new TextOperand({ min: 1, max, of, usage: NAME });

/** Any text, in quotes when it has blanks. */
export const quoted = (
  max: number,
  usage: Readonly<Record<Language, string>> = { ja: '文字列', en: 'TEXT' },
): Atom<string> => new TextOperand({ max, usage });

class PasswordOperand extends TextOperand {
  override readText(text: string, reader: Reader): string | Miss {
    const value = super.readText(text, reader);
    if (value !== MISS) reader.secrets.add(reader.at);
    return value;
  }
}

/** Printable ASCII, as passwords are. */
export const password = (max: number): Atom<string> =>
  new PasswordOperand({ min: 1, max, of: /^[\x20-\x7e]+$/, usage: { ja: 'パスワード', en: 'PASSWORD' } });

/** A word that is only kept. */
export const anyWord: Atom<string> = new TextOperand({
  max: Number.POSITIVE_INFINITY,
  usage: { ja: '値', en: 'VALUE' },
});
