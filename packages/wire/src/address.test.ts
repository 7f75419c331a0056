import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IPv4, IPv4CidrRange, IPv4Mask, IPv4Prefix } from 'ip-num';
import {
  broadcastOf,
  contains,
  type Ipv4Address,
  ipv4,
  isGroupMac,
  isLoopback,
  isMulticast,
  type MacAddress,
  mac,
  maskLength,
  maskOf,
  networkOf,
  printIpv4,
  printMac,
  printPrefix,
  readIpv4,
  readMac,
  readMacAt,
  writeMacAt,
} from './address.js';

const anyAddress = fc.nat({ max: 0xffffffff }).map((value) => value as Ipv4Address);
const anyLength = fc.nat({ max: 32 });
const anyMac = fc.nat({ max: 0xffff_ffff_ffff }).map((value) => value as MacAddress);

/** ip-num, which counts with big integers, as the second opinion. */
const numberOf = (address: { getValue(): bigint }): number => Number(address.getValue());

describe('IPv4 addresses', () => {
  test('text and number agree with ip-num, both ways', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const text = printIpv4(address);
        expect(text).toBe(IPv4.fromNumber(BigInt(address)).toString());
        expect(readIpv4(text)).toBe(numberOf(new IPv4(text)));
        expect(readIpv4(text)).toBe(address);
      }),
    );
  });

  test('masks and lengths agree with ip-num', () => {
    for (let length = 0; length <= 32; length++) {
      expect(maskOf(length)).toBe(numberOf(IPv4Prefix.fromNumber(BigInt(length)).toMask()));
      expect(maskLength(maskOf(length))).toBe(length);
    }
    fc.assert(
      fc.property(anyAddress, (mask) => {
        const length = maskLength(mask);
        const theirs = (): number => numberOf(new IPv4Mask(printIpv4(mask)));
        if (length === undefined) expect(theirs).toThrow();
        else expect(theirs()).toBe(mask);
      }),
    );
  });

  test('networks, broadcasts and membership agree with ip-num', () => {
    fc.assert(
      fc.property(anyAddress, anyLength, anyAddress, (address, length, other) => {
        const range = IPv4CidrRange.fromCidr(`${printIpv4(address)}/${length}`);
        expect(networkOf(address, length)).toBe(numberOf(range.getFirst()));
        expect(broadcastOf(address, length)).toBe(numberOf(range.getLast()));
        const prefix = { address: networkOf(address, length), length };
        const within = (candidate: Ipv4Address): boolean =>
          range.contains(new IPv4CidrRange(new IPv4(printIpv4(candidate)), IPv4Prefix.fromNumber(32n)));
        expect(contains(prefix, other)).toBe(within(other));
        expect(contains(prefix, address)).toBe(true);
        const near = ((address ^ (1 << (other & 31))) >>> 0) as Ipv4Address;
        expect(contains(prefix, near)).toBe(within(near));
      }),
    );
  });

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '01.2.3.4',
    '1.2.3.-4',
    '1.2.3.4 ',
    '1..3.4',
    '0x1.2.3.4',
    '１.2.3.4',
  ])('refuses %j', (text) => {
    expect(readIpv4(text)).toBeUndefined();
    expect(() => ipv4(text)).toThrow(RangeError);
  });

  test('kinds of address', () => {
    expect(
      ['223.255.255.255', '224.0.0.0', '239.255.255.255', '240.0.0.0'].map((text) => isMulticast(ipv4(text))),
    ).toEqual([false, true, true, false]);
    expect(
      ['126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'].map((text) => isLoopback(ipv4(text))),
    ).toEqual([false, true, true, false]);
    expect(printPrefix({ address: ipv4('10.0.0.0'), length: 8 })).toBe('10.0.0.0/8');
  });
});

describe('MAC addresses', () => {
  test('text, number and octets are one', () => {
    fc.assert(
      fc.property(anyMac, fc.nat({ max: 3 }), (address, at) => {
        const text = printMac(address);
        expect(text).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
        expect(readMac(text)).toBe(address);
        expect(readMac(text.toUpperCase())).toBe(address);
        const octets = new Uint8Array(9);
        writeMacAt(new DataView(octets.buffer), at, address);
        expect([...octets.subarray(at, at + 6)].map((octet) => octet.toString(16).padStart(2, '0')).join(':')).toBe(
          text,
        );
        expect(readMacAt(new DataView(octets.buffer), at)).toBe(address);
        expect(isGroupMac(address)).toBe((octets[at]! & 1) === 1);
      }),
    );
  });

  test.each([
    '',
    '00:a0:de:01:02',
    '00:a0:de:01:02:03:04',
    '00-a0-de-01-02-03',
    '0:a0:de:01:02:03',
    '00:a0:de:01:02:0g',
  ])('refuses %j', (text) => {
    expect(readMac(text)).toBeUndefined();
    expect(() => mac(text)).toThrow(RangeError);
  });
});
