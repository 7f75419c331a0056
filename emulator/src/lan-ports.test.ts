import { describe, expect, test } from '@jest/globals';
import type { Operable } from '@rtemu/engine/console-session';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { Pc } from '@rtemu/hosts/pc';
import { World } from '@rtemu/lab/world';
import { ipv4 } from '@rtemu/wire/address';
import { commandLanguageOf } from './command-language-of.js';
import { createDataPlane } from './data-plane.js';
import { Router } from './router.js';

const HEAD = 'console character en.ascii\nconsole lines infinity\nconsole columns 200\n';

/** Routers and PCs with the cables that a test lays. */
class Floor {
  readonly plane = createDataPlane();
  readonly world = new World(this.plane.arena, 1);

  router(name: string, config: string, model = 'RTX1210'): Router {
    const language = commandLanguageOf(model);
    const router = new Router(this.plane, this.world.random.fork(name), {
      name,
      language,
      startupConfig: HEAD + config,
    });
    expect(router.startupFaults).toEqual([]);
    this.world.add(router);
    return router;
  }

  /** @param address `192.168.1.2/24`; the gateway is the first of its network */
  pc(name: string, address: string, port: string): void {
    const [text = '', length] = address.split('/');
    const { arena, mppe } = this.plane;
    this.world.add(
      new Pc(arena, mppe, this.world.random.fork(name), {
        name,
        address: { address: ipv4(text), length: Number(length) },
        gateway: ipv4(text.replace(/\d+$/, '1')),
      }),
    );
    this.cable(`${name}:eth0`, port);
  }

  cable(one: string, other: string): void {
    const [a, b] = [one, other].map((end) => end.split(':'));
    this.world.connect({ node: a![0]!, port: a![1]! }, { node: b![0]!, port: b![1]! });
    this.run(0);
  }

  run(count: number): void {
    this.world.run(after(this.world.now, seconds(count)));
  }

  type(node: string, ...lines: string[]): string {
    const operable = this.world.node(node) as Operable;
    const session = operable.openConsole(this.world.now);
    if (operable instanceof Router) for (const line of ['administrator', '']) session.handleLine(this.world.now, line);
    session.pollText();
    let text = '';
    for (const line of lines) {
      session.handleLine(this.world.now, line);
      this.world.settle(operable);
      text += session.pollText() ?? '';
      for (let i = 0; session.busy && i < 200; i++) {
        this.world.run(after(this.world.now, milliseconds(100)));
        text += session.pollText() ?? '';
      }
    }
    return text;
  }

  reaches(pc: string, address: string): boolean {
    return / 1 received/.test(this.type(pc, `ping ${address} -c 1`));
  }
}

/** Three PCs in the hub of an RTX1210. */
function hub(config: string): Floor & { readonly rt: Router } {
  const floor = new Floor();
  const rt = floor.router('rt', config);
  floor.pc('a', '192.168.1.11/24', 'rt:lan1.1');
  floor.pc('b', '192.168.1.12/24', 'rt:lan1.2');
  floor.pc('c', '192.168.2.13/24', 'rt:lan1.3');
  return Object.assign(floor, { rt });
}

