/** A router that asks a provider, and a PC behind it: pc 192.168.100.2 – lan1 .1 rt 10.0.0.1 lan2 – 10.0.0.254 isp, 10.0.1.254. */
import { describe, expect, test } from '@jest/globals';
import type { ConsoleSession, Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { Isp } from '@rtemu/hosts/isp';
import { Pc } from '@rtemu/hosts/pc';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from '../command-language-of.js';
import { createDataPlane } from '../data-plane.js';
import { Router } from '../router.js';

const plane = createDataPlane();
const CONFIG = `console character en.ascii
console lines infinity
ip lan1 address 192.168.100.1/24
ip lan2 address 10.0.0.1/24
ip route default gateway 10.0.0.254
`;

class Scene {
  readonly world: World;
  readonly router: Router;
  readonly #nodes = new Map<string, Operable>();
  readonly #consoles = new Map<string, ConsoleSession>();

  constructor(config: string, cable: CableImpairments = { delay: milliseconds(2) }, seed = 1, model = 'RTX1210') {
    const { arena, mppe } = plane;
    this.world = new World(arena, seed);
    const { random } = this.world;
    const language = commandLanguageOf(model);
    this.router = new Router(plane, random.fork('rt'), { name: 'rt', language, startupConfig: CONFIG + config });
    expect(this.router.startupFaults).toEqual([]);
    const pc = new Pc(arena, mppe, random.fork('pc'), {
      name: 'pc',
      address: { address: ipv4('192.168.100.2'), length: 24 },
      gateway: ipv4('192.168.100.1'),
      dns: [ipv4('192.168.100.1')],
    });
    const isp = new Isp(arena, mppe, random.fork('isp'), {
      name: 'isp',
      interfaces: [
        { name: 'eth1', address: ipv4('10.0.0.254'), length: 24 },
        { name: 'eth2', address: ipv4('10.0.1.254'), length: 24 },
      ],
      routes: [{ to: { address: ipv4('192.168.100.0'), length: 24 }, via: ipv4('10.0.0.1') }],
      names: [
        { name: 'www.example.com', is: ipv4('10.0.1.254') },
        { name: 'web.example.com', is: 'www.example.com' },
        { name: 'shop.example.net', is: ipv4('10.0.0.254') },
      ],
    });
    for (const node of [this.router, pc, isp]) {
      this.#nodes.set(node.name, node);
      this.world.add(node);
    }
    this.world.connect({ node: 'pc', port: 'eth0' }, { node: 'rt', port: 'lan1' }, cable);
    this.world.connect({ node: 'isp', port: 'eth1' }, { node: 'rt', port: 'lan2' }, cable);
    this.type('rt', 'administrator');
    this.type('rt', '');
  }

  type(name: string, line: string): string {
    const node = this.#nodes.get(name)!;
    let session = this.#consoles.get(name);
    if (!session) this.#consoles.set(name, (session = node.openConsole(this.world.now)));
    session.pollText();
    session.handleLine(this.world.now, line);
    this.world.settle(node);
    let text = session.pollText() ?? '';
    for (let i = 0; session.busy && i < 3000; i++) {
      this.world.run(after(this.world.now, milliseconds(20)));
      text += session.pollText() ?? '';
    }
    return text;
  }

  run(count: number): void {
    this.world.run(after(this.world.now, seconds(count)));
  }

  get counters() {
    const { resolver } = this.router.system.optional.names.get();
    return { asked: resolver.asker.counters.asked, here: resolver.counters.here, kept: resolver.counters.remembered };
  }
}

const resolve = (scene: Scene, ...words: string[]): string => scene.type('pc', `resolve ${words.join(' ')}`).trim();

describe('a router answers its LAN', () => {
  test('by asking `dns server`, and then from its cache', () => {
    const scene = new Scene('dns server 10.0.0.254\n');
    expect(resolve(scene, 'web.example.com')).toBe('web.example.com (www.example.com) A 10.0.1.254');
    expect(resolve(scene, 'WEB.example.com')).toBe('WEB.example.com (www.example.com) A 10.0.1.254');
    expect(resolve(scene, 'nowhere.example.com')).toBe('nowhere.example.com: no such name');
    expect(resolve(scene, 'nowhere.example.com')).toBe('nowhere.example.com: no such name');
    expect(scene.counters).toEqual({ asked: 2, here: 0, kept: 2 });
    expect(scene.type('rt', 'show dns cache')).toMatch(/entries: 2\n.*\n +\d+ +A +web\.example\.com\n/);
    scene.run(61); // the life of "no such name"
    expect(scene.type('rt', 'show dns cache')).toContain('entries: 1\n');
    scene.type('rt', 'clear dns cache');
    expect(scene.type('rt', 'show dns cache')).toBe('Number of entries: 0\n');
  });

  test('without a cache each time', () => {
    const scene = new Scene('dns server 10.0.0.254\ndns cache use off\n');
    for (let i = 0; i < 3; i++) resolve(scene, 'www.example.com');
    expect(scene.counters).toEqual({ asked: 3, here: 0, kept: 0 });
  });

  test('by the second server when the first is silent', () => {
    const scene = new Scene('dns server 10.0.0.99 10.0.0.254\n');
    expect(resolve(scene, 'www.example.com')).toContain('10.0.1.254');
  });

  test('not at all without a server, or with `dns service off`', () => {
    expect(resolve(new Scene(''), 'www.example.com')).toBe('www.example.com: the DNS server could not find out');
    const off = new Scene('dns server 10.0.0.254\ndns service off\n');
    expect(resolve(off, 'www.example.com')).toBe('www.example.com: no DNS server answers');
    expect(off.type('rt', 'nslookup www.example.com')).toBe('Host not found\n');
    off.type('rt', 'dns service recursive');
    expect(resolve(off, 'www.example.com')).toContain('10.0.1.254');
  });

  test.each([
    ['any', true],
    ['lan', true],
    ['lan1', true],
    ['192.168.100.2', true],
    ['192.168.100.1-192.168.100.9', true],
    ['none', false],
    ['lan2', false],
    ['192.168.100.3', false],
  ])('when `dns host %s` lets it: %s', (hosts, may) => {
    const scene = new Scene(`dns server 10.0.0.254\ndns host ${hosts}\n`);
    expect(resolve(scene, 'www.example.com')).toContain(may ? '10.0.1.254' : 'no DNS server answers');
  });

  test('with what is written down', () => {
    const scene = new Scene(
      [
        'dns server 10.0.0.254',
        'ip host printer.lan 192.168.100.9',
        'dns static ptr 192.168.100.8 scanner.lan',
        'dns static mx lan mail.lan ttl=60',
        'dns static cname out.lan web.example.com',
        'dns static aaaa six.lan 2001:db8::1',
        'dns private address spoof on',
        '',
      ].join('\n'),
    );
    expect(resolve(scene, 'printer.lan')).toBe('printer.lan A 192.168.100.9');
    expect(resolve(scene, '192.168.100.9')).toBe('192.168.100.9 PTR printer.lan');
    expect(resolve(scene, '192.168.100.8')).toBe('192.168.100.8 PTR scanner.lan');
    expect(resolve(scene, 'lan -t mx')).toBe('lan MX 0 mail.lan');
    expect(resolve(scene, 'six.lan -t aaaa')).toBe('six.lan AAAA 2001:db8::1');
    expect(resolve(scene, '192.168.100.77')).toBe('192.168.100.77: no such name');
    expect(scene.counters.asked).toBe(0);
    expect(resolve(scene, 'out.lan')).toBe('out.lan (www.example.com) A 10.0.1.254');
    expect(resolve(scene, '10.0.1.254')).toBe('10.0.1.254: no such name'); // private too
    scene.type('rt', 'no ip host printer.lan');
    expect(resolve(scene, 'printer.lan')).toContain('no such name');
  });

  test('with nothing but IPv4 when told so', () => {
    const scene = new Scene('dns server 10.0.0.254\ndns service aaaa filter on\ndns static aaaa six.lan 2001:db8::1\n');
    expect(resolve(scene, 'six.lan -t aaaa')).toContain('nothing of the kind');
  });

  test('about its own name', () => {
    const scene = new Scene('dns private name setup.netvolante.jp\n', {}, 1, 'NVR510');
    expect(resolve(scene, 'setup.netvolante.jp')).toBe('setup.netvolante.jp A 192.168.100.1');
  });

  test('from the server that `dns server select` names', () => {
    const scene = new Scene(
      [
        'dns server 10.0.0.99', // silent
        'dns server select 1 10.0.0.254 any example.com 192.168.100.0/24',
        'dns server select 2 reject any *.net',
        'dns server select 3 10.0.0.254 ptr 10.0.1.0/24',
        'dns server select 4 pp 1 any . restrict pp 1',
        '',
      ].join('\n'),
    );
    expect(resolve(scene, 'www.example.com')).toContain('10.0.1.254');
    expect(resolve(scene, '10.0.1.254')).toBe('10.0.1.254 PTR www.example.com');
    expect(resolve(scene, 'shop.example.net')).toBe('shop.example.net: no DNS server answers');
    expect(scene.router.system.optional.names.get().resolver.counters.rejected).toBeGreaterThan(0);
    scene.type('rt', 'clear dns cache');
    expect(scene.type('rt', 'nslookup www.example.com')).toBe('Host not found\n'); // it is no sender of the LAN
    scene.type('rt', 'no dns server select 1');
    scene.type('rt', 'clear dns cache');
    expect(resolve(scene, 'www.example.com')).toMatch(/no DNS server answers|could not find out/);
  });

  test.each([1, 2, 3, 4, 5])('over lines that lose, repeat and reorder, seed %i', (seed) => {
    const cable = { delay: milliseconds(2), loss: 0.05, duplication: 0.1, reordering: 0.1 };
    const scene = new Scene('dns server 10.0.0.254\n', cable, seed);
    expect(resolve(scene, 'web.example.com')).toContain('10.0.1.254');
  });
});

describe('a router itself', () => {
  test('takes names in ping, and has nslookup', () => {
    const scene = new Scene('dns server 10.0.0.254\ndns domain example.com\n');
    expect(scene.type('rt', 'ping -c 2 www.example.com')).toContain('2 packets received');
    expect(scene.type('rt', 'ping -c 1 www')).toContain('received from www (10.0.1.254): ');
    expect(scene.type('rt', 'ping -c 1 nowhere')).toContain('Error: ');
    expect(scene.type('rt', 'nslookup web')).toBe('10.0.1.254\n');
    expect(scene.type('rt', 'nslookup 10.0.1.254')).toBe('www.example.com\n');
    expect(scene.type('rt', 'nslookup nowhere.test')).toBe('Host not found\n');
  });

  test('asks another server, for another type, past its cache', () => {
    const scene = new Scene('dns server 10.0.0.99\n', {}, 1, 'RTX1300');
    expect(scene.type('rt', 'nslookup www.example.com server=10.0.0.254')).toBe('10.0.1.254\n');
    expect(scene.type('rt', 'nslookup www.example.com server=10.0.0.254 edns=on type=a+aaaa')).toBe('10.0.1.254\n');
    expect(scene.type('rt', 'nslookup www.example.com server=2001:db8::1')).toBe('Host not found\n');
  });

  test('asks from the ports of `dns srcport` and no others', () => {
    const ports = new Set<number>();
    const scene = new Scene('dns server 10.0.0.99\ndns srcport 20000-20003\n');
    const { udp } = scene.router.system.stack;
    const bind = udp.bind.bind(udp);
    udp.bind = (port) => {
      const socket = bind(port);
      if (socket) ports.add(socket.port);
      return socket;
    };
    for (let i = 0; i < 12; i++) {
      scene.router.system.optional.names.get().lookUp(scene.world.now, `n${i}.example.com`);
      scene.run(0);
    }
    expect([...ports].sort()).toEqual([20_000, 20_001, 20_002, 20_003]);
  });
});

test('filters that name hosts know the addresses that this router tells (manual 8.1.10)', () => {
  const scene = new Scene(`dns server 10.0.0.254
ip lan1 secure filter in 1 2
ip filter 1 pass * 192.168.100.1 udp * domain
ip filter 2 pass * www.example.com,*.example.net icmp
`);
  const answers = (host: string): boolean => scene.type('pc', `ping ${host} -c 1 -W 1`).includes('1 received');
  expect(answers('10.0.1.254')).toBe(false);
  expect(scene.type('pc', 'resolve web.example.com')).toContain('10.0.1.254');
  expect(answers('10.0.1.254')).toBe(true); // the name that it stands for
  expect(answers('10.0.0.254')).toBe(false);
  expect(answers('shop.example.net')).toBe(true);
  scene.run(601);
  expect(answers('10.0.1.254')).toBe(false);
});
