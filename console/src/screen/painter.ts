/**
 * Brings rows of text onto a terminal: only those that are others than before, each from its first column on, so that what went
 * wrong in one row ends with it.
 * @module
 */

/** The alternate screen, without wrapping at the right margin: what is too wide is cut there. */
export const ENTER = '\x1b[?1049h\x1b[?7l\x1b[2J\x1b[H';
/** Everything as it was before {@link ENTER}, whatever was going on. */
export const LEAVE = '\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l';

/** Rows that lie over others from a column on, which reaches to the right edge. */
export interface Inset {
  readonly x: number;
  readonly y: number;
  readonly rows: readonly string[];
}

export interface Picture {
  readonly rows: readonly string[];
  readonly inset: Inset | undefined;
  /** From 0; no cursor is shown when there is none. */
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
}

export class Painter {
  #shown: string[] = [];
  #place: string | undefined;

  /** The terminal shows something else: all is drawn again. */
  forget(): void {
    this.#shown = [];
    this.#place = undefined;
  }

  /** @returns what to write to the terminal; nothing, when the picture is the same */
  paint({ rows, inset, cursor }: Picture): string {
    let text = '';
    for (const [y, row] of rows.entries()) {
      const over = inset?.rows[y - inset.y];
      const whole = over === undefined ? row : `${row}\x1b[0m\x1b[${y + 1};${inset!.x + 1}H${over}`;
      if (this.#shown[y] === whole) continue;
      this.#shown[y] = whole;
      text += `\x1b[${y + 1};1H\x1b[0m\x1b[2K${whole}\x1b[0m`;
    }
    const place = cursor ? `\x1b[${cursor.y + 1};${cursor.x + 1}H\x1b[?25h` : '';
    if (text === '' && place === this.#place) return '';
    const wipe = this.#place === undefined ? '\x1b[0m\x1b[2J' : '';
    this.#place = place;
    return `\x1b[?25l${wipe}${text}${place}`;
  }
}
