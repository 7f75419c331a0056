import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Host } from '../host.js';
import { rtemu, TWO_PCS } from '../program.suite.js';
import { Progress } from '../progress.js';
import { inCells, widthOfText } from './cells.js';
import { LIMIT, printSeeds, readSeeds } from './seeds.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-lab-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const WORSE = 'loss=10%,duplication=10%,reordering=10%';

const named = (name: string, text = TWO_PCS): string => text.replace('two-pcs', name);
const titled = (title: string, text = TWO_PCS): string => `title: ${title}\n${text}`;
const fails = (text = TWO_PCS): string => text.replace('2 received', '3 received');
const leadsOut = TWO_PCS.replace('rt: {kind: router, model: RTX1210}', 'out: {kind: udp, local: 5001, remote: 5002}');

describe('several labs', () => {
  test('are a table, a row each; the titles may be wide', async () => {
    const first = file('first.yaml', titled('Q5 認証方式は? / What logs in?'));
    const second = file('second.yaml', named('plain'));
    const { code, output, error } = await rtemu(['lab', 'run', first, second]);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const [head, ...rows] = output.split('\n');
    expect(head).toMatch(/^lab {27} {2}result {14} {2}seeds {2} +virtual {2} +wall$/);
    expect(rows[0]).toMatch(/^Q5 認証方式は\? \/ What logs in\? {2}passed 1 of 1 +0 +1\.00\ds +0\.00s$/);
    expect(rows[1]).toMatch(/^plain {25} {2}passed 1 of 1 +0 +1\.00\ds +0\.00s$/);
    expect(widthOfText(rows[0]!)).toBe(widthOfText(rows[1]!));
    expect(rows.slice(2)).toEqual(['2 labs: 2 passed, 0 failed in 0.00s', '']);
  });

  test('by a pattern; and what failed is told beneath, with the command that replays it', async () => {
    file('p-good.yaml', named('good'));
    const bad = file('p-bad.yaml', titled('Does it fail?', fails()));
    const { code, output } = await rtemu([
      'lab',
      'run',
      join(folder, 'p-*.yaml'),
      '--seeds',
      '3-4',
      '--impair',
      'delay=9ms',
    ]);
    expect(code).toBe(1);
    expect(output).toMatch(/^Does it fail\? {2}FAILED 2 of 2 +3-4 +20\.000s/m);
    expect(output).toMatch(/^good {11}passed 2 of 2 +3-4 +2\.0\d\ds/m);
    expect(output).toMatch(/^Does it fail\? \(seed 3\)\nFAIL +10\.000s {2}pc1: ping 10\.0\.0\.2 -c 2 \(10\.000s\)\n/m);
    expect(output).toContain(`${bad}:12: the output lacks "3 received" after 10s`);
    expect(output).toContain(`The same run again: rtemu lab run ${bad} --seed 4 --impair delay=9ms\n`);
    expect(output).toMatch(/\n2 labs \(4 runs\): 1 passed, 1 failed in 0\.00s\n$/);
  });

  test('are passed over when they lead out of themselves, or when loss matters and the lines are worse', async () => {
    const out = file('out.yaml', named('out', leadsOut));
    const exact = file('exact.yaml', `${named('exact', fails())}loss-matters: true\n`);
    const good = file(
      'good.yaml',
      named('good', TWO_PCS.replace('-c 2', '-c 30').replace('"2 received"', `'/[12345]\\d received/', within: 60s`)),
    );
    const { code, output } = await rtemu(['lab', 'run', out, exact, good, '--impair', WORSE]);
    expect(output).toContain('out    skipped: out leads out of it: lab up only\n');
    expect(output).toContain('exact  skipped: what comes of it counts on faultless lines\n');
    expect(output).toContain('3 labs: 1 passed, 0 failed, 2 skipped');
    expect(code).toBe(0);
    const alone = await rtemu(['lab', 'run', exact, '--impair', WORSE]);
    expect([alone.code, alone.error]).toEqual([2, 'rtemu: none of these labs can be played\n']);
    expect((await rtemu(['lab', 'run', exact])).code).toBe(1);
  });

  test('one from several seeds is a table too', async () => {
    const { code, output } = await rtemu(['lab', 'run', file('one.yaml', TWO_PCS), '--seeds', '1,3-5']);
    expect(code).toBe(0);
    expect(output).toMatch(/^two-pcs {2}passed 4 of 4 +1,3-5 +4\.0\d\ds/m);
  });

  test('as JSON', async () => {
    const labs = [file('a.yaml', titled('a title', fails())), file('b.yaml', leadsOut)];
    const { code, output } = await rtemu(['lab', 'run', ...labs, '--format', 'json', '--impair', 'delay=1ms']);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      passed: false,
      runs: [{ lab: 'two-pcs', title: 'a title', impair: 'delay=1ms', seed: 0, passed: false, steps: [{ number: 1 }] }],
      skipped: [{ lab: 'two-pcs', file: labs[1], reason: 'out leads out of it: lab up only' }],
    });
  });

  test('the mistakes of all files are told, and nothing is played', async () => {
    const labs = [file('x.yaml', TWO_PCS.replace('delay', 'dealy')), file('y.yaml', TWO_PCS.replace('RTX1210', 'X'))];
    const { code, output, error } = await rtemu(['lab', 'run', ...labs]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(error).toMatch(/x\.yaml:9:45: unknown key "dealy"[^\n]*\n[^\n]*y\.yaml:7:31: unknown model "X"/);
  });

  test('captures go to a folder a lab, and a folder a seed', async () => {
    const labs = [file('c.yaml', named('../odd name')), file('d.yaml', TWO_PCS), file('e.yaml', TWO_PCS)];
    const directory = join(folder, 'captures');
    expect((await rtemu(['lab', 'run', ...labs, '--capture', directory])).code).toBe(0);
    expect(readdirSync(directory).sort()).toEqual(['odd-name', 'two-pcs', 'two-pcs-2'].sort());
    expect(readdirSync(join(directory, 'two-pcs-2'))).toContain('pc1.pcapng');
    await rtemu(['lab', 'run', labs[1]!, '--seeds', '7-8', '--capture', directory]);
    expect(existsSync(join(directory, 'two-pcs', 'seed-8', 'rt.pcapng'))).toBe(true);
    const stream = await rtemu(['lab', 'run', ...labs, join(folder, 'f.pcapng'), '--capture', 'rt:lan1']);
    expect([stream.code, stream.error]).toEqual([2, expect.stringContaining('a capture at rt:lan1 is of one run')]);
  });
});

