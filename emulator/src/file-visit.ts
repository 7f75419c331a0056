/**
 * The files of a router as SFTP shows them to whoever logs in for them (manual 4.78): `/system/config0` to `/system/config4`
 * are the configurations that are kept, `config0.1` and so on their older copies, `/system/config` is the running one.
 * @module
 */
import type { Level } from '@rtemu/commands/session';
import { after, type Instant, seconds } from '@rtemu/engine/time';
import type { EpochSeconds } from './calendar.js';
import { nameOf, type Visit, wordOf } from './entry.js';
import * as LogText from './log-text.js';
import type { Router } from './router.js';
import {
  isWritable,
  readSystemFile,
  type SystemFile,
  systemFileOf,
  systemFiles,
  writeSystemFile,
} from './system-files.js';

export const LIMIT = {
  /** How long somebody may ask for nothing until they are logged out (manual 4.53). */
  idle: seconds(300),
} as const;

/** Why a file is not to be had. `too-large`: it is more than the router has room for. */
export type FileFault = 'no-such-file' | 'denied' | 'is-directory' | 'not-directory' | 'too-large';

/** A file or a directory, as a listing tells it. */
export interface FileEntry {
  readonly name: string;
  readonly isDirectory: boolean;
  readonly octets: number;
  readonly changedAt: EpochSeconds;
}

type Place = { readonly kind: 'root' | 'system' } | { readonly kind: 'file'; readonly file: SystemFile };

const ROOT = '/';
const SYSTEM = 'system';

/** Makes a path whole: it begins at the root, and has no `.`, `..` and doubled strokes in it. */
export function wholePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return `/${parts.join('/')}`;
}

/** Somebody who came for files. */
export class FileVisit {
  closed = false;
  #lastRequest: Instant;

  /**
   * @param level that of the password that was given. The files are for administrators; others are shown that there are some.
   */
  constructor(
    now: Instant,
    private readonly router: Router,
    readonly entry: Extract<Visit, { readonly kind: 'sftp' }>,
    readonly level: Level,
  ) {
    this.#lastRequest = now;
    router.system.journal.write(now, LogText.loginSucceeded(this.#by));
  }

  get #by(): string {
    return nameOf(this.entry, this.entry.user);
  }

  stat(now: Instant, path: string): FileEntry | FileFault {
    this.#lastRequest = now;
    const place = this.#placeOf(path);
    if (typeof place === 'string') return place;
    const name = wholePath(path).split('/').at(-1) || ROOT;
    return place.kind === 'file' ? this.#entryOf(now, place.file) : this.#directory(now, name);
  }

  list(now: Instant, path: string): readonly FileEntry[] | FileFault {
    this.#lastRequest = now;
    const place = this.#placeOf(path);
    if (typeof place === 'string') return place;
    switch (place.kind) {
      case 'root':
        return [this.#directory(now, SYSTEM)];
      case 'system':
        return systemFiles(this.router)
          .map((file) => this.#entryOf(now, file))
          .filter((entry) => typeof entry !== 'string');
      case 'file':
        return 'not-directory';
    }
  }

  read(now: Instant, path: string): Uint8Array | FileFault {
    this.#lastRequest = now;
    const place = this.#placeOf(path);
    if (typeof place === 'string') return place;
    return place.kind === 'file' ? (readSystemFile(now, this.router, place.file) ?? 'no-such-file') : 'is-directory';
  }

  /** Whether something could be written there. */
  mayWrite(path: string): FileFault | undefined {
    const place = this.#placeOf(path);
    if (typeof place === 'string') return place;
    if (place.kind !== 'file') return 'is-directory';
    return isWritable(place.file) ? undefined : 'denied';
  }

  /** Takes a file, whole. */
  write(now: Instant, path: string, octets: Uint8Array): FileFault | undefined {
    this.#lastRequest = now;
    const fault = this.mayWrite(path);
    const place = this.#placeOf(path);
    if (fault !== undefined || typeof place === 'string' || place.kind !== 'file') return fault;
    const outcome = writeSystemFile(now, this.router, place.file, octets, wordOf(this.entry));
    this.router.system.settle(now);
    if (outcome === 'restart') this.router.restart(now);
    return outcome === 'too-large' ? outcome : undefined;
  }

  close(now: Instant): void {
    if (this.closed) return;
    this.closed = true;
    this.router.system.journal.write(now, LogText.loggedOut(this.#by));
    this.router.forget(this);
  }

  /** The router goes down under it. */
  end(): void {
    this.closed = true;
  }

  nextTimeout(): Instant {
    return after(this.#lastRequest, LIMIT.idle);
  }

  handleTimeout(now: Instant): void {
    if (this.nextTimeout() <= now) this.close(now);
  }

  #placeOf(path: string): Place | FileFault {
    const whole = wholePath(path);
    if (whole === ROOT) return { kind: 'root' };
    const [first, second, ...rest] = whole.slice(1).split('/');
    if (first !== SYSTEM) return 'no-such-file';
    if (this.level !== 'administrator') return 'denied';
    if (second === undefined) return { kind: 'system' };
    const file = rest.length === 0 ? systemFileOf(second) : undefined;
    return file === undefined ? 'no-such-file' : { kind: 'file', file };
  }

  #directory(now: Instant, name: string): FileEntry {
    return { name, isDirectory: true, octets: 0, changedAt: this.router.system.journal.epochAt(now) };
  }

  #entryOf(now: Instant, file: SystemFile): FileEntry | FileFault {
    const octets = readSystemFile(now, this.router, file);
    if (octets === undefined) return 'no-such-file';
    const clock = this.router.system.journal.epochAt(now);
    const changedAt = file === 'running' ? clock : (this.router.files.get(file)?.savedAt ?? clock);
    const name = file === 'running' ? 'config' : `config${file}`;
    return { name, isDirectory: false, octets: octets.length, changedAt };
  }
}
