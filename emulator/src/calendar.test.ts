import { describe, expect, test } from '@jest/globals';
import { printDateTime } from '@rtemu/commands/header';
import fc from 'fast-check';
import { civilTime, type EpochSeconds, epochOf, UNSET_CLOCK } from './calendar.js';

describe('calendar', () => {
  test('a clock that was never set', () => {
    expect(printDateTime(civilTime(UNSET_CLOCK))).toBe('1980/01/01 09:00:00');
  });

  test('agrees with the JavaScript calendar, and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000, max: 250_000_000_000 }), (seconds) => {
        const at = seconds as EpochSeconds;
        const date = new Date(seconds * 1000);
        expect(civilTime(at, 0)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        });
        expect(epochOf(civilTime(at, 540), 540)).toBe(seconds);
      }),
    );
  });
});
