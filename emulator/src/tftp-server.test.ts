import { expect, test } from '@jest/globals';
import { after, type Instant, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { emit, PORT } from '@rtemu/wire/tftp';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';
import { LIMIT } from './tftp-server.js';

const ROUTER = ipv4('192.168.0.1');

/** A router, and a PC on its first LAN. */
class Office {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);
  readonly router: Router;
  readonly pc: Pc;

  constructor(config: string) {
    const startupConfig = `ip lan1 address 192.168.0.1/24\nadministrator password naisho\n${config}`;
    const language = commandLanguageOf('RTX1210');
    this.router = new Router(this.plane, this.world.random.fork('rt'), { name: 'rt', language, startupConfig });
    this.pc = new Pc(this.plane.arena, this.plane.mppe, this.world.random.fork('pc'), {
      name: 'pc',
      address: { address: ipv4('192.168.0.2'), length: 24 },
    });
    this.world.add(this.router);
    this.world.add(this.pc);
    this.world.connect({ node: 'rt', port: 'lan1' }, { node: 'pc', port: 'eth0' }, { delay: milliseconds(1) });
    this.run(1);
  }

  get now(): Instant {
    return this.world.now;
  }

  run(count: number): void {
    this.world.run(after(this.now, seconds(count)));
  }

  /** Types at the PC, and waits. */
  type(line: string): string {
    const console = this.pc.openConsole(this.now);
    console.handleLine(this.now, line);
    this.world.settle(this.pc);
    let text = '';
    for (let i = 0; i < 300; i++) {
      this.world.run(after(this.now, milliseconds(100)));
      text += console.pollText() ?? '';
      if (!console.busy) break;
    }
    return text;
  }
}

test.each([
  ['tftp host any', 'received'],
  ['tftp host lan1', 'received'],
  ['tftp host 192.168.0.1-192.168.0.9', 'received'],
  ['tftp host lan2', 'no answer'],
  ['tftp host 192.168.0.3', 'no answer'],
  ['tftp host none', 'no answer'],
  ['', 'no answer'],
])('with "%s": %s', (line, said) => {
  expect(new Office(`${line}\n`).type('tftp 192.168.0.1 get config/naisho')).toContain(said);
});

test('what the support asks for is fetched, and nothing brought in its place', () => {
  const office = new Office('tftp host any\n');
  expect(office.type('tftp 192.168.0.1 get techinfo/naisho')).toContain('kept as techinfo');
  expect(office.type('files show techinfo')).toContain('RTX1210 Rev.14.01.42');
  expect(office.type('tftp 192.168.0.1 put techinfo techinfo/naisho')).toContain('error 2');
});

test('names that are none, and passwords that are wrong, have nothing behind them', () => {
  const office = new Office('tftp host any\n');
  for (const name of ['config', 'config/x', 'config/naisho/', 'passwd', 'passwd/x', '/config/naisho'])
    expect(office.type(`tftp 192.168.0.1 get ${name} x`)).toContain('error 2');
  for (const name of ['passwd/naisho', 'config5/naisho', 'config0.3/naisho', 'config00/naisho', 'config3/naisho'])
    expect(office.type(`tftp 192.168.0.1 get ${name} x`)).toContain('error 1');
});

test('only so many transfers at a time, and those that nobody goes on with make room', () => {
  const office = new Office('tftp host any\n');
  const { udp } = office.pc.stack;
  const request = emit({ kind: 'read', file: 'config/naisho', mode: 'octet', options: [] });
  const sockets = Array.from({ length: LIMIT.transfers }, () => udp.bind(0)!);
  for (const socket of sockets) {
    udp.send(office.now, socket, ROUTER, PORT, request);
    udp.send(office.now, socket, ROUTER, PORT, request); // once more, and no second transfer comes of it
  }
  office.world.settle(office.pc);
  office.run(1);
  const ports = sockets.map((socket) => {
    const first = socket.poll()!;
    expect(socket.poll()).toBeUndefined();
    return first.sourcePort;
  });
  expect(new Set(ports).size).toBe(LIMIT.transfers);
  expect(office.type('tftp 192.168.0.1 get config/naisho')).toContain('Too many transfers');
  office.run(60);
  expect(office.type('tftp 192.168.0.1 get config/naisho')).toContain('received');
});
