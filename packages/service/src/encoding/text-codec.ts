/**
 * Texts as octets, in the encodings that a router's console speaks (`console character`, manual 4.21).
 * @module
 */
import type { Encoding } from '@rtemu/engine/console-session';
import { eucOf, readEuc, readShiftJis, shiftJisOf } from './japanese.js';
import { readUtf8, utf8Of } from './utf8.js';

const READERS = { 'utf-8': readUtf8, shift_jis: readShiftJis, 'euc-jp': readEuc } as const;
const WRITERS = { 'utf-8': utf8Of, shift_jis: shiftJisOf, 'euc-jp': eucOf } as const;
const QUESTION_MARK = 0x3f;

/** Reads a stream: what a chunk breaks off in the middle of a character waits for the next one. */
export class TextDecoding {
  #rest: Uint8Array = new Uint8Array(0);

  constructor(readonly encoding: Encoding) {}

  /** The characters that are whole now. Octets that are none become U+FFFD. */
  read(chunk: Uint8Array): string {
    const octets = this.#rest.length === 0 ? chunk : joined(this.#rest, chunk);
    const read = READERS[this.encoding];
    let text = '';
    let at = 0;
    while (at < octets.length) {
      const reading = read(octets, at);
      if (reading.octets === 0) break;
      text += reading.text;
      at += reading.octets;
    }
    this.#rest = octets.slice(at);
    return text;
  }
}

/** A text as octets. What the encoding has no character for becomes `?`. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  const plain = asciiOf(text);
  if (plain !== undefined) return plain;
  const write = WRITERS[encoding];
  const octets: number[] = [];
  for (const character of text) octets.push(...(write(character) ?? [QUESTION_MARK]));
  return Uint8Array.from(octets);
}

/** Most of what a console says, and the same in every encoding. */
function asciiOf(text: string): Uint8Array | undefined {
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return undefined;
    octets[i] = code;
  }
  return octets;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
