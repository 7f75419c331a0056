import { expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, START, seconds } from '@rtemu/engine/time';
import { halfSipHash, InitialSequenceNumbers } from './initial-sequence-number.js';
import { distance } from './sequence-number.js';

test('HalfSipHash-2-4 gives the published values', () => {
  // Key 00..07 over the octets 00, 01, 02 ...: entries 0, 4, 8 and 12 of the reference's table of 32-bit results.
  const key = [0x03020100, 0x07060504] as const;
  const words = [0x03020100, 0x07060504, 0x0b0a0908];
  const hashes = [0, 1, 2, 3].map((count) => halfSipHash(key, words.slice(0, count)));
  expect(hashes).toEqual([0x5b9f35a9, 0x89466e2a, 0x8f84b8d0, 0x2f87f057]);
});

const LOCAL = { address: 1, port: 2 };
const REMOTE = { address: 3, port: 4 };

test('one pair of endpoints advances by 250,000 a second; another pair is somewhere else', () => {
  const numbers = new InitialSequenceNumbers(new Random(1));
  const first = numbers.choose(START, LOCAL, REMOTE);
  expect(distance(first, numbers.choose(after(START, seconds(10)), LOCAL, REMOTE))).toBe(2_500_000);
  const others = [1, 2, 3, 4, 5].map((port) => numbers.choose(START, LOCAL, { ...REMOTE, port: 4 + port }));
  expect(new Set([first, ...others]).size).toBe(6);
});

test('the same seed gives the same numbers, another seed others', () => {
  const first = (seed: number): number => new InitialSequenceNumbers(new Random(seed)).choose(START, LOCAL, REMOTE);
  expect(first(1)).toBe(first(1));
  expect(first(1)).not.toBe(first(2));
});
