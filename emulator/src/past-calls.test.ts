import { expect, test } from '@jest/globals';
import { type Instant, START } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { CALLS_MAX, PastCalls } from './past-calls.js';

test('of calls the last are remembered, the latest first', () => {
  const past = new PastCalls();
  for (let at = 0; at < 150; at++)
    past.note({ kind: 'refused', at: at as Instant, peer: ipv4('192.0.2.1'), why: 'no tunnel is free' });
  expect(past.since(START).map(({ at }) => at)).toEqual(Array.from({ length: CALLS_MAX }, (_, i) => 149 - i));
  expect(past.since(148 as Instant)).toHaveLength(2);
});
