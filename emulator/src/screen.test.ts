import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Pager, wrapLine } from './screen.js';

describe('wrapLine', () => {
  test('cuts after columns - 1 cells, where wide characters count two', () => {
    expect(wrapLine('x'.repeat(160), 80).map((line) => line.length)).toEqual([79, 79, 2]);
    expect(wrapLine('送信'.repeat(20), 80).map((line) => line.length)).toEqual([39, 1]);
    expect(wrapLine('', 80)).toEqual(['']);
  });

  test('loses nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (line) => wrapLine(line, 80).join('') === line));
  });
});

describe('Pager', () => {
  const lines = Array.from({ length: 10 }, (_, i) => `line ${i}`);

  test('a screen, a line, the rest', () => {
    const pager = new Pager(4);
    expect(pager.add(lines)).toEqual(lines.slice(0, 3));
    expect(pager.turn('')).toEqual(['line 3']);
    expect(pager.turn('x')).toEqual([]);
    expect(pager.turn(' ')).toEqual(lines.slice(4, 7));
    expect(pager.holds).toBe(true);
    expect(pager.turn(' ')).toEqual(lines.slice(7));
    expect(pager.holds).toBe(false);
  });

  test('q throws the rest away; without a limit nothing is held', () => {
    const pager = new Pager(4);
    pager.add(lines);
    expect(pager.turn('q')).toEqual([]);
    expect(pager.holds).toBe(false);
    expect(new Pager(Number.POSITIVE_INFINITY).add(lines)).toEqual(lines);
  });
});
