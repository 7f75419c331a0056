import { describe, expect, test } from '@jest/globals';
import { both } from '../both-languages.js';
import type { Details } from './details-sight.js';
import type { ScreenKey } from './key-reader.js';
import { PANES, type ScreenState } from './screen-state.js';
import type { LabSight } from './sight.js';
import { plain, widthOf } from './text.js';
import { viewOf } from './view.js';
import {
  AROUND,
  DETAILS,
  details,
  drawn,
  ENDED,
  LAB,
  LANE,
  LINK_DETAILS,
  letters,
  link,
  NODE_DETAILS,
  node,
  pressed,
  SEEN,
  SESSION,
  SESSION_DETAILS,
} from './view.suite.js';

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
    const worst: Details[] = [
      { ...SESSION_DETAILS, sight: lab.sessions[0]!, facts: { ...SESSION_DETAILS.facts, remote: long, user: long } },
      { ...LINK_DETAILS, sight: lab.links[0]! },
      { ...NODE_DETAILS, sight: lab.nodes[0]!, serial: long, gateways: [long], doors: lab.doors },
    ];
    const overlays: ScreenState['overlay'][] = [
      undefined,
      { kind: 'help', top: 3 },
      { kind: 'doors', top: 0 },
      { kind: 'reading', command: long, lines: Array(30).fill(long), top: 90 },
      { kind: 'typing', what: 'command', text: long, before: '' },
      { kind: 'leaving', unsaved: Array(20).fill(long) },
      ...[pressed(['tab', ...letters('i')], undefined, { ...AROUND, lab }).state.overlay],
      details(undefined, 9).state.overlay,
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
        for (const overlay of language === 'en' || [80, 160, 40].includes(columns) ? overlays : [])
          for (const pane of overlay === undefined ? PANES : (['nodes'] as const))
            for (const atConsole of overlay === undefined ? [false, true] : [false]) {
              const below = pane === 'log' ? 'log' : 'console';
              const state: ScreenState = { ...SEEN.state, language, pane, overlay, atConsole, below };
              const log = Array(50).fill({ time: '09:00:00', text: long });
              const shown = overlay?.kind === 'details' ? worst : [undefined];
              for (const each of shown)
                drawn(viewOf({ ...SEEN, columns, rows, lab: { ...lab, details: each }, state, log }));
            }
  });

  /** All that may be in front of the panes, and each of the panes. */
  const JAPANESE: readonly ScreenState[] = [
    ...PANES.flatMap((pane) => [false, true].map((atConsole) => ({ pane, atConsole }))),
    ...(['x', 'i', 'm'] as const).map((key) => ({ notice: pressed(letters(`L${key}`)).state.notice })),
    { overlay: { kind: 'help', top: 0 } as const },
    { overlay: { kind: 'doors', top: 0 } as const },
    ...[0, 7].map((top) => ({ overlay: details(undefined, top).state.overlay })),
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
      /^(?:rt|office|pc\d?|lan\d?|eth\d|switch|RTX1210|PP|ANONYMOUS\d*|ANON\d*|PPTP|TUNNEL|yamada|MPPE|bit|Enter|Tab|Shift|Arrows|PgUp|PgDn|Home|End|Esc|Ctrl|telnet|SSH|less|VPN|English|MTU|lang|en|rtemu|help|nodes|ms|kbit|us|there|links|sessions|ssh|delay|MSCHAP|MRU|Call|ID|GRE|LCP|IPCP|IP|Address|Primary|DNS|LAN\d|Magic|Number|Rev|RT\d+|config\d|port\d)$/;
    const told = [...DETAILS, ENDED].map((each) => ({ ...LAB, details: each }));
    const doors = [{ node: 'rt-a', way: 'ssh', place: '127.0.0.1:2200', closed: both('it is closed', '閉店') }];
    const log = [{ time: '09:00:00', text: '[PPTP] TUNNEL[1]' }];
    for (const state of JAPANESE)
      for (const lab of [LAB, { ...LAB, doors }, { ...LAB, sessions: [], links: [] }, ...told]) {
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

  const told = (of: Details | undefined): string => drawn(viewOf({ ...SEEN, ...details(of) })).join('\n');

  test('the details of a session that is up, and of one that is over', () => {
    const text = told(SESSION_DETAILS);
    for (const line of [
      /^ SESSION rt-a PP\[ANONYMOUS01\] ─+ 21 of 23$/m,
      /^ {2}state +up for 0:01:23, since 09:00:07$/m,
      /^ {2}over +PPTP server TUNNEL\[1\]\n {2}control +established\n {2}user +yamada$/m,
      /^ {2}authentication +MSCHAP-V2 \(of the other end\)\n {2}encryption +MPPE-128 stateless$/m,
      /^ +this end +the other end\n {2}outside +172\.16\.0\.1 +172\.16\.0\.2 pc1 \(rtemu\)$/m,
      /^ {2}inside +192\.168\.0\.1 +192\.168\.0\.201\n {2}MRU +1792 +1400\n {2}call ID +14126 +8846$/m,
      /^ {2}packets +5 +1,234\n {2}octets +300 +1,234,567$/m,
      /^ {2}GRE received +lost 4, duplicates 2, out of order 3$/m,
    ])
      expect(text).toMatch(line);
    const over = told(ENDED);
    expect(over).toMatch(
      /state +ended at 09:01:30, 4s ago, after 0:01:23\n {2}cause +Disconnected by the peer \(1306\)$/m,
    );
    expect(over).not.toContain('established');
    expect(told(undefined)).toContain('It is there no more.');
  });

  test('the details of a link and of a node', () => {
    expect(told(LINK_DETAILS)).toMatch(/^ {2}state +plugged in, as the lab has it$/m);
    expect(told(LINK_DETAILS)).toMatch(
      /^ +to lan:1 +to rt-a:lan1\n {2}delay +10ms +-\n\n {2}frames sent +1,000 +1,000$/m,
    );
    expect(told(LINK_DETAILS)).toMatch(
      /^ {2}octets +90,000 +-\n {2}under way +3 +0\n {2}lost +4 +0\n {2}queue full +6 +0$/m,
    );
    const text = told(NODE_DETAILS);
    expect(text).toMatch(/^ {2}model +RTX1210\n {2}firmware +Rev\.14\.01\.42\n {2}serial +RT9131587$/m);
    expect(text).toMatch(/^ {2}ways in +ssh 127\.0\.0\.1:2200 \(sshd service is off\)$/m);
    expect(text).toMatch(
      /^ {2}LAN1 +up {2}192\.168\.0\.1\/24 {2}- lan:1\n +00:00:00:00:00:01 {2}MTU 1500 {2}sent 1,234\/1,234,567/m,
    );
    expect(text).toMatch(/^ {2}port5 +down {2}-$/m);
  });

  test('v, and Enter at a session, ask for details of what is chosen', () => {
    const asked = (keys: readonly ScreenKey[]) => pressed(keys).state.overlay;
    expect(asked(letters('v'))).toMatchObject({ kind: 'details', of: { kind: 'node', node: 'rt-a' } });
    expect(asked(['tab', 'down', ...letters('v')])).toMatchObject({ of: { kind: 'link', link: 1 } });
    expect(asked(['tab', 'tab', 'down', 'enter'])).toMatchObject({ of: { kind: 'session', id: '2' } });
    expect(pressed(['tab', 'tab', 'enter', 'escape']).state.overlay).toBeUndefined();
  });

  test('what nobody sits at says how to', () => {
    const at = (node: string): string =>
      drawn(viewOf({ ...SEEN, isOpen: false, state: { ...SEEN.state, node } })).join('\n');
    expect(at('pc1')).toContain('Enter sits you down at pc1');
    expect(at('lan')).toContain('lan has no console');
  });

  test('a long line of the log goes on below, and nothing of it is lost', () => {
    const text = `${'0123456789'.repeat(14)}本社𠮷${'x'.repeat(9)}`;
    for (const columns of [80, 81, 82, 83, 84, 85, 86]) {
      const state: ScreenState = { ...SEEN.state, pane: 'log', below: 'log' };
      const rows = drawn(viewOf({ ...SEEN, columns, state, log: [{ time: '09:00:00', text }] }));
      const from = rows.findIndex((row) => row.startsWith(' 09:00:00'));
      const pieces = rows.slice(from, from + 4).map((row) => row.slice(10));
      expect(pieces.join('').trimEnd().startsWith(text)).toBe(true);
      expect(widthOf(pieces[0]!)).toBe(columns - 10);
    }
  });

  test('a filter marks what it found, and the log says when nothing was', () => {
    const state: ScreenState = { ...SEEN.state, pane: 'log', below: 'log', filter: 'pptp' };
    expect(drawn(viewOf({ ...SEEN, state })).join('\n')).toContain('LOG rt-a');
    const none = drawn(viewOf({ ...SEEN, state, log: [] })).join('\n');
    expect(none).toContain('no line has "pptp" in it');
  });
});
