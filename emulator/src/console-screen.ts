import { logLines } from '@rtemu/commands/views/lists';
import { consoleColumns, consoleInfo, consoleLines } from '@rtemu/config/settings/system';
import { civilTime } from './calendar.js';
import type { Router } from './router.js';
import { Pager, wrapLine } from './screen.js';
import type { System } from './system.js';

export const LIMIT = {
  /** Messages of the system that are shown at once; of more than that the newest. */
  messages: 100,
} as const;

/** What a console of a router shows: lines broken at `console columns`, a screen of `console lines` at a time. */
export class ConsoleScreen {
  #text = '';
  #pager: Pager;
  /** Lines of the log that were shown here, or need not be. */
  #heard: number;

  /** @param isRead whether there is anybody to read it */
  constructor(
    private readonly router: Router,
    private readonly isRead: boolean,
  ) {
    this.#pager = new Pager(this.height);
    this.#heard = router.system.journal.log.written;
  }

  /** True while a screen is full and more is to come. */
  get holds(): boolean {
    return this.#pager.holds;
  }

  /** Characters that nobody has taken. */
  get unread(): number {
    return this.#text.length;
  }

  /** Rows. */
  get height(): number {
    if (!this.isRead) return Number.POSITIVE_INFINITY;
    const lines = this.#system.document.global.effective(consoleLines);
    return lines === 'infinity' ? Number.POSITIVE_INFINITY : lines;
  }

  /** What comes now has a whole screen for it. */
  begin(): void {
    this.#pager = new Pager(this.height);
  }

  /** A key that was given to a full screen. */
  turn(key: string): void {
    this.show(this.#pager.turn(key));
    if (key.toLowerCase() === 'q') this.begin(); // for the next line of a macro
  }

  /** Nothing more of what is held. */
  interrupt(): void {
    if (this.holds) this.show(this.#pager.turn('\x03'));
  }

  print(lines: readonly string[]): void {
    this.show(this.#pager.add(this.wrap(lines)));
  }

  wrap(lines: readonly string[]): readonly string[] {
    const columns = this.#system.document.global.effective(consoleColumns);
    return lines.flatMap((line) => wrapLine(line, columns));
  }

  /** Lines as they are, however many. */
  show(lines: readonly string[]): void {
    for (const line of lines) this.write(`${line}\n`);
  }

  write(text: string): void {
    if (this.isRead) this.#text += text;
  }

  take(): string | undefined {
    const shown = this.#text;
    this.#text = '';
    return shown === '' ? undefined : shown;
  }

  /**
   * `console info`: what was written into the log since the last time, between the lines.
   * @param isTold whether it may be told here
   */
  listen(isTold: boolean): void {
    const { journal, document } = this.#system;
    const { log } = journal;
    if (log.written === this.#heard) return;
    const heard = this.#heard;
    this.#heard = log.written;
    if (!isTold || !this.isRead || !document.global.effective(consoleInfo)) return;
    // A count that goes back is that of a new life.
    const lines = log.since(heard > log.written ? 0 : heard, LIMIT.messages);
    const told = lines.map(({ at, text }) => ({ at: civilTime(at, journal.offsetMinutes), text }));
    this.show(this.wrap(logLines(told, false)));
  }

  get #system(): System {
    return this.router.system;
  }
}
