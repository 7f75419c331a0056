import type { EpochSeconds } from './calendar.js';

/** `INFO` is always kept; the other two when `syslog notice` or `syslog debug` is on (manual chapter 4). */
export type LogLevel = 'info' | 'notice' | 'debug';

export interface LogLine {
  readonly at: EpochSeconds;
  readonly level: LogLevel;
  readonly text: string;
}

const NONE: ReadonlySet<LogLevel> = new Set();

/** Lines that wait to be sent. What comes when as many wait is kept and not sent. */
export const OUTGOING_MAX = 256;

/**
 * What `show log` prints: the newest lines, as many as the model keeps. A line that repeats the one before is folded into a
 * count, as the device does.
 */
export class SystemLog {
  /** Lines of which levels also wait to be sent to syslog hosts. */
  forwarded: ReadonlySet<LogLevel> = NONE;
  /** Lines that found too many others waiting. */
  unsent = 0;
  #lines: LogLine[] = [];
  #outgoing: LogLine[] = [];
  #repeated = 0;
  #written = 0;

  /**
   * @param limit lines kept: 500 to 20,000 by model
   * @param saved lines of before the restart; these stay in the log as well
   */
  constructor(
    private readonly limit: number,
    readonly saved: readonly LogLine[] = [],
  ) {
    this.#lines = [...saved];
  }

  write(at: EpochSeconds, level: LogLevel, text: string): void {
    const last = this.#lines.at(-1);
    if (last?.text === text) {
      this.#repeated++;
      return;
    }
    this.#unfold(at);
    this.#append({ at, level, text });
  }

  /** Oldest first. */
  lines(now: EpochSeconds): readonly LogLine[] {
    this.#unfold(now);
    return this.#lines.slice(-this.limit);
  }

  /** How many lines were ever written, those of before the restart aside. */
  get written(): number {
    return this.#written;
  }

  /** The newest lines behind the first so many that were written, at most `most`, as far as they are kept. Oldest first. */
  since(written: number, most: number): readonly LogLine[] {
    const count = Math.min(this.#written - written, most, this.#lines.length);
    return count <= 0 ? [] : this.#lines.slice(-count);
  }

  clear(): void {
    this.#lines = [];
    this.#repeated = 0;
  }

  /** True while lines wait to be sent. */
  get hasOutgoing(): boolean {
    return this.#outgoing.length > 0;
  }

  /** The lines that wait to be sent, oldest first; they are the caller's from here on. */
  takeOutgoing(): readonly LogLine[] {
    const taken = this.#outgoing;
    this.#outgoing = [];
    return taken;
  }

  #unfold(at: EpochSeconds): void {
    if (this.#repeated === 0) return;
    const level = this.#lines.at(-1)!.level;
    const text = `same message repeated ${this.#repeated} times`;
    this.#repeated = 0;
    this.#append({ at, level, text });
  }

  #append(line: LogLine): void {
    this.#lines.push(line);
    this.#written++;
    if (this.forwarded.has(line.level)) {
      if (this.#outgoing.length < OUTGOING_MAX) this.#outgoing.push(line);
      else this.unsent++;
    }
    // Cut in batches: shifting a ten-thousand-line array for each line would cost more than the line.
    if (this.#lines.length > this.limit * 1.25) this.#lines = this.#lines.slice(-this.limit);
  }
}
