import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distance, later, plus, precedes, precedesOrEquals, type SequenceNumber } from './sequence-number.js';

const anyNumber = fc.nat({ max: 0xffffffff }).map((value) => value as SequenceNumber);
const step = fc.integer({ min: 1, max: 0x7fffffff });

test('what is less than half the circle ahead comes later, wherever the circle is cut', () => {
  fc.assert(
    fc.property(anyNumber, step, (from, ahead) => {
      const to = plus(from, ahead);
      expect(distance(from, to)).toBe(ahead);
      expect(distance(to, from)).toBe(-ahead);
      expect(precedes(from, to)).toBe(true);
      expect(precedes(to, from)).toBe(false);
      expect(precedesOrEquals(to, from)).toBe(false);
      expect(later(from, to)).toBe(to);
      expect(later(to, from)).toBe(to);
    }),
  );
});

test('a number neither precedes nor follows itself, and zero follows the last', () => {
  fc.assert(
    fc.property(anyNumber, (number) => {
      expect(precedes(number, number)).toBe(false);
      expect(precedesOrEquals(number, number)).toBe(true);
    }),
  );
  expect(plus(0xffffffff as SequenceNumber, 1)).toBe(0);
  expect(plus(0 as SequenceNumber, -1)).toBe(0xffffffff);
});
