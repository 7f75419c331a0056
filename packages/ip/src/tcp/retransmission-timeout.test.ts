import { expect, test } from '@jest/globals';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { RetransmissionTimeout } from './retransmission-timeout.js';

const fresh = (minimum = milliseconds(1)): RetransmissionTimeout => new RetransmissionTimeout(minimum, seconds(60));

test('a second before anything was measured', () => {
  expect(fresh().timeout).toBe(seconds(1));
  expect(fresh().smoothed).toBeUndefined();
});

test('the first measurement and the next, by the sums of RFC 6298 2.2 and 2.3', () => {
  const timeout = fresh();
  timeout.measure(milliseconds(100)); // SRTT 100, RTTVAR 50
  expect(timeout.timeout).toBe(milliseconds(300));
  timeout.measure(milliseconds(180)); // RTTVAR 3/4 * 50 + 1/4 * 80 = 57.5, SRTT 7/8 * 100 + 1/8 * 180 = 110
  expect(timeout.smoothed).toBe(milliseconds(110));
  expect(timeout.timeout).toBe(milliseconds(340));
});

test('a steady round trip does not make the timeout shorter than the clock is fine', () => {
  const timeout = fresh();
  for (let i = 0; i < 200; i++) timeout.measure(milliseconds(100));
  expect(timeout.timeout).toBe(milliseconds(101));
});

test('bounds, backing off, and the end of it', () => {
  const timeout = fresh(seconds(1));
  timeout.measure(milliseconds(1));
  expect(timeout.timeout).toBe(seconds(1));
  for (const expected of [2, 4, 8, 16, 32, 60, 60]) {
    timeout.backOff();
    expect(timeout.timeout).toBe(seconds(expected));
  }
  timeout.measure(milliseconds(1));
  expect(timeout.timeout).toBe(seconds(1));
});
