import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { START } from '@rtemu/engine/time';
import { contains, type Ipv4Address, ipv4, networkOf } from '@rtemu/wire/address';
import * as Ipv4 from '@rtemu/wire/ipv4';
import fc from 'fast-check';
import type { PacketFilter } from './interface.js';
import { packetOf, prefixOf } from './net.suite.js';
import { NO_ROUTE, PREFERENCE, type Route, RouteTable } from './route-table.js';

const ARENA = new Arena();
const never: PacketFilter = { passes: () => false };
const always: PacketFilter = { passes: () => true };

/** UDP from port to port, in a slot that the caller releases. */
function udpPacket(destination: Ipv4Address, sourcePort: number, destinationPort: number): Uint8Array {
  const payload = new Uint8Array(8);
  new DataView(payload.buffer).setUint16(0, sourcePort);
  new DataView(payload.buffer).setUint16(2, destinationPort);
  return packetOf({ destination, payload });
}

/** The interface that a packet leaves by; `undefined` when none. */
function wayOf(table: RouteTable, packet: Uint8Array): number | undefined {
  const slot = ARENA.takeCopy(packet);
  const destination = ARENA.view.getInt32(ARENA.start[slot]! + Ipv4.AT.destination);
  const row = table.rowFor(ARENA, START, destination, slot);
  ARENA.release(slot);
  return row === NO_ROUTE ? undefined : table.interface[row];
}

const DEFAULT = prefixOf('0.0.0.0/0');
const SOMEWHERE = ipv4('203.0.113.9');

function tableOf(...ways: Partial<Route>[]): RouteTable {
  const table = new RouteTable();
  for (let number = 0; number < 8; number++) table.setInterfaceUp(number, true);
  table.setStatic(
    DEFAULT,
    ways.map((way, number) => ({ prefix: DEFAULT, kind: 'static', interface: number, ...way })),
  );
  return table;
}

/** How a thousand flows are spread over the interfaces. */
function spreadOver(table: RouteTable, flows = 1000): Map<number | undefined, number> {
  const counts = new Map<number | undefined, number>();
  for (let port = 0; port < flows; port++) {
    const way = wayOf(table, udpPacket(SOMEWHERE, 1024 + port, 53));
    counts.set(way, (counts.get(way) ?? 0) + 1);
  }
  return counts;
}

