import { type Language, text } from '@rtemu/commands/messages';
import { type Pattern, readPattern } from '@rtemu/commands/pipeline';
import { widthOfPoint } from '@rtemu/engine/cell-width';
import type { ConsoleJob } from './job.js';

export const LIMIT = {
  /** Digits of the number before a command; later ones are dropped. */
  digits: 6,
  /** Characters of a pattern; later ones are dropped. */
  pattern: 256,
} as const;

const CLEAR = '\x1b[H\x1b[J';

/** What each key does, with its number before it (manual 2.4, 2.5.2). */
const MOVES: Readonly<Record<string, Move>> = {
  f: 'pages-on',
  ' ': 'pages-on',
  '\x06': 'pages-on', // Ctrl-F
  b: 'pages-back',
  '\x02': 'pages-back', // Ctrl-B
  j: 'lines-on',
  '\n': 'lines-on', // Ctrl-J
  '\x05': 'lines-on', // Ctrl-E
  '\r': 'lines-on', // Ctrl-M
  k: 'lines-back',
  '\x0b': 'lines-back', // Ctrl-K
  y: 'lines-back',
  '\x19': 'lines-back', // Ctrl-Y
  '\x10': 'lines-back', // Ctrl-P
  d: 'halves-on',
  '\x04': 'halves-on', // Ctrl-D
  u: 'halves-back',
  '\x15': 'halves-back', // Ctrl-U
  g: 'from-start',
  G: 'from-end',
  r: 'redraw',
  '\x12': 'redraw', // Ctrl-R
  '\f': 'redraw', // Ctrl-L
  '/': 'search-on',
  '?': 'search-back',
  n: 'again',
  N: 'again-other-way',
  q: 'quit',
  '\x03': 'quit', // Ctrl-C
};

type Move =
  | `${'pages' | 'lines' | 'halves'}-${'on' | 'back'}`
  | 'from-start'
  | 'from-end'
  | 'redraw'
  | 'search-on'
  | 'search-back'
  | 'again'
  | 'again-other-way'
  | 'quit';

/**
 * `less`: a text a screen at a time, forwards and backwards, with the last row for commands. What fits a screen is shown, and
 * that is all (manual 2.5.2).
 */
export class Viewer implements ConsoleJob {
  readonly keyByKey = true;
  done = false;

  /** The line at the top of the screen. */
  #top = 0;
  /** The number before a command, as typed. */
  #number = '';
  /** The pattern that is being typed, and which way it is to be looked for. */
  #typing: { readonly mark: '/' | '?'; pattern: string } | undefined;
  #search: { readonly pattern: Pattern; readonly way: 1 | -1 } | undefined;
  /** The line that was found last, until the screen is moved: it may stand below the top where no more can come up. */
  #found: number | undefined;
  /** What stands in the last row. */
  #row = '';
  #text = '';
  /** Lines of text on a screen. */
  readonly #room: number;

