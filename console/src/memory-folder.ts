import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  openSync,
  readFileSync,
  rmdirSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import { ExternalMemory, LIMIT, type MemoryChange, type MemoryItem } from '@rtemu/emulator/memories/external-memory';
import { isFileName } from '@rtemu/emulator/memories/file-name';
import { reasonOf } from './files.js';
import { Unusable } from './host.js';
import { FILE_STEPS, replaceFile } from './replace-file.js';

/** How many files are told of that are not on the memory. */
const SHOWN = 5;
/** Half a file, before it takes the place of another. */
const DRAFT = /^\.rtemu-\d+\.new$/;
const draftName = (): string => `.rtemu-${process.pid}.new`;

/**
 * A folder of this machine that is a memory in a router. It is read when the memory is put in, and whatever the router changes
 * is written into it. Nothing outside of it is read or written: links are no files of it.
 */
export class MemoryFolder {
  /** What could not be written yet, by path. */
  readonly #pending = new Map<string, MemoryChange>();

  /** @param limits what a memory holds */
  constructor(
    readonly path: string,
    private readonly limits: { readonly octets: number; readonly entries: number } = LIMIT,
  ) {}

  /**
   * What is in it, as a memory.
   * @param warn is told what is in the folder and not on the memory
   * @throws Unusable when it cannot be read, or is more than a memory holds
   */
  read(warn?: (warning: string) => void): ExternalMemory {
    const leftOut: string[] = [];
    const memory = new ExternalMemory(this.#items(leftOut));
    leftOut.push(...memory.refused.map((path) => path.slice(1)));
    if (leftOut.length > 0) {
      const names = leftOut.slice(0, SHOWN).join(', ') + (leftOut.length > SHOWN ? ', ...' : '');
      warn?.(
        `${this.path}: not on the memory, being links, or by names that FAT does not have or tell apart: ${names}`,
      );
    }
    return memory;
  }

  /**
   * Writes what changed on the memory since the last time, and what could not be written then.
   * @returns what could not be written, and why
   */
  write(memory: ExternalMemory): string | undefined {
    const changes = memory.pollChanges();
    for (const change of changes) {
      this.#pending.delete(change.path);
      this.#pending.set(change.path, change);
    }
    return changes.length === 0 ? undefined : this.flush();
  }

  /** Tries again what could not be written. @returns what still cannot be, and why */
  flush(): string | undefined {
    let problem: string | undefined;
    for (const [path, change] of this.#pending) {
      try {
        this.#apply(change);
        this.#pending.delete(path);
      } catch (error) {
        problem ??= `cannot write ${join(this.path, path)}: ${reasonOf(error)}`;
      }
    }
    return problem;
  }

  *#items(leftOut: string[]): Generator<MemoryItem> {
    const { limits } = this;
    let entries = 0;
    let octets = 0;
    const folders = [''];
    try {
      if (!statSync(this.path).isDirectory()) throw new Unusable(`${this.path} is no folder, and so no memory`);
      for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
        for (const name of namesIn(join(this.path, folder), limits.entries)) {
          if (DRAFT.test(name)) continue;
          const path = `${folder}/${name}`;
          if (++entries > limits.entries)
            throw new Unusable(
              `${this.path} has more than ${limits.entries} files and folders in it, and a memory here has not`,
            );
          const stats = lstatSync(join(this.path, path));
          const changedAt = Math.floor(stats.mtimeMs / 1000) as EpochSeconds;
          if (!isFileName(name) || !(stats.isFile() || stats.isDirectory())) leftOut.push(path.slice(1));
          else if (stats.isDirectory()) {
            folders.push(path);
            yield { path, changedAt };
          } else {
            octets += stats.size;
            if (octets > limits.octets)
              throw new Unusable(
                `${this.path} has more than ${limits.octets >> 20} MiB in it, and a memory here has not`,
              );
            yield { path, octets: readOctets(join(this.path, path), limits.octets), changedAt };
          }
        }
      }
    } catch (error) {
      if (error instanceof Unusable) throw error;
      throw new Unusable(`cannot read the memory ${this.path}: ${reasonOf(error)}`);
    }
  }

  #apply(change: MemoryChange): void {
    this.#checkWay(change.path);
    const path = join(this.path, change.path);
    if (change.isGone) removeOne(path);
    else if (change.octets === undefined) makeFolder(path);
    else replaceFile(path, change.octets, FILE_STEPS, join(dirname(path), draftName()));
  }

  /** Somebody may have put a link where a folder was: it is not followed. */
  #checkWay(path: string): void {
    if (!statSync(this.path).isDirectory()) throw new Error('the folder is gone');
    const names = path.split('/').slice(1, -1);
    let way = this.path;
    for (const name of names) {
      way = join(way, name);
      if (lstatSync(way, { throwIfNoEntry: false })?.isDirectory() === false) throw new Error(`${way} is no folder`);
    }
  }
}

/** One after the other, so that a folder with too many is not read to its end. */
function* namesIn(path: string, most: number): Generator<string> {
  const folder = opendirSync(path);
  try {
    const names: string[] = [];
    for (let entry = folder.readSync(); entry !== null && names.length <= most; entry = folder.readSync())
      names.push(entry.name);
    yield* names.sort();
  } finally {
    folder.closeSync();
  }
}

/** A file that is one, and no link: where there was one and is none any more, nothing is read. */
function readOctets(path: string, most: number): Uint8Array {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > most) throw new Error('it changed while it was read');
    return new Uint8Array(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function removeOne(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) unlinkSync(path);
  else {
    try {
      rmdirSync(path);
    } catch (error) {
      // What is not on the memory stays, and so does the folder around it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  }
}

function makeFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) mkdirSync(path);
}
