/**
 * Where everything stands on a screen of a size.
 * @module
 */

export const LEAST = { columns: 40, rows: 10 } as const;

/** From here on console and log stand beside the rest; the console then is as large as a terminal of old. */
const WIDE = { columns: 132, rows: 32 } as const;
/** From here on several panes stand below each other; on less there is one at a time. */
const STACKED = { columns: 70, rows: 18 } as const;

const CONSOLE = { columns: 80, rows: 24 } as const;
const GAP = 2;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Slot = 'nodes' | 'links' | 'sessions' | 'doors' | 'log' | 'console' | 'whole';

export interface Arrangement {
  readonly kind: 'wide' | 'stacked' | 'single' | 'too small';
  readonly panes: Partial<Readonly<Record<Slot, Rect>>>;
  /** What of the console is seen, without its title; where nothing is typed at it, that may be less than {@link terminal}. */
  readonly console: Rect | undefined;
  /** The size of the terminal that a console stands at. */
  readonly terminal: { readonly columns: number; readonly rows: number };
}

export interface Arranged {
  readonly nodes: number;
  readonly links: number;
  readonly sessions: number;
  readonly doors: number;
  readonly atConsole: boolean;
  /** A text or a form is in front of everything. */
  readonly isCovered: boolean;
  readonly below: 'console' | 'log';
  readonly pane: 'nodes' | 'links' | 'sessions' | 'log';
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));
/** Without the title. */
const insideOf = ({ x, y, width, height }: Rect): Rect => ({ x, y: y + 1, width, height: height - 1 });

/** The first line is the title of the screen, the last one says which keys there are. */
export function arrange(columns: number, rows: number, about: Arranged): Arrangement {
  if (columns < LEAST.columns || rows < LEAST.rows)
    return { kind: 'too small', panes: {}, console: undefined, terminal: CONSOLE };
  const kind =
    columns >= WIDE.columns && rows >= WIDE.rows
      ? 'wide'
      : columns >= STACKED.columns && rows >= STACKED.rows
        ? 'stacked'
        : 'single';
  const terminal = kind === 'wide' ? wideTerminal(columns, rows) : { columns, rows: rows - 1 };
  if (about.isCovered) {
    const whole = { x: 0, y: 1, width: columns, height: rows - 2 };
    return { kind, panes: { whole }, console: undefined, terminal };
  }
  if (kind === 'wide') return { kind, terminal, ...wide(columns, rows, about) };
  if (about.atConsole) {
    const console = { x: 0, y: 0, width: columns, height: rows - 1 };
    return { kind, terminal, panes: {}, console };
  }
  return kind === 'stacked'
    ? { kind, terminal, ...stacked(columns, rows, about) }
    : { kind, terminal, panes: { [about.pane]: { x: 0, y: 1, width: columns, height: rows - 2 } }, console: undefined };
}

type Placed = Pick<Arrangement, 'panes' | 'console'>;

function stacked(columns: number, rows: number, { nodes, links, sessions, below }: Arranged): Placed {
  const body = rows - 2;
  const top = 1 + clamp(Math.max(nodes, links), 2, Math.floor(body * 0.3));
  const middle = 1 + clamp(sessions, 1, Math.floor(body * 0.2));
  const half = Math.floor((columns - GAP) * 0.475); // a link has more to say than a node
  const lower = { x: 0, y: 1 + top + middle, width: columns, height: body - top - middle };
  return {
    panes: {
      nodes: { x: 0, y: 1, width: half, height: top },
      links: { x: half + GAP, y: 1, width: columns - half - GAP, height: top },
      sessions: { x: 0, y: 1 + top, width: columns, height: middle },
      [below]: lower,
    },
    console: below === 'console' ? insideOf(lower) : undefined,
  };
}

function wideTerminal(columns: number, rows: number): { columns: number; rows: number } {
  return {
    columns: Math.max(CONSOLE.columns, Math.floor((columns - GAP) / 2)),
    rows: Math.max(Math.min(CONSOLE.rows, rows - 2 - 8), Math.floor(rows / 2) - 2),
  };
}

function wide(columns: number, rows: number, { nodes, links, sessions, doors }: Arranged): Placed {
  const terminal = wideTerminal(columns, rows);
  const width = columns - GAP - terminal.columns;
  const body = rows - 2;
  // Each has what it needs while there is room; then the longest give way.
  const wants = [nodes, links, sessions, doors].map((count, i) =>
    i === 3 && count === 0 ? 0 : 1 + Math.max(1, count),
  );
  while (wants.reduce((sum, want) => sum + want, 0) > body) wants[wants.indexOf(Math.max(...wants))]!--;
  const spare = body - wants.reduce((sum, want) => sum + want, 0);
  wants[2]! += spare; // sessions come and go
  const panes: Partial<Record<Slot, Rect>> = {};
  let y = 1;
  for (const [i, slot] of (['nodes', 'links', 'sessions', 'doors'] as const).entries()) {
    if (wants[i]! > 0) panes[slot] = { x: 0, y, width, height: wants[i]! };
    y += wants[i]!;
  }
  const x = width + GAP;
  panes.console = { x, y: 1, width: terminal.columns, height: 1 + terminal.rows };
  panes.log = { x, y: 2 + terminal.rows, width: terminal.columns, height: body - 1 - terminal.rows };
  return { panes, console: insideOf(panes.console) };
}
