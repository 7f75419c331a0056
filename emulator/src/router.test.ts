import { describe, expect, test } from '@jest/globals';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Internet } from '@rtemu/hosts/internet';
import { Pc } from '@rtemu/hosts/pc';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';
import type { RouterConsole } from './router-console.js';

/** One router, and whoever is plugged into it. */
class Bench {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly router: Router;
  console: RouterConsole;

  constructor(config: string | undefined, model = 'RTX1210', firmware?: string) {
    const language = commandLanguageOf(model, firmware);
    this.router = new Router(this.plane, this.world.random.fork('rt'), { name: 'rt', language, startupConfig: config });
    this.world.add(this.router);
    this.console = this.router.openConsole(this.world.now);
    this.console.pollText();
  }

  get now(): Instant {
    return this.world.now;
  }

  run(count: number): void {
    this.world.run(after(this.now, seconds(count)));
  }

  /** A PC on `lan1`. */
  plugPc(): Pc {
    const { arena, mppe } = this.plane;
    const pc = new Pc(arena, mppe, this.world.random.fork('pc'), {
      name: 'pc',
      address: { address: ipv4('192.168.0.2'), length: 24 },
      gateway: ipv4('192.168.0.1'),
    });
    this.world.add(pc);
    this.world.connect({ node: 'rt', port: 'lan1' }, { node: 'pc', port: 'eth0' }, { delay: milliseconds(1) });
    return pc;
  }

  /** Types lines one after the other, as on a screen: prompts, what is typed where it shows, and the answers. */
  type(...lines: string[]): string {
    let screen = '';
    for (const line of lines) {
      screen += `${this.console.prompt}${this.console.echo ? line : ''}\n`;
      this.console.handleLine(this.now, line);
      this.world.settle(this.router);
      screen += this.console.pollText() ?? '';
      for (let i = 0; this.console.busy && i < 1000; i++) {
        this.world.run(after(this.now, milliseconds(100)));
        screen += this.console.pollText() ?? '';
      }
    }
    return screen + this.console.prompt;
  }
}

const ENGLISH = 'console character en.ascii\nconsole lines infinity\n';
const LAN = `${ENGLISH}ip lan1 address 192.168.0.1/24\n`;

