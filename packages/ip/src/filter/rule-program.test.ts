import { describe, expect, test } from '@jest/globals';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { FLAG } from '@rtemu/wire/tcp';
import fc from 'fast-check';
import { packetOf } from '../net.suite.js';
import { rule, tcpOf, udpOf } from './filter.suite.js';
import { type AddressSelector, type FilterRule, ICMP_SORTS, type ProtocolSelector } from './filter-rule.js';
import { HostAddresses, LIMIT } from './host-addresses.js';
import { NO_RULE, RuleProgram } from './rule-program.js';

const find = (rules: readonly FilterRule[], packet: Uint8Array, hosts = new HostAddresses(), now: Instant = START) =>
  new RuleProgram(rules, hosts).find(now, new DataView(packet.buffer, packet.byteOffset), 0, packet.length);

// The same said over again, word by word and slowly.

interface Read {
  readonly source: number;
  readonly destination: number;
  readonly protocol: number;
  readonly payload: Uint8Array;
  readonly offset: number;
}

function read(packet: Uint8Array): Read {
  const view = new DataView(packet.buffer, packet.byteOffset);
  return {
    source: view.getUint32(12),
    destination: view.getUint32(16),
    protocol: packet[9]!,
    payload: packet.subarray((packet[0]! & 15) * 4),
    offset: view.getUint16(6) & 0x1fff,
  };
}

const hasAddress = (selectors: readonly AddressSelector[], address: number): boolean =>
  selectors.length === 0 ||
  selectors.some((one) => {
    if (one.kind === 'range') return address >= one.first && address <= one.last;
    if (one.kind === 'masked') return BigInt(address & one.mask) === BigInt(one.address & one.mask);
    return false;
  });

/** `undefined`: it cannot be said. */
function hasProtocol(one: ProtocolSelector, { protocol, payload, offset }: Read): boolean | undefined {
  if (one.kind === 'protocol') return one.number === protocol;
  if (one.kind === 'icmp') {
    if (protocol !== 1) return false;
    return offset > 0 || payload.length < 2
      ? undefined
      : (ICMP_SORTS[one.sort] as readonly number[]).includes(payload[0]!);
  }
  if (protocol !== 6) return false;
  if (offset > 0 || payload.length < 14) return undefined;
  return ((payload[13]! & one.mask) === one.value) === one.equal;
}

function hasPorts({ protocols, from, to }: FilterRule, { protocol, payload, offset }: Read): boolean | undefined {
  if (from.length + to.length === 0) return true;
  const [only] = protocols;
  const types = protocols.length === 1 && only!.kind === 'protocol' && only!.number === 1;
  if (!types && protocol !== 6 && protocol !== 17) return true;
  if (offset > 0 || payload.length < (protocol === 6 ? 14 : protocol === 17 ? 4 : 2)) return undefined;
  const [one, other] = types
    ? [payload[0]!, payload[1]!]
    : [payload[0]! * 256 + payload[1]!, payload[2]! * 256 + payload[3]!];
  const within = (list: FilterRule['from'], number: number): boolean =>
    list.length === 0 || list.some(({ first, last }) => number >= first && number <= last);
  return within(from, one) && within(to, other);
}

function meets(one: FilterRule, packet: Read): boolean {
  if (!hasAddress(one.source, packet.source) || !hasAddress(one.destination, packet.destination)) return false;
  const isLater = packet.offset > 1 || (packet.offset === 1 && packet.protocol !== 6);
  const unknown = isLater === (one.action !== 'reject');
  const answers = one.protocols.map((selector) => hasProtocol(selector, packet) ?? unknown);
  return (answers.length === 0 || answers.includes(true)) && (hasPorts(one, packet) ?? unknown);
}

const oracle = (rules: readonly FilterRule[], packet: Uint8Array): number => {
  const seen = read(packet);
  return rules.findIndex((one) => meets(one, seen));
};

// Rules and packets that have a chance to meet.

