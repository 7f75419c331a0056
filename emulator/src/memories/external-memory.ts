/**
 * What is on a USB memory or a microSD card: directories and files, within a capacity. It knows nothing of the slot that it is
 * in, so that it can be taken out of one and put into another.
 * @module
 */
import type { EpochSeconds } from '../calendar.js';
import { nameKey, namesIn, printPath } from './file-name.js';

export const LIMIT = {
  /** Octets of all files together: 64 MiB. */
  octets: 64 << 20,
  /** Files and directories. */
  entries: 20_000,
} as const;

/** Why something could not be done with a file. */
export type MemoryFault = 'no-such-file' | 'bad-file-name' | 'memory-full' | 'is-directory' | 'file-exists';

export interface MemoryFile {
  readonly kind: 'file';
  readonly name: string;
  readonly changedAt: EpochSeconds | undefined;
  readonly octets: Uint8Array;
}

export interface MemoryDirectory {
  readonly kind: 'directory';
  readonly name: string;
  readonly changedAt: EpochSeconds | undefined;
  /** By {@link nameKey}. */
  readonly entries: ReadonlyMap<string, MemoryFile | MemoryDirectory>;
}

export type MemoryEntry = MemoryFile | MemoryDirectory;

/** A file or, without octets, a directory, as it is brought to a memory or taken from it. */
export interface MemoryItem {
  /** `/backup/config.txt` */
  readonly path: string;
  readonly octets?: Uint8Array | undefined;
  readonly changedAt?: EpochSeconds | undefined;
}

/** What became of a path: it is gone, or it is as told. */
export type MemoryChange = (MemoryItem & { readonly isGone: false }) | { readonly path: string; readonly isGone: true };

interface File extends MemoryFile {
  changedAt: EpochSeconds | undefined;
  octets: Uint8Array;
}

interface Directory extends MemoryDirectory {
  changedAt: EpochSeconds | undefined;
  readonly entries: Map<string, File | Directory>;
}

const newDirectory = (name: string, changedAt: EpochSeconds | undefined): Directory => ({
  kind: 'directory',
  name,
  changedAt,
  entries: new Map(),
});

const byName = ({ name: a }: MemoryEntry, { name: b }: MemoryEntry): number =>
  nameKey(a) < nameKey(b) ? -1 : nameKey(a) > nameKey(b) ? 1 : 0;

export const isMemoryFault = <T extends object>(result: T | MemoryFault | undefined): result is MemoryFault =>
  typeof result === 'string';

export class ExternalMemory {
  readonly #root = newDirectory('', undefined);
  #used = 0;
  #count = 0;
  #files = 0;
  /** Paths where something changed since the last {@link pollChanges}. */
  readonly #changed = new Set<string>();

  /**
   * @param items what is on it; what has no place on it is in {@link refused}
   * @param capacity in octets
   */
  constructor(
    items: Iterable<MemoryItem> = [],
    readonly capacity: number = LIMIT.octets,
    private readonly entriesMax: number = LIMIT.entries,
  ) {
    const refused: string[] = [];
    for (const { path, octets, changedAt } of items) {
      const fault = octets === undefined ? this.makeDirectory(path, changedAt) : this.#bring(path, octets, changedAt);
      if (fault !== undefined && !(fault === 'file-exists' && octets === undefined)) refused.push(path);
    }
    this.refused = refused;
    this.#changed.clear();
  }

  /** Paths that FAT has no name for, names that differ in case alone, and what there was no room for. */
  readonly refused: readonly string[];

  get freeOctets(): number {
    return this.capacity - this.#used;
  }

  get files(): number {
    return this.#files;
  }

  get directories(): number {
    return this.#count - this.#files;
  }

  entry(path: string): MemoryEntry | undefined {
    const names = namesIn(path);
    return names && this.#at(names);
  }

  read(path: string): Uint8Array | MemoryFault {
    const names = namesIn(path);
    if (names === undefined) return 'bad-file-name';
    const entry = this.#at(names);
    if (entry === undefined) return 'no-such-file';
    return entry.kind === 'directory' ? 'is-directory' : entry.octets;
  }

  /** What is in a directory, by name. */
  list(directory: MemoryDirectory): readonly MemoryEntry[] {
    return [...directory.entries.values()].sort(byName);
  }

