import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipv4 } from './address.js';
import { hex, itComplies } from './compliance.suite.js';
import { viewOf } from './parsed.js';
import * as Tcp from './tcp.js';

const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffffffff });

const anyOption: fc.Arbitrary<Tcp.TcpOption> = fc.oneof(
  fc.record({ kind: fc.constant('mss' as const), octets: u16 }),
  fc.record({ kind: fc.constant('window-scale' as const), shift: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('sack-permitted' as const) }),
  fc.record({
    kind: fc.constant('sack' as const),
    blocks: fc.array(fc.record({ left: u32, right: u32 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('timestamps' as const), value: u32, echoReply: u32 }),
  fc.record({
    kind: fc.constant('unknown' as const),
    code: fc.constantFrom(19, 28, 29, 34, 254), // among them MD5, user timeout, authentication, fast open
    octets: fc.uint8Array({ maxLength: 16 }),
  }),
);

/** As many of them, from the first on, as a header holds. */
const fitting = (options: readonly Tcp.TcpOption[]): readonly Tcp.TcpOption[] => {
  const kept: Tcp.TcpOption[] = [];
  let room = Tcp.OPTIONS_OCTETS_MAX;
  for (const option of options) {
    const octets = Tcp.optionsOctets([option]); // rounded up, so it errs on the short side
    if (octets > room) break;
    room -= octets;
    kept.push(option);
  }
  return kept;
};

const EMPTY: Tcp.TcpSegment = {
  sourcePort: 49152,
  destinationPort: 1723,
  sequence: 0,
  acknowledgement: 0,
  flags: 0,
  window: 0,
  urgentPointer: 0,
  options: [],
  payload: new Uint8Array(),
};

itComplies('TCP', Tcp, {
  vectors: [
    {
      name: 'a SYN with every option of a usual host', // laid out by hand from RFC 9293 §3.1, RFC 7323, RFC 2018
      value: {
        ...EMPTY,
        sequence: 0x01020304,
        flags: Tcp.FLAG.syn,
        window: 0xfaf0,
        options: [
          { kind: 'mss', octets: 1460 },
          { kind: 'sack-permitted' },
          { kind: 'timestamps', value: 0x11223344, echoReply: 0 },
          { kind: 'window-scale', shift: 7 },
        ],
      },
      octets: 'c000 06bb 01020304 00000000 a002 faf0 0000 0000 020405b4 0402 080a1122334400000000 030307 00',
    },
    {
      name: 'a pushed segment with two SACK blocks and an option nobody knows',
      value: {
        ...EMPTY,
        acknowledgement: 0xfffffffe,
        flags: Tcp.FLAG.ack | Tcp.FLAG.psh | Tcp.FLAG.urg,
        window: 1,
        urgentPointer: 2,
        options: [
          {
            kind: 'sack',
            blocks: [
              { left: 1, right: 3 },
              { left: 0xffffffff, right: 0 },
            ],
          },
          { kind: 'unknown', code: 254, octets: hex('0102') },
        ],
        payload: hex('abcd'),
      },
      octets:
        'c000 06bb 00000000 fffffffe b038 0001 0000 0002 0512 0000000100000003 ffffffff00000000 fe040102 0000 abcd',
    },
  ],
  arbitrary: fc.record({
    sourcePort: u16,
    destinationPort: u16,
    sequence: u32,
    acknowledgement: u32,
    flags: fc.nat({ max: 255 }),
    window: u16,
    urgentPointer: u16,
    options: fc.array(anyOption, { maxLength: 4 }).map(fitting),
    payload: fc.uint8Array({ maxLength: 40 }),
  }),
  prefixesMayParse: true,
  randomHeads: ['c000 06bb 00000000 00000000 5010', 'c000 06bb 00000000 00000000 f002 0000 00000000 0204 0001 01'],
});

test('the checksum covers addresses, length and an odd last octet', () => {
  // The sum worked out by hand: c0a8+0001 + c0a8+0002 + 0006 + 0017 + c000+06bb + 0001+0000 + 5018+0100 + abcd+ef00.
  const octets = Tcp.emit({
    ...EMPTY,
    sequence: 0x10000,
    flags: 0x18,
    window: 0x100,
    payload: hex('abcdef'),
  });
  const source = ipv4('192.168.0.1');
  const destination = ipv4('192.168.0.2');
  Tcp.writeChecksum(octets, source, destination);
  const total = 0xc0a8 + 1 + 0xc0a8 + 2 + 6 + 23 + 0xc000 + 0x06bb + 1 + 0x5018 + 0x100 + 0xabcd + 0xef00;
  expect(viewOf(octets).getUint16(Tcp.AT.checksum)).toBe(~((total & 0xffff) + (total >>> 16)) & 0xffff);
  expect(Tcp.checksumHolds(octets, source, destination)).toBe(true);
  expect(Tcp.checksumHolds(octets, source, ipv4('192.168.0.3'))).toBe(false);
  for (let bit = 0; bit < octets.length * 8; bit++) {
    const damaged = octets.slice();
    damaged[bit >> 3]! ^= 0x80 >> (bit & 7);
    expect({ bit, holds: Tcp.checksumHolds(damaged, source, destination) }).toEqual({ bit, holds: false });
  }
});

test('an option with an impossible length is a fault; one with a length not its own is kept unread', () => {
  const withOptions = (options: string): Uint8Array =>
    hex(`c000 06bb 00000000 00000000 6002 0000 0000 0000 ${options}`);
  expect(Tcp.parse(withOptions('fe000000'))).toMatchObject({ ok: false, fault: { field: 'Option Length', value: 0 } });
  expect(Tcp.parse(withOptions('01010102'))).toMatchObject({ ok: false, fault: { field: 'Option Length', value: 0 } });
  expect(Tcp.parse(withOptions('fe050000'))).toMatchObject({ ok: false, fault: { field: 'Option Length', value: 5 } });
  expect(Tcp.parse(withOptions('02030500'))).toMatchObject({
    ok: true,
    value: { options: [{ kind: 'unknown', code: 2, octets: hex('05') }] },
  });
  expect(Tcp.parse(hex('c000 06bb 00000000 00000000 4002 0000 0000 0000'))).toMatchObject({
    ok: false,
    fault: { field: 'Data Offset', value: 4 },
  });
});

test('the place of the maximum segment size is found behind whatever stands before it', () => {
  const segment = Tcp.emit({
    ...EMPTY,
    options: [
      { kind: 'unknown', code: 254, octets: hex('00') },
      { kind: 'sack-permitted' },
      { kind: 'mss', octets: 1460 },
    ],
  });
  const view = viewOf(segment);
  expect(view.getUint16(Tcp.mssValueAt(view, 0, segment.length))).toBe(1460);
  expect(Tcp.mssValueAt(view, 0, 27)).toBe(-1);
  const none = Tcp.emit({ ...EMPTY, options: [{ kind: 'timestamps', value: 0, echoReply: 0 }] });
  expect(Tcp.mssValueAt(viewOf(none), 0, none.length)).toBe(-1);
});

test('the place of the maximum segment size is never outside the options, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
      const at = Tcp.mssValueAt(viewOf(octets), 0, octets.length);
      if (at >= 0) expect(at + 2).toBeLessThanOrEqual(octets.length);
    }),
  );
});

test('more options than a header holds are our own mistake', () => {
  const blocks = Array.from({ length: 4 }, () => ({ left: 0, right: 0 }));
  expect(() =>
    Tcp.emit({
      ...EMPTY,
      options: [
        { kind: 'sack', blocks },
        { kind: 'timestamps', value: 0, echoReply: 0 },
      ],
    }),
  ).toThrow(RangeError);
});

test('a segment in words', () => {
  expect(
    Tcp.describe(
      Tcp.emit({
        ...EMPTY,
        sequence: 100,
        acknowledgement: 301,
        flags: 0x12,
        options: [{ kind: 'mss', octets: 1460 }],
      }),
    ),
  ).toBe('TCP 49152 > 1723 [SYN,ACK] seq=100 ack=301 window=0 mss=1460 0 octets');
});
