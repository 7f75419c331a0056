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

const ANN = 'login user ann kagi\n';

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
    const office = new Office(ANN);
    const first = office.logIn('', 'ann', 'kagi', 'ping 192.168.0.4');
    const second = office.logIn('', 'ann', 'kagi', 'administrator', '', 'console prompt changed', 'show log');
    expect(second.screen).toContain("'administrator' succeeded for TELNET: 192.168.0.4 ann");
    expect(second.screen).not.toContain('icmp_seq');
    expect(first.console.pollText()).toMatch(/icmp_seq=\d/);
    first.console.handleInterrupt(office.now);
    office.world.settle(first.pc);
    office.run();
    expect(first.console.pollText()).toMatch(/packet loss.*changed> $/s);
    office.type(second.pc, second.console, 'restart');
    expect(office.sessions).toBe(0);
    expect(office.type(first.pc, first.console, 'show log')).toContain('the connection was reset');
    expect(office.logIn('', 'ann', 'kagi').screen).toContain('RTX1210');
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
    const office = new Office(ANN);
    const pc = office.addPc();
    const tcp = office.connect(pc);
    tcp.send(office.now, writeText('\r\nann\r\nkagi\r\nadministrator\r\n\r\n'));
    for (let i = 0; i < 10; i++) {
      tcp.send(office.now, writeText('show config\r\n'.repeat(100)));
      office.flush(pc);
      office.run(20);
    }
    expect(office.logIn('', 'ann', 'kagi').screen).toContain('RTX1210');
    expect(tcp.readable).toBeGreaterThan(60_000); // the window is shut
    expect(office.sessions).toBe(2);
    office.run(400);
    expect(office.sessions).toBe(0); // the login timer, and the time for last words
    expect(office.router.system.stack.tcp.connections().filter(({ state }) => state === 'ESTABLISHED')).toEqual([]);
  });
});

