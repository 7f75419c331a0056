import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Pptp from './pptp.js';
import { type ControlMessage, type Field, type Layout, MESSAGES, type MessageKind } from './pptp-messages.js';

interface Fixture {
  readonly messages: readonly { readonly name: string; readonly message: ControlMessage; readonly octets: string }[];
  readonly captures: readonly { readonly name: string; readonly what: string; readonly octets: string }[];
}
const FIXTURE: Fixture = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/pptp.json', import.meta.url), 'utf8'),
);

const LAYOUTS = Object.entries(MESSAGES) as [MessageKind, Layout][];

const anyValue = (field: Field): fc.Arbitrary<number | string> =>
  'text' in field
    ? fc.string({
        unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
        maxLength: field.octets,
      })
    : fc.nat({ max: 2 ** (8 * field.octets) - 1 });

const anyMessage = fc.oneof(
  ...LAYOUTS.map(([kind, { fields }]) =>
    fc
      .record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, anyValue(field)])))
      .map((values) => ({ kind, ...values }) as unknown as ControlMessage),
  ),
);

itComplies('PPTP', Pptp, {
  vectors: FIXTURE.messages.map(({ name, message, octets }) => ({ name, value: message, octets })),
  arbitrary: anyMessage,
  randomHeads: LAYOUTS.map(([, { type, length }]) =>
    [length, 1, 0x1a2b, 0x3c4d, type].map((word) => word.toString(16).padStart(4, '0')).join(''),
  ),
});

describe('PPTP control messages', () => {
  const echo = hex('0010 0001 1a2b3c4d 0005 0000 deadbeef');
  const altered = (at: number, ...octets: number[]): Uint8Array => {
    const copy = echo.slice();
    copy.set(octets, at);
    return copy;
  };

  test('every kind stands in the vectors', () => {
    expect(new Set(FIXTURE.messages.map(({ message }) => message.kind)).size).toBe(LAYOUTS.length);
    expect(LAYOUTS.map(([, { type }]) => type)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  });

  test('no two fields of a message lie on one another, none outside of it', () => {
    for (const [kind, { length, fields }] of LAYOUTS) {
      const owners = new Uint8Array(length);
      const own = (at: number, octets: number) => {
        for (let i = at; i < at + octets; i++) owners[i]!++;
      };
      own(0, Pptp.HEADER_OCTETS);
      for (const field of Object.values(fields)) {
        own(field.at, field.octets);
        if ('text' in field && field.countAt !== undefined) own(field.countAt, 2);
        expect({ kind, inside: field.at + field.octets <= length }).toEqual({ kind, inside: true });
      }
      expect({ kind, most: Math.max(...owners) }).toEqual({ kind, most: 1 });
    }
  });

  test.each([
    ['a wrong cookie', altered(4, 0x1b), { kind: 'malformed', field: 'Magic Cookie', value: 0x1b2b3c4d }],
    ['a Length below the header', altered(0, 0, 11), { kind: 'malformed', field: 'Length', value: 11 }],
    ['a Length of 0', altered(0, 0, 0), { kind: 'malformed', field: 'Length', value: 0 }],
    ['a Length beyond the longest message', altered(0, 0, 221), { kind: 'malformed', field: 'Length', value: 221 }],
    ['the Length of another kind', altered(1, 12), { kind: 'malformed', field: 'Length', value: 12 }],
    ['a message that is not all there', altered(1, 20), { kind: 'truncated', need: 20, have: 16 }],
    ['a management message', altered(3, 2), { kind: 'unsupported', field: 'PPTP Message Type', value: 2 }],
    ['an unknown type', altered(9, 99), { kind: 'unsupported', field: 'Control Message Type', value: 99 }],
  ])('%s is a fault', (_, octets, fault) => {
    expect(Pptp.parse(octets)).toEqual({ ok: false, fault });
  });

  test('every other Length of every kind is refused', () => {
    for (const [kind, layout] of LAYOUTS)
      for (let length = 0; length <= 0xffff; length += length < 256 ? 1 : 251) {
        const octets = new Uint8Array(Math.max(length, 12));
        octets.set(hex('0000 0001 1a2b3c4d'));
        octets[9] = layout.type;
        new DataView(octets.buffer).setUint16(0, length);
        expect({ kind, length, ok: Pptp.parse(octets).ok }).toEqual({ kind, length, ok: length === layout.length });
      }
  });

  test('reserved fields are ignored', () => {
    expect(Pptp.parse(altered(Pptp.AT.reserved, 0xff, 0xff))).toEqual(Pptp.parse(echo));
  });

  test('a name of 64 octets needs no terminator, a longer one is cut, and what is no octet becomes ?', () => {
    const request = FIXTURE.messages[0]!.message as Extract<ControlMessage, { kind: 'StartControlConnectionRequest' }>;
    const named = (hostName: string) => {
      const result = Pptp.parse(Pptp.emit({ ...request, hostName }));
      return result.ok && 'hostName' in result.value && [result.value.hostName, result.value.vendorName];
    };
    expect(named('x'.repeat(64))).toEqual(['x'.repeat(64), request.vendorName]);
    expect(named('x'.repeat(70))).toEqual(['x'.repeat(64), request.vendorName]);
    expect(named('東京')).toEqual(['??', request.vendorName]);
  });

  test('describes a message in one line', () => {
    expect(Pptp.describe(echo)).toBe('PPTP EchoRequest identifier=3735928559');
    expect(Pptp.describe(altered(9, 99))).toBe('PPTP (unsupported Control Message Type 0x63)');
  });

  test('what pptp-linux and pptpd send is read, and written back the same', () => {
    const control = FIXTURE.captures.filter(({ name }) => !/ack|gre/.test(name));
    expect(control).toHaveLength(9);
    for (const { name, octets } of control) {
      const all = hex(octets);
      for (let at = 0; at < all.length; ) {
        const result = Pptp.parse(all.subarray(at));
        if (!result.ok) throw new Error(`${name}: ${Pptp.describe(all.subarray(at))}`);
        const length = Pptp.lengthOf(result.value);
        expect(unhex(Pptp.emit(result.value))).toBe(unhex(all.subarray(at, at + length)));
        at += length;
      }
    }
  });
});
