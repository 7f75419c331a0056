import { describe, expect, test } from '@jest/globals';
import type { Instant } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import { type EpochSeconds, epochOf } from './calendar.js';
import { commandLanguageOf } from './command-language-of.js';
import type { KeptFiles } from './config-files.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

const CLOCK: EpochSeconds = epochOf({ year: 2026, month: 7, day: 5, hour: 12, minute: 0, second: 0 });
const ENGLISH = 'console character en.ascii\nconsole lines infinity\n';

/** A router and somebody at its console, who is administrator. */
class Desk {
  readonly router: Router;
  readonly #world: World;

  constructor(config?: string, model = 'RTX1210', kept?: KeptFiles) {
    const plane = createDataPlane();
    this.#world = new World(plane.arena, 1);
    this.router = new Router(plane, this.#world.random.fork('rt'), {
      ...{ name: 'rt', language: commandLanguageOf(model), startupConfig: config, kept, clock: CLOCK },
    });
    this.#world.add(this.router);
  }

  /** What the router answers to lines that are typed at a new console. */
  type(...lines: string[]): string {
    const console = this.router.openConsole(this.#world.now);
    const answers = ['administrator', '', ...lines].map((line) => {
      console.pollText();
      console.handleLine(this.#world.now, line);
      return console.pollText() ?? '';
    });
    return answers.slice(2).join('');
  }

  get now(): Instant {
    return this.#world.now;
  }

  get prompt(): string {
    return this.router.openConsole(this.#world.now).prompt;
  }
}

const DIFFERENT = `${ENGLISH}console prompt other\nlogin user ann kagi\n`;

describe('starts', () => {
  test('are remembered, five of them, until somebody clears them or everything', () => {
    const desk = new Desk(ENGLISH);
    const list = () => desk.type('console character en.ascii', 'show status boot list').split('\n').slice(1, -1);
    const started = (number: number, why: string) => `  ${number}   2026/07/05 12:00:00  ${why}`;
    const [restart, power] = ['Restart by restart command', 'Power-on boot'];
    expect(list()).toEqual([started(0, power)]);
    desk.type('save 3', 'restart 0 3');
    expect(list()).toEqual([started(0, restart), started(1, power)]);
    expect(desk.type('show status boot')).toContain('Config. file: config3');
    for (let i = 0; i < 5; i++) desk.type('restart');
    expect(list()).toEqual([0, 1, 2, 3, 4].map((number) => started(number, restart)));
    desk.type('clear boot list');
    expect(list()).toEqual([]);
    desk.type('restart');
    desk.type('cold start', '');
    expect(list()).toEqual([started(0, 'Restart by cold start command')]);
  });
});

describe('configuration files', () => {
  test('save writes the file that the router started with, or the one that is named', () => {
    const desk = new Desk(ENGLISH);
    expect(desk.type('console prompt one', 'save')).toContain('Saving ... CONFIG0 Done .');
    expect(desk.type('console prompt two', 'save 3 "before the change"')).toContain('Saving ... CONFIG3 Done .');
    expect(desk.type('show config list')).toBe(
      [
        '   File      Date and time       Comment',
        '*> config0   2026/07/05 12:00:00',
        '   config0.1 -',
        '   config3   2026/07/05 12:00:00 before the change',
        '*: default configuration file  >: running configuration file',
        '',
      ].join('\n'),
    );
    expect(desk.router.isSaved).toBe(false);
    desk.type('restart 0 3');
    expect([desk.prompt, desk.router.isSaved]).toEqual(['two> ', true]);
    expect(desk.type('console prompt three', 'save')).toContain('CONFIG3');
    expect(desk.type('show environment')).toMatch(
      /Firmware: exec0 {2}Config. file: config3\nDefault firmware: exec0 {2}Default config. file: config3/,
    );
  });

  test('set-default-config says where the next start begins; a start without a number begins there', () => {
    const desk = new Desk(ENGLISH);
    desk.type('console prompt one', 'save 1', 'set-default-config 1', 'no console prompt');
    expect(desk.prompt).toBe('> ');
    expect(desk.type('show environment')).toMatch(/ Config. file: config0\n.*Default config. file: config1/);
    desk.type('restart');
    expect(desk.prompt).toBe('one> ');
  });

  test('restart takes the file alone on an RTX830, behind the firmware on others', () => {
    const desk = new Desk(ENGLISH, 'RTX830');
    desk.type('console prompt one', 'save 2', 'restart 2');
    expect(desk.prompt).toBe('one> ');
    expect(desk.type('restart 0 2')).toMatch(/^Error: /);
    const other = new Desk(ENGLISH);
    expect(other.type('restart 3')).toMatch(/^Error: /);
    expect(other.type('restart 1')).toBe('rtemu: "restart 1" is known here, but not emulated\n');
  });

  test('what is not there is refused, and nothing happens', () => {
    const desk = new Desk(ENGLISH);
    const lines = ['restart 0 4', 'set-default-config 4', 'copy config 4 0', 'delete config 4', 'show config 4'];
    for (const line of [...lines, 'show config difference 0 4'])
      expect([line, desk.type(line)]).toEqual([line, 'Error: The specified file does not exist\n']);
    expect(desk.router.files.defaultFile).toBe(0);
    expect(desk.router.pollKept()).toBeUndefined();
  });

  test('the running configuration outlives its file; without any the factory comes next', () => {
    const desk = new Desk(`${ENGLISH}console prompt one\n`);
    expect(desk.router.isSaved).toBe(true);
    expect(desk.type('delete config 0')).toBe('');
    expect([desk.prompt, desk.router.isSaved]).toEqual(['one> ', false]);
    desk.type('restart');
    expect([desk.prompt, desk.router.isSaved]).toEqual(['> ', true]);
  });

  test('a copy in place of the file that runs is what the running configuration is compared with', () => {
    const desk = new Desk(ENGLISH);
    desk.type('console prompt one', 'save 1');
    expect(desk.router.isSaved).toBe(false);
    desk.type('copy config 1 0');
    expect(desk.router.isSaved).toBe(true);
    desk.type('delete config all', 'restart');
    expect(desk.prompt).toBe('> ');
  });

  test('cold start forgets them all', () => {
    const desk = new Desk(`${ENGLISH}console prompt one\n`);
    desk.type('save 1', 'set-default-config 1', 'cold start', '');
    expect(desk.prompt).toBe('> ');
    expect(desk.router.pollKept()).toEqual({ files: new Map(), defaultFile: 0 });
    expect(desk.type('console character en.ascii', 'show log')).toContain(': Restart by cold start command\n');
  });

  test('what a file was before stays as two older copies, which can be read and started from, and not written', () => {
    const desk = new Desk(ENGLISH);
    for (const name of ['one', 'two', 'three']) desk.type(`console prompt ${name}`, `save 0 "number ${name}"`);
    desk.type('copy config 0.2 1');
    expect(desk.type('show config list | grep config')).toBe(
      [
        'Searching ...',
        '*> config0   2026/07/05 12:00:00 number three',
        '   config0.1 2026/07/05 12:00:00 number two',
        '   config0.2 2026/07/05 12:00:00 number one',
        '   config1   2026/07/05 12:00:00 number one',
        '*: default configuration file  >: running configuration file',
        '',
      ].join('\n'),
    );
    expect(desk.type('show config 0.1')).toContain('\nconsole prompt two\n');
    expect(desk.type('show config difference 0.2 0.1')).toBe('console prompt two\n');
    for (const line of ['save 0.1', 'copy config 1 0.1', 'show config 0.3', 'show config 5'])
      expect([line, desk.type(line)]).toEqual([line, expect.stringMatching(/^Error: /)]);
    desk.type('restart 0 0.1');
    expect(desk.prompt).toBe('two> ');
    expect(desk.type('show environment')).toMatch(/Config. file: config0.1\n.*Default config. file: config0.1/);
    // Without a name it is saved to the file that this is an older copy of.
    expect(desk.type('save')).toContain('CONFIG0 ');
    expect([desk.router.isSaved, desk.router.runningFile]).toEqual([true, 0]);
    expect(desk.type('delete config 0.1', 'show config 0.1')).toBe('Error: The specified file does not exist\n');
    desk.type('delete config all');
    expect(desk.router.files.numbers).toEqual([]);
  });

  test('a model with one file keeps no older copies', () => {
    const desk = new Desk('console character ascii\nconsole lines infinity\n', 'RT58i');
    desk.type('console prompt one', 'save', 'console prompt two', 'save');
    expect(desk.router.files.numbers).toEqual([0]);
  });

  test('are shown with their passwords masked, for administrators', () => {
    const desk = new Desk(ENGLISH, 'RTX1210', { files: new Map([[2, { text: DIFFERENT }]]), defaultFile: undefined });
    const shown = ['login user ann *', 'console character en.ascii', 'console lines infinity', 'console prompt other'];
    expect(desk.type('show config 2').split('\n').slice(-5)).toEqual([...shown, '']);
    expect(desk.type('show config 2')).toMatch(/^# RTX1210 Rev\.(?:.*\n)+# Reporting Date: Jul 5 12:00:00 2026\n/);
  });

  test('are shown to those who know their passwords', () => {
    const locked = `${ENGLISH}login password ume\nadministrator password sakura\n`;
    const desk = new Desk(ENGLISH, 'RTX1210', { files: new Map([[2, { text: locked }]]), defaultFile: undefined });
    for (const line of ['show config 2', 'show config difference 2', 'show config difference 2 0', 'less config 2'])
      expect(desk.type(line)).toBe('');
    expect(desk.type('show config 2', 'ume', 'sakura')).toContain('\nlogin password *\n');
    expect(desk.type('show config difference 2', 'ume', 'sakura')).toBe('login password *\nadministrator password *\n');
    expect(desk.type('show config 2', 'wrong')).toBe('Error: Incorrect password\n');
    expect(desk.type('show config 2', 'ume', 'wrong')).toBe('Error: Incorrect password\n');
    const console = desk.router.openConsole(desk.now);
    for (const line of ['administrator', '', 'show config 2']) console.handleLine(desk.now, line);
    expect([console.prompt, console.echo]).toEqual(['Login Password: ', false]);
    console.handleLine(desk.now, 'ume');
    expect(console.prompt).toBe('Administrator Password: ');
  });

  test('differ: from one to the other, or from what runs', () => {
    const desk = new Desk(ENGLISH, 'RTX1210', { files: new Map([[2, { text: DIFFERENT }]]), defaultFile: undefined });
    expect(desk.type('show config difference config 0 config 2')).toBe('login user ann *\nconsole prompt other\n');
    expect(desk.type('show config difference 2 0')).toBe('no login user ann\nno console prompt\n');
    expect(desk.type('show config difference 2 -')).toBe('no login user ann\nno console prompt\n');
    expect(desk.type('show config difference - config 2')).toBe(desk.type('show config difference 2'));
    expect(desk.type('console prompt other', 'show config difference 2')).toBe('login user ann *\n');
    expect(desk.type('no console prompt', 'show config difference config 0')).toBe('');
  });

  test('of an earlier life come back, and the default among them', () => {
    const desk = new Desk(ENGLISH);
    desk.type('console prompt one', 'save 1 "the first"', 'set-default-config 1', 'delete config 0');
    const kept = desk.router.pollKept();
    const next = new Desk(ENGLISH, 'RTX1210', kept);
    expect(next.prompt).toBe('one> ');
    expect(next.type('show config list')).toContain('*> config1   2026/07/05 12:00:00 the first\n*: ');
  });
});
