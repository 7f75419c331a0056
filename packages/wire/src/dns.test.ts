import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Ipv4Address, ipv4 } from './address.js';
import { hex, itComplies, unhex } from './compliance.suite.js';
import * as Dns from './dns.js';
import { canonical, isWithin, labelsOf, nameAt, readName } from './dns-name.js';
import { CLASS, type DnsRecord, printData, readType, TYPE } from './dns-record.js';
import { printIpv6, readIpv6 } from './ipv6.js';

const label = fc.uint8Array({ minLength: 1, maxLength: 12 });
const text = (octets: Uint8Array): string =>
  Array.from(octets, (octet) =>
    octet === 0x2e || octet === 0x5c
      ? `\\${String.fromCharCode(octet)}`
      : octet > 0x20 && octet < 0x7f
        ? String.fromCharCode(octet)
        : `\\${String(octet).padStart(3, '0')}`,
  ).join('');
const anyName = fc
  .oneof(fc.array(label, { maxLength: 4 }), fc.array(fc.constantFrom(hex('61'), hex('62')), { maxLength: 6 }))
  .map((labels) => (labels.length === 0 ? '.' : labels.map(text).join('.')));
const u16 = fc.nat({ max: 0xffff });
const u32 = fc.nat({ max: 0xffff_ffff });
const octetText = fc.uint8Array({ maxLength: 40 }).map((octets) => String.fromCharCode(...octets));

const typed = (types: readonly number[], data: fc.Arbitrary<DnsRecord['data']>): fc.Arbitrary<DnsRecord> =>
  fc.record({
    name: anyName,
    type: fc.constantFrom(...types),
    class: fc.constant(CLASS.IN as number),
    ttl: u32,
    data,
  });
const anyRecord: fc.Arbitrary<DnsRecord> = fc.oneof(
  typed(
    [TYPE.A],
    u32.map((address) => ({ kind: 'ipv4', address: address as Ipv4Address })),
  ),
  typed(
    [TYPE.AAAA],
    fc.uint8Array({ minLength: 16, maxLength: 16 }).map((octets) => ({ kind: 'ipv6', octets })),
  ),
  typed(
    [TYPE.NS, TYPE.CNAME, TYPE.PTR],
    anyName.map((name) => ({ kind: 'name', name })),
  ),
  typed([TYPE.MX], fc.record({ kind: fc.constant('mx'), preference: u16, exchange: anyName })),
  typed(
    [TYPE.TXT],
    fc.record({ kind: fc.constant('texts'), texts: fc.array(octetText, { minLength: 1, maxLength: 3 }) }),
  ),
  typed(
    [TYPE.SOA],
    fc.record({
      kind: fc.constant('soa'),
      primary: anyName,
      mailbox: anyName,
      serial: u32,
      refresh: u32,
      retry: u32,
      expire: u32,
      minimum: u32,
    }),
  ),
  typed([TYPE.SRV], fc.record({ kind: fc.constant('srv'), priority: u16, weight: u16, port: u16, target: anyName })),
  typed(
    [99, 65_280],
    fc.uint8Array({ maxLength: 20 }).map((octets) => ({ kind: 'octets', octets })),
  ),
  fc.record({
    name: anyName,
    type: fc.constantFrom<number>(TYPE.A, TYPE.MX),
    class: fc.constant(3),
    ttl: u32,
    data: fc.record({ kind: fc.constant('octets'), octets: fc.uint8Array({ maxLength: 9 }) }),
  }),
) as fc.Arbitrary<DnsRecord>;

const records = fc.array(anyRecord, { maxLength: 4 });
const anyMessage: fc.Arbitrary<Dns.DnsMessage> = fc.record({
  id: u16,
  opcode: fc.nat({ max: 15 }),
  rcode: fc.nat({ max: 15 }),
  response: fc.boolean(),
  authoritative: fc.boolean(),
  truncated: fc.boolean(),
  recursionDesired: fc.boolean(),
  recursionAvailable: fc.boolean(),
  authenticData: fc.boolean(),
  checkingDisabled: fc.boolean(),
  questions: fc.array(fc.record({ name: anyName, type: u16, class: u16 }), { maxLength: 2 }),
  answers: records,
  authorities: records,
  additionals: records,
  edns: fc.option(
    fc.record({
      udpOctets: u16,
      version: fc.nat({ max: 255 }),
      dnssecOk: fc.boolean(),
      extendedRcode: fc.nat({ max: 255 }),
      options: fc.uint8Array({ maxLength: 12 }),
    }),
    { nil: undefined },
  ),
});

const WWW = 'www.example.com';
const QUESTION = { name: WWW, type: TYPE.A, class: CLASS.IN };
const record = (name: string, type: number, data: DnsRecord['data']): DnsRecord => ({
  name,
  type,
  class: CLASS.IN,
  ttl: 60,
  data,
});

