/**
 * The files of a router by SFTP version 3 (draft-ietf-secsh-filexfer-02): listed, read and written whole. A file that is
 * written is taken when it is closed, at once and never in part.
 * @module
 */
import { wholePath } from '@rtemu/emulator/file-tree';
import type { FileEntry, FileFault, FileVisit } from '@rtemu/emulator/file-visit';
import { LIMIT as FILE_LIMIT } from '@rtemu/emulator/system-files';
import type { Operable } from '@rtemu/engine/console-session';
import type { World } from '@rtemu/lab/world';
import ssh2, { type Attributes, type FileEntry as ListedFile, type SFTPWrapper } from 'ssh2';
import type { Driver } from './visitor.js';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

export const LIMIT = {
  /** Files and directories that are open at a time. */
  handles: 16,
  /** Of a file that is written, until it is refused. */
  octets: FILE_LIMIT.octets,
} as const;

const DIRECTORY = 0o040_700;
const FILE = 0o100_600;

type Handle =
  | { readonly kind: 'read'; readonly path: string; readonly octets: Uint8Array }
  | { readonly kind: 'write'; readonly path: string; readonly parts: Draft }
  | { readonly kind: 'directory'; unread: readonly FileEntry[] };

/** A file while it comes in: anywhere in it, in any order. */
class Draft {
  #octets = new Uint8Array(0);
  #length = 0;

  get octets(): Uint8Array {
    return this.#octets.subarray(0, this.#length);
  }

  /** @returns false when it would become too large */
  write(offset: number, data: Uint8Array): boolean {
    const end = offset + data.length;
    if (!(end <= LIMIT.octets)) return false;
    if (end > this.#octets.length) {
      const larger = new Uint8Array(Math.min(LIMIT.octets, Math.max(end, 2 * this.#octets.length)));
      larger.set(this.octets);
      this.#octets = larger;
    }
    this.#octets.set(data, offset);
    this.#length = Math.max(this.#length, end);
    return true;
  }
}

/** Somebody who came for files. */
export class SftpSession {
  readonly #handles = new Map<number, Handle>();
  #last = 0;

  /** @param end hangs up */
  constructor(
    private readonly world: World,
    private readonly driver: Driver,
    private readonly node: Operable,
    private readonly files: FileVisit,
    private readonly sftp: SFTPWrapper,
    private readonly end: () => void,
  ) {
    sftp.on('error', () => end()); // what it sends is no SFTP
    sftp.once('end', () => sftp.end()); // whoever has said the last word waits for ours
    sftp.once('close', () => {
      this.close();
      end();
    });
    sftp.on('REALPATH', (id, path) => sftp.name(id, [named(wholePath(path), { mode: DIRECTORY })]));
    for (const event of ['STAT', 'LSTAT'] as const)
      sftp.on(event as 'STAT', (id, path) =>
        this.#tell(
          id,
          this.#at(() => this.files.stat(this.world.now, path)),
        ),
      );
    sftp.on('FSTAT', (id, handle) => this.#fstat(id, handle));
    sftp.on('OPENDIR', (id, path) => this.#openDirectory(id, path));
    sftp.on('READDIR', (id, handle) => this.#readDirectory(id, handle));
    sftp.on('OPEN', (id, path, flags) => this.#open(id, path, flags));
    sftp.on('READ', (id, handle, offset, length) => this.#read(id, handle, offset, length));
    sftp.on('WRITE', (id, handle, offset, data) => this.#write(id, handle, offset, data));
    sftp.on('CLOSE', (id, handle) => this.#close(id, handle));
    sftp.on('REMOVE', (id, path) =>
      this.#answer(
        id,
        this.#at(() => this.files.remove(this.world.now, path)),
      ),
    );
    // Clients set times and modes of what they have written; a configuration file has none to set.
    for (const event of ['SETSTAT', 'FSETSTAT'] as const)
      sftp.on(event as 'SETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  }

  /** To be called whenever the world has run: who asked for nothing for too long is logged out. */
  turn(): void {
    if (this.files.closed) this.end();
  }

  /** Whoever was here is gone. What was not written to its end is forgotten. */
  close(): void {
    this.#handles.clear();
    if (!this.files.closed) this.#at(() => this.files.close(this.world.now));
  }

  /** Does something to the router at the time that it is now. */
  #at<T>(act: () => T): T {
    this.driver.catchUp();
    const result = act();
    this.world.settle(this.node);
    this.driver.wake();
    return result;
  }

  #openDirectory(id: number, path: string): void {
    const entries = this.#at(() => this.files.list(this.world.now, path));
    if (typeof entries === 'string') this.#refuse(id, entries);
    else this.#hand(id, { kind: 'directory', unread: entries });
  }

  #readDirectory(id: number, handle: Buffer): void {
    const directory = this.#handleOf(handle);
    if (directory?.kind !== 'directory') this.sftp.status(id, STATUS_CODE.FAILURE);
    else if (directory.unread.length === 0) this.sftp.status(id, STATUS_CODE.EOF);
    else {
      this.sftp.name(
        id,
        directory.unread.map((entry) => named(entry.name, attributesOf(entry))),
      );
      directory.unread = [];
    }
  }

  #open(id: number, path: string, flags: number): void {
    const wantsBoth = (flags & OPEN_MODE.READ) !== 0 && (flags & OPEN_MODE.WRITE) !== 0;
    if (wantsBoth || (flags & OPEN_MODE.APPEND) !== 0) this.sftp.status(id, STATUS_CODE.OP_UNSUPPORTED);
    else if ((flags & OPEN_MODE.WRITE) !== 0) {
      const fault = this.#at(() => this.files.mayWrite(path));
      if (fault === undefined) this.#hand(id, { kind: 'write', path, parts: new Draft() });
      else this.#refuse(id, fault);
    } else {
      const octets = this.#at(() => this.files.read(this.world.now, path));
      if (typeof octets === 'string') this.#refuse(id, octets);
      else this.#hand(id, { kind: 'read', path, octets });
    }
  }

  #read(id: number, handle: Buffer, offset: number, length: number): void {
    const file = this.#handleOf(handle);
    if (file?.kind !== 'read') this.sftp.status(id, STATUS_CODE.FAILURE);
    else if (offset >= file.octets.length) this.sftp.status(id, STATUS_CODE.EOF);
    else this.sftp.data(id, Buffer.from(file.octets.subarray(offset, offset + Math.min(length, LIMIT.octets))));
  }

  #write(id: number, handle: Buffer, offset: number, data: Buffer): void {
    const file = this.#handleOf(handle);
    if (file?.kind === 'write' && file.parts.write(offset, data)) {
      this.sftp.status(id, STATUS_CODE.OK);
      return;
    }
    // Nothing of a file that is too large is kept, whatever else comes of it.
    if (file?.kind === 'write') this.#handles.delete(handle.readUInt32BE());
    this.sftp.status(id, STATUS_CODE.FAILURE);
  }

  #fstat(id: number, handle: Buffer): void {
    const file = this.#handleOf(handle);
    if (file === undefined || file.kind === 'directory') this.sftp.status(id, STATUS_CODE.FAILURE);
    else {
      const octets = file.kind === 'read' ? file.octets.length : file.parts.octets.length;
      this.sftp.attrs(id, attributes(FILE, octets, 0));
    }
  }

  #close(id: number, handle: Buffer): void {
    const file = this.#handleOf(handle);
    if (file === undefined) {
      this.sftp.status(id, STATUS_CODE.FAILURE);
      return;
    }
    this.#handles.delete(handle.readUInt32BE());
    const fault =
      file.kind === 'write'
        ? this.#at(() => this.files.write(this.world.now, file.path, file.parts.octets))
        : undefined;
    this.#answer(id, fault);
  }

  #answer(id: number, fault: FileFault | undefined): void {
    if (fault === undefined) this.sftp.status(id, STATUS_CODE.OK);
    else this.#refuse(id, fault);
  }

  #hand(id: number, handle: Handle): void {
    if (this.#handles.size >= LIMIT.handles) {
      this.sftp.status(id, STATUS_CODE.FAILURE, 'too many open files');
      return;
    }
    const number = ++this.#last;
    this.#handles.set(number, handle);
    const name = Buffer.alloc(4);
    name.writeUInt32BE(number);
    this.sftp.handle(id, name);
  }

