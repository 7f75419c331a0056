/**
 * The files inside a router as a tree, for those who come for them: `/system/config` is the running configuration,
 * `/system/config0` to `config4` are those that are kept, `config0.1` and so on their older copies, `/system/techinfo` is
 * what the support asks for; `/ssh/authorized_keys` has the public keys of users.
 * @module
 */
import type { Instant } from '@rtemu/engine/time';
import { readText, writeText } from '@rtemu/wire/text';
import type { EpochSeconds } from './calendar.js';
import { KEY_FOLDER } from './key-files.js';
import type { Router } from './router.js';
import {
  isWritable,
  printSystemFile,
  readSystemFile,
  type SystemFile,
  systemFileOf,
  systemFiles,
  writeSystemFile,
} from './system-files.js';

/** What came of a file that was brought: it was not taken, or the router is to start again. */
export type Taken = 'too-large' | 'restart' | undefined;

export interface TreeFile {
  readonly kind: 'file';
  /** `undefined`: nobody knows. */
  readonly changedAt: EpochSeconds | undefined;
  /** `undefined`: there is nothing there yet. */
  read(now: Instant): Uint8Array | undefined;
  /** @param by as the log calls the way that it came by */
  readonly write: ((now: Instant, octets: Uint8Array, by: string) => Taken) | undefined;
  readonly remove: (() => boolean) | undefined;
}

export interface TreeDirectory {
  readonly kind: 'directory';
  readonly names: readonly string[];
}

/** Makes a path whole: it begins at the root, and has no `.`, `..` and doubled strokes in it. */
export function wholePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}

const KEY_FILE = /^[\w.-]{1,64}$/;

/** What stands at a whole path; `undefined` where nothing could. */
export function placeAt(router: Router, path: string): TreeFile | TreeDirectory | undefined {
  switch (path) {
    case '/':
      return directory(['ssh', 'system']);
    case '/ssh':
      return directory(['authorized_keys']);
    case '/system':
      return directory(systemFiles(router).map(printSystemFile));
    case KEY_FOLDER:
      return directory(router.keyFiles.paths.filter(isInKeyFolder).map((each) => each.slice(KEY_FOLDER.length + 1)));
  }
  const [, folder, name = '', ...rest] = path.split('/');
  const file = folder === 'system' && rest.length === 0 ? systemFileOf(name) : undefined;
  if (file !== undefined) return systemFile(router, file);
  return isInKeyFolder(path) || router.keyFiles.get(path) !== undefined ? keyFile(router, path) : undefined;
}

const directory = (names: readonly string[]): TreeDirectory => ({ kind: 'directory', names });

const isInKeyFolder = (path: string): boolean =>
  path.startsWith(`${KEY_FOLDER}/`) && KEY_FILE.test(path.slice(KEY_FOLDER.length + 1));

const systemFile = (router: Router, file: SystemFile): TreeFile => ({
  kind: 'file',
  changedAt: typeof file === 'number' ? router.files.get(file)?.savedAt : undefined,
  read: (now) => readSystemFile(now, router, file),
  write: isWritable(file) ? (now, octets, by) => writeSystemFile(now, router, file, octets, by) : undefined,
  remove: undefined,
});

const keyFile = ({ keyFiles }: Router, path: string): TreeFile => ({
  kind: 'file',
  changedAt: undefined,
  read: () => {
    const text = keyFiles.get(path);
    return text === undefined ? undefined : writeText(text);
  },
  write: (_, octets) => (keyFiles.set(path, readText(octets)) ? undefined : 'too-large'),
  remove: () => keyFiles.delete(path),
});
