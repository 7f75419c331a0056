/** @jsxRuntime automatic */
/**
 * The part of the screen that takes long to load, Ink and the terminal behind the console: loaded when a screen is wanted, and
 * not before.
 * @module
 */
import { Box, renderToString, Text } from 'ink';
import { Emulation } from './emulation.js';
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

function Screen({ view, looks }: { readonly view: View; readonly looks: Readonly<Record<Tone, string>> }) {
  return (
    <Box width={view.columns} height={view.rows}>
      {view.panes.map(({ rect: { x, y, width, height }, lines }) => (
        <Box
          key={`${x},${y}`}
          position="absolute"
          marginLeft={x}
          marginTop={y}
          width={width}
          height={height}
          flexDirection="column"
          overflow="hidden"
        >
          {lines.slice(0, height).map((line, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <Text key={row} wrap="truncate">
              {printLine(line, looks) || ' '}
            </Text>
          ))}
        </Box>
      ))}
    </Box>
  );
}

export const face: Face = {
  draw(view, withColours) {
    const rows = renderToString(<Screen view={view} looks={withColours ? COLOURED : PLAIN} />, {
      columns: view.columns,
    });
    const lines = rows.split('\n');
    return Array.from({ length: view.rows }, (_, row) => lines[row] ?? '');
  },
  newEmulation: (columns, rows, changed) => new Emulation(columns, rows, changed),
};
