import { describe, expect, test } from '@jest/globals';
import { contains, type Ipv4Address, ipv4, networkOf, printPrefix } from '@rtemu/wire/address';
import fc from 'fast-check';
import { prefixOf } from './net.suite.js';
import { NO_ROUTE, PREFERENCE, type Route, RouteTable } from './route-table.js';

const to = (prefix: string, rest: Partial<Route> = {}): Route => ({
  prefix: prefixOf(prefix),
  kind: 'static',
  ...rest,
});

/** Where a packet goes: the interface, and the gateway if there is one. */
function way(table: RouteTable, address: string): string {
  const row = table.lookup(ipv4(address));
  if (row === NO_ROUTE) return 'none';
  const gateway = table.gateway[row]! >>> 0;
  return `${table.interface[row]}${gateway === 0 ? '' : ` by ${gateway}`}`;
}

describe('RouteTable', () => {
  test('the longest match wins, signed or unsigned', () => {
    const table = new RouteTable();
    for (const number of [0, 1, 2, 3]) table.setInterfaceUp(number, true);
    table.add(to('0.0.0.0/0', { interface: 0 }));
    table.add(to('192.168.0.0/16', { interface: 1 }));
    table.add(to('192.168.1.0/24', { interface: 2 }));
    table.add(to('192.168.1.1/32', { interface: 3 }));
    expect(['10.0.0.1', '192.168.2.1', '192.168.1.2', '192.168.1.1'].map((each) => way(table, each))).toEqual([
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(table.lookup(ipv4('192.168.1.1') | 0)).toBe(table.lookup(ipv4('192.168.1.1')));
  });

  test('an empty table and a missing default lead nowhere', () => {
    const table = new RouteTable();
    expect(way(table, '10.0.0.1')).toBe('none');
    table.add(to('10.0.0.0/8', { interface: 0 }));
    expect(way(table, '10.0.0.1')).toBe('none'); // the interface is down
    table.setInterfaceUp(0, true);
    expect([way(table, '10.0.0.1'), way(table, '11.0.0.1')]).toEqual(['0', 'none']);
  });

  test('agrees with a search through the whole list', () => {
    // Few bits of address, so that prefixes nest and meet.
    const address = fc.nat({ max: 0xff }).map((value) => ((value * 0x01_01_01_01) >>> 0) as Ipv4Address);
    const route = fc.record({
      address,
      length: fc.nat({ max: 32 }),
      interface: fc.nat({ max: 3 }),
      preference: fc.nat({ max: 2 }),
    });
    const change = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('add' as const), route }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), draw: fc.nat() }) },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('up' as const), number: fc.nat({ max: 3 }), up: fc.boolean() }),
      },
    );
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 40 }),
        fc.array(address, { minLength: 1, maxLength: 20 }),
        (changes, asked) => {
          const table = new RouteTable();
          const up = new Set<number>();
          let list: Route[] = [];
          for (const change of changes) {
            if (change.kind === 'add') {
              const { address, length, interface: number, preference } = change.route;
              const added: Route = {
                prefix: { address: networkOf(address, length), length },
                interface: number,
                preference,
                kind: 'static',
              };
              list.push(added);
              table.add(added);
            } else if (change.kind === 'up') {
              table.setInterfaceUp(change.number, change.up);
              change.up ? up.add(change.number) : up.delete(change.number);
            } else if (list.length > 0) {
              const { prefix } = list[change.draw % list.length]!;
              list = list.filter(
                (each) => each.prefix.address !== prefix.address || each.prefix.length !== prefix.length,
              );
              table.remove({ prefix, kind: 'static' });
            }
            table.lookup(asked[0]!); // a table that was asked in between must notice the change
          }
          for (const address of asked) {
            const best = list
              .filter((each) => up.has(each.interface!) && contains(each.prefix, address))
              .reduce<Route | undefined>(
                (best, each) =>
                  best === undefined ||
                  each.prefix.length > best.prefix.length ||
                  (each.prefix.length === best.prefix.length && each.preference! > best.preference!)
                    ? each
                    : best,
                undefined,
              );
            const row = table.lookup(address);
            expect(row === NO_ROUTE ? undefined : table.interface[row]).toBe(best?.interface);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('many routes', () => {
    const table = new RouteTable();
    table.setInterfaceUp(0, true);
    for (let i = 0; i < 5000; i++)
      table.add({ prefix: { address: (i << 12) as Ipv4Address, length: 20 }, interface: 0, kind: 'static' });
    const rows = Array.from({ length: 5000 }, (_, i) => table.lookup((i << 12) | 7));
    expect(rows).toEqual(rows.map((_, i) => i));
    expect(table.lookup(5000 << 12)).toBe(NO_ROUTE);
  });

  test('a gateway leads through the network that it is connected to, and through nothing else', () => {
    const table = new RouteTable();
    table.setInterfaceUp(0, true);
    table.setInterfaceUp(1, true);
    table.add(to('0.0.0.0/0', { interface: 1 }));
    table.add(to('10.1.0.0/16', { gateway: ipv4('192.168.0.254') }));
    table.add(to('10.2.0.0/16', { gateway: ipv4('10.1.0.1') }));
    expect([way(table, '10.1.0.5'), way(table, '10.2.0.5')]).toEqual(['1', '1']); // by the default route
    table.add(to('192.168.0.0/24', { interface: 0, kind: 'implicit' }));
    expect([way(table, '10.1.0.5'), way(table, '10.2.0.5')]).toEqual([`0 by ${ipv4('192.168.0.254')}`, '1']);
    table.setInterfaceUp(0, false);
    expect(way(table, '10.1.0.5')).toBe('1');
  });

  test('of several routes to a prefix the preferred one that can be used is', () => {
    const table = new RouteTable();
    for (const number of [0, 1, 2]) table.setInterfaceUp(number, true);
    table.add(to('10.0.0.0/8', { interface: 0, kind: 'implicit' }));
    table.add(to('10.0.0.0/8', { interface: 1, metric: 2 }));
    table.add(to('10.0.0.0/8', { interface: 2, metric: 1 }));
    expect(way(table, '10.0.0.1')).toBe('2'); // static before implicit, the lower metric first
    table.setInterfaceUp(2, false);
    expect(way(table, '10.0.0.1')).toBe('1');
    table.add(to('10.0.0.0/8', { interface: 0, kind: 'temporary', preference: PREFERENCE + 1 }));
    expect(way(table, '10.0.0.1')).toBe('0');
  });

  test('routes are shown in order, with what is in use', () => {
    const table = new RouteTable();
    table.setInterfaceUp(0, true);
    table.add(to('192.168.0.0/24', { interface: 0, kind: 'implicit' }));
    table.add(to('10.0.0.0/8', { interface: 7 }));
    table.add(to('10.0.0.0/16', { gateway: ipv4('192.168.0.254') }));
    table.add(to('10.0.0.0/8', { gateway: ipv4('172.16.0.1') }));
    table.add(to('0.0.0.0/0', { gateway: ipv4('192.168.0.254') }));
    expect(table.entries().map(({ prefix, via, active }) => [printPrefix(prefix), via, active])).toEqual([
      ['0.0.0.0/0', 0, true],
      ['10.0.0.0/8', 7, false],
      ['10.0.0.0/8', undefined, false],
      ['10.0.0.0/16', 0, true],
      ['192.168.0.0/24', 0, true],
    ]);
  });

  test('routes go one by one, by prefix and kind, or with their interface', () => {
    const table = new RouteTable();
    const add = (): void => {
      table.add(to('10.0.0.0/8', { interface: 0 }));
      table.add(to('10.0.0.0/8', { interface: 1 }));
      table.add(to('10.0.0.0/8', { interface: 1, kind: 'implicit' }));
    };
    const left = (): string[] => table.entries().map(({ kind, interface: number }) => `${kind} ${number}`);
    add();
    table.remove(to('10.0.0.0/8', { interface: 1 }));
    expect(left()).toEqual(['static 0', 'implicit 1']);
    table.remove(to('10.0.0.0/8'));
    expect(left()).toEqual(['implicit 1']);
    add();
    table.removeInterface(1, ['implicit']);
    expect(left()).toEqual(['static 0', 'static 1']);
    table.removeInterface(1);
    expect(left()).toEqual(['static 0']);
  });
});
