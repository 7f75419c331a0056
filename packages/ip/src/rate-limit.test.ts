import { expect, test } from '@jest/globals';
import { type Instant, milliseconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { RateLimit } from './rate-limit.js';

test('so many at once, and so many per second after that', () => {
  const limit = new RateLimit(100, 50);
  const allowedAt = (now: number): number => {
    let count = 0;
    while (limit.allows(now as Instant)) count++;
    return count;
  };
  expect(allowedAt(0)).toBe(50);
  expect(allowedAt(milliseconds(9))).toBe(0);
  expect(allowedAt(milliseconds(10))).toBe(1);
  expect(allowedAt(milliseconds(1010))).toBe(50); // a full second makes a hundred, the bucket holds fifty
});

test('never more than the rate and the burst together, however often it is asked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 50_000 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 999 }),
      (waits, rate) => {
        const limit = new RateLimit(rate, 5);
        let now = 0;
        let allowed = 0;
        for (const wait of waits) {
          now += wait;
          if (limit.allows(now as Instant)) allowed++;
        }
        expect(allowed).toBeLessThanOrEqual(5 + Math.floor((now * rate) / 1e6) + 1);
        expect(allowed).toBeGreaterThanOrEqual(Math.min(waits.length, 5));
      },
    ),
  );
});
