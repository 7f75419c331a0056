/**
 * A text as the commands that stand in it. Configurations come off screens that broke their long lines, out of terminals with
 * prompts in front, with bodies of files between commands: what is put together again, or left out, is told.
 * @module
 */
import { endOfText, withText } from './shell/here-document.js';
import { readWords } from './words.js';

/** A command as it stands in a text. */
export interface CommandRows {
  /** Of its first row, from 1. */
  readonly number: number;
  /** How many rows of the text it takes. */
  readonly rows: number;
  /** The command as it is to be typed. A text behind `<<` is one word of it, in quotes. */
  readonly text: string;
  /** The command as it stands there, without what was left out, on one line. */
  readonly shown: string;
  /** Columns of its first row that were left out in front: a prompt. */
  readonly left: number;
  /** `joined`: a screen had broken it. `output`: no command at all, but what a terminal showed. */
  readonly kind: 'plain' | 'joined' | 'output' | 'unclosed';
}

/** What a reader of rows asks of the command language. */
export interface RowJudge {
  /** Whether a first word is one of a command. */
  isFirstWord(word: string): boolean;
  /** Whether a line would be understood where the reading has come to. */
  isUnderstood(line: string): boolean;
}

/** A screen of 80 columns breaks its rows here; an editor may have taken a blank away. Others break where the longest row ends. */
const BROKEN_AT = { from: 76, to: 80 } as const;
/** Nobody has a screen of fewer columns: what ends before was not broken. */
const NARROWEST = 39;
/** A row of 80 columns that ended in a blank, which somebody has taken away. */
const BLANK_TAKEN_AT = 78;
/** Rows that one command may take. */
const ROWS_MAX = 64;

/** A command as it stands in a configuration: what {@link RowReader} makes one word of takes rows of its own. */
export function configRowsOf(line: string): readonly string[] {
  const at = line.indexOf('"<<');
  const body = at < 0 ? '' : (readWords(line).words.at(-1) ?? '');
  return body.includes('\n') ? `${line.slice(0, at)}${body}`.split('\n') : [line];
}

