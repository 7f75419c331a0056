import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, START } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import * as Ntp from '@rtemu/wire/ntp';
import fc from 'fast-check';
import type { Arrived } from './datagram.js';
import { LIMIT, NtpQuery } from './ntp-query.js';
import { answerOf } from './ntp-server.js';

const SERVER = ipv4('192.0.2.123');
const US = ipv4('192.0.2.1');
const YEAR_2026 = Date.UTC(2026, 0, 1) * 1000;
const clock = (microseconds: number) => ({ microseconds, stratum: 1, reference: 'GPS' });

const arrived = (payload: Uint8Array, source = SERVER, sourcePort = Ntp.PORT): Arrived => ({
  interface: 0,
  source,
  sourcePort,
  destination: US,
  payload,
});

const read = (octets: Uint8Array | undefined): Ntp.NtpMessage => {
  const result = Ntp.parse(octets ?? new Uint8Array());
  if (!result.ok) throw new Error('no message');
  return result.value;
};

describe('the server', () => {
  const request = new NtpQuery(START, { server: SERVER }).pollDeparting(YEAR_2026)!.payload;

  test('answers with its time, and gives back what the client sent', () => {
    const answer = read(answerOf(request, clock(YEAR_2026 + 5_000_000)));
    expect(answer).toMatchObject({ mode: Ntp.MODE.server, version: 4, stratum: 1, leap: 0 });
    expect(answer.originate).toEqual(Ntp.timestampOf(YEAR_2026));
    expect(Ntp.microsecondsOf(answer.transmit)).toBe(YEAR_2026 + 5_000_000);
  });

  test.each([1, 2, 3, 4])('in the version %i that it was asked in', (version) => {
    const message = Ntp.emit({ ...read(request), version, mode: version === 1 ? 0 : Ntp.MODE.client });
    expect(read(answerOf(message, clock(0))).version).toBe(version);
  });

  test('says that its clock was never set', () => {
    expect(read(answerOf(request, { ...clock(0), stratum: 0 }))).toMatchObject({
      leap: Ntp.UNSYNCHRONIZED,
      stratum: 0,
    });
  });

  test('answers no answers: two servers would never come to an end', () => {
    const answer = answerOf(request, clock(0))!;
    expect(answerOf(answer, clock(0))).toBeUndefined();
    for (let length = 0; length < Ntp.MESSAGE_OCTETS; length++)
      expect(answerOf(request.subarray(0, length), clock(0))).toBeUndefined();
  });
});

describe('the client', () => {
  test('finds how slow its clock is, over any delay that is the same both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat({ max: 900_000 }), (slow, delay) => {
        const query = new NtpQuery(START, { server: SERVER });
        const { payload } = query.pollDeparting(YEAR_2026)!;
        const answer = answerOf(payload, clock(YEAR_2026 + delay + slow))!;
        query.handleArrived(YEAR_2026 + 2 * delay, arrived(answer));
        expect(query.outcome).toEqual({ kind: 'answered', offset: slow });
      }),
    );
  });

  test('asks again, and gives up', () => {
    const query = new NtpQuery(START, { server: SERVER, source: US });
    let requests = 0;
    for (let now: Instant = START; query.outcome === undefined; now = query.nextTimeout()) {
      query.handleTimeout(now);
      const departing = query.pollDeparting(now);
      if (departing) {
        expect(departing).toMatchObject({ destination: SERVER, port: Ntp.PORT, source: US });
        requests++;
      }
      if (query.nextTimeout() === Number.POSITIVE_INFINITY) break;
    }
    expect(requests).toBe(LIMIT.requests);
    expect(query.outcome).toEqual({ kind: 'unanswered' });
  });

  test('believes nobody else, no other request’s answer, and no server without the time', () => {
    const query = new NtpQuery(START, { server: SERVER });
    const { payload } = query.pollDeparting(YEAR_2026)!;
    const good = answerOf(payload, clock(YEAR_2026))!;
    const other = answerOf(new NtpQuery(START, { server: SERVER }).pollDeparting(1)!.payload, clock(YEAR_2026))!;
    const wrong = [
      arrived(good, ipv4('192.0.2.66')),
      arrived(good, SERVER, 124),
      arrived(other),
      arrived(payload),
      arrived(answerOf(payload, { ...clock(0), stratum: 0 })!),
      arrived(Ntp.emit({ ...read(good), stratum: 16 })),
      arrived(Ntp.emit({ ...read(good), stratum: 0 })),
      arrived(Ntp.emit({ ...read(good), transmit: Ntp.NO_TIME })),
      arrived(good.subarray(0, 47)),
    ];
    for (const each of wrong) query.handleArrived(YEAR_2026, each);
    expect(query.outcome).toBeUndefined();
    expect(query.refused).toBe(wrong.length);
    query.handleArrived(YEAR_2026, arrived(good));
    expect(query.outcome).toEqual({ kind: 'answered', offset: 0 });
  });

  test('believes stratum 0 when it is told to', () => {
    const query = new NtpQuery(START, { server: SERVER, acceptStratum0: true });
    const answer = answerOf(query.pollDeparting(0)!.payload, clock(0))!;
    query.handleArrived(0, arrived(Ntp.emit({ ...read(answer), stratum: 0 })));
    expect(query.outcome?.kind).toBe('answered');
  });

  test('comes to an end whatever comes, and to the right one when an honest answer gets through', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = new Random(seed);
      const query = new NtpQuery(START, { server: SERVER });
      let now: Instant = START;
      for (let step = 0; query.outcome === undefined && step < 1000; step++) {
        query.handleTimeout(now);
        const departing = query.pollDeparting(YEAR_2026 + now);
        if (departing) {
          const answer = answerOf(departing.payload, clock(YEAR_2026 + now + 7_000_000))!;
          const cut = answer.slice(0, random.below(answer.length));
          const noise = answer.map((octet, i) => (i === random.below(48) ? octet ^ 0x80 : octet));
          query.handleArrived(YEAR_2026 + now, arrived(cut));
          if (random.below(3) === 0) query.handleArrived(YEAR_2026 + now, arrived(noise, ipv4('192.0.2.66')));
          if (random.below(2) === 0) query.handleArrived(YEAR_2026 + now, arrived(answer));
        }
        now = after(now, milliseconds(500));
      }
      expect({ seed, outcome: query.outcome }).toEqual({
        seed,
        outcome: query.outcome?.kind === 'answered' ? { kind: 'answered', offset: 7_000_000 } : { kind: 'unanswered' },
      });
    }
  });
});
