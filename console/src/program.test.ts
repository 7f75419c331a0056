import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { rtemu, TWO_PCS } from './program.suite.js';

const folder = mkdtempSync(join(tmpdir(), 'rtemu-program-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('arguments', () => {
  test('help is worth reading, and fine', async () => {
    const { code, output } = await rtemu(['--help']);
    expect(code).toBe(0);
    for (const word of ['lab', 'console', 'replay', 'models', 'Examples:', 'Exit codes:'])
      expect(output).toContain(word);
    expect((await rtemu(['lab', 'up', '--help'])).output).toContain('Ctrl-] leaves');
    expect((await rtemu(['--version'])).output).toBe('0.1.0\n');
  });

  test.each([
    [[], ''],
    [['lab'], ''],
    [['lab', 'run'], "rtemu: missing required argument 'lab.yaml'"],
    [['lab', 'up', 'x', 'y', 'z'], 'rtemu: too many arguments'],
    [['lab', 'run', '/nowhere/*.yaml'], 'rtemu: no file fits /nowhere/*.yaml\n'],
    [['lab', 'run', 'x', '--seeds', '5-1'], '"5-1" is no seed; write them like 1-5 or 1,7,42'],
    [['lab', 'run', 'x', '--seeds', '1-5000'], '1-5000 are too many seeds; there may be 1000'],
    [
      ['lab', 'run', 'x', '--seeds', '1', '--seed', '1'],
      "option '--seeds <numbers>' cannot be used with option '--seed",
    ],
    [
      ['lab', 'run', 'x', '--impair', 'los=1%'],
      'rtemu: --impair los=1%: unknown impairment "los"; did you mean "loss"?',
    ],
    [['lab', 'run', 'x.yaml', 'out.pcapng'], 'rtemu: out.pcapng is a file for a capture, but of what?'],
    [['lab', 'run', 'x.yaml', '--capture', 'rt:lan1'], 'rtemu: a capture at rt:lan1 needs a file'],
    [['lab', 'run', 'x.yaml', 'y.yaml', '--capture', 'rt:lan1'], 'rtemu: a capture at rt:lan1 needs a file'],
    [['lab', 'run', 'x', '--seed', '-1'], 'A seed is a whole number'],
    [['lab', 'run', 'x', '--seed', '4294967296'], 'A seed is a whole number'],
    [['lab', 'run', 'x', '--format', 'xml'], 'Allowed choices are text, json'],
    [['lab', 'run', '/nowhere/lab.yaml'], 'rtemu: cannot read /nowhere/lab.yaml: there is no such file\n'],
    [['lab', 'up', tmpdir()], `rtemu: cannot read ${tmpdir()}: it is a directory\n`],
    [['models', '--formt', 'json'], '(Did you mean --format?)'],
    [['modles'], '(Did you mean models?)'],
    [['console'], "rtemu: required option '--model <model>' not specified"],
    [['console', '--model', 'RTX1211'], 'rtemu: unknown model "RTX1211"; did you mean "RTX1210"?\n'],
    [
      ['console', '--model', 'RTX1210', '--firmware', 'new'],
      'rtemu: "new" is no firmware revision; write it like Rev.14.01.42\n',
    ],
    [['console', '--model', 'RTX1210', '/nowhere/config.txt'], 'rtemu: cannot read /nowhere/config.txt'],
  ])(
    '%j is unusable',
    async (args, complaint) => {
      const { code, output, error } = await rtemu(args);
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(error).toContain(complaint);
    },
    30_000, // the first of them loads the program
  );
});

describe('rtemu models', () => {
  test('24 lines under a head, or as JSON', async () => {
    const { code, output } = await rtemu(['models']);
    expect([code, output.trimEnd().split('\n').length]).toEqual([0, 25]);
    expect(output).toMatch(/^RTX1210 +3 +100 +100 +30 +4 +the first +Rev\.14\.01\.42 /m);
    const json = JSON.parse((await rtemu(['models', '--format', 'json'])).output);
    expect(json.length).toBe(24);
    expect(json.find(({ model }: { model: string }) => model === 'RTX830').interfaces).toEqual(['lan1', 'lan2']);
  });
});

