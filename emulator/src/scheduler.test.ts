import { describe, expect, test } from '@jest/globals';
import { Ring } from './ring.suite.js';

const CLOCK = `console character en.ascii
console lines infinity
console columns 200
login timer clear
ip lan1 address 192.168.0.1/24
`;

/** What the schedule did, as the log tells it, by the clock of the router. */
const doings = (ring: Ring): string[] => {
  const log = ring.router.system.journal.log.lines(ring.router.system.journal.epochAt(ring.now));
  return log.map(({ text }) => text).filter((text) => text.startsWith('[SCHEDULE]'));
};

describe('schedule at', () => {
  test('does what it is told at its time, every day, and says so', () => {
    const ring = new Ring(`${CLOCK}schedule at 1 */* 9:01:30 * ip lan2 address 10.0.0.1/8\n`);
    ring.run(89); // a clock that was never set starts at nine
    expect(doings(ring)).toEqual([]);
    ring.run(2);
    expect(ring.type('rt', 'show config')).toContain('ip lan2 address 10.0.0.1/8');
    expect(doings(ring)).toEqual(['[SCHEDULE] 9:01:30: ip lan2 address 10.0.0.1/8']);
    ring.run(2 * 86_400);
    expect(doings(ring)).toHaveLength(1); // the same line again is folded into a count
    expect(ring.log()).toContain('same message repeated 2 times');
  });

  test('at one time goes by the numbers, with the selection of each', () => {
    const ring = new Ring(
      `${CLOCK}schedule at 20 *:02 pp 1 description pp second\nschedule at 3 *:02 pp 1 description pp first\n`,
    );
    ring.run(125);
    expect(doings(ring)).toEqual(['[SCHEDULE] *:02: description pp first', '[SCHEDULE] *:02: description pp second']);
    expect(ring.type('rt', 'show config')).toContain('description pp second');
  });

  test('at the start once, and again after each', () => {
    const ring = new Ring(`${CLOCK}schedule at 1 startup * description 1 up\nschedule at 2 +30 * restart\n`);
    ring.run(2);
    expect(doings(ring)).toEqual(['[SCHEDULE] Startup: description 1 up']);
    ring.run(30);
    expect(doings(ring)).toEqual([
      '[SCHEDULE] Startup: description 1 up',
      '[SCHEDULE] +30: restart',
      '[SCHEDULE] Startup: description 1 up',
    ]);
  });

  test('entered at the console counts from then, and startup waits for the next start', () => {
    const ring = new Ring(CLOCK);
    ring.run(100);
    ring.type('rt', 'schedule at 1 startup * description 1 up');
    ring.type('rt', 'schedule at 2 +60 * description 2 minute');
    ring.run(59);
    expect(doings(ring)).toEqual([]);
    ring.run(2);
    expect(doings(ring)).toEqual(['[SCHEDULE] +60: description 2 minute']);
    ring.run(3600);
    expect(doings(ring)).toHaveLength(1);
  });

  test('that is withdrawn or written anew does no more what it said', () => {
    const ring = new Ring(`${CLOCK}schedule at 1 *:01 * description 1 one\nschedule at 2 *:01 * description 2 two\n`);
    ring.type('rt', 'no schedule at 1');
    ring.type('rt', 'schedule at 2 *:02 * description 2 later');
    ring.run(130);
    expect(doings(ring)).toEqual(['[SCHEDULE] *:02: description 2 later']);
  });

  test('follows the clock when it is set: what it leapt over is passed over, what comes again is done again', () => {
    const ring = new Ring(`${CLOCK}schedule at 1 */* 12:00 * description 1 noon\n`);
    ring.type('rt', 'time 12:30:00');
    ring.run(60);
    expect(doings(ring)).toEqual([]);
    ring.type('rt', 'time 11:59:50');
    ring.run(15);
    expect(doings(ring)).toHaveLength(1);
    ring.type('rt', 'time 11:59:50');
    ring.run(15);
    expect(ring.log()).toContain('same message repeated 1 times');
    ring.type('rt', 'timezone utc');
    ring.type('rt', 'time 11:59:55');
    ring.run(10);
    expect(doings(ring)).toHaveLength(2); // in the log something stands between
  });

  test('refuses what may not be scheduled, when it is entered and when it is short for it', () => {
    const ring = new Ring(CLOCK);
    for (const command of [
      'save',
      'show log',
      'no schedule at 2',
      'console lines 30',
      'Ping 10.0.0.1',
      'interface reset lan1',
    ])
      expect(ring.type('rt', `schedule at 1 *:01 * ${command}`)).toContain('Error: ');
    expect(ring.type('rt', 'schedule at 1 *:01 * console info on')).toBe('');
    expect(ring.type('rt', 'schedule at 2 *:01 * sh log')).toBe('');
    expect(ring.type('rt', 'schedule at 3 *:01 * ip lan1 adress 10.0.0.1/8')).toBe('');
    ring.run(65);
    expect(doings(ring)).toEqual([
      '[SCHEDULE] *:01: console info on',
      '[SCHEDULE] *:01: sh log',
      '[SCHEDULE] schedule 2 failed: Error: Illegal keyword',
      '[SCHEDULE] *:01: ip lan1 adress 10.0.0.1/8',
      expect.stringMatching(/^\[SCHEDULE\] schedule 3 failed: Error: /),
    ]);
  });

  test('to restart at every start does not stop the world', () => {
    const ring = new Ring(`${CLOCK}schedule at 1 startup * restart\n`);
    ring.run(10);
    expect(doings(ring).length).toBeGreaterThan(5);
  });
});
