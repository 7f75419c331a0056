import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The steps by which a file takes the place of another, so that a test may stop between any two of them. */
export interface FileSteps {
  write(path: string, content: string | Uint8Array): void;
  rename(from: string, to: string): void;
  /** Makes names in a directory last. */
  syncDirectory(path: string): void;
}

export const FILE_STEPS: FileSteps = {
  write: (path, content) => {
    rmSync(path, { force: true }); // what a crash left, or a link that leads elsewhere
    const descriptor = openSync(path, 'wx', 0o600); // a configuration holds passwords
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
  rename: renameSync,
  syncDirectory: (path) => {
    if (process.platform === 'win32') return; // where a directory cannot be opened
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },
};

/**
 * Puts something into a file. Whoever opens it, even after a crash at any moment, finds what was there before or what is there
 * now, whole.
 * @param draft where it stands until then, in the same directory
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  steps: FileSteps = FILE_STEPS,
  draft = `${path}.new`,
): void {
  steps.write(draft, content);
  try {
    steps.rename(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  steps.syncDirectory(dirname(path));
}