describe('rtemu lab run', () => {
  test('passes, and tells each step', async () => {
    const { code, output, error } = await rtemu(['lab', 'run', file('lab.yaml', TWO_PCS)]);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(output).toMatch(/^ok +1\.00\ds {2}pc1: ping 10\.0\.0\.2 -c 2 \(1\.00\ds\)\n1 passed, 0 failed in /);
  });

  test('fails, and tells how to see it again', async () => {
    const lab = file('fails.yaml', TWO_PCS.replace('2 received', '3 received'));
    const { code, output } = await rtemu(['lab', 'run', lab, '--seed', '77']);
    expect(code).toBe(1);
    expect(output).toContain('FAIL');
    expect(output).toContain(`${lab}:11: the output lacks "3 received" after 10s`);
    expect(output).toContain('| 2 packets transmitted');
    expect(output).toContain(
      `1 failed in 10.000s of virtual time, seed 77\nThe same run again: rtemu lab run ${lab} --seed 77\n`,
    );
  });

  test('as JSON', async () => {
    const lab = file('lab.yaml', TWO_PCS);
    const { code, output } = await rtemu(['lab', 'run', lab, '--format', 'json', '--seed', '5']);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      lab: 'two-pcs',
      file: lab,
      seed: 5,
      passed: true,
      skipped: 0,
      steps: [{ phase: 'steps', number: 1, line: 11, passed: true, beganSeconds: 0 }],
      replay: `rtemu lab run ${lab} --seed 5`,
    });
  });

  test('captures what passes every node', async () => {
    const directory = join(folder, 'captures', 'deep');
    await rtemu(['lab', 'run', file('lab.yaml', TWO_PCS), '--capture', directory]);
    const files = ['pc1', 'pc2', 'rt'].map((name) => readFileSync(join(directory, `${name}.pcapng`)));
    expect(files.map((octets) => octets.readUInt32LE(0))).toEqual(Array(3).fill(0x0a0d0d0a));
    expect(files[0]!.length).toBeGreaterThan(files[2]!.length);
    const again = join(folder, 'captures', 'again');
    await rtemu(['lab', 'run', file('lab.yaml', TWO_PCS), '--capture', again]);
    expect(readFileSync(join(again, 'pc1.pcapng')).equals(files[0]!)).toBe(true);
    const { code, error } = await rtemu(['lab', 'run', file('lab.yaml', TWO_PCS), '--capture', file('taken', '')]);
    expect([code, error]).toEqual([2, expect.stringMatching(/^rtemu: cannot write captures to /)]);
  });

  test('mistakes in the lab are told with their places, without the name of the program', async () => {
    const lab = file(
      'bad.yaml',
      TWO_PCS.replace('RTX1210', 'RTX1211, startup-config: none.txt').replace('delay', 'dealy'),
    );
    const { code, error } = await rtemu(['lab', 'run', lab]);
    expect(code).toBe(2);
    expect(error).toBe(
      `${lab}:7:31: unknown model "RTX1211"; did you mean "RTX1210"?\n` +
        `${lab}:9:45: unknown key "dealy" in a link; did you mean "delay"?\n`,
    );
    const missing = file('missing.yaml', TWO_PCS.replace('RTX1210', 'RTX1210, startup-config: none.txt'));
    expect((await rtemu(['lab', 'run', missing])).error).toBe(
      `${missing}:7:56: cannot read ${join(folder, 'none.txt')}: there is no such file\n`,
    );
  });

  test('says what a router passed over of its configuration', async () => {
    file('rt.txt', 'ip lan1 address 10.0.0.254/24\nip lan1 adress 10.0.0.1/24\n');
    const { code, error } = await rtemu([
      'lab',
      'run',
      file('warn.yaml', TWO_PCS.replace('RTX1210', 'RTX1210, startup-config: rt.txt')),
    ]);
    expect(code).toBe(0);
    expect(error).toMatch(/^rt: line 2 of its configuration is passed over: ip lan1 adress 10\.0\.0\.1\/24 \(Error: /);
  });
});

