/** DHCP of routers, as one sees it at their consoles: two of them, PCs around, one that leads from one to the other. */
import { describe, expect, test } from '@jest/globals';
import type { Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import { LearningSwitch } from '@rtemu/lab/switch';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from '../command-language-of.js';
import { createDataPlane } from '../data-plane.js';
import { Router } from '../router.js';

const CONSOLE = 'console character en.ascii\nconsole lines infinity\nconsole columns 200\n';

/** `lan1` of `far` – `lan2` of `near`; PCs on a switch at `lan1` of `near`. */
class Offices {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly #nodes: Record<string, Operable> = {};

  constructor(configs: { readonly near: string; readonly far?: string }, pcs: readonly string[] = ['pc1', 'pc2']) {
    for (const [name, config] of Object.entries(configs)) this.#addRouter(name, config);
    this.world.add(new LearningSwitch('lan', this.plane.arena, 8));
    this.world.connect({ node: 'near', port: 'lan1' }, { node: 'lan', port: '1' });
    if (configs.far !== undefined)
      this.world.connect({ node: 'near', port: 'lan2' }, { node: 'far', port: 'lan1' }, { delay: milliseconds(5) });
    for (const [i, name] of pcs.entries()) this.#addPc(name, String(i + 2));
    this.pass(5);
  }

  #addRouter(name: string, config: string): void {
    const language = commandLanguageOf('RTX1210');
    const options = { name, language, startupConfig: `${CONSOLE}${config}` };
    const router = new Router(this.plane, this.world.random.fork(name), options);
    expect(router.startupFaults).toEqual([]);
    this.#nodes[name] = router;
    this.world.add(router);
  }

  #addPc(name: string, port: string): void {
    const { arena, mppe } = this.plane;
    const pc = new Pc(arena, mppe, this.world.random.fork(name), { name, address: 'dhcp' });
    this.#nodes[name] = pc;
    this.world.add(pc);
    this.world.connect({ node: name, port: 'eth0' }, { node: 'lan', port });
  }

  pass(count: number): void {
    this.world.run(after(this.world.now, seconds(count)));
  }

  /** Types lines as an administrator, and gives what the last of them shows. */
  type(name: string, ...lines: readonly string[]): string {
    const node = this.#nodes[name]!;
    const console = node.openConsole(this.world.now);
    let text = '';
    for (const line of [...(name.startsWith('pc') ? [] : ['', 'administrator', '']), ...lines]) {
      console.pollText();
      console.handleLine(this.world.now, line);
      this.world.settle(node);
      text = console.pollText() ?? '';
    }
    return text;
  }

  address(pc: string): string | undefined {
    return /address (\S+)\//.exec(this.type(pc, 'dhcp'))?.[1];
  }

  end(): void {
    this.world.clear();
  }
}

const SERVER = `ip lan1 address 192.168.100.1/24
dhcp service server
dhcp scope 1 192.168.100.2-192.168.100.4/24
`;

describe('a server', () => {
  test('leases to PCs, and tells them the way', () => {
    const offices = new Offices({ near: `${SERVER}dhcp scope option 1 dns=192.0.2.53 domain=example.jp\n` });
    expect([offices.address('pc1'), offices.address('pc2')].sort()).toEqual(['192.168.100.2', '192.168.100.3']);
    expect(offices.type('pc1', 'dhcp')).toMatch(/gateway 192.168.100.1\n +DNS +192.0.2.53 for example.jp\n/);
    expect(offices.type('pc1', 'routes')).toContain('192.168.100.1');
    offices.end();
  });

  test('none but on the interfaces that say so', () => {
    const off = new Offices({ near: `${SERVER}ip lan1 dhcp service off\n` });
    expect(off.address('pc1')).toBeUndefined();
    expect(off.type('near', 'no ip lan1 dhcp service')).toBe('');
    off.pass(70);
    expect(off.address('pc1')).toMatch(/^192/);
    off.end();
    const only = new Offices({ near: `ip lan1 dhcp service server\n${SERVER.replace('dhcp service server\n', '')}` });
    expect(only.address('pc1')).toMatch(/^192/);
    only.end();
  });

  test('leases by hand, ends leases by hand, and makes binds of them', () => {
    const offices = new Offices({ near: SERVER }, ['pc1']);
    expect(offices.type('near', 'dhcp manual lease 192.168.100.4 00:00:5e:00:53:01')).toBe('');
    expect(offices.type('near', 'dhcp manual lease 192.168.100.2 00:00:5e:00:53:02')).toMatch(/^Error/); // it is PC1's
    expect(offices.type('near', 'dhcp manual lease 10.0.0.1 00:00:5e:00:53:02')).toMatch(/^Error/);
    const summary = offices.type('near', 'show status dhcp summary').split(/\r?\n/);
    expect(summary[1]).toMatch(/^ {2}1: {6}192.168.100.2: {2}02:[\da-f:]+, pc1$/);
    expect(summary[2]).toBe('  2:      192.168.100.4:  00:00:5e:00:53:01');
    offices.type('near', 'dhcp convert lease to bind 1 2');
    expect(offices.type('near', 'show config | grep bind')).toMatch(
      /\ndhcp scope bind 1 192.168.100.4 ethernet 00:00:5e:00:53:01\r?\n$/,
    );
    offices.type('near', 'dhcp convert lease to bind 1 except 2');
    expect(offices.type('near', 'show config | grep bind')).toMatch(/\ndhcp scope bind 1 192.168.100.2 ethernet 02:/);
    expect(offices.type('near', 'dhcp manual release 192.168.100.4')).toBe('');
    expect(offices.type('near', 'dhcp manual release 192.168.100.4')).toMatch(/^Error/);
    expect(offices.type('near', 'show status dhcp')).toContain('Reserved address: 192.168.100.4');
    offices.end();
  });

  test('passes over an address that somebody uses', () => {
    const offices = new Offices({ near: SERVER }, []);
    const { arena, mppe } = offices.plane;
    const squatter = { name: 'squatter', address: { address: ipv4('192.168.100.2'), length: 24 } };
    offices.world.add(new Pc(arena, mppe, offices.world.random.fork('squatter'), squatter));
    offices.world.connect({ node: 'squatter', port: 'eth0' }, { node: 'lan', port: '7' });
    const pc = new Pc(arena, mppe, offices.world.random.fork('pc9'), { name: 'pc9', address: 'dhcp' });
    offices.world.add(pc);
    offices.world.connect({ node: 'pc9', port: 'eth0' }, { node: 'lan', port: '8' });
    offices.pass(5);
    expect(pc.stack.interface(0).addresses).toEqual([{ address: ipv4('192.168.100.3'), length: 24 }]);
    expect(offices.type('near', 'show log')).toContain('[DHCPD] LAN1(port1) Already in use 192.168.100.2');
    offices.end();
  });
});

