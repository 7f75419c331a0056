/** Names at the consoles of hosts, with the DNS server of a provider. */
import { describe, expect, test } from '@jest/globals';
import { createMppeEngine } from '@rtemu/crypto/mppe-engine';
import { ARENA_OCTETS, Arena } from '@rtemu/engine/arena';
import type { Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import type { CableImpairments } from '@rtemu/lab/cable';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { Isp } from './isp.js';
import { Pc } from './pc.js';

const mppe = createMppeEngine(ARENA_OCTETS);
const arena = new Arena(mppe.memory, mppe.slotsFrom);

/** pc 10.0.1.1 – isp 10.0.1.254, 203.0.113.254 – web 203.0.113.80. The isp knows their names. */
class Scene {
  readonly world: World;
  readonly nodes: Record<string, Operable>;

  constructor(cable: CableImpairments = { delay: milliseconds(5) }, seed = 1, dns = ['10.0.1.254']) {
    this.world = new World(arena, seed);
    const { random } = this.world;
    const web = new Pc(arena, mppe, random.fork('web'), {
      name: 'web',
      address: { address: ipv4('203.0.113.80'), length: 24 },
      gateway: ipv4('203.0.113.254'),
      listen: [{ transport: 'tcp', port: 80 }],
    });
    const pc = new Pc(arena, mppe, random.fork('pc'), {
      name: 'pc',
      address: { address: ipv4('10.0.1.1'), length: 24 },
      gateway: ipv4('10.0.1.254'),
      dns: dns.map(ipv4),
      vpn: [
        {
          name: 'office',
          server: 'nowhere.example.com',
          username: 'a',
          password: 'b',
          authentication: ['mschap-v2'],
          encryption: 'require',
        },
        {
          name: 'web',
          server: 'web.example.com',
          username: 'a',
          password: 'b',
          authentication: ['mschap-v2'],
          encryption: 'require',
        },
      ],
    });
    const isp = new Isp(arena, mppe, random.fork('isp'), {
      name: 'isp',
      interfaces: [
        { name: 'eth1', address: ipv4('10.0.1.254'), length: 24 },
        { name: 'eth2', address: ipv4('203.0.113.254'), length: 24 },
      ],
      routes: [],
      names: [
        { name: 'www.example.com', is: ipv4('203.0.113.80') },
        { name: 'web.example.com', is: 'www.example.com' },
      ],
    });
    this.nodes = { pc, web, isp };
    for (const node of Object.values(this.nodes)) this.world.add(node);
    this.world.connect({ node: 'pc', port: 'eth0' }, { node: 'isp', port: 'eth1' }, cable);
    this.world.connect({ node: 'web', port: 'eth0' }, { node: 'isp', port: 'eth2' });
  }

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
}

describe('names at the console of a host', () => {
  test.each([
    ['resolve www.example.com', 'www.example.com A 203.0.113.80\n'],
    ['resolve web.example.com', 'web.example.com (www.example.com) A 203.0.113.80\n'],
    ['resolve web.example.com -t cname', 'web.example.com CNAME www.example.com\n'],
    ['resolve 203.0.113.80', '203.0.113.80 PTR www.example.com\n'],
    ['resolve www.example.com 203.0.113.254', 'www.example.com A 203.0.113.80\n'],
    ['resolve www.example.com 203.0.113.80', 'www.example.com: no DNS server answers\n'],
    ['resolve www.example.org', 'www.example.org: no such name\n'],
    ['resolve www.example.com -t mx', 'www.example.com: the name is there, but nothing of the kind stands under it\n'],
    ['resolve', 'usage: resolve NAME|ADDRESS [-t TYPE] [SERVER]\n'],
    ['resolve a..b', 'resolve: a..b is no name\n'],
    ['resolve a -t spf', 'resolve: -t wants a type such as A, PTR, MX or TXT\n'],
    ['resolve a ns.example.com', 'resolve: ns.example.com is no IPv4 address of a server\n'],
    ['ping 10.0.1', 'ping: 10.0.1 is no IPv4 address, and no name\n'],
    ['ping www.example.org', 'www.example.org: no such name\n'],
    ['vpn connect office', 'nowhere.example.com: no such name\n'],
  ])('%s', (line, said) => {
    expect(new Scene().type('pc', line)).toBe(said);
  });

  test('are taken where addresses are', () => {
    const before = arena.inUse;
    const scene = new Scene();
    expect(scene.type('pc', 'ping www.example.com -c 2')).toContain('octets from 203.0.113.80');
    expect(scene.type('pc', 'connect web.example.com 80 -m hi')).toContain('hello 10.0.1.1:');
    expect(scene.type('pc', 'send udp web.example.com 9 x')).toContain('203.0.113.80 says: nobody listens');
    expect(scene.type('pc', 'vpn connect web')).toContain('web: failed');
    expect(scene.type('isp', 'resolve www.example.com')).toContain('203.0.113.80');
    scene.world.run(after(scene.world.now, seconds(600)));
    scene.world.clear();
    expect(arena.inUse).toBe(before);
  });

  test('without a server, and with one that is not there', () => {
    expect(new Scene({}, 1, []).type('pc', 'ping www.example.com')).toBe(
      'www.example.com: no DNS server is known here\n',
    );
    expect(new Scene({}, 1, ['10.0.1.9']).type('pc', 'ping www.example.com')).toBe(
      'www.example.com: no DNS server answers\n',
    );
    expect(new Scene({}, 1, ['10.0.1.9', '10.0.1.254']).type('pc', 'resolve www.example.com')).toContain('203.0.113');
  });

  test.each([1, 2, 3, 4, 5])('over a line that loses, repeats and reorders, seed %i', (seed) => {
    const scene = new Scene({ delay: milliseconds(5), loss: 0.1, duplication: 0.2, reordering: 0.2 }, seed);
    expect(scene.type('pc', 'resolve web.example.com')).toContain('203.0.113.80');
  });
});
