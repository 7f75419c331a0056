import { describe, expect, test } from '@jest/globals';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, type MacAddress, mac, readMacAt } from '@rtemu/wire/address';
import fc from 'fast-check';
import { ArpCache, NO_ENTRY } from './arp-cache.js';
import { LIMIT } from './limits.js';

const at = (wait: number): Instant => after(START, seconds(wait));
const known = mac('00:a0:de:ff:ff:fe');

describe('ArpCache', () => {
  test('writes the octets that were entered', () => {
    const cache = new ArpCache();
    cache.set(0, ipv4('192.168.0.2') | 0, known, at(1200));
    const view = new DataView(new ArrayBuffer(6));
    cache.writeMacAt(cache.find(0, ipv4('192.168.0.2') | 0), view, 0);
    expect(readMacAt(view, 0)).toBe(known);
    expect(cache.find(1, ipv4('192.168.0.2') | 0)).toBe(NO_ENTRY);
    expect(cache.find(0, ipv4('192.168.0.3') | 0)).toBe(NO_ENTRY);
  });

  test('agrees with a map, whatever is entered and removed', () => {
    const change = fc.record({ add: fc.boolean(), number: fc.nat({ max: 2 }), address: fc.nat({ max: 60 }) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 300 }), fc.constantFrom(1, 0x0101_0101, -0x1000), (changes, spread) => {
        const cache = new ArpCache();
        const model = new Map<string, number>();
        for (const [i, { add, number, address }] of changes.entries()) {
          const key = `${number} ${address}`;
          if (add) {
            cache.set(number, (address * spread) | 0, i as MacAddress, at(1200));
            model.set(key, i);
          } else {
            cache.remove(number, (address * spread) | 0);
            model.delete(key);
          }
        }
        const found = new Map<string, number>();
        for (let number = 0; number <= 2; number++)
          for (let address = 0; address <= 60; address++) {
            const place = cache.find(number, (address * spread) | 0);
            if (place !== NO_ENTRY) found.set(`${number} ${address}`, cache.macOf(place));
          }
        expect(Object.fromEntries(found)).toEqual(Object.fromEntries(model));
        expect([cache.size, cache.entries().length]).toEqual([model.size, model.size]);
      }),
    );
  });

  test('at the limit the entry that would expire first gives way, a permanent one never', () => {
    const cache = new ArpCache();
    cache.set(9, 9, known, NEVER);
    cache.set(0, -1, known, at(1));
    for (let i = 0; i < LIMIT.arpEntries - 2; i++) cache.set(0, i, known, at(10));
    expect([cache.size, cache.find(0, -1) === NO_ENTRY]).toEqual([LIMIT.arpEntries, false]);
    cache.set(0, -2, known, at(10));
    expect([cache.size, cache.find(0, -1), cache.find(0, -2) === NO_ENTRY]).toEqual([
      LIMIT.arpEntries,
      NO_ENTRY,
      false,
    ]);
    for (let i = 0; i < LIMIT.arpEntries; i++) cache.set(1, i, known, at(20));
    expect([cache.size, cache.find(9, 9) === NO_ENTRY]).toEqual([LIMIT.arpEntries, false]);
  });

  test('expired entries are told once, and stay', () => {
    const cache = new ArpCache();
    cache.set(0, 1, known, at(10));
    cache.set(0, 2, known, at(20));
    cache.set(0, 3, known, NEVER);
    expect(cache.nextExpiry()).toBe(at(10));
    expect(cache.takeExpired(at(9), at(15))).toEqual([]);
    expect(cache.takeExpired(at(10), at(15)).map(({ address }) => address)).toEqual([1]);
    expect([cache.nextExpiry(), cache.size]).toEqual([at(15), 3]);
    cache.set(0, 1, known, at(30));
    expect(cache.takeExpired(at(15), at(15))).toEqual([]); // it was renewed
    expect(cache.nextExpiry()).toBe(at(20));
  });

  test('a permanent entry yields only to the operator', () => {
    const cache = new ArpCache();
    const other = mac('00:00:5e:00:53:01');
    cache.set(0, 1, known, NEVER);
    cache.set(0, 1, other, at(10));
    expect(cache.entries()).toEqual([
      { interface: 0, address: 1 as Ipv4Address, mac: known, expires: NEVER, permanent: true },
    ]);
    cache.set(0, 1, other, NEVER);
    expect(cache.macOf(cache.find(0, 1))).toBe(other);
    cache.clear();
    expect(cache.size).toBe(1);
    cache.removeInterface(0);
    expect(cache.size).toBe(0);
  });
});
