/**
 * A typist who knows the rows but not what they mean: types a command word by word, each time one of those that the grammar
 * says it expects. What comes out is right more often than not, and of every kind.
 */
import { Document } from '@rtemu/config/document';
import { agentSelection, GLOBAL, ppSelection, type Selection, tunnelSelection } from '@rtemu/config/selection';
import type { CommandLanguage } from './language.js';
import type { Operand } from './operand.js';
import { Reader } from './reader.js';
import type { AnyRow } from './row.js';
import type { Session } from './session.js';
import { Literal } from './syntax.js';
import { printWord } from './words.js';

/** Texts of every form that some operand understands. */
const TEXTS = [
  ...[
    'on',
    'off',
    '1',
    '2',
    '3',
    '4',
    '12',
    '24',
    '30',
    '60',
    '64',
    '100',
    '120',
    '255',
    '536',
    '1280',
    '1454',
    '1500',
  ],
  ...['3000', '9600', '65535', '21474836', '0', '-1', '0.5', '10.0'],
  ...['192.168.0.1', '192.168.100.1/24', '10.0.0.0/8', '172.17.0.1/255.255.0.0', '0.0.0.0/0', '203.0.113.5/0xffffff00'],
  ...['192.168.1.100-192.168.1.102', '192.168.100.2-192.168.100.191/24', '10.0.0.1-10.0.0.1'],
  ...[
    'tunnel1',
    'tunnel2',
    'tunnel1-tunnel3',
    'lan1',
    'lan2',
    'lan1.2',
    'lan1/3',
    'anonymous',
    'anonymous1',
    'all',
    '1-3',
  ],
  ...[
    'user1',
    'secret',
    'two words',
    'a#b',
    'quote"d',
    "it's",
    'back\\slash',
    '日本語',
    '*',
    '5-',
    '-2',
    'usb1:/config.txt',
  ],
  ...['+09:00', '-03:30', '24:00', 'infinity', '2024/02/29', '12:34:56', '2001:db8::/64', '0312345678/Tokyo', 'clid'],
  ...['=', 'a=b', 'loopback3', 'fqdn', 'host.example.jp', '::/0'],
  ...[
    'sip:user@example.jp',
    '10.0.0.35=192.168.0.254',
    '100000000',
    '1.3.6.1',
    '70%',
    'bri1',
    'vlan1',
    'bridge1',
    'usb1',
    'pbx1',
    '0:0:0:1F',
    '0:a0:de:0:0:1',
  ],
  ...[
    'lan1:1',
    '1/2',
    '60=01,ff',
    '00:a0:de:*',
    'tcp,udp',
    'www,8000-8080',
    '<<END\nbody of a file\nEND',
    '<<END\nYWJj\nEND',
    '10.0.0.*',
  ],
  ...['2001:db8::1', 'ra-prefix@lan2::/64', '00:a0:de:00:00:01', 'lan1=1-3', 'http://host.example.jp/', '*/mon-fri'],
];

/** Draws numbers below a limit: a generator that a failing run can be repeated with. */
export type Draw = (limit: number) => number;

/** Random numbers from one that fast-check drew, so that its seed repeats a failing run. */
export function drawsFrom(seed: number): Draw {
  let state = seed | 0;
  return (limit: number): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return Math.floor((((z ^ (z >>> 15)) >>> 0) / 0x1_0000_0000) * limit);
  };
}

const pick = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)]!;

const WORDS_MAX = 14;

/** Words of a command that the row accepts, or as near as the typist came. */
export function typeCommand(row: AnyRow, language: CommandLanguage, draw: Draw): readonly string[] {
  const { machine } = language;
  const words = row.syntax.path.map((operand) =>
    operand instanceof Literal ? operand.word : pick(machine.lans, draw),
  );
  const places = words.filter((_, i) => !(row.syntax.path[i] instanceof Literal));
  const at = words.length;
  const reader = new Reader(machine);
  const read = (line: readonly string[]): boolean => {
    reader.start(line, at, true);
    return row.syntax.readTail(reader, places) && reader.at >= line.length;
  };
  while (words.length < WORDS_MAX) {
    const isWhole = read(words);
    if (isWhole && draw(3) === 0) break;
    if (reader.farthest < words.length) break;
    const expected: readonly Operand<unknown>[] = reader.expected;
    const next = nextWord(expected, language, draw, (text) => {
      const isRead = read([...words, text]);
      return isRead || reader.farthest > words.length;
    });
    if (next === undefined) break;
    words.push(next);
  }
  return words;
}

function nextWord(
  expected: readonly Operand<unknown>[],
  language: CommandLanguage,
  draw: Draw,
  fits: (text: string) => boolean,
): string | undefined {
  for (let tries = 0; tries < 12; tries++) {
    const candidates = pick(expected, draw).candidates(language.machine);
    const text = candidates.length > 0 && draw(3) > 0 ? pick(candidates, draw) : pick(TEXTS, draw);
    const typed = /.[=:]$/.test(text) ? text + pick(TEXTS, draw) : text;
    if (fits(typed)) return typed;
  }
  // By luck it did not fit; somewhere there is one that does.
  return TEXTS.find(fits);
}

export const printLine = (words: readonly string[]): string => words.map(printWord).join(' ');

/** A place where the row may be typed. */
export function selectionFor(row: AnyRow, draw: Draw): Selection {
  if (row.scopes.includes('global')) return GLOBAL;
  const scope = pick(row.scopes, draw);
  if (scope === 'tunnel') return tunnelSelection(1 + draw(3));
  if (scope === 'switch' || scope === 'ap') return agentSelection(scope, `lan1:${1 + draw(3)}`);
  const anonymous = row.pp === 'anonymous' || (row.pp === undefined && draw(3) === 0);
  return ppSelection(anonymous ? 'anonymous' : 1 + draw(3));
}

export const inFile = (selection: Selection): Session => ({
  level: 'administrator',
  selection,
  language: 'en',
  origin: 'file',
});

/** A configuration of `count` commands, and the lines that made it. */
export function typeDocument(
  language: CommandLanguage,
  count: number,
  draw: Draw,
): { readonly document: Document; readonly lines: readonly string[]; readonly accepted: number } {
  const rows = language.rows.filter(({ kind }) => kind === 'setting');
  const start = new Document(language.machine);
  const draft = start.edit();
  const lines: string[] = [];
  let accepted = 0;
  for (let i = 0; i < count; i++) {
    const row = pick(rows, draw);
    const selection = selectionFor(row, draw);
    const line = printLine(typeCommand(row, language, draw));
    lines.push(`${JSON.stringify(selection)} ${line}`);
    if (language.load(inFile(selection), draft, start, line).kind === 'configured') accepted++;
  }
  return { document: draft.finish(), lines, accepted };
}
