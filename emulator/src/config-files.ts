import type { EpochSeconds } from './calendar.js';

/** A configuration that was kept. */
export interface ConfigFile {
  readonly text: string;
  /** `undefined`: it was never saved on this router. */
  readonly savedAt?: EpochSeconds | undefined;
  readonly comment?: string | undefined;
}

/** All that outlives a restart, for whoever keeps it for longer. */
export interface KeptFiles {
  /** By their numbers, as the manual writes them: 0 to 4, and 0.1 to 4.2 for what stood in them before. */
  readonly files: ReadonlyMap<number, ConfigFile>;
  /** Which one the router starts with. `undefined`: nobody said so, and there may be files that are not among these. */
  readonly defaultFile: number | undefined;
}

const FIRST_FILE = 0;

/** How many older copies of each file there are, where there are any: `0.1` is what `0` was, `0.2` what `0.1` was (manual 57.2). */
export const OLDER_COPIES = 2;

/** The number of an older copy. */
export const olderCopy = (number: number, age: number): number => (age === 0 ? number : Number(`${number}.${age}`));

/** The file that this is an older copy of, or itself: commands write into no older copy. */
export const writableFile = (number: number): number => Math.trunc(number);
const NOTHING_KEPT: KeptFiles = { files: new Map(), defaultFile: undefined };

/** The configuration files inside a router (manual 56.3), and which of them it starts with. */
export class ConfigFiles {
  readonly #files: Map<number, ConfigFile>;
  #defaultFile: number;
  #isChanged = false;

  /**
   * @param startupConfig file 0, where what was kept has none and does not say that it is all there is
   * @param olderCopies so many of each file, by model
   */
  constructor(
    { files, defaultFile }: KeptFiles = NOTHING_KEPT,
    startupConfig?: string,
    private readonly olderCopies = OLDER_COPIES,
  ) {
    this.#files = new Map(files);
    if (startupConfig !== undefined && defaultFile === undefined && !this.#files.has(FIRST_FILE))
      this.#files.set(FIRST_FILE, { text: startupConfig });
    this.#defaultFile = defaultFile ?? FIRST_FILE;
  }

  get defaultFile(): number {
    return this.#defaultFile;
  }

  /** The file that a start would read: the default one, or else the first there is. `undefined`: the factory's settings. */
  get startupFile(): number | undefined {
    return this.#files.has(this.#defaultFile) ? this.#defaultFile : this.numbers[0];
  }

  /** Of the files that are there, in their order. */
  get numbers(): readonly number[] {
    return [...this.#files.keys()].sort((a, b) => a - b);
  }

  get(number: number): ConfigFile | undefined {
    return this.#files.get(number);
  }

  /** What stood in the file before becomes an older copy (manual 56.3.4), and the oldest one is no more. */
  save(number: number, file: ConfigFile): void {
    for (let age = this.olderCopies; age > 0 && this.#files.has(number); age--) {
      const older = this.#files.get(olderCopy(number, age - 1));
      if (older !== undefined) this.#files.set(olderCopy(number, age), older);
    }
    this.#files.set(number, file);
    this.#isChanged = true;
  }

  /** @returns whether there is something to copy */
  copy(from: number, to: number): boolean {
    const file = this.#files.get(from);
    if (file !== undefined) this.save(to, file);
    return file !== undefined;
  }

  /** @returns whether it was there */
  delete(number: number): boolean {
    const wasThere = this.#files.delete(number);
    this.#isChanged ||= wasThere;
    return wasThere;
  }

  deleteAll(): void {
    this.#files.clear();
    this.#isChanged = true;
  }

  /** @returns whether it is there; otherwise nothing is set */
  setDefault(number: number): boolean {
    if (!this.#files.has(number)) return false;
    this.#defaultFile = number;
    this.#isChanged = true;
    return true;
  }

  /** As from the factory. */
  reset(): void {
    this.deleteAll();
    this.#defaultFile = FIRST_FILE;
  }

  /** All that is to be kept, once after each time that something of it changed. */
  pollKept(): KeptFiles | undefined {
    if (!this.#isChanged) return undefined;
    this.#isChanged = false;
    return { files: new Map(this.#files), defaultFile: this.#defaultFile };
  }
}