describe('levels and passwords', () => {
  test('administrator asks for a password even when there is none', () => {
    expect(new Bench(ENGLISH).type('administrator', '', 'administrator')).toBe(
      '> administrator\nPassword: \n# administrator\nError: You are already an administrator\n# ',
    );
  });

  test('settings want an administrator', () => {
    expect(new Bench(ENGLISH).type('ip lan1 address 10.0.0.1/8')).toContain('Error: Administrator use only');
  });

  test('passwords are set by dialogue, asked for from then on, and masked on the screen', () => {
    const bench = new Bench(ENGLISH);
    expect(bench.type('administrator', '', 'administrator password', 'naisho', 'naisho')).toBe(
      '> administrator\nPassword: \n# administrator password\nNew_Password: \nNew_Password: \n# ',
    );
    expect(bench.type('login password', 'himitsu', 'hemitsu')).toContain('Error: ');
    bench.type('login password', 'himitsu', 'himitsu', 'save');
    const shown = bench.type('show config');
    expect(shown).toContain('administrator password *');
    expect(shown).not.toContain('naisho');
    bench.console = bench.router.openConsole(bench.now);
    expect(bench.type('wrong', 'himitsu')).toMatch(/^Password: \nError: Incorrect password\nPassword: \n\nRTX1210 Rev/);
    expect(bench.type('administrator', '', 'administrator', 'naisho')).toContain('Error: Incorrect password');
    expect(bench.console.prompt).toBe('# ');
    expect(bench.type('show log')).not.toMatch(/naisho|himitsu/);
  });

  test('a password that is kept encrypted is not in the file, and fits all the same', () => {
    const bench = new Bench(ENGLISH);
    bench.type('administrator', '', 'administrator password encrypted', 'naisho', 'naisho', 'save', 'exit');
    expect(bench.router.pollKept()?.files.get(0)?.text).toMatch(
      /^administrator password encrypted rtemu:[0-9a-f]{64}$/m,
    );
    bench.type('administrator', 'naisho', 'restart');
    bench.console = bench.router.openConsole(bench.now);
    expect(bench.type('administrator', 'wrong', 'administrator', 'naisho')).toMatch(
      /Error: Incorrect password\n.*# $/s,
    );
  });

  test('Enter at the password leads on to the users with a name', () => {
    const bench = new Bench(`${ENGLISH}login password himitsu\nlogin user ann kagi\n`);
    expect(bench.type('', 'ann', 'wrong', '', 'ann', 'kagi')).toMatch(
      /^Password: \nUsername: ann\nPassword: \nError: Incorrect password\nPassword: \nUsername: ann\nPassword: \n\nRTX1210/,
    );
  });

  test('who types nothing is logged out (login timer)', () => {
    const bench = new Bench(`${ENGLISH}login timer 120\n`);
    bench.run(119);
    bench.type('show arp');
    bench.run(119);
    expect(bench.console.closed).toBe(false);
    bench.run(2);
    expect(bench.console.closed).toBe(true);
  });

  test('exit asks about unsaved changes, one key is the answer, and nothing is lost', () => {
    const bench = new Bench(ENGLISH);
    bench.type('administrator', '', 'console prompt RT');
    bench.console.handleLine(bench.now, 'exit');
    expect([bench.console.prompt, bench.console.wantsKey]).toEqual(['Save new configuration ? (Y/N)', true]);
    expect(bench.type('x', 'n')).toMatch(/RT> $/);
    expect(bench.type('administrator', '', 'exit', 'y')).toContain('Saving ... CONFIG0 Done .');
    expect(bench.router.pollKept()?.files.get(0)?.text).toBe(`${ENGLISH}console prompt RT\n`);
    expect(bench.type('administrator', '', 'exit')).toMatch(/RT> $/);
    bench.type('exit');
    expect(bench.console.closed).toBe(true);
  });

  test('in Japanese', () => {
    const bench = new Bench('console lines infinity\n');
    expect(bench.type('administrator', '', 'show confg', 'console prompt RT')).toContain(
      'エラー: コマンド名を確認してください',
    );
    bench.console.handleLine(bench.now, 'exit');
    expect(bench.console.prompt).toBe('新しい設定を保存しますか? (Y/N)');
    expect(bench.type('y')).toContain('セーブ中... CONFIG0 終了');
  });
});

describe('the screen', () => {
  test('stops after console lines; q throws the rest away', () => {
    const bench = new Bench('console character en.ascii\nconsole lines 10\n');
    bench.type('administrator', '');
    bench.console.handleLine(bench.now, 'show command');
    expect(bench.console.pollText()?.split('\n')).toHaveLength(10);
    expect(bench.console.prompt).toBe('---more---');
    bench.console.handleLine(bench.now, '');
    expect(bench.console.pollText()?.split('\n')).toHaveLength(2);
    bench.console.handleLine(bench.now, 'q');
    expect([bench.console.pollText(), bench.console.prompt]).toEqual([undefined, '# ']);
  });

  test('breaks long lines after console columns - 1', () => {
    const bench = new Bench(`${ENGLISH}console prompt ${'x'.repeat(64)}`);
    const shown = bench.type('administrator', '', 'show config');
    expect(
      Math.max(
        ...shown
          .split('\n')
          .slice(4, -1)
          .map((line) => line.length),
      ),
    ).toBe(79);
    expect(bench.type('console columns 200', 'show config')).toContain(`console prompt ${'x'.repeat(64)}\n`);
  });
});