itComplies('DNS', Dns, {
  // Laid out by hand from RFC 1035 §4 and RFC 6891 §6.1.
  vectors: [
    {
      name: 'a question',
      value: { ...Dns.BLANK, id: 0x1234, recursionDesired: true, questions: [QUESTION] },
      octets: '1234 0100 0001 0000 0000 0000  03777777 076578616d706c65 03636f6d 00 0001 0001',
    },
    {
      name: 'an answer by way of an alias, its names pointing at each other, with EDNS',
      value: {
        ...Dns.BLANK,
        id: 0x1234,
        response: true,
        recursionDesired: true,
        recursionAvailable: true,
        questions: [QUESTION],
        answers: [
          record(WWW, TYPE.CNAME, { kind: 'name', name: 'a.example.com' }),
          record('a.example.com', TYPE.A, { kind: 'ipv4', address: ipv4('203.0.113.80') }),
        ],
        edns: { udpOctets: 1232, version: 0, dnssecOk: true, extendedRcode: 0, options: hex('') },
      },
      octets: `1234 8180 0001 0002 0000 0001  03777777 076578616d706c65 03636f6d 00 0001 0001
        c00c 0005 0001 0000003c 0004 0161 c010
        c02d 0001 0001 0000003c 0004 cb007150
        00 0029 04d0 00 00 8000 0000`,
    },
    {
      name: 'a service, whose target is not compressed',
      value: {
        ...Dns.BLANK,
        response: true,
        answers: [
          record('a', TYPE.NS, { kind: 'name', name: 'b' }),
          record('b', TYPE.SRV, { kind: 'srv', priority: 1, weight: 2, port: 3, target: 'a' }),
        ],
      },
      octets: `0000 8000 0000 0002 0000 0000
        0161 00 0002 0001 0000003c 0003 0162 00
        c019 0021 0001 0000003c 0009 0001 0002 0003 0161 00`,
    },
  ],
  arbitrary: anyMessage,
  randomHeads: ['1234 8180 0001 0002 0001 0001', '1234 0100 0001 0000 0000 0001 0161 c00c'],
});

/** A message whose only question has its name at 12, laid out by hand. */
const asking = (name: string) => Dns.parse(hex(`0000 0000 0001 0000 0000 0000 ${name} 0001 0001`));

