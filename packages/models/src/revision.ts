/**
 * Firmware revisions as Yamaha counts them: `Rev.14.01.42`, `Rev.8.03.94`, `Rev.5.03.21b`.
 * @module
 */

export interface Revision {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `''`, or a small letter for a mended issue: 5.03.21b comes after 5.03.21 and before 5.03.22. */
  readonly letter: string;
}

const FORM = /^(?:rev\.?\s*)?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3})([a-z]?))?$/i;

/** Reads `Rev.14.01.42`, `14.01.42` or a line such as `14.01`, which stands for its beginning; `undefined` otherwise. */
export function readRevision(text: string): Revision | undefined {
  const found = FORM.exec(text.trim());
  if (found === null) return undefined;
  const [, major, minor, patch = '0', letter = ''] = found;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), letter: letter.toLowerCase() };
}

/** For constants and tests. @throws RangeError when the text is no revision. */
export function revision(text: string): Revision {
  const read = readRevision(text);
  if (read === undefined) throw new RangeError(`not a firmware revision: ${text}`);
  return read;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `Rev.5.03.21b`: minor and patch with two digits, as every banner has them. */
export const printRevision = ({ major, minor, patch, letter }: Revision): string =>
  `Rev.${major}.${two(minor)}.${two(patch)}${letter}`;

/** Negative when `a` is older than `b`, 0 when they are the same. */
export const compareRevisions = (a: Revision, b: Revision): number =>
  a.major - b.major ||
  a.minor - b.minor ||
  a.patch - b.patch ||
  (a.letter < b.letter ? -1 : a.letter > b.letter ? 1 : 0);

export const isAtLeast = (a: Revision, b: Revision): boolean => compareRevisions(a, b) >= 0;
