import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { charactersOf, widthOfCharacter } from './characters.js';
import { type ControlName, KeyReader } from './keys.js';
import { isQuoted, LIMIT, LineEditor } from './line-editor.js';
import { Screen } from './screen.suite.js';

function atScreen(columns = 40, prompt = '> ') {
  const screen = new Screen(columns);
  const editor = new LineEditor();
  const keys = new KeyReader();
  editor.columns = columns;
  editor.begin(prompt);
  screen.write(editor.takeOutput());
  const type = (text: string) => {
    const events = keys.read(text).map((key) => editor.handleKey(key));
    screen.write(editor.takeOutput());
    return events.filter((event) => event !== undefined);
  };
  return { screen, editor, type };
}

describe('cells', () => {
  test.each([
    ['a', 1],
    ['ﾊ', 1],
    ['あ', 2],
    ['漢', 2],
    ['　', 2],
    ['Ａ', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['が', 2],
    ['か\u3099', 2],
    ['🙂', 2],
    ['👨‍👩‍👧', 2],
    ['☎️', 2],
  ])('%s takes %i', (character, width) => {
    expect(charactersOf(character)).toEqual([character]);
    expect(widthOfCharacter(character)).toBe(width);
  });
});

describe('keys', () => {
  const names = (text: string) => new KeyReader().read(text).map((key) => (key.kind === 'text' ? key.text : key.name));

  test('what terminals send', () => {
    expect(names('ab\x1b[A\x1bOB\x1b[3~\x1b[1;5Cc\x01\x7f\x1d')).toEqual([
      'ab',
      'up',
      'down',
      'delete',
      'word-right',
      'c',
      'home',
      'backspace',
      'leave',
    ]);
    expect(names('a\r\nb\nc\rd\r\r\n')).toEqual(['a', 'enter', 'b', 'enter', 'c', 'enter', 'd', 'enter', 'enter']);
    expect(names('\x1b[?25h\x1bx\x1b[99;99Z\x00y')).toEqual(['y']);
  });

  test('a sequence may come in parts', () => {
    const reader = new KeyReader();
    expect(['x\x1b', '[', '1;', '5D', 'y'].flatMap((chunk) => reader.read(chunk))).toEqual([
      { kind: 'text', text: 'x' },
      { kind: 'control', name: 'word-left', sent: '\x1b[1;5D' },
      { kind: 'text', text: 'y' },
    ]);
  });

  test('any chunks are read, and the same ones however they are cut', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('\x1b[A', '\x1b', '\x1b[', '\r\n', '\x03', 'あ'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const join = (keys: ReturnType<KeyReader['read']>) =>
          keys.map((key) => (key.kind === 'text' ? key.text : `<${key.name}>`)).join('');
        const [whole, parts] = [new KeyReader(), new KeyReader()];
        expect(join(pieces.flatMap((chunk) => parts.read(chunk)))).toBe(join(whole.read(pieces.join(''))));
      }),
    );
  });
});

const withoutBlankEnd = (rows: readonly string[]): string => rows.join('\n').replace(/\n+$/, '');

