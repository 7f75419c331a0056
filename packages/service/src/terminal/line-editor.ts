import { charactersOf, widthOfCharacter } from './characters.js';
import type { ControlName, Key } from './keys.js';

export const LIMIT = {
  /** A command of the router has at most 4,095 half-width characters (manual 1.2). */
  lineCells: 4095,
  /** UTF-16 units of it: any number of marks takes no cell. */
  lineUnits: 8190,
  /** UTF-16 units of a character with its marks. Further ones stand by themselves. */
  marks: 32,
  history: 200,
} as const;

/** What a key led to, besides a change of the line. */
export type EditorEvent = 'enter' | 'tab' | 'help' | 'redraw' | undefined;

const WORD_END = /\S+\s*$/;

function isShortEnough(line: readonly string[]): boolean {
  let [cells, units] = [0, 0];
  for (const character of line) {
    cells += widthOfCharacter(character);
    units += character.length;
  }
  return cells <= LIMIT.lineCells && units <= LIMIT.lineUnits;
}

/** True when a `?` at the end of this text would be a character of a word: behind `\`, or within quotes. */
export function isQuoted(text: string): boolean {
  let quote = '';
  let escaped = false;
  for (const character of text) {
    if (escaped) escaped = false;
    else if (character === '\\') escaped = true;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  return escaped || quote !== '';
}

/**
 * The line that is being typed behind a prompt, and how a terminal shows it: over several rows if need be, with wide
 * characters. It knows neither who typed nor where the text goes: keys come in, text for the terminal goes out.
 */
export class LineEditor {
  columns = 80;
  /** False while a password is typed: nothing of it is shown or remembered. */
  echo = true;
  /** True while a text is typed, or a name: a `?` is a character of it, and it is not remembered. */
  verbatim = false;

  #prompt: readonly string[] = [];
  #line: string[] = [];
  #cursor = 0;
  #output = '';
  /** On which row below that of the prompt's first character the terminal's cursor stands. */
  #row = 0;
  readonly #history: string[] = [];
  #historyAt = 0;
  /** What was being typed before the history was looked through. */
  #draft = '';

  get line(): string {
    return this.#line.join('');
  }

  get lineToCursor(): string {
    return this.#line.slice(0, this.#cursor).join('');
  }

  /** Text for the terminal since the last call. */
  takeOutput(): string {
    const output = this.#output;
    this.#output = '';
    return output;
  }

  /** Shows a prompt at the cursor, which stands at the start of a row, and begins an empty line. */
  begin(prompt: string): void {
    this.#prompt = charactersOf(prompt);
    this.#line = [];
    this.#cursor = 0;
    this.#historyAt = this.#history.length;
    this.show();
  }

  /** Prompt and line once more, from the start of a row. */
  show(): void {
    this.#row = 0;
    this.#draw();
  }

  /** Takes prompt and line off the screen; the cursor stands where they began. */
  hide(): void {
    this.#output += `${this.#toStart()}\x1b[J`;
    this.#row = 0;
  }

  /** Puts the cursor behind the line and takes the line, which is remembered unless it is dropped. */
  finish({ dropped = false }: { readonly dropped?: boolean } = {}): string {
    const line = this.line;
    this.#moveCursor(this.#line.length);
    if (!dropped && this.echo && !this.verbatim && line.trim() !== '' && this.#history.at(-1) !== line)
      this.#history.push(line);
    if (this.#history.length > LIMIT.history) this.#history.shift();
    this.#line = [];
    this.#cursor = 0;
    return line;
  }

  /** Puts the cursor behind the line, without taking it: something is about to be printed below. */
  leave(): void {
    const cursor = this.#cursor;
    this.#moveCursor(this.#line.length);
    this.#cursor = cursor;
  }

  /** Makes the line another one, as completion does, with the cursor at its end. */
  replace(line: string): void {
    this.#change(charactersOf(line), Number.POSITIVE_INFINITY);
  }

  handleKey(key: Key): EditorEvent {
    if (key.kind === 'control') return this.#control(key.name);
    if (key.text !== '?' || !this.echo || this.verbatim || isQuoted(this.lineToCursor)) {
      this.#insert(key.text);
      return undefined;
    }
    return 'help';
  }

  #control(name: ControlName): EditorEvent {
    const { length } = this.#line;
    const at = this.#cursor;
    switch (name) {
      case 'enter':
      case 'tab':
      case 'redraw':
        return name;
      case 'left':
        this.#moveCursor(at - 1);
        return undefined;
      case 'right':
        this.#moveCursor(at + 1);
        return undefined;
      case 'home':
        this.#moveCursor(0);
        return undefined;
      case 'end':
        this.#moveCursor(length);
        return undefined;
      case 'word-left':
        this.#moveCursor(this.#wordStart());
        return undefined;
      case 'word-right':
        this.#moveCursor(at + charactersOf(/^\s*\S*/.exec(this.#line.slice(at).join(''))![0]).length);
        return undefined;
      case 'backspace':
        this.#remove(at - 1, at);
        return undefined;
      case 'delete':
        this.#remove(at, at + 1);
        return undefined;
      case 'kill-to-end':
        this.#remove(at, length);
        return undefined;
      case 'kill-to-start':
        this.#remove(0, at);
        return undefined;
      case 'kill-word':
        this.#remove(this.#wordStart(), at);
        return undefined;
      case 'up':
        this.#recall(this.#historyAt - 1);
        return undefined;
      case 'down':
        this.#recall(this.#historyAt + 1);
        return undefined;
      case 'clear':
        this.#output += '\x1b[H\x1b[2J';
        this.show();
        return undefined;
      default:
        return undefined;
    }
  }

  #wordStart(): number {
    const word = WORD_END.exec(this.lineToCursor)?.[0] ?? this.lineToCursor;
    return this.#cursor - charactersOf(word).length;
  }

  #recall(index: number): void {
    if (!this.echo || this.verbatim || index < 0 || index > this.#history.length) return;
    if (this.#historyAt === this.#history.length) this.#draft = this.line;
    this.#historyAt = index;
    this.replace(this.#history[index] ?? this.#draft);
  }

  #insert(text: string): void {
    // The last segment is made anew, since a mark joins the character that it is typed behind.
    const behind = this.#line[this.#cursor - 1] ?? '';
    const last = behind.length > LIMIT.marks ? this.#cursor : Math.max(0, this.#cursor - 1);
    const joined = charactersOf(last < this.#cursor ? behind + text : text);
    const before = [...this.#line.slice(0, last), ...joined];
    const after = this.#line.slice(this.#cursor);
    const grown = [...before, ...after];
    if (!isShortEnough(grown)) return;
    if (after.length > 0 || (this.#cursor > 0 && before[this.#cursor - 1] !== behind)) {
      this.#change(grown, before.length);
      return;
    }
    const added = before.slice(this.#cursor);
    this.#line = grown;
    this.#cursor = grown.length;
    if (this.echo) this.#append(added);
  }

  #remove(from: number, to: number): void {
    if (from < 0 || to > this.#line.length || from === to) return;
    if (this.#wipeLast(from, to)) return;
    this.#change([...this.#line.slice(0, from), ...this.#line.slice(to)], from);
  }

  /** The last character goes as it does on any terminal, by backspaces and blanks: for scripts that read along. */
  #wipeLast(from: number, to: number): boolean {
    if (!this.echo || to !== this.#line.length || to - from !== 1 || this.#cursor !== to) return false;
    const [start, end] = [this.#placeOf(from), this.#placeOf(to)];
    if (start.row !== end.row) return false;
    const width = end.column - start.column;
    this.#output += `${'\b'.repeat(width)}${' '.repeat(width)}${'\b'.repeat(width)}`;
    this.#line = this.#line.slice(0, from);
    this.#cursor = from;
    return true;
  }

  #change(line: string[], cursor: number): void {
    if (this.echo) this.#output += `${this.#toStart()}\x1b[J`;
    this.#line = line;
    this.#cursor = Math.min(cursor, line.length);
    if (this.echo) this.#draw();
  }

  #moveCursor(to: number): void {
    const target = Math.max(0, Math.min(to, this.#line.length));
    if (target === this.#cursor) return;
    this.#cursor = target;
    if (!this.echo) return;
    const { row, column } = this.#placeOf(target);
    this.#output += moved(row - this.#row, column);
    this.#row = row;
  }

  /** Writes prompt and line from the start of a row, and leaves the cursor where it belongs. */
  #draw(): void {
    const shown = this.echo ? this.#line : [];
    this.#output += [...this.#prompt, ...shown].join('');
    const end = this.#placeOf(shown.length);
    // Behind a row that is exactly full the terminal has not moved to the next one yet.
    if (end.column === 0 && end.row > 0) this.#output += '\r\n';
    this.#row = end.row;
    if (!this.echo || this.#cursor === shown.length) return;
    const { row, column } = this.#placeOf(this.#cursor);
    this.#output += moved(row - end.row, column);
    this.#row = row;
  }

  /** Writes what was typed at the end: the common case, and nothing is drawn again. */
  #append(added: readonly string[]): void {
    this.#output += added.join('');
    const { row, column } = this.#placeOf(this.#line.length);
    if (column === 0 && row > 0 && added.length > 0) this.#output += '\r\n';
    this.#row = row;
  }

  #toStart(): string {
    return moved(-this.#row, 0);
  }

  /** Where the character with this index in the line stands, or would stand. */
  #placeOf(index: number): { row: number; column: number } {
    let [row, column] = [0, 0];
    const advance = (character: string): void => {
      const width = widthOfCharacter(character);
      if (column + width > this.columns) [row, column] = [row + 1, 0]; // a wide character is not split
      column += width;
    };
    for (const character of this.#prompt) advance(character);
    for (let i = 0; i < index; i++) advance(this.#line[i]!);
    return column >= this.columns ? { row: row + 1, column: 0 } : { row, column };
  }
}

/** The cursor goes so many rows down, or up when negative, and to a column. */
function moved(rows: number, column: number): string {
  const vertical = rows < 0 ? `\x1b[${-rows}A` : rows > 0 ? `\x1b[${rows}B` : '';
  return `${vertical}\r${column > 0 ? `\x1b[${column}C` : ''}`;
}
