/**
 * What a terminal sends, as keys. Understood are the sequences of xterm and its kin (ECMA-48 §5.4), of which a chunk may
 * hold a part only.
 * @module
 */

export type Key =
  | { readonly kind: 'text'; readonly text: string }
  /** `sent`: as the terminal sent it. */
  | { readonly kind: 'control'; readonly name: ControlName; readonly sent: string };

export type ControlName =
  | 'enter'
  | 'tab'
  | 'interrupt'
  | 'leave'
  | 'redraw'
  | 'stop'
  | 'resume'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'home'
  | 'end'
  | 'word-left'
  | 'word-right'
  | 'delete'
  | 'backspace'
  | 'kill-to-end'
  | 'kill-to-start'
  | 'kill-word'
  | 'clear'
  | 'yank';

const CONTROLS: Readonly<Record<string, ControlName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace', // Ctrl-H
  '\x01': 'home', // Ctrl-A
  '\x02': 'left', // Ctrl-B
  '\x03': 'interrupt', // Ctrl-C
  '\x04': 'delete', // Ctrl-D
  '\x05': 'end', // Ctrl-E
  '\x06': 'right', // Ctrl-F
  '\x0b': 'kill-to-end', // Ctrl-K
  '\x0c': 'clear', // Ctrl-L
  '\x0e': 'down', // Ctrl-N
  '\x10': 'up', // Ctrl-P
  '\x11': 'resume', // Ctrl-Q
  '\x12': 'redraw', // Ctrl-R
  '\x13': 'stop', // Ctrl-S
  '\x15': 'kill-to-start', // Ctrl-U
  '\x17': 'kill-word', // Ctrl-W
  '\x19': 'yank', // Ctrl-Y, which only a viewer hears
  '\x1d': 'leave', // Ctrl-]
};

const SEQUENCES: Readonly<Record<string, ControlName>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  '1~': 'home',
  '3~': 'delete',
  '4~': 'end',
  '7~': 'home',
  '8~': 'end',
  '1;5C': 'word-right',
  '1;5D': 'word-left',
};
const META: Readonly<Record<string, ControlName>> = { b: 'word-left', f: 'word-right' };

/** ESC `[`, parameters and a final octet; ESC `O` and a letter; or ESC and one character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal sends them
const SEQUENCE = /^\x1b(?:\[([0-?]*[ -/]*[@-~])|O([\d;]*[A-Za-z])|([^[O]))/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal sends them
const PART_OF_SEQUENCE = /^\x1b(?:\[[0-?]*[ -/]*|O[\d;]*)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the terminal sends them
const PRINTABLE = /^(?:[^\x00-\x1f\x7f?]+|\?)/;

/** A longer one is none. */
const SEQUENCE_MAX = 32;

/** A question mark is a key by itself, since it may ask for help. */
export class KeyReader {
  #rest = '';
  #sawReturn = false;

  /** @param foldsReturn CR LF is one Enter, as in pasted lines and over telnet; otherwise each of them is one, as over SSH */
  constructor(private readonly foldsReturn = true) {}

  /** The keys in a chunk. An unfinished sequence waits for the next one. */
  read(chunk: string): Key[] {
    let text = this.#rest + chunk;
    this.#rest = '';
    const keys: Key[] = [];
    while (text !== '') {
      const [printable] = PRINTABLE.exec(text) ?? [];
      if (printable !== undefined) {
        keys.push({ kind: 'text', text: printable });
        text = text.slice(printable.length);
        this.#sawReturn = false;
      } else if (text[0] === '\x1b') {
        if (text.length <= SEQUENCE_MAX && PART_OF_SEQUENCE.test(text)) {
          this.#rest = text;
          break;
        }
        const [whole = '\x1b', control, single, meta] = SEQUENCE.exec(text) ?? [];
        const name = SEQUENCES[control ?? single ?? ''] ?? META[meta ?? ''];
        if (name) keys.push({ kind: 'control', name, sent: whole });
        text = text.slice(whole.length);
      } else {
        const name = CONTROLS[text[0]!];
        if (name && !(text[0] === '\n' && this.#sawReturn && this.foldsReturn))
          keys.push({ kind: 'control', name, sent: text[0]! });
        this.#sawReturn = text[0] === '\r';
        text = text.slice(1);
      }
    }
    return keys;
  }
}
