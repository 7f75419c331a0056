import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { configRowsOf, RowReader } from './config-rows.js';
import { isFirstWord } from './rows.js';

/** What is read of a text by somebody who understands a few commands. */
function rowsOf(text: string) {
  const reader = new RowReader(text, {
    isFirstWord,
    isUnderstood: (line) => /^\s*(?:ip route|ip filter|pp select|show|description)(?: [\w.*"/,-]+)+\s*$/.test(line),
  });
  const rows = [];
  for (let row = reader.next(); row !== undefined; row = reader.next()) rows.push(row);
  return rows;
}
const told = (text: string) =>
  rowsOf(text).map(({ number, rows, kind, text: line }) => ({ at: number, rows, kind, line }));

describe('a configuration', () => {
  test('row by row, whatever ends a row', () => {
    expect(told('\ufeffpp select 1\r\nip route x\rip route y\n').map(({ line }) => line)).toEqual([
      'pp select 1',
      'ip route x',
      'ip route y',
      '',
    ]);
  });

  test('broken by a screen, in the middle of a word or at a blank', () => {
    const long = `ip filter ${'1234567 '.repeat(12).trim()}`;
    const broken = `${long.slice(0, 79)}\n${long.slice(79)}\npp select 1`;
    expect(told(broken)).toEqual([
      { at: 1, rows: 2, kind: 'joined', line: long },
      { at: 3, rows: 1, kind: 'plain', line: 'pp select 1' },
    ]);
    const shifted = `ip route ${'12345 1234567 '.repeat(6).trim()}`; // with a blank in column 78
    const atBlank = `${shifted.slice(0, 79).trimEnd()}\n${shifted.slice(79).trim()}`;
    expect(atBlank.indexOf('\n')).toBe(78);
    expect(told(atBlank).map(({ line }) => line)).toEqual([shifted]);
  });

  test('broken into three', () => {
    const long = `ip filter ${'1234567 '.repeat(25).trim()}`;
    const rows = [long.slice(0, 79), long.slice(79, 158), long.slice(158)];
    expect(told(rows.join('\n'))).toEqual([{ at: 1, rows: 3, kind: 'joined', line: long }]);
  });

  test('what is wrong is not put together with what follows', () => {
    const full = `description ${'x'.repeat(67)}`;
    expect(told(`${full}\nzzz !\n${'y'.repeat(79)}\nzzz !`).map(({ rows }) => rows)).toEqual([1, 1, 1, 1]);
  });

  test('of a command that nobody knows, too', () => {
    const long = `ip nothing ${'1234567 '.repeat(12).trim()}`;
    expect(told(`${long.slice(0, 79)}\n${long.slice(79)}\npp select 1`).map(({ rows }) => rows)).toEqual([2, 1]);
  });

  test('a full row that ends by chance', () => {
    const full = `description ${'x'.repeat(67)}`;
    expect(told(`${full}\nip route y`).map(({ line }) => line)).toEqual([full, 'ip route y']);
  });

  test('comments above it are broken, too', () => {
    const head = `# main:  RTX1000 ver=b0 ${'MAC-Address=00:a0:de:00:00:01 '.repeat(2)}`.slice(0, 79).padEnd(79, 'x');
    expect(told(`${head}\ness=00:a0:de:00:00:02\nip route x`).map(({ kind, rows }) => [kind, rows])).toEqual([
      ['joined', 2],
      ['plain', 1],
    ]);
  });
});

describe('what a terminal showed', () => {
  test('has commands behind prompts, and what was printed between them', () => {
    const rows = rowsOf('Password:\n\n# ip route x\npp1# description y\nRT-A> show environment\nRTX1210 Rev.14\n');
    expect(rows.filter(({ kind }) => kind === 'plain').map(({ text, left }) => [left, text])).toEqual([
      [2, 'ip route x'],
      [5, 'description y'],
      [6, 'show environment'],
    ]);
  });

  test('commands that are commented out are not mistaken for it', () => {
    expect(told('ip route x\n# ip route y\n').map(({ line }) => line)).toEqual(['ip route x', '# ip route y', '']);
  });
});

describe('a body behind <<', () => {
  test('takes rows of its own in a configuration', () => {
    expect(configRowsOf('embedded file a.lua "<<EOF\nx = \\"1\\"\n\nEOF"')).toEqual([
      ...['embedded file a.lua <<EOF', 'x = "1"', '', 'EOF'],
    ]);
    expect(configRowsOf('description 1 "<<a b"')).toEqual(['description 1 "<<a b"']);
  });

  test('is one word of its command', () => {
    const [file, next] = rowsOf('embedded file a.lua <<EOF\nx = "1"\n\nEOF\nip route x');
    expect(file).toMatchObject({ rows: 4, shown: 'embedded file a.lua <<EOF' });
    expect(file!.text).toBe('embedded file a.lua "<<EOF\nx = \\"1\\"\n\nEOF"');
    expect(next).toMatchObject({ number: 5, text: 'ip route x' });
  });

  test('that is never closed takes the rest', () => {
    expect(told('embedded file a.lua <<EOF\nx\nip route x')).toEqual([
      { at: 1, rows: 3, kind: 'unclosed', line: 'embedded file a.lua <<EOF' },
    ]);
  });
});

test('every row of any text is read once', () => {
  const row = fc.oneof(
    fc.constantFrom(
      'ip route x',
      '# x',
      '# ip route y',
      'pp1# ip route z',
      '<<',
      'embedded file a <<E',
      'E',
      '',
      '日本語',
    ),
    fc.string({ maxLength: 100 }),
    fc.constant('x'.repeat(79)),
  );
  fc.assert(
    fc.property(fc.array(row), (list) => {
      const text = list.join('\n');
      const rows = rowsOf(text);
      expect(rows.reduce((sum, each) => sum + each.rows, 0)).toBe(text.split(/\r\n|\r|\n/).length);
    }),
  );
});
