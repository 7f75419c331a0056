import { describe, expect, test } from '@jest/globals';
import { NO_SLOT } from '@rtemu/engine/arena';
import { ipv4, type MacAddress } from '@rtemu/wire/address';
import * as Ethernet from '@rtemu/wire/ethernet';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { Ring, SERVER } from './ring.suite.js';

const withLines = (...lines: string[]): string => `${SERVER}syslog notice on\n${lines.join('\n')}\n`;

/** Of `show log`, the lines of filters, without their time. */
const filtered = (ring: Ring): string[] =>
  ring
    .log()
    .split('\n')
    .filter((line) => / (?:Rejected|Passed) at /.test(line))
    .map((line) => line.slice(line.indexOf(': ') + 2).trim());

const answers = (ring: Ring, pc: string, host = '172.16.0.1'): string =>
  /(\d+) received/.exec(ring.type(pc, `ping ${host} -c 1 -W 1`))?.[1] ?? '';

describe('ip secure filter', () => {
  test('the first filter that is met decides; what meets none is dropped, and told in the log', () => {
    const ring = new Ring(
      withLines(
        'ip lan2 secure filter in 1 2 3',
        'ip filter 1 reject 172.16.0.10 *',
        'ip filter 2 pass 172.16.0.10-172.16.0.11 * icmp',
        'ip filter 3 pass-log 172.16.0.13 * icmp',
      ),
    );
    for (const name of ['ann', 'bob', 'eve', 'zoe']) ring.plug(name);
    expect(['ann', 'bob', 'eve', 'zoe'].map((name) => answers(ring, name))).toEqual(['0', '1', '0', '1']);
    expect(filtered(ring)).toEqual([
      'LAN2 Rejected at IN(1) filter: ICMP 172.16.0.10 > 172.16.0.1',
      'LAN2 Rejected at IN(default) filter: ICMP 172.16.0.12 > 172.16.0.1',
      'LAN2 Passed at IN(3) filter: ICMP 172.16.0.13 > 172.16.0.1',
    ]);
  });

  test('follows the configuration while the router runs; without syslog notice on, nothing is told', () => {
    const ring = new Ring();
    ring.plug('ann');
    expect(answers(ring, 'ann')).toBe('1');
    for (const line of ['ip filter 5 reject * * icmp', 'ip filter 9 pass * *', 'ip lan2 secure filter out 5 9'])
      ring.type('rt', line);
    expect(answers(ring, 'ann')).toBe('0');
    expect(filtered(ring)).toEqual([]);
    ring.type('rt', 'syslog notice on');
    answers(ring, 'ann');
    expect(filtered(ring)).toEqual(['LAN2 Rejected at OUT(5) filter: ICMP 172.16.0.1 > 172.16.0.10']);
    ring.type('rt', 'no ip filter 5');
    expect(answers(ring, 'ann')).toBe('1');
    ring.type('rt', 'ip lan2 secure filter out 77');
    expect(answers(ring, 'ann')).toBe('0');
    ring.type('rt', 'no ip lan2 secure filter out');
    expect(answers(ring, 'ann')).toBe('1');
  });

  test('by the name of a set; one that is not defined means none', () => {
    const ring = new Ring(
      withLines('ip lan2 secure filter name outside', 'ip filter 1 pass * * tcp', 'ip filter set outside in 1'),
    );
    ring.plug('ann');
    expect(answers(ring, 'ann')).toBe('0');
    ring.type('rt', 'no ip filter set outside in');
    expect(answers(ring, 'ann')).toBe('1');
  });

  test('holds for every caller of the anonymous PP, under the name of each', () => {
    const ring = new Ring(
      withLines('ip filter 1 reject * * icmp', 'ip filter 2 pass * *').replace(
        ' pp enable anonymous',
        ' ip pp secure filter in 1 2\n pp enable anonymous',
      ),
    );
    ring.plug('ann');
    expect(ring.type('ann', 'vpn connect office')).toContain('connected');
    expect(answers(ring, 'ann', '192.168.0.1')).toBe('0');
    expect(filtered(ring)).toEqual(['PP[ANONYMOUS01] Rejected at IN(1) filter: ICMP 192.168.0.4 > 192.168.0.1']);
  });

  test('what an open port for PPTP takes: 1723 and GRE (FAQ Q9, Q10)', () => {
    const open = ['ip filter 1 pass * 172.16.0.1 tcp * 1723', 'ip filter 2 pass * 172.16.0.1 gre'];
    const dial = (...numbers: number[]): string => {
      const ring = new Ring(withLines(...open, `ip lan2 secure filter in ${numbers.join(' ')}`));
      ring.plug('ann');
      return ring.type('ann', 'vpn connect office');
    };
    expect(dial(1, 2)).toContain('connected');
    expect(dial(1)).toContain('failed');
    expect(dial(2)).toContain('failed: no answer from the server');
  });

  test('a filter for packets that restrict goes by whether the line is connected', () => {
    const office = (own: number, other: number): string => `console character en.ascii
console columns 200
ip lan2 address 172.16.0.${own}/24
ip lan1 address 192.168.${own}.1/24
syslog notice on
ip route 192.168.${other}.0/24 gateway pp 1
pp select 1
 pp bind tunnel1
 pp auth accept mschap-v2
 pp auth myname ann himitsu
 ip pp secure filter out 1 2
 pptp service type client
 pp enable 1
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 172.16.0.${other}
 tunnel enable 1
tunnel select none
ip filter 1 restrict * * icmp
ip filter 2 pass * *
pptp service on
`;
    const ring = new Ring(office(1, 2));
    ring.type('rt', 'ping -c 1 192.168.2.1');
    expect(filtered(ring)).toEqual(['PP[01] Rejected at OUT(1) filter: ICMP 192.168.1.1 > 192.168.2.1']);
    expect(ring.log()).not.toContain('IP Commencing');
  });
});

