/** What the settings of PPs on PPPoE, ISDN and leased lines do: when they dial, whom they take, and what they tell. */
import { describe, expect, test } from '@jest/globals';
import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Node } from '@rtemu/engine/node';
import { Random } from '@rtemu/engine/random';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { Site } from './site.suite.js';

/** A box that takes the tag off one way and puts it on the other way. */
class Tagger implements Node {
  readonly name = 'tagger';
  readonly ports = ['tagged', 'plain'];
  readonly outbox: SlotQueue;

  constructor(
    private readonly arena: Arena,
    private readonly vid: number,
  ) {
    this.outbox = new SlotQueue(arena);
  }

  handleFrame(_now: Instant, port: number, slot: Slot): void {
    const octets = this.arena.copy(slot);
    this.arena.release(slot);
    const tag = [0x81, 0x00, 0, this.vid];
    const isTagged = octets[12] === 0x81 && octets[13] === 0x00;
    if (port === 0 && !isTagged) return;
    const type = octets.subarray(port === 0 ? 16 : 12);
    const out = port === 0 ? [...octets.subarray(0, 12), ...type] : [...octets.subarray(0, 12), ...tag, ...type];
    this.outbox.push(1 - port, this.arena.takeCopy(Uint8Array.from(out)));
  }

  handleTimeout(): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}

const PPPOE = `ip lan1 address 192.168.0.254/24
ip route default gateway pp 1
pp select 1
 pppoe use lan2
 pp auth accept chap
 pp auth myname rt himitsu
 ppp ipcp ipaddress on
 ppp ipcp msext on
 ppp ccp type none
 pp enable 1
`;

const dialled = (lines: readonly string[]) => lines.filter((line) => line.includes('Connecting to PPPoE')).length;

