import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { Ring } from './ring.suite.js';

const BASE = `console character en.ascii
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
`;

/** The rows of `show ip route` but for its head, with single blanks. */
const rows = (ring: Ring, view = 'show ip route'): string[] =>
  ring
    .type('rt', view)
    .split(/\r?\n/)
    .filter((line) => /^(?:default|\d+\.)/.test(line))
    .map((line) => line.replace(/ +/g, ' ').trim());

const statics = (ring: Ring, view?: string): string[] => rows(ring, view).filter((row) => row.includes(' static'));

describe('static routes', () => {
  test('by gateways of every kind', () => {
    const ring = new Ring(`${BASE}ip loopback1 address 10.9.9.9/32
ip route default gateway dhcp lan2
ip route 10.1.0.0/16 gateway 172.16.0.254 weight 3 gateway 172.16.0.253 weight 0 metric 2
ip route 10.2.0.0/16 gateway null
ip route 10.3.0.0/16 gateway loopback1
ip route 10.4.0.0/16 gateway tunnel 1
ip route 10.5.0.0/16 gateway pp 1 hide gateway 172.16.0.254 weight 0
ip route 10.6.0.0/16 gateway pp anonymous name=ann
pp select 1
 pp bind tunnel1
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 203.0.113.1
 tunnel enable 1
tunnel select none
`);
    expect(rows(ring)).toEqual([
      '10.1.0.0/16 172.16.0.254 LAN2 static w(3)',
      '10.1.0.0/16 172.16.0.253 LAN2 static w(0)',
      '10.2.0.0/16 - NULL static',
      '10.3.0.0/16 - LOOPBACK1 static',
      '10.4.0.0/16 - PP[01] static',
      '10.5.0.0/16 172.16.0.254 LAN2 static w(0)',
      '10.9.9.9/32 10.9.9.9 LOOPBACK1 implicit',
      '172.16.0.0/24 172.16.0.1 LAN2 implicit',
    ]);
    expect(statics(ring, 'show ip route detail')).toEqual([
      'default - static',
      '10.1.0.0/16 172.16.0.254 LAN2 static w(3)',
      '10.1.0.0/16 172.16.0.253 LAN2 static w(0)',
      '10.2.0.0/16 - NULL static',
      '10.3.0.0/16 - LOOPBACK1 static',
      '10.4.0.0/16 - PP[01] static',
      '10.5.0.0/16 - PP[01] static',
      '10.5.0.0/16 172.16.0.254 LAN2 static w(0)',
      '10.6.0.0/16 - static',
    ]);
    expect(rows(ring, 'show ip route 10.1.2.3')).toHaveLength(2);
    expect(ring.type('rt', 'show ip route 10.250.0.1')).not.toContain('static');
  });

  test('follow the gateway that DHCP tells', () => {
    const ring = new Ring(`${BASE}ip route default gateway dhcp lan2\n`);
    const { system } = ring.router;
    const learn = (gateway: string | undefined): void => {
      system.optional.gateways.learn('lan2', gateway === undefined ? undefined : ipv4(gateway));
      system.settle(ring.world.now);
    };
    expect(statics(ring)).toEqual([]);
    learn('172.16.0.254');
    expect(statics(ring)).toEqual(['default 172.16.0.254 LAN2 static']);
    learn('172.16.0.253');
    expect(statics(ring)).toEqual(['default 172.16.0.253 LAN2 static']);
    learn(undefined);
    expect(statics(ring)).toEqual([]);
  });

  test('keep the order in which their gateways were written, when that changes too', () => {
    const ring = new Ring(`${BASE}ip route default gateway 172.16.0.254 gateway 172.16.0.253\n`);
    ring.type('rt', 'ip route default gateway 172.16.0.253 gateway 172.16.0.254');
    expect(statics(ring)).toEqual(['default 172.16.0.253 LAN2 static', 'default 172.16.0.254 LAN2 static']);
    ring.type('rt', 'no ip route default');
    expect(statics(ring)).toEqual([]);
  });

  test('come back with an interface that was made anew under its old number', () => {
    const ring = new Ring(`${BASE}ip route 10.5.0.0/16 gateway pp 1
pp select 1
 pp bind tunnel1
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 203.0.113.1
 tunnel enable 1
tunnel select none
`);
    const { system } = ring.router;
    const shown = ['10.5.0.0/16 - PP[01] static'];
    expect(statics(ring)).toEqual(shown);
    system.stack.routes.removeInterface(system.pps.interfaceOf(1)!);
    expect(statics(ring)).toEqual([]);
    system.routes.reconfigure(system.document);
    expect(statics(ring)).toEqual(shown);
    ring.type('rt', 'pp disable 1');
    expect(statics(ring)).toEqual([]);
    ring.type('rt', 'pp enable 1');
    expect(statics(ring)).toEqual(shown);
  });

  test('with a filter are for those packets alone', () => {
    const ring = new Ring(`${BASE}ip filter 500 pass * 10.2.0.0/24 icmp
ip filter 501 reject * 10.2.1.0/24 icmp
ip route 10.2.0.0/16 gateway null filter 501 500
ip route default gateway loopback1
`);
    expect(statics(ring)).toEqual(['default - LOOPBACK1 static', '10.2.0.0/16 - NULL static filter:501,500']);
    const { stack } = ring.router.system;
    const swallowedBy = (name: string): number =>
      stack.interfaces().find((each) => each.name === name)!.discards['null-interface'];
    ring.type('rt', 'ping -c 1 10.2.0.1');
    expect([swallowedBy('NULL'), swallowedBy('LOOPBACK1')]).toEqual([1, 0]);
    ring.type('rt', 'ping -c 1 10.2.1.1');
    expect([swallowedBy('NULL'), swallowedBy('LOOPBACK1')]).toEqual([1, 1]);
    ring.type('rt', 'ip filter 501 pass * * icmp');
    ring.type('rt', 'ping -c 1 10.2.1.1');
    expect([swallowedBy('NULL'), swallowedBy('LOOPBACK1')]).toEqual([2, 1]);
  });

  test('to null and loopback swallow packets, and count them', () => {
    const ring = new Ring(`${BASE}ip route 10.2.0.0/16 gateway null\nip route 10.3.0.0/16 gateway loopback2\n`);
    ring.plug('ann');
    ring.type('rt', 'ping -c 1 10.2.0.1');
    ring.type('rt', 'ping -c 1 10.3.0.1');
    expect(ring.router.system.stack.discards['null-interface']).toBe(2);
    expect(ring.leftovers.slots).toBe(0);
  });
});

