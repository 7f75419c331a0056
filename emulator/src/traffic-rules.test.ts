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
    const { stack, icmpRules } = ring.router.system;
    expect(stack.icmp.sends).toMatchObject({ echoReply: false, unreachable: false, timeExceeded: true });
    icmpRules.redirects.handle(ipv4('172.16.0.254'), ipv4('172.16.0.253'), ipv4('203.0.113.9'));
    expect(ring.type('rt', 'show ip route')).toMatch(/203\.0\.113\.9\/32 +172\.16\.0\.253 +LAN2 +redirect/);
    ring.type('rt', 'no ip icmp redirect receive');
    expect(ring.type('rt', 'show ip route')).not.toContain('redirect');
    ring.type('rt', 'ip icmp echo-reply send on');
    expect(ring.type('ann', 'ping 172.16.0.1 -c 1')).toContain('1 received');
  });
});