  /**
   * The path of the first file of that name: the nearest to the root, and then the first by the alphabet (manual 42.10). A
   * path is looked up as it is.
   */
  find(name: string): string | undefined {
    if (name.includes('/')) return this.entry(name)?.kind === 'file' ? name : undefined;
    const key = nameKey(name);
    let level: { readonly directory: Directory; readonly names: readonly string[] }[] = [
      { directory: this.#root, names: [] },
    ];
    while (level.length > 0) {
      for (const { directory, names } of level) {
        const found = directory.entries.get(key);
        if (found?.kind === 'file') return printPath([...names, found.name]);
      }
      level = level.flatMap(({ directory, names }) =>
        [...directory.entries.values()]
          .sort(byName)
          .flatMap((each) => (each.kind === 'directory' ? [{ directory: each, names: [...names, each.name] }] : [])),
      );
    }
    return undefined;
  }

  /**
   * Puts octets into a file, in the place of what was in it.
   * @param partly as much as there is room for is written before the fault is told; otherwise all or nothing
   */
  write(path: string, octets: Uint8Array, at: EpochSeconds, { partly = false } = {}): MemoryFault | undefined {
    const there = this.#placeFor(path);
    if (typeof there === 'string') return there;
    const { folder, name, old } = there;
    if (old?.kind === 'directory') return 'is-directory';
    const room = this.freeOctets + (old?.octets.length ?? 0);
    const isWhole = octets.length <= room;
    if ((!isWhole && !partly) || (old === undefined && this.#count >= this.entriesMax)) return 'memory-full';
    const written = octets.slice(0, room);
    if (old === undefined) this.#add(folder, { kind: 'file', name, changedAt: at, octets: written });
    else {
      this.#used += written.length - old.octets.length;
      old.octets = written;
      old.changedAt = at;
    }
    this.#changed.add(there.path);
    return isWhole ? undefined : 'memory-full';
  }

  /** Writes octets behind those of a file, which is made where there is none; as many as there is room for. */
  append(path: string, octets: Uint8Array, at: EpochSeconds): MemoryFault | undefined {
    const old = this.entry(path);
    if (old?.kind !== 'file') return this.write(path, octets, at, { partly: true });
    const there = this.#placeFor(path);
    if (typeof there === 'string' || there.old?.kind !== 'file') return 'no-such-file';
    const taken = Math.min(octets.length, this.freeOctets);
    there.old.octets = joined(old.octets, octets.subarray(0, taken));
    there.old.changedAt = at;
    this.#used += taken;
    this.#changed.add(there.path);
    return taken === octets.length ? undefined : 'memory-full';
  }

  makeDirectory(path: string, at: EpochSeconds | undefined): MemoryFault | undefined {
    const there = this.#placeFor(path);
    if (typeof there === 'string') return there;
    if (there.old !== undefined) return 'file-exists';
    if (this.#count >= this.entriesMax) return 'memory-full';
    this.#add(there.folder, newDirectory(there.name, at));
    this.#changed.add(there.path);
    return undefined;
  }

  /** With all that is in it (manual 56.5.2). */
  remove(path: string): MemoryFault | undefined {
    const there = this.#placeFor(path);
    if (typeof there === 'string') return there;
    if (there.old === undefined) return 'no-such-file';
    this.#touchAll(there.path, there.old);
    there.folder.entries.delete(nameKey(there.name));
    this.#count -= countOf(there.old);
    this.#files -= filesOf(there.old);
    this.#used -= octetsOf(there.old);
    return undefined;
  }

  rename(path: string, name: string, at: EpochSeconds): MemoryFault | undefined {
    const there = this.#placeFor(path);
    if (typeof there === 'string') return there;
    const { folder, old } = there;
    if (old === undefined) return 'no-such-file';
    if (namesIn(name)?.length !== 1 || name.includes('/')) return 'bad-file-name';
    const other = folder.entries.get(nameKey(name));
    if (other !== undefined && other !== old) return 'file-exists';
    this.#touchAll(there.path, old);
    folder.entries.delete(nameKey(old.name));
    const renamed = { ...old, name, changedAt: at };
    folder.entries.set(nameKey(name), renamed);
    this.#touchAll(`${there.path.slice(0, there.path.lastIndexOf('/'))}/${name}`, renamed);
    return undefined;
  }

  /** What changed since this was asked last: first what is gone, the deepest first, then what is there, directories first. */
  pollChanges(): readonly MemoryChange[] {
    if (this.#changed.size === 0) return [];
    const gone: MemoryChange[] = [];
    const there: MemoryChange[] = [];
    for (const path of [...this.#changed].sort()) {
      const entry = this.#writtenSo(namesIn(path) ?? []);
      if (entry === undefined) gone.unshift({ path, isGone: true });
      else {
        const octets = entry.kind === 'file' ? entry.octets : undefined;
        there.push({ path, isGone: false, octets, changedAt: entry.changedAt });
      }
    }
    this.#changed.clear();
    return [...gone, ...there];
  }

  #bring(path: string, octets: Uint8Array, at: EpochSeconds | undefined): MemoryFault | undefined {
    if (this.entry(path) !== undefined) return 'file-exists';
    const fault = this.write(path, octets, at ?? (0 as EpochSeconds));
    const entry = this.entry(path) as File | undefined;
    if (entry !== undefined) entry.changedAt = at;
    return fault;
  }

  #at(names: readonly string[]): File | Directory | undefined {
    let entry: File | Directory | undefined = this.#root;
    for (const name of names) {
      if (entry?.kind !== 'directory') return undefined;
      entry = entry.entries.get(nameKey(name));
    }
    return entry;
  }

  /** What is there by names that are written just so: of names that differ in case alone the one that is there is meant. */
  #writtenSo(names: readonly string[]): File | Directory | undefined {
    let entry: File | Directory | undefined = this.#root;
    for (const name of names) {
      entry = entry?.kind === 'directory' ? entry.entries.get(nameKey(name)) : undefined;
      if (entry?.name !== name) return undefined;
    }
    return entry;
  }

  /** The directory that a path leads into, and what is there by its last name. The path is as its names are written there. */
  #placeFor(path: string) {
    const names = namesIn(path);
    if (names === undefined) return 'bad-file-name';
    const name = names.at(-1);
    if (name === undefined) return 'is-directory';
    let folder = this.#root;
    const written: string[] = [];
    for (const each of names.slice(0, -1)) {
      const next = folder.entries.get(nameKey(each));
      if (next?.kind !== 'directory') return 'no-such-file';
      folder = next;
      written.push(next.name);
    }
    const old = folder.entries.get(nameKey(name));
    return { folder, old, name, path: printPath([...written, old?.name ?? name]) };
  }

  #add(folder: Directory, entry: File | Directory): void {
    folder.entries.set(nameKey(entry.name), entry);
    this.#count++;
    if (entry.kind === 'directory') return;
    this.#files++;
    this.#used += entry.octets.length;
  }

  #touchAll(path: string, entry: MemoryEntry): void {
    this.#changed.add(path);
    if (entry.kind === 'directory')
      for (const each of entry.entries.values()) this.#touchAll(`${path}/${each.name}`, each);
  }
}

