import { describe, expect, test } from '@jest/globals';
import { FAULTLESS } from '@rtemu/lab/impairments';
import { both } from '../both-languages.js';
import { readKey, type ScreenKey } from './key-reader.js';
import { impairmentsOf } from './link-form.js';
import { RateMeter } from './rate-meter.js';
import { PANES, press, type ScreenState, screenStateOf, type Wish } from './screen-state.js';
import type { LabSight, LaneSight, LinkSight, NodeSight, SessionSight } from './sight.js';
import { amount, broken, clockText, cut, left, plain, right, tail, widthOf } from './text.js';
import { type Seen, type View, viewOf } from './view.js';

const LANE: LaneSight = { framesPerSecond: 0, bitsPerSecond: 0, dropsPerSecond: 0, impairments: FAULTLESS };

const link = (a: string, b: string, more: Partial<LinkSight> = {}): LinkSight => ({
  ends: [a, b],
  up: true,
  isAsMade: true,
  forward: LANE,
  backward: LANE,
  ...more,
});

const node = (name: string, more: Partial<NodeSight> = {}): NodeSight => ({
  name,
  kind: 'pc',
  model: 'pc',
  addresses: ['192.168.0.2/24'],
  hasConsole: true,
  hasLog: false,
  isUnsaved: false,
  cut: 0,
  sessions: 0,
  ...more,
});

const SESSION: SessionSight = {
  id: '1',
  node: 'rt-a',
  name: 'PP[ANONYMOUS01]',
  medium: 'PPTP',
  state: 'up',
  who: 'yamada',
  address: '192.168.0.201',
  cipher: 'MPPE-128',
  seconds: 83,
  receivedOctets: 1_234_567,
  sentOctets: 300,
  cause: both('', ''),
};

const LAB: LabSight = {
  name: 'office',
  title: '本社と支社をつなぐ',
  seed: 0,
  seconds: 3671,
  nodes: [
    node('rt-a', { kind: 'router', model: 'RTX1210', hasLog: true, addresses: ['192.168.0.1/24', '172.16.0.1/24'] }),
    node('pc1'),
    node('lan', { model: 'switch', addresses: [], hasConsole: false }),
  ],
  links: [
    link('rt-a:lan1', 'lan:1', { forward: { ...LANE, bitsPerSecond: 1234, framesPerSecond: 3 } }),
    link('lan:2', 'pc1:eth0', { up: false }),
  ],
  sessions: [
    SESSION,
    { ...SESSION, id: '2', state: 'ended', cause: both('Disconnected by the peer', '相手からの切断'), seconds: 4 },
  ],
  doors: [],
  waysOut: [],
};

const SEEN: Seen = {
  columns: 80,
  rows: 24,
  state: screenStateOf('rt-a'),
  lab: LAB,
  log: [{ time: '09:00:00', text: '[PPTP] TUNNEL[1] connected from 172.16.1.1' }],
  isRaw: false,
  isOpen: true,
  isUnicode: true,
};

/** The view as rows of cells; what would lie over something else or beyond the edge is an error. */
function drawn({ columns, rows, panes }: View): string[] {
  const grid = Array.from({ length: rows }, () => ' '.repeat(columns));
  for (const { rect, lines } of panes) {
    expect(rect.x + rect.width).toBeLessThanOrEqual(columns);
    expect(rect.y + rect.height).toBeLessThanOrEqual(rows);
    expect(lines.length).toBeLessThanOrEqual(rect.height);
    for (const [i, line] of lines.entries()) {
      const text = line.map((each) => each.text).join('');
      expect(widthOf(text)).toBeLessThanOrEqual(rect.width);
      const row = grid[rect.y + i]!.trimEnd();
      expect(widthOf(row)).toBeLessThanOrEqual(rect.x);
      grid[rect.y + i] = left(row, rect.x) + text;
    }
  }
  return grid.map((row) => row.trimEnd());
}

const AROUND = { lab: LAB, logLines: 40, page: 10, textLines: 30, unsaved: (): string[] => [] };

/** Presses keys one after the other. */
function pressed(keys: readonly ScreenKey[], from: ScreenState = screenStateOf('rt-a'), around = AROUND) {
  const wishes: Wish[] = [];
  const state = keys.reduce((before, key) => {
    const step = press(before, key, around);
    if (step.wish) wishes.push(step.wish);
    return step.state;
  }, from);
  return { state, wishes };
}

const letters = (text: string): ScreenKey[] => Array.from(text, (letter) => ({ text: letter }));

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
    expect(pressed(['down', 'tab', 'tab', 'enter']).state).toMatchObject({ node: 'rt-a', atConsole: true });
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

