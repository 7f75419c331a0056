import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Gre from './gre.js';
import { viewOf } from './parsed.js';

interface Fixture {
  readonly packets: readonly {
    readonly name: string;
    readonly packet: Omit<Gre.GrePacket, 'payload'> & { readonly payload: string };
    readonly octets: string;
  }[];
  readonly captures: readonly { readonly name: string; readonly octets: string }[];
}
const FIXTURE: Fixture = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/pptp.json', import.meta.url), 'utf8'),
);
const VECTORS = FIXTURE.packets.map(({ name, packet, octets }) => ({
  name,
  value: { ...packet, payload: hex(packet.payload) },
  octets,
}));

const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffffffff });
const payload = fc.uint8Array({ minLength: 1, maxLength: 64 });

itComplies<Gre.GrePacket>('GRE', Gre, {
  vectors: VECTORS,
  arbitrary: fc.oneof(
    fc.record({ callId: u16, sequence: u32, payload }),
    fc.record({ callId: u16, sequence: u32, acknowledgement: u32, payload }),
    fc.record({ callId: u16, acknowledgement: u32, payload: fc.constant(new Uint8Array()) }),
  ),
  randomHeads: ['3001880b 0010', '3081880b 0010', '2081880b 0000'],
});

/** What the hot path makes of the same octets, away from the start of its memory. */
function headerOctets(octets: Uint8Array): number {
  const memory = new Uint8Array(octets.length + 7);
  memory.set(octets, 7);
  return Gre.headerOctetsAt(viewOf(memory), 7, octets.length);
}

describe('enhanced GRE', () => {
  test.each([
    ['a checksum', 'b001880b 0001 abcd 00000000 00'],
    ['routing', '7001880b 0001 abcd 00000000 00'],
    ['no key', '1001880b 0001 abcd 00000000 00'],
    ['a source route', '3801880b 0001 abcd 00000000 00'],
    ['recursion', '3101880b 0001 abcd 00000000 00'],
    ['a spare flag', '3041880b 0001 abcd 00000000 00'],
    ['version 0', '3000880b 0001 abcd 00000000 00'],
    ['another protocol', '30010800 0001 abcd 00000000 00'],
    ['neither number', '2001880b 0000 abcd 00000000'],
    ['data without payload', '3001880b 0000 abcd 00000000'],
    ['an acknowledgement with payload', '2081880b 0001 abcd 00000000 00'],
    ['more payload than there is', '3001880b 0002 abcd 00000000 00'],
    ['more payload than there is behind two numbers', '3081880b 0001 abcd 00000000 00000000'],
  ])('refuses %s', (_, octets) => {
    expect(Gre.parse(hex(octets)).ok).toBe(false);
    expect(headerOctets(hex(octets))).toBe(0);
  });

  test('padding behind the payload is cut off', () => {
    const result = Gre.parse(hex('3001880b 0001 abcd 00000000 21 0000000000'));
    expect(result).toEqual({ ok: true, value: { callId: 0xabcd, sequence: 0, payload: hex('21') } });
  });

  test('the hot path takes exactly what parse takes', () => {
    const heads = ['3001880b', '3081880b', '2081880b', '3001880a', '3011880b'].map(hex);
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 40 }), fc.nat({ max: 40 }), (head, rest, n) => {
        const octets = new Uint8Array([...head, 0, n, ...rest]);
        const result = Gre.parse(octets);
        const header = result.ok ? Gre.lengthOf(result.value) - result.value.payload.length : 0;
        expect(headerOctets(octets)).toBe(header);
      }),
      { numRuns: 2000 },
    );
  });

  test('the first packets of pptp-linux and pptpd are read', () => {
    const first = (name: string) => {
      const header = hex(FIXTURE.captures.find((capture) => capture.name === name)!.octets);
      const octets = new Uint8Array(12 + header[5]!);
      octets.set(header);
      return Gre.describe(octets);
    };
    expect(first('pptp-linux-gre-first-header')).toBe('GRE call=43981 seq=1 33 octets');
    expect(first('pptpd-gre-first-header')).toBe('GRE call=4660 seq=0 12 octets');
    const alone = FIXTURE.captures.find(({ name }) => name === 'pptp-linux-ackonly')!.octets;
    expect(Gre.describe(hex(alone))).toBe('GRE call=43981 ack=5 0 octets');
    expect(unhex(Gre.emit({ callId: 0xabcd, acknowledgement: 5, payload: hex('') }))).toBe(alone);
  });
});