const sumOf = (directory: MemoryDirectory, of: (entry: MemoryEntry) => number): number =>
  [...directory.entries.values()].reduce((sum, each) => sum + of(each), 0);

const countOf = (entry: MemoryEntry): number => 1 + (entry.kind === 'file' ? 0 : sumOf(entry, countOf));
const filesOf = (entry: MemoryEntry): number => (entry.kind === 'file' ? 1 : sumOf(entry, filesOf));
const octetsOf = (entry: MemoryEntry): number => (entry.kind === 'file' ? entry.octets.length : sumOf(entry, octetsOf));

/** Octets one behind the other, in a buffer with room for more, so that a log that grows is not copied for each line. */
function joined(before: Uint8Array, more: Uint8Array): Uint8Array {
  const length = before.length + more.length;
  const start = before.byteOffset;
  // The room behind a text is nobody else's: whoever has read the text sees no more of the buffer than that.
  const isRoomy = start === 0 && GROWING.get(before.buffer) === before.length && before.buffer.byteLength >= length;
  const buffer = isRoomy ? before.buffer : new ArrayBuffer(length * 2);
  const all = new Uint8Array(buffer, 0, length);
  if (!isRoomy) all.set(before);
  all.set(more, before.length);
  GROWING.set(buffer, length);
  return all;
}

/** How much of a buffer is taken. */
const GROWING = new WeakMap<ArrayBufferLike, number>();
