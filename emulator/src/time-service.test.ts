import { describe, expect, test } from '@jest/globals';
import { Isp } from '@rtemu/hosts/isp';
import { ipv4 } from '@rtemu/wire/address';
import { emit, MODE, NO_TIME, PORT, parse, timestampOf } from '@rtemu/wire/ntp';
import { Ring } from './ring.suite.js';

const HOUSE = `console character en.ascii
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
`;
const JANUARY = Date.UTC(2026, 0, 1) * 1000;

/** A router, and a provider that tells the time. */
function timed(config = HOUSE): Ring {
  const ring = new Ring(config);
  const { arena, mppe } = ring.plane;
  const isp = new Isp(arena, mppe, ring.world.random.fork('isp'), {
    name: 'isp',
    interfaces: [{ name: 'eth1', address: ipv4('172.16.0.99'), length: 24 }],
    routes: [],
    dns: [],
    ntp: JANUARY,
  });
  ring.world.add(isp);
  ring.world.connect({ node: 'isp', port: 'eth1' }, { node: 'wan', port: '16' });
  ring.run(3);
  return ring;
}

describe('ntpdate', () => {
  test('sets the clock, and says by how much', () => {
    const ring = timed();
    const answer = ring.type('rt', 'ntpdate 172.16.0.99');
    expect(answer).toMatch(/^2026\/01\/01 09:00:03 \+\d+second\n$/);
    expect(ring.type('rt', 'ntpdate 172.16.0.99')).toMatch(/^2026\/01\/01 09:00:0\d \+0second\n$/);
    expect(ring.log()).not.toContain('[NTPDATE]');
    const { journal, stack } = ring.router.system;
    expect(Math.abs(journal.microsecondsAt(ring.now) - (JANUARY + ring.now))).toBeLessThan(1000);
    expect(stack.udp.counters.malformed).toBe(0);
  });

  test('with syslog writes it down, and so does a failure', () => {
    const ring = timed();
    expect(ring.type('rt', 'ntpdate 172.16.0.98 syslog')).toBe('NTP server does not answer\n');
    ring.type('rt', 'ntpdate 172.16.0.99 syslog');
    expect(ring.log()).toMatch(
      /\[NTPDATE\] NTP server does not answer\n.*\[NTPDATE\] 2026\/01\/01 09:00:\d\d \+\d+second/,
    );
  });

  test('by the schedule moves the schedule along', () => {
    const ring = timed(
      `${HOUSE}schedule at 1 startup * ntpdate 172.16.0.99 syslog\nschedule at 2 1/1 9:01 * description 1 newyear\n`,
    );
    ring.run(70);
    const log = ring.log();
    expect(log).toContain('[SCHEDULE] Startup: ntpdate 172.16.0.99 syslog');
    expect(log).toContain('2026/01/01 09:01:00: [SCHEDULE] 9:01: description 1 newyear');
  });

  test('may be broken off', () => {
    const ring = timed();
    const session = ring.router.openConsole(ring.now);
    session.handleLine(ring.now, 'administrator');
    session.handleLine(ring.now, '');
    session.handleLine(ring.now, 'ntpdate 172.16.0.98');
    expect(session.busy).toBe(true);
    session.handleInterrupt(ring.now);
    session.pollText();
    expect(session.busy).toBe(false);
    const time = ring.router.system.optional.time.get();
    for (let i = 0; i < 10; i++) time.ask(ring.now, time.open(false)!, ipv4('172.16.0.98'));
    ring.router.system.optional.services.pump(ring.now);
    ring.world.settle(ring.router);
    ring.run(30);
    expect(ring.router.system.optional.services.nextTimeout()).toBe(Number.POSITIVE_INFINITY);
    expect(ring.plane.arena.inUse).toBe(0);
  });

  test('takes a name for its server', () => {
    const ring = timed(`${HOUSE}ip host ntp.example.jp 172.16.0.99\n`);
    expect(ring.type('rt', 'ntpdate ntp.example.jp')).toMatch(/^2026\/01\/01 09:00:\d\d \+\d+second\n$/);
    expect(ring.type('rt', 'ntpdate nobody.example.jp')).toBe('NTP server is unknown\n');
  });
});

describe('sntpd', () => {
  /** What the router answers to a request of a host, without the cable between them. */
  function ask(ring: Ring, from: string) {
    const { stack, optional } = ring.router.system;
    const time = optional.time.get();
    const refused = time.refused;
    const socket = stack.udp.bind(0)!;
    const request = emit({
      leap: 0,
      version: 4,
      mode: MODE.client,
      stratum: 0,
      poll: 0,
      precision: 0,
      rootDelay: 0,
      rootDispersion: 0,
      referenceId: 0,
      reference: NO_TIME,
      originate: NO_TIME,
      receive: NO_TIME,
      transmit: timestampOf(1),
    });
    // From an address of our own, so that the answer comes back to us.
    stack.udp.send(ring.now, socket, ipv4('192.168.0.1'), PORT, request, { source: ipv4(from) });
    stack.flush(ring.now);
    optional.services.pump(ring.now);
    stack.flush(ring.now);
    const answer = socket.poll();
    stack.udp.close(socket);
    return { answer: answer && parse(answer.payload), refused: time.refused - refused };
  }

  test('answers hosts of every LAN, with stratum 0 until somebody has set the clock', () => {
    const ring = timed();
    expect(ask(ring, '192.168.0.1').answer).toMatchObject({ ok: true, value: { stratum: 0, leap: 3 } });
    ring.type('rt', 'date 2026/02/03');
    expect(ask(ring, '172.16.0.1').answer).toMatchObject({
      ok: true,
      value: { stratum: 1, leap: 0, mode: MODE.server },
    });
  });

  test.each([
    ['sntpd host lan1', true, false],
    ['sntpd host lan2', false, true],
    ['sntpd host 172.16.0.1-172.16.0.9 192.168.0.77', false, true],
    ['sntpd host none', false, false],
    ['sntpd host any', true, true],
  ])('%s', (line, first, second) => {
    const ring = timed(`${HOUSE}${line}\n`);
    expect(ask(ring, '192.168.0.1').answer !== undefined).toBe(first);
    expect(ask(ring, '172.16.0.1').answer !== undefined).toBe(second);
  });

  test('is off when it is told to be, and where there is none', () => {
    expect(timed(`${HOUSE}sntpd service off\n`).router.system.stack.udp.bind(PORT)).toBeDefined();
    expect(timed().router.system.stack.udp.bind(PORT)).toBeUndefined();
    expect(new Ring(HOUSE.replace('en.', ''), 'RTA55i').router.system.stack.udp.bind(PORT)).toBeDefined();
  });
});
