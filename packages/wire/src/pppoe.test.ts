import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Pppoe from './pppoe.js';

const anyPacket: fc.Arbitrary<Pppoe.DiscoveryPacket> = fc.record({
  code: fc.constantFrom('PADI', 'PADO', 'PADR', 'PADS', 'PADT'),
  sessionId: fc.nat({ max: 0xffff }),
  tags: fc.array(fc.record({ type: fc.integer({ min: 1, max: 0xffff }), value: fc.uint8Array({ maxLength: 20 }) }), {
    maxLength: 5,
  }),
});

itComplies<Pppoe.DiscoveryPacket>('PPPoE discovery', Pppoe, {
  vectors: [
    {
      name: 'the PADI of RFC 2516, appendix B',
      value: { code: 'PADI', sessionId: 0, tags: [{ type: Pppoe.TAG.serviceName, value: new Uint8Array() }] },
      octets: '11 09 0000 0004 0101 0000',
    },
    {
      name: 'the PADO of RFC 2516, appendix B',
      value: {
        code: 'PADO',
        sessionId: 0,
        tags: [
          { type: Pppoe.TAG.serviceName, value: new Uint8Array() },
          Pppoe.textTag(Pppoe.TAG.acName, 'Go RedBack - eshshesh oosh'),
        ],
      },
      octets: '11 07 0000 0022 0101 0000 0102 001a 476f205265644261636b202d206573687368657368206f6f7368',
    },
    { name: 'a PADT without tags', value: { code: 'PADT', sessionId: 0x0102, tags: [] }, octets: '11 a7 0102 0000' },
  ],
  arbitrary: anyPacket,
  randomHeads: ['11 09 0000 0010', '11 65 0001 0004 0101'],
});

describe('PPPoE discovery', () => {
  test('what stands behind End-Of-List, and behind the length, is nobody’s', () => {
    const read = Pppoe.parse(hex('11 09 0000 0010 0101 0000 0000 0000 0102 0004 41424344 0000 0000'));
    expect(read).toEqual({
      ok: true,
      value: { code: 'PADI', sessionId: 0, tags: [{ type: 0x0101, value: new Uint8Array() }] },
    });
  });

  test('says what is wrong', () => {
    const why = (octets: string) => Pppoe.describe(hex(octets));
    expect(why('21 09 0000 0000')).toBe('PPPoE (unsupported Version 0x21)');
    expect(why('11 66 0000 0000')).toBe('PPPoE (unsupported Code 0x66)');
    expect(why('11 09 0000 0008 0101 0005 4142')).toBe('PPPoE (truncated: 12 of 14 octets)');
    expect(why('11 09 0000 0006 0101 0005 4142')).toBe('PPPoE (malformed Tag Length 0x5)');
    expect(why('11 65 0007 0011 0101 0003 697370 0103 0002 abcd 0777 0000')).toBe(
      'PPPoE PADS session=7 ServiceName="isp" HostUniq=abcd Tag0x0777',
    );
  });
});

describe('PPPoE session header', () => {
  test('is written and read in place', () => {
    const octets = new Uint8Array(20).fill(0xa5);
    const view = new DataView(octets.buffer);
    Pppoe.writeSessionHeaderAt(view, 2, 0x0304, 10);
    expect(unhex(octets.subarray(2, 8))).toBe('11000304000a');
    expect(Pppoe.sessionOctetsAt(view, 2, 18)).toBe(10); // with two octets of padding
    expect(Pppoe.sessionOctetsAt(view, 2, 15)).toBe(Pppoe.NO_SESSION_PACKET);
    expect(Pppoe.sessionOctetsAt(view, 2, 5)).toBe(Pppoe.NO_SESSION_PACKET);
    view.setUint8(3, 0xa7);
    expect(Pppoe.sessionOctetsAt(view, 2, 18)).toBe(Pppoe.NO_SESSION_PACKET);
  });
});
