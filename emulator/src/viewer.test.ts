import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIMIT, Viewer } from './viewer.js';

const LINES = Array.from({ length: 30 }, (_, i) => `line ${i + 1}${i % 10 === 6 ? ' pptp' : ''}`);
const HEIGHT = 6;

/** What a terminal of so many rows shows. */
function screenOf(text: string, height: number): string[] {
  let rows = [''];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is sent them
  for (const [token] of text.matchAll(/\x1b\[H\x1b\[J|\r +\r|\n|[^\x1b\r\n]+/g)) {
    if (token.startsWith('\x1b')) rows = [''];
    else if (token.startsWith('\r')) rows[rows.length - 1] = '';
    else if (token === '\n') rows.push('');
    else rows[rows.length - 1] += token;
  }
  return rows.slice(-height);
}

/** What is on the screen after these keys. */
function see(keys: string, lines = LINES, height = HEIGHT): string[] {
  const viewer = new Viewer(lines, height, 'en');
  let text = viewer.pollText();
  for (const key of keys) viewer.handleKeys(0, key);
  text += viewer.pollText();
  return screenOf(text, height);
}

/** A full screen from this line on. */
const from = (line: number, row = ':'): string[] => [...LINES.slice(line - 1, line + HEIGHT - 2), row];

describe('less', () => {
  test('what fits a screen is shown, and that is all', () => {
    const viewer = new Viewer(LINES.slice(0, 5), HEIGHT, 'en');
    expect([viewer.done, viewer.raw, viewer.pollText()]).toEqual([true, false, `${LINES.slice(0, 5).join('\n')}\n`]);
    expect(new Viewer(LINES, Number.POSITIVE_INFINITY, 'en').done).toBe(true);
    expect(new Viewer([], HEIGHT, 'en').pollText()).toBe('');
  });

  test.each([
    ['', 1],
    [' ', 6],
    ['f', 6],
    ['\x06', 6],
    ['3 ', 16],
    ['99f', 26],
    [' b', 1],
    ['3f2b', 6],
    ['3f2\x02', 6],
    ['j', 2],
    ['\r', 2],
    ['\n', 2],
    ['\x05', 2],
    ['12j', 13],
    ['12jk', 12],
    ['12j3\x0b', 10],
    ['12jy', 12],
    ['12j\x19', 12],
    ['12j\x10', 12],
    ['d', 3],
    ['3\x04', 7],
    ['3du', 5],
    ['3d9\x15', 1],
    ['G', 26],
    ['Gg', 1],
    ['G7g', 7],
    ['7G', 7],
    ['7Gr', 7],
    ['7G\x12', 7],
    ['7G\f', 7],
    ['zZ!\x07', 1],
  ])('%j: line %d is at the top', (keys, line) => {
    expect(see(keys)).toEqual(from(line));
  });

  test('the number shows as it is typed', () => {
    expect(see('12')).toEqual(from(1, ':12'));
    expect(see('123456789')).toEqual(from(1, `:${'123456789'.slice(0, LIMIT.digits)}`));
  });

  test.each([
    ['/pptp\r', 7],
    ['/pptp\rn', 17],
    ['/pptp\r2n', 26], // line 27, on the last screen
    ['/pptp\rnN', 7],
    ['/pptp\r2nN', 17],
    ['G?pptp\r', 17],
    ['G?pptp\rn', 7],
    ['G?pptp\rnN', 17],
    ['/pptp\r/\r', 17],
    ['/pptp\r/\rj?\r', 17],
    ['/^line 1[23]$\r', 12],
    ['/pptq\bp\r', 7],
    ['/pptp\x03', 1],
    ['/p\b\b', 1],
  ])('%j: line %d is found', (keys, line) => {
    expect(see(keys)).toEqual(from(line));
  });

  test('what is not found is said, and the screen stays', () => {
    expect(see('/nothing\r')).toEqual(from(1, 'Pattern not found'));
    expect(see('/pptp\r3n')).toEqual(from(7, 'Pattern not found'));
    expect(see('jn')).toEqual(from(2, 'No pattern to search for'));
    expect(see('/(\r')).toEqual(from(1, 'Bad pattern'));
    expect(see('/(\rj')).toEqual(from(2));
    expect(see('/ppt')).toEqual(from(1, '/ppt'));
  });

  test('q and Ctrl-C wipe the last row and end it; arrows are nothing', () => {
    for (const key of ['q', '\x03']) {
      const viewer = new Viewer(LINES, HEIGHT, 'ja');
      viewer.pollText();
      viewer.handleKeys(0, '\x1b[A');
      expect(viewer.pollText()).toBe('');
      viewer.handleKeys(0, `${key}jj`);
      expect([viewer.done, viewer.pollText()]).toEqual([true, '\r \r']);
    }
  });

  test('whatever is typed, the screen is full and in order, and at most a screen is written for a key', () => {
    const key = fc.constantFrom(...'fbjkdugGr/?nNx0123 \r\x03(p');
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.integer({ min: 10, max: 20 }), (keys, height) => {
        const viewer = new Viewer(LINES, height, 'ja');
        let text = viewer.pollText();
        for (const each of keys) {
          viewer.handleKeys(0, each);
          const written = viewer.pollText();
          expect(written.split('\n').length).toBeLessThanOrEqual(height);
          text += written;
        }
        const rows = screenOf(text, height);
        const top = LINES.indexOf(rows[0]!);
        expect(rows.slice(0, -1)).toEqual(LINES.slice(top, top + height - 1));
      }),
      { numRuns: 60 },
    );
  });
});
