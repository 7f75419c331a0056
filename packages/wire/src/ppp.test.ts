import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Ipv4Address, ipv4 } from './address.js';
import * as Ccp from './ccp-options.js';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Control from './control-protocol.js';
import * as Ipcp from './ipcp-options.js';
import * as Lcp from './lcp-options.js';
import * as Mppe from './mppe.js';
import type { UnknownOption } from './option-list.js';
import * as Ppp from './ppp.js';

interface FrameVector {
  readonly id: string;
  readonly kind: string;
  readonly expect: { readonly wire: string };
}
const FRAMES: readonly FrameVector[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/ppp.json', import.meta.url), 'utf8'),
).vectors.filter(({ kind }: FrameVector) => kind === 'ppp-frame');

/** The control packet, or whatever else the frame of a vector carries. */
const informationOf = (id: string): string => {
  const frame = Ppp.parse(hex(FRAMES.find((vector) => vector.id === id)!.expect.wire));
  if (!frame.ok) throw new Error(id);
  return unhex(frame.value.information);
};
const optionsOf = (id: string): string => informationOf(id).slice(8);

const octets = (maxLength: number, minLength = 0) => fc.uint8Array({ minLength, maxLength });
const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffffffff });
const anyAddress = u32.map((value) => value as Ipv4Address);

itComplies('PPP', Ppp, {
  vectors: FRAMES.map(({ id, expect: { wire } }) => {
    const addressAndControl = wire.startsWith('ff03');
    const rest = addressAndControl ? wire.slice(4) : wire;
    const compressedProtocol = (Number.parseInt(rest.slice(0, 2), 16) & 1) === 1;
    const digits = compressedProtocol ? 2 : 4;
    return {
      name: id,
      value: {
        addressAndControl,
        compressedProtocol,
        protocol: Number.parseInt(rest.slice(0, digits), 16),
        information: hex(rest.slice(digits)),
      },
      octets: wire,
    };
  }),
  arbitrary: fc
    .record({ addressAndControl: fc.boolean(), protocol: u16, short: fc.boolean(), information: octets(40) })
    .filter(({ protocol }) => (protocol & 0x0100) === 0) // an odd first octet would be a number of one octet
    .map(({ short, ...frame }) => ({
      ...frame,
      compressedProtocol: short && frame.protocol < 0xff && (frame.protocol & 1) === 1,
    })),
  prefixesMayParse: true,
  randomHeads: ['ff03', 'ff03c021', 'ff038021', 'ff0380fd', 'ff03c223', 'c023', 'fd'],
});

itComplies('PPP control packet', Control, {
  vectors: FRAMES.filter(({ id }) => /^(?:lcp|ccp|ipcp)-/.test(id)).map(({ id }) => {
    const wire = informationOf(id);
    return {
      name: id,
      value: {
        code: Number.parseInt(wire.slice(0, 2), 16),
        identifier: Number.parseInt(wire.slice(2, 4), 16),
        data: hex(wire.slice(8)),
      },
      octets: wire,
    };
  }),
  arbitrary: fc.record({ code: fc.nat({ max: 255 }), identifier: fc.nat({ max: 255 }), data: octets(60) }),
  randomHeads: ['0101 0008', '0505'],
});

/** Of a type that no record claims, or with a length that its record does not have. */
const unknownOption = (types: readonly number[]): fc.Arbitrary<UnknownOption> =>
  fc.record({ type: fc.nat({ max: 255 }).filter((type) => !types.includes(type)), data: octets(20) }).map((option) => ({
    kind: 'Unknown',
    ...option,
  }));

const LCP_TYPES = [1, 2, 3, 4, 5, 7, 8, 13, 17, 18, 19, 23];

