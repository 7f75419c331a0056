/**
 * `external-memory syslog filename`: the log as a file on a memory, and what it was before in backups (manual 42.5).
 * @module
 */
import { printDateTime } from '@rtemu/commands/header';
import type { FaultKey } from '@rtemu/commands/messages';
import { memoryPlaceOf } from '@rtemu/commands/operands/config-file';
import type { CivilTime } from '@rtemu/commands/status';
import type { Document } from '@rtemu/config/document';
import { type MemorySyslog, memorySyslog } from '@rtemu/config/settings/memory';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { encodeText, TextDecoding } from '@rtemu/service/encoding/text-codec';
import { civilTime } from '../calendar.js';
import type { Journal } from '../journal.js';
import * as LogText from '../log-text.js';
import type { ExternalMemory } from './external-memory.js';
import { type Located, locate } from './memory-files.js';
import type { MemorySlots } from './memory-slots.js';

/** What holds unless the command says otherwise (manual 42.5). */
const INITIALLY = { megabytes: 10, backups: 10, intervalSeconds: 2, lines: 1000 } as const;
const MEGABYTE = 1 << 20;

const STAMP = '_\\d{8}_\\d{6}';

/** `/logs/` and `rtx.txt` of a path, with what stands before the last dot. */
function partsOf(path: string): { readonly folder: string; readonly stem: string; readonly name: string } {
  const at = path.lastIndexOf('/') + 1;
  const name = path.slice(at);
  return { folder: path.slice(0, at), stem: name.replace(/\.[^.]*$/, ''), name };
}

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const digits = (value: number, length = 2): string => String(value).padStart(length, '0');

/** `20260705_120000` */
const stampOf = ({ year, month, day, hour, minute, second }: CivilTime): string =>
  `${digits(year, 4)}${digits(month)}${digits(day)}_${digits(hour)}${digits(minute)}${digits(second)}`;

export class MemoryLog {
  #settings: MemorySyslog | undefined;
  /** How many lines of the log are dealt with. */
  #written = 0;
  #dueAt: Instant = NEVER;
  /** Whether the log has been told that nothing more can be written. */
  #hasComplained = false;

  constructor(
    private readonly journal: Journal,
    private readonly slots: MemorySlots,
  ) {}

  /** @param isStart what was written down before is written, too */
  reconfigure({ global }: Document, isStart: boolean): void {
    const settings = global.get(memorySyslog);
    if (this.#settings === undefined && !isStart) this.#written = this.journal.log.written;
    this.#settings = settings;
    this.#dueAt = NEVER;
    this.#hasComplained = false;
  }

  nextTimeout(): Instant {
    return this.#dueAt;
  }

  /** To be called when lines may have been written. */
  pump(now: Instant): void {
    const { intervalSeconds = INITIALLY.intervalSeconds, lines = INITIALLY.lines } = this.#settings ?? {};
    const waiting = this.journal.log.written - this.#written;
    if (waiting === 0 || typeof this.#file === 'string') this.#dueAt = NEVER;
    else if (this.#dueAt === NEVER) this.#dueAt = after(now, seconds(intervalSeconds));
    if (this.#dueAt <= now || (this.#dueAt !== NEVER && waiting >= lines)) this.#write(now);
  }

  /** `rotate external-memory syslog` */
  rotate(now: Instant): FaultKey | undefined {
    const file = this.#file;
    if (typeof file === 'string') return file;
    this.#write(now);
    return this.#setAside(now, file);
  }

  /** `clear external-memory syslog` */
  clear(now: Instant): FaultKey | undefined {
    const file = this.#file;
    if (typeof file === 'string') return file;
    for (const backup of this.#backups(file)) file.memory.remove(backup);
    this.#written = this.journal.log.written;
    return file.memory.write(file.path, new Uint8Array(0), this.journal.epochAt(now));
  }

  /** What is in the file, the names of its backups, or what is in one of them. */
  read(of: 'list' | string | undefined): readonly string[] | FaultKey {
    const file = this.#file;
    if (typeof file === 'string') return file;
    const backups = this.#backups(file);
    if (of === 'list') return backups.map((path) => partsOf(path).name);
    const path = of === undefined ? file.path : backups.find((each) => each.includes(`_${of}.`));
    const octets = path === undefined ? 'no-such-file' : file.memory.read(path);
    if (typeof octets === 'string') return octets;
    return new TextDecoding('shift_jis').read(octets).split(/\r?\n/).slice(0, -1);
  }

  /** Where the log is written to; or why it is not. */
  get #file(): Located | FaultKey {
    const settings = this.#settings;
    const place = settings && memoryPlaceOf(settings.file);
    if (place === undefined || settings?.enciphered !== undefined) return 'no-memory-log';
    const { path } = place;
    return locate(this.slots, { ...place, path: path.startsWith('/') ? path : `/${path}` });
  }

  #write(now: Instant): void {
    const { journal } = this;
    this.#dueAt = NEVER;
    const file = this.#file;
    const count = journal.log.written - this.#written;
    const lines = journal.log.since(this.#written, count);
    this.#written = journal.log.written; // what cannot be written now is not written later
    if (typeof file === 'string' || lines.length === 0) return;
    const { megabytes = INITIALLY.megabytes } = this.#settings ?? {};
    const text = lines.map(
      ({ at, text: line }) => `${printDateTime(civilTime(at, journal.offsetMinutes))}: ${line}\r\n`,
    );
    const octets = encodeText(text.join(''), 'shift_jis');
    if (sizeOf(file.memory, file.path) + octets.length > megabytes * MEGABYTE) this.#setAside(now, file);
    const [oldest] = this.#backups(file);
    if (octets.length > file.memory.freeOctets && oldest !== undefined) file.memory.remove(oldest);
    const fault = file.memory.append(file.path, octets, journal.epochAt(now));
    if (fault !== undefined && !this.#hasComplained) {
      journal.write(now, LogText.memoryLogFailed(file.name));
      this.#written = journal.log.written;
    }
    this.#hasComplained = fault !== undefined;
  }

  /** What is in the file becomes a backup; the oldest go where there are too many. */
  #setAside(now: Instant, file: Located): FaultKey | undefined {
    const { memory, path } = file;
    const { journal } = this;
    if (memory.entry(path) === undefined) return 'no-such-file';
    const { backups: most = INITIALLY.backups } = this.#settings ?? {};
    const backups = this.#backups(file);
    for (const oldest of backups.slice(0, Math.max(0, backups.length + 1 - most))) memory.remove(oldest);
    const at = journal.epochAt(now);
    return memory.rename(path, `${partsOf(path).stem}_${stampOf(journal.timeAt(now))}.bak`, at);
  }

  /** The paths of the backups, the oldest first. */
  #backups({ memory, path }: Located): readonly string[] {
    const { folder, stem } = partsOf(path);
    const inside = memory.entry(folder);
    const isBackup = new RegExp(`^${quote(stem)}${STAMP}\\.bak$`, 'i');
    if (inside?.kind !== 'directory') return [];
    return memory.list(inside).flatMap(({ name }) => (isBackup.test(name) ? [`${folder}${name}`] : []));
  }
}

function sizeOf(memory: ExternalMemory, path: string): number {
  const entry = memory.entry(path);
  return entry?.kind === 'file' ? entry.octets.length : 0;
}
