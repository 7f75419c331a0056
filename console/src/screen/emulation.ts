import headless from '@xterm/headless';
import { plain } from './text.js';

export const LIMIT = {
  /** Characters that were written and are not on it yet; further ones are dropped. */
  unwritten: 1024 * 1024,
  /** Rows above the first one that are kept, for when it grows. */
  scrollback: 500,
} as const;

const SPACE = ' ';
const INVERSE = '\x1b[7m';
const BOLD = '\x1b[1m';
const UNDERLINED = '\x1b[4m';
const RESET = '\x1b[0m';

/** The terminal that a console of a node writes to, in memory: whatever is written, what comes of it are rows of characters. */
export class Emulation {
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  #unwritten = 0;

  /** @param changed called when what was written has come to stand on it */
  constructor(
    columns: number,
    rows: number,
    private readonly changed: () => void,
  ) {
    this.#terminal = new headless.Terminal({
      cols: columns,
      rows,
      scrollback: LIMIT.scrollback,
      allowProposedApi: true,
    });
  }

  get columns(): number {
    return this.#terminal.cols;
  }

  write(text: string): void {
    if (this.#unwritten + text.length > LIMIT.unwritten) return;
    this.#unwritten += text.length;
    this.#terminal.write(text, () => {
      this.#unwritten -= text.length;
      this.changed();
    });
  }

  resize(columns: number, rows: number): void {
    if (columns !== this.#terminal.cols || rows !== this.#terminal.rows) this.#terminal.resize(columns, rows);
  }

  /** The first of so many rows: all that there are, or those that lead down to the cursor. */
  #first(count: number): number {
    const { baseY, cursorY } = this.#terminal.buffer.active;
    return baseY + Math.max(0, Math.min(this.#terminal.rows - count, cursorY + 1 - count));
  }

  /** So many rows that the cursor is among, each filled up to the right edge. */
  rows(count: number): string[] {
    const first = this.#first(count);
    return Array.from({ length: count }, (_, row) => this.#row(first + row));
  }

  cursor(count: number): { readonly x: number; readonly y: number } {
    const { baseY, cursorX, cursorY } = this.#terminal.buffer.active;
    return { x: Math.min(cursorX, this.columns - 1), y: baseY + cursorY - this.#first(count) };
  }

  dispose(): void {
    this.#terminal.dispose();
  }

  #row(number: number): string {
    const { columns } = this;
    const line = this.#terminal.buffer.active.getLine(number);
    if (!line) return SPACE.repeat(columns);
    let text = '';
    let looks = '';
    for (let x = 0; x < columns; ) {
      const cell = line.getCell(x);
      if (!cell) break;
      const now = `${cell.isInverse() ? INVERSE : ''}${cell.isBold() ? BOLD : ''}${cell.isUnderline() ? UNDERLINED : ''}`;
      if (now !== looks) text += RESET + now;
      looks = now;
      text += plain(cell.getChars()) || SPACE;
      x += Math.max(1, cell.getWidth());
    }
    return looks === '' ? text : text + RESET;
  }
}
