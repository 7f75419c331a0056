import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies } from './compliance.suite.js';
import * as Ntp from './ntp.js';

const word = fc.nat({ max: 0xffff_ffff });
const timestamp = fc.record({ seconds: word, fraction: word });

const anyMessage: fc.Arbitrary<Ntp.NtpMessage> = fc.record({
  leap: fc.nat({ max: 3 }),
  version: fc.integer({ min: 1, max: 4 }),
  mode: fc.nat({ max: 7 }),
  stratum: fc.nat({ max: 255 }),
  poll: fc.integer({ min: -128, max: 127 }),
  precision: fc.integer({ min: -128, max: 127 }),
  rootDelay: fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  rootDispersion: word,
  referenceId: word,
  reference: timestamp,
  originate: timestamp,
  receive: timestamp,
  transmit: timestamp,
});

const zero = Ntp.NO_TIME;

itComplies('NTP', Ntp, {
  vectors: [
    {
      name: 'a request of a client', // laid out by hand from RFC 4330 §4 and §5
      value: {
        leap: 0,
        version: 4,
        mode: Ntp.MODE.client,
        stratum: 0,
        poll: 0,
        precision: 0,
        rootDelay: 0,
        rootDispersion: 0,
        referenceId: 0,
        reference: zero,
        originate: zero,
        receive: zero,
        transmit: { seconds: 0xe0000000, fraction: 0x80000000 },
      },
      octets: `23 00 00 00 ${'00000000'.repeat(3)} ${'0000000000000000'.repeat(3)} e0000000 80000000`,
    },
    {
      name: 'an answer of a server with a clock',
      value: {
        leap: 0,
        version: 3,
        mode: Ntp.MODE.server,
        stratum: 1,
        poll: 4,
        precision: -20,
        rootDelay: -1,
        rootDispersion: 2,
        referenceId: 0x47505300,
        reference: { seconds: 1, fraction: 2 },
        originate: { seconds: 3, fraction: 4 },
        receive: { seconds: 5, fraction: 6 },
        transmit: { seconds: 7, fraction: 8 },
      },
      octets:
        '1c 01 04 ec ffffffff 00000002 47505300 0000000100000002 0000000300000004 0000000500000006 0000000700000008',
    },
  ],
  arbitrary: anyMessage,
  randomHeads: ['23', '1c01', '00'],
});

describe('NTP', () => {
  test('a digest behind the message changes nothing, and an unknown version is none', () => {
    const message = hex(`23${'00'.repeat(47)}`);
    expect(Ntp.parse(Uint8Array.of(...message, ...new Uint8Array(20)))).toEqual(Ntp.parse(message));
    expect(Ntp.parse(hex(`03${'00'.repeat(47)}`)).ok).toBe(false);
    expect(Ntp.parse(hex(`2b${'00'.repeat(47)}`)).ok).toBe(false);
  });

  test('timestamps of known days', () => {
    expect(Ntp.timestampOf(0)).toEqual({ seconds: 2_208_988_800, fraction: 0 });
    expect(Ntp.timestampOf(500_000)).toEqual({ seconds: 2_208_988_800, fraction: 0x8000_0000 });
    expect(Ntp.microsecondsOf({ seconds: 0, fraction: 0 })).toBe(Date.UTC(2036, 1, 7, 6, 28, 16) * 1000);
  });

  test('a time becomes a timestamp and itself again, over the end of the era', () => {
    const from = Date.UTC(1970, 0, 1) * 1000;
    const to = Date.UTC(2104, 0, 1) * 1000;
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (microseconds) => {
        expect(Ntp.microsecondsOf(Ntp.timestampOf(microseconds))).toBe(microseconds);
      }),
    );
  });
});