  /**
   * @param lines already broken to the width of the console
   * @param height rows of a screen (`console lines`); may be infinite
   */
  constructor(
    private readonly lines: readonly string[],
    height: number,
    private readonly language: Language,
  ) {
    this.#room = height - 1;
    this.#print(lines.slice(0, this.#room));
    if (lines.length <= this.#room) this.done = true;
    else this.#ask();
  }

  /** True until it ends: the keys are commands, and nothing of the line editor is on the screen. */
  get raw(): boolean {
    return !this.done;
  }

  pollLines(): string[] {
    return [];
  }

  pollText(): string {
    const shown = this.#text;
    this.#text = '';
    return shown;
  }

  interrupt(): void {
    this.#quit();
  }

  handleKeys(_: unknown, keys: string): void {
    if (keys.startsWith('\x1b')) return; // keys with a name of their own, such as arrows: no manual has them
    for (const key of keys) if (!this.done) this.#handleKey(key);
  }

  #handleKey(key: string): void {
    if (this.#typing !== undefined) this.#typePattern(this.#typing, key);
    else if (key >= '0' && key <= '9') {
      if (this.#number.length < LIMIT.digits) this.#number += key;
      this.#ask();
    } else {
      const number = this.#number === '' ? undefined : Number(this.#number);
      this.#number = '';
      this.#move(MOVES[key], number);
    }
  }

  #move(move: Move | undefined, number: number | undefined): void {
    const count = number ?? 1;
    const half = Math.max(1, Math.floor(this.#room / 2));
    switch (move) {
      case 'pages-on':
        this.#goTo(this.#top + count * this.#room);
        break;
      case 'pages-back':
        this.#goTo(this.#top - count * this.#room);
        break;
      case 'lines-on':
        this.#goTo(this.#top + count);
        break;
      case 'lines-back':
        this.#goTo(this.#top - count);
        break;
      case 'halves-on':
        this.#goTo(this.#top + count * half);
        break;
      case 'halves-back':
        this.#goTo(this.#top - count * half);
        break;
      case 'from-start':
        this.#goTo(count - 1);
        break;
      case 'from-end':
        this.#goTo(number === undefined ? this.lines.length : number - 1);
        break;
      case 'redraw':
        this.#redraw();
        break;
      case 'search-on':
      case 'search-back':
        this.#typing = { mark: move === 'search-on' ? '/' : '?', pattern: '' };
        this.#ask();
        break;
      case 'again':
        this.#find(count, 1);
        break;
      case 'again-other-way':
        this.#find(count, -1);
        break;
      case 'quit':
        this.#quit();
        break;
      default:
        this.#ask();
    }
  }

  #typePattern(typing: { readonly mark: '/' | '?'; pattern: string }, key: string): void {
    if (key === '\r' || key === '\n') {
      this.#typing = undefined;
      this.#begin(typing.pattern, typing.mark === '/' ? 1 : -1);
      return;
    }
    if (key === '\x03') this.#typing = undefined;
    else if (key === '\b' || key === '\x7f') {
      if (typing.pattern === '') this.#typing = undefined;
      typing.pattern = [...typing.pattern].slice(0, -1).join('');
    } else if (key >= ' ' && typing.pattern.length < LIMIT.pattern) typing.pattern += key;
    this.#ask();
  }

  /** An empty pattern is the last one again, the way that was asked for now. */
  #begin(typed: string, way: 1 | -1): void {
    const pattern = typed === '' ? this.#search?.pattern : readPattern(typed);
    if (pattern === undefined) this.#ask(text(typed === '' ? 'no-pattern' : 'bad-pattern', this.language));
    else {
      this.#search = { pattern, way };
      this.#found ??= way === 1 ? this.#top - 1 : this.#top; // what stands at the top counts
      this.#find(1, 1);
    }
  }

  /** Goes to the nth line with the pattern, from what was found last or the top of the screen; where there are fewer, it stays. */
  #find(nth: number, sense: 1 | -1): void {
    const found = this.#search && this.#lineWith(this.#search.pattern, this.#search.way * sense, nth);
    if (found === undefined) this.#ask(text(this.#search ? 'pattern-not-found' : 'no-pattern', this.language));
    else {
      this.#goTo(found);
      this.#found = found;
    }
  }

  #lineWith(pattern: Pattern, way: number, nth: number): number | undefined {
    let left = nth;
    for (let at = (this.#found ?? this.#top) + way; at >= 0 && at < this.lines.length; at += way)
      if (pattern.test(this.lines[at]!) && --left <= 0) return at;
    return undefined;
  }

  /** The last screen is a full one. */
  #goTo(line: number): void {
    const from = this.#top;
    this.#found = undefined;
    this.#top = Math.max(0, Math.min(line, this.lines.length - this.#room));
    const on = this.#top - from;
    if (on < 0 || on > this.#room) this.#redraw();
    else {
      this.#print(this.lines.slice(from + this.#room, this.#top + this.#room));
      this.#ask();
    }
  }

  #redraw(): void {
    this.#row = '';
    this.#text += CLEAR;
    this.#print(this.lines.slice(this.#top, this.#top + this.#room));
    this.#ask();
  }

  #quit(): void {
    this.#wipe();
    this.done = true;
  }

  #print(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.#wipe();
    for (const line of lines) this.#text += `${line}\n`;
  }

  /** Writes the last row: what is said there, what is being typed, or that a command may be. */
  #ask(said?: string): void {
    const typing = this.#typing;
    const row = said ?? (typing === undefined ? `:${this.#number}` : `${typing.mark}${typing.pattern}`);
    const isLonger = row.startsWith(this.#row); // as it is while somebody types
    if (!isLonger) this.#wipe();
    this.#text += row.slice(this.#row.length);
    this.#row = row;
  }

  /** By blanks, as the mark of a full page goes; what is Japanese takes two for each. */
  #wipe(): void {
    if (this.#row !== '') this.#text += `\r${' '.repeat(widthOf(this.#row))}\r`;
    this.#row = '';
  }
}

const widthOf = (row: string): number => [...row].reduce((sum, each) => sum + widthOfPoint(each.codePointAt(0)!), 0);
