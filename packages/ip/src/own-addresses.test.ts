import { expect, test } from '@jest/globals';
import { broadcastOf, type Ipv4Address, ipv4, networkOf } from '@rtemu/wire/address';
import fc from 'fast-check';
import { addressOf } from './net.suite.js';
import { BROADCAST, FOREIGN, OURS, OwnAddresses } from './own-addresses.js';

test('what is ours, what is a broadcast, what is neither', () => {
  const own = new OwnAddresses();
  expect(own.kindOf(ipv4('192.168.0.1') | 0)).toBe(FOREIGN);
  own.rebuild(['192.168.0.1/24', '10.0.0.0/31', '172.16.0.1/32'].map(addressOf));
  const kinds = ['192.168.0.1', '192.168.0.255', '192.168.0.0', '192.168.0.2', '10.0.0.0', '10.0.0.1', '172.16.0.1'];
  expect(kinds.map((text) => own.kindOf(ipv4(text) | 0))).toEqual([
    OURS,
    BROADCAST,
    BROADCAST,
    FOREIGN,
    OURS,
    FOREIGN,
    OURS,
  ]);
});

test('agrees with looking through the list, for any addresses', () => {
  const own = fc.record({
    address: fc.integer({ min: 1, max: 0xffffffff }).map((value) => value as Ipv4Address),
    length: fc.integer({ min: 1, max: 32 }),
  });
  fc.assert(
    fc.property(fc.array(own, { maxLength: 40 }), fc.nat({ max: 0xffffffff }), (list, other) => {
      const table = new OwnAddresses();
      table.rebuild(list);
      const near = list.flatMap(({ address, length }) => [
        address,
        broadcastOf(address, length),
        networkOf(address, length),
        address ^ 1,
      ]);
      for (const address of [...near, other].map((each) => each >>> 0).filter((each) => each !== 0)) {
        const ours = list.some((each) => each.address === address);
        const all = list.some(
          (each) =>
            each.length <= 30 &&
            [broadcastOf(each.address, each.length), networkOf(each.address, each.length)].includes(
              address as Ipv4Address,
            ),
        );
        expect({ address, kind: table.kindOf(address | 0) }).toEqual({
          address,
          kind: ours ? OURS : all ? BROADCAST : FOREIGN,
        });
      }
    }),
  );
});