describe('ip keepalive', () => {
  test('is told as it stands, keeps its state over other changes, and begins anew when it is changed itself', () => {
    const ring = new Ring(`${BASE}ip keepalive 7 icmp-echo 1 3 172.16.0.10 upwait=2 log=on\n`);
    ring.plug('ann');
    ring.run(5);
    const state = (): string | undefined => /^7 +(\S+)/m.exec(ring.type('rt', 'show status ip keepalive'))?.[1];
    expect(state()).toBe('UP');
    ring.type('rt', 'ip route 10.0.0.0/8 gateway null');
    expect(state()).toBe('UP');
    ring.type('rt', 'ip keepalive 7 icmp-echo 1 3 172.16.0.99 log=on');
    expect(state()).toBe('DOWN');
    expect(ring.log()).toContain('[IP KEEPALIVE] keepalive 7 up');
    ring.type('rt', 'no ip keepalive 7');
    expect(state()).toBeUndefined();
  });

  test('asks by the first gateway alone: where that leads nowhere, nobody answers for it', () => {
    const ring = new Ring(`${BASE}ip route 172.16.0.10/32 gateway pp 1 keepalive 1 gateway 172.16.0.10 weight 0
ip keepalive 1 icmp-echo 1 3 172.16.0.10 upwait=1
ip keepalive 2 icmp-echo 1 3 172.16.0.10 upwait=1 gateway-selection-rule=normal
`);
    ring.plug('ann');
    ring.run(10);
    const keepalives = ring.router.system.optional.keepalives.get();
    expect([keepalives.isUp(1), keepalives.isUp(2)]).toEqual([false, true]);
  });

  test('of a gateway that nobody has told yet sends nothing', () => {
    const ring = new Ring(`${BASE}ip keepalive 1 icmp-echo 1 3 dhcp lan2 upwait=1\n`);
    ring.plug('ann');
    ring.run(3);
    expect(ring.router.system.optional.keepalives.get().isUp(1)).toBe(false);
    ring.router.system.optional.gateways.learn('lan2', ipv4('172.16.0.10'));
    ring.run(5);
    expect(ring.router.system.optional.keepalives.get().isUp(1)).toBe(true);
  });
});

test('ip route change log writes down what comes and goes', () => {
  const ring = new Ring(`${BASE}ip route change log on\nip route default gateway 172.16.0.254\n`);
  ring.run(1);
  ring.type('rt', 'ip route 10.0.0.0/8 gateway 172.16.0.253');
  ring.type('rt', 'no ip route default');
  ring.type('rt', 'ip route change log off');
  ring.type('rt', 'no ip route 10.0.0.0/8');
  const lines = ring.log().match(/\[ROUTE\] .*(?=\r?\n)/g);
  expect(lines?.slice(-2)).toEqual([
    '[ROUTE] added: 10.0.0.0/8 172.16.0.253 LAN2 static',
    '[ROUTE] deleted: 0.0.0.0/0 172.16.0.254 LAN2 static',
  ]);
});

test('ip fragment remove df-bit follows its filters', () => {
  const ring = new Ring(`${BASE}ip filter 7 pass * * tcp\nip fragment remove df-bit filter 7\n`);
  expect(ring.router.system.stack.policy.fragmentable).toBeDefined();
  ring.type('rt', 'no ip fragment remove df-bit');
  expect(ring.router.system.stack.policy.fragmentable).toBeUndefined();
});