describe('views', () => {
  test('80x24: nodes and links beside each other, sessions, the console, and the keys', () => {
    const rows = drawn(viewOf(SEEN));
    expect(rows[0]).toMatch(/^ office {2}本社と支社をつなぐ +1:01:11$/);
    expect(rows[1]).toMatch(/^ NODES ─+ {3}LINKS ─+ bit\/s$/);
    expect(rows[2]).toMatch(/^> rt-a RTX1210 192\.168\.0\.1 +rt-a:lan1 - lan:1 +1\.2k$/);
    expect(rows[3]).toMatch(/^ {2}pc1 +pc +192\.168\.0\.2\/24 +lan:2 - pc1:eth0 +- cut$/);
    expect(rows[6]).toMatch(/PP\[ANONYMOUS01\] {2}PPTP yamada 192\.168\.0\.201 +0:01:23 +>300 +<1\.2M MPPE-128$/);
    expect(rows[7]).toMatch(/4s ago Disconnected by/);
    expect(rows[8]).toMatch(/^ CONSOLE rt-a ─+$/);
    expect(rows[23]).toMatch(/^ Enter console .* \? help {2}q quit$/);
  });

  test('160x50: all of it, and a console of 80x24', () => {
    const view = viewOf({ ...SEEN, columns: 160, rows: 50 });
    expect(view.arrangement).toMatchObject({ kind: 'wide', terminal: { columns: 80, rows: 24 } });
    const text = drawn(view).join('\n');
    for (const word of [
      'NODES',
      'LINKS',
      'SESSIONS',
      'CONSOLE rt-a',
      'LOG rt-a',
      '09:00:00 [PPTP] TUNNEL[1] connected',
    ])
      expect(text).toContain(word);
  });

  test('60x15: one pane at a time; 30x8: says what it needs', () => {
    const small = drawn(viewOf({ ...SEEN, columns: 60, rows: 15 }));
    expect(small[1]).toMatch(/^ NODES ─+$/);
    expect(small.join('\n')).not.toContain('LINKS');
    expect(drawn(viewOf({ ...SEEN, columns: 30, rows: 8 }))[0]).toBe('too small: 30x8');
    expect(drawn(viewOf({ ...SEEN, columns: 5, rows: 1 }))).toEqual(['too …']);
  });

  test('every overlay, pane and size stays within its edges, with the worst texts too', () => {
    const long = plain(`日本語${'\x1b[31m'}${'長'.repeat(160)}`);
    const lab: LabSight = {
      ...LAB,
      name: long,
      title: long,
      nodes: [
        node(long, { model: long, addresses: Array(9).fill('192.168.100.100/24'), isUnsaved: true }),
        ...LAB.nodes,
      ],
      links: Array(30).fill(link(long, long, { forward: { ...LANE, dropsPerSecond: 1e9, bitsPerSecond: 1e12 } })),
      sessions: [{ ...SESSION, who: long, node: long, name: long, cipher: long }, ...LAB.sessions],
      doors: [{ node: long, way: 'ssh', place: long, closed: both(long, long) }],
      waysOut: [long],
    };
    const overlays: ScreenState['overlay'][] = [
      undefined,
      { kind: 'help', top: 3 },
      { kind: 'doors', top: 0 },
      { kind: 'reading', command: long, lines: Array(30).fill(long), top: 90 },
      { kind: 'typing', what: 'command', text: long, before: '' },
      { kind: 'leaving', unsaved: Array(20).fill(long) },
      ...[pressed(['tab', ...letters('i')], undefined, { ...AROUND, lab }).state.overlay],
    ];
    for (const language of ['en', 'ja'] as const)
      for (const [columns, rows] of [
        [80, 24],
        [160, 50],
        [132, 32],
        [60, 15],
        [40, 10],
        [300, 90],
        [70, 18],
      ] as const)
        for (const overlay of overlays)
          for (const pane of overlay === undefined ? PANES : (['nodes'] as const))
            for (const atConsole of overlay === undefined ? [false, true] : [false]) {
              const below = pane === 'log' ? 'log' : 'console';
              const state: ScreenState = { ...SEEN.state, language, pane, overlay, atConsole, below };
              const log = Array(50).fill({ time: '09:00:00', text: long });
              drawn(viewOf({ ...SEEN, columns, rows, lab, state, log }));
            }
  });

  /** All that may be in front of the panes, and each of the panes. */
  const JAPANESE: readonly ScreenState[] = [
    ...PANES.flatMap((pane) => [false, true].map((atConsole) => ({ pane, atConsole }))),
    ...(['x', 'i', 'm'] as const).map((key) => ({ notice: pressed(letters(`L${key}`)).state.notice })),
    { overlay: { kind: 'help', top: 0 } as const },
    { overlay: { kind: 'doors', top: 0 } as const },
    { overlay: { kind: 'typing', what: 'filter', text: '', before: '' } as const },
    { overlay: { kind: 'leaving', unsaved: ['rt-a'] } as const },
    ...['', '5'].map((typed) => {
      const { overlay } = pressed(['tab', ...letters('i'), 'down', 'down', ...letters(typed), 'enter']).state;
      return { overlay };
    }),
  ].map((more) => ({ ...SEEN.state, language: 'ja', below: 'log', ...more }));

  test.each([
    [80, 24],
    [160, 50],
    [40, 10],
    [30, 8],
  ] as const)('%ix%i in Japanese: no word of English but names and keys', (columns, rows) => {
    const KNOWN =
      /^(?:rt|office|pc\d?|lan\d?|eth\d|switch|RTX1210|PP|ANONYMOUS\d*|ANON\d*|PPTP|TUNNEL|yamada|MPPE|bit|Enter|Tab|Shift|Arrows|PgUp|PgDn|Home|End|Esc|Ctrl|telnet|SSH|less|VPN|English|MTU|lang|en|rtemu|help|nodes|ms|kbit|us|there|links|sessions|ssh|delay)$/;
    const doors = [{ node: 'rt-a', way: 'ssh', place: '127.0.0.1:2200', closed: both('it is closed', '閉店') }];
    const log = [{ time: '09:00:00', text: '[PPTP] TUNNEL[1]' }];
    for (const state of JAPANESE)
      for (const lab of [LAB, { ...LAB, doors }, { ...LAB, sessions: [], links: [] }]) {
        const text = drawn(viewOf({ ...SEEN, columns, rows, state, lab, log, isOpen: false })).join('\n');
        const words = text.match(/\b[A-Za-z]{2,}\d*/g) ?? [];
        expect(words.filter((word) => !KNOWN.test(word))).toEqual([]);
      }
  });

  test.each(['en', 'ja'] as const)('40x10, %s: a form shows the line that is typed into, and its fault', (language) => {
    const typed: ScreenKey[] = ['tab', ...letters('i'), 'up', ...letters('7'), 'enter'];
    const { state } = pressed(typed, { ...SEEN.state, language });
    const rows = drawn(viewOf({ ...SEEN, columns: 40, rows: 10, state }));
    const at = rows.findIndex((row) => row.startsWith(' > '));
    expect(rows[at]).toMatch(/^ > (?:mtu|MTU) +7_/);
    expect(rows[at + 1]).toMatch(/"mtu" must be|mtu は/);
  });

  test('80x24 in Japanese: the same columns', () => {
    const rows = drawn(viewOf({ ...SEEN, state: { ...SEEN.state, language: 'ja' } }));
    expect(rows[1]).toMatch(/^ ノード ─+ {3}リンク ─+ bit\/s$/);
    expect(rows[3]).toMatch(/^ {2}pc1 +pc +192\.168\.0\.2\/24 +lan:2 - pc1:eth0 +- 断線$/);
    expect(rows[7]).toMatch(/4秒前 相手からの切断$/);
    expect(rows[23]).toMatch(/^ Enter コンソール {2}↑↓ 選択 .* \? ヘルプ {2}q 終了$/);
    for (const row of [1, 5, 8]) expect(widthOf(rows[row]!)).toBe(80); // rules reach to the edge
  });

  test('L is the other language, also for what was asked before', () => {
    expect(pressed(letters('L')).state.language).toBe('ja');
    expect(pressed(letters('LL')).state.language).toBe('en');
    const overlay = { kind: 'reading', command: ':explain', lines: ['1 of 1 VPNs up'], top: 0 } as const;
    const { state, wishes } = pressed(letters('L'), { ...SEEN.state, overlay });
    expect([state.language, wishes]).toEqual(['ja', [{ kind: 'command', text: ':explain' }]]);
  });

  test('what nobody sits at says how to', () => {
    const at = (node: string): string =>
      drawn(viewOf({ ...SEEN, isOpen: false, state: { ...SEEN.state, node } })).join('\n');
    expect(at('pc1')).toContain('Enter sits you down at pc1');
    expect(at('lan')).toContain('lan has no console');
  });

  test('a filter marks what it found, and the log says when nothing was', () => {
    const state: ScreenState = { ...SEEN.state, pane: 'log', below: 'log', filter: 'pptp' };
    expect(drawn(viewOf({ ...SEEN, state })).join('\n')).toContain('LOG rt-a');
    const none = drawn(viewOf({ ...SEEN, state, log: [] })).join('\n');
    expect(none).toContain('no line has "pptp" in it');
  });
});
