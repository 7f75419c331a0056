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

  test('what is repeated several times means what it does in expressions of JavaScript', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^b]',
      '|',
      '^',
      '$',
      '(a|b)',
      '(ab)*',
      '(a*)+',
      'a?',
      'b*',
      '(b?a|)+',
    );
    const line = fc.string({ unit: fc.constantFrom(...'abc A'), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 5 }),
        line,
        fc.boolean(),
        fc.boolean(),
        (pieces, text, word, anyCase) => {
          const pattern = pieces.join('');
          const expression = word ? `(?<!\\w)(?:${pattern})(?!\\w)` : pattern;
          const expected = new RegExp(expression, anyCase ? 'iu' : 'u').test(text);
          expect(readPattern(pattern, { wholeWords: word, anyCase })!.test(text)).toBe(expected);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('none takes for ever', () => {
    for (const pattern of ['(a+)+b', '(a|a)*(a|a)*b', 'a*a*a*a*a*a*b', `${'a?'.repeat(40)}${'a'.repeat(40)}b`])
      expect(readPattern(pattern)!.test('a'.repeat(500))).toBe(false);
  });
});
