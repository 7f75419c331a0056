import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checksum, finish, pseudoHeaderSum, sum, updated } from './checksum.js';
import { hex } from './compliance.suite.js';

/** RFC 1071 §4.1, word by word with end-around carry at every step. */
function naive(octets: Uint8Array): number {
  let total = 0;
  for (let at = 0; at < octets.length; at += 2) {
    total += octets[at]! * 256 + (octets[at + 1] ?? 0);
    if (total > 0xffff) total -= 0xffff;
  }
  return 0xffff - total;
}

/** Zero and all ones are the same number in one's complement. */
const oneZero = (field: number): number => (field === 0xffff ? 0 : field);

describe('the Internet checksum', () => {
  test('the example of RFC 1071 §3', () => {
    expect(sum(hex('0001 f203 f4f5 f6f7'), 0, 8)).toBe(0x2ddf0);
    expect(checksum(hex('0001 f203 f4f5 f6f7'))).toBe(0x220d);
  });

  test('agrees with the sum taken word by word, anywhere in a buffer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 5 }), (octets, at) => {
        const around = new Uint8Array(octets.length + 10).fill(0xa5);
        around.set(octets, at);
        expect(oneZero(checksum(around, at, octets.length))).toBe(oneZero(naive(octets)));
      }),
    );
  });

  test('the longest packet of all ones does not overflow', () => {
    const octets = new Uint8Array(65_535).fill(0xff);
    expect(checksum(octets)).toBe(naive(octets));
    expect(finish(Number.MAX_SAFE_INTEGER)).toBeGreaterThanOrEqual(0);
  });

  test('holds once it stands in its field', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 100 }), (octets) => {
        const view = new DataView(octets.buffer, octets.byteOffset);
        view.setUint16(0, 0);
        view.setUint16(0, checksum(octets));
        expect(checksum(octets)).toBe(0);
      }),
    );
  });

  test('the pseudo header counts as the octets it stands for, signed or not', () => {
    const address = fc.nat({ max: 0xffffffff });
    fc.assert(
      fc.property(address, address, fc.nat({ max: 255 }), fc.nat({ max: 0xffff }), (from, to, protocol, length) => {
        const octets = new Uint8Array(12);
        const view = new DataView(octets.buffer);
        view.setUint32(0, from);
        view.setUint32(4, to);
        view.setUint16(8, protocol);
        view.setUint16(10, length);
        expect(finish(pseudoHeaderSum(from, to, protocol, length))).toBe(checksum(octets));
        expect(pseudoHeaderSum(from | 0, to | 0, protocol, length)).toBe(pseudoHeaderSum(from, to, protocol, length));
      }),
    );
  });

  test('an update is what a fresh sum would be', () => {
    expect(updated(0xdd2f, 0x5555, 0x3285)).toBe(0x0000); // RFC 1624 §4, where eqn. 2 of RFC 1141 would give 0xffff
    const word = fc.nat({ max: 0xffff });
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 12 }), fc.nat(), word, (words, draw, after) => {
        const octetsOf = (values: readonly number[]): Uint8Array =>
          Uint8Array.from(values.flatMap((value) => [value >>> 8, value & 255]));
        const at = draw % words.length;
        const changed = words.map((value, i) => (i === at ? after : value));
        const field = checksum(octetsOf(words));
        expect(oneZero(updated(field, words[at]!, after))).toBe(oneZero(checksum(octetsOf(changed))));
      }),
    );
  });
});
