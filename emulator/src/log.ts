import type { EpochSeconds } from './calendar.js';

/** `INFO` is always kept; the other two when `syslog notice` or `syslog debug` is on (manual chapter 4). */
export type LogLevel = 'info' | 'notice' | 'debug';

export interface LogLine {
  readonly at: EpochSeconds;
  readonly level: LogLevel;
  readonly text: string;
}

/**
 * What `show log` prints: the newest lines, as many as the model keeps. A line that repeats the one before is folded into a
 * count, as the device does.
 */
export class SystemLog {
  #lines: LogLine[] = [];
  #repeated = 0;

  /** @param limit lines kept: 500 to 20,000 by model. */
  constructor(private readonly limit: number) {}

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

  clear(): void {
    this.#lines = [];
    this.#repeated = 0;
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
    // Cut in batches: shifting a ten-thousand-line array for each line would cost more than the line.
    if (this.#lines.length > this.limit * 1.25) this.#lines = this.#lines.slice(-this.limit);
  }
}