describe('users', () => {
  test('the one without a name has no two sessions by telnet', () => {
    const office = new Office(ANN);
    office.logIn('');
    const first = office.logIn('', 'ann', 'kagi').screen;
    expect(first).toContain('RTX1210');
    const alone = new Office();
    alone.logIn('');
    expect(alone.logIn().screen).toMatch(/Username: $/);
  });

  test.each([
    ['connection=ssh,serial', 'Error: Login access is restricted.'],
    ['connection=telnet', '> '],
    ['connection=off', 'Error: Login access is restricted.'],
    ['host=192.168.0.9-192.168.0.20', 'Error: Login access is restricted.'],
    ['host=10.0.0.1,192.168.0.2-192.168.0.9', '> '],
    ['host=lan1', '> '],
    ['host=lan2', 'Error: Login access is restricted.'],
  ])('with %s', (attribute, answer) => {
    const { screen } = new Office(`${ANN}user attribute ann ${attribute}\n`).logIn('', 'ann', 'kagi');
    expect(screen.includes('RTX1210')).toBe(answer === '> ');
    expect(screen).toContain(answer);
  });

  test('what stands for all counts where the own line says nothing', () => {
    const office = new Office(
      `${ANN}login user bob kagi\nuser attribute * connection=serial\nuser attribute bob connection=all\n`,
    );
    expect(office.logIn('ann', 'kagi').screen).toContain('restricted');
    expect(office.logIn('bob', 'kagi').screen).toContain('RTX1210');
  });

  test('a wrong password is answered at once, and the next one asked for half a second later', () => {
    const office = new Office('login password himitsu\n');
    const { pc, console } = office.logIn();
    console.handleLine(office.now, 'wrong');
    office.flush(pc);
    office.run(0.3);
    expect(console.pollText()).toMatch(/Incorrect password\n$/);
    office.run(0.3);
    expect(console.pollText()).toBe('Password: ');
  });

  test('multi-session=off allows one of each kind', () => {
    const office = new Office(`${ANN}user attribute ann multi-session=off\n`);
    expect(office.logIn('', 'ann', 'kagi').screen).toContain('RTX1210');
    expect(office.logIn('', 'ann', 'kagi').screen).toContain('Error: Login access is restricted.');
    const visit = { kind: 'ssh', from: '192.168.0.9', user: 'ann' } as const;
    expect(office.router.openVisit(office.now, visit)).toBeUndefined(); // sshd is not there
  });

  test('security class 3 lets nobody in, and only at the serial line one may have forgotten the password', () => {
    expect(new Office('security class 3 on\n').logIn().screen).not.toContain('Password');
    const forgetful = (config: string): string => {
      const office = new Office(`login password himitsu\nadministrator password naisho\n${config}`);
      expect(office.logIn('w,lXlma').screen).toContain('Incorrect password');
      const console = office.router.openConsole(office.now);
      return office.type(office.router, console, 'w,lXlma', 'administrator', 'w,lXlma') + console.prompt;
    };
    expect(forgetful('')).toMatch(/# $/);
    expect(forgetful('security class 1 off\n')).toMatch(/Incorrect password[\s\S]*Password: $/);
  });

  test('administrator=off, 1 and 2', () => {
    const raised = (level: string): string =>
      new Office(`${ANN}administrator password naisho\nuser attribute ann administrator=${level}\n`).logIn(
        ...['', 'ann', 'kagi', 'administrator', 'naisho'],
      ).screen;
    expect(raised('off')).toMatch(/> administrator\nError: Administrator use only\n> naisho\n/);
    expect(raised('1')).toMatch(/> administrator\nPassword: \n# $/);
    expect(raised('2')).toMatch(/> administrator\n# naisho\n/);
  });

  test.each([
    ['RTX1100', 'エラー: 他のユーザーが管理レベルです\n'],
    ['RTX1200', 'Password: '],
  ] as const)('a second administrator, on a %s', (model, answer) => {
    const office = new Office('', model);
    const serial = office.router.openConsole(office.now);
    office.type(office.router, serial, 'administrator', '');
    const { pc, console, screen } = office.logIn('', 'administrator');
    expect(screen + console.prompt).toContain(`> administrator\n${answer}`);
    if (answer === 'Password: ') return;
    office.type(office.router, serial, 'quit save');
    expect(office.type(pc, console, 'administrator', '') + console.prompt).toMatch(/# $/);
  });

  test.each([
    ['', { shell: true, files: 'user' }, { shell: false, files: 'administrator' }],
    ['connection=ssh', { shell: true, files: undefined }, undefined],
    ['connection=sftp', { shell: false, files: 'user' }, { shell: false, files: 'administrator' }],
    ['connection=telnet', undefined, undefined],
    ['administrator=off', { shell: true, files: 'user' }, undefined],
    ['host=10.0.0.1', undefined, undefined],
  ])("by SSH and SFTP, with the own password and the administrator's: %s", (attribute, own, administrators) => {
    const said = attribute === '' ? '' : `user attribute ann ${attribute}\n`;
    const { router } = new Office(`${ANN}administrator password naisho\nsftpd host any\n${said}`);
    expect(router.grantTo('ann', 'kagi', '127.0.0.1')).toEqual(own);
    expect(router.grantTo('ann', 'naisho', '127.0.0.1')).toEqual(administrators);
    expect(router.grantToKey('ann', '127.0.0.1')).toEqual(own);
  });

  test('a RTX1300 says how strong a new password is', () => {
    const office = new Office('', 'RTX1300');
    const console = office.router.openConsole(office.now);
    const change = (...lines: string[]) => office.type(office.router, console, 'administrator password', ...lines);
    office.type(office.router, console, 'administrator', '');
    expect(change('himitsu', 'himitsu')).toContain('Password Strength : Weak\n');
    expect(change('himitsu', 'Himitsu-no-koto1', 'Himitsu-no-koto1')).toContain('Password Strength : Very strong\n');
    console.handleLine(office.now, 'login user ann');
    console.handleLine(office.now, 'x');
    expect(console.prompt).toBe('New_Password(Confirm):');
  });

  test('login-timer comes before that of all', () => {
    const office = new Office(`${ANN}user attribute ann login-timer=120\n`);
    const { console } = office.logIn('', 'ann', 'kagi');
    office.run(125);
    expect(console.pollText()).toContain('the peer closed the connection');
  });

  test('show status user tells who is there, and disconnect user ends their sessions', () => {
    const office = new Office(ANN);
    const ann = office.logIn('', 'ann', 'kagi');
    office.run(128);
    const { pc, console } = office.logIn('', 'ann', 'kagi', 'administrator', '');
    expect(office.type(pc, console, 'show status user').split('\n').slice(1, -1)).toEqual([
      '   (*: current user, +: administrator mode, @: authenticated via RADIUS)',
      '   username        connection login time   idle       IP address',
      '-'.repeat(79),
      expect.stringMatching(/^ {3}ann {13}telnet1 {4}01\/01 09:00 {2}0:02:1\d {4}192\.168\.0\.3$/),
      expect.stringMatching(/^\*\+ ann {13}telnet2 {4}01\/01 09:02 {2}0:00:0\d {4}192\.168\.0\.4$/),
    ]);
    office.type(pc, console, 'disconnect user ann /telnet2'); // oneself is never meant
    expect(office.sessions).toBe(2);
    office.type(pc, console, 'disconnect user ann');
    expect(ann.console.pollText()).toContain('the peer closed the connection');
    expect(office.sessions).toBe(1);
    expect(office.log).toContain('Logout from TELNET: 192.168.0.3 ann');
    expect(office.type(pc, console, 'show status user history').split('\n').slice(4, -1)).toEqual([
      expect.stringMatching(/^ {3}ann {13}telnet1 {4}01\/01 09:00 {2}0:02:1\d {4}192\.168\.0\.3$/),
      expect.stringMatching(/^\*\+ ann {13}telnet2 {4}01\/01 09:02 {2}0:00:0\d {4}192\.168\.0\.4$/),
    ]);
    expect(office.type(pc, console, 'disconnect user')).toContain('Error: Insufficient or too many parameters');
    expect(office.type(pc, console, 'user attribute ann')).toContain('Error: Insufficient or too many parameters');
    office.type(pc, console, 'user attribute ann host=lan1 administrator=off', 'user attribute connection=telnet');
    expect(office.type(pc, console, 'show config | grep attribute')).toContain(
      'user attribute ann administrator=off host=lan1\nuser attribute connection=telnet\n',
    );
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
    expect(office.type(other, other.openConsole(office.now), 'telnet 192.168.0.1 2323')).toContain('Username: ');
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
