/** A world put together in a test: routers with lines of configuration, and what stands between them. */
import { expect } from '@jest/globals';
import type { CivilTime } from '@rtemu/commands/status';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { Isp, type IspOptions } from '@rtemu/hosts/isp';
import { Pc } from '@rtemu/hosts/pc';
import { TelephoneExchange } from '@rtemu/hosts/telephone-exchange';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { epochOf } from './calendar.js';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

const WIDE_AND_ENDLESS = 'console lines infinity\nconsole columns 200\n';

export interface Box {
  readonly model?: string;
  readonly firmware?: string;
  /** What its clock shows at power-on. */
  readonly clock?: CivilTime;
  /** Whether the configuration is all there is: a Japanese console of 80 columns and 24 lines, unless it says otherwise. */
  readonly bare?: boolean;
}

/** Routers, and what stands between them. */
export class Site {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly routers = new Map<string, Router>();
  readonly #consoles = new Map<string, ConsoleSession>();

  router(name: string, config: string, box: string | Box = {}): Router {
    const { model = 'RTX1210', firmware, clock, bare = false }: Box = typeof box === 'string' ? { model: box } : box;
    const language = commandLanguageOf(model, firmware);
    const english = `console character ${language.machine.characterNames.split(' ')[0]}\n`;
    const router = new Router(this.plane, this.world.random.fork(name), {
      name,
      language,
      startupConfig: bare ? config : `${english}${WIDE_AND_ENDLESS}${config}`,
      clock: clock && epochOf(clock),
    });
    expect(router.startupFaults).toEqual([]);
    this.routers.set(name, router);
    this.world.add(router);
    this.type(name, 'administrator');
    this.type(name, '');
    return router;
  }

  cable(from: string, to: string): void {
    const [first, second] = [from, to].map((end) => ({ node: end.split(':')[0]!, port: end.split(':')[1]! }));
    this.world.connect(first!, second!, { delay: milliseconds(2) });
  }

  provider(password = 'himitsu', options: Partial<IspOptions> = {}): Isp {
    const { arena, mppe } = this.plane;
    const isp = new Isp(arena, mppe, this.world.random.fork('isp'), {
      name: 'isp',
      interfaces: [{ name: 'core', address: ipv4('198.51.100.1'), length: 24 }],
      routes: [],
      pppoe: {
        cards: ['dsl'],
        services: [],
        authentication: ['chap', 'pap'],
        subscribers: [{ name: 'rt', password, address: ipv4('203.0.113.9'), networks: [] }],
        pool: undefined,
        dns: [ipv4('198.51.100.53'), ipv4('198.51.100.54')],
        sessionsMax: 4,
      },
      ...options,
    });
    this.world.add(isp);
    return isp;
  }

  exchange(...numbers: string[]): void {
    const lines = numbers.map((number, i) => ({ name: `l${i}`, number }));
    this.world.add(new TelephoneExchange(this.plane.arena, { name: 'ex', lines }));
  }

  pc(address: string, gateway: string, name = 'pc'): void {
    const { arena, mppe } = this.plane;
    const pc = new Pc(arena, mppe, this.world.random.fork(name), {
      name,
      address: { address: ipv4(address), length: 24 },
      gateway: ipv4(gateway),
      vpn: [],
    });
    this.world.add(pc);
  }

  run(count: number): this {
    this.world.run(after(this.world.now, seconds(count)));
    return this;
  }

  console(node: string): ConsoleSession {
    let session = this.#consoles.get(node);
    const operable = this.world.node(node) as Operable;
    if (!session || session.closed) this.#consoles.set(node, (session = operable.openConsole(this.world.now)));
    return session;
  }

  /** Types a line and gives what it showed. Whoever was logged out, or restarted the router, sits down anew. */
  type(node: string, line: string): string {
    const operable = this.world.node(node) as Operable;
    const session = this.console(node);
    session.pollText();
    session.handleLine(this.world.now, line);
    this.world.settle(operable);
    let text = session.pollText() ?? '';
    for (let i = 0; session.busy && i < 600; i++) {
      this.run(0.1);
      text += session.pollText() ?? '';
    }
    return text;
  }

  /** A command at administrator level, and all that it shows, screen by screen. */
  screen(node: string, command: string): string[] {
    this.type(node, 'administrator');
    this.type(node, '');
    let text = this.type(node, command);
    while (/^---/.test(this.console(node).prompt)) text += this.type(node, ' ');
    return text.split('\n').slice(0, -1);
  }

  in(node: string, pp: number | 'anonymous', ...lines: string[]): void {
    for (const line of [`pp select ${pp}`, ...lines, 'pp select none'])
      expect(this.type(node, line)).not.toMatch(/Error/);
  }

  log(node = 'rt'): string[] {
    return this.type(node, 'show log')
      .split('\n')
      .map((line) => line.slice(21));
  }

  expectNothingHeld(): void {
    this.world.clear();
    expect(this.plane.arena.inUse).toBe(0);
  }
}