describe('a PP on PPPoE', () => {
  function site(more = '', password?: string): Site {
    const place = new Site();
    place.router('rt', PPPOE.replace(' pp enable', `${more} pp enable`));
    place.provider(password);
    place.cable('rt:lan2', 'isp:dsl');
    return place;
  }

  test('waits for connect when pppoe auto connect is off, and tells what it was given', () => {
    const place = site(' pppoe auto connect off\n');
    expect(place.type('rt', 'ping -c 2 198.51.100.1')).toContain('100.0% packet loss');
    expect(dialled(place.log())).toBe(0);
    place.type('rt', 'connect 1');
    place.run(1);
    expect(place.type('rt', 'ping -c 2 198.51.100.1')).toContain(' 0.0% packet loss');
    const status = place.type('rt', 'show status pp 1');
    expect(status).toContain('Access Concentrator: isp\n');
    expect(status).toContain('IPCP Local: IP-Address Primary-DNS(198.51.100.53) Secondary-DNS(198.51.100.54), Remote:');
    expect(status).toContain('PP IP Address Local: 203.0.113.9, Remote: 198.51.100.1');
    const { pps } = place.routers.get('rt')!.system;
    expect(pps.dnsServersOf(1)).toEqual([ipv4('198.51.100.53'), ipv4('198.51.100.54')]);
    place.type('rt', 'disconnect 1');
    place.run(1);
    expect(pps.dnsServersOf(1)).toEqual([]);
    expect(place.log()).toContain('PPPOE[01] Disconnected');
    expect(place.type('rt', 'show status pp 1')).toContain('Current PPPoE session status is Offline.');
    place.expectNothingHeld();
  });

  test('gives up after so many refused authentications, until somebody means it', () => {
    const place = new Site();
    place.router('rt', PPPOE.replace(' pp enable', ' pppoe call prohibit auth-error count 2\n pp enable'), 'NVR500');
    place.provider('other');
    place.cable('rt:lan2', 'isp:dsl');
    for (let i = 0; i < 4; i++) {
      place.type('rt', 'ping -c 1 198.51.100.1');
      place.run(10);
    }
    expect(dialled(place.log())).toBe(2);
    expect(place.log()).toContain('PPPOE[01] Disconnected, cause [PPP: Authentication failed]');
    expect(place.log().filter((line) => line.includes('cause [PPPoE: Authentication failed too often]'))).toHaveLength(
      1,
    );
    expect(place.type('rt', 'show status pp 1')).toContain('Authentication failed too often (1301)');
    place.type('rt', 'connect 1');
    place.run(10);
    expect(dialled(place.log())).toBe(3);
    place.expectNothingHeld();
  });

  test('dials again and again on models that do not count', () => {
    const place = site('', 'other');
    for (let i = 0; i < 20; i++) {
      place.type('rt', 'ping -c 1 198.51.100.1');
      place.run(3);
    }
    expect(dialled(place.log())).toBeGreaterThan(15);
  });

  test('with pp always-on comes back at once from a hang-up, and after its time from a failure', () => {
    const place = site(' pp always-on on 100\n');
    place.run(2);
    place.type('isp', 'hangup rt');
    place.run(2);
    expect(place.log().filter((line) => line.includes('PPP/IPCP up'))).toHaveLength(2);
    place.world.setCable(place.world.cableAt({ node: 'rt', port: 'lan2' })!, false);
    place.run(30);
    expect(place.log()).toContain('PPPOE[01] Disconnected, cause [PPPoE: Link down]');
    const before = dialled(place.log());
    place.world.setCable(place.world.cableAt({ node: 'rt', port: 'lan2' })!, true);
    place.run(50);
    expect(dialled(place.log())).toBe(before);
    place.run(60);
    expect(place.type('rt', 'show status pp 1')).toContain('Connected');
    place.in('rt', 1, 'no pp always-on', 'no pppoe use');
    place.run(10);
    expect(place.type('isp', 'sessions')).toContain('no line is up');
    place.expectNothingHeld();
  });

  test('runs over a tagged VLAN too, and ends when that is taken away', () => {
    const place = new Site();
    const vlan = (config: string) => `vlan lan2/1 802.1q vid=7 name=wan\n${config}`;
    place.router('rt', vlan(PPPOE).replace('pppoe use lan2', 'pppoe use lan2/1\n pp always-on on'));
    // Between router and provider stands a box that takes the tag off.
    const isp = place.provider();
    place.world.add(new Tagger(place.plane.arena, 7));
    place.cable('rt:lan2', 'tagger:tagged');
    place.cable('tagger:plain', 'isp:dsl');
    place.run(2);
    expect(place.type('rt', 'show status pp 1')).toContain('Connected');
    expect(place.type('rt', 'ping -c 2 198.51.100.1')).toContain(' 0.0% packet loss');
    expect(place.type('rt', 'no vlan lan2/1 802.1q')).not.toMatch(/Error/);
    place.run(5);
    expect(place.type('rt', 'show status pp 1')).not.toContain('Connected');
    place.run(120);
    expect(isp.lines!.lines).toEqual([]);
    place.expectNothingHeld();
  });

  test('asks again and again for a concentrator that is not there, and says so', () => {
    const place = site(' pppoe access concentrator OTHER\n pppoe padi restart 1000\n pppoe padi maxretry 1\n');
    place.type('rt', 'connect 1');
    place.run(5);
    expect(place.log()).toContain('PPPOE[01] Disconnected, cause [PPPoE: PADI Timeout]');
    place.expectNothingHeld();
  });
});

const isdn = (own: string, other: string, lan: number) => `isdn local address bri1 ${own}
ip lan1 address 192.168.${lan}.254/24
ip route 192.168.${1 - lan}.0/24 gateway pp 1
pp select 1
 pp bind bri1
 isdn remote address call ${other}
 ppp ccp type none
 pp enable 1
`;

