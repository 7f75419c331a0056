import { describe, expect, test } from '@jest/globals';
import { after, milliseconds, START, seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Lab } from '../lab.js';
import { readLab } from '../lab-file.js';
import { options } from '../lab-text.suite.js';
import type { StepResult } from '../scenario.js';
import { type LadderParts, LIMIT, ladderOf } from './ladder.js';
import { printMermaid } from './ladder-mermaid.js';
import type { Flight } from './ladder-recorder.js';
import { printSvg } from './ladder-svg.js';
import { LAYERS } from './layer.js';
import type { Saying } from './ppp-words.js';

function labOf(): Lab {
  const read = readLab(
    `
name: three
title: 3 台のラボ <&"'>
topology:
  nodes:
    a: {kind: pc, address: 10.0.0.1/24}
    lan: {kind: switch}
    b: {kind: pc, address: 10.0.0.2/24}
    c: {kind: router, model: RTX1210}
  links:
    - {endpoints: ["a:eth0", "lan:1"]}
    - {endpoints: ["b:eth0", "lan:2"]}
    - {endpoints: ["c:lan1", "lan:3"]}
steps:
  - {wait: 1s}
  - {node: a, type: ping 10.0.0.2, name: a asks}
`,
    options,
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.lab;
}
const lab = labOf();

let letters = 0;
/** A message of its own unless `content` says otherwise. */
const flight = (
  from: string,
  to: string,
  said: Partial<Saying> & { text: string },
  rest: Partial<Flight> = {},
): Flight => ({
  from,
  sentAt: START,
  sayings: [{ layer: 'icmp', ...said }],
  content: `letter ${letters++}`,
  arrivals: [to],
  towards: 'lan',
  origin: 0,
  destination: 0,
  isTwice: false,
  isUnderWay: false,
  ...rest,
});
const at = (ms: number) => ({ sentAt: after(START, milliseconds(ms)) });
const ladder = (flights: readonly Flight[], rest: Partial<LadderParts> = {}) =>
  ladderOf({ lab, flights, layers: LAYERS, steps: [], isFull: false, ...rest });
const texts = (flights: readonly Flight[], rest: Partial<LadderParts> = {}) =>
  ladder(flights, rest).rows.map((row) => (row.kind === 'note' ? row.text : `${row.from} ${row.text} ${row.to}`));

describe('rows', () => {
  test('one a message, and columns for those who spoke, in the order of the file', () => {
    const flights = [flight('c', 'a', { text: 'hello' }), flight('a', 'c', { text: 'hello yourself' }, at(5))];
    expect(texts(flights)).toEqual(['c hello a', 'a hello yourself c']);
    expect(ladder(flights)).toMatchObject({ title: `3 台のラボ <&"'>`, columns: ['a', 'c'], omission: undefined });
  });

  test('what says nothing new is one row, until something else is said', () => {
    const data = (ms: number, lost = false) =>
      flight(
        'a',
        'b',
        { text: `data ${ms}`, stem: 'data' },
        { ...at(ms), destination: 2, ...(lost ? { arrivals: [] } : {}) },
      );
    const back = flight('b', 'a', { text: 'data back', stem: 'data' }, at(2));
    expect(texts([data(1), back, data(3, true), data(4)])).toEqual(['a 3 × data, 1 lost b', 'b data back a']);
    const news = flight('c', 'a', { text: 'news' }, at(5));
    expect(texts([data(1), data(2), news, data(6), data(7)])).toEqual(['a 2 × data b', 'c news a', 'a 2 × data b']);
  });

  test('what was lost ends where it was meant for, if that is known, and otherwise on its way', () => {
    const lost = { arrivals: [], destination: 2 };
    const [row] = ladder([flight('a', 'b', { text: 'x' }, lost)]).rows;
    expect(row).toMatchObject({ isLost: true, from: 'a', to: 'lan' });
    const known = [flight('a', 'b', { text: 'x' }, lost), flight('a', 'b', { text: 'y' }, { destination: 2 })];
    expect(ladder(known).rows[0]).toMatchObject({ isLost: true, to: 'b' });
    const answered = [flight('a', 'b', { text: 'x' }, lost), flight('c', 'b', { text: 'y' }, { origin: 2 })];
    expect(ladder(answered).rows[0]).toMatchObject({ isLost: true, to: 'c' });
    const last = flight('a', 'b', { text: 'x' }, { ...lost, isUnderWay: true });
    expect(ladder([last]).rows[0]).toMatchObject({ isLost: false });
  });

  test('what is sent again is marked, unless much later or by another', () => {
    const same = (ms: number, from = 'a') => flight(from, 'b', { text: 'x' }, { ...at(ms), content: 'same' });
    const marks = (...flights: Flight[]) => ladder(flights).rows.map((row) => row.kind === 'message' && row.isAgain);
    expect(marks(same(0), same(3000))).toEqual([false, true]);
    expect(marks(same(0), same(1000 * LIMIT.againSeconds + 1))).toEqual([false, false]);
    expect(marks(same(0), same(1, 'c'))).toEqual([false, false]);
  });

  test('steps stand between, and layers and a span choose', () => {
    const results = lab.steps.map((step, i): StepResult => {
      const began = after(START, seconds(i));
      return { phase: 'steps', number: i + 1, step, passed: true, output: '', began, ended: began };
    });
    const flights = [flight('a', 'b', { text: 'x', layer: 'tcp' }, at(1)), flight('a', 'b', { text: 'y' }, at(1500))];
    expect(texts(flights, { steps: results })).toEqual(['step 1: wait 1s', 'a x b', 'step 2: a asks', 'a y b']);
    expect(texts(flights, { layers: ['tcp'] })).toEqual(['a x b']);
    expect(texts(flights, { from: after(START, seconds(1)) })).toEqual(['a y b']);
  });

  test('a storm has an end, which is told', () => {
    const flights = Array.from({ length: LIMIT.rows + 7 }, (_, i) => flight('a', 'b', { text: `${i}` }, at(i)));
    const { rows, omission } = ladder(flights);
    expect([rows.length, omission]).toEqual([
      LIMIT.rows,
      '7 more rows are left out; a span or fewer layers would show them.',
    ]);
    expect(printSvg(ladder(flights))).toContain('7 more rows are left out');
    expect(printMermaid(ladder(flights))).toContain('7 more rows are left out');
    expect(printSvg(ladder([], { isFull: true }))).toContain('the rest is left out');
    const long = flight('a', 'b', { text: 'x'.repeat(1000) });
    expect(ladder([long]).rows[0]).toMatchObject({ text: `${'x'.repeat(LIMIT.textCharacters - 1)}…` });
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(
    '</text>',
    ']]>',
    '&#0;',
    '\u0000\ud800\ufffe',
    '%%{init}%%',
    'end',
    '--> n1: x',
    '#quot;;\nn1->>n2: x',
  ),
);
const anyMessage = fc
  .record({
    from: fc.constantFrom('a', 'b', 'c'),
    to: fc.constantFrom('a', 'b', 'c', 'lan'),
    text: hostile,
    layer: fc.constantFrom(...LAYERS),
    ms: fc.nat({ max: 100_000 }),
    lost: fc.boolean(),
    isTwice: fc.boolean(),
    content: fc.constantFrom('one', 'two', 'three'),
  })
  .map(({ from, to, text, layer, ms, lost, isTwice, content }) =>
    flight(from, to, { text, layer }, { ...at(ms), isTwice, content, ...(lost ? { arrivals: [] } : {}) }),
  );

/** In the order of their sending. */
const anyFlights = fc
  .array(anyMessage, { minLength: 1, maxLength: 20 })
  .map((flights) => flights.sort((one, other) => one.sentAt - other.sentAt));

describe('a picture', () => {
  test('is well-formed XML, whatever is said in it', () => {
    const parser = new XMLParser({ ignoreAttributes: false });
    fc.assert(
      fc.property(anyFlights, hostile, (flights, title) => {
        const svg = printSvg({ ...ladder(flights), title });
        expect(XMLValidator.validate(svg)).toBe(true);
        expect(svg).not.toMatch(/\p{Cs}/u);
        const { '@_width': width, '@_height': height } = parser.parse(svg).svg;
        for (const size of [width, height]) expect(Number(size)).toBeGreaterThan(0);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 25 },
    );
  });

  test('Mermaid has a line a message, whatever is said in it', () => {
    fc.assert(
      fc.property(anyFlights, hostile, (flights, title) => {
        const made = { ...ladder(flights), title };
        const lines = printMermaid(made).split('\n');
        const head = ['---', expect.stringMatching(/^title: ".*"$/s), '---', 'sequenceDiagram'];
        expect(lines.slice(0, 4)).toEqual(head);
        expect(lines.join('\n')).not.toContain('%%');
        expect(lines.length).toBe(4 + made.columns.length + made.rows.length + 1);
        for (const line of lines.slice(4 + made.columns.length, -1))
          expect(line).toMatch(/^ {2}n\d+(?:->>|-->>|-x)n\d+: \d+\.\d{3} s [^;]*(?:#\d+;[^;]*)*$/);
      }),
      { numRuns: 25 },
    );
  });

  test('of nothing says so', () => {
    expect(printSvg(ladder([]))).toContain('Nobody said anything.');
    expect(printMermaid(ladder([]))).toContain('Nobody said anything.');
  });
});
