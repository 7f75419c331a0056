/** What people run on hosts, over a cable and through a router in the middle. */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4, UNSPECIFIED } from '@rtemu/wire/address';
import type { ListenPort } from './greeters.js';
import { Internet } from './internet.js';
import { Pc } from './pc.js';

const mppe = createMppeEngine(ARENA_OCTETS);
const arena = new Arena(mppe.memory, mppe.slotsFrom);
const WEB: ListenPort[] = [
  { transport: 'tcp', port: 80 },
  { transport: 'udp', port: 5000 },
];

/** pc1 10.0.1.1 – internet 10.0.1.254, 10.0.2.254 – pc2 10.0.2.1, which greets. */
class Scene {
  readonly world: World;
  readonly nodes: Record<string, Operable>;

  constructor(cable: CableImpairments = { delay: milliseconds(5) }, seed = 1) {
    this.world = new World(arena, seed);
    const pc = (name: string, net: number, listen: ListenPort[]) =>
      new Pc(arena, mppe, this.world.random.fork(name), {
        name,
        address: { address: ipv4(`10.0.${net}.1`), length: 24 },
        gateway: ipv4(`10.0.${net}.254`),
        listen,
      });
    const card = (net: number) => ({ name: `eth${net}`, address: ipv4(`10.0.${net}.254`), length: 24 });
    const internet = new Internet(arena, this.world.random.fork('internet'), {
      name: 'internet',
      interfaces: [card(1), card(2)],
      routes: [{ to: { address: UNSPECIFIED, length: 0 }, via: ipv4('10.0.2.1') }],
      listen: WEB,
    });
    this.nodes = { pc1: pc('pc1', 1, []), pc2: pc('pc2', 2, WEB), internet };
    for (const node of Object.values(this.nodes)) this.world.add(node);
    for (const net of [1, 2])
      this.world.connect({ node: `pc${net}`, port: 'eth0' }, { node: 'internet', port: `eth${net}` }, cable);
  }

  /** Types a line and gives what came of it, within five minutes. */
  type(name: string, line: string): string {
    const node = this.nodes[name]!;
    const console = node.openConsole(this.world.now);
    console.handleLine(this.world.now, line);
    this.world.settle(node);
    const end = after(this.world.now, seconds(300));
    let text = console.pollText() ?? '';
    while (console.busy && this.world.now < end) {
      this.world.run(after(this.world.now, milliseconds(10)));
      text += console.pollText() ?? '';
    }
    return text;
  }

  over(): void {
    this.world.run(after(this.world.now, seconds(600)));
    this.world.clear();
    expect(arena.inUse).toBe(0);
  }
}

