import type { CivilTime } from '@rtemu/commands/status';
import type { Document } from '@rtemu/config/document';
import { syslogDebug, syslogHosts, syslogInfo, syslogNotice } from '@rtemu/config/settings/log';
import { timezone } from '@rtemu/config/settings/system';
import type { Instant } from '@rtemu/engine/time';
import { civilTime, type EpochSeconds, epochOf, UNSET_CLOCK } from './calendar.js';
import { type LogLevel, type LogLine, SystemLog } from './log.js';

const INFO_ONLY: ReadonlySet<LogLevel> = new Set(['info']);

/** The router's wall clock and what it writes down. Virtual time moves the clock; `date` and `time` set it. */
export class Journal {
  readonly log: SystemLog;
  /** How often the clock was set. */
  clockSets = 0;
  /** What the clock showed at the instant 0: microseconds since 1970. */
  #start: number;
  #offsetMinutes = 540;
  #levels = INFO_ONLY;

  /**
   * @param bootedAt what the clock showed when the router was switched on, at the instant `boot`.
   * @param saved what it had written down before a restart
   */
  constructor(
    private readonly bootedAt: EpochSeconds,
    readonly boot: Instant,
    linesMax: number,
    saved?: readonly LogLine[],
  ) {
    this.#start = bootedAt * 1e6 - boot;
    this.log = new SystemLog(linesMax, saved);
  }

  /** Whether somebody has set it, now or before the start. */
  get isClockSet(): boolean {
    return this.clockSets > 0 || this.bootedAt !== UNSET_CLOCK;
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
    return Math.floor(this.microsecondsAt(at) / 1e6) as EpochSeconds;
  }

  timeAt(at: Instant): CivilTime {
    return civilTime(this.epochAt(at), this.#offsetMinutes);
  }

  /** `date` and `time`: from `now` on the clock goes on from there. */
  setClock(now: Instant, to: CivilTime): void {
    this.setMicroseconds(now, epochOf(to, this.#offsetMinutes) * 1e6);
  }

  /** Microseconds since 1970. */
  microsecondsAt(at: Instant): number {
    return this.#start + at;
  }

  /** @param to microseconds since 1970 */
  setMicroseconds(now: Instant, to: number): void {
    this.#start = to - now;
    this.clockSets++;
  }

  /** The first full second from an instant on. */
  epochFrom(at: Instant): EpochSeconds {
    return Math.ceil(this.microsecondsAt(at) / 1e6) as EpochSeconds;
  }

  /** When the clock shows a time, as it goes now; in the past, when it has shown it. */
  instantOf(epoch: EpochSeconds): Instant {
    return (epoch * 1e6 - this.#start) as Instant;
  }

  /** Whether lines of this level are kept at all; those of `INFO` always are. */
  keeps(level: LogLevel): boolean {
    return this.#levels.has(level);
  }

  write(now: Instant, text: string, level: LogLevel = 'info'): void {
    if (this.keeps(level)) this.log.write(this.epochAt(now), level, text);
  }
}
