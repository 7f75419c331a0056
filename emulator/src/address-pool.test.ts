import { expect, test } from '@jest/globals';
import { ipv4, printIpv4 } from '@rtemu/wire/address';
import { AddressPool } from './address-pool.js';

test('gives the lowest free address, range after range, and nothing when all are in use', () => {
  const pool = new AddressPool([
    { first: ipv4('192.168.0.4'), last: ipv4('192.168.0.5') },
    { first: ipv4('192.168.0.100'), last: ipv4('192.168.0.100') },
  ]);
  const taken = [pool.take(), pool.take(), pool.take(), pool.take()];
  expect(taken.map((address) => address && printIpv4(address))).toEqual([
    '192.168.0.4',
    '192.168.0.5',
    '192.168.0.100',
    undefined,
  ]);
  pool.release(ipv4('192.168.0.4'));
  expect(pool.takeThis(ipv4('192.168.0.5'))).toBe(false);
  expect(pool.takeThis(ipv4('192.168.0.4'))).toBe(true);
  expect(pool.take()).toBeUndefined();
});
