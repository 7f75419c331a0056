import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Ipv4Address, ipv4 } from './address.js';
import { hex, itComplies } from './compliance.suite.js';
import * as Icmp from './icmp.js';

const word = fc.nat({ max: 0xffff });
const octet = fc.nat({ max: 0xff });
const octets = fc.uint8Array({ maxLength: 60 });

const anyMessage: fc.Arbitrary<Icmp.IcmpMessage> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('echo' as const, 'echo-reply' as const),
    identifier: word,
    sequence: word,
    data: octets,
  }),
  fc.record({
    kind: fc.constant('unreachable' as const),
    code: octet.filter((code) => code !== Icmp.UNREACHABLE.fragmentationNeeded),
    nextHopMtu: fc.constant(0),
    quoted: octets,
  }),
  fc.record({
    kind: fc.constant('unreachable' as const),
    code: fc.constant(Icmp.UNREACHABLE.fragmentationNeeded),
    nextHopMtu: word,
    quoted: octets,
  }),
  fc.record({ kind: fc.constant('time-exceeded' as const), code: octet, quoted: octets }),
  fc.record({
    kind: fc.constant('redirect' as const),
    code: octet,
    gateway: fc.nat({ max: 0xffffffff }).map((value) => value as Ipv4Address),
    quoted: octets,
  }),
  fc.record({ kind: fc.constant('parameter-problem' as const), code: octet, pointer: octet, quoted: octets }),
  fc.record({
    kind: fc.constantFrom('timestamp' as const, 'timestamp-reply' as const),
    identifier: word,
    sequence: word,
    originate: fc.nat({ max: 0xffffffff }),
    receive: fc.nat({ max: 0xffffffff }),
    transmit: fc.nat({ max: 0xffffffff }),
  }),
  fc.record({
    kind: fc.constantFrom('mask-request' as const, 'mask-reply' as const),
    identifier: word,
    sequence: word,
    mask: fc.nat({ max: 0xffffffff }).map((value) => value as Ipv4Address),
  }),
);

// All laid out by hand from RFC 792, RFC 950 and RFC 1191.
itComplies('ICMP', Icmp, {
  vectors: [
    {
      name: 'an echo',
      value: { kind: 'echo', identifier: 1, sequence: 3, data: hex('616263') },
      octets: '08 00 3399 0001 0003 616263',
    },
    {
      name: 'a mask',
      value: { kind: 'mask-reply', identifier: 1, sequence: 2, mask: ipv4('255.255.255.0') },
      octets: '12 00 eefb 0001 0002 ffffff00',
    },
    {
      name: 'a time',
      value: { kind: 'timestamp', identifier: 1, sequence: 2, originate: 3, receive: 0, transmit: 0 },
      octets: '0d 00 f2f9 0001 0002 00000003 00000000 00000000',
    },
    {
      name: 'a need to fragment',
      value: {
        kind: 'unreachable',
        code: Icmp.UNREACHABLE.fragmentationNeeded,
        nextHopMtu: 1280,
        quoted: hex('4500'),
      },
      octets: '03 04 b2fb 0000 0500 4500',
    },
    {
      name: 'an unreachable host',
      value: { kind: 'unreachable', code: Icmp.UNREACHABLE.host, nextHopMtu: 0, quoted: hex('4500') },
      octets: '03 01 b7fe 00000000 4500',
    },
    {
      name: 'a reassembly that took too long',
      value: { kind: 'time-exceeded', code: Icmp.TIME_EXCEEDED.reassembly, quoted: hex('4500') },
      octets: '0b 01 affe 00000000 4500',
    },
    {
      name: 'a redirect',
      value: { kind: 'redirect', code: Icmp.REDIRECT.host, gateway: ipv4('192.168.0.254'), quoted: hex('4500') },
      octets: '05 01 f457 c0a800fe 4500',
    },
    {
      name: 'a parameter problem',
      value: { kind: 'parameter-problem', code: 0, pointer: 20, quoted: hex('4500') },
      octets: '0c 00 9aff 14 000000 4500',
    },
  ],
  arbitrary: anyMessage,
  prefixesMayParse: true, // ICMP carries no length; a trailing zero adds nothing to the sum
  randomHeads: ['0800', '0300', '0304', '0b01', '0500', '0c00', '0d00'],
});

describe('ICMP', () => {
  test('any one flipped bit shows', () => {
    fc.assert(
      fc.property(anyMessage, fc.nat(), (message, draw) => {
        const damaged = Icmp.emit(message);
        const bit = draw % (damaged.length * 8);
        damaged[bit >>> 3]! ^= 0x80 >>> (bit & 7);
        expect({ bit, ok: Icmp.parse(damaged).ok }).toEqual({ bit, ok: false });
      }),
    );
  });

  test('a type that we do not know is told apart from damage', () => {
    expect(Icmp.parse(hex('0f00 f0ff 0000 0000'))).toEqual({
      ok: false,
      fault: { kind: 'unsupported', field: 'Type', value: 15 },
    });
  });

  test('only messages about another packet are errors', () => {
    const errors = Array.from({ length: 256 }, (_, type) => type).filter(Icmp.isError);
    expect(errors).toEqual([3, 4, 5, 11, 12]);
  });

  test('a trace line for every kind', () => {
    const lines = fc.sample(anyMessage, { numRuns: 60, seed: 1 }).map((message) => ({
      kind: message.kind,
      line: Icmp.describe(Icmp.emit(message)),
    }));
    expect(new Set(lines.map(({ kind }) => kind)).size).toBe(10);
    expect(lines.filter(({ kind, line }) => !line.startsWith(`ICMP ${kind} `))).toEqual([]);
    expect(Icmp.describe(hex('08 00 3399 0001 0003 616263'))).toBe('ICMP echo id=0x0001 seq=3 3 octets');
  });
});
