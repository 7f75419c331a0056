import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Ipv4Address, ipv4, type MacAddress, mac } from './address.js';
import { hex, itComplies } from './compliance.suite.js';
import * as Netvolante from './netvolante.js';

const text = (max: number) => fc.uint8Array({ maxLength: max }).map((octets) => String.fromCharCode(...octets));

itComplies('NetVolante DNS', Netvolante, {
  // Laid out by hand: the format is ours.
  vectors: [
    {
      name: 'a registration',
      value: {
        kind: 'register',
        status: 'ok',
        exchange: 0x1234,
        mac: mac('00:a0:de:01:02:03'),
        address: ipv4('203.0.113.9'),
        serial: 'RT1',
        host: 'office',
        names: [],
      },
      octets: '6e766431 01 00 1234 00a0de010203 cb007109 03525431 066f6666696365',
    },
    {
      name: 'a list',
      value: {
        kind: 'listed',
        status: 'unknown',
        exchange: 1,
        mac: mac('00:a0:de:01:02:03'),
        address: ipv4('0.0.0.0'),
        serial: '',
        host: '',
        names: ['a', 'bc'],
      },
      octets: '6e766431 83 04 0001 00a0de010203 00000000 00 00 0161 026263',
    },
  ],
  arbitrary: fc.record({
    kind: fc.constantFrom('register', 'delete', 'list', 'registered', 'deleted', 'listed'),
    status: fc.constantFrom('ok', 'taken', 'bad-name', 'full', 'unknown'),
    exchange: fc.nat({ max: 0xffff }),
    mac: fc.nat({ max: 0xffff_ffff }).map((number) => number as MacAddress),
    address: fc.nat({ max: 0xffff_ffff }).map((number) => number as Ipv4Address),
    serial: text(20),
    host: text(80),
    names: fc.array(text(30), { maxLength: 5 }),
  }),
  prefixesMayParse: true,
  randomHeads: ['6e766431 01 00'],
});

test('what is not understood is told apart, and a trace line', () => {
  expect(Netvolante.parse(hex('6e766432 01 00 1234 00a0de010203 cb007109 00 00'))).toMatchObject({ ok: false });
  expect(Netvolante.parse(hex('6e766431 09 00 1234 00a0de010203 cb007109 00 00'))).toMatchObject({ ok: false });
  expect(Netvolante.describe(hex('6e766431 01 00 1234 00a0de010203 cb007109 00 0161'))).toBe(
    'NetVolante DNS register 4660 ok "a" 203.0.113.9',
  );
  expect(Netvolante.describe(hex('00'))).toBe('NetVolante DNS (truncated: 1 of 18 octets)');
});
