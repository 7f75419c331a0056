import { civilTime } from '@rtemu/emulator/calendar';
import type { Journal } from '@rtemu/emulator/journal';
import type { LogLine } from '@rtemu/emulator/log';
import { Router } from '@rtemu/emulator/router';
import { plain } from './text.js';

export const LIMIT = {
  /** Lines of a log that the screen can be scrolled through. */
  lines: 5000,
} as const;

export interface LogEntry {
  /** `09:00:07` */
  readonly time: string;
  readonly text: string;
}

const two = (number: number): string => String(number).padStart(2, '0');

function entryOf({ at, text }: LogLine, { offsetMinutes }: Journal): LogEntry {
  const { hour, minute, second } = civilTime(at, offsetMinutes);
  return { time: `${two(hour)}:${two(minute)}:${two(second)}`, text: plain(text) };
}

/** Follows the log of one router at a time, and keeps the lines that somebody looks for. */
export class LogTail {
  #entries: LogEntry[] = [];
  #shown: readonly LogEntry[] = [];
  #journal: Journal | undefined;
  #read = 0;
  #filter = '';

  /** @returns the lines that have `filter` in them, whatever their case; the oldest first */
  look(node: unknown, filter: string): readonly LogEntry[] {
    const journal = node instanceof Router ? node.system.journal : undefined;
    const news = this.#news(journal);
    const wanted = filter.toLowerCase();
    const fits = ({ text }: LogEntry): boolean => text.toLowerCase().includes(wanted);
    if (news === undefined || wanted !== this.#filter) this.#shown = this.#entries.filter(fits);
    else if (news.length > 0) this.#shown = [...this.#shown, ...news.filter(fits)].slice(-LIMIT.lines);
    this.#filter = wanted;
    return this.#shown;
  }

  /** @returns what was added; `undefined` when it is another log than before */
  #news(journal: Journal | undefined): readonly LogEntry[] | undefined {
    const isNew = journal !== this.#journal || (journal !== undefined && journal.log.written < this.#read);
    if (isNew) {
      this.#journal = journal;
      this.#entries = (journal?.log.saved ?? []).map((line) => entryOf(line, journal!));
      this.#read = 0;
    }
    if (journal === undefined) return isNew ? undefined : [];
    const news = journal.log.since(this.#read, LIMIT.lines).map((line) => entryOf(line, journal));
    this.#read = journal.log.written;
    if (news.length > 0) this.#entries = [...this.#entries, ...news].slice(-LIMIT.lines);
    return isNew ? undefined : news;
  }
}
