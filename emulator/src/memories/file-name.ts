/**
 * Names of files on a memory, which is formatted with FAT: long names of any case that are found in every case.
 * @module
 */

export const LIMIT = {
  /** Characters of a name (FAT). */
  name: 255,
  /** Directories in one another. */
  depth: 32,
} as const;

const FORBIDDEN = /[\p{Cc}\\:*?"<>|\ufffd]/u;

/** Whether FAT could have such a name. A dot or a blank at the end would be lost, and `.` and `..` are no names. */
export const isFileName = (name: string): boolean =>
  name !== '' && name.length <= LIMIT.name && !FORBIDDEN.test(name) && !name.includes('/') && !/[. ]$/.test(name);

/** What is the same for names that FAT takes for the same. */
export const nameKey = (name: string): string => name.toUpperCase();

/** The names on the way to a file, from the root; none for the root itself. `undefined` when one of them is none. */
export function namesIn(path: string): readonly string[] | undefined {
  const names = path.split('/').filter((name) => name !== '');
  return names.length <= LIMIT.depth && names.every(isFileName) ? names : undefined;
}

/** `/backup/config.txt` */
export const printPath = (names: readonly string[]): string => `/${names.join('/')}`;