describe('names', () => {
  test.each([
    ['that point at themselves', 'c00c'],
    ['that point ahead', 'c00e 00'],
    ['that point at one that points back', '0161 c00e'],
    ['that are a loop of labels', '0161 c00c'],
    ['with the two reserved kinds of label', '4161 00'],
    ['with the other reserved kind', '8161 00'],
    ['of more than 255 octets', `${'3f'.padEnd(128, '61').repeat(4)}00`],
  ])('%s are refused', (_, name) => {
    expect(asking(name)).toMatchObject({ ok: false, fault: { kind: 'malformed', field: 'Name' } });
  });

  test('pointers that lead to pointers are followed as long as a name may be, and no longer', () => {
    const octets = new Uint8Array(1024);
    octets.set(hex('0161 00'), 12);
    octets.set([0xc0, 12], 15);
    for (let at = 17; at < 1000; at += 2) octets.set([0xc0 | ((at - 2) >> 8), (at - 2) & 0xff], at);
    const end = 15 + 2 * 126;
    expect(nameAt(octets, end)).toEqual({ name: 'a', next: end + 2 });
    expect(nameAt(octets, end + 2)).toBeGreaterThan(0);
  });

  test('are read as people write them', () => {
    expect(
      ['www.example.com.', 'www.example.com', '.', 'a\\.b.c', 'a..b', '', 'x'.repeat(64), '\\300'].map(readName),
    ).toEqual(['www.example.com', 'www.example.com', '.', 'a\\.b.c', undefined, undefined, undefined, undefined]);
    expect(labelsOf('a\\.b\\255')).toEqual([hex('61 2e 62 ff')]);
    expect(labelsOf(`${'x'.repeat(63)}.`.repeat(3) + 'x'.repeat(62))).toBeUndefined();
  });

  test('are the same in any case, and lie in zones', () => {
    expect(canonical('WWW.Example.COM')).toBe('www.example.com');
    expect(['www.example.com', 'example.com', 'badexample.com'].map((name) => isWithin(name, 'example.com'))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('records', () => {
  const answering = (type: string, data: string) =>
    Dns.parse(
      hex(
        `0000 8000 0000 0001 0000 0000 00 ${type} 0001 00000000 ${(data.replace(/\s/g, '').length / 2).toString(16).padStart(4, '0')} ${data}`,
      ),
    );

  test.each([
    ['an address of three octets', '0001', '0a0000'],
    ['an address of five octets', '0001', '0a00000001'],
    ['a text that is longer than its record', '0010', '05616263'],
    ['no text at all', '0010', ''],
    ['a name behind the end of its record', '0005', '0161'],
    ['an IPv6 address of four octets', '001c', '0a000001'],
  ])('%s: refused', (_, type, data) => {
    expect(answering(type, data).ok).toBe(false);
  });

  test('two OPT records, or one of a name, are refused', () => {
    const opt = '00 0029 0200 00000000 0000';
    expect(Dns.parse(hex(`0000 0000 0000 0000 0000 0001 ${opt}`)).ok).toBe(true);
    expect(Dns.parse(hex(`0000 0000 0000 0000 0000 0002 ${opt} ${opt}`)).ok).toBe(false);
    expect(Dns.parse(hex('0000 0000 0000 0000 0000 0001 0161 00 0029 0200 00000000 0000')).ok).toBe(false);
  });

  test('are printed, and types are read', () => {
    expect(printData({ kind: 'mx', preference: 10, exchange: 'mail' })).toBe('10 mail');
    expect(printData({ kind: 'octets', octets: hex('0aff') })).toBe('\\# 2 0aff');
    expect(['a', 'AAAA', 'spf'].map(readType)).toEqual([1, 28, undefined]);
  });
});

describe('a message that does not fit', () => {
  const many = (count: number): DnsRecord[] =>
    Array.from({ length: count }, (_, i) =>
      record(`h${i}.example.com`, TYPE.A, { kind: 'ipv4', address: ipv4('10.0.0.1') }),
    );
  const response = { ...Dns.BLANK, response: true, questions: [QUESTION] };
  const cut = (message: Partial<Dns.DnsMessage>, max = Dns.UDP_OCTETS) => {
    const octets = Dns.emit({ ...response, ...message }, max);
    expect(octets.length).toBeLessThanOrEqual(max);
    const result = Dns.parse(octets);
    if (!result.ok) throw new Error(unhex(octets));
    return result.value;
  };

  test('says so when answers or authorities are left out', () => {
    const { truncated, answers, authorities } = cut({ answers: many(100), authorities: many(2) });
    expect([truncated, answers.length > 10, authorities]).toEqual([true, true, []]);
    expect(cut({ answers: many(5), authorities: many(100) })).toMatchObject({ truncated: true });
  });

  test('leaves additional records out without a word, and never EDNS', () => {
    const edns = { udpOctets: 512, version: 0, dnssecOk: false, extendedRcode: 0, options: hex('') };
    const message = cut({ answers: many(3), additionals: many(100), edns });
    expect([message.truncated, message.answers.length, message.edns]).toEqual([false, 3, edns]);
    expect(message.additionals.length).toBeGreaterThan(5);
    expect(cut({ answers: many(100), edns })).toMatchObject({ truncated: true, edns });
  });

  test('of any kind: what is written is a message, and no longer than it may be', () => {
    fc.assert(
      fc.property(anyMessage, fc.integer({ min: 300, max: 700 }), (message, max) => {
        const octets = Dns.emit({ ...message, questions: [QUESTION] }, max);
        expect(octets.length).toBeLessThanOrEqual(max);
        expect(Dns.parse(octets).ok).toBe(true);
      }),
    );
  });
});

test('a trace line', () => {
  const answer = Dns.emit({
    ...Dns.BLANK,
    id: 7,
    response: true,
    questions: [QUESTION],
    answers: [record(WWW, TYPE.A, { kind: 'ipv4', address: ipv4('203.0.113.80') })],
  });
  expect(Dns.describe(answer)).toBe('DNS response 7 NOERROR A www.example.com: A 203.0.113.80');
  expect(Dns.describe(Dns.emit({ ...Dns.BLANK, id: 7, questions: [QUESTION] }))).toBe('DNS query 7 A www.example.com');
  expect(Dns.describe(hex('00'))).toBe('DNS (truncated: 1 of 12 octets)');
});

test.each([
  ['2001:db8::1', '20010db8 00000000 00000000 00000001'],
  ['::', '00000000 00000000 00000000 00000000'],
  ['::1', '00000000 00000000 00000000 00000001'],
  ['fe80::', 'fe800000 00000000 00000000 00000000'],
  ['1:0:2:3:4:5:6:7', '00010000 00020003 00040005 00060007'],
  ['1:0:0:2::3', '00010000 00000002 00000000 00000003'],
])('IPv6 %s', (address, octets) => {
  expect(printIpv6(hex(octets))).toBe(address);
  expect(readIpv6(address)).toEqual(hex(octets));
});

test.each(['1:2', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8', 'g::', ''])(
  '%s is no IPv6 address',
  (written) => {
    expect(readIpv6(written)).toBeUndefined();
  },
);