describe('several ways to one network', () => {
  test('share flows by their weights', () => {
    const counts = spreadOver(tableOf({ weight: 2 }, { weight: 1 }, {}), 4000);
    expect([...counts.keys()].sort()).toEqual([0, 1, 2]);
    expect(counts.get(0)! / 4000).toBeCloseTo(0.5, 1);
    expect(counts.get(1)! / 4000).toBeCloseTo(0.25, 1);
  });

  test('of weight 0 are taken when no other is left', () => {
    const table = tableOf({}, { weight: 0 });
    expect([...spreadOver(table).keys()]).toEqual([0]);
    table.setInterfaceUp(0, false);
    expect([...spreadOver(table).keys()]).toEqual([1]);
    table.setInterfaceUp(0, true);
    expect([...spreadOver(table).keys()]).toEqual([0]);
    expect([...spreadOver(tableOf({ weight: 0 }, { weight: 0 })).keys()]).toEqual([0]);
  });

  test('with a higher metric wait for those with a lower', () => {
    const table = tableOf({ metric: 2 }, {}, { metric: 2 });
    expect([...spreadOver(table).keys()]).toEqual([1]);
    table.setInterfaceUp(1, false);
    expect([...spreadOver(table).keys()].sort()).toEqual([0, 2]);
  });

  test('that are not usable are passed over, whatever their interface', () => {
    expect([...spreadOver(tableOf({ usable: false }, { weight: 0 })).keys()]).toEqual([1]);
    expect([...spreadOver(tableOf({ usable: false })).keys()]).toEqual([undefined]);
  });

  test('with a filter come first, in the order in which they were written', () => {
    const table = tableOf({}, { filter: never }, { filter: always }, { filter: always });
    expect([...spreadOver(table).keys()]).toEqual([2]);
    table.setInterfaceUp(2, false);
    expect([...spreadOver(table).keys()]).toEqual([3]);
    expect([...spreadOver(tableOf({ filter: never }, {}, { weight: 0 })).keys()]).toEqual([1]);
  });

  test('all with filters that do not match: as if the route were not there', () => {
    const table = tableOf({});
    const prefix = prefixOf('203.0.113.0/24');
    table.setStatic(prefix, [{ prefix, kind: 'static', interface: 5, filter: never }]);
    expect(wayOf(table, udpPacket(SOMEWHERE, 1, 2))).toBe(0);
    table.add({ prefix, kind: 'implicit', interface: 6 });
    expect(wayOf(table, udpPacket(SOMEWHERE, 1, 2))).toBe(6);
    expect([...spreadOver(tableOf({ filter: never })).keys()]).toEqual([undefined]);
  });

  test('all fragments of a datagram go one way', () => {
    const table = tableOf({}, {}, {}, {});
    const ways = [0, 1, 2, 3, 4].map((piece) =>
      wayOf(
        table,
        packetOf({
          destination: SOMEWHERE,
          moreFragments: piece < 4,
          fragmentOffset: piece * 8,
          payload: Uint8Array.from({ length: 8 }, (_, i) => i * piece),
        }),
      ),
    );
    expect(new Set(ways).size).toBe(1);
  });

  test('weights up to the largest of the manual, and packets too short for ports', () => {
    expect([...spreadOver(tableOf({ weight: 2_147_483_647 }, { weight: 1 })).keys()]).toEqual([0]);
    expect(wayOf(tableOf({}, {}), packetOf({ destination: SOMEWHERE, payload: new Uint8Array(3) }))).toBeLessThan(2);
  });

  test('where a watched host is asked for: the first that was written, used or not', () => {
    const table = tableOf({ usable: false }, {});
    expect(table.headFor(SOMEWHERE)?.via).toBe(0);
    table.setStatic(DEFAULT, [
      { prefix: DEFAULT, kind: 'static', gateway: ipv4('10.9.9.9') },
      { prefix: DEFAULT, kind: 'static', interface: 1 },
    ]);
    expect(table.headFor(SOMEWHERE)?.via).toBe(-1); // nobody knows that gateway
    const prefix = prefixOf('203.0.113.0/24');
    table.add({ prefix, kind: 'implicit', interface: 6 });
    expect(table.headFor(SOMEWHERE)).toBeUndefined(); // it lies on a network of ours
    expect(new RouteTable().headFor(SOMEWHERE)).toBeUndefined();
  });
});

