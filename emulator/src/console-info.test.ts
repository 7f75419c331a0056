import { describe, expect, test } from '@jest/globals';
import { World } from '@rtemu/lab/world';
import { Terminal } from '@rtemu/service/terminal/terminal';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';
import type { RouterConsole } from './router-console.js';

const CONFIG =
  'console character en.ascii\nconsole lines 10\nip lan1 address 192.168.0.1/24\nip lan2 address 172.16.0.1/24\npptp service on\n';

/** A router with somebody at a terminal. */
function sitDown(config = '') {
  const plane = createDataPlane();
  const world = new World(plane.arena, 1);
  const options = { name: 'rt', language: commandLanguageOf('RTX1210'), startupConfig: CONFIG + config };
  const router = new Router(plane, world.random.fork('rt'), options);
  world.add(router);
  const seat = (session: RouterConsole) => {
    let shown = '';
    const terminal = new Terminal(session, { write: (text) => (shown += text) });
    const refresh = () => {
      shown = '';
      terminal.refresh(world.now);
      return shown;
    };
    const type = (keys: string) => {
      shown = '';
      terminal.handleInput(world.now, keys);
      return shown;
    };
    type('administrator\r\r');
    return { type, refresh };
  };
  const happen = (text: string) => router.system.journal.write(world.now, text);
  return { ...seat(router.openConsole(world.now)), seat, router, world, happen };
}

const MESSAGE = /\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d: the sky falls\r\n/;

describe('console info', () => {
  test('off, as at first: nothing of the log', () => {
    const { happen, refresh } = sitDown();
    happen('the sky falls');
    expect(refresh()).toBe('');
  });

  test('a message stands on a line of its own, and the half-typed line is written again', () => {
    const { type, refresh, happen } = sitDown('console info on\n');
    type('show env');
    happen('the sky falls');
    const shown = refresh();
    expect(shown).toMatch(MESSAGE);
    expect(shown.endsWith('\r\n# show env')).toBe(true);
    expect(type('ironment\r')).toContain('RTX1210 Rev.');
  });

  test('switched on, it does not tell what was before', () => {
    const { type, refresh, happen } = sitDown();
    happen('long ago');
    type('console info on\r');
    expect(refresh()).toBe('');
    happen('the sky falls');
    expect(refresh()).toMatch(MESSAGE);
    type('console info off\r');
    happen('once more');
    expect(refresh()).toBe('');
  });

  test('the mark of a full page comes back behind it', () => {
    const { type, refresh, happen } = sitDown('console info on\n');
    expect(type('show config\r')).toMatch(/---more---$/);
    happen('the sky falls');
    expect(refresh()).toMatch(/the sky falls\r\n---more---$/);
    expect(type('q')).toMatch(/# $/);
  });

  test('nobody who has not logged in is told anything', () => {
    const { router, world, happen } = sitDown('console info on\nlogin password secret\n');
    const stranger = router.openConsole(world.now);
    stranger.pollText();
    happen('the sky falls');
    expect(stranger.pollText()).toBeUndefined();
    stranger.handleLine(world.now, 'secret');
    expect(stranger.pollText()).toMatch(/Login succeeded/);
  });

  test('who reads in the viewer is told afterwards, and of a flood the newest', () => {
    const { type, refresh, happen } = sitDown('console info on\n');
    type('less config\r');
    for (let i = 0; i < 300; i++) happen(`event ${i}`);
    expect(refresh()).toBe('');
    const told = type('q').match(/event \d+/g);
    expect(told).toHaveLength(100);
    expect(told?.at(-1)).toBe('event 299');
  });
});

describe('less at a console', () => {
  test('less config: a screen, a search, and out again, without an empty line', () => {
    const { type } = sitDown();
    expect(type('less config\r').split('\r\n')).toHaveLength(11); // the typed line, nine of the text, the last row
    expect(type('/^pptp\r')).toMatch(/\r\npptp service on\r\n:$/);
    expect(type('q')).toBe('\r \r# ');
  });

  test('show ... | grep ... | less, broken at the width of the console', () => {
    const { type } = sitDown('console columns 80\n');
    expect(type('show config | grep lan1 | less\r')).toMatch(
      /Searching \.\.\.\r\nip lan1 address 192.168.0.1\/24\r\n# $/,
    );
    expect(type(`description 1 ${'x'.repeat(60)}\r`)).toMatch(/# $/);
    for (let i = 2; i < 12; i++) type(`description ${i} ${'y'.repeat(60)}\r`);
    const shown = type('show config | less\r').split('\r\n');
    expect(shown.slice(1).every((line) => line.length <= 79)).toBe(true);
    expect(type('q')).toBe('\r \r# ');
  });

  test('keys typed ahead are commands of the viewer, and behind q of the console', () => {
    const { type } = sitDown();
    expect(type('less config\rGqshow status pptp\r')).toMatch(/# show status pptp\r\n/);
  });

  test('what is viewed goes nowhere else', () => {
    const { type } = sitDown();
    for (const line of ['less config | grep ip', 'less log > usb1:log.txt', 'less log | less'])
      expect(type(`${line}\r`)).toContain('Error: Insufficient or too many parameters');
  });

  test('Ctrl-C leaves it', () => {
    const { type } = sitDown();
    type('less config\r');
    expect(type('\x03')).toBe('\r \r# ');
  });
});
