import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipv4 } from './address.js';
import { type Codec, hex, itComplies, unhex } from './compliance.suite.js';
import * as Udp from './udp.js';

const source = ipv4('10.0.0.1');
const destination = ipv4('10.0.0.2');

/** The codec between two hosts: the addresses are in the checksum. */
const between: Codec<Udp.UdpDatagram> = {
  parse: (octets) => Udp.parse(octets, source, destination),
  emitInto: (datagram, octets) => Udp.emitInto(datagram, octets, source, destination),
  lengthOf: Udp.lengthOf,
  describe: Udp.describe,
};

const word = fc.nat({ max: 0xffff });
const anyDatagram = fc.record({
  sourcePort: word,
  destinationPort: word,
  payload: fc.uint8Array({ maxLength: 60 }),
});

itComplies('UDP', between, {
  vectors: [
    {
      name: 'a datagram of odd length', // laid out by hand from RFC 768
      value: { sourcePort: 68, destinationPort: 67, payload: hex('616263') },
      octets: '0044 0043 000b 26ec 616263',
    },
  ],
  arbitrary: anyDatagram,
  randomHeads: ['0044 0043 0008', '0044 0043 0010 0000'],
});

describe('UDP', () => {
  test('a checksum of zero says that there is none', () => {
    expect(between.parse(hex('0044 0043 000b 0000 616263')).ok).toBe(true);
    expect(between.parse(hex('0044 0043 000b 0001 616263'))).toEqual({
      ok: false,
      fault: { kind: 'malformed', field: 'Checksum', value: 1 },
    });
  });

  test('a computed zero goes out as all ones', () => {
    // Chosen so that everything else sums up to 0xffff.
    const datagram = { sourcePort: 0, destinationPort: 0, payload: hex('ebd7') };
    expect(unhex(Udp.emit(datagram, source, destination))).toBe('00000000000affffebd7');
    expect(between.parse(Udp.emit(datagram, source, destination)).ok).toBe(true);
  });

  test('addresses that were changed on the way show', () => {
    fc.assert(
      fc.property(anyDatagram, (datagram) => {
        const octets = Udp.emit(datagram, source, destination);
        expect(Udp.parse(octets, source, ipv4('10.0.0.3')).ok).toBe(false);
        expect(Udp.parse(octets, destination, source).ok).toBe(true); // swapped ones cannot
      }),
    );
  });

  test('what is behind the datagram is no part of it', () => {
    fc.assert(
      fc.property(anyDatagram, fc.uint8Array({ maxLength: 9 }), (datagram, behind) => {
        const octets = Udp.emit(datagram, source, destination);
        expect(between.parse(Uint8Array.of(...octets, ...behind))).toEqual({ ok: true, value: datagram });
      }),
    );
  });
});
