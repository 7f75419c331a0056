import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as Chap from './chap.js';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Pap from './pap.js';

interface Fixture {
  readonly vectors: readonly { readonly id: string; readonly expect: { readonly wire: string } }[];
}
const FIXTURE: Fixture = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/ppp.json', import.meta.url), 'utf8'),
);
/** Behind FF 03 and the protocol. */
const packetOf = (id: string): string => FIXTURE.vectors.find((vector) => vector.id === id)!.expect.wire.slice(8);

const text = (maxLength: number) =>
  fc.string({ unit: fc.nat({ max: 255 }).map((code) => String.fromCharCode(code)), maxLength });
const identifier = fc.nat({ max: 255 });

const V2_RESPONSE = {
  peerChallenge: hex('21402324255e262a28295f2b3a337c7e'),
  ntResponse: hex('82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df'),
  flags: 0,
};

itComplies('CHAP', Chap, {
  vectors: [
    {
      name: 'a Challenge',
      value: { kind: 'Challenge', identifier: 7, value: hex('5b5d7c7d7b3f2f3e3c2c602132262628'), name: 'RTX-TEST' },
      octets: packetOf('chap-v2-challenge'),
    },
    {
      name: 'a Response',
      value: { kind: 'Response', identifier: 7, value: Chap.writeMschapV2Response(V2_RESPONSE), name: 'User' },
      octets: packetOf('chap-v2-response'),
    },
    {
      name: 'a Success',
      value: {
        kind: 'Success',
        identifier: 7,
        message: 'S=407A5589115FD0D6209F510FE9C04566932CDA56 M=Welcome',
      },
      octets: packetOf('chap-v2-success'),
    },
    {
      name: 'a Failure',
      value: { kind: 'Failure', identifier: 8, message: 'E=691 R=1 C=0123456789ABCDEF V=3' },
      octets: packetOf('chap-v1-failure'),
    },
    { name: 'an empty Success', value: { kind: 'Success', identifier: 1, message: '' }, octets: '0301 0004' },
  ],
  arbitrary: fc.oneof(
    fc.record({
      kind: fc.constantFrom('Challenge' as const, 'Response' as const),
      identifier,
      value: fc.uint8Array({ minLength: 1, maxLength: 255 }),
      name: text(64),
    }),
    fc.record({ kind: fc.constantFrom('Success' as const, 'Failure' as const), identifier, message: text(64) }),
  ),
  randomHeads: ['0101 0020 10', '0201 003a 31', '0301 0010', '0401 0020'],
});

itComplies('PAP', Pap, {
  vectors: [
    // Laid out by hand from RFC 1334 §2.2.
    {
      name: 'a request',
      value: { kind: 'AuthenticateRequest', identifier: 1, peerId: 'user', password: 'pass' },
      octets: '0101 000e 04 75736572 04 70617373',
    },
    { name: 'an Ack', value: { kind: 'AuthenticateAck', identifier: 1, message: 'ok' }, octets: '0201 0007 02 6f6b' },
    { name: 'a Nak', value: { kind: 'AuthenticateNak', identifier: 1, message: '' }, octets: '0301 0005 00' },
  ],
  arbitrary: fc.oneof(
    fc.record({
      kind: fc.constant('AuthenticateRequest' as const),
      identifier,
      peerId: text(64),
      password: text(64),
    }),
    fc.record({
      kind: fc.constantFrom('AuthenticateAck' as const, 'AuthenticateNak' as const),
      identifier,
      message: text(64),
    }),
  ),
  randomHeads: ['0101 0010 04', '0201 0008', '0301 0005 00'],
});

describe('CHAP', () => {
  test.each([0, 13, 255])('a value size of %d that does not fit is a fault', (size) => {
    const octets = hex('0101 0011 00 000000000000000000000000');
    octets[4] = size;
    expect(Chap.parse(octets)).toEqual({ ok: false, fault: { kind: 'malformed', field: 'Value-Size', value: size } });
  });

  test('an Ack without even a Message length is an Ack; a password stays out of the trace', () => {
    expect(Pap.parse(hex('0207 0004'))).toEqual({
      ok: true,
      value: { kind: 'AuthenticateAck', identifier: 7, message: '' },
    });
    expect(Pap.describe(hex('0101 000e 04 75736572 04 70617373'))).toBe('PAP AuthenticateRequest id=1 "user"');
    expect(
      Pap.emit({ kind: 'AuthenticateRequest', identifier: 1, peerId: 'x'.repeat(300), password: 'y' }),
    ).toHaveLength(262);
  });

  test('the value of an MS-CHAP response', () => {
    const v1 = hex(packetOf('chap-v1-response')).subarray(5, 54);
    expect(Chap.readMschapResponse(v1)).toEqual({
      lmResponse: new Uint8Array(24),
      ntResponse: hex('4e9d3c8f9cfd385d5bf4d3246791956ca4c351ab409a3d61'),
      useNt: true,
    });
    expect(unhex(Chap.writeMschapResponse(Chap.readMschapResponse(v1)!))).toBe(unhex(v1));
    expect(Chap.readMschapV2Response(Chap.writeMschapV2Response(V2_RESPONSE))).toEqual(V2_RESPONSE);
    for (const length of [0, 48, 50]) {
      expect(Chap.readMschapResponse(new Uint8Array(length))).toBeUndefined();
      expect(Chap.readMschapV2Response(new Uint8Array(length))).toBeUndefined();
    }
  });

  test.each([
    [
      'E=691 R=1 C=21402324255E262A28295F2B3A337C7E V=3 M=Access denied',
      {
        error: 691,
        retry: true,
        challenge: hex('21402324255e262a28295f2b3a337c7e'),
        version: 3,
        message: 'Access denied',
      },
    ],
    ['E=691 R=0 V=3', { error: 691, retry: false, version: 3 }],
    ['E=691 R=1 C=0123456789ABCDEF V=0', { error: 691, retry: true, challenge: hex('0123456789abcdef'), version: 0 }],
    ['R=1 X=7 E=648 M= E=1 R=0', { error: 648, retry: true, message: ' E=1 R=0' }],
    ['E=1', { error: 1, retry: false }],
  ])('reads %j', (text, failure) => {
    expect(Chap.readMschapFailure(text)).toEqual(failure);
    expect(Chap.readMschapFailure(Chap.writeMschapFailure(failure))).toEqual(failure);
  });

  test('any text of a Failure is read without a throw', () => {
    expect(Chap.readMschapFailure('Access denied')).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ERCVM=01 9aF\u00ff') }), (text) => {
        Chap.readMschapFailure(text);
      }),
      { numRuns: 1000 },
    );
  });
});