describe('one lab', () => {
  test('tells its title first, and each step', async () => {
    const { output } = await rtemu(['lab', 'run', file('t.yaml', titled('Does it work?'))]);
    expect(output).toMatch(/^Does it work\?\nok +1\.00\ds {2}pc1: ping/);
  });

  test.each(['out.pcapng', 'a-file-of-any-name'])('is captured at interfaces into %s, given last', async (name) => {
    const lab = file('s.yaml', TWO_PCS);
    const { code, error } = await rtemu(['lab', 'run', lab, '--capture', 'pc1:eth0', join(folder, name)]);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(readFileSync(join(folder, name)).readUInt32LE(0)).toBe(0x0a0d0d0a);
  });

  test('over worse lines it loses what it lost not', async () => {
    const lab = file('w.yaml', TWO_PCS);
    const { code, output } = await rtemu(['lab', 'run', lab, '--impair', 'loss=100%']);
    expect(code).toBe(1);
    expect(output).toContain(`The same run again: rtemu lab run ${lab} --seed 0 --impair loss=100%\n`);
  });
});

describe('a ladder', () => {
  const lab = () => file('ladder.yaml', titled('誰が誰に?'));

  test('is drawn as SVG or as Mermaid, of what was asked for', async () => {
    const [svg, mmd] = [join(folder, 'a.svg'), join(folder, 'a.mmd')];
    expect((await rtemu(['lab', 'run', lab(), '--ladder', svg])).code).toBe(0);
    expect(readFileSync(svg, 'utf8')).toMatch(
      /^<svg [\s\S]*<title>誰が誰に\?<[\s\S]*2 × echo request<[\s\S]*<\/svg>\n$/,
    );
    await rtemu(['lab', 'run', lab(), '--ladder', mmd, '--ladder-layers', 'icmp', '--ladder-span', '0.5s-2s']);
    expect(readFileSync(mmd, 'utf8').split('\n').slice(-3, -1)).toEqual([
      expect.stringMatching(/^ {2}n1->>n2: 0\.000 s echo request seq 1$/),
      expect.stringMatching(/^ {2}n2->>n1: 0\.002 s echo reply seq 1$/),
    ]);
  });

  test.each([
    [['--ladder', 'a.png'], 'rtemu: --ladder a.png: a picture is FILE.svg, Mermaid is FILE.mmd\n'],
    [
      ['--ladder', 'a.svg', '--ladder-layers', 'pttp'],
      'rtemu: --ladder-layers pttp: unknown layer "pttp"; did you mean "pptp"?\n',
    ],
    [['--ladder', 'a.svg', '--ladder-span', '5s'], 'rtemu: --ladder-span 5s: a span of virtual time is like 0s-30s\n'],
    [['--ladder-span', '0s-5s'], 'rtemu: --ladder-span is of a ladder; say --ladder FILE.svg as well\n'],
    [['--ladder', '/nowhere/a.svg'], 'rtemu: cannot write /nowhere/a.svg: there is no such file\n'],
    [
      ['--ladder', 'a.svg', '--seeds', '1-2'],
      'rtemu: a ladder is of one run, and these are several; say one lab and one seed\n',
    ],
  ])('%j is refused', async (args, complaint) => {
    const { code, error } = await rtemu(['lab', 'run', lab(), ...args]);
    expect({ code, error }).toEqual({ code: 2, error: complaint });
  });
});