itComplies('LCP options', Lcp, {
  vectors: [
    {
      name: 'a full request',
      value: [
        { kind: 'MaximumReceiveUnit', value: 1400 },
        { kind: 'AsyncControlCharacterMap', value: 0 },
        { kind: 'AuthenticationProtocol', protocol: 0xc223, data: Uint8Array.of(0x81) },
        { kind: 'MagicNumber', value: 0x01020304 },
        { kind: 'ProtocolFieldCompression' },
        { kind: 'AddressAndControlFieldCompression' },
      ],
      octets: optionsOf('lcp-confreq'),
    },
    {
      name: 'what Windows offers and everybody rejects',
      value: [
        { kind: 'Callback', data: Uint8Array.of(6) },
        { kind: 'MaximumReceivedReconstructedUnit', value: 1614 },
        { kind: 'EndpointDiscriminator', data: hex('01c0000201') },
      ],
      octets: optionsOf('lcp-confrej-callback'),
    },
    {
      name: 'a Magic-Number of three octets',
      value: [{ kind: 'Unknown', type: 5, data: hex('010203') }],
      octets: '0505010203',
    },
  ],
  arbitrary: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('MaximumReceiveUnit' as const), value: u16 }),
      fc.record({ kind: fc.constant('AsyncControlCharacterMap' as const), value: u32 }),
      fc.record({ kind: fc.constant('AuthenticationProtocol' as const), protocol: u16, data: octets(4) }),
      fc.record({ kind: fc.constant('QualityProtocol' as const), data: octets(8, 2) }),
      fc.record({ kind: fc.constant('MagicNumber' as const), value: u32 }),
      fc.constant({ kind: 'ProtocolFieldCompression' as const }),
      fc.constant({ kind: 'AddressAndControlFieldCompression' as const }),
      fc.record({ kind: fc.constant('Callback' as const), data: octets(8, 1) }),
      fc.record({ kind: fc.constant('MaximumReceivedReconstructedUnit' as const), value: u16 }),
      fc.constant({ kind: 'ShortSequenceNumbers' as const }),
      fc.record({ kind: fc.constant('EndpointDiscriminator' as const), data: octets(20, 1) }),
      fc.record({ kind: fc.constant('LinkDiscriminator' as const), value: u16 }),
      unknownOption(LCP_TYPES),
    ),
    { maxLength: 6 },
  ),
  prefixesMayParse: true,
  randomHeads: ['0104 05dc', '0305 c22381', '0506', '0500', '0501', '0dff'],
});

itComplies('IPCP options', Ipcp, {
  vectors: [
    {
      name: 'what a Windows client asks for',
      value: (['IpAddress', 'PrimaryDns', 'PrimaryNbns', 'SecondaryDns', 'SecondaryNbns'] as const).map((kind) => ({
        kind,
        address: ipv4('0.0.0.0'),
      })),
      octets: optionsOf('ipcp-confreq-client'),
    },
    {
      name: 'what it is told',
      value: [
        { kind: 'IpAddress', address: ipv4('192.168.100.10') },
        { kind: 'PrimaryDns', address: ipv4('192.0.2.53') },
        { kind: 'PrimaryNbns', address: ipv4('192.0.2.42') },
        { kind: 'SecondaryDns', address: ipv4('198.51.100.53') },
        { kind: 'SecondaryNbns', address: ipv4('198.51.100.42') },
      ],
      octets: optionsOf('ipcp-confnak-server'),
    },
    {
      name: 'a server that compresses',
      value: [
        { kind: 'IpCompressionProtocol', data: hex('002d0f01') },
        { kind: 'IpAddress', address: ipv4('192.168.100.1') },
      ],
      octets: optionsOf('ipcp-confreq-server-vj'),
    },
  ],
  arbitrary: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('IpAddresses' as const), data: octets(8) }),
      fc.record({ kind: fc.constant('IpCompressionProtocol' as const), data: octets(6, 2) }),
      fc.record({
        kind: fc.constantFrom(
          'IpAddress' as const,
          'PrimaryDns' as const,
          'PrimaryNbns' as const,
          'SecondaryDns' as const,
          'SecondaryNbns' as const,
        ),
        address: anyAddress,
      }),
      unknownOption([1, 2, 3, 129, 130, 131, 132]),
    ),
    { maxLength: 6 },
  ),
  prefixesMayParse: true,
  randomHeads: ['0306', '8106 00000000', '0300', '8201'],
});

itComplies('CCP options', Ccp, {
  vectors: [
    ...(
      [
        ['ccp-confreq-mppe-128-stateless', 0x01000040],
        ['ccp-confreq-mppe-40-128-stateless', 0x01000060],
        ['ccp-confreq-mppe-all-stateless', 0x010000e0],
        ['ccp-confreq-mppe-128-stateful', 0x00000040],
        ['ccp-confreq-mppe-mppc-only', 0x00000001],
      ] as const
    ).map(([id, value]) => ({ name: id, value: [{ kind: 'Mppe' as const, value }], octets: optionsOf(id) })),
    // Laid out by hand from RFC 1974 §2.
    { name: 'Stac LZS', value: [{ kind: 'StacLzs', historyCount: 1, checkMode: 4 }], octets: '1105000104' },
  ],
  arbitrary: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('Mppe' as const), value: u32 }),
      fc.record({ kind: fc.constant('StacLzs' as const), historyCount: u16, checkMode: fc.nat({ max: 255 }) }),
      unknownOption([17, 18]),
    ),
    { maxLength: 4 },
  ),
  prefixesMayParse: true,
  randomHeads: ['1206 01000040', '1200', '1105'],
});

itComplies('MPPE', Mppe, {
  vectors: [
    {
      name: 'the first packet of a stateless session',
      value: {
        flushed: true,
        front: false,
        compressed: false,
        encrypted: true,
        coherencyCount: 0,
        data: hex('70581b7bb02a78ccb605fd4a0d'),
      },
      octets: informationOf('ppp-mppe-ff03'),
    },
  ],
  arbitrary: fc.record({
    flushed: fc.boolean(),
    front: fc.boolean(),
    compressed: fc.boolean(),
    encrypted: fc.boolean(),
    coherencyCount: fc.nat({ max: 0xfff }),
    data: octets(30),
  }),
  prefixesMayParse: true,
});

