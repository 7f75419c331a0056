import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EpochSeconds } from './calendar.js';
import { OUTGOING_MAX, SystemLog } from './log.js';
import { messageOf, TEXT_MAX } from './log-packet.js';
import { Ring } from './ring.suite.js';

const HOUSE = `console character en.ascii
console lines infinity
console columns 200
ip lan1 address 192.168.0.1/24
ip lan2 address 172.16.0.1/24
syslog host 172.16.0.10
syslog execute command on
`;

/** A router whose log a PC receives. */
function watched(config = HOUSE): Ring {
  const ring = new Ring(config);
  ring.plug('pc');
  ring.run(3); // what was written while it started has been sent
  ring.type('pc', 'syslog on');
  return ring;
}

/** Writes a line to the router's log, and lets it take its way. */
function write(ring: Ring, line: string): void {
  ring.router.system.journal.write(ring.now, line);
  ring.router.system.settle(ring.now);
  ring.world.settle(ring.router);
}

describe('syslog host', () => {
  test('is sent what is written, as priority and text', () => {
    const ring = watched();
    ring.type('rt', 'show environment');
    ring.run(1);
    expect(ring.type('pc', 'syslog')).toBe('172.16.0.1 1.info Command succeeded for Serial: show environment\n');
    expect(ring.log()).toContain('Command succeeded for Serial: show environment');
  });

  test('a password in a command is not written down', () => {
    const ring = watched();
    for (const line of ['pp select anonymous', 'pp auth username pc1 himitsu1', 'pp auth myname rt "hi mitsu"'])
      ring.type('rt', line);
    ring.type('rt', 'schedule at 1 +5 pp anonymous pp auth username pc2 himitsu2');
    ring.run(20);
    const seen = ring.log() + ring.type('pc', 'syslog');
    expect(seen).toContain('Command succeeded for Serial: pp auth username pc1 *');
    expect(seen).toContain('pp auth myname rt *');
    expect(seen).toMatch(/\[SCHEDULE\].*: pp auth username pc2 \*/);
    expect(seen).not.toMatch(/: pp auth.*himitsu|hi mitsu/);
  });

  test('a command that is refused is not written down', () => {
    const ring = watched();
    ring.type('rt', 'show enviromnent');
    ring.run(1);
    expect(ring.type('pc', 'syslog')).toBe('');
  });

  test('facility, source address, and levels', () => {
    const ring = watched();
    ring.type('rt', 'syslog facility local4');
    ring.type('rt', 'syslog local address 192.168.0.1');
    ring.run(2);
    ring.type('pc', 'syslog clear');
    ring.type('rt', 'syslog info on');
    ring.run(2);
    expect(ring.type('pc', 'syslog')).toBe('192.168.0.1 20.info Command succeeded for Serial: syslog info on\n');
    ring.type('rt', 'syslog info off');
    ring.run(2);
    expect(ring.type('pc', 'syslog')).not.toContain('off');
    expect(ring.log()).toContain('syslog info off');
  });

  test('the source port is ours while there is a host, and given back', () => {
    const ring = watched(`${HOUSE}syslog srcport 5140\n`);
    const { udp } = ring.router.system.stack;
    expect(udp.bind(5140)).toBeUndefined();
    ring.type('rt', 'no syslog host');
    expect(udp.bind(5140)).toBeDefined();
  });

  test('a line that came of sending one rests for a second', () => {
    const ring = watched();
    write(ring, 'one');
    write(ring, 'two');
    expect(ring.router.system.nextTimeout()).toBe(ring.now + 1e6);
    ring.run(2);
    expect(ring.type('pc', 'syslog')).toBe('172.16.0.1 1.info one\n172.16.0.1 1.info two\n');
  });

  test('a PC that is not told to listens to nothing, and shows no controls of a terminal', () => {
    const ring = watched();
    ring.type('pc', 'syslog off');
    ring.type('rt', 'show arp');
    ring.run(1);
    expect(ring.type('pc', 'syslog')).toBe('');
    ring.type('pc', 'syslog on');
    ring.run(1);
    ring.type('pc', 'syslog clear');
    write(ring, '\x1b[2Jgone');
    ring.run(1);
    expect(ring.type('pc', 'syslog')).toBe('172.16.0.1 1.info ?[2Jgone\n');
  });
});

describe('a packet', () => {
  const at = 1_720_145_865 as EpochSeconds; // 2024/07/05 11:17:45 in Japan
  const form = { facility: 'user', hostName: 'RTX1210-S4H000000', offsetMinutes: 540 } as const;
  const content = (format: 'yamaha' | 'rfc3164' | 'rfc5424', offsetMinutes = 540) =>
    messageOf({ at, level: 'notice', text: 'LAN1: link up' }, { ...form, format, offsetMinutes }).content;

  test('in each of the three forms', () => {
    expect(content('yamaha')).toBe('LAN1: link up');
    expect(content('rfc3164')).toBe('Jul  5 11:17:45 RTX1210-S4H000000 LAN1: link up');
    expect(content('rfc5424')).toBe('1 2024-07-05T11:17:45+09:00 RTX1210-S4H000000 - - - - LAN1: link up');
    expect(content('rfc5424', -210)).toContain('T22:47:45-03:30 ');
  });

  test('is cut at 231 characters', () => {
    const text = 'x'.repeat(TEXT_MAX + 1);
    expect(messageOf({ at, level: 'debug', text }, { ...form, format: 'yamaha' })).toEqual({
      facility: 1,
      severity: 7,
      content: 'x'.repeat(TEXT_MAX),
    });
  });
});

test('what waits to be sent has a bound, whatever is written', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1000 }), (count) => {
      const log = new SystemLog(100);
      log.forwarded = new Set(['info']);
      for (let i = 0; i < count; i++) log.write(i as EpochSeconds, i % 2 === 0 ? 'info' : 'debug', `${i}`);
      const taken = log.takeOutgoing().length;
      expect(taken).toBe(Math.min(Math.ceil(count / 2), OUTGOING_MAX));
      expect(log.unsent).toBe(Math.ceil(count / 2) - taken);
      expect(log.hasOutgoing).toBe(false);
    }),
  );
});

test('a restart keeps the log, and shows what was in it before', () => {
  const ring = watched();
  ring.type('rt', 'restart');
  expect(ring.router.system.journal.log.saved.at(-1)?.text).toBe('Command succeeded for Serial: restart');
  const saved = ring.router.system.journal.log.saved.length;
  ring.run(1);
  const console = ring.router.openConsole(ring.now);
  for (const line of ['administrator', '', 'show log saved reverse', 'show log']) console.handleLine(ring.now, line);
  const shown = console.pollText() ?? '';
  expect(shown.match(/: Power-on boot/g)).toHaveLength(2);
  expect(shown.match(/: Restart by restart command/g)).toHaveLength(1);
  expect(saved).toBeGreaterThan(3);
});
