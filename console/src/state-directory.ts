import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Operable } from '@rtemu/engine/console-session';
import { readText, reasonOf } from './files.js';
import { Unusable } from './host.js';

/** What a router hands out when somebody saved: the number of a configuration file, and its text from now on. */
export interface SavedConfig {
  /** `0` to `4`. */
  readonly file: string;
  readonly text: string;
}

/** A node whose saved configurations outlive it. */
export interface Saving extends Operable {
  /** What was saved since the last call, one file at a time; `undefined` when nothing was. */
  pollSaved(): SavedConfig | undefined;
}

export const isSaving = (node: Operable): node is Saving => 'pollSaved' in node;

/** The steps by which a file takes the place of another, so that a test may stop between any two of them. */
export interface FileSteps {
  write(path: string, text: string): void;
  rename(from: string, to: string): void;
  /** Makes names in a directory last. */
  syncDirectory(path: string): void;
}

export const FILE_STEPS: FileSteps = {
  write: (path, text) => {
    const descriptor = openSync(path, 'w', 0o600); // a configuration holds passwords
    try {
      writeFileSync(descriptor, text);
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

/** Puts a text into a file. Whoever opens it, even after a crash at any moment, finds the old text or the new one, whole. */
export function replaceFile(path: string, text: string, steps: FileSteps = FILE_STEPS): void {
  const draft = `${path}.new`;
  steps.write(draft, text);
  steps.rename(draft, path);
  steps.syncDirectory(dirname(path));
}

/** Where the routers of a lab keep their saved configurations: `DIR/NODE/config0.txt`. */
export class StateDirectory {
  constructor(private readonly directory: string) {}

  /** What a node saved in an earlier life, by the numbers of its files. @throws Unusable when it cannot be read. */
  savedBy(node: string): Map<string, string> {
    const texts = new Map<string, string>();
    for (const name of this.#namesOf(node)) {
      const [, file] = /^config([0-9.]+)\.txt$/.exec(name) ?? [];
      if (file) texts.set(file, readText(join(this.directory, node, name)));
    }
    return texts;
  }

  /** Writes what the nodes saved since the last time. @throws Unusable when it cannot be written. */
  keep(nodes: Iterable<Operable>): void {
    for (const node of nodes) {
      if (!isSaving(node)) continue;
      for (let saved = node.pollSaved(); saved; saved = node.pollSaved()) this.#write(node.name, saved);
    }
  }

  #write(node: string, { file, text }: SavedConfig): void {
    const folder = join(this.directory, node);
    try {
      mkdirSync(folder, { recursive: true });
      replaceFile(join(folder, `config${file}.txt`), text);
    } catch (error) {
      throw new Unusable(`cannot save config${file} of ${node} to ${folder}: ${reasonOf(error)}`);
    }
  }

  #namesOf(node: string): string[] {
    const folder = join(this.directory, node);
    try {
      return readdirSync(folder).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw new Unusable(`cannot read ${folder}: ${reasonOf(error)}`);
    }
  }
}