describe('the network', () => {
  test('pings in the words of the device, and shows what it knows', () => {
    const bench = new Bench(LAN);
    bench.plugPc();
    bench.run(1);
    expect(bench.type('ping -c 2 192.168.0.2')).toMatch(
      /received from 192\.168\.0\.2: icmp_seq=0 ttl=64 time=\d+\.\d{3}ms\nreceived from .*\n\n2 packets transmitted, 2 packets received, 0\.0% packet loss\nround-trip min\/avg\/max = /,
    );
    expect(bench.type('show arp')).toMatch(/LAN1\(port1\) +192\.168\.0\.2 +02:/);
    expect(bench.type('show ip route')).toContain('192.168.0.0/24      192.168.0.1            LAN1  implicit  \n');
  });

  test('ping without an answer is silent until Ctrl-C', () => {
    const bench = new Bench(LAN);
    bench.plugPc();
    bench.console.handleLine(bench.now, 'ping 192.168.0.77');
    bench.world.settle(bench.router);
    bench.run(5);
    expect([bench.console.busy, bench.console.pollText()]).toEqual([true, undefined]);
    bench.console.handleInterrupt(bench.now);
    expect(bench.console.pollText()).toMatch(/\d packets transmitted, 0 packets received, 100\.0% packet loss\n$/);
    expect(bench.console.prompt).toBe('> ');
  });

  test('follows the configuration line by line: address, route, proxy ARP, no', () => {
    const bench = new Bench(ENGLISH);
    bench.plugPc();
    bench.type('administrator', '', 'ip lan1 address 192.168.0.1/24', 'ip route 10.0.0.0/8 gateway 192.168.0.2');
    bench.run(1);
    expect(bench.type('ping -c 1 192.168.0.2')).toContain('1 packets received');
    expect(bench.type('show ip route')).toContain('10.0.0.0/8          192.168.0.2            LAN1    static');
    expect(bench.type('no ip route 10.0.0.0/8', 'show ip route')).not.toContain('10.0.0.0/8 ');
    expect(bench.type('no ip lan1 address', 'ping -c 1 192.168.0.2')).toContain('0 packets received');
  });

  test('a route to null swallows, a route with a metric waits behind a better one', () => {
    const bench = new Bench(`${LAN}ip route 192.168.0.2 gateway null\n`);
    bench.plugPc();
    bench.run(1);
    expect(bench.type('ping -c 1 192.168.0.2')).toContain('0 packets received');
    expect(bench.type('show ip route')).toMatch(/192\.168\.0\.2\/32 +- +NULL +static/);
    bench.run(60);
    expect(bench.plane.arena.inUse).toBe(0);
    bench.type('administrator', '', 'ip route 10.0.0.0/8 gateway 192.168.0.3 metric 2 gateway 192.168.0.4 metric 1');
    expect(bench.type('show ip route')).toMatch(/10\.0\.0\.0\/8 +192\.168\.0\.4/);
  });

  test('a cable that is pulled is written down, and its routes rest', () => {
    const bench = new Bench(LAN);
    bench.plugPc();
    bench.world.setCable(bench.world.cables[0]!, false);
    bench.type('administrator', '');
    expect(bench.type('show log')).toMatch(
      /LAN1: PORT1 link up \(1000BASE-T Full Duplex\)\n.*LAN1: link up\n.*LAN1: PORT1 link down\n.*LAN1: link down\n/,
    );
    expect(bench.type('show ip route')).not.toContain('192.168.0.0/24');
  });

  test('an internet node answers, forwards, and says when there is no way', () => {
    const bench = new Bench(`${LAN}ip route default gateway 192.168.0.254\n`);
    const internet = new Internet(bench.plane.arena, bench.world.random, {
      name: 'internet',
      interfaces: [{ name: 'eth1', address: ipv4('192.168.0.254'), length: 24 }],
      routes: [],
    });
    bench.world.add(internet);
    bench.world.connect({ node: 'rt', port: 'lan1' }, { node: 'internet', port: 'eth1' });
    expect(bench.type('ping -c 1 192.168.0.254')).toContain('1 packets received');
    expect(bench.type('ping -c 1 -w 1 203.0.113.1')).toContain('0 packets received');
  });
});

describe('restart', () => {
  test('brings back what was saved, forgets what was not, and lets go of everything', () => {
    const bench = new Bench(LAN);
    bench.plugPc();
    bench.type(
      'administrator',
      '',
      'ip route 10.0.0.0/8 gateway 192.168.0.2',
      'save',
      'ip lan1 address 192.168.9.1/24',
    );
    bench.type('ping -c 1 192.168.9.9', 'restart');
    expect(bench.console.closed).toBe(true);
    bench.console = bench.router.openConsole(bench.now);
    const shown = bench.type('administrator', '', 'show config', 'show log');
    expect(shown).toContain('ip route 10.0.0.0/8 gateway 192.168.0.2');
    expect(shown).toContain('ip lan1 address 192.168.0.1/24');
    expect(shown).toContain('Restart by restart command');
    bench.run(1);
    expect(bench.type('ping -c 1 192.168.0.2')).toContain('1 packets received');
    bench.run(60);
    expect(bench.plane.arena.inUse).toBe(0);
  });

  test('cold start is the factory', () => {
    const bench = new Bench(LAN);
    bench.type('administrator', '', 'cold start', '');
    bench.console = bench.router.openConsole(bench.now);
    expect(bench.type('administrator', '', 'show config | grep lan1')).toContain('ip lan1 address 192.168.100.1/24');
  });

  test('a line that start-up passes over is told', () => {
    const { router } = new Bench(`${LAN}ip lan9 address 10.0.0.1/8\nshow log\n`);
    expect(router.startupFaults).toEqual([
      { line: 4, text: 'ip lan9 address 10.0.0.1/8', fault: expect.any(String) },
      { line: 5, text: 'show log', fault: 'not-a-setting' },
    ]);
  });
});

