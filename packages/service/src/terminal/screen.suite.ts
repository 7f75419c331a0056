import { charactersOf, widthOfCharacter } from './characters.js';

/**
 * As much of a terminal as the console uses: rows of cells, a cursor, and the wait at the right margin (ECMA-48, xterm). The
 * tests hold the line editor against it.
 */
export class Screen {
  readonly rows: string[][] = [[]];
  row = 0;
  column = 0;
  #margin = false;

  constructor(readonly columns: number) {}

  /** The text of each row, without the blanks at its end. */
  get text(): string[] {
    const lines = this.rows.map((row) =>
      Array.from(row, (cell) => cell ?? ' ')
        .join('')
        .trimEnd(),
    );
    while (lines.length > 1 && lines.at(-1) === '') lines.pop();
    return lines;
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is sent them
    for (const [token] of text.matchAll(/\x1b\[([\d;]*)([A-Za-z])|[\r\n\b]|[^\x1b\r\n\b]+/g)) {
      if (token === '\r') [this.column, this.#margin] = [0, false];
      else if (token === '\b') [this.column, this.#margin] = [Math.max(0, this.column - 1), false];
      else if (token === '\n') this.#down();
      else if (token.startsWith('\x1b')) this.#sequence(token.at(-1)!, token.slice(2, -1));
      else for (const character of charactersOf(token)) this.#put(character);
    }
  }

  #down(): void {
    this.row++;
    this.rows[this.row] ??= [];
  }

  #put(character: string): void {
    const width = widthOfCharacter(character);
    if (this.#margin || this.column + width > this.columns) {
      this.#down();
      [this.column, this.#margin] = [0, false];
    }
    const row = this.rows[this.row]!;
    while (row.length < this.column) row.push(' ');
    row[this.column] = character;
    if (width === 2) row[this.column + 1] = '';
    this.column += width;
    this.#margin = this.column >= this.columns;
    if (this.#margin) this.column = this.columns - 1;
  }

  #sequence(final: string, parameters: string): void {
    const count = Number(parameters || '1');
    this.#margin = false;
    if (final === 'A') this.row = Math.max(0, this.row - count);
    else if (final === 'B') for (let i = 0; i < count; i++) this.#down();
    else if (final === 'C') this.column = Math.min(this.columns - 1, this.column + count);
    else if (final === 'H') [this.row, this.column] = [0, 0];
    else if (final === 'J' && parameters === '2') this.rows.splice(0, this.rows.length, []);
    else if (final === 'J') {
      this.rows[this.row]!.length = Math.min(this.rows[this.row]!.length, this.column);
      this.rows.length = this.row + 1;
    } else throw new Error(`the screen knows no ${final}`);
  }
}