describe('ip filter dynamic', () => {
  const GUARDED = [
    'ip lan2 secure filter in 1',
    'ip lan2 secure filter out 2 dynamic 1 2',
    'ip filter 1 reject * *',
    'ip filter 2 pass * *',
    'ip filter dynamic 1 * * tcp',
    'ip filter dynamic 2 * * ping timeout=5',
  ];
  const inspected = (ring: Ring): string[] => ring.log().match(/\[INSPECT\].*/g) ?? [];

  test('lets answers in; when the connection has ended, the log tells it and when it began', () => {
    const ring = new Ring(withLines(...GUARDED));
    ring.plug('ann');
    ring.type('ann', 'listen tcp 80');
    expect(ring.type('rt', 'ping -c 1 172.16.0.10')).toContain('172.16.0.10');
    expect(ring.router.system.stack.counters.delivered).toBe(1);
    expect(answers(ring, 'ann')).toBe('0');
    expect(inspected(ring)).toEqual([]);
    ring.run(5);
    expect(inspected(ring)).toEqual([
      expect.stringMatching(
        /^\[INSPECT\] LAN2\[out\]\[2\] ICMP 172\.16\.0\.1 > 172\.16\.0\.10 \(1980\/01\/01 09:00:\d\d\)/,
      ),
    ]);
  });

  test('is shown by show ip connection, and cut by disconnect ip connection', () => {
    const ring = new Ring(withLines(...GUARDED));
    ring.plug('ann');
    ring.type('rt', 'ping -c 1 172.16.0.10');
    expect(ring.type('rt', 'show ip connection')).toContain('Total Session: 1   Total Channel: 1');
    expect(ring.type('rt', 'show ip connection detail')).toMatch(
      /1 +1 +LAN2 +out +2 +ICMP +172\.16\.0\.1 > 172\.16\.0\.10 \(5\)/,
    );
    expect(ring.type('rt', 'show ip connection summary')).toContain('LAN2[out] ');
    ring.type('rt', 'disconnect ip connection 2');
    ring.type('rt', 'disconnect ip connection 1 7');
    expect(ring.type('rt', 'show ip connection')).toContain('Total Session: 1');
    ring.type('rt', 'disconnect ip connection 1');
    expect(ring.type('rt', 'show ip connection')).toContain('Total Session: 0');
    expect(inspected(ring)).toHaveLength(1);
  });

  test('forgets what other filters had let through', () => {
    const ring = new Ring(withLines(...GUARDED));
    ring.plug('ann');
    const count = (): number => ring.router.system.optional.filters.get().watch.sessions.count;
    ring.type('rt', 'ping -c 1 172.16.0.10');
    ring.type('rt', 'ip filter 7 pass * *');
    expect(count()).toBe(1);
    ring.type('rt', 'ip filter dynamic 2 * * ping timeout=6');
    expect(count()).toBe(0);
    ring.type('rt', 'ping -c 1 172.16.0.10');
    ring.type('rt', 'no ip lan2 secure filter out');
    expect(count()).toBe(0);
  });
});

