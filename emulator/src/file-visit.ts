import type { Level } from '@rtemu/commands/session';
import { after, type Instant, seconds } from '@rtemu/engine/time';
import type { EpochSeconds } from './calendar.js';
import { nameOf, type Visit, wordOf } from './entry.js';
import { placeAt, type TreeDirectory, type TreeFile, wholePath } from './file-tree.js';
import * as LogText from './log-text.js';
import type { Router } from './router.js';
import type { Sitting } from './sitting.js';

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

const ROOT = '/';

/** Somebody who came for the files of a router by SFTP (manual 4.78). */
export class FileVisit implements Sitting {
  closed = false;
  readonly isLoggedIn = true;
  #lastRequest: Instant;

  /**
   * @param level that of the password that was given. The files are for administrators; others are shown that there are some.
   */
  constructor(
    readonly loggedInAt: Instant,
    private readonly router: Router,
    readonly entry: Extract<Visit, { readonly kind: 'sftp' }>,
    readonly level: Level,
    readonly number: number,
  ) {
    const now = loggedInAt;
    this.#lastRequest = now;
    router.system.journal.write(now, LogText.loginSucceeded(this.#by));
  }

  get user(): string {
    return this.entry.user;
  }

  get lastInput(): Instant {
    return this.#lastRequest;
  }

  get #by(): string {
    return nameOf(this.entry, this.entry.user);
  }

  stat(now: Instant, path: string): FileEntry | FileFault {
    this.#lastRequest = now;
    return this.#entryOf(now, wholePath(path));
  }

  list(now: Instant, path: string): readonly FileEntry[] | FileFault {
    this.#lastRequest = now;
    const whole = wholePath(path);
    const place = this.#placeOf(whole);
    if (typeof place === 'string') return place;
    if (place.kind === 'file') return 'not-directory';
    const folder = whole === ROOT ? '' : whole;
    return place.names
      .map((name) => this.#entryOf(now, `${folder}/${name}`, true))
      .filter((entry) => typeof entry !== 'string');
  }

  read(now: Instant, path: string): Uint8Array | FileFault {
    this.#lastRequest = now;
    const place = this.#placeOf(wholePath(path));
    if (typeof place === 'string') return place;
    return place.kind === 'directory' ? 'is-directory' : (place.read(now) ?? 'no-such-file');
  }

  /** Whether something could be written there. */
  mayWrite(path: string): FileFault | undefined {
    const place = this.#placeOf(wholePath(path));
    if (typeof place === 'string') return place;
    if (place.kind === 'directory') return 'is-directory';
    return place.write === undefined ? 'denied' : undefined;
  }

  /** Takes a file, whole. */
  write(now: Instant, path: string, octets: Uint8Array): FileFault | undefined {
    this.#lastRequest = now;
    const fault = this.mayWrite(path);
    const place = this.#placeOf(wholePath(path));
    if (fault !== undefined || typeof place === 'string' || place.kind === 'directory') return fault;
    const taken = place.write?.(now, octets, wordOf(this.entry));
    this.router.system.settle(now);
    if (taken === 'restart') this.router.restart(now);
    return taken === 'too-large' ? taken : undefined;
  }

  remove(now: Instant, path: string): FileFault | undefined {
    this.#lastRequest = now;
    const place = this.#placeOf(wholePath(path));
    if (typeof place === 'string') return place;
    if (place.kind === 'directory') return 'is-directory';
    if (place.remove === undefined) return 'denied';
    return place.remove() ? undefined : 'no-such-file';
  }

  close(now: Instant): void {
    if (this.closed) return;
    const { journal, pastUsers } = this.router.system;
    journal.write(now, LogText.loggedOut(this.#by));
    pastUsers.note(now, this);
    this.closed = true;
    this.router.forget(this);
  }

  dismiss(now: Instant): void {
    this.close(now);
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

  #placeOf(whole: string, isSeen = whole === ROOT): TreeFile | TreeDirectory | FileFault {
    const place = placeAt(this.router, whole);
    return place === undefined ? 'no-such-file' : isSeen || this.level === 'administrator' ? place : 'denied';
  }

  /** @param isSeen it stands in a directory that may be looked into */
  #entryOf(now: Instant, whole: string, isSeen?: boolean): FileEntry | FileFault {
    const place = this.#placeOf(whole, isSeen);
    if (typeof place === 'string') return place;
    const clock = this.router.system.journal.epochAt(now);
    const name = whole.split('/').at(-1) || ROOT;
    if (place.kind === 'directory') return { name, isDirectory: true, octets: 0, changedAt: clock };
    const octets = place.read(now);
    if (octets === undefined) return 'no-such-file';
    return { name, isDirectory: false, octets: octets.length, changedAt: place.changedAt ?? clock };
  }
}
