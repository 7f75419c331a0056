import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Unusable } from './host.js';

/**
 * The files that are meant: those named, and those that fit a pattern where a shell has not seen to that.
 * @throws Unusable when a pattern fits nothing
 */
export async function filesOf(words: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const word of words) {
    if (!/[*?[{]/.test(word) || existsSync(word)) {
      files.push(word);
      continue;
    }
    const { glob } = await import('tinyglobby');
    const found = await glob(word.replaceAll('\\', '/'), { expandDirectories: false, absolute: isAbsolute(word) });
    if (found.length === 0) throw new Unusable(`no file fits ${word}`);
    files.push(...found.sort());
  }
  return files;
}
