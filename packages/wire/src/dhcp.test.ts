import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipv4, type MacAddress, mac, UNSPECIFIED } from './address.js';
import { hex, itComplies } from './compliance.suite.js';
import * as Dhcp from './dhcp.js';
import * as Option from './dhcp-options.js';

const { OPTION } = Option;
const ZEROS = (octets: number): string => '00'.repeat(octets);

const DISCOVER: Dhcp.DhcpMessage = {
  op: 'request',
  hops: 0,
  transactionId: 0x3903f326,
  secs: 5,
  broadcast: true,
  clientAddress: UNSPECIFIED,
  yourAddress: UNSPECIFIED,
  nextServer: UNSPECIFIED,
  relayAgent: UNSPECIFIED,
  hardwareAddress: mac('00:00:5e:00:53:01'),
  serverName: '',
  bootFile: '',
  options: [
    Dhcp.messageType('DHCPDISCOVER'),
    Option.octets(OPTION.clientIdentifier, hex('01 00005e005301')),
    Option.octets(OPTION.parameterRequestList, hex('01 03 06 0f')),
  ],
};

const ACK: Dhcp.DhcpMessage = {
  ...DISCOVER,
  op: 'reply',
  secs: 0,
  broadcast: false,
  yourAddress: ipv4('192.168.100.2'),
  nextServer: ipv4('192.168.100.1'),
  bootFile: 'a',
  options: [
    Dhcp.messageType('DHCPACK'),
    Option.addresses(OPTION.serverIdentifier, [ipv4('192.168.100.1')]),
    Option.number(OPTION.leaseTime, 259_200),
    Option.addresses(OPTION.subnetMask, [ipv4('255.255.255.0')]),
    Option.text(OPTION.domainName, 'example.jp'),
  ],
};

const anyAddress = fc.nat({ max: 0xffff_ffff }).map((n) => n as never);
const anyText = (max: number) => fc.string({ unit: fc.constantFrom(...'abc.-/'), maxLength: max });
const anyOptions = fc
  .uniqueArray(
    fc.integer({ min: 1, max: 254 }).filter((code) => code !== OPTION.overload),
    { maxLength: 12 },
  )
  .chain((codes) =>
    fc.tuple(
      ...codes.map((code) =>
        fc.uint8Array({ maxLength: code % 5 === 0 ? 600 : 40 }).map((data): Option.DhcpOption => ({ code, data })),
      ),
    ),
  );

const anyMessage: fc.Arbitrary<Dhcp.DhcpMessage> = fc.record({
  op: fc.constantFrom('request' as const, 'reply' as const),
  hops: fc.nat({ max: 255 }),
  transactionId: fc.nat({ max: 0xffff_ffff }),
  secs: fc.nat({ max: 0xffff }),
  broadcast: fc.boolean(),
  clientAddress: anyAddress,
  yourAddress: anyAddress,
  nextServer: anyAddress,
  relayAgent: anyAddress,
  hardwareAddress: fc.nat({ max: 0xffff_ffff_ffff }).map((n) => n as MacAddress),
  serverName: anyText(63),
  bootFile: anyText(127),
  options: anyOptions,
});

const HEAD = `02 01 06 00 3903f326 0000 0000 00000000 c0a86402 c0a86401 00000000 00005e005301${ZEROS(10)}`;

itComplies('DHCP', Dhcp, {
  vectors: [
    {
      name: 'a DHCPDISCOVER', // laid out by hand from RFC 2131 §2 and RFC 2132
      value: DISCOVER,
      octets: `01 01 06 00 3903f326 0005 8000 ${ZEROS(16)} 00005e005301${ZEROS(10)} ${ZEROS(192)}
        63825363 350101 3d0701 00005e005301 37040103060f ff ${ZEROS(300 - 240 - 3 - 9 - 6 - 1)}`,
    },
    {
      name: 'a DHCPACK',
      value: ACK,
      octets: `${HEAD} ${ZEROS(64)} 61${ZEROS(127)} 63825363 350105 3604c0a86401 33040003f480 0104ffffff00
        0f0a6578616d706c652e6a70 ff ${ZEROS(300 - 240 - 3 - 6 - 6 - 6 - 12 - 1)}`,
    },
  ],
  arbitrary: anyMessage,
  prefixesMayParse: true, // the end option and the pads behind it may be missing
  randomHeads: [`${HEAD} ${ZEROS(192)} 63825363`, `${HEAD} ${ZEROS(192)} 63825363 340103`],
});

