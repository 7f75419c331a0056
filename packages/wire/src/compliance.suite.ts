/**
 * What every codec of this package must pass, whatever it codes. A codec's test hands over its verbs, its vectors and
 * an arbitrary; the suite holds the codec to: vectors both ways, no octet left unwritten, every truncation and any
 * octets at all read without a throw, reading undoes writing.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Parsed } from './parsed.js';

export interface Codec<T> {
  parse(octets: Uint8Array): Parsed<T>;
  emitInto(value: T, octets: Uint8Array): void;
  lengthOf(value: T): number;
  describe(octets: Uint8Array): string;
}

export interface Vector<T> {
  readonly name: string;
  readonly value: T;
  /** Hexadecimal; blanks are for the reader. */
  readonly octets: string;
}

export const hex = (text: string): Uint8Array => {
  const digits = text.replace(/\s+/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
};

export const unhex = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');

/** How many random inputs a parser must survive. */
export const RANDOM_INPUTS = 100_000;

export interface Expectations<T> {
  readonly vectors: readonly Vector<T>[];
  /** Any legal value: what is emitted from it must be read back the same. */
  readonly arbitrary: fc.Arbitrary<T>;
  /** Set when a prefix of a message may be a message too (a payload to the end, optional trailing fields). */
  readonly prefixesMayParse?: boolean;
  /** Octets written over the start of random input, so that it gets past the first checks. */
  readonly randomHeads?: readonly string[];
}

export function itComplies<T>(name: string, codec: Codec<T>, expected: Expectations<T>): void {
  const emitDirty = (value: T): Uint8Array => {
    const octets = new Uint8Array(codec.lengthOf(value)).fill(0xa5); // an octet that nobody wrote shows
    codec.emitInto(value, octets);
    return octets;
  };

  describe(`${name} codec`, () => {
    for (const { name: vector, value, octets } of expected.vectors) {
      test(`reads and writes ${vector}`, () => {
        expect(unhex(emitDirty(value))).toBe(unhex(hex(octets)));
        expect(codec.parse(hex(octets))).toEqual({ ok: true, value });
      });
      test(`reads every truncation of ${vector} without a throw`, () => {
        const whole = hex(octets);
        for (let end = 0; end < whole.length; end++) {
          const result = codec.parse(whole.subarray(0, end));
          if (!expected.prefixesMayParse) expect({ end, ok: result.ok }).toEqual({ end, ok: false });
          expect(typeof codec.describe(whole.subarray(0, end))).toBe('string');
        }
      });
    }

    test('reading undoes writing', () => {
      fc.assert(
        fc.property(expected.arbitrary, (value) => {
          const octets = emitDirty(value);
          expect(codec.parse(octets)).toEqual({ ok: true, value });
          const clean = new Uint8Array(octets.length);
          codec.emitInto(value, clean);
          expect(unhex(octets)).toBe(unhex(clean));
        }),
        { numRuns: 200 },
      );
    });

    test(`${RANDOM_INPUTS} random inputs throw nothing`, () => {
      const heads = ['', ...(expected.randomHeads ?? [])].map(hex);
      const random = randomOctets(0x5eed);
      for (let i = 0; i < RANDOM_INPUTS; i++) {
        const octets = random(i % 97);
        const head = heads[i % heads.length]!;
        octets.set(head.subarray(0, octets.length));
        codec.parse(octets);
        if (i % 50 === 0) codec.describe(octets);
      }
    });
  });
}

/** Octets from a seed, fast (xorshift32): fast-check would take seconds for as many. */
function randomOctets(seed: number): (length: number) => Uint8Array {
  let state = seed;
  return (length) => {
    const octets = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      octets[i] = state;
    }
    return octets;
  };
}