describe('LineEditor', () => {
  test('types, moves and deletes as emacs does', () => {
    const { screen, editor, type } = atScreen();
    type('show confg\x02i'); // Ctrl-B, then the letter that was missing
    expect(screen.text).toEqual(['> show config']);
    type('\x01no \x05 pp\x17'); // Ctrl-A, Ctrl-E, Ctrl-W
    expect(editor.line).toBe('no show config ');
    type('\x01\x06\x06\x04\x0b'); // Ctrl-F twice, Ctrl-D, Ctrl-K
    expect([editor.line, screen.text, screen.column]).toEqual(['no', ['> no'], 4]);
    type('\x15\x08x\x1b[D\x1b[3~'); // Ctrl-U, Ctrl-H at the start, delete under the cursor
    expect([editor.line, screen.text, screen.column]).toEqual(['', ['>'], 2]);
  });

  test('words, to the left and to the right', () => {
    const { editor, type } = atScreen();
    type('ip lan1 address\x1b[1;5D\x1b[1;5Dx\x1b[1;5Cy');
    expect(editor.line).toBe('ip xlan1y address');
    type('\x1bb\x1bb\x1bfz');
    expect(editor.line).toBe('ipz xlan1y address');
  });

  test('wide characters take two cells, and go as one', () => {
    const { screen, editor, type } = atScreen(20);
    type('console prompt 東京');
    expect([screen.text, screen.row, screen.column]).toEqual([['> console prompt 東', '京'], 1, 2]);
    type('\x02\x02\x7f'); // two to the left, and the blank before them goes
    expect([screen.text, screen.row, screen.column]).toEqual([['> console prompt東京'], 0, 16]);
    expect(editor.line).toBe('console prompt東京');
    type('か\u3099');
    expect(charactersOf(editor.line).length).toBe(17);
    type('\x7f');
    expect(editor.line).toBe('console prompt東京');
  });

  test('history, with what was being typed at its end', () => {
    const { editor, type } = atScreen();
    for (const line of ['one', 'two', 'two', '  ']) {
      type(line);
      editor.finish();
      editor.begin('> ');
    }
    type('thr\x10');
    expect(editor.line).toBe('two');
    type('\x10\x10\x10');
    expect(editor.line).toBe('one');
    type('\x0e\x0e');
    expect(editor.line).toBe('thr');
    type('\x0e');
    expect(editor.line).toBe('thr');
  });

  test('a password is neither shown nor remembered', () => {
    const { screen, editor, type } = atScreen(40, 'Password: ');
    editor.echo = false;
    expect(type('hi?mi\x02\x7ftsu\x10')).toEqual([]);
    expect(screen.text).toEqual(['Password:']);
    expect([editor.finish(), screen.column]).toEqual(['hi?tsui', 10]);
    editor.echo = true;
    editor.begin('> ');
    type('\x10');
    expect(editor.line).toBe('');
  });

  test('a question mark asks for help, unless it is quoted', () => {
    const { editor, type } = atScreen();
    expect(type('show ?')).toEqual(['help']);
    expect(editor.line).toBe('show ');
    type('\x15"what');
    expect([type('?'), editor.line]).toEqual([[], '"what?']);
    expect(['a', 'a\\', '\\\\', '"a', "'a\\'", '"a"', '"\'"'].map(isQuoted)).toEqual([
      false,
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test('no more than a line of the router', () => {
    const { editor, type } = atScreen();
    type('x'.repeat(LIMIT.lineCells));
    type('y');
    expect(editor.line).toBe('x'.repeat(LIMIT.lineCells));
  });

  test('whatever is typed, the screen shows the line and the cursor in it', () => {
    const control = fc.constantFrom<ControlName>(
      'left',
      'right',
      'home',
      'end',
      'word-left',
      'word-right',
      'delete',
      'backspace',
      'kill-to-end',
      'kill-to-start',
      'kill-word',
      'up',
      'down',
    );
    const key = fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('a', ' ', 'あ', 'ﾊ', 'long word', '漢字かな', 'e\u0301', '"', '🙂')
          .map((text) => ({ kind: 'text' as const, text })),
      },
      { weight: 3, arbitrary: control.map((name) => ({ kind: 'control' as const, name, sent: '' })) },
      { weight: 1, arbitrary: fc.constantFrom('finish' as const, 'hide' as const, 'below' as const) },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 24 }),
        fc.constantFrom('', '# ', '東京 > '),
        fc.array(key, { maxLength: 80 }),
        (columns, prompt, keys) => {
          const { screen, editor } = atScreen(columns, prompt);
          let above: string[] = [];
          for (const key of keys) {
            if (key === 'finish') {
              editor.finish();
              screen.write(`${editor.takeOutput()}\r\n`);
              above = screen.text.slice(0, screen.row);
              while (above.length < screen.row) above.push('');
              editor.begin(prompt);
            } else if (key === 'hide') {
              editor.hide();
              screen.write(editor.takeOutput());
              expect([screen.row, screen.column]).toEqual([above.length, 0]);
              editor.show();
            } else if (key === 'below') {
              editor.leave();
              screen.write(`${editor.takeOutput()}\r\n`);
              above = screen.text.slice(0, screen.row);
              while (above.length < screen.row) above.push('');
              editor.show();
            } else editor.handleKey(key);
            screen.write(editor.takeOutput());

            const ideal = new Screen(columns);
            ideal.write(above.map(() => '\r\n').join('') + prompt + editor.line);
            expect(withoutBlankEnd(screen.text.slice(above.length))).toEqual(
              withoutBlankEnd(ideal.text.slice(above.length)),
            );
            const cursor = new Screen(columns);
            cursor.write(above.map(() => '\r\n').join('') + prompt + editor.lineToCursor);
            const full = editor.lineToCursor !== '' || prompt !== '' ? cursor : undefined;
            if (full) {
              // At the margin the terminal waits; the editor has gone on to the next row.
              const probe = new Screen(columns);
              probe.write(above.map(() => '\r\n').join('') + prompt + editor.lineToCursor + '|');
              const wrapped = probe.row > cursor.row;
              expect([screen.row, screen.column]).toEqual(wrapped ? [cursor.row + 1, 0] : [cursor.row, cursor.column]);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