describe('a PP on ISDN', () => {
  function site(a = isdn('03-1', '06-2', 0), b = isdn('06-2', '03-1', 1)): Site {
    const place = new Site();
    place.router('a', a);
    place.router('b', b, 'RTX1200');
    place.exchange('03-1', '06-2');
    place.cable('a:bri1', 'ex:l0');
    place.cable('b:bri1', 'ex:l1');
    return place;
  }
  const ping = (place: Site, from = 'a', to = 1) => place.type(from, `ping -c 3 192.168.${to}.254`);

  test('calls by the first packet, shows the call, and ends it after its idle time', () => {
    const place = site();
    expect(ping(place)).not.toContain('100.0% packet loss');
    expect(place.type('a', 'show status bri1').split('\n')).toEqual(
      expect.arrayContaining(['BRI1', 'Line type: ISDN', 'Link: up', 'Calls: 1', '  B1: called 062 connected']),
    );
    expect(place.type('b', 'show status bri1')).toContain('  B1: caller 031 connected');
    place.run(70);
    expect(place.type('a', 'show status bri1')).toContain('Calls: 0');
    expect(place.log('a')).toContain('PP[01] Disconnected, cause [ISDN: Disconnect timer timeout]');
    place.expectNothingHeld();
  });

  test('does not call where it must not, and is not called where nobody may', () => {
    const place = site();
    place.in('a', 1, 'isdn call permit off');
    expect(ping(place)).toContain('100.0% packet loss');
    expect(ping(place, 'b', 0)).not.toContain('100.0% packet loss');
    place.type('b', 'disconnect 1');
    place.run(5);
    place.in('a', 1, 'isdn arrive permit off');
    expect(ping(place, 'b', 0)).toContain('100.0% packet loss');
    expect(place.log('b')).toContain('PP[01] Disconnected, cause [ISDN: Call rejected]');
    const calls = () => place.log('b').filter((line) => line.includes('Calling')).length;
    const before = calls();
    ping(place, 'b', 0);
    expect(calls()).toBe(before); // isdn call prohibit time
    place.run(60);
    ping(place, 'b', 0);
    expect(calls()).toBe(before + 1);
  });

  test('takes a caller that it does not know as an anonymous one, by name', () => {
    const anonymous = `ip lan1 address 192.168.1.254/24
isdn local address bri1 06-2
pp select anonymous
 pp bind bri1
 pp auth request chap
 pp auth username a himitsu
 ppp ipcp ipaddress on
 ip pp remote address pool 192.168.1.100
 ppp ccp type none
 pp enable anonymous
`;
    const caller = isdn('03-1', '06-2', 0).replace(
      ' ppp ccp',
      ' pp auth accept chap\n pp auth myname a himitsu\n ppp ipcp ipaddress on\n ppp ccp',
    );
    const place = site(caller, anonymous);
    expect(ping(place)).not.toContain('100.0% packet loss');
    expect(place.type('a', 'show status pp 1')).toContain('Remote: 192.168.1.254');
    expect(place.log('b')).toContain("PP[ANONYMOUS01] Call detected from user 'a'");
    expect(place.type('b', 'show status pp anonymous')).toContain('Current ISDN call status is Connected.');
    place.type('b', 'disconnect anonymous1');
    place.run(5);
    expect(place.type('a', 'show status bri1')).toContain('Calls: 0');
    place.expectNothingHeld();
  });

  test('is over at the exchange when a router starts again, and everything of it is let go', () => {
    const place = site();
    ping(place);
    expect(place.type('ex', 'calls')).toContain('connected');
    place.type('a', 'restart');
    place.run(3);
    expect(place.type('ex', 'calls')).toBe('no calls\n');
    place.run(1);
    expect(ping(place, 'b', 0)).not.toContain('100.0% packet loss');
    place.expectNothingHeld();
  });

  test('keeps a call for so long and no longer when that is forced', () => {
    const place = site();
    place.in('a', 1, 'isdn forced disconnect time 20', 'isdn disconnect time off');
    expect(ping(place)).not.toContain('100.0% packet loss');
    for (let i = 0; i < 5; i++) {
      ping(place);
      place.run(2);
    }
    expect(place.log('a')).toContain('PP[01] Disconnected, cause [ISDN: Disconnect timer timeout]');
  });
});

