import { describe, expect, test } from '@jest/globals';
import { FAULTLESS } from '@rtemu/lab/impairments';
import { readKey, type ScreenKey } from './key-reader.js';
import { impairmentsOf } from './link-form.js';
import { RateMeter } from './rate-meter.js';
import type { Wish } from './screen-state.js';
import { amount, broken, clockText, cut, left, plain, right, tail, widthOf } from './text.js';
import { AROUND, letters, pressed } from './view.suite.js';

describe('text', () => {
  test('nothing that a terminal obeys comes through', () => {
    expect(plain('a\x1b[2Jb\x1b]0;title\x07c\x1bPq\x1b\\d\x9b31me\x1b(0f\r\n\tg\x00\x7f\x85')).toBe('abcdef g');
    expect(plain('\x1b[')).toBe('');
    expect(plain('abc\x1b]52;c;never ends')).toBe('abc');
    expect(plain('\u202egnihton\u2066')).toBe('gnihton');
    expect(plain(`e${'\u0301'.repeat(50)}`)).toBe(`e${'\u0301'.repeat(4)}`);
    expect(plain('\ud83d half')).toBe(' half');
    expect(plain('x'.repeat(100_000)).length).toBe(2000);
  });

  test('Japanese takes two cells each, also where it is cut', () => {
    expect(widthOf('本社 RT')).toBe(7);
    expect([cut('本社と支社', 6), widthOf(left('本社と支社', 6))]).toEqual(['本社…', 6]);
    expect(left('本社', 6)).toBe('本社  ');
    expect(right('本社', 6)).toBe('  本社');
    expect(tail('本社と支社', 5)).toBe('支社');
    expect(broken('one two three', 8)).toEqual(['one two', 'three']);
    expect(broken('本社と支社をつなぐ', 8)).toEqual(['本社と支', '社をつな', 'ぐ']);
  });

  test('figures are short', () => {
    expect([0, 7, 999, 1234, 34_100, 999_600, 5_600_000].map(amount)).toEqual([
      '0',
      '7',
      '999',
      '1.2k',
      '34k',
      '1.0M',
      '5.6M',
    ]);
    expect([7, 3671, 90_000].map(clockText)).toEqual(['0:00:07', '1:01:11', '1d 1:00:00']);
  });

  test('a counter becomes a rate, and a cleared one no negative rate', () => {
    const meter = new RateMeter();
    const read = (seconds: number, count: number) => Math.round(meter.read((seconds * 1e6) as never, count));
    expect([read(0, 1000), read(1, 1100), read(2, 1200)]).toEqual([0, 75, 94]);
    expect(read(3, 0)).toBe(23);
    expect(read(30, 0)).toBe(0);
  });
});

describe('keys', () => {
  test('as terminals send them', () => {
    const all = (text: string): unknown[] => {
      const keys: unknown[] = [];
      for (let rest = text; rest !== ''; ) {
        const { key, length } = readKey(rest);
        keys.push(key);
        rest = rest.slice(length);
      }
      return keys;
    };
    expect(all('\x1b[A\x1bOB\x1b[5~\x1b[Z\t\r\x7f\x1b')).toEqual([
      ...['up', 'down', 'page-up', 'back-tab', 'tab', 'enter', 'backspace', 'escape'],
    ]);
    expect(all('x本\x1b[200~\x00')).toEqual([{ text: 'x' }, { text: '本' }, undefined, undefined]);
  });

  test('lead from pane to pane, and to the console of what is chosen', () => {
    expect(pressed(['down', 'tab', 'down']).state).toMatchObject({ node: 'pc1', pane: 'links', link: 1 });
    expect(pressed(['back-tab']).state).toMatchObject({ pane: 'log', below: 'log' });
    expect(pressed(['down', 'enter']).state).toMatchObject({ node: 'pc1', atConsole: true, below: 'console' });
    expect(pressed(['end', 'enter']).state).toMatchObject({
      node: 'lan',
      atConsole: false,
      notice: 'lan has no console',
    });
    expect(pressed(['down', 'tab', 'tab', ...letters('c')]).state).toMatchObject({ node: 'rt-a', atConsole: true });
  });

  test('cut, mend and impair the chosen link', () => {
    expect(pressed(letters('x')).state.notice).toContain('Tab to LINKS');
    const { wishes } = pressed(['tab', ...letters('x'), 'down', ...letters('xm')]);
    expect(wishes).toEqual([
      { kind: 'plug', link: 0, up: false },
      { kind: 'plug', link: 1, up: true },
      { kind: 'mend', link: 1 },
    ]);
    const typed: ScreenKey[] = ['tab', ...letters('i'), 'down', 'right', 'down', ...letters('20ms'), 'down', 'down'];
    const faulty = pressed([...typed, ...letters('5'), 'enter']).state.overlay;
    expect(faulty).toMatchObject({ kind: 'link', form: { fault: { kind: 'value', key: 'loss', value: '5' } } });
    const [wish] = pressed([...typed, ...letters('5%'), 'enter']).wishes;
    expect(wish).toMatchObject({ kind: 'impair', link: 0, form: { way: 'there', up: true } });
    const { form } = wish as Wish & { kind: 'impair' };
    expect(impairmentsOf(form)).toEqual({ ...FAULTLESS, delay: 20_000, loss: 50_000 });
    expect(pressed([...typed, 'escape']).state.overlay).toBeUndefined();
  });

  test('leaving asks only when something would be lost', () => {
    expect(pressed(letters('q')).wishes).toEqual([{ kind: 'leave' }]);
    const around = { ...AROUND, unsaved: () => ['rt-a'] };
    expect(pressed(letters('q'), undefined, around).state.overlay).toEqual({ kind: 'leaving', unsaved: ['rt-a'] });
    expect(pressed(letters('qn'), undefined, around)).toMatchObject({ state: { overlay: undefined }, wishes: [] });
    expect(pressed(letters('qy'), undefined, around).wishes).toEqual([{ kind: 'leave' }]);
  });

  test('filter and command are typed into the last line', () => {
    expect(pressed(letters('/lcx')).state).toMatchObject({ filter: 'lcx', pane: 'log' });
    expect(pressed([...letters('/lcx'), 'backspace', 'enter']).state).toMatchObject({
      filter: 'lc',
      overlay: undefined,
    });
    expect(pressed([...letters('/lc'), 'escape']).state.filter).toBe('');
    expect(pressed([...letters(':links'), 'enter']).wishes).toEqual([{ kind: 'command', text: ':links' }]);
    expect(pressed([...letters(':'), 'backspace']).state.overlay).toBeUndefined();
  });

  test('the log scrolls as far as there is something', () => {
    const { state } = pressed([...letters('l'), 'up', 'page-up']);
    expect(state.logBack).toBe(10);
    expect(pressed(['home'], state).state.logBack).toBe(30);
    expect(pressed(['home', 'end'], state).state.logBack).toBe(0);
  });
});