/** A packet that comes to the router by `lan2`. */
function arrive(ring: Ring, source: string, destination: string, protocol: number, payload = new Uint8Array(8)): void {
  const packet = Ipv4.emit({
    typeOfService: 0,
    identification: 1,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol,
    source: ipv4(source),
    destination: ipv4(destination),
    options: new Uint8Array(0),
    payload,
  });
  const [, own] = ring.router.macs;
  const frame = Ethernet.emit({
    destination: own!,
    source: own!,
    etherType: Ethernet.ETHER_TYPE.ipv4,
    payload: packet,
  });
  ring.router.handleFrame(ring.now, 1, ring.plane.arena.takeCopy(frame));
}

test('ip filter directed-broadcast filter lets some broadcasts in', () => {
  const ring = new Ring(withLines('ip filter 1 pass 172.16.0.11 *', 'ip filter directed-broadcast filter 1'));
  const { stack } = ring.router.system;
  const isDropped = (source: string): boolean => {
    const before = stack.discards['directed-broadcast'];
    arrive(ring, source, '192.168.0.255', Ipv4.PROTOCOL.udp);
    return stack.discards['directed-broadcast'] > before;
  };
  expect([isDropped('172.16.0.10'), isDropped('172.16.0.11')]).toEqual([true, false]);
  ring.type('rt', 'ip filter directed-broadcast off');
  expect(isDropped('172.16.0.10')).toBe(false);
  ring.type('rt', 'no ip filter directed-broadcast');
  expect(isDropped('172.16.0.11')).toBe(true);
});

describe('ip forward filter', () => {
  const LINES = [
    'ip route 198.51.100.0/24 gateway 172.16.0.10',
    'ip filter 1 pass * * udp * 7',
    'ip filter 2 reject * 198.51.100.9 icmp',
    'ip filter 3 pass * * icmp',
    'ip forward filter 5 20 gateway 172.16.0.12 filter 2 3',
    'ip forward filter 5 10 gateway 172.16.0.11 filter 1 keepalive 4',
    'ip forward filter 6 1 gateway tunnel 1 filter 1 3',
    'ip lan2 forward filter 5',
  ];
  const { icmp: ICMP, udp: UDP } = Ipv4.PROTOCOL;

  /** The last number of the gateway that a packet from `lan2` is led to. */
  const gateways = (ring: Ring) => {
    const { stack } = ring.router.system;
    for (const last of [10, 11, 12])
      stack.arp.setPermanent(1, ipv4(`172.16.0.${last}`), (0x00_00_5e_00_53_00 + last) as MacAddress);
    stack.outbox.clear();
    return (protocol: number, destination: string, port = 7): number | undefined => {
      arrive(ring, '203.0.113.9', destination, protocol, Uint8Array.of(0, port, 0, port, 0, 8, 0, 0));
      const slot = stack.outbox.shift();
      if (slot === NO_SLOT) return undefined;
      const last = ring.plane.arena.peek(slot)[5];
      ring.plane.arena.release(slot);
      return last;
    };
  };

  test('leads by the first filter that is met, in the order of its lines; the rest goes by the routes', () => {
    const ring = new Ring(withLines(...LINES));
    const next = gateways(ring);
    expect([next(UDP, '198.51.100.1'), next(UDP, '198.51.100.1', 8), next(ICMP, '198.51.100.1')]).toEqual([11, 10, 12]);
    expect(next(ICMP, '198.51.100.9')).toBeUndefined();
    expect(ring.router.system.stack.discards['forward-filter']).toBe(1);
    ring.type('rt', 'ip keepalive 4 icmp-echo 10 3 172.16.0.200'); // down until it is answered
    expect(next(UDP, '198.51.100.1')).toBe(10);
    ring.type('rt', 'no ip lan2 forward filter');
    expect(next(ICMP, '198.51.100.1')).toBe(10);
    ring.type('rt', 'ip lan2 forward filter 6'); // nowhere that is here
    expect(next(ICMP, '198.51.100.1')).toBe(10);
  });

  test('of the router’s own packets', () => {
    const ring = new Ring(withLines(...LINES));
    ring.plug('ann');
    for (const line of [
      'ip filter 8 reject * * icmp',
      'ip forward filter 7 1 gateway 172.16.0.12 filter 8',
      'ip local forward filter 7',
    ])
      ring.type('rt', line);
    const ping = (): string => /(\d+) packets? received/.exec(ring.type('rt', 'ping -c 1 172.16.0.10'))?.[1] ?? '0';
    expect(ping()).toBe('0');
    ring.type('rt', 'no ip local forward filter');
    expect(ping()).toBe('1');
  });
});