const RELAYED = `ip lan1 address 10.0.0.2/24
ip route 192.168.100.0/24 gateway 10.0.0.1
dhcp service server
dhcp scope 1 192.168.100.50-192.168.100.60/24 gateway 192.168.100.1
`;
const RELAY = `ip lan1 address 192.168.100.1/24
ip lan2 address 10.0.0.1/24
`;

describe('a relay', () => {
  test.each([
    ['dhcp service relay\ndhcp relay server 10.0.0.2\n'],
    ['dhcp service server\nip lan1 dhcp service relay 10.0.0.2\n'],
    ['dhcp service relay\ndhcp relay server 10.0.0.9 10.0.0.2\ndhcp relay select all\ndhcp relay srcport 67\n'],
  ])('leads PCs to a server on another network: %j', (lines) => {
    const offices = new Offices({ near: `${RELAY}${lines}`, far: RELAYED });
    offices.pass(10);
    expect([offices.address('pc1'), offices.address('pc2')].sort()).toEqual(['192.168.100.50', '192.168.100.51']);
    expect(offices.type('pc1', 'dhcp')).toContain('gateway 192.168.100.1');
    expect(offices.type('far', 'show status dhcp')).toContain('Leased: 2');
    offices.end();
  });

  test('leaves those alone that have not waited', () => {
    const near = `${RELAY}dhcp service relay\ndhcp relay server 10.0.0.2\ndhcp relay threshold 10\n`;
    const offices = new Offices({ near, far: RELAYED });
    expect(offices.address('pc1')).toBeUndefined();
    offices.pass(60);
    expect(offices.address('pc1')).toMatch(/^192/);
    offices.end();
  });
});

describe('a client', () => {
  const PROVIDER = `ip lan1 address 10.0.0.2/24
dhcp service server
dhcp scope 1 10.0.0.100-10.0.0.110/24 expire 1:00 maxexpire 2:00
`;

  test('has a primary and a secondary address of its own asking', () => {
    const near = `ip lan2 address dhcp\nip lan2 secondary address dhcp
dhcp client client-identifier lan2 secondary type 0 second\n`;
    const offices = new Offices({ near, far: PROVIDER }, []);
    const status = offices.type('near', 'show status dhcpc');
    expect(status).toContain('Interface: LAN2 primary');
    expect(status).toContain('Interface: LAN2 secondary');
    expect(status).toContain('(00) 73 65 63 6f 6e 64');
    expect(new Set(status.match(/10\.0\.0\.1\d\d\/24/g))?.size).toBe(2);
    offices.end();
  });

  test('gives its address back when it is to have another', () => {
    const offices = new Offices({ near: 'ip lan2 address dhcp\nip lan2 dhcp lease time 120\n', far: PROVIDER }, []);
    expect(offices.type('near', 'show status dhcpc')).toContain('Remaining lease: 1hours 59min.');
    expect(offices.type('far', 'show status dhcp')).toContain('Leased: 1');
    offices.type('near', 'ip lan2 address 10.0.0.7/24');
    offices.pass(1);
    expect(offices.type('far', 'show status dhcp')).toContain('Leased: 0');
    expect(offices.type('near', 'show status dhcpc')).toBe('');
    expect(offices.type('near', 'show ip route')).toContain('10.0.0.7');
    offices.end();
  });

  test('gives up when nobody answers, and begins again with the link', () => {
    const near = 'ip lan2 address dhcp\nip lan2 dhcp retry 2 3\n';
    const offices = new Offices({ near, far: 'ip lan1 address 10.0.0.2/24\n' }, []);
    offices.pass(20);
    expect(offices.type('near', 'show log')).toContain('[DHCPC] LAN2 No answer from DHCP servers');
    expect(offices.type('near', 'show status dhcpc')).toContain('IP address: not connected');
    offices.end();
  });
});