describe('rtemu lab up', () => {
  test('plays the setup, types the lines, and is over with them', async () => {
    const lab = file('up.yaml', `${TWO_PCS}setup:\n  - {node: pc2, type: ping 10.0.0.1 -c 1, expect: "1 received"}\n`);
    const { code, output, error } = await rtemu(
      ['lab', 'up', lab, '--node', 'pc1'],
      'ping 10.0.0.2 -c 3\n:node rt\nshow ip route\n',
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(output).toMatch(/^pc1\$ ping 10\.0\.0\.2 -c 3\n[\s\S]*3 received[\s\S]*> show ip route\n/);
  });

  test('in Japanese, as far as rtemu itself speaks', async () => {
    const lab = file('up.yaml', TWO_PCS);
    const typed = ':nods\n:link x up\n:link pc1:eth0 down\n:links\n';
    const { output } = await rtemu(['lab', 'up', lab, '--lang', 'ja'], typed);
    expect(output).toContain(':nods という rtemu のコマンドはありません。');
    expect(output).toContain('「x」につながるケーブルはありません\n');
    expect(output).toMatch(/^pc1:eth0 - .*, 断線$/m);
    expect((await rtemu(['lab', 'up', lab, '--lang', 'fr'], '')).error).toContain('Allowed choices are ja, en');
  });

  test('a lab that does not come up', async () => {
    const lab = file('up.yaml', `${TWO_PCS}setup:\n  - {node: pc2, type: ping 10.0.0.9 -c 1, expect: "1 received"}\n`);
    const { code, error } = await rtemu(['lab', 'up', lab], '');
    expect(code).toBe(1);
    expect(error).toContain('FAIL');
    expect(error).toContain('rtemu: the lab did not come up\n');
  });

  test('a console that is not there', async () => {
    const lab = file('up.yaml', TWO_PCS);
    expect((await rtemu(['lab', 'up', lab, '--node', 'pc9'], '')).error).toBe(
      'rtemu: no node "pc9" with a console is in two-pcs; did you mean "pc1"?\n',
    );
  });
});

describe('ways out of a lab', () => {
  const OUT = TWO_PCS.replace('rt: {kind: router, model: RTX1210}', 'out: {kind: udp, local: 5001, remote: 5002}');

  test('exist in real time only', async () => {
    const path = file('out.yaml', OUT);
    const { code, error } = await rtemu(['lab', 'run', path]);
    expect({ code, error }).toEqual({
      code: 2,
      error: `${path}:7:5: out leads out of the lab, which it does in real time only; use rtemu lab up\n`,
    });
  });

  test.each([
    [['lab', 'up', 'two-pcs.yaml', '--link', 'pc1:eth0=udp:local=1,remote=2'], 'pc1:eth0 has a cable already'],
    [['lab', 'up', 'two-pcs.yaml', '--link', 'rt:lan9=udp:local=1,remote=2'], 'rt has no port "lan9"; did you mean'],
    [['lab', 'up', 'two-pcs.yaml', '--link', 'rt:lan1=udp:local=1'], 'missing "remote"'],
    [['console', '--model', 'RTX1210', '--link', 'lan1'], '"lan1" is no way out; write'],
  ])('%j is refused', async (args, complaint) => {
    file('two-pcs.yaml', TWO_PCS);
    const { code, error } = await rtemu(args.map((arg) => arg.replace('two-pcs', join(folder, 'two-pcs'))));
    expect(code).toBe(2);
    expect(error).toContain(complaint);
  });

  test(':links tells what there is', async () => {
    const { output } = await rtemu(['lab', 'up', file('cabled.yaml', TWO_PCS)], ':link pc1:eth0 down\n:links\n');
    expect(output).toContain('pc1:eth0 - pc2:eth0, pulled');
  });
});

describe('rtemu console', () => {
  test('one router, with the configuration it is given', async () => {
    const config = file('start.txt', 'console character en.ascii\nconsole prompt "HERE"\n');
    const { code, output } = await rtemu(['console', '--model', 'RTX830', config], 'administrator\n\nshow config\n');
    expect(code).toBe(0);
    expect(output).toMatch(/^\nRTX830 Rev\./);
    expect(output).toContain('HERE> administrator\nPassword: \nHERE# show config\n# RTX830 Rev.');
    expect(output).toContain('console prompt HERE\n');
  });

  test('says which lines of the configuration it passed over, and goes on', async () => {
    const config = file('faulty.txt', 'console prompt HERE\nip lan1 adress 10.0.0.1/24\n');
    const { code, output, error } = await rtemu(['console', '--model', 'RTX830', config], '');
    expect([code, output]).toEqual([0, expect.stringContaining('RTX830 Rev.')]);
    expect(error).toMatch(/^.*faulty\.txt: line 2 is passed over: ip lan1 adress 10\.0\.0\.1\/24 \(Error: .*\)\n$/);
  });

  test('its clock shows the time of the day', async () => {
    const { output } = await rtemu(['console', '--model', 'RTX1210'], 'administrator\n\nshow log\n');
    expect(output).toContain('2023/11/15 07:13:20: RTX1210 Rev.14.01.42');
  });

  test('what is saved is found again', async () => {
    const state = join(folder, 'state');
    const save = 'administrator\n\nconsole character en.ascii\nip lan1 address 192.168.7.7/24\nsave\n';
    await rtemu(['console', '--model', 'RTX1210', '--state', state], save);
    const { output } = await rtemu(
      ['console', '--model', 'RTX1210', '--state', state],
      'administrator\n\nshow config\n',
    );
    expect(output).toContain('ip lan1 address 192.168.7.7/24\n');
    const forgotten = await rtemu(['console', '--model', 'RTX1210'], 'administrator\n\nshow config\n');
    expect(forgotten.output).not.toContain('192.168.7.7');
    const given = file('unread.txt', 'console prompt UNREAD\n');
    const again = await rtemu(['console', '--model', 'RTX1210', '--state', state, given], '');
    expect([again.code, again.error]).toEqual([
      0,
      `rtemu: starting from what was saved in ${state}, not from ${given}\n`,
    ]);
    const other = await rtemu(['console', '--model', 'RTX830', '--state', state], '');
    expect([other.code, other.output]).toEqual([2, '']);
    expect(other.error).toContain(
      `${join(state, 'router')} has the configurations of an RTX1210, and router is an RTX830;`,
    );
    expect(readdirSync(state)).toEqual(['router']);
  });

  test('a folder is the memory in its USB port: written at once, taken out and put in again', async () => {
    const stick = join(folder, 'stick');
    mkdirSync(stick);
    const usb = ['console', '--model', 'RTX1210', '--usb1', stick];
    const lines = ['console character en.ascii', 'console prompt A', 'save usb1:config.txt', 'show arp > usb1:arp.txt'];
    const moves = [':memory usb1 out', 'show arp > usb1:lost.txt', ':memory', ':memory usb1 in', ':memory usb1 in'];
    const first = await rtemu(usb, `administrator\n\n${[...lines, ...moves, 'delete usb1:arp.txt'].join('\n')}\n`);
    expect([first.code, first.error]).toEqual([0, '']);
    expect(first.output).toContain('Saving ... usb1:/config.txt Done .\n');
    expect(first.output).toContain('Error: External memory is not attached\n');
    expect(first.output).toContain(`router:usb1 ${stick}, taken out\n`);
    expect(first.output).toContain('it is inside already\n');
    expect(readdirSync(stick)).toEqual(['config.txt']);
    expect(readFileSync(join(stick, 'config.txt'), 'latin1')).toContain('\r\nconsole prompt A\r\n');
    const second = await rtemu(usb, 'administrator\n');
    expect([second.error, second.output.includes('A> ')]).toEqual([
      ...['rtemu: starting from usb1:/config.txt, which is on the memory\n', true],
    ]);
  });

  test("a lab's folder is left as it is, unless one says otherwise", async () => {
    mkdirSync(join(folder, 'card'));
    const lab = file('card.yaml', 'name: c\ntopology:\n  nodes:\n    r: {kind: router, model: RTX830, sd1: card}\n');
    const typed = 'administrator\n\nsave sd1:a.txt\nshow file list sd1:/ file-only\n';
    const read = await rtemu(['lab', 'up', lab], typed);
    expect([read.code, read.output.includes('\na.txt\n'), readdirSync(join(folder, 'card'))]).toEqual([0, true, []]);
    await rtemu(['lab', 'up', lab, '--write-memories'], typed);
    expect(readdirSync(join(folder, 'card'))).toEqual(['a.txt']);
  });

  test('a folder that cannot be a memory is told of', async () => {
    const none = await rtemu(['console', '--model', 'RTX1210', '--sd1', join(folder, 'none')], '');
    expect([none.code, none.error]).toEqual([
      2,
      expect.stringMatching(/cannot read the memory .*none: there is no such file/),
    ]);
    const old = await rtemu(['console', '--model', 'RTX1100', '--usb1', folder], '');
    expect([old.code, old.error]).toEqual([
      2,
      expect.stringContaining('--usb1: an RTX1100 has no USB port for a memory'),
    ]);
    const lab = file('memory.yaml', 'name: m\ntopology:\n  nodes:\n    r: {kind: router, model: RT58i, sd1: card}\n');
    const { code, error } = await rtemu(['lab', 'run', lab]);
    expect([code, error]).toEqual([2, expect.stringMatching(/memory\.yaml:4:\d+: an RT58i has no microSD slot/)]);
  });

  test('what cannot be saved is told, and is tried again in the end', async () => {
    const state = join(folder, 'hindered');
    mkdirSync(join(state, 'router', 'config0.txt.new'), { recursive: true });
    const { code, output, error } = await rtemu(
      ['console', '--model', 'RTX1210', '--state', state],
      'administrator\n\nsave\nshow environment\n',
    );
    expect([code, output.includes('RTX1210 BootROM')]).toEqual([2, true]);
    expect(error.match(/^rtemu: cannot save the configuration of router to .*$/gm)).toEqual([
      expect.stringContaining('put that right and save again, or it is lost in the end'),
      expect.stringMatching(/; it is lost$/),
    ]);
  });

  test('all configuration files are found again, and the default among them; a deleted one is gone', async () => {
    const given = file('given.txt', 'console character en.ascii\nconsole prompt GIVEN\n');
    const first = ['console', '--model', 'RTX1210', '--state', join(folder, 'files'), given];
    const lines = ['console prompt ONE', 'save 1 "the first"', 'set-default-config 1', 'delete config 0'];
    await rtemu(first, `administrator\n\n${lines.join('\n')}\n`);
    const { output } = await rtemu(first, 'administrator\n\nshow config list\n');
    expect(output).toMatch(/ONE# show config list\n.*\n\*> config1 {3}2023\/11\/15 07:13:20 the first\n\*:/);
    expect(readFileSync(join(folder, 'files', 'router', 'default.txt'), 'utf8')).toBe('1\n');
  });
});
