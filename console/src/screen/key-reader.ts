/**
 * Keys of the screen itself; those that are typed at a console go there as they come.
 * @module
 */

export type ScreenKey =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'page-up'
  | 'page-down'
  | 'home'
  | 'end'
  | 'tab'
  | 'back-tab'
  | 'enter'
  | 'escape'
  | 'backspace'
  | 'clear-line'
  | 'interrupt'
  | 'redraw'
  /** A character. */
  | { readonly text: string };

const CONTROLS: Readonly<Record<string, ScreenKey>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x03': 'interrupt',
  '\x0c': 'redraw',
  '\x15': 'clear-line',
};
const SEQUENCES: Readonly<Record<string, ScreenKey>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'back-tab',
  '1~': 'home',
  '4~': 'end',
  '5~': 'page-up',
  '6~': 'page-down',
  '7~': 'home',
  '8~': 'end',
};

const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal sends them
  /^\x1b(?:\[([0-?]*[ -/]*[@-~])|O([\d;]*[A-Za-z]))/;

export interface Read {
  /** None, when it is a key that means nothing here. */
  readonly key: ScreenKey | undefined;
  /** How much of the chunk it is. */
  readonly length: number;
}

/** The first key in what a terminal sent. A sequence that is broken off counts as Escape: it came from a finger. */
export function readKey(chunk: string): Read {
  const [whole, sequence, single] = SEQUENCE.exec(chunk) ?? [];
  if (whole !== undefined) return { key: SEQUENCES[sequence ?? single ?? ''], length: whole.length };
  if (chunk[0] === '\x1b') return { key: 'escape', length: 1 };
  const character = String.fromCodePoint(chunk.codePointAt(0)!);
  const isControl = character < ' ' || character === '\x7f';
  return { key: isControl ? CONTROLS[character] : { text: character }, length: character.length };
}
