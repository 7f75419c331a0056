import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipv4 } from './address.js';
import * as Tcp from './tcp.js';
import { limitMssAt } from './tcp-mss.js';

const SOURCE = ipv4('192.168.0.2');
const DESTINATION = ipv4('203.0.113.9');

/** A segment whose options are these octets, filled up to whole words with zeros. */
function segmentOf(flags: number, options: readonly number[], payload = new Uint8Array(0)): Uint8Array {
  const header = Tcp.HEADER_OCTETS + ((options.length + 3) & ~3);
  const octets = new Uint8Array(header + payload.length);
  octets.set([0x04, 0x01, 0x00, 0x50, 0, 0, 0, 7]);
  octets[Tcp.AT.dataOffset] = (header / 4) << 4;
  octets[Tcp.AT.flags] = flags;
  octets.set(options, Tcp.HEADER_OCTETS);
  octets.set(payload, header);
  Tcp.writeChecksum(octets, SOURCE, DESTINATION);
  return octets;
}

const limited = (octets: Uint8Array, limit: number): boolean => {
  const room = new Uint8Array(octets.length + 7).fill(0xaa);
  room.set(octets, 3);
  const changed = limitMssAt(new DataView(room.buffer), 3, 3 + octets.length, limit);
  octets.set(room.subarray(3, 3 + octets.length));
  expect([...room.subarray(0, 3), ...room.subarray(3 + octets.length)].every((octet) => octet === 0xaa)).toBe(true);
  return changed;
};

const mssOf = (octets: Uint8Array): number[] => {
  const segment = Tcp.parse(octets);
  return segment.ok ? segment.value.options.flatMap((option) => (option.kind === 'mss' ? [option.octets] : [])) : [];
};

describe('the maximum segment size of a SYN', () => {
  test('is lowered to the limit, and never raised', () => {
    const syn = segmentOf(Tcp.FLAG.syn, [2, 4, 0x05, 0xb4, 1, 3, 3, 7]);
    expect(limited(syn, 1400)).toBe(true);
    expect([mssOf(syn), Tcp.checksumHolds(syn, SOURCE, DESTINATION)]).toEqual([[1400], true]);
    expect(limited(syn, 1460)).toBe(false);
    expect(mssOf(syn)).toEqual([1400]);
  });

  test('also where it lies astride two words, and in the answer', () => {
    const syn = segmentOf(Tcp.FLAG.syn | Tcp.FLAG.ack, [1, 2, 4, 0x05, 0xb4]);
    expect(limited(syn, 1240)).toBe(true);
    expect([mssOf(syn), Tcp.checksumHolds(syn, SOURCE, DESTINATION)]).toEqual([[1240], true]);
  });

  test('of segments without SYN is left alone', () => {
    const octets = segmentOf(Tcp.FLAG.ack, [2, 4, 0x05, 0xb4]);
    expect(limited(octets, 1240)).toBe(false);
    expect(mssOf(octets)).toEqual([1460]);
  });

  /** Options as they come, well and badly made. */
  const option = fc.oneof(
    fc.nat({ max: 0xffff }).map((mss) => [2, 4, mss >>> 8, mss & 0xff]),
    fc.constantFrom([1], [0], [3, 3, 7], [4, 2], [8, 10, 1, 2, 3, 4, 5, 6, 7, 8], [2, 3, 5], [2, 2], [2, 0], [254, 40]),
    fc.uint8Array({ minLength: 1, maxLength: 5 }).map((octets) => [...octets]),
  );

  test('whatever the options: the checksum holds, none is above the limit, and nothing else changes', () => {
    fc.assert(
      fc.property(
        fc.array(option, { maxLength: 10 }),
        fc.integer({ min: 536, max: 1460 }),
        fc.uint8Array({ maxLength: 9 }),
        fc.boolean(),
        (options, limit, payload, isSyn) => {
          const octets = segmentOf(isSyn ? Tcp.FLAG.syn : Tcp.FLAG.psh, options.flat().slice(0, 40), payload);
          const before = octets.slice();
          const asked = mssOf(before);
          const changed = limited(octets, limit);
          expect(Tcp.checksumHolds(octets, SOURCE, DESTINATION)).toBe(true);
          if (!isSyn) expect(octets).toEqual(before);
          else if (asked.length > 0) {
            expect(mssOf(octets)).toEqual(asked.map((mss) => Math.min(mss, limit)));
            expect(changed).toBe(asked.some((mss) => mss > limit));
          }
          const touched = [...octets].filter((octet, i) => octet !== before[i]).length;
          if (!changed) expect(touched).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('cut short anywhere: never a throw, never an octet behind the end', () => {
    fc.assert(
      fc.property(fc.array(option, { maxLength: 10 }), fc.nat({ max: 70 }), (options, length) => {
        const octets = segmentOf(Tcp.FLAG.syn, options.flat().slice(0, 40), new Uint8Array(4)).slice(0, length);
        const before = octets.slice();
        const changed = limited(octets, 536);
        if (!changed) expect(octets).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  test('of any octets at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (octets) => {
        limited(octets, 1000);
      }),
      { numRuns: 1000 },
    );
  });
});