describe('a PP on a leased line', () => {
  test('is there by itself, and is seen', () => {
    const leased = (lan: number) =>
      isdn('0', '1', lan)
        .replace(/isdn.*\n/g, '')
        .replace('ip lan1', 'line type bri1 l64\nip lan1');
    const place = new Site();
    place.router('a', leased(0));
    place.router('b', leased(1));
    place.cable('a:bri1', 'b:bri1');
    place.run(1);
    expect(place.type('a', 'show status pp 1')).toContain('Current leased line status is Connected.');
    expect(place.type('a', 'show status bri1')).toContain('Line type: leased line, 64 kbit/s');
    expect(place.type('a', 'ping -c 3 192.168.1.254')).toContain(' 0.0% packet loss');
    place.type('b', 'disconnect 1');
    place.run(8);
    expect(place.type('a', 'show status pp 1')).toContain('Connected');
    place.in('b', 1, 'no pp bind');
    place.run(8);
    expect(place.type('a', 'show status pp 1')).toContain('In connecting process'); // for ever
  });
});

test('whatever is typed and pulled, in whatever order, nothing breaks and nothing is held', () => {
  const moves = [
    'connect 1',
    'connect 2',
    'connect 3',
    'disconnect all',
    'disconnect 1',
    'pp enable 1',
    'pp disable 1',
    'pp enable 2',
    'pp disable 2',
    'pp enable 3',
    'interface reset bri1',
    'line type bri1 l128',
    'no line type bri1',
    'ping -c 1 198.51.100.1',
    'ping -c 1 192.168.1.254',
    'vlan lan2/1 802.1q vid=7',
    'no vlan lan2/1 802.1q',
    ['pp select 1', 'pppoe use lan2/1', 'pp select none'],
    ['pp select 1', 'pppoe use lan2', 'pp select none'],
    ['pp select 1', 'no pppoe use', 'pp select none'],
    ['pp select 1', 'pp always-on on', 'pp select none'],
    ['pp select 1', 'no pp always-on', 'pp select none'],
    ['pp select 1', 'pp bind bri1', 'pp select none'],
    ['pp select 1', 'no pp bind', 'pp select none'],
    ['pp select 2', 'no pp bind', 'pp select none'],
    ['pp select 2', 'pp bind bri1', 'pp select none'],
    ['pp select 2', 'pp bind tunnel1', 'pp select none'],
    ['pp select 3', 'pp bind tunnel1', 'pp select none'],
  ] as const;
  let connections = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const random = new Random(seed);
    const place = new Site();
    const more = `isdn local address bri1 03-1
ip route 192.168.1.0/24 gateway pp 2
pp select 2
 pp bind bri1
 isdn remote address call 06-2
 pp enable 2
pp select 3
 pp bind tunnel1
 pp auth accept mschap-v2
 pp auth myname rt himitsu
 pptp service type client
 pp enable 3
tunnel select 1
 tunnel encapsulation pptp
 tunnel endpoint address 198.51.100.1
 tunnel enable 1
`;
    place.router('rt', PPPOE + more);
    place.router('far', isdn('06-2', '03-1', 1));
    place.provider();
    place.exchange('03-1', '06-2');
    place.cable('rt:lan2', 'isp:dsl');
    place.cable('rt:bri1', 'ex:l0');
    place.cable('far:bri1', 'ex:l1');
    for (let i = 0; i < 120; i++) {
      const move = moves[random.below(moves.length)]!;
      for (const line of typeof move === 'string' ? [move] : move) place.type('rt', line);
      if (random.chance(1, 8)) {
        const port = random.chance(1, 2) ? 'lan2' : 'bri1';
        place.world.setCable(place.world.cableAt({ node: 'rt', port })!, random.chance(2, 3));
      }
      if (random.chance(1, 3)) place.run(random.below(20));
    }
    connections += place.log().filter((line) => line.includes('PPP/IPCP up')).length;
    place.type('rt', 'disconnect all');
    for (const pp of [1, 2, 3]) place.type('rt', `pp disable ${pp}`);
    place.run(200);
    expect({ seed, sessions: place.type('isp', 'sessions'), calls: place.type('ex', 'calls') }).toEqual({
      seed,
      sessions: 'no line is up\n',
      calls: 'no calls\n',
    });
    place.expectNothingHeld();
  }
  expect(connections).toBeGreaterThan(15);
});
