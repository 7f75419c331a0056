import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import type { Parsed } from '@rtemu/wire/parsed';
import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage } from '@rtemu/wire/pptp-messages';
import fc from 'fast-check';
import { message, sccrp, sccrq } from './control.suite.js';
import { MessageStream } from './message-stream.js';

const MESSAGES: readonly ControlMessage[] = [
  sccrq,
  sccrp,
  message('EchoRequest', { identifier: 7 }),
  message('IncomingCallRequest', { callId: 3, dialedNumber: '100' }),
  message('CallClearRequest', { callId: 4 }),
  message('StopControlConnectionRequest', { reason: 1 }),
];

const ALL = new Uint8Array(MESSAGES.flatMap((each) => [...Pptp.emit(each)]));

function readAll(stream: MessageStream, octets: Uint8Array): Parsed<ControlMessage>[] {
  const results: Parsed<ControlMessage>[] = [];
  stream.push(octets);
  for (let result = stream.next(); result; result = stream.next()) results.push(result);
  return results;
}

const echo = Pptp.emit(message('EchoRequest'));
const altered = (at: number, ...octets: number[]): Uint8Array => {
  const copy = echo.slice();
  copy.set(octets, at);
  return copy;
};

describe('the message stream', () => {
  test('gives the same messages however TCP cuts them', () => {
    const cuts = fc.array(fc.nat({ max: ALL.length }), { maxLength: 40 }).map((places) => places.sort((a, b) => a - b));
    fc.assert(
      fc.property(cuts, (places) => {
        const stream = new MessageStream();
        const parts = [0, ...places].map((from, i) => ALL.slice(from, places[i] ?? ALL.length));
        expect(parts.flatMap((part) => readAll(stream, part))).toEqual(MESSAGES.map((value) => ({ ok: true, value })));
        expect(stream.held).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('reads octet by octet, and several messages of one segment', () => {
    const stream = new MessageStream();
    const byOctet = [...ALL].flatMap((octet) => readAll(stream, Uint8Array.of(octet)));
    expect(byOctet).toEqual(readAll(new MessageStream(), ALL));
  });

  test('keeps no octet of the segment it was given', () => {
    const stream = new MessageStream();
    const segment = echo.slice(0, 13);
    expect(readAll(stream, segment)).toEqual([]);
    segment.fill(0xff);
    expect(readAll(stream, echo.slice(13))).toEqual([{ ok: true, value: message('EchoRequest') }]);
  });

  test.each([
    ['a wrong cookie', altered(4, 0)],
    ['Length 0', altered(0, 0, 0)],
    ['Length 11', altered(0, 0, 11)],
    ['Length 221', altered(0, 0, 221)],
    ['Length 65535', altered(0, 0xff, 0xff)],
    ['the Length of another message', altered(0, 0, 15)],
  ])('%s is the end of it', (_, octets) => {
    const stream = new MessageStream();
    const results = readAll(stream, octets);
    expect(results.map(({ ok }) => ok)).toEqual([false]);
    expect(stream.broken).toBe(true);
    expect(readAll(stream, echo)).toEqual([]);
  });

  test.each([
    ['an unknown type', altered(9, 99)],
    [
      'an unknown type of the shortest Length',
      altered(9, 99)
        .map((octet, i) => (i === 1 ? 12 : octet))
        .slice(0, 12),
    ],
    ['a management message', altered(3, 2)],
  ])('%s is passed over', (_, octets) => {
    const stream = new MessageStream();
    const results = readAll(stream, new Uint8Array([...octets, ...echo]));
    expect(results.map(({ ok }) => ok)).toEqual([false, true]);
    expect(stream.broken).toBe(false);
  });

  test('100000 random streams throw nothing and hold less than a message', () => {
    const random = new Random(0x5eed);
    const pool = random.octets(4096);
    const head = Pptp.emit(message('EchoRequest')).subarray(0, 8);
    let stream = new MessageStream();
    for (let i = 0; i < 100_000; i++) {
      if (stream.broken) stream = new MessageStream();
      const from = random.below(4000);
      const octets = pool.slice(from, from + 10 + (from % 40));
      if (i % 2 === 0) octets.set(head);
      if (i % 4 === 0) octets.set([0, random.below(20)], 8);
      const cut = random.below(octets.length);
      readAll(stream, octets.subarray(0, cut));
      readAll(stream, octets.subarray(cut));
      if (stream.held >= Pptp.MESSAGE_OCTETS_MAX) throw new Error(`held ${stream.held} in round ${i}`);
    }
  });
});