describe('the ports of a hub', () => {
  test('are one LAN, whose hosts reach each other and the router', () => {
    const floor = hub('ip lan1 address 192.168.1.1/24\nip lan1 secondary address 192.168.2.1/24\n');
    expect(floor.reaches('a', '192.168.1.12')).toBe(true);
    expect(floor.reaches('a', '192.168.1.1')).toBe(true);
    expect(floor.reaches('a', '192.168.2.13')).toBe(true);
    const { counters } = floor.rt.system.ports;
    expect(counters.forwarded).toBeGreaterThan(0);
    expect(floor.type('rt', 'show status lan1')).toMatch(/PORT1: .*Full Duplex\)\n.*\n.*\nPORT4: .*Link Down/);
    expect(floor.type('rt', 'show log')).toContain('LAN1: PORT3 link up (1000BASE-T Full Duplex)');
  });

  test('are LANs of their own when they are divided, and what is said of lan1 is said of the first', () => {
    const floor = hub(
      'lan type lan1 port-based-option=divide-network\nip lan1 address 192.168.1.1/24\nip lan1.3 address 192.168.2.1/24\n',
    );
    expect(floor.reaches('a', '192.168.1.1')).toBe(true);
    expect(floor.reaches('a', '192.168.1.12')).toBe(false);
    expect(floor.reaches('a', '192.168.2.13')).toBe(true);
    expect(floor.type('rt', 'show arp')).toMatch(/LAN1\.3 +192\.168\.2\.13/);
    expect(floor.rt.system.interfaces.numberOfLan('lan1.3')).toBeGreaterThan(2);
    expect(floor.rt.system.interfaces.numberOfLan('lan1')).toBe(0);
  });

  test('are put into VLANs by vlan port mapping, and switch inside them', () => {
    const floor = hub(
      'lan type lan1 port-based-option=divide-network\nvlan port mapping lan1.2 vlan1\nvlan port mapping lan1.3 vlan2\n' +
        'ip vlan1 address 192.168.1.1/24\nip vlan2 address 192.168.2.1/24\n',
    );
    expect(floor.reaches('a', '192.168.1.12')).toBe(true);
    expect(floor.reaches('b', '192.168.1.1')).toBe(true);
    expect(floor.reaches('b', '192.168.2.13')).toBe(true);
    expect(floor.type('rt', 'show ip route')).toMatch(/192\.168\.2\.0\/24 .*VLAN2 /);
  });

  test('become one LAN again, and leave nothing behind', () => {
    const floor = hub('lan type lan1 port-based-option=divide-network\nip lan1.3 address 192.168.2.1/24\n');
    expect(floor.reaches('c', '192.168.2.1')).toBe(true);
    const interfaces = floor.rt.system.stack.interfaces().length;
    floor.type('rt', 'no lan type lan1', 'ip lan1 address 192.168.1.1/24');
    expect(floor.rt.system.stack.interfaces()).toHaveLength(interfaces - 7);
    expect(floor.reaches('c', '192.168.2.1')).toBe(false);
    floor.run(3);
    expect(floor.reaches('a', '192.168.1.1')).toBe(true);
    expect(floor.reaches('a', '192.168.1.12')).toBe(true);
    expect(floor.plane.arena.inUse).toBe(0);
  });

  test('are shut one by one, or with their LAN', () => {
    const floor = hub('ip lan1 address 192.168.1.1/24\nlan shutdown lan1 2\n');
    expect(floor.reaches('a', '192.168.1.1')).toBe(true);
    expect(floor.reaches('b', '192.168.1.1')).toBe(false);
    floor.type('rt', 'no lan shutdown lan1');
    floor.run(10); // the PC asks for its gateway again
    expect(floor.reaches('b', '192.168.1.1')).toBe(true);
    floor.type('rt', 'lan shutdown lan1');
    expect(floor.reaches('a', '192.168.1.1')).toBe(false);
    expect(floor.type('rt', 'show log')).toContain('LAN1: link down');
  });
});

