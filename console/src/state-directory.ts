import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { ConfigFile, KeptFiles } from '@rtemu/emulator/config-files';
import type { Operable } from '@rtemu/engine/console-session';
import { readText, reasonOf } from './files.js';
import { Unusable } from './host.js';

/** A node whose configuration files outlive it. */
export interface Keeping extends Operable {
  /** All of its files, once after each time that something of them changed; `undefined` when nothing did. */
  pollKept(): KeptFiles | undefined;
}

export const isKeeping = (node: Operable): node is Keeping => 'pollKept' in node;

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

function removeFile(path: string): void {
  rmSync(path, { force: true });
  FILE_STEPS.syncDirectory(dirname(path));
}

const CONFIG_FILE = /^config([0-4])\.txt$/;
/** Written last: where it is, the files beside it are all there are. */
const DEFAULT_FILE = 'default.txt';

const NOTHING_KNOWN: KeptFiles = { files: new Map(), defaultFile: undefined };

/**
 * Where the routers of a lab keep their configuration files: `DIR/NODE/config0.txt` to `config4.txt`. Above the commands
 * stands when a file was saved, and the comment. `default.txt` has the number of the one that the router starts with.
 */
export class StateDirectory {
  /** What stands in the directory, as far as it was read or written here. */
  readonly #known = new Map<string, KeptFiles>();

  constructor(private readonly directory: string) {}

  /** What a node kept in an earlier life. @throws Unusable when it cannot be read. */
  keptBy(node: string): KeptFiles {
    const files = new Map<number, ConfigFile>();
    const names = this.#namesOf(node);
    for (const name of names) {
      const [, number] = CONFIG_FILE.exec(name) ?? [];
      if (number) files.set(Number(number), readConfigFile(readText(join(this.directory, node, name))));
    }
    const defaultFile = names.includes(DEFAULT_FILE) ? this.#defaultOf(node) : undefined;
    const kept = { files, defaultFile };
    this.#known.set(node, kept);
    return kept;
  }

  /** Writes what changed of the nodes' files since the last time. @throws Unusable when it cannot be written. */
  keep(nodes: Iterable<Operable>): void {
    for (const node of nodes) {
      const kept = isKeeping(node) ? node.pollKept() : undefined;
      if (kept !== undefined) this.#write(node.name, kept);
    }
  }

  #write(node: string, kept: KeptFiles): void {
    const folder = join(this.directory, node);
    const { files, defaultFile } = this.#known.get(node) ?? NOTHING_KNOWN;
    try {
      mkdirSync(folder, { recursive: true });
      for (const [number, file] of kept.files)
        if (files.get(number) !== file) replaceFile(join(folder, `config${number}.txt`), printConfigFile(file));
      for (const number of files.keys()) if (!kept.files.has(number)) removeFile(join(folder, `config${number}.txt`));
      if (kept.defaultFile !== defaultFile) replaceFile(join(folder, DEFAULT_FILE), `${kept.defaultFile}\n`);
    } catch (error) {
      throw new Unusable(`cannot save the configuration of ${node} to ${folder}: ${reasonOf(error)}`);
    }
    this.#known.set(node, kept);
  }

  #defaultOf(node: string): number {
    const path = join(this.directory, node, DEFAULT_FILE);
    const text = readText(path).trim();
    if (!/^[0-4]$/.test(text)) throw new Unusable(`${path} should have a number from 0 to 4 in it`);
    return Number(text);
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

const HEADING = /^# Saved (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?: (.+?))?\r?\n/;

/** A file as it was kept, or as somebody put it there: then nothing is known of when, and nothing is taken off. */
function readConfigFile(written: string): ConfigFile {
  const [heading, time = '', comment] = HEADING.exec(written) ?? [];
  const at = Date.parse(time);
  if (heading === undefined || Number.isNaN(at)) return { text: written };
  return { text: written.slice(heading.length), savedAt: (at / 1000) as EpochSeconds, comment };
}

function printConfigFile({ text, savedAt, comment }: ConfigFile): string {
  if (savedAt === undefined) return text;
  const time = new Date(Math.floor(savedAt) * 1000).toISOString().replace('.000Z', 'Z');
  return `${['# Saved', time, comment].filter(Boolean).join(' ')}\n${text}`;
}