  #handleOf(handle: Buffer): Handle | undefined {
    return handle.length === 4 ? this.#handles.get(handle.readUInt32BE()) : undefined;
  }

  #tell(id: number, entry: FileEntry | FileFault): void {
    if (typeof entry === 'string') this.#refuse(id, entry);
    else this.sftp.attrs(id, attributesOf(entry));
  }

  #refuse(id: number, fault: FileFault): void {
    const code = { 'no-such-file': STATUS_CODE.NO_SUCH_FILE, denied: STATUS_CODE.PERMISSION_DENIED } as const;
    const told = fault === 'no-such-file' || fault === 'denied' ? code[fault] : STATUS_CODE.FAILURE;
    this.sftp.status(id, told, WORDS[fault]);
  }
}

const WORDS: Readonly<Record<FileFault, string>> = {
  'no-such-file': 'No such file or directory',
  denied: 'Permission denied',
  'is-directory': 'Is a directory',
  'not-directory': 'Not a directory',
  'too-large': 'File too large',
};

const attributes = (mode: number, size: number, at: number): Attributes => ({
  mode,
  uid: 0,
  gid: 0,
  size,
  atime: at,
  mtime: at,
});

/** Times of SFTP are seconds of 32 bits. */
const attributesOf = ({ isDirectory, octets, changedAt }: FileEntry): Attributes =>
  attributes(isDirectory ? DIRECTORY : FILE, octets, Math.max(0, Math.floor(changedAt)) >>> 0);

/** An entry of a listing, and the line that clients show for it: `-rw-------    1 0        0     1234 Jan  1 1980 config0`. */
const named = (filename: string, attrs: Partial<Attributes>): ListedFile => ({
  filename,
  longname: `${attrs.mode === DIRECTORY ? 'drwx------' : '-rw-------'}    1 0        0        ${String(attrs.size ?? 0).padStart(8)} ${dateOf(attrs.mtime ?? 0)} ${filename}`,
  attrs: { ...attributes(DIRECTORY, 0, 0), ...attrs },
});

/** `Nov 23  2026` */
function dateOf(seconds: number): string {
  const [, day = '', month = '', year = ''] = new Date(seconds * 1000).toUTCString().split(' ');
  return `${month} ${day}  ${year}`;
}
