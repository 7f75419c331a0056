import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import type { ConfigFile, KeptFiles } from '@rtemu/emulator/config-files';
import type { Operable } from '@rtemu/engine/console-session';
import { readText, reasonOf } from './files.js';
import { EXIT, type Host, Unusable } from './host.js';
import { FILE_STEPS, replaceFile } from './replace-file.js';
import { lockDirectory } from './state-lock.js';

/** A node whose configuration files outlive it. */
export interface Keeping extends Operable {
  /** All of its files, once after each time that something of them changed; `undefined` when nothing did. */
  pollKept(): KeptFiles | undefined;
}

export const isKeeping = (node: Operable): node is Keeping => 'pollKept' in node;

/** With those above it. Node's own way never ends where the kernel says that there is nothing, as in /proc. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path);
  }
}

function removeFile(path: string): void {
  rmSync(path, { force: true });
  FILE_STEPS.syncDirectory(dirname(path));
}

const CONFIG_FILE = /^config([0-4](?:\.[12])?)\.txt$/;
/** Written last: where it is, the files beside it are all there are. */
const DEFAULT_FILE = 'default.txt';
/** Whose files these are. Written first: what another router may not have is not lost by trying. */
const ROUTER_FILE = 'router.txt';

/** Of how things stand in a directory. Before there was a {@link ROUTER_FILE} it was the same without. */
const FORMAT = 1;
const ROUTER = /^format (\d+)\r?\nmodel (\S+)\s*$/;

const NOTHING_KNOWN: KeptFiles = { files: new Map(), defaultFile: undefined };

/**
 * Where the routers of a lab keep their configuration files: `DIR/NODE/config0.txt` to `config4.txt`, and `config0.1.txt`
 * and so on for what stood in them before. Above the commands stands when a file was saved, and the comment. `default.txt`
 * has the number of the one that the router starts with, `router.txt` the model.
 */
export class StateDirectory {
  /** What stands in the directory, as far as it was read or written here. */
  readonly #known = new Map<string, KeptFiles>();
  readonly #models = new Map<string, string>();
  /** What could not be written yet. */
  readonly #pending = new Map<string, KeptFiles>();
  #release: (() => void) | undefined;

  constructor(private readonly directory: string) {}

  /** Takes a directory, made where there is none, for this process alone. @throws Unusable when that cannot be. */
  static open(directory: string): StateDirectory {
    const state = new StateDirectory(directory);
    try {
      makeDirectory(directory);
      state.#release = lockDirectory(directory);
    } catch (error) {
      if (error instanceof Unusable) throw error;
      throw new Unusable(`cannot keep anything in ${directory}: ${reasonOf(error)}`);
    }
    return state;
  }

  /**
   * What a node kept in an earlier life.
   * @param model what the node is now
   * @throws Unusable when it cannot be read, or is of another model
   */
  keptBy(node: string, model?: string): KeptFiles {
    const files = new Map<number, ConfigFile>();
    const names = this.#namesOf(node);
    if (model !== undefined) {
      if (names.includes(ROUTER_FILE)) this.#checkRouter(node, model);
      this.#models.set(node, model);
    }
    for (const name of names) {
      const [, number] = CONFIG_FILE.exec(name) ?? [];
      if (number) files.set(Number(number), readConfigFile(join(this.directory, node, name)));
    }
    const defaultFile = names.includes(DEFAULT_FILE) ? this.#defaultOf(node) : undefined;
    const kept = { files, defaultFile };
    this.#known.set(node, kept);
    return kept;
  }

  /** Whether a node starts from what is here, and not from a configuration that it is given. */
  starts(node: string): boolean {
    const { files, defaultFile } = this.#known.get(node) ?? NOTHING_KNOWN;
    return defaultFile !== undefined || files.has(0);
  }

  /**
   * Writes what changed of the nodes' files since the last time, and what could not be written then.
   * @returns what could not be written, and why: a sentence for whoever saved it
   */
  keep(nodes: Iterable<Operable>): string | undefined {
    let isNew = false;
    for (const node of nodes) {
      const kept = isKeeping(node) ? node.pollKept() : undefined;
      if (kept === undefined) continue;
      this.#pending.set(node.name, kept);
      isNew = true;
    }
    const problem = isNew ? this.#writePending() : undefined;
    return problem && `${problem}; put that right and save again, or it is lost in the end`;
  }

  /** The last attempt, as {@link keep}; then the directory is given back. */
  close(): string | undefined {
    const problem = this.#writePending();
    this.#release?.();
    this.#release = undefined;
    return problem && `${problem}; it is lost`;
  }