describe('seeds', () => {
  test.each([
    ['7', [7]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['9,1-3,2', [9, 1, 2, 3]],
    ['4294967295', [4_294_967_295]],
  ])('%s', (text, seeds) => expect(readSeeds(text)).toEqual(seeds));

  test.each(['', ',', '1-', '-1', '1-2-3', '2-1', '4294967296', '1.5', 'x'])('%j are none', (text) =>
    expect(readSeeds(text)).toContain('is no seed'),
  );

  test('there is an end of them', () => {
    expect(readSeeds(`0-${LIMIT.seeds - 1}`)).toHaveLength(LIMIT.seeds);
    expect(readSeeds(`0-${LIMIT.seeds - 1},7,${LIMIT.seeds}`)).toContain('too many seeds');
  });

  test('what is printed is read again', () => {
    const seeds = fc.uniqueArray(fc.nat({ max: 30 }), { minLength: 1 });
    fc.assert(fc.property(seeds, (list) => expect(readSeeds(printSeeds(list))).toEqual(list)));
  });
});

test('a text takes as many cells as it is given, wide characters or not', () => {
  expect(inCells('接続', 6)).toBe('接続  ');
  expect(inCells('接続中', 5)).toBe('接続…');
  expect(inCells('接続中', 4)).toBe('接… ');
  const letters = fc.array(fc.constantFrom('a', '接', 'é', 'ｱ', '🙂', ' ')).map((list) => list.join(''));
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 20 }), (text, cells) => {
      expect(widthOfText(inCells(text, cells))).toBe(cells);
    }),
  );
});

test('progress is shown where somebody waits: after a second, or from the first of many', () => {
  const written: string[] = [];
  let now = 0;
  const host = {
    error: { isTTY: true, write: (text: string) => written.push(text) },
    clock: { milliseconds: () => now },
  } as unknown as Host;
  const few = new Progress(host, 3);
  few.begin('本社');
  few.step('本社');
  expect(written).toEqual([]);
  now = 1500;
  few.begin('支社');
  few.end();
  few.end();
  expect(written).toEqual([`\r[${'='.repeat(10)}>${' '.repeat(19)}] 1/3 支社\x1b[K`, '\r\x1b[K']);
  new Progress(host, 50).begin('one of many');
  expect(written.at(-1)).toContain('0/50 one of many');
  const pipe = new Progress({ ...host, error: { write: (text: string) => written.push(text) } } as unknown as Host, 50);
  pipe.begin('nobody sees it');
  expect(written.length).toBe(3);
});
