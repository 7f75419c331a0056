import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Isdn from './isdn.js';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 });
const party = fc.record(
  {
    number: digits,
    subaddress: fc.string({ minLength: 1, maxLength: 19 }).filter((text) => /^[\x21-\x7e]+$/.test(text)),
  },
  { requiredKeys: ['number'] },
);
const anyMessage: fc.Arbitrary<Isdn.CallMessage> = fc.record(
  {
    type: fc.constantFrom(
      'Alerting',
      'CallProceeding',
      'Setup',
      'Connect',
      'ConnectAcknowledge',
      'Release',
      'ReleaseComplete',
    ),
    reference: fc.integer({ min: 1, max: Isdn.REFERENCE_MAX }),
    toOrigin: fc.boolean(),
    cause: fc.integer({ min: 0, max: 0x7f }),
    channel: fc.constantFrom(1, 2),
    calling: party,
    called: party,
  },
  { requiredKeys: ['type', 'reference', 'toOrigin'] },
);

itComplies<Isdn.CallMessage>('ISDN call', Isdn, {
  vectors: [
    {
      name: 'a SETUP with numbers and a subaddress', // laid out by hand from Q.931 §4
      value: {
        type: 'Setup',
        reference: 1,
        toOrigin: false,
        channel: 2,
        calling: { number: '0312345678', subaddress: 'Tokyo' },
        called: { number: '0611119999' },
      },
      octets: '08 02 0001 05 18 01 8a 6c 0b 80 30333132333435363738 6d 06 a0 546f6b796f 70 0b 80 30363131313139393939',
    },
    {
      name: 'a RESTART',
      value: { type: 'Restart', reference: Isdn.NO_CALL, toOrigin: false },
      octets: '08 02 0000 46',
    },
    {
      name: 'a RELEASE COMPLETE with a cause',
      value: { type: 'ReleaseComplete', reference: 0x1234, toOrigin: true, cause: Isdn.CAUSE.busy },
      octets: '08 02 9234 5a 08 02 80 91',
    },
  ],
  arbitrary: anyMessage,
  prefixesMayParse: true,
  randomHeads: ['08 02 0001 05', '08 02 0001 05 6c 04'],
});

describe('ISDN', () => {
  test('says what is wrong', () => {
    const why = (octets: string) => Isdn.describe(hex(octets));
    expect(why('08 01 01 05 00')).toBe('ISDN (unsupported Call Reference Length 0x1)');
    expect(why('08 02 0000 05')).toBe('ISDN (malformed Call Reference 0x0)');
    expect(why('08 02 0001 62')).toBe('ISDN (unsupported Message Type 0x62)');
    expect(why('08 02 0001 05 08 01 80')).toBe('ISDN (malformed Cause Length 0x1)');
    expect(why('08 02 8007 5a 08 02 80 95')).toBe('ISDN ReleaseComplete call=7 (back) cause=21');
  });

  test('the header of a channel is written and read in place', () => {
    const octets = new Uint8Array(12).fill(0xa5);
    const view = new DataView(octets.buffer);
    Isdn.writeHeaderAt(view, 1, Isdn.CHANNEL.b2, 6);
    expect(unhex(octets.subarray(1, 5))).toBe('01020006');
    expect(Isdn.payloadOctetsAt(view, 1, 11)).toBe(6); // with an octet of padding
    expect(Isdn.payloadOctetsAt(view, 1, 9)).toBe(Isdn.NO_FRAME);
    expect(Isdn.payloadOctetsAt(view, 1, 3)).toBe(Isdn.NO_FRAME);
    view.setUint8(2, 4);
    expect(Isdn.payloadOctetsAt(view, 1, 11)).toBe(Isdn.NO_FRAME);
  });
});
