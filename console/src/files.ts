import { readFileSync } from 'node:fs';
import { decodeText } from './encoding.js';
import { Unusable } from './host.js';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'it may not be opened',
  ENOTDIR: 'a part of its path is no directory',
  ENOSPC: 'the disk is full',
  EROFS: 'nothing may be written there',
  EEXIST: 'it is no directory',
  EDQUOT: 'the disk is full for you',
  EPIPE: 'nobody reads it any more',
};

/** Why a file operation failed, in a few words. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
};

/** @throws Unusable when the file cannot be read. */
export function readText(path: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    throw new Unusable(`cannot read ${path}: ${reasonOf(error)}`);
  }
}
