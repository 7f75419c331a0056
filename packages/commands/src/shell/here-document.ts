/**
 * Texts of several lines in a command: `macro NAME <<END`, the lines, and `END` alone (manual 4.92, 4.93). The grammar reads
 * them as one word in quotes.
 * @module
 */
import { printWord } from '../words.js';

const OPENED = /(?:^|\s)<<\s*(\S+)\s*$/;

/** The word that ends the text which a line opens; `undefined` when it opens none. What is undone has no text. */
export function endOfText(line: string): string | undefined {
  if (!line.includes('<<') || /^\s*no\s/i.test(line)) return undefined;
  return OPENED.exec(line)?.[1];
}

/** A line that opens a text and the lines of that text, as one line for the grammar. */
export const withText = (line: string, end: string, lines: readonly string[]): string =>
  line.replace(/<<\s*\S+\s*$/, () => printWord([`<<${end}`, ...lines, end].join('\n')));