const ADDRESSES = [
  '0.0.0.0',
  '10.0.0.1',
  '10.0.0.255',
  '127.255.255.255',
  '128.0.0.0',
  '192.168.0.9',
  '255.255.255.255',
];
const PORTS = [0, 1, 20, 21, 53, 80, 1023, 1024, 1723, 65535];
const address = fc.constantFrom(...ADDRESSES).map((text) => ipv4(text) as number);
const number = fc.constantFrom(...PORTS);
const range = fc.tuple(number, number).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const mask = fc.constantFrom(0, 0xffff_ffff, 0xff00_0000, 0xffff_ff00, 0x8000_0000, 0xff00_00ff);
const addressSelector: fc.Arbitrary<AddressSelector> = fc.oneof(
  fc.tuple(address, mask).map(([own, bits]) => ({ kind: 'masked' as const, address: own, mask: bits })),
  fc.tuple(address, address).map(([a, b]) => ({ kind: 'range' as const, first: Math.min(a, b), last: Math.max(a, b) })),
);
const protocolSelector: fc.Arbitrary<ProtocolSelector> = fc.oneof(
  fc.constantFrom(1, 6, 17, 47).map((own) => ({ kind: 'protocol' as const, number: own })),
  fc.constantFrom('error', 'info').map((sort) => ({ kind: 'icmp' as const, sort: sort as 'error' | 'info' })),
  fc
    .tuple(fc.constantFrom(0, 1, 2, 4, 16, 18), fc.constantFrom(1, 2, 4, 0x10, 0x17), fc.boolean())
    .map(([value, bits, equal]) => ({ kind: 'tcp-flags' as const, value, mask: bits, equal })),
);
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const filterRule = fc
  .record({
    action: fc.constantFrom('pass', 'reject', 'restrict'),
    source: list(addressSelector),
    destination: list(addressSelector),
    protocols: list(protocolSelector),
    from: list(range),
    to: list(range),
  })
  .map((fields, i = 0) => rule(i, fields as Partial<FilterRule>));

const packet = fc
  .record({
    source: address,
    destination: address,
    protocol: fc.constantFrom(1, 6, 17, 47),
    first: number,
    second: number,
    flags: fc.constantFrom(0, 1, 2, 4, 16, 18, 20),
    octets: fc.constantFrom(0, 1, 2, 3, 4, 13, 14, 20),
    fragmentOffset: fc.constantFrom(0, 0, 0, 0, 1, 185),
    type: fc.integer({ min: 0, max: 80 }),
    options: fc.constantFrom(0, 4, 40),
  })
  .map(({ first, second, flags, octets, fragmentOffset, type, options, ...rest }) => {
    const payload = new Uint8Array(20);
    const view = new DataView(payload.buffer);
    view.setUint16(0, first);
    view.setUint16(2, second);
    if (rest.protocol === 1) view.setUint16(0, (type << 8) | (second & 0xff));
    payload[13] = flags;
    return packetOf({
      ...(rest as { protocol: number }),
      source: rest.source as never,
      destination: rest.destination as never,
      fragmentOffset: fragmentOffset * 8,
      options: new Uint8Array(options),
      payload: payload.subarray(0, octets),
    });
  });