  #writePending(): string | undefined {
    let problem: string | undefined;
    for (const [node, kept] of this.#pending) {
      const folder = join(this.directory, node);
      try {
        this.#write(node, folder, kept);
        this.#pending.delete(node);
      } catch (error) {
        problem ??= `cannot save the configuration of ${node} to ${folder}: ${reasonOf(error)}`;
      }
    }
    return problem;
  }

  #write(node: string, folder: string, kept: KeptFiles): void {
    const { files, defaultFile } = this.#known.get(node) ?? NOTHING_KNOWN;
    const model = this.#models.get(node);
    makeDirectory(folder);
    if (model !== undefined) replaceFile(join(folder, ROUTER_FILE), `format ${FORMAT}\nmodel ${model}\n`);
    // The older first: whenever it is stopped, what was in a file is in that one or the next older.
    for (const [number, file] of [...kept.files].sort(([a], [b]) => b - a))
      if (files.get(number) !== file) replaceFile(join(folder, `config${number}.txt`), printConfigFile(file));
    for (const number of files.keys()) if (!kept.files.has(number)) removeFile(join(folder, `config${number}.txt`));
    if (kept.defaultFile !== defaultFile) replaceFile(join(folder, DEFAULT_FILE), `${kept.defaultFile}\n`);
    this.#known.set(node, kept);
  }

  #checkRouter(node: string, model: string): void {
    const path = join(this.directory, node, ROUTER_FILE);
    const [, format, kept] = ROUTER.exec(readText(path)) ?? [];
    if (kept === undefined)
      throw new Unusable(`${path} should have two lines in it: "format ${FORMAT}" and "model ${model}"`);
    if (Number(format) > FORMAT)
      throw new Unusable(`${path} says format ${format}, of a newer rtemu; this one knows format ${FORMAT}`);
    if (kept.toLowerCase() === model.toLowerCase()) return;
    const folder = join(this.directory, node);
    throw new Unusable(
      `${folder} has the configurations of an ${kept}, and ${node} is an ${model}; use another directory` +
        ` (and, to begin with those lines, the file ${join(folder, 'config0.txt')})`,
    );
  }

  #defaultOf(node: string): number {
    const path = join(this.directory, node, DEFAULT_FILE);
    const text = readText(path).trim();
    if (!/^[0-4](?:\.[12])?$/.test(text))
      throw new Unusable(`${path} should have the number of a file from 0 to 4 in it, which the router starts with`);
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

/**
 * Does something with the state directory, if there is to be one, and gives it back afterwards.
 * @returns the exit code
 */
export async function inState(
  path: string | undefined,
  host: Host,
  work: (state: StateDirectory | undefined) => Promise<number>,
): Promise<number> {
  if (path === undefined) return work(undefined);
  const state = StateDirectory.open(path);
  let problem: string | undefined;
  let code: number;
  try {
    code = await work(state);
  } finally {
    problem = state.close();
    if (problem !== undefined) host.error.write(`rtemu: ${problem}\n`);
  }
  return problem === undefined ? code : EXIT.unusable;
}

const HEADING = /^# Saved (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)(?: (.+?))?\r?\n/;

/**
 * A file as it was kept, or as somebody put it there: then nothing is known of when, and nothing is taken off.
 * @throws Unusable when a failing disk left no text in it; it is not touched
 */
function readConfigFile(path: string): ConfigFile {
  const written = readText(path);
  if (written === '' || /[\0\ufffd]/.test(written))
    throw new Unusable(
      `${path} is damaged: ${written === '' ? 'there is nothing in it' : 'it is no text'};` +
        ` move it away, or put the configuration back into it${olderCopyHint(path)}`,
    );
  const [heading, time = '', comment] = HEADING.exec(written) ?? [];
  const at = Date.parse(time);
  if (heading === undefined || Number.isNaN(at)) return { text: written };
  return { text: written.slice(heading.length), savedAt: (at / 1000) as EpochSeconds, comment };
}

function olderCopyHint(path: string): string {
  const older = path.replace(/config([0-4])\.txt$/, 'config$1.1.txt');
  return older !== path && existsSync(older) ? `; ${older} is what it was before` : '';
}

function printConfigFile({ text, savedAt, comment }: ConfigFile): string {
  if (savedAt === undefined) return text;
  const time = new Date(Math.floor(savedAt) * 1000).toISOString().replace('.000Z', 'Z');
  return `${['# Saved', time, comment].filter(Boolean).join(' ')}\n${text}`;
}
