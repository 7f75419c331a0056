import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Ipv4Address, ipv4 } from './address.js';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Ipv4 from './ipv4.js';

const anyAddress = fc.nat({ max: 0xffffffff }).map((value) => value as Ipv4Address);
const octet = fc.nat({ max: 0xff });

const anyPacket = fc.record({
  typeOfService: octet,
  identification: fc.nat({ max: 0xffff }),
  dontFragment: fc.boolean(),
  moreFragments: fc.boolean(),
  fragmentOffset: fc.nat({ max: 0x1fff }).map((units) => units * 8),
  timeToLive: octet,
  protocol: octet,
  source: anyAddress,
  destination: anyAddress,
  options: fc
    .nat({ max: 10 })
    .chain((words) => fc.uint8Array({ minLength: words * 4, maxLength: words * 4 }))
    .map((options) => Uint8Array.from(options)),
  payload: fc.uint8Array({ maxLength: 60 }),
});

itComplies('IPv4', Ipv4, {
  vectors: [
    {
      name: 'a packet that must not be fragmented', // laid out by hand from RFC 791
      value: {
        typeOfService: 0,
        identification: 0x1234,
        dontFragment: true,
        moreFragments: false,
        fragmentOffset: 0,
        timeToLive: 64,
        protocol: Ipv4.PROTOCOL.gre,
        source: ipv4('192.168.0.1'),
        destination: ipv4('192.168.0.2'),
        options: hex(''),
        payload: hex('30818800'),
      },
      octets: '45 00 0018 1234 4000 40 2f a72f c0a80001 c0a80002 30818800',
    },
    {
      name: 'a fragment with a router alert', // laid out by hand from RFC 791 and RFC 2113
      value: {
        typeOfService: 0xb8,
        identification: 1,
        dontFragment: false,
        moreFragments: true,
        fragmentOffset: 1480,
        timeToLive: 255,
        protocol: Ipv4.PROTOCOL.icmp,
        source: ipv4('10.0.0.1'),
        destination: ipv4('224.0.0.1'),
        options: hex('94040000'),
        payload: hex('0102030405060708'),
      },
      octets: '46 b8 0020 0001 20b9 ff 01 1b64 0a000001 e0000001 94040000 0102030405060708',
    },
  ],
  arbitrary: anyPacket,
  randomHeads: ['4500', '45000014', '4f00 0040', '46000018 0000 2000'],
});

describe('IPv4', () => {
  test('reads a header that a Linux kernel wrote', () => {
    // A PPTP packet captured from Linux 6.1; the payload is cut, so the length is given as it was.
    const octets = new Uint8Array(0x70);
    octets.set(hex('4500007081750000402fe4e70a0000010a000002'));
    const result = Ipv4.parse(octets);
    expect(result.ok && { ...result.value, payload: result.value.payload.length }).toMatchObject({
      identification: 0x8175,
      protocol: 47,
      source: ipv4('10.0.0.1'),
      payload: 92,
    });
  });

  test('padding behind the total length is cut off', () => {
    const packet = fc.sample(anyPacket, { numRuns: 1, seed: 1 })[0]!;
    const padded = new Uint8Array(Ipv4.lengthOf(packet) + 6).fill(0xff);
    Ipv4.emitInto(packet, padded);
    expect(Ipv4.parse(padded)).toEqual({ ok: true, value: packet });
  });

  test('any one flipped bit of the header shows', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(), (packet, draw) => {
        const octets = Ipv4.emit(packet);
        const bit = draw % ((Ipv4.HEADER_OCTETS + packet.options.length) * 8);
        octets[bit >>> 3]! ^= 0x80 >>> (bit & 7);
        expect({ bit, ok: Ipv4.parse(octets).ok }).toEqual({ bit, ok: false });
      }),
    );
  });

  test('a header written in place is the one that is emitted', () => {
    fc.assert(
      fc.property(anyPacket, (any) => {
        const packet = { ...any, options: hex('') };
        const octets = Ipv4.emit(packet);
        const inPlace = new Uint8Array(octets.length + 3).fill(0xa5);
        inPlace.set(packet.payload, 3 + Ipv4.HEADER_OCTETS);
        const flags =
          (packet.dontFragment ? Ipv4.DONT_FRAGMENT : 0) |
          (packet.moreFragments ? Ipv4.MORE_FRAGMENTS : 0) |
          (packet.fragmentOffset / 8);
        const view = new DataView(inPlace.buffer);
        const { typeOfService, identification, timeToLive, protocol, source, destination } = packet;
        Ipv4.writeHeaderAt(
          view,
          3,
          octets.length,
          typeOfService,
          identification,
          flags,
          timeToLive,
          protocol,
          source | 0, // signed or unsigned, the same octets
          destination,
        );
        expect(unhex(inPlace.subarray(3))).toBe(unhex(octets));
        expect(Ipv4.checksumHoldsAt(view, 3, Ipv4.HEADER_OCTETS)).toBe(true);
        expect(Ipv4.isFragmentAt(view, 3)).toBe(packet.moreFragments || packet.fragmentOffset > 0);
        expect(Ipv4.payloadOctetsAt(view, 3)).toBe(packet.payload.length);
      }),
    );
  });

  test('a hop leaves what a fresh header with one less to live would be', () => {
    fc.assert(
      fc.property(anyPacket, fc.integer({ min: 1, max: 255 }), (packet, timeToLive) => {
        const octets = Ipv4.emit({ ...packet, timeToLive });
        Ipv4.decrementTimeToLiveAt(new DataView(octets.buffer), 0);
        expect(unhex(octets)).toBe(unhex(Ipv4.emit({ ...packet, timeToLive: timeToLive - 1 })));
      }),
    );
  });

  test('what the header cannot say is our own mistake', () => {
    const packet = fc.sample(anyPacket, { numRuns: 1, seed: 1 })[0]!;
    expect(() => Ipv4.emit({ ...packet, options: new Uint8Array(3) })).toThrow(RangeError);
    expect(() => Ipv4.emit({ ...packet, options: new Uint8Array(44) })).toThrow(RangeError);
    expect(() => Ipv4.emit({ ...packet, payload: new Uint8Array(65_536) })).toThrow(RangeError);
  });

  test('a trace line says what matters', () => {
    expect(Ipv4.describe(hex('45 00 0018 1234 4000 40 2f a72f c0a80001 c0a80002 30818800'))).toBe(
      'IPv4 192.168.0.1 > 192.168.0.2 protocol=47 ttl=64 id=0x1234 DF 4 octets',
    );
    expect(Ipv4.describe(hex('46 b8 0020 0001 20b9 ff 01 1b64 0a000001 e0000001 94040000 0102030405060708'))).toContain(
      ' fragment=1480+ options=4 ',
    );
    expect(Ipv4.describe(hex('60'))).toBe('IPv4 (truncated: 1 of 20 octets)');
  });
});