describe('DHCP', () => {
  test('no truncation of the fixed fields is a message', () => {
    const whole = Dhcp.emit(DISCOVER);
    for (let end = 0; end < Dhcp.AT.options; end++) expect(Dhcp.parse(whole.subarray(0, end)).ok).toBe(false);
  });

  test('an option that is cut off is no option', () => {
    const whole = Dhcp.emit(ACK).subarray(0, Dhcp.AT.options + 3 + 5); // inside of the server identifier
    expect(Dhcp.parse(whole)).toMatchObject({ ok: false, fault: { kind: 'truncated' } });
  });

  test('a message that must be short spills its options over, and is read the same', () => {
    fc.assert(
      fc.property(anyMessage, (given) => {
        const message = {
          ...given,
          serverName: '',
          bootFile: '',
          options: given.options.filter((o) => o.data.length < 50),
        };
        const octets = Dhcp.emit(message, Dhcp.MESSAGE_OCTETS_MIN);
        expect(octets).toHaveLength(Dhcp.MESSAGE_OCTETS_MIN);
        const result = Dhcp.parse(octets);
        const read = result.ok ? result.value : undefined;
        // What did not fit was left out from the end.
        expect({ ...read, options: undefined }).toEqual({ ...message, options: undefined });
        expect(read?.options).toEqual(message.options.slice(0, read?.options.length));
        const total = message.options.reduce((sum, { data }) => sum + data.length + 2, 0);
        if (total <= 150) expect(read?.options).toHaveLength(message.options.length);
      }),
    );
  });

  test('pieces of an option are joined, across fields too (RFC 3396)', () => {
    const octets = Dhcp.emit({ ...DISCOVER, options: [] }, 320);
    octets.set(hex('340103 8002 6162 ff'), Dhcp.AT.options);
    octets.set(hex('8001 63 ff'), Dhcp.AT.bootFile);
    octets.set(hex('00 8001 64 ff'), Dhcp.AT.serverName);
    const result = Dhcp.parse(octets);
    expect(result.ok && result.value).toMatchObject({
      options: [{ code: 128, data: hex('61626364') }],
      bootFile: '',
      serverName: '',
    });
  });

  test('only Ethernet, and only with the cookie', () => {
    const damaged = (at: number, octet: number) => {
      const octets = Dhcp.emit(DISCOVER);
      octets[at] = octet;
      return Dhcp.parse(octets);
    };
    expect(damaged(Dhcp.AT.op, 3)).toMatchObject({ fault: { kind: 'malformed', field: 'op' } });
    expect(damaged(Dhcp.AT.hardwareType, 6)).toMatchObject({ fault: { kind: 'unsupported', field: 'htype' } });
    expect(damaged(Dhcp.AT.hardwareLength, 16)).toMatchObject({ fault: { kind: 'malformed', field: 'hlen' } });
    expect(damaged(Dhcp.AT.cookie, 0)).toMatchObject({ fault: { kind: 'unsupported', field: 'Magic Cookie' } });
  });

  test('a trace says what is in it', () => {
    expect(Dhcp.describe(Dhcp.emit(ACK))).toBe(
      'DHCP DHCPACK xid=3903f326 00:00:5e:00:53:01 yiaddr=192.168.100.2 siaddr=192.168.100.1 file="a" ' +
        'Server-Identifier=192.168.100.1 Lease-Time=259200s Subnet-Mask=255.255.255.0 Domain-Name="example.jp"',
    );
    expect(Dhcp.describe(hex('0102'))).toBe('DHCP (truncated: 2 of 240 octets)');
  });
});
