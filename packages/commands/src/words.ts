/**
 * A typed line as words (manual 1.5): quotes, escapes, comments, and what stands behind a pipe or a redirection.
 * @module
 */

/** Half-width characters of one command (manual 1.5). */
export const LINE_MAX = 4095;

/** `> usb1:file`, `>> usb1:file`. */
export interface Redirection {
  readonly file: string;
  readonly append: boolean;
}

export interface Words {
  readonly words: readonly string[];
  /** The words of each command behind a `|`. */
  readonly pipes: readonly (readonly string[])[];
  readonly into: Redirection | undefined;
}

const NO_PIPES: readonly (readonly string[])[] = [];
const BLANK = 0x20;
const SPECIAL = new Set([...'\\\'"#|>\t'].map((character) => character.charCodeAt(0)));
/** The same as a table of the codes below 128, for the loop that every line goes through. */
const IS_SPECIAL = Uint8Array.from({ length: 128 }, (_, code) => (SPECIAL.has(code) ? 1 : 0));

export function readWords(line: string): Words {
  const words: string[] = [];
  let from = -1;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === BLANK) {
      if (from >= 0) words.push(line.slice(from, at));
      from = -1;
    } else {
      // Most lines are nothing but words and blanks; the others are read with more care.
      if (code < 128 && IS_SPECIAL[code] === 1) return new Scanner(line).scan();
      if (from < 0) from = at;
    }
  }
  if (from >= 0) words.push(line.slice(from));
  return { words, pipes: NO_PIPES, into: undefined };
}

/** Where each word of the first command begins, counted from 0. */
export function columnsOf(line: string): readonly number[] {
  const scanner = new Scanner(line);
  scanner.scan();
  return scanner.columns;
}

/** Stands for a pipe or another redirection behind a redirection, which is the last there may be (manual 2.5.3). */
const MISPLACED = '>';

class Scanner {
  readonly columns: number[] = [];
  #at = 0;
  readonly #commands: string[][] = [[]];
  #into: { file: string | undefined; append: boolean } | undefined;

  constructor(private readonly line: string) {}

  scan(): Words {
    for (;;) {
      while (this.#isBlank()) this.#at++;
      const character = this.line[this.#at];
      if (character === undefined || character === '#') break;
      if (character === '|') this.#pipe();
      else if (character === '>') this.#redirect();
      else this.#word();
    }
    const [words, ...pipes] = this.#commands;
    const file = this.#into?.file;
    return { words: words!, pipes, into: file === undefined ? undefined : { file, append: this.#into!.append } };
  }

  #isBlank(): boolean {
    const character = this.line[this.#at];
    return character === ' ' || character === '\t';
  }

  #pipe(): void {
    this.#at++;
    this.#commands.push(this.#into === undefined ? [] : [MISPLACED]);
  }

  #redirect(): void {
    this.#at++;
    const append = this.line[this.#at] === '>';
    if (append) this.#at++;
    if (this.#into !== undefined) this.#commands.push([MISPLACED]);
    this.#into = { file: undefined, append };
  }

  #word(): void {
    const column = this.#at;
    const word = this.#readWord();
    if (this.#into !== undefined && this.#into.file === undefined) {
      this.#into.file = word;
      return;
    }
    if (this.#commands.length === 1) this.columns.push(column);
    this.#commands.at(-1)!.push(word);
  }

  /** Quotes may open anywhere in a word: `prefix="9#"`. A quote that is never closed ends with the line. */
  #readWord(): string {
    let word = '';
    let quote = '';
    for (; ; this.#at++) {
      const character = this.line[this.#at];
      if (character === undefined) return word;
      if (character === '\\') {
        const escaped = this.line[++this.#at];
        if (escaped === undefined) return `${word}\\`;
        word += escaped;
      } else if (quote !== '') {
        if (character === quote) quote = '';
        else word += character;
      } else if (character === '"' || character === "'") quote = character;
      else if (' \t#|>'.includes(character)) return word;
      else word += character;
    }
  }
}

const NEEDS_QUOTES = /[\s\\'"#|>?]|^$/;

/**
 * A text as it must be typed to be read back: in quotes where it would mean something else, or nothing. Even there a question
 * mark would ask for help, and is escaped, as devices print it.
 */
export const printWord = (text: string): string =>
  NEEDS_QUOTES.test(text) ? `"${text.replace(/[\\"?]/g, '\\$&')}"` : text;

/** Columns on a screen: Japanese letters take two, as Shift_JIS takes two octets for them. */
export function halfWidths(text: string): number {
  let widths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    widths += code < 0x100 || (code >= 0xff61 && code <= 0xff9f) ? 1 : 2;
  }
  return widths;
}
