import { expect, test } from '@jest/globals';
import { after, seconds } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';
import type { RouterConsole } from './router-console.js';

/** Two routers on one cable; somebody sits at the first. */
class Pair {
  readonly #plane = createDataPlane();
  readonly world = new World(this.#plane.arena, 1);
  readonly near = this.#add('near', 'ip lan1 address 192.168.0.1/24\nsecurity class 1 on on\n');
  readonly far = this.#add('far', 'ip lan1 address 192.168.0.2/24\nconsole prompt far\nlogin password himitsu\n');
  readonly console: RouterConsole;

  constructor() {
    this.world.connect({ node: 'near', port: 'lan1' }, { node: 'far', port: 'lan1' });
    this.console = this.near.openConsole(this.world.now);
    this.console.pollText();
  }

  type(...lines: string[]): string {
    let screen = '';
    for (const line of lines) {
      this.console.handleLine(this.world.now, line);
      screen += this.#look();
    }
    return screen;
  }

  press(keys: string): string {
    if (keys === '\x03') this.console.handleInterrupt(this.world.now);
    else this.console.handleKeys(this.world.now, keys);
    return this.#look();
  }

  run(count: number): void {
    this.world.run(after(this.world.now, seconds(count)));
  }

  #look(): string {
    this.world.settle(this.near);
    this.run(1);
    return this.console.pollText() ?? '';
  }

  #add(name: string, config: string): Router {
    const language = commandLanguageOf('RTX1210', undefined);
    const startupConfig = `console character en.ascii\nconsole lines infinity\n${config}`;
    const router = new Router(this.#plane, this.world.random.fork(name), { name, language, startupConfig });
    this.world.add(router);
    return router;
  }
}

test('from one router to the next and back', () => {
  const pair = new Pair();
  expect(pair.type('telnet 192.168.0.2')).toMatch(/^Trying 192.168.0.2.*\nPassword: $/s);
  expect(pair.console.raw).toBe(true);
  const screen = pair.type('himitsu', 'show environment | grep Rev');
  expect(screen).toContain('far> show environment | grep Rev\nSearching ...\nRTX1210 Rev');
  expect(screen).not.toContain('himitsu');
  // Each key is the other one's.
  expect(pair.press('show status p?')).toMatch(/^show status p\?\n\? packet-buffer pp pptp\nfar> show status p$/);
  expect(pair.press('\x03')).toMatch(/\^C\nfar> $/);
  expect(pair.type('exit')).toContain('the peer closed the connection');
  expect(pair.console.prompt).toBe('> ');
});

test('Ctrl-] leaves, and so does whoever is logged out', () => {
  const pair = new Pair();
  pair.type('telnet 192.168.0.2', 'himitsu');
  expect(pair.press('\x1d')).toContain('the connection is closed');
  const logOf = (router: Router): string =>
    router.system.journal.log
      .lines(router.system.journal.epochAt(pair.world.now))
      .map(({ text }) => text)
      .join('\n');
  expect(logOf(pair.far)).toContain('Logout from TELNET: 192.168.0.1');
  pair.type('telnet 192.168.0.2', 'himitsu');
  pair.run(301); // the login timer of the near one, whose owner is away
  pair.world.settle(pair.near);
  pair.run(1);
  expect(pair.near.system.stack.tcp.connections().filter(({ state }) => state === 'ESTABLISHED')).toEqual([]);
});

test('where nobody answers it can be stopped, and where it is not allowed it is no command', () => {
  const pair = new Pair();
  pair.type('telnet 192.168.0.99');
  expect(pair.console.busy).toBe(true);
  expect(pair.press('\x03')).toContain('interrupted');
  expect(pair.console.prompt).toBe('> ');
  expect(pair.type('telnet 192.168.0.2 2323')).toContain('connection refused');
  expect(pair.type('administrator', '', 'security class 1 on off', 'telnet 192.168.0.2')).toContain(
    'Error: Invalid command name',
  );
});
