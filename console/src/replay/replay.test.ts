import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { WARNING_KINDS } from '@rtemu/commands/warnings';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Log } from 'sarif';
import { rtemu } from '../program.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const config = file('config.txt', 'ip lan1 address 192.168.0.1/24\nip lan9 address 10.0.0.1/8\nsave\n');
const good = file('good.txt', 'ip lan1 address 192.168.0.1/24\nupnp use on\n');
const replay = (...args: string[]) => rtemu(['replay', ...args]);

describe('rtemu replay', () => {
  test('tells what is refused, and fails', async () => {
    const { code, output } = await replay(config, '--model', 'rtx1210');
    expect(code).toBe(1);
    expect(output).toContain(`${config}:2:4: refused: ip lan9 address 10.0.0.1/8\n    Error: `);
    expect(output).toContain(`${config}:3: not done: save\n`);
    expect(output.split('\n').at(-2)).toBe(`${config}: RTX1210 Rev.14.01.42: 2 accepted, 1 not done, 1 refused`);
  });

  test('in Japanese, and of several files', async () => {
    expect((await replay(config, '--model', 'RTX830', '--lang', 'ja')).output).toContain('エラー: ');
    const { output } = await replay(config, good, '--model', 'RTX830');
    expect(output.split('\n').at(-2)).toBe(
      '2 files, 1 without a refused line: 4 accepted, of them 1 stored, 1 refused',
    );
  });

  test('what is taken and not emulated can be listed, or be a failure', async () => {
    expect((await replay(good, '--model', 'RTX830')).output).not.toContain('upnp');
    const listed = await replay(good, '--model', 'RTX830', '--list-stored');
    expect([listed.code, listed.output]).toEqual([0, expect.stringContaining(`${good}:2: stored: upnp use on\n`)]);
    expect((await replay(good, '--model', 'RTX830', '--fail-on', 'stored')).code).toBe(1);
  });

  test('the model is that of the heading', async () => {
    const dump = file('dump.txt', '# RTX1100 Rev.8.03.94 (Thu Feb 16 20:50:25 2012)\nip lan1 address 10.0.0.1/8\n');
    expect((await replay(dump)).output).toBe(`${dump}: RTX1100 Rev.8.03.94: 1 accepted, 0 refused\n`);
    expect((await replay(dump, '--model', 'auto', '--firmware', 'Rev.8.03.90')).output).toContain(
      'RTX1100 Rev.8.03.90:',
    );
    expect((await replay(good)).output).toContain('a guess');
  });

  test('lines may be typed into the factory settings', async () => {
    const line = file('no.txt', 'dhcp scope 1 192.168.100.2-192.168.100.191/24\n');
    expect((await replay(line, '--model', 'RTX1210', '--from', 'factory')).code).toBe(0);
  });

  test.each([
    ['UTF-8', [0xe6, 0x9d, 0xb1, 0xe4, 0xba, 0xac]],
    ['Shift_JIS', [0x93, 0x8c, 0x8b, 0x9e]],
    ['EUC', [0xc5, 0xec, 0xb5, 0xfe]],
  ])('reads %s', async (name, tokyo) => {
    const path = join(folder, `${name}.txt`);
    writeFileSync(path, Buffer.from([...Buffer.from('description lan9 '), ...tokyo, 0x0a]));
    expect((await replay(path, '--model', 'RTX830')).output).toContain('description lan9 東京');
  });

  test('patterns that no shell has seen to', async () => {
    mkdirSync(join(folder, 'many'), { recursive: true });
    for (const name of ['a', 'b', 'c']) file(`many/${name}.cfg`, 'pptp service on\n');
    const { output } = await replay(join(folder, 'many', '*.cfg'), '--model', 'RTX1210');
    expect(output.split('\n').at(-2)).toMatch(/^3 files, 3 without a refused line/);
  });

  test('a screen that broke lines is told of', async () => {
    const filters = Array.from({ length: 12 }, (_, i) => 200_000 + i).join(' ');
    const line = ` ip pp secure filter in ${filters}`;
    const path = file('wrapped.txt', `pp select 1\n${line.slice(0, 79)}\n${line.slice(79)}\n`);
    const { output } = await replay(path, '--model', 'RTX1210');
    expect(output).toContain('1 put together where a screen had broken them');
  });
});

