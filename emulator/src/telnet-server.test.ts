import { describe, expect, test } from '@jest/globals';
import type { ConsoleSession } from '@rtemu/engine/console-session';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { type Ipv4Address, ipv4 } from '@rtemu/wire/address';
import { readText, writeText } from '@rtemu/wire/text';
import fc from 'fast-check';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

const BASE = 'console character en.ascii\nconsole lines infinity\nip lan1 address 192.168.0.1/24\n';
const ROUTER = ipv4('192.168.0.1');

/** A router, and PCs beside it that telnet to it. */
class Office {
  readonly #plane = createDataPlane();
  readonly world = new World(this.#plane.arena, 1);
  readonly router: Router;
  readonly #hub: LearningSwitch;
  readonly #pcs: Pc[] = [];

  constructor(config = '', model = 'RTX1210') {
    this.#hub = new LearningSwitch('hub', this.#plane.arena, 12);
    const language = commandLanguageOf(model, undefined);
    this.router = new Router(this.#plane, this.world.random.fork('rt'), {
      name: 'rt',
      language,
      startupConfig: BASE + config,
    });
    this.world.add(this.#hub);
    this.world.add(this.router);
    this.world.connect({ node: 'rt', port: 'lan1' }, { node: 'hub', port: '12' }, { delay: milliseconds(1) });
  }

  get now(): Instant {
    return this.world.now;
  }

  run(count = 1): void {
    this.world.run(after(this.now, seconds(count)));
  }

  addPc(): Pc {
    const number = this.#pcs.length + 2;
    const { arena, mppe } = this.#plane;
    const address = { address: (ROUTER + number) as Ipv4Address, length: 24 };
    const pc = new Pc(arena, mppe, this.world.random.fork(`pc${number}`), { name: `pc${number}`, address });
    this.world.add(pc);
    this.world.connect({ node: pc.name, port: 'eth0' }, { node: 'hub', port: String(number) });
    this.#pcs.push(pc);
    return pc;
  }

  pull(pc: Pc): void {
    this.world.setCable(this.world.cableAt({ node: pc.name, port: 'eth0' })!, false);
  }

  /** Types at a console of a node, and gives what it shows. */
  type(node: Pc | Router, console: ConsoleSession, ...lines: string[]): string {
    let screen = '';
    for (const line of lines) {
      console.handleLine(this.now, line);
      this.world.settle(node);
      this.run();
      screen += console.pollText() ?? '';
    }
    return screen;
  }

  /** A console of a new PC that has come as far as the router's prompt. */
  logIn(...lines: string[]): { pc: Pc; console: ConsoleSession; screen: string } {
    const pc = this.addPc();
    const console = pc.openConsole(this.now);
    const screen = this.type(pc, console, 'telnet 192.168.0.1', ...lines);
    return { pc, console, screen };
  }

  /** A connection without a telnet client on it. */
  connect(pc: Pc): TcpConnection {
    const local = pc.stack.sourceFor(ROUTER)!;
    const tcp = pc.stack.tcp.connect(this.now, { local, remote: ROUTER, remotePort: 23 });
    this.flush(pc);
    this.run();
    return tcp;
  }

  /** Lets leave what was said to a connection of a PC. */
  flush(pc: Pc): void {
    pc.handleTimeout(this.now);
    this.world.settle(pc);
  }

  get log(): string {
    const { journal } = this.router.system;
    return journal.log
      .lines(journal.epochAt(this.now))
      .map(({ text }) => text)
      .join('\n');
  }

  get sessions(): number {
    const found = [];
    for (;;) {
      const console = this.router.openVisit(this.now, { kind: 'telnet', from: 'test' });
      if (console === undefined) break;
      found.push(console);
    }
    for (const console of found) console.logOut(this.now);
    return 8 - found.length;
  }
}

describe('logging in', () => {
  test('without a password Enter logs in, and the notice of the factory is shown', () => {
    const { screen } = new Office().logIn('');
    expect(screen).toMatch(/Password: \n\nRTX1210 Rev.*The login password is factory default setting.*\n> $/s);
  });

  test('three wrong passwords end it, and nothing that was typed is shown or logged', () => {
    const office = new Office('login password himitsu\n');
    const { screen, console } = office.logIn('eins', 'zwei', 'drei');
    expect(screen.match(/Error: Incorrect password/g)).toHaveLength(3);
    expect(screen).toContain('the peer closed the connection');
    expect(console.prompt).toBe('pc2$ ');
    expect(office.log).not.toMatch(/eins|himitsu|Logout from TELNET/);
    expect(office.log).toContain('Login failed for TELNET: 192.168.0.3');
  });

  test('a model without a nameless user asks for a name at once', () => {
    const { screen } = new Office('login user ann kagi\n', 'RTX1300').logIn('ann', 'kagi');
    expect(screen).toMatch(/^Trying.*\nUsername: ann\nPassword: \n\nRTX1300/s);
  });

  test('who does not log in is not kept, and who types nothing is logged out', () => {
    const office = new Office('login timer 120\n');
    const waiting = office.logIn();
    const idle = office.logIn('');
    office.run(125);
    expect(waiting.console.prompt).toBe('pc2$ ');
    expect(idle.console.pollText()).toContain('the peer closed the connection');
    expect(office.log.match(/Logout from TELNET: 192.168.0.4/g)).toHaveLength(1);
    expect(office.sessions).toBe(0);
  });
});

describe('who is there', () => {
  test('two do not disturb each other: one pings, the other configures, and a restart ends both', () => {
    const office = new Office();
    const first = office.logIn('', 'ping 192.168.0.4');
    const second = office.logIn('', 'administrator', '', 'console prompt changed', 'show log');
    expect(second.screen).toContain("'administrator' succeeded for TELNET: 192.168.0.4 user");
    expect(second.screen).not.toContain('icmp_seq');
    expect(first.console.pollText()).toMatch(/icmp_seq=\d/);
    first.console.handleInterrupt(office.now);
    office.world.settle(first.pc);
    office.run();
    expect(first.console.pollText()).toMatch(/packet loss.*changed> $/s);
    office.type(second.pc, second.console, 'restart');
    expect(office.sessions).toBe(0);
    expect(office.type(first.pc, first.console, 'show log')).toContain('the connection was reset');
    expect(office.logIn('').screen).toContain('RTX1210');
  });

  test('a configuration is pasted whole, in one go', () => {
    const office = new Office();
    const { pc, console } = office.logIn('', 'administrator', '');
    const lines = Array.from({ length: 120 }, (_, i) => `ip filter ${i + 1} pass 10.0.${i % 256}.1 * tcp * telnet`);
    for (const line of lines) console.handleLine(office.now, line);
    office.flush(pc);
    office.run(5);
    console.pollText();
    const shown = office.type(pc, console, 'show config | grep "ip filter"', 'show environment | grep Rev');
    expect(shown.match(/^ip filter \d+ pass/gm)).toHaveLength(120);
  });

  test('Japanese goes both ways in Shift_JIS', () => {
    const office = new Office('no console character\n');
    const { pc, console } = office.logIn('', 'administrator', '', 'pp select 1', 'description pp "東京の表示 ソ能"');
    expect(office.type(pc, console, 'show config pp 1')).toContain('description pp "東京の表示 ソ能"');
    expect(office.type(pc, console, 'なに')).toContain('エラー: コマンド名を確認してください');
  });

  test('one who vanishes gives the place back', () => {
    const office = new Office('login timer 120\n');
    const { pc } = office.logIn('');
    office.pull(pc);
    office.run(130);
    expect(office.sessions).toBe(0);
    expect(office.log).toContain('Logout from TELNET: 192.168.0.3');
  });

  test('one who never reads is cut, and nobody else notices', () => {
    const office = new Office();
    const pc = office.addPc();
    const tcp = office.connect(pc);
    tcp.send(office.now, writeText('\r\nadministrator\r\n\r\n'));
    for (let i = 0; i < 10; i++) {
      tcp.send(office.now, writeText('show config\r\n'.repeat(100)));
      office.flush(pc);
      office.run(20);
    }
    expect(office.logIn('').screen).toContain('RTX1210');
    expect(tcp.readable).toBeGreaterThan(60_000); // the window is shut
    expect(office.sessions).toBe(2);
    office.run(400);
    expect(office.sessions).toBe(0); // the login timer, and the time for last words
    expect(office.router.system.stack.tcp.connections().filter(({ state }) => state === 'ESTABLISHED')).toEqual([]);
  });
});

describe('who may come', () => {
  test.each([
    ['any', true],
    ['none', false],
    ['lan', true],
    ['lan2', false],
    ['lan1', true],
    ['192.168.0.4-192.168.0.9', false],
    ['192.168.0.9 192.168.0.3', true],
  ])('telnetd host %s', (hosts, comes) => {
    const { screen } = new Office(`telnetd host ${hosts}\n`).logIn();
    expect(screen.includes('Password: ')).toBe(comes);
    expect(screen.includes('Error: Login access is restricted.')).toBe(!comes);
  });

  test('telnetd listen moves the door, and who is in stays', () => {
    const office = new Office();
    const { pc, console } = office.logIn('', 'administrator', '', 'telnetd listen 2323', 'telnetd service on');
    expect(office.logIn().screen).toContain('connection refused');
    expect(office.type(pc, console, 'show config | grep telnetd')).toContain('telnetd listen 2323');
    const other = office.addPc();
    expect(office.type(other, other.openConsole(office.now), 'telnet 192.168.0.1 2323')).toContain('Password: ');
  });

  test('hundreds of connections: as many come in as may, and the router goes on', () => {
    const office = new Office('telnetd session 3\n');
    const pc = office.addPc();
    for (let i = 0; i < 300; i++) {
      const local = pc.stack.sourceFor(ROUTER)!;
      pc.stack.tcp.connect(office.now, { local, remote: ROUTER, remotePort: 23 });
    }
    office.flush(pc);
    office.run(5);
    const told = pc.stack.tcp.connections().filter((tcp) => readText(tcp.read()).includes('Password: '));
    expect(told).toHaveLength(3);
    for (const tcp of told) tcp.abort(office.now);
    office.flush(pc);
    office.run();
    expect(office.logIn('').screen).toContain('RTX1210');
  });

  test('any octets leave a router that lets the next one in', () => {
    const octet = fc.oneof(fc.integer({ min: 240, max: 255 }), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(fc.array(octet, { maxLength: 60 }), { maxLength: 6 }), (chunks) => {
        const office = new Office();
        const pc = office.addPc();
        const tcp = office.connect(pc);
        for (const chunk of chunks) {
          tcp.send(office.now, Uint8Array.from(chunk));
          office.flush(pc);
          office.run();
          tcp.read();
        }
        tcp.abort(office.now);
        office.flush(pc);
        office.run();
        expect(office.sessions).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});