test('the clock goes on from where it is set', () => {
  const bench = new Bench(ENGLISH);
  bench.type('administrator', '', 'date 2026-07-05', 'time 12:00:00');
  bench.run(90);
  expect(bench.type('show config')).toContain('# Reporting Date: Jul 5 12:01:30 2026');
});

describe('who comes by SSH', () => {
  const USERS = 'login user ann kagi\nadministrator password himitsu\n';
  const grant = (config: string, name: string, password: string) =>
    new Bench(USERS + config).router.grantTo(name, password, '127.0.0.1');

  test.each([
    ['any', true],
    ['none', false],
    ['lan', true],
    ['lan1', true],
    ['lan1/3', false],
    ['127.0.0.1', true],
    ['126.0.0.1-127.0.0.5 lan3', true],
    ['192.168.100.2', false],
  ])('from outside the lab, when sftpd host is %s', (hosts, isLet) => {
    expect(new Bench(`sftpd host ${hosts}\n`).router.welcomes('sftp', '127.0.0.1')).toBe(isLet);
    expect(new Bench(`sftpd host any\nsshd host ${hosts}\n`).router.welcomes('sftp', '127.0.0.1')).toBe(isLet);
    expect(new Bench(`telnetd host ${hosts}\n`).router.welcomes('telnet', '127.0.0.1')).toBe(isLet);
  });

  test('how SSH is spoken, by firmware and configuration', () => {
    const terms = (config: string, model?: string, firmware?: string) =>
      new Bench(config, model, firmware).router.sshTerms;
    expect(terms('')).toEqual({
      isOld: false,
      ciphers: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
      alive: undefined,
      hidesVersion: false,
      takesPasswords: true,
      takesKeys: true,
    });
    expect(terms('', 'RTX810')).toMatchObject({
      isOld: true,
      ciphers: undefined,
      takesPasswords: true,
      takesKeys: false,
    });
    expect(terms('sshd auth method publickey\n', 'RTX1210', 'Rev.14.01.28')).toMatchObject({
      takesPasswords: true,
      takesKeys: false,
    });
    expect(terms('sshd client alive on\nsshd auth method publickey\n')).toMatchObject({
      alive: { seconds: 100, count: 3 },
      takesPasswords: false,
      takesKeys: true,
    });
    expect(terms('sshd client alive on 7 2\nsshd auth method password publickey\n')).toMatchObject({
      alive: { seconds: 7, count: 2 },
      takesPasswords: true,
      takesKeys: true,
    });
    expect(new Bench('sshd auth method all password\n').router.startupFaults).toMatchObject([{ line: 1 }]);
  });

  test('what each password opens', () => {
    const files = 'sftpd host any\n';
    expect(grant(files, 'ann', 'kagi')).toEqual({ shell: true, files: 'user' });
    expect(grant(files, 'ann', 'himitsu')).toEqual({ shell: false, files: 'administrator' });
    expect(grant(files, 'bob', 'himitsu')).toBeUndefined();
    expect(grant(files, 'ann', '')).toBeUndefined();
    expect(grant('', 'ann', 'himitsu')).toBeUndefined();
    expect(grant('', 'ann', 'kagi')).toEqual({ shell: true, files: undefined });
    expect(grant(`${files}administrator password kagi\n`, 'ann', 'kagi')).toEqual({
      shell: true,
      files: 'administrator',
    });
    expect(grant(`${files}no administrator password\n`, 'ann', '')).toBeUndefined();
  });
});