describe('a tagged VLAN', () => {
  /** Two routers with a trunk between their second LANs. */
  function trunk(): Floor {
    const floor = new Floor();
    for (const [name, last] of [
      ['left', 1],
      ['right', 2],
    ] as const)
      floor.router(
        name,
        `vlan lan2/1 802.1q vid=10\nvlan lan2/2 802.1q vid=20\nip lan2 address 10.0.0.${last}/24\n` +
          `ip lan2/1 address 10.0.10.${last}/24\nip lan2/2 address 10.0.20.${last}/24\n`,
      );
    floor.cable('left:lan2', 'right:lan2');
    return floor;
  }

  test('is an interface with an address of its own', () => {
    const floor = trunk();
    for (const address of ['10.0.0.2', '10.0.10.2', '10.0.20.2'])
      expect(floor.type('left', `ping -c 1 ${address}`)).toContain('1 packets received');
    expect(floor.type('left', 'show arp lan2/2')).toMatch(/LAN2\/2 +10\.0\.20\.2/);
    expect(floor.type('left', 'show arp lan2/2')).not.toContain('10.0.10.2');
  });

  test('of another id is another one, and frames of no VLAN here are counted and dropped', () => {
    const floor = trunk();
    floor.type('right', 'vlan lan2/2 802.1q vid=21');
    expect(floor.type('left', 'ping -c 1 10.0.20.2')).not.toContain('1 packets received');
    expect(floor.type('left', 'ping -c 1 10.0.10.2')).toContain('1 packets received');
    const right = (floor.world.node('right') as Router).system.stack;
    expect(right.discards['vlan-unknown']).toBeGreaterThan(0);
  });

  test('has NAT and filters of its own', () => {
    const floor = new Floor();
    floor.router('left', 'vlan lan2/1 802.1q vid=10\nip lan1 address 192.168.1.1/24\nip lan2/1 address 10.0.10.1/24\n');
    floor.router('right', 'vlan lan2/1 802.1q vid=10\nip lan2/1 address 10.0.10.2/24\n');
    floor.cable('left:lan2', 'right:lan2');
    floor.pc('a', '192.168.1.11/24', 'left:lan1');
    expect(floor.reaches('a', '10.0.10.2')).toBe(false); // there is no way back
    floor.type(
      'left',
      'nat descriptor type 1 masquerade',
      'nat descriptor address outer 1 primary',
      'ip lan2/1 nat descriptor 1',
    );
    expect(floor.reaches('a', '10.0.10.2')).toBe(true);
    floor.type(
      'left',
      'ip filter 1 reject * 10.0.10.2 icmp * *',
      'ip filter 2 pass * * * * *',
      'ip lan2/1 secure filter out 1 2',
    );
    expect(floor.reaches('a', '10.0.10.2')).toBe(false);
    floor.type('left', 'no ip lan2/1 secure filter out');
    expect(floor.reaches('a', '10.0.10.2')).toBe(true);
  });

  test('goes when it is deleted', () => {
    const floor = trunk();
    floor.type('left', 'no vlan lan2/2 802.1q');
    expect(floor.type('left', 'show ip route')).not.toContain('LAN2/2');
    floor.type('left', 'no vlan lan2/1 802.1q');
    expect((floor.world.node('left') as Router).system.stack.interface(1).vlans).toBeUndefined();
  });
});

test('interface reset takes the link down for a while, and show status vlan counts what passed', () => {
  const floor = new Floor();
  floor.router(
    'rt',
    'vlan lan1/1 802.1q vid=10 name=staff\nip lan1 address 192.168.1.1/24\nip lan1/1 address 10.0.10.1/24\n',
  );
  floor.pc('a', '192.168.1.11/24', 'rt:lan1');
  expect(floor.reaches('a', '192.168.1.1')).toBe(true);
  floor.type('rt', 'interface reset lan1');
  expect(floor.reaches('a', '192.168.1.1')).toBe(false);
  floor.run(15);
  expect(floor.reaches('a', '192.168.1.1')).toBe(true);
  expect(floor.type('rt', 'show log').match(/LAN1: link (?:down|up)/g)).toEqual([
    'LAN1: link up',
    'LAN1: link down',
    'LAN1: link up',
  ]);
  expect(floor.type('rt', 'show status vlan')).toMatch(
    /^LAN1\/1\nVLAN ID: 10\nVLAN name: staff\nIP address: 10.0.10.1\/24\n/,
  );
  expect(floor.type('rt', 'show status vlan lan1/2')).toBe('');
});

test('a LAN is divided, or has tags: what comes first holds', () => {
  const floor = new Floor();
  floor.router('rt', 'vlan lan1/1 802.1q vid=10\n');
  expect(floor.type('rt', 'lan type lan1 port-based-option=divide-network')).toContain('Error: ');
  floor.type('rt', 'no vlan lan1/1 802.1q', 'lan type lan1 port-based-option=divide-network');
  expect(floor.type('rt', 'vlan lan1/1 802.1q vid=10')).toContain('Error: ');
  expect(floor.type('rt', 'vlan lan2/1 802.1q vid=10')).toBe('');
});

test('lan type mtu is the interface’s unless ip mtu is less', () => {
  const floor = new Floor();
  const { system } = floor.router('rt', 'lan type lan2 mtu=1400\n');
  expect(system.stack.interface(1).mtu).toBe(1400);
  floor.type('rt', 'ip lan2 mtu 1300');
  expect(system.stack.interface(1).mtu).toBe(1300);
  floor.type('rt', 'ip lan2 mtu 1500');
  expect(system.stack.interface(1).mtu).toBe(1400);
});