describe('against a search through the whole list', () => {
  const INTERFACES = 4;
  const address = fc.nat({ max: 0xff }).map((value) => ((value * 0x01_01_01_01) >>> 0) as Ipv4Address);
  const way = fc.record({
    interface: fc.nat({ max: INTERFACES - 1 }),
    metric: fc.integer({ min: 1, max: 2 }),
    weight: fc.nat({ max: 3 }),
    /** A filter that passes only packets to even ports, or to odd ones. */
    parity: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
    usable: fc.boolean(),
  });
  const line = fc.record({
    address,
    length: fc.nat({ max: 9 }),
    ways: fc.array(way, { minLength: 1, maxLength: 4 }),
    implicit: fc.option(fc.nat({ max: INTERFACES - 1 }), { nil: undefined }),
  });

  const parityFilter = (parity: number): PacketFilter => ({
    passes: (_, slot) => (ARENA.view.getUint16(ARENA.start[slot]! + Ipv4.HEADER_OCTETS + 2) & 1) === parity,
  });
  const filters = [parityFilter(0), parityFilter(1)];

  interface Model {
    readonly prefix: { readonly address: Ipv4Address; readonly length: number };
    readonly ways: readonly (Route & { readonly parity: number | undefined })[];
    readonly implicit: Route | undefined;
  }

  /** Every interface that the manual allows a packet to leave by. */
  function allowed(models: readonly Model[], up: readonly boolean[], destination: Ipv4Address, port: number) {
    const matching = models
      .filter(({ prefix }) => contains(prefix, destination))
      .sort((a, b) => b.prefix.length - a.prefix.length);
    for (const { ways, implicit } of matching) {
      const usable = ways.filter((each) => each.usable !== false && up[each.interface!]);
      const conditional = usable.find(({ parity }) => parity !== undefined && parity === (port & 1));
      if (conditional) return [conditional.interface];
      const open = usable.filter(({ parity }) => parity === undefined);
      const sharing = open.filter(({ weight }) => weight! > 0);
      const among = sharing.length > 0 ? sharing : open;
      const metric = Math.min(...among.map((each) => each.metric!));
      const best = among.filter((each) => each.metric === metric);
      if (best.length > 0) return sharing.length > 0 ? best.map((each) => each.interface) : [best[0]!.interface];
      if (implicit && up[implicit.interface!]) return [implicit.interface];
    }
    return [undefined];
  }

  test('every packet takes a way that the manual allows, and a flow moves only when its way ends', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }),
        fc.array(fc.record({ interface: fc.nat({ max: INTERFACES - 1 }), up: fc.boolean() }), { maxLength: 6 }),
        fc.array(fc.record({ destination: address, source: fc.nat(0xffff), port: fc.nat(0xffff) }), {
          minLength: 1,
          maxLength: 8,
        }),
        (lines, changes, flows) => {
          const table = new RouteTable();
          const up = Array.from({ length: INTERFACES }, () => true);
          for (let number = 0; number < INTERFACES; number++) table.setInterfaceUp(number, true);
          const models = new Map<string, Model>();
          for (const { address, length, ways, implicit } of lines) {
            const prefix = { address: networkOf(address, length), length };
            const key = `${prefix.address}/${length}`;
            const before = models.get(key)?.implicit;
            if (before) table.remove(before);
            const routes = ways.map(({ parity, usable, ...rest }) => ({
              prefix,
              kind: 'static' as const,
              ...rest,
              usable,
              parity,
              ...(parity !== undefined && { filter: filters[parity]! }),
            }));
            table.setStatic(prefix, routes);
            const own: Route | undefined =
              implicit === undefined ? undefined : { prefix, kind: 'implicit', interface: implicit };
            if (own) table.add(own);
            models.set(key, { prefix, ways: routes, implicit: own });
          }
          let before: (number | undefined)[] = [];
          for (const change of [undefined, ...changes]) {
            const old = [...up];
            if (change) {
              table.setInterfaceUp(change.interface, change.up);
              up[change.interface] = change.up;
            }
            const ways = flows.map(({ destination, source, port }) =>
              wayOf(table, udpPacket(destination, source, port)),
            );
            for (const [i, { destination, port }] of flows.entries()) {
              const candidates = allowed([...models.values()], up, destination, port);
              expect(candidates).toContain(ways[i]);
              const wasAllowed = allowed([...models.values()], old, destination, port);
              const stays = before.length > 0 && up[before[i] ?? -1] && candidates.includes(before[i]);
              // Only a way that came back may draw flows away, and only those that were its own.
              if (stays && candidates.length <= wasAllowed.length) expect(ways[i]).toBe(before[i]);
            }
            before = ways;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a static route that the operator prefers less than the implicit one waits for it', () => {
    const table = tableOf({}, {});
    table.add({ prefix: DEFAULT, kind: 'implicit', interface: 6, preference: PREFERENCE + 1 });
    expect([...spreadOver(table).keys()]).toEqual([6]);
    table.setInterfaceUp(6, false);
    expect([...spreadOver(table).keys()].sort()).toEqual([0, 1]);
  });
});