describe('formats', () => {
  test('json: one object with figures and faults', async () => {
    const { code, output } = await replay(good, config, '--model', 'RTX830', '--format', 'json');
    const { files } = JSON.parse(output);
    expect(code).toBe(1);
    expect(files[0]).toMatchObject({
      file: good,
      model: 'RTX830',
      lines: 2,
      accepted: 2,
      stored: 1,
      refused: 0,
      faults: [],
    });
    expect(files[1]).toMatchObject({ lines: 3, accepted: 2, stored: 0, refused: 1 });
    expect(files[1].faults).toEqual([
      expect.objectContaining({
        line: 2,
        column: 4,
        text: 'ip lan9 address 10.0.0.1/8',
        device: expect.stringMatching(/^Error: /),
        diagnosis: expect.stringContaining('lan9'),
      }),
    ]);
  });

  test('junit: a suite for each file', async () => {
    const nasty = file('nasty.txt', 'zzz <&">\u0001\nupnp use on\n');
    const { output } = await replay(nasty, '--model', 'RTX830', '--format', 'junit');
    expect(XMLValidator.validate(output)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(output);
    expect(testsuites.testsuite).toMatchObject({
      '@_tests': '3',
      '@_failures': '1',
      '@_skipped': '1',
      '@_errors': '0',
    });
    const cases = testsuites.testsuite.testcase;
    expect(cases).toHaveLength(3);
    expect(cases[0]).toMatchObject({ '@_name': 'line 1: zzz <&">\ufffd', failure: { '@_type': 'refused' } });
    const strict = await replay(nasty, '--model', 'RTX830', '--format', 'junit', '--fail-on', 'stored');
    expect(strict.output).toContain('failures="2"');
  });

  test('github: annotations that no line can break out of', async () => {
    const nasty = file('nasty%,:.txt', 'zzz ::error::%0A\n');
    const { output } = await replay(nasty, '--model', 'RTX830', '--format', 'github');
    const annotations = output.split('\n').filter((line) => line.startsWith('::'));
    expect(annotations).toHaveLength(1);
    expect(annotations[0]).toMatch(
      /^::error file=\S*nasty%25%2C%3A\.txt,line=1,col=1,title=RTX830 refuses this line::Error: \S/,
    );
  });

  test('sarif: one run with a rule for every result', async () => {
    const { output } = await replay(config, good, '--model', 'RTX830', '--format', 'sarif');
    const { version, runs } = JSON.parse(output) as Log;
    expect([version, runs.length]).toEqual(['2.1.0', 1]);
    const [{ tool, results = [] }] = runs as [Log['runs'][0]];
    const rules = new Set(tool.driver.rules?.map(({ id }) => id));
    expect(results.map(({ ruleId, level }) => [rules.has(ruleId!), level])).toEqual([
      [true, 'error'],
      [true, 'note'],
    ]);
    expect(results[0]!.locations![0]!.physicalLocation).toMatchObject({ region: { startLine: 2, startColumn: 4 } });
  });
});

describe('warnings of a whole configuration', () => {
  const odd = file(
    'odd.txt',
    [
      'ip lan2 address 10.0.0.1/8',
      'ip lan2 secure filter in 1',
      'ip lan2 nat descriptor 1 2',
      'nat descriptor type 1 masquerade',
      'nat descriptor type 3 masquerade',
      'nat descriptor address outer 4 primary',
      'dhcp scope 1 192.168.0.10-192.168.0.20/24',
      'dhcp scope 2 192.168.0.20-192.168.0.30/24',
      'dhcp scope bind 1 192.168.0.21 01 02',
      'dhcp scope bind 5 192.168.0.11 01 02',
      'ip route default gateway dhcp lan3 keepalive 1',
      'ip route 172.16.0.0/12 gateway 192.168.9.9',
      'radius auth on',
      'tunnel select 1',
      'tunnel encapsulation pptp',
      'pp select 1',
      'pp bind tunnel1',
      'pptp service type client',
      'pp enable 1',
      'pp select anonymous',
      'pp bind tunnel1',
      'pp enable anonymous',
      ...Array.from({ length: 31 }, (_, i) => i + 2).flatMap((n) => [
        `tunnel select ${n}`,
        'tunnel encapsulation pptp',
        `tunnel endpoint address 10.0.0.${n}`,
        `tunnel enable ${n}`,
        `pp select ${n}`,
        `pp bind tunnel${n}`,
        'pp auth accept mschap-v2',
        'pp auth myname rt himitsu',
        'pptp service type client',
        `pp enable ${n}`,
      ]),
      '',
    ].join('\n'),
  );
  const told = async (format: string) => {
    const { code, output } = await replay(odd, '--model', 'RTX1210', '--lang', 'en', '--format', format);
    expect(code).toBe(0);
    return output;
  };
  const kinds = Object.keys(WARNING_KINDS).sort();

  test('github: an annotation of the file for each', async () => {
    const annotations = (await told('github')).split('\n').filter((line) => line.startsWith('::'));
    const titles = annotations.map((line) => /^::warning file=[^,]*odd\.txt,title=([a-z-]+)::\S/.exec(line)?.[1]);
    expect(titles.sort()).toEqual(kinds);
  });

  test('junit: in the output of the suite', async () => {
    const output = await told('junit');
    expect(XMLValidator.validate(output)).toBe(true);
    const { testsuite } = new XMLParser({ ignoreAttributes: false }).parse(output).testsuites;
    expect(testsuite['@_failures']).toBe('0');
    for (const kind of kinds) expect(testsuite['system-out']).toContain(`${kind}: `);
  });

  test('sarif: a result of its own rule for each', async () => {
    const { tool, results = [] } = (JSON.parse(await told('sarif')) as Log).runs[0]!;
    const warned = results.filter(({ level }) => level === 'warning');
    expect(warned.map(({ ruleId }) => ruleId).sort()).toEqual(kinds);
    expect(warned[0]!.locations![0]!.physicalLocation).not.toHaveProperty('region');
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual(expect.arrayContaining(kinds));
  });
});

describe('rtemu diff', () => {
  test('prints what makes one of the other, and says by its exit code whether there is any', async () => {
    const before = file('before.txt', '# RTX1210 Rev.14.01.42 (x)\nip lan1 address 10.0.0.1/8\npptp service on\n');
    const after = file('after.txt', '# RTX1210 Rev.14.01.42 (x)\nip lan1 address 10.0.0.2/8\nzzz\n');
    const { code, output, error } = await rtemu(['diff', before, after]);
    expect([code, output]).toEqual([1, 'no pptp service\nip lan1 address 10.0.0.2/8\n']);
    expect(error).toContain(`${after}:3: passed over: zzz (Error: `);
    expect(await rtemu(['diff', before, before])).toEqual({ code: 0, output: '', error: '' });
    expect((await rtemu(['diff', before, '/nowhere'])).code).toBe(2);
  });
});

describe('rtemu commands', () => {
  test('lists what begins so, with the ranges of a model', async () => {
    const { code, output } = await rtemu(['commands', 'pptp', 'window', '--model', 'RTX1210']);
    expect([code, output.split('\n')[0]]).toEqual([0, 'full    pptp window size 1..128']);
    expect((await rtemu(['commands', 'pptp', 'window', '--lang', 'ja'])).output).toContain('設定します');
    expect((await rtemu(['commands'])).output.split('\n').length).toBeGreaterThan(300);
    expect((await rtemu(['commands', 'zzz'])).code).toBe(1);
  });
});

describe('bad input', () => {
  test.each<[what: string, make: () => string, complaint: string | RegExp]>([
    ['no such file', () => '/nowhere/a.txt', 'cannot read /nowhere/a.txt: there is no such file'],
    ['a directory', () => folder, 'it is a directory'],
    [
      'a binary file',
      () => file('binary.txt', 'pp select 1\u0000'),
      'is no text; a configuration is what show config prints',
    ],
    [
      'a file that is too long',
      () => file('long.txt', '#'.repeat(17 * 1024 * 1024)),
      'has 17 MB; a configuration has at most 16',
    ],
    ['a pattern that fits nothing', () => join(folder, '*.none'), /^rtemu: no file fits /],
  ])('%s', async (_what, make, complaint) => {
    const { code, output, error } = await replay(make(), '--model', 'RTX1210');
    expect([code, output]).toEqual([2, '']);
    expect(error.trimEnd().split('\n')).toHaveLength(1);
    expect(error).toMatch(complaint);
  });

  test('a line of a megabyte is one refused line', async () => {
    const { code, output } = await replay(
      file('wide.txt', `ip ${'x'.repeat(1 << 20)}\npptp service on\n`),
      '--model',
      'RTX1210',
    );
    expect(code).toBe(1);
    expect(output).toContain('1 accepted, 1 refused');
    expect(output.length).toBeLessThan(2000);
  });

  test('a text that is never closed', async () => {
    const { output } = await replay(
      file('open.txt', 'pptp service on\nembedded file a.lua <<EOF\nx\n'),
      '--model',
      'RTX1210',
    );
    expect(output).toContain('the text behind it has no end: write "EOF" in a line of its own');
  });

  test.each([
    [['--model', 'Catalyst'], 'unknown model "Catalyst"'],
    [['--model', 'RTX1210', '--firmware', 'seven'], '"seven" is no firmware revision'],
    [['--format', 'xml'], 'Allowed choices are text, json, junit, github, sarif'],
    [['--fail-on', 'rain'], 'Allowed choices are refused, stored'],
  ])('%j is unusable', async (options, complaint) => {
    const { code, error } = await replay(config, ...options);
    expect(code).toBe(2);
    expect(error).toContain(complaint);
  });
});