describe('PPP', () => {
  test('a header is read in place and written in front', () => {
    const packet = hex('0000 ff03 0021 4500');
    expect(Ppp.headerAt(packet, 2, 6)).toBe((4 << 16) | 0x0021);
    expect(Ppp.headerAt(packet, 4, 4)).toBe((2 << 16) | 0x0021);
    expect(Ppp.headerAt(packet, 5, 3)).toBe((1 << 16) | 0x21);
    expect(Ppp.headerAt(packet, 2, 3)).toBe(Ppp.NO_HEADER);
    expect(Ppp.headerAt(hex('ff21'), 0, 2)).toBe(Ppp.NO_HEADER);
    for (const acfc of [false, true])
      for (const pfc of [false, true])
        for (const protocol of [0x0021, 0xc021]) {
          const length = Ppp.headerOctets(protocol, acfc, pfc);
          const written = new Uint8Array(6).fill(0xa5);
          Ppp.writeHeaderAt(written, 1, protocol, acfc, pfc);
          expect(written[0]).toBe(0xa5);
          expect(written[1 + length]).toBe(0xa5);
          expect(Ppp.headerAt(written, 1, length)).toBe((length << 16) | protocol);
        }
  });

  test('padding behind a control packet is no part of it', () => {
    expect(Control.parse(hex('0907 0008 01020304 00000000'))).toEqual({
      ok: true,
      value: { code: 9, identifier: 7, data: hex('01020304') },
    });
  });

  test.each([
    ['a length of 0', '0500'],
    ['a length of 1', '0501'],
    ['an overrun', '0104 05dc 0506 0102'],
    ['a type alone', '01'],
  ])('an option list with %s is a fault', (_, octets) => {
    for (const { parse } of [Lcp, Ipcp, Ccp]) expect(parse(hex(octets)).ok).toBe(false);
  });

  test('the data of Echo and Protocol-Reject', () => {
    expect(unhex(Control.echoData(0x01020304, hex('aabb')))).toBe('01020304aabb');
    expect(Control.magicNumberOf(hex('01020304aabb'))).toBe(0x01020304);
    expect(Control.magicNumberOf(hex('010203'))).toBeUndefined();
    const rejected = Control.protocolRejectData(0x8057, hex('0101000e010a0000000000000001'), 1500);
    expect(unhex(rejected)).toBe(informationOf('lcp-protrej-ip6cp').slice(8));
    expect(Control.rejectedProtocolOf(rejected)).toBe(0x8057);
    expect(Control.rejectedProtocolOf(hex('80'))).toBeUndefined();
    expect(Control.protocolRejectData(0x8057, new Uint8Array(1600), 1500)).toHaveLength(1496);
  });

  test('why Windows hung up', () => {
    expect(Control.windowsReasonOf(hex('1a2b3c4d 003ccd74 000002e6'))).toBe(742);
    expect(Control.windowsReasonOf(hex('1a2b3c4d 003ccd74 00000000'))).toBe(0);
    expect(Control.windowsReasonOf(hex('1a2b3c4d 003ccd75 00000000'))).toBeUndefined();
    expect(Control.windowsReasonOf(hex('627965'))).toBeUndefined();
  });

  test.each([
    [
      'lcp-confreq',
      'LCP ConfigureRequest id=1 MaximumReceiveUnit=1400 AsyncControlCharacterMap=0x00000000 AuthenticationProtocol=c223,81 MagicNumber=0x01020304 ProtocolFieldCompression AddressAndControlFieldCompression',
    ],
    ['lcp-termreq', 'LCP TerminateRequest id=6 627965'],
    ['ccp-confreq-mppe-all-stateless', 'CCP ConfigureRequest id=9 Mppe +H +M +S +L -D -C'],
    ['ccp-resetreq', 'CCP ResetRequest id=10'],
    ['ipcp-confreq-server-vj', 'IPCP ConfigureRequest id=12 IpCompressionProtocol=002d0f01 IpAddress=192.168.100.1'],
    ['chap-v2-success', 'CHAP Success id=7 message="S=407A5589115FD0D6209F510FE9C04566932CDA56 M=Welcome"'],
    ['ppp-mppe-acfc-pfc', 'MPPE count=0 flags=AD 13 octets'],
    ['ppp-ip-acfc-pfc', 'PPP IPv4 32 octets'],
  ])('describes %s', (id, line) => {
    expect(Ppp.describe(hex(FRAMES.find((vector) => vector.id === id)!.expect.wire))).toBe(line);
  });
});
