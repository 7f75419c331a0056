/**
 * When a line of `schedule at` is due (manual 37.1), reckoned on the router's wall clock.
 * @module
 */

import type { CivilTime } from '@rtemu/commands/status';
import { agentSelection, GLOBAL, ppSelection, type Selection, tunnelSelection } from '@rtemu/config/selection';
import type { MemoryName } from '@rtemu/models/machine';
import { civilTime, type EpochSeconds, epochOf } from './calendar.js';

/** Times of day on some days. */
export interface CalendarPlan {
  readonly kind: 'calendar';
  /** By month, 1 to 12. */
  readonly months: readonly boolean[];
  /** By day of the month, 1 to 31, or by day of the week, Sunday 0. */
  readonly days: { readonly of: 'month' | 'week'; readonly are: readonly boolean[] };
  /** `undefined`: every one. */
  readonly hour: number | undefined;
  readonly minute: number | undefined;
  readonly second: number;
}

export type Plan =
  | CalendarPlan
  | { readonly kind: 'startup' }
  /** Seconds after it was entered, or after the start. */
  | { readonly kind: 'timer'; readonly seconds: number }
  /** When the router takes notice of a memory. */
  | { readonly kind: 'attached'; readonly memory: MemoryName };

export interface Schedule {
  readonly plan: Plan;
  /** As it is written: `startup`, `12:00:00`, `+600`. */
  readonly time: string;
  /** What is selected for the command. */
  readonly where: '*' | { readonly scope: 'pp' | 'tunnel' | 'switch'; readonly name: string };
  readonly command: string;
}

/** `[days] time where command`, as the configuration keeps it; `undefined` when its days are none. */
export function readSchedule(text: string): Schedule | undefined {
  const found =
    /^(?:(?<days>\S+\/\S+) )?(?<time>\S+) (?:\*|(?<scope>pp|tunnel|switch) (?<name>\S+)) (?<command>.+)$/.exec(
      text,
    )?.groups;
  if (found === undefined) return undefined;
  const { days, time = '', scope, name = '', command = '' } = found;
  const plan = readPlan(days, time);
  const where = scope === undefined ? '*' : { scope: scope as 'pp' | 'tunnel' | 'switch', name };
  return plan && { plan, time, where, command };
}

/** What is selected for the command of a schedule. */
export function selectionOf(where: Schedule['where']): Selection {
  if (where === '*') return GLOBAL;
  const { scope, name } = where;
  if (scope === 'switch') return agentSelection('switch', name);
  if (scope === 'tunnel') return tunnelSelection(Number(name));
  return ppSelection(name === 'anonymous' ? name : Number(name));
}

function readPlan(days: string | undefined, time: string): Plan | undefined {
  if (time === 'startup') return { kind: 'startup' };
  if (time === 'usb-attached') return { kind: 'attached', memory: 'usb1' };
  if (time === 'sd-attached') return { kind: 'attached', memory: 'sd1' };
  if (time.startsWith('+')) return { kind: 'timer', seconds: Number(time.slice(1)) };
  const [monthText = '*', dayText = '*'] = (days ?? '*/*').split('/');
  const months = readSet(monthText, 1, 12, Number);
  const isOfWeek = /[a-z]/.test(dayText);
  const are = isOfWeek ? readSet(dayText, 0, 6, (name) => WEEK.indexOf(name)) : readSet(dayText, 1, 31, Number);
  const [hour = '*', minute = '*', second = '0'] = time.split(':');
  if (months === undefined || are === undefined) return undefined;
  return {
    kind: 'calendar',
    months,
    days: { of: isOfWeek ? 'week' : 'month', are },
    hour: hour === '*' ? undefined : Number(hour),
    minute: minute === '*' ? undefined : Number(minute),
    second: Number(second),
  };
}

const WEEK: readonly string[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** `1,2`, `2-`, `2-7`, `-7`, `*`: which of the numbers from `first` to `last` are meant. */
function readSet(text: string, first: number, last: number, numberOf: (name: string) => number): boolean[] | undefined {
  const meant = Array.from({ length: last + 1 }, () => false);
  for (const part of text.split(',')) {
    const [from = '', to = from, ...more] = part === '*' ? ['', ''] : part.split('-');
    const [begin, end] = [from === '' ? first : numberOf(from), to === '' ? last : numberOf(to)];
    if (part === '' || part === '-' || more.length > 0 || !(begin >= first && end <= last && begin <= end))
      return undefined;
    meant.fill(true, begin, end + 1);
  }
  return meant;
}

/** From one leap day to the next there may be eight years, over a century that is none. */
const DAYS_MAX = 8 * 366 + 1;
const SECONDS_PER_DAY = 86_400;

/** When the plan is next due, `from` included; `undefined`: never. */
export function nextTime(plan: CalendarPlan, from: EpochSeconds, offsetMinutes: number): EpochSeconds | undefined {
  const first = civilTime(from, offsetMinutes);
  const midnight = epochOf({ ...first, hour: 0, minute: 0, second: 0 }, offsetMinutes);
  for (let day = 0; day < DAYS_MAX; day++) {
    const begin = (midnight + day * SECONDS_PER_DAY) as EpochSeconds;
    if (!isDay(plan, begin, offsetMinutes)) continue;
    const time = timeOfDay(plan, Math.max(0, from - begin));
    if (time !== undefined) return (begin + time) as EpochSeconds;
  }
  return undefined;
}

function isDay({ months, days }: CalendarPlan, midnight: EpochSeconds, offsetMinutes: number): boolean {
  const { month, day }: CivilTime = civilTime(midnight, offsetMinutes);
  return months[month]! && days.are[days.of === 'month' ? day : dayOfWeek(midnight, offsetMinutes)]!;
}

/** Sunday 0. The first of January 1970 was a Thursday. */
function dayOfWeek(midnight: EpochSeconds, offsetMinutes: number): number {
  const days = Math.floor((midnight + offsetMinutes * 60) / SECONDS_PER_DAY);
  return (((days + 4) % 7) + 7) % 7;
}

/** The first second of the day from `from` on at which the plan is due. */
function timeOfDay({ hour, minute, second }: CalendarPlan, from: number): number | undefined {
  for (let h = hour ?? Math.floor(from / 3600); h <= (hour ?? 23); h++) {
    const inHour = Math.max(0, from - h * 3600);
    for (let m = minute ?? Math.floor(inHour / 60); m <= (minute ?? 59); m++) {
      const time = h * 3600 + m * 60 + second;
      if (time >= from) return time;
    }
  }
  return undefined;
}
