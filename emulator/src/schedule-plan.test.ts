import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EpochSeconds, epochOf } from './calendar.js';
import { type CalendarPlan, nextTime, readSchedule } from './schedule-plan.js';

const calendar = (text: string): CalendarPlan => {
  const plan = readSchedule(`${text} * save`)?.plan;
  if (plan?.kind !== 'calendar') throw new Error(`no calendar plan: ${text}`);
  return plan;
};

const WEEK = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Whether a moment is meant, by what the manual says of each form and the host's own calendar, which the emulator has not. */
function isMeant(text: string, epoch: number): boolean {
  const date = new Date((epoch + 540 * 60) * 1000);
  const [days, time] = text.includes(' ') ? text.split(' ') : ['*/*', text];
  const [month, day] = days!.split('/');
  const [hour, minute, second = '0'] = time!.split(':');
  const within = (set: string, value: number, numberOf: (name: string) => number, first: number, last: number) =>
    set.split(',').some((part) => {
      if (part === '*') return true;
      if (!part.includes('-')) return numberOf(part) === value;
      const [from, to] = part.split('-');
      return value >= (from ? numberOf(from) : first) && value <= (to ? numberOf(to) : last);
    });
  return (
    within(month!, date.getUTCMonth() + 1, Number, 1, 12) &&
    (/[a-z]/.test(day!)
      ? within(day!, date.getUTCDay(), (name) => WEEK.indexOf(name), 0, 6)
      : within(day!, date.getUTCDate(), Number, 1, 31)) &&
    (hour === '*' || Number(hour) === date.getUTCHours()) &&
    (minute === '*' || Number(minute) === date.getUTCMinutes()) &&
    Number(second) === date.getUTCSeconds()
  );
}

const set = (one: fc.Arbitrary<number>, name: (value: number) => string) =>
  fc.oneof(
    fc.constant('*'),
    fc.array(one.map(name), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
    one.map((value) => `${name(value)}-`),
    one.map((value) => `-${name(value)}`),
    fc.tuple(one, one).map(([a, b]) => `${name(Math.min(a, b))}-${name(Math.max(a, b))}`),
  );
const months = set(fc.integer({ min: 1, max: 12 }), String);
const monthDays = set(fc.integer({ min: 1, max: 31 }), String);
const weekDays = set(fc.integer({ min: 0, max: 6 }), (day) => WEEK[day]!);
const orEvery = (max: number) => fc.oneof(fc.constant('*'), fc.nat({ max }).map(String));
const times = fc
  .tuple(
    orEvery(23),
    orEvery(59),
    fc.oneof(
      fc.constant(''),
      fc.nat({ max: 59 }).map((second) => `:${second}`),
    ),
  )
  .map(([hour, minute, second]) => `${hour}:${minute}${second}`);
const texts = fc
  .tuple(months, fc.oneof(monthDays, weekDays), times)
  .map(([month, day, time]) => `${month}/${day} ${time}`);

const YEARS = { min: Date.UTC(1999, 0, 1) / 1000, max: Date.UTC(2105, 0, 1) / 1000 };
const moments = fc.integer(YEARS) as fc.Arbitrary<EpochSeconds>;

describe('the next time', () => {
  test('is the first that is meant: none of the minutes between is', () => {
    fc.assert(
      fc.property(texts, moments, (text, from) => {
        const plan = calendar(text);
        const next = nextTime(plan, from, 540);
        const end = Math.min(next ?? Number.POSITIVE_INFINITY, from + 2 * 86_400);
        // The second is written down, so that one look a minute misses nothing.
        let at = from - (from % 60) + plan.second;
        if (at < from) at += 60;
        for (; at < end; at += 60) if (isMeant(text, at)) return at === next;
        return next === undefined || isMeant(text, next);
      }),
      { numRuns: 300 },
    );
  });

  test('over years: none of the days between is', () => {
    fc.assert(
      fc.property(months, fc.oneof(monthDays, weekDays), moments, (month, day, from) => {
        const text = `${month}/${day} 12:30:15`;
        const next = nextTime(calendar(text), from, 540);
        const noon = 3 * 3600 + 30 * 60 + 15; // in Greenwich
        let at = from - (from % 86_400) + noon;
        if (at < from) at += 86_400;
        for (let days = 0; days < 366 * 9; days++, at += 86_400) if (isMeant(text, at)) return at === next;
        return next === undefined;
      }),
      { numRuns: 150 },
    );
  });

  test('after each other they never stand still', () => {
    fc.assert(
      fc.property(texts, moments, (text, from) => {
        let at = from;
        for (let i = 0; i < 20; i++) {
          const next = nextTime(calendar(text), at, 540);
          if (next === undefined) return true;
          if (next < at) return false;
          at = (next + 1) as EpochSeconds;
        }
        return true;
      }),
    );
  });

  test.each([
    ['1/1 0:0', '2026-01-01T00:00:00+09:00'],
    ['*/mon-fri 8:00', '2025-07-07T08:00:00+09:00'],
    ['*/-fri 8:00', '2025-07-06T08:00:00+09:00'],
    ['*:15', '2025-07-05T12:15:00+09:00'],
    ['12:*:20', '2025-07-05T12:00:20+09:00'],
    ['2/29 23:59:59', '2028-02-29T23:59:59+09:00'],
    ['*/31 0:00', '2025-07-31T00:00:00+09:00'],
  ])('of %s after noon of 2025-07-05 in Japan', (text, expected) => {
    const noon = epochOf({ year: 2025, month: 7, day: 5, hour: 12, minute: 0, second: 0 });
    expect(nextTime(calendar(text), noon, 540)).toBe(Date.parse(expected) / 1000);
  });

  test('of a day that does not exist is never', () => {
    expect(nextTime(calendar('2/30 0:00'), 0 as EpochSeconds, 0)).toBeUndefined();
  });
});

describe('a line', () => {
  test('says when, where and what', () => {
    expect(readSchedule('startup * lua emfs:/a.lua')).toEqual({
      plan: { kind: 'startup' },
      time: 'startup',
      where: '*',
      command: 'lua emfs:/a.lua',
    });
    expect(readSchedule('+600 pp anonymous pp enable anonymous')).toMatchObject({
      plan: { kind: 'timer', seconds: 600 },
      where: { scope: 'pp', name: 'anonymous' },
      command: 'pp enable anonymous',
    });
    expect(readSchedule('*/* 3:00 switch lan1:4 * *')?.where).toEqual({ scope: 'switch', name: 'lan1:4' });
    expect(readSchedule('usb-attached * save')?.plan).toEqual({ kind: 'attached', memory: 'usb1' });
  });

  test.each([
    '13/1 0:00',
    '0/1 0:00',
    '1/32 0:00',
    '*/moon 0:00',
    '3-1/* 0:00',
    '1,/* 0:00',
    '-/* 0:00',
    '1-2-3/* 0:00',
  ])('with the days %s is none', (text) => {
    expect(readSchedule(`${text} * save`)).toBeUndefined();
  });
});
