/**
 * Text for the screen. Whatever comes from a lab — a log line, a user's name, a title — passes {@link plain} first, so that
 * nothing of it can move the cursor, colour what follows, or make a line longer than it looks.
 * @module
 */
import { charactersOf, widthOfCharacter } from '@rtemu/service/terminal/characters';

export const LIMIT = {
  /** UTF-16 units of a text that are looked at; nothing on a screen is longer. */
  text: 2000,
} as const;

/** Sequences that a terminal obeys: CSI, the strings OSC, DCS, SOS, PM and APC with what is in them, and ESC with what belongs to it. */
const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?/g;
/** Controls, marks that turn the direction of writing round, what is nothing to see, halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** More marks on one letter than any language has. */
const PILE = /(\p{M}{4})\p{M}+/gu;

/** The text as it may be shown: in one line, without anything that a terminal obeys. */
export const plain = (text: string): string =>
  text.slice(0, LIMIT.text).replace(/\t/g, ' ').replace(SEQUENCE, '').replace(UNSEEN, '').replace(PILE, '$1');

/** What takes a cell each, as nearly everything does. */
const SIMPLE = /^[ -~]*$/;

/** The cells of a terminal that a text takes. */
export const widthOf = (text: string): number =>
  SIMPLE.test(text) ? text.length : charactersOf(text).reduce((sum, character) => sum + widthOfCharacter(character), 0);

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The beginning of a text that takes at most so many cells; cut, it ends in an ellipsis. */
export function cut(text: string, cells: number): string {
  if (cells <= 0) return '';
  if (SIMPLE.test(text)) return text.length <= cells ? text : `${text.slice(0, cells - 1)}…`;
  let [kept, used] = ['', 0];
  let shorter = ''; // as much of it as leaves room for the ellipsis
  for (const { segment } of segmenter.segment(text)) {
    used += widthOfCharacter(segment);
    if (used > cells) return `${shorter}…`;
    kept += segment;
    if (used < cells) shorter = kept;
  }
  return text;
}

/** The cells that a text takes, or `most` when they are more: quick for long ones, too. */
export const widthUpTo = (text: string, most: number): number => (most <= 0 ? 0 : widthOf(cut(text, most)));

export const isWiderThan = (text: string, cells: number): boolean => cut(text, cells) !== text;

/** The text in exactly so many cells. */
export function left(text: string, cells: number): string {
  const kept = cut(text, cells);
  return kept + ' '.repeat(Math.max(0, cells - widthOf(kept)));
}

export function right(text: string, cells: number): string {
  const kept = cut(text, cells);
  return ' '.repeat(Math.max(0, cells - widthOf(kept))) + kept;
}

/** A text in lines of at most so many cells, broken between words where there are any. */
export function broken(text: string, cells: number): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let [now, used] = ['', 0];
    for (const piece of plain(line).split(/(?<=[ \u3000-\u30ff\u4e00-\u9fff])/)) {
      if (used + widthOf(piece.trimEnd()) > cells) {
        lines.push(now.trimEnd());
        [now, used] = ['', 0];
      }
      now += piece;
      used += widthOf(piece);
    }
    return [...lines, now.trimEnd()];
  });
}

/** The end of a text, for a field that somebody types into. */
export function tail(text: string, cells: number): string {
  let [kept, used] = ['', 0];
  for (const character of charactersOf(text).reverse()) {
    const wide = widthOfCharacter(character);
    if (used + wide > cells) break;
    kept = character + kept;
    used += wide;
  }
  return kept;
}

const UNITS = ['', 'k', 'M', 'G', 'T'] as const;

/** Three figures and a unit: `0`, `7`, `1.2k`, `34k`, `5.6M`. */
export function amount(count: number): string {
  let [value, unit] = [count, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)}${UNITS[unit]}`;
}

/** `0:00:07`, `12:34:56`; days in front when there are any. */
export function clockText(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor(whole / 3600) % 24;
  return `${days > 0 ? `${days}d ` : ''}${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