const PROMPT = /^(?:[^\s#>]{0,64})[#>] ?(?=\S)/;

export class RowReader {
  readonly #rows: readonly string[];
  readonly #isTranscript: boolean;
  /** Where the longest row ends. */
  readonly #width: number;
  #at = 0;

  constructor(
    text: string,
    private readonly judge: RowJudge,
  ) {
    const marked = text.startsWith('\ufeff') ? text.slice(1) : text;
    this.#rows = marked.includes('\r') ? marked.split(/\r\n|\r|\n/) : marked.split('\n');
    this.#width = this.#rows.reduce((width, { length }) => Math.max(width, length), 0);
    this.#isTranscript = this.#hasPromptsOnly();
  }

  /** The next command; `undefined` at the end of the text. */
  next(): CommandRows | undefined {
    const row = this.#rows[this.#at];
    if (row === undefined) return undefined;
    const left = this.#isTranscript ? (PROMPT.exec(row)?.[0].length ?? -1) : 0;
    if (left < 0 || (left > 0 && !this.#beginsCommand(row.slice(left)))) return this.#take(1, row, row, 0, 'output');
    if (left === 0 && row.trimStart().startsWith('#')) return this.#takeComment(row);
    const whole = row.slice(left);
    const end = endOfText(whole);
    return end === undefined ? this.#takeCommand(whole, left) : this.#takeHereDocument(whole, left, end);
  }

  /** Whether all commands of the text stand behind prompts. Then what has none was printed by a machine. */
  #hasPromptsOnly(): boolean {
    let prompts = 0;
    for (const row of this.#rows) {
      const prompt = PROMPT.exec(row)?.[0];
      if (prompt !== undefined && this.#beginsCommand(row.slice(prompt.length))) prompts++;
      else if (!row.startsWith('#') && this.#beginsCommand(row) && this.judge.isUnderstood(row)) return false;
    }
    return prompts > 0;
  }

  #beginsCommand(text: string): boolean {
    const [first = ''] = text.trimStart().split(/\s/, 1);
    return this.judge.isFirstWord(first);
  }

  #takeCommand(row: string, left: number): CommandRows {
    let text = row;
    let taken = 1;
    for (let whole = this.#joined(text, 1); whole !== undefined; whole = this.#joined(text, taken)) {
      text = whole.text;
      taken = whole.rows;
    }
    return this.#take(taken, text, text, left, taken === 1 ? 'plain' : 'joined');
  }

  /**
   * A command that was broken, put together again: with the next row, or with as many as it takes to be understood. A full
   * row may also end by chance: then a command of its own follows.
   */
  #joined(text: string, rows: number): { readonly text: string; readonly rows: number } | undefined {
    let whole = text;
    for (let taken = rows; taken < ROWS_MAX; taken++) {
      const last = this.#rows[this.#at + taken - 1]!;
      const next = this.#rows[this.#at + taken];
      if (next === undefined || !this.#mayGoOn(last, next)) return this.#fragment(whole, taken, rows);
      const [joined, spaced] = [whole + next, `${whole} ${next.trimStart()}`];
      const [likely, other] = last.length === BLANK_TAKEN_AT ? [spaced, joined] : [joined, spaced];
      if (this.judge.isUnderstood(likely)) return { text: likely, rows: taken + 1 };
      if (this.judge.isUnderstood(other)) return { text: other, rows: taken + 1 };
      whole = joined;
    }
    return undefined;
  }

  /** Pieces that make nothing that is understood: of a command that nobody knows, or of nothing. */
  #fragment(whole: string, taken: number, rows: number): { readonly text: string; readonly rows: number } | undefined {
    const first = this.#rows[this.#at]!;
    const isPiece = taken > rows && !this.judge.isUnderstood(first) && this.#beginsCommand(first);
    return isPiece ? { text: whole, rows: taken } : undefined;
  }

  #mayGoOn(last: string, next: string): boolean {
    if (!this.#isFull(last) || next.trim() === '' || next.startsWith('#')) return false;
    if (this.#isTranscript && PROMPT.test(next)) return false;
    return !this.#beginsCommand(next) || !(endOfText(next) !== undefined || this.judge.isUnderstood(next));
  }

  /** Whether a screen may have broken the text behind this row. */
  #isFull({ length }: string): boolean {
    return (length === this.#width && length >= NARROWEST) || (length >= BROKEN_AT.from && length <= BROKEN_AT.to);
  }

  /** The comments above a configuration are broken by screens, too. */
  #takeComment(row: string): CommandRows {
    let taken = 1;
    let last = row;
    for (;;) {
      const next = this.#rows[this.#at + taken];
      const isBroken = this.#isFull(last) && next !== undefined && next.trim() !== '' && !next.startsWith('#');
      if (!isBroken || this.#beginsCommand(next)) break;
      last = next;
      taken++;
    }
    return this.#take(taken, row, row, 0, taken === 1 ? 'plain' : 'joined');
  }

  /** `embedded file NAME <<EOF` and the rows up to `EOF`. */
  #takeHereDocument(row: string, left: number, end: string): CommandRows {
    const from = this.#at + 1;
    const to = this.#rows.findIndex((each, i) => i >= from && each === end);
    if (to < 0) return this.#take(this.#rows.length - this.#at, row, row, left, 'unclosed');
    const text = withText(row, end, this.#rows.slice(from, to));
    return this.#take(to + 1 - this.#at, text, row, left, 'plain');
  }

  #take(rows: number, text: string, shown: string, left: number, kind: CommandRows['kind']): CommandRows {
    const number = this.#at + 1;
    this.#at += rows;
    return { number, rows, text, shown, left, kind };
  }
}
