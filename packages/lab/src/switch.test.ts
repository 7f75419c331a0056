import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { MacTable } from './mac-table.js';
import { broadcast, frame, Station, serialOf } from './station.suite.js';
import { LearningSwitch } from './switch.js';
import { World } from './world.js';

function office() {
  const arena = new Arena();
  const world = new World(arena, 1);
  const sw = new LearningSwitch('sw', arena, 8);
  const stations = [1, 2, 3].map((n) => new Station(`s${n}`, arena));
  for (const node of [sw, ...stations]) world.add(node);
  const cables = stations.map(({ name }, i) =>
    world.connect({ node: name, port: 'eth0' }, { node: 'sw', port: String(i + 1) }),
  );
  const send = (from: number, octets: Uint8Array): number[] => {
    stations[from - 1]!.send(octets);
    world.settle(stations[from - 1]!);
    world.run(after(world.now, seconds(1)));
    expect(arena.inUse).toBe(0);
    return stations.flatMap(({ received }, i) => received.splice(0).map(() => i + 1));
  };
  return { arena, world, sw, stations, cables, send };
}

describe('LearningSwitch', () => {
  test('floods what it does not know, and learns whom it hears', () => {
    const { sw, send, world } = office();
    expect(send(1, frame(1, 2))).toEqual([2, 3]);
    expect(send(2, frame(2, 1))).toEqual([1]);
    expect(send(1, frame(1, 2))).toEqual([2]);
    expect(send(1, broadcast(1))).toEqual([2, 3]);
    expect(sw.entries(world.now).map(({ mac, port }) => [mac & 0xff, port])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  test('forgets after 300 s, and when the cable is pulled', () => {
    const { send, world, cables } = office();
    send(2, broadcast(2));
    expect(send(1, frame(1, 2))).toEqual([2]);
    world.run(after(world.now, seconds(297)));
    expect(send(1, frame(1, 2))).toEqual([2]);
    world.run(after(world.now, seconds(2)));
    expect(send(1, frame(1, 2))).toEqual([2, 3]);
    send(2, broadcast(2));
    world.setCable(cables[1]!, false);
    expect(send(1, frame(1, 2))).toEqual([3]);
  });

  test('a station that moved is found again with its first frame', () => {
    const { send } = office();
    send(2, broadcast(2));
    send(3, frame(2, 1));
    expect(send(1, frame(1, 2))).toEqual([3]);
  });

  test('sends nothing back where it came from, keeps bridge addresses to itself, drops runts and group sources', () => {
    const { send, sw } = office();
    send(1, frame(1, 2));
    expect(send(1, frame(9, 1))).toEqual([]);
    const reserved = frame(1, 0);
    reserved.set([0x01, 0x80, 0xc2, 0, 0, 0x0e]);
    expect(send(1, reserved)).toEqual([]);
    reserved[5] = 0x10;
    expect(send(1, reserved)).toEqual([2, 3]);
    expect(send(1, Uint8Array.of(1, 2, 3))).toEqual([]);
    const group = frame(1, 2);
    group[6] = 0x03;
    expect(send(1, group)).toEqual([]);
    expect(sw.counters).toMatchObject({ filtered: 2, runt: 1, badSource: 1, exhausted: 0 });
  });

  test('every copy has the same octets', () => {
    const { stations, world } = office();
    stations[0]!.send(broadcast(1, 99, 300));
    world.settle(stations[0]!);
    world.run(after(START, seconds(1)));
    for (const { received } of stations.slice(1)) expect(received.map(({ octets }) => serialOf(octets))).toEqual([99]);
  });
});

describe('MacTable', () => {
  test('answers as a map would', () => {
    const op = fc.record({ mac: fc.nat({ max: 300 }), port: fc.nat({ max: 3 }), wait: fc.nat({ max: 20 }) });
    fc.assert(
      fc.property(fc.array(op, { maxLength: 400 }), fc.integer({ min: 1, max: 200 }), (ops, limit) => {
        const table = new MacTable(seconds(200), limit);
        const model = new Map<number, { port: number; seen: number }>();
        let now = START;
        const known = (mac: number): number => {
          const entry = model.get(mac);
          return entry && now - entry.seen < seconds(200) ? entry.port : -1;
        };
        for (const { mac, port, wait } of ops) {
          now = after(now, seconds(wait));
          table.learn(now, mac & 1, mac, port);
          const alive = [...model.values()].filter(({ seen }) => now - seen < seconds(200)).length;
          if (known(mac) >= 0 || alive < limit) model.set(mac, { port, seen: now });
          for (const other of [mac, mac + 1, 0, 299]) expect(table.portOf(now, other & 1, other)).toBe(known(other));
        }
        expect(
          table
            .entries(now)
            .map(({ mac }) => mac % 0x1_0000_0000)
            .sort((a, b) => a - b),
        ).toEqual([...model.keys()].filter((mac) => known(mac) >= 0).sort((a, b) => a - b));
      }),
    );
  });

  test('a full table learns nobody new until somebody has grown old', () => {
    const table = new MacTable();
    for (let mac = 0; mac < 10_000; mac++) table.learn(START, 2, mac, mac % 4);
    expect(table.full).toBe(10_000 - 8192);
    expect(table.portOf(START, 2, 8191)).toBe(8191 % 4);
    expect(table.portOf(START, 2, 8192)).toBe(-1);
    const later = after(START, seconds(300));
    table.learn(later as Instant, 2, 9000, 1);
    expect([table.portOf(later, 2, 9000), table.entries(later).length]).toEqual([1, 1]);
  });
});
