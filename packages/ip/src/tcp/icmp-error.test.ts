import { expect, test } from '@jest/globals';
import { UNSPECIFIED } from '@rtemu/wire/address';
import { meaningOf, narrowerMss } from './icmp-error.js';

const meaning = (type: number, code: number) =>
  meaningOf({ type, code, source: UNSPECIFIED, destination: UNSPECIFIED, octets: new Uint8Array() });

test('which errors are hard and which soft (RFC 9293 3.9.2.2)', () => {
  expect([0, 1, 2, 3, 4, 5, 13].map((code) => meaning(3, code))).toEqual([
    'soft',
    'soft',
    'hard',
    'hard',
    'too-big',
    'soft',
    'soft',
  ]);
  expect([meaning(11, 0), meaning(12, 0), meaning(4, 0), meaning(8, 0)]).toEqual([
    'soft',
    'soft',
    'nothing',
    'nothing',
  ]);
});

test('the segment that fits: as the router says, or the next of the usual networks, never larger, never tiny', () => {
  expect(narrowerMss(1400, 1460)).toBe(1360);
  expect(narrowerMss(0, 1460)).toBe(1492 - 40);
  expect(narrowerMss(0, 1452)).toBe(1006 - 40);
  expect(narrowerMss(9000, 1460)).toBe(1460);
  expect(narrowerMss(68, 1460)).toBe(256);
  expect(narrowerMss(0, 10)).toBe(10);
});
