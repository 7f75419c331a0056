import { describe, expect, test } from '@jest/globals';
import { after, type Instant, milliseconds, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import fc from 'fast-check';
import { type Hop, Trace } from './trace.js';

const [NEAR, FAR] = [ipv4('192.0.2.1'), ipv4('203.0.113.9')];

describe('Trace', () => {
  test('asks each hop three times, and ends where the host is reached', () => {
    const trace = new Trace(START);
    const sent: [number, number][] = [];
    let now: Instant = START;
    for (let probe = trace.pollProbe(); probe; probe = trace.pollProbe()) {
      sent.push([probe.timeToLive, probe.port]);
      now = after(now, milliseconds(5));
      const isThere = probe.timeToLive === 2;
      trace.handleAnswer(now, probe.port, isThere ? FAR : NEAR, isThere ? 'reached' : 'passed');
    }
    expect(sent).toEqual([1, 1, 1, 2, 2, 2].map((ttl, i) => [ttl, 33_434 + i]));
    const outcome = { by: NEAR, elapsed: milliseconds(5), end: 'passed' };
    expect(trace.pollHop()).toEqual({ number: 1, probes: [outcome, outcome, outcome] });
    expect([trace.pollHop()?.number, trace.pollHop(), trace.done]).toEqual([2, undefined, true]);
  });

  test('waits three seconds for an answer, and gives up after thirty hops', () => {
    const trace = new Trace(START);
    let now: Instant = START;
    const hops: Hop[] = [];
    while (!trace.done) {
      expect(trace.pollProbe()).toBeDefined();
      now = trace.nextTimeout();
      trace.handleTimeout(now);
      for (let hop = trace.pollHop(); hop; hop = trace.pollHop()) hops.push(hop);
    }
    expect([hops.length, now]).toEqual([30, after(START, seconds(270))]);
    expect(hops.every(({ probes }) => probes.every((probe) => probe === undefined))).toBe(true);
  });

  test('whatever answers come, from whom and to what: it ends, with every hop told once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ port: fc.integer({ min: 33_430, max: 33_530 }), end: fc.nat({ max: 15 }) }), {
          maxLength: 300,
        }),
        (answers) => {
          const trace = new Trace(START);
          let now: Instant = START;
          const numbers: number[] = [];
          for (const { port, end } of answers) {
            trace.pollProbe();
            now = after(now, milliseconds(100));
            trace.handleAnswer(now, port, NEAR, end > 3 ? 'passed' : end);
            trace.handleTimeout(now);
            for (let hop = trace.pollHop(); hop; hop = trace.pollHop()) numbers.push(hop.number);
          }
          while (!trace.done) trace.handleTimeout((now = trace.nextTimeout()));
          for (let hop = trace.pollHop(); hop; hop = trace.pollHop()) numbers.push(hop.number);
          expect(numbers).toEqual(numbers.map((_, i) => i + 1));
          expect(numbers.length).toBeLessThanOrEqual(30);
        },
      ),
    );
  });
});
