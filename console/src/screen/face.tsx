/** @jsxRuntime automatic */
/**
 * The part of the screen that takes long to load, Ink and the terminal behind the console: loaded when a screen is wanted, and
 * not before.
 * @module
 */
import { Box, renderToString, Text } from 'ink';
import { Emulation } from './emulation.js';
import { widthOf } from './text.js';
import type { Line, Tone, View } from './view.js';

export type { Emulation };

export interface Face {
  /** The rows of a view, with colours where there are to be any. */
  draw(view: View, withColours: boolean): string[];
  /** A terminal of so many cells for a console. */
  newEmulation(columns: number, rows: number, changed: () => void): Emulation;
}

/** Graphic renditions (ECMA-48 §8.3.117). */
const COLOURED: Readonly<Record<Tone, string>> = {
  plain: '',
  faint: '2',
  strong: '1',
  good: '32',
  bad: '31',
  odd: '33',
  key: '36',
  chosen: '7',
};
const PLAIN: Readonly<Record<Tone, string>> = { ...COLOURED, good: '', bad: '1', odd: '', key: '1' };

const printLine = (line: Line, looks: Readonly<Record<Tone, string>>): string =>
  line.map(({ text, tone }) => (looks[tone] === '' ? text : `\x1b[${looks[tone]}m${text}\x1b[0m`)).join('');

/** A line of a pane, as it is printed before Ink has seen it. */
interface Piece {
  readonly text: string;
  /** Cells that there are for it. */
  readonly width: number;
}

const keyOf = ({ text, width }: Piece): string => `${width} ${text}`;

/** What Ink has made of it, without the spaces at its end. */
interface Drawn {
  readonly text: string;
  readonly cells: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are such
const LOOKS = /\x1b\[[\d;]*m/g;
const drawnOf = (text: string): Drawn => ({ text, cells: widthOf(text.replace(LOOKS, '')) });

function Column({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <Box flexDirection="column">
      {pieces.map((piece) => (
        <Box key={keyOf(piece)} width={piece.width} height={1}>
          <Text wrap="truncate">{piece.text || ' '}</Text>
        </Box>
      ))}
    </Box>
  );
}

/**
 * Has Ink draw the lines that are not on the screen already, which is what takes long: most stay as they are from one picture to
 * the next. What it keeps is what the last picture had.
 */
class LineDrawer {
  #drawn = new Map<string, Drawn>();

  draw({ columns, rows, panes }: View, looks: Readonly<Record<Tone, string>>): string[] {
    const placed = panes.flatMap(({ rect: { x, y, width, height }, lines }) =>
      lines.slice(0, height).map((line, i) => ({ x, y: y + i, piece: { text: printLine(line, looks), width } })),
    );
    this.#drawNews(
      placed.map(({ piece }) => piece),
      columns,
    );
    const texts: string[] = Array(rows).fill('');
    const ends: number[] = Array(rows).fill(0);
    for (const { x, y, piece } of placed.sort((one, other) => one.x - other.x)) {
      const { text, cells } = this.#drawn.get(keyOf(piece))!;
      texts[y] += ' '.repeat(Math.max(0, x - ends[y]!)) + text;
      ends[y] = x + cells;
    }
    return texts;
  }

  #drawNews(pieces: readonly Piece[], columns: number): void {
    const wanted = new Map(pieces.map((piece) => [keyOf(piece), piece]));
    const news = [...wanted].filter(([key]) => !this.#drawn.has(key));
    const column = <Column pieces={news.map(([, piece]) => piece)} />;
    const rows = news.length === 0 ? [] : renderToString(column, { columns }).split('\n');
    const fresh = new Map(news.map(([key], i) => [key, drawnOf(rows[i] ?? '')]));
    this.#drawn = new Map([...wanted.keys()].map((key) => [key, fresh.get(key) ?? this.#drawn.get(key)!]));
  }
}

const drawer = new LineDrawer();

export const face: Face = {
  draw: (view, withColours) => drawer.draw(view, withColours ? COLOURED : PLAIN),
  newEmulation: (columns, rows, changed) => new Emulation(columns, rows, changed),
};
