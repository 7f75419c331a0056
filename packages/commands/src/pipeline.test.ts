import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPattern } from './pipeline.js';

describe('patterns', () => {
  test('any text is a pattern or none, and never an accident', () => {
    const piece = fc.constantFrom(...'.?*+|[]^$()\\-{},/ab0 あ', '[^', '😀', '\\d', '(?', '--');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), fc.boolean(), (pieces, wholeWords, anyCase) => {
        readPattern(pieces.join(''), { wholeWords, anyCase })?.test('a-b {0}');
      }),
      { numRuns: 3000 },
    );
  });

  test('an end of the line cannot be repeated', () => {
    for (const pattern of ['$*', 'a$+', '^?']) expect(readPattern(pattern)).toBeUndefined();
  });
});
