import { widthOfPoint } from '@rtemu/engine/cell-width';

/**
 * Breaks a line as the device does: after `columns` - 1 cells, in the middle of a word if need be, without a mark
 * (manual 4.22; seen on several models).
 */
export function wrapLine(line: string, columns: number): string[] {
  const lines: string[] = [];
  let piece = '';
  let width = 0;
  for (const character of line) {
    const cells = widthOfPoint(character.codePointAt(0)!);
    if (width + cells > columns - 1) {
      lines.push(piece);
      piece = '';
      width = 0;
    }
    piece += character;
    width += cells;
  }
  lines.push(piece);
  return lines;
}

/** Output of one command, a screen at a time (`console lines`, manual 4.23). */
export class Pager {
  #held: string[] = [];
  #room: number;

  /** @param lines of a screen; the last one is for the mark. */
  constructor(private readonly lines: number) {
    this.#room = lines - 1;
  }

  get holds(): boolean {
    return this.#held.length > 0;
  }

  /** Takes lines and gives those that may be shown now. */
  add(lines: readonly string[]): string[] {
    this.#held.push(...lines);
    return this.#release();
  }

  /** Space: another screen. Enter: one more line. `q`: nothing more. Anything else changes nothing. */
  turn(key: string): string[] {
    if (key === ' ') this.#room = this.lines - 1;
    else if (key === '' || key === '\r') this.#room = 1;
    else if (key.toLowerCase() === 'q' || key === '\x03') this.#held = [];
    return this.#release();
  }

  #release(): string[] {
    const shown = this.#held.slice(0, this.#room);
    this.#held = this.#held.slice(shown.length);
    this.#room -= shown.length;
    return shown;
  }
}