describe('TCP', () => {
  test('a line is answered with who said it', () => {
    const scene = new Scene();
    expect(scene.type('pc1', 'connect 10.0.2.1 80 -p 40000 -m good  morning')).toBe(
      [
        'connected to 10.0.2.1:80 from 10.0.1.1:40000',
        'hello 10.0.1.1:40000 good morning',
        'the connection is closed',
        '',
      ].join('\n'),
    );
    expect(scene.type('internet', 'connect 10.0.2.1 80 -m x')).toContain('hello 10.0.2.254:');
    expect(scene.type('pc2', 'connect 10.0.2.254 80 -m x')).toContain('hello 10.0.2.1:');
    expect(scene.type('pc2', 'listen')).toMatch(
      /^tcp 80 {4}2 connections, the last from 10\.0\.2\.254:\d+\nudp 5000 {2}0 datagrams\n$/,
    );
    scene.over();
  });

  test('without a word it connects and goes; with a time it stays', () => {
    const scene = new Scene();
    const before = scene.world.now;
    expect(scene.type('pc1', 'connect 10.0.2.1 80')).toMatch(/^connected to .*\nthe connection is closed\n$/);
    expect(scene.world.now - before).toBeLessThan(seconds(1));
    expect(scene.type('pc1', 'connect 10.0.2.1 80 -t 30 -m a')).toMatch(/hello .* a\nthe connection is closed\n$/);
    expect(scene.world.now - before).toBeGreaterThan(seconds(30));
    scene.over();
  });

  test('says when nobody listens, nobody answers, or there is no way', () => {
    const scene = new Scene();
    expect(scene.type('pc1', 'connect 10.0.2.1 81')).toBe('connection refused\n');
    expect(scene.type('pc1', 'connect 10.0.2.9 80 -W 5')).toMatch(/^no answer/);
    expect(scene.type('pc1', 'connect 10.0.1.9 80 -W 5')).toMatch(/^no answer/);
    expect(scene.type('pc2', 'listen tcp 80 off')).toBe('tcp port 80 is closed\n');
    expect(scene.type('pc1', 'connect 10.0.2.1 80')).toBe('connection refused\n');
    expect(scene.type('pc2', 'listen tcp 80')).toBe('listening at tcp port 80\n');
    expect(scene.type('pc2', 'listen tcp 80')).toBe('listen: tcp port 80 is taken\n');
    expect(scene.type('pc1', 'connect 10.0.2.1 80 -m x')).toContain('hello 10.0.1.1:');
    scene.over();
  });

  test.each([1, 2, 3, 4, 5])('over lines that lose and reorder, seed %i', (seed) => {
    const scene = new Scene({ delay: milliseconds(5), loss: 0.1, reordering: 0.1, duplication: 0.1 }, seed);
    expect(scene.type('pc1', 'connect 10.0.2.1 80 -W 60 -t 60 -m through')).toContain('through');
    scene.over();
  });
});

describe('UDP', () => {
  test('a datagram is answered with who sent it, from the address that was asked', () => {
    const scene = new Scene();
    expect(scene.type('pc1', 'send udp 10.0.2.1 5000 -p 40000 how are you')).toBe(
      'answer from 10.0.2.1:5000: hello 10.0.1.1:40000 how are you\n',
    );
    expect(scene.type('pc1', 'send udp 10.0.2.254 5000 x')).toContain('answer from 10.0.2.254:5000');
    expect(scene.type('pc2', 'listen')).toContain('udp 5000  1 datagrams, the last from 10.0.1.1:40000');
    scene.over();
  });

  test('says what ICMP said, or that nobody answers', () => {
    const scene = new Scene();
    expect(scene.type('pc1', 'send udp 10.0.2.1 5001 x')).toBe('10.0.2.1 says: nobody listens at that port\n');
    expect(scene.type('pc1', 'send udp 10.0.2.9 5000 -W 20 x')).toBe('10.0.1.254 says: that machine does not answer\n');
    expect(scene.type('pc1', 'send udp 10.0.1.9 5000 -W 3 x')).toMatch(/no answer within 3 s|does not answer/);
    scene.over();
  });

  test('two that greet do not greet each other for ever', () => {
    const scene = new Scene();
    expect(scene.type('pc1', 'send udp 10.0.2.1 5000 -W 1 hello there')).toBe('no answer within 1 s\n');
    scene.over();
  });
});

describe('what is wrong is said', () => {
  test.each([
    ['connect', 'usage: connect HOST PORT'],
    ['connect 10.0.2.1', 'usage: connect'],
    ['connect 10.0.2.1 http', 'connect: http is no port, 1 to 65535'],
    ['connect 10.0.2 80', 'connect: 10.0.2 is no IPv4 address'],
    ['connect 10.0.2.1 80 -t long', 'connect: -t wants a number, 1 to 86400'],
    ['connect 10.0.2.1 80 hello', 'usage: connect'],
    ['send tcp 10.0.2.1 80 x', 'usage: send'],
    ['send udp 10.0.2.1 80', 'usage: send'],
    ['send udp 10.0.2.1 0 x', 'send: 0 is no port'],
    ['listen sctp 5', 'usage: listen'],
    ['listen tcp 70000', 'listen: 70000 is no port, 1 to 65535'],
    ['listen udp 9 off', 'nobody listens at udp port 9'],
    ['listen', 'nobody listens'],
  ])('%s', (line, complaint) => {
    expect(new Scene().type('pc1', line)).toContain(complaint);
  });
});
