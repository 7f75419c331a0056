import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { columnsOf, halfWidths, printWord, readWords } from './words.js';

const words = (line: string) => readWords(line).words;

describe('a line as words (manual 1.5)', () => {
  test('is split at blanks, however many', () => {
    expect(words('  pp  auth   request mschap ')).toEqual(['pp', 'auth', 'request', 'mschap']);
    expect(words('pp\tselect\t1')).toEqual(['pp', 'select', '1']);
    expect(words('')).toEqual([]);
    expect(words('   ')).toEqual([]);
  });

  test('ends at a comment, wherever it begins', () => {
    expect(words('# a comment')).toEqual([]);
    expect(words('ip tunnel mtu 1000 # why')).toEqual(['ip', 'tunnel', 'mtu', '1000']);
    expect(words('pp auth myname me pass#word')).toEqual(['pp', 'auth', 'myname', 'me', 'pass']);
    expect(words('pp auth myname me pass\\#word')).toEqual(['pp', 'auth', 'myname', 'me', 'pass#word']);
  });

  test('knows quotes of both kinds, and escapes in and out of them', () => {
    expect(words(`console prompt "[RTX1210] "`)).toEqual(['console', 'prompt', '[RTX1210] ']);
    expect(words(`a 'b # "c"' d`)).toEqual(['a', 'b # "c"', 'd']);
    expect(words(`analog extension dial prefix sip prefix="9#"`)).toEqual([
      ...['analog', 'extension', 'dial', 'prefix', 'sip', 'prefix=9#'],
    ]);
    expect(words('a\\ b \\"c \\\\ "d\\"e"')).toEqual(['a b', '"c', '\\', 'd"e']);
    expect(words(`console prompt ""`)).toEqual(['console', 'prompt', '']);
    expect(words('a "never closed')).toEqual(['a', 'never closed']);
    expect(words('a \\')).toEqual(['a', '\\']);
  });

  test('may be followed by pipes and a file', () => {
    expect(readWords('show config | grep -i NAT|less')).toEqual({
      words: ['show', 'config'],
      pipes: [['grep', '-i', 'NAT'], ['less']],
      into: undefined,
    });
    expect(readWords('show log >> usb1:log.txt').into).toEqual({ file: 'usb1:log.txt', append: true });
    expect(readWords('show log>usb1:log.txt').into).toEqual({ file: 'usb1:log.txt', append: false });
    expect(readWords('show config | grep "a|b"').pipes).toEqual([['grep', 'a|b']]);
  });

  test('keeps the column of each word', () => {
    expect(columnsOf('  pp  select "a b" x')).toEqual([2, 6, 13, 19]);
    expect(columnsOf('show log | grep x')).toEqual([0, 5]);
  });

  test('a printed word is read back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).filter((text) => !/[\n\r]/.test(text))), (texts) => {
        expect(words(texts.map(printWord).join(' '))).toEqual(texts);
      }),
    );
  });

  test('counts half widths as Shift_JIS takes octets', () => {
    expect([halfWidths('abc'), halfWidths('日本'), halfWidths('ｶﾅ'), halfWidths('a日ｶ')]).toEqual([3, 4, 2, 4]);
  });
});
