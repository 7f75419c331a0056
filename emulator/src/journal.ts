import type { CivilTime } from '@rtemu/commands/status';
import type { Document } from '@rtemu/config/document';
import { syslogDebug, syslogHosts, syslogInfo, syslogNotice } from '@rtemu/config/settings/log';
import { timezone } from '@rtemu/config/settings/system';
import type { Instant } from '@rtemu/engine/time';
import { civilTime, type EpochSeconds, epochOf } from './calendar.js';
import { type LogLevel, type LogLine, SystemLog } from './log.js';

/** The router's wall clock and what it writes down. Virtual time moves the clock; `date` and `time` set it. */
export class Journal {
  readonly log: SystemLog;
  #epoch: EpochSeconds;
  #offsetMinutes = 540;
  #levels: ReadonlySet<LogLevel> = new Set(['info']);

  /**
   * @param bootedAt what the clock showed when the router was switched on, at the instant `boot`.
   * @param saved what it had written down before a restart
   */
  constructor(
    bootedAt: EpochSeconds,
    readonly boot: Instant,
    linesMax: number,
    saved?: readonly LogLine[],
  ) {
    this.#epoch = (bootedAt - Math.floor(boot / 1e6)) as EpochSeconds;
    this.log = new SystemLog(linesMax, saved);
  }

  get offsetMinutes(): number {
    return this.#offsetMinutes;
  }

  reconfigure({ global }: Document): void {
    this.#offsetMinutes = global.effective(timezone).minutes;
    this.#levels = new Set<LogLevel>([
      'info',
      ...(global.effective(syslogNotice) ? (['notice'] as const) : []),
      ...(global.effective(syslogDebug) ? (['debug'] as const) : []),
    ]);
    const isSent = global.effective(syslogHosts).length > 0;
    const withoutInfo = new Set([...this.#levels].filter((level) => level !== 'info'));
    this.log.forwarded = isSent ? (global.effective(syslogInfo) ? this.#levels : withoutInfo) : new Set();
  }

  epochAt(at: Instant): EpochSeconds {
    return (this.#epoch + Math.floor(at / 1e6)) as EpochSeconds;
  }

  timeAt(at: Instant): CivilTime {
    return civilTime(this.epochAt(at), this.#offsetMinutes);
  }

  /** `date` and `time`: from `now` on the clock goes on from there. */
  setClock(now: Instant, to: CivilTime): void {
    this.#epoch = (epochOf(to, this.#offsetMinutes) - Math.floor(now / 1e6)) as EpochSeconds;
  }

  /** Whether lines of this level are kept at all; those of `INFO` always are. */
  keeps(level: LogLevel): boolean {
    return this.#levels.has(level);
  }

  write(now: Instant, text: string, level: LogLevel = 'info'): void {
    if (this.keeps(level)) this.log.write(this.epochAt(now), level, text);
  }
}