describe('rules laid out', () => {
  test('decide as the rules say them', () => {
    let met = 0;
    let stepped = 0;
    fc.assert(
      fc.property(
        fc.array(filterRule, { maxLength: 20 }),
        fc.array(packet, { minLength: 8, maxLength: 8 }),
        (rules, packets) => {
          const program = new RuleProgram(rules, new HostAddresses());
          for (const one of packets) {
            const found = program.find(START, new DataView(one.buffer, one.byteOffset), 0, one.length);
            expect(found).toBe(oracle(rules, one));
            if (found >= 0) met++;
            else stepped++;
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect([met > 1000, stepped > 1000]).toEqual([true, true]);
  });

  test('take any octets for a packet', () => {
    fc.assert(
      fc.property(
        fc.array(filterRule, { maxLength: 5 }),
        fc.uint8Array({ minLength: 20, maxLength: 60 }),
        (rules, octets) => {
          const header = Math.min(octets.length >> 2, 15);
          octets[0] = 0x40 | Math.max(header - 2, 5);
          expect(find(rules, octets.slice())).toBe(oracle(rules, octets));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('no rule is met by an empty list', () => {
    expect(find([], udpOf({ from: '10.0.0.1:1', to: '10.0.0.2:2' }))).toBe(NO_RULE);
  });
});

describe('fragments', () => {
  const later = packetOf({ protocol: 17, fragmentOffset: 1480, payload: new Uint8Array(100) });
  const www = [{ first: 80, last: 80 }];
  const cut = packetOf({ protocol: Ipv4.PROTOCOL.tcp, payload: Uint8Array.of(0, 80, 0, 80) });

  test('behind the first have no ports: what passes does not ask for them, what rejects is stepped over', () => {
    expect(find([rule(1, { to: www })], later)).toBe(0);
    expect(find([rule(1, { action: 'reject', to: www }), rule(2)], later)).toBe(1);
    expect(find([rule(1, { action: 'reject' }), rule(2)], later)).toBe(0);
    expect(find([rule(1, { protocols: [{ kind: 'protocol', number: 6 }], to: www })], later)).toBe(NO_RULE);
  });

  test('a first one that is cut short passes no rule about flags or ports, and is rejected by any (RFC 1858)', () => {
    expect(find([rule(1, { to: www }), rule(2)], cut)).toBe(1);
    expect(find([rule(1, { action: 'reject', to: www }), rule(2)], cut)).toBe(0);
    const over = packetOf({ protocol: Ipv4.PROTOCOL.tcp, fragmentOffset: 8, payload: new Uint8Array(40) });
    expect(find([rule(1, { action: 'reject', to: www }), rule(2)], over)).toBe(0);
  });
});

describe('names of hosts', () => {
  const named = (pattern: string): FilterRule => rule(1, { destination: [{ kind: 'named', pattern }] });
  const to = (address: string): Uint8Array => tcpOf({ from: '192.168.0.2:1025', to: `${address}:443` }, FLAG.syn);

  test('are those addresses that somebody was told for them, until nobody goes there any more', () => {
    const hosts = new HostAddresses();
    const rules = [named('*.example.jp'), named('www.example.com')];
    const program = new RuleProgram(rules, hosts);
    const ask = (now: Instant, packet: Uint8Array) => program.find(now, new DataView(packet.buffer), 0, packet.length);
    expect(ask(START, to('203.0.113.9'))).toBe(NO_RULE);
    hosts.learn(START, 'WWW.example.jp.', ipv4('203.0.113.9'));
    hosts.learn(START, 'www.example.com', ipv4('203.0.113.10'));
    hosts.learn(START, 'ftp.example.com', ipv4('203.0.113.11'));
    expect(['203.0.113.9', '203.0.113.10', '203.0.113.11'].map((one) => ask(START, to(one)))).toEqual([0, 1, NO_RULE]);
    const later = after(START, seconds(599));
    expect(ask(later, to('203.0.113.9'))).toBe(0);
    expect(ask(after(later, seconds(599)), to('203.0.113.9'))).toBe(0);
    expect(ask(after(later, seconds(599)), to('203.0.113.10'))).toBe(NO_RULE);
  });

  test('have room for a few addresses; a further one takes the place of the oldest', () => {
    const hosts = new HostAddresses();
    const pattern = hosts.register('a.example');
    for (let i = 0; i <= LIMIT.addresses; i++) hosts.learn((START + i) as Instant, 'a.example', (i + 1) as never);
    expect(hosts.matches(pattern, 1, START)).toBe(false);
    expect(hosts.matches(pattern, 2, START)).toBe(true);
    expect(hosts.matches(pattern, LIMIT.addresses + 1, START)).toBe(true);
  });
});
