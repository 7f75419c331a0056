/**
 * How many cells of a terminal a character takes (Unicode Standard Annex #11: Wide and Fullwidth are two).
 * @module
 */

/** First and last code points of what is two cells wide, in order. */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f], // Hangul Jamo
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26aa, 0x26ab],
  [0x26bd, 0x26be],
  [0x2753, 0x2755],
  [0x2795, 0x2797],
  [0x2e80, 0x303e], // CJK radicals, symbols and punctuation
  [0x3041, 0x33ff], // Hiragana, Katakana, Bopomofo, squared words
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf], // CJK unified ideographs, Yi
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3], // Hangul
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60], // fullwidth forms; halfwidth katakana begin behind them
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f], // pictographs
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd], // supplementary ideographs
];

const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** 0 for marks that stand on the character before, 2 for wide ones, otherwise 1. */
export function widthOfPoint(point: number): 0 | 1 | 2 {
  if (point < 0x300) return 1;
  if (NO_WIDTH.test(String.fromCodePoint(point))) return 0;
  let [low, high] = [0, WIDE.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const [from, to] = WIDE[middle]!;
    if (point < from) high = middle - 1;
    else if (point > to) low = middle + 1;
    else return 2;
  }
  return 1;
}
