import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { Ring } from './ring.suite.js';

const BASE = `console character en.ascii
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
`;
const PP = `pp select 1
 pp bind tunnel1
 ip pp mtu 1280
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 203.0.113.1
 tunnel enable 1
tunnel select none
`;

/** What the stack holds of an interface. */
const own = (ring: Ring, name: string) => {
  const found = ring.router.system.stack.interfaces().find((each) => each.name === name)!;
  return { mss: found.mssLimit, rebounds: found.rebounds, stealth: found.stealth };
};

describe('what interfaces do to passing packets', () => {
  test('by the initial values of the model', () => {
    const ring = new Ring(BASE + PP);
    expect([own(ring, 'LAN1').mss, own(ring, 'PP[01]').mss]).toEqual([1460, 1240]);
    expect([own(ring, 'LAN1').rebounds, own(ring, 'PP[01]').rebounds]).toEqual([true, false]);
    const older = new Ring(BASE.replace('en.ascii', 'ascii') + PP, 'RT58i'); // where nobody can say rebound
    expect([own(older, 'LAN1').mss, own(older, 'PP[01]')]).toEqual([
      0x1_0000,
      { mss: 0x1_0000, rebounds: true, stealth: false },
    ]);
  });

  test('and as configured, following the MTU and what comes later', () => {
    const ring = new Ring(BASE + PP);
    for (const line of [
      'ip lan1 mtu 1400',
      'ip lan2 tcp mss limit 1000',
      'ip lan2 rebound off',
      'ip stealth pp 1 lan2',
      'pp select 1',
      'ip pp tcp mss limit off',
      'ip pp rebound on',
    ])
      ring.type('rt', line);
    expect(own(ring, 'LAN1')).toEqual({ mss: 1360, rebounds: true, stealth: false });
    expect(own(ring, 'LAN2')).toEqual({ mss: 1000, rebounds: false, stealth: true });
    expect(own(ring, 'PP[01]')).toEqual({ mss: 0x1_0000, rebounds: true, stealth: true });
    for (const line of ['pp disable 1', 'pp enable 1', 'ip stealth all']) ring.type('rt', line);
    expect(own(ring, 'PP[01]')).toEqual({ mss: 0x1_0000, rebounds: true, stealth: true });
    ring.type('rt', 'no ip stealth');
    expect(own(ring, 'LAN1').stealth).toBe(false);
  });
});

describe('ip icmp', () => {
  test('switches what is sent, and what is heeded', () => {
    const ring = new Ring(`${BASE}ip route default gateway 172.16.0.254
ip icmp echo-reply send off
ip icmp unreachable send off rebound=on
ip icmp redirect receive on
`);
    ring.plug('ann');
    expect(ring.type('ann', 'ping -c 1 172.16.0.1')).toContain('0 received');
    const { stack, optional } = ring.router.system;
    const icmpRules = optional.icmpRules.get();
    expect(stack.icmp.sends).toMatchObject({ echoReply: false, unreachable: false, timeExceeded: true });
    icmpRules.redirects.handle(ipv4('172.16.0.254'), ipv4('172.16.0.253'), ipv4('203.0.113.9'));
    expect(ring.type('rt', 'show ip route')).toMatch(/203\.0\.113\.9\/32 +172\.16\.0\.253 +LAN2 +redirect/);
    ring.type('rt', 'no ip icmp redirect receive');
    expect(ring.type('rt', 'show ip route')).not.toContain('redirect');
    ring.type('rt', 'ip icmp echo-reply send on');
    expect(ring.type('ann', 'ping 172.16.0.1 -c 1')).toContain('1 received');
  });

  test('log writes errors down, for those who want to know all; and traceroute shows the way', () => {
    const ring = new Ring(`${BASE}ip icmp log on\nsyslog debug on\n`);
    ring.plug('ann');
    expect(ring.type('rt', 'traceroute 172.16.0.10')).toMatch(
      /^ 1 {2}172\.16\.0\.10 {2}[\d.]+ ms {2}[\d.]+ ms {2}[\d.]+ ms$/m,
    );
    expect(ring.log()).toContain('[ICMP] unreachable 3 received from 172.16.0.10, about a packet to 172.16.0.10');
    expect(ring.type('rt', 'traceroute 172.16.0.99 noresolv')).toMatch(/^ 1 {2}\* {2}\* {2}\*$/m);
    ring.run(300); // thirty hops of nobody
    expect(ring.leftovers.slots).toBe(0);
  });
});

describe('neighbours', () => {
  test('that were set for good come and go with the configuration; others live as long as they are told', () => {
    const ring = new Ring(`${BASE}ip lan2 arp static 172.16.0.77 00:00:5e:00:53:01\nip arp timer 60 4\n`);
    ring.plug('ann');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    const arp = (): string[] =>
      ring.router.system.stack.arp.entries().map(({ address, permanent }) => `${address & 0xff} ${permanent}`);
    expect(arp()).toEqual(['10 false', '77 true']);
    ring.type('rt', 'ip lan2 arp static 172.16.0.78 00:00:5e:00:53:02');
    ring.type('rt', 'no ip lan2 arp static 172.16.0.77');
    expect(arp()).toEqual(['10 false', '78 true']);
    const [entry] = ring.router.system.stack.arp.entries();
    expect((entry!.expires - ring.now) / 1e6).toBeLessThanOrEqual(60);
  });

  test('that do not answer keep as many packets waiting as the interface may', () => {
    const ring = new Ring(`${BASE}ip lan2 arp queue length 0\n`);
    ring.type('rt', 'ping -c 1 172.16.0.99');
    expect(ring.router.system.stack.discards['arp-queue-full']).toBe(1);
  });
});

test('implicit routes take the preference that holds when they are made', () => {
  const ring = new Ring(`ip implicit-route preference 20000\n${BASE}ip route 172.16.0.0/24 gateway null\n`);
  expect(ring.type('rt', 'show ip route 172.16.0.5')).toMatch(/LAN2 +implicit/);
  ring.type('rt', 'no ip implicit-route preference');
  expect(ring.type('rt', 'show ip route 172.16.0.5')).toMatch(/LAN2 +implicit/);
  ring.type('rt', 'ip lan2 address 172.16.0.2/24');
  expect(ring.type('rt', 'show ip route 172.16.0.5')).toMatch(/NULL +static/);
});
