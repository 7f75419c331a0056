import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { Capture, captureNode } from './capture.js';
import { LINK_TYPE } from './pcapng.js';
import { fileOf, read } from './pcapng-reader.suite.js';
import { frame, Station } from './station.suite.js';
import { World } from './world.js';

describe('Capture', () => {
  test('interfaces, times, directions and octets, whatever the lengths', () => {
    const packet = fc.record({
      at: fc.nat({ max: 2 ** 48 }),
      on: fc.nat({ max: 1 }),
      out: fc.boolean(),
      octets: fc.uint8Array({ maxLength: 70 }),
    });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 30 }), fc.nat({ max: 2_000_000_000 }), (packets, epochSeconds) => {
        const epoch = epochSeconds * 1e6;
        const capture = new Capture({ epoch, snapLength: 64 });
        capture.addInterface('lan1');
        capture.addInterface('pp1 ｐｐ🙂', LINK_TYPE.raw);
        for (const { at, on, out, octets } of packets)
          capture.record(at as Instant, on, out ? 'out' : 'in', octets, 0, octets.length);
        const file = read(fileOf(capture));
        expect(file.application).toBe('rtemu');
        expect(file.interfaces).toEqual([
          { name: 'lan1', linkType: 1, resolution: 9, snapLength: 64 },
          { name: 'pp1 ｐｐ🙂', linkType: 101, resolution: 9, snapLength: 64 },
        ]);
        expect(file.packets).toEqual(
          packets.map(({ at, on, out, octets }) => ({
            on,
            nanoseconds: (BigInt(epoch) + BigInt(at)) * 1000n,
            octets: octets.slice(0, 64),
            length: octets.length,
            flags: out ? 2 : 1,
          })),
        );
      }),
    );
  });

  test('a long one comes in chunks, and a packet longer than a chunk in its own', () => {
    const capture = new Capture();
    capture.addInterface('lan1');
    const octets = new Uint8Array(65_700).fill(7);
    for (let n = 0; n < 200; n++) capture.record(START, 0, 'in', octets, 0, n % 50 === 49 ? octets.length : 1514);
    const file = read(fileOf(capture));
    expect([file.packets.length, capture.packets]).toEqual([200, 200]);
    expect(capture.pollChunk()).toBeUndefined();
  });

  test('what nobody takes away in time is left out and counted', () => {
    const capture = new Capture({ epoch: 1e6, heldOctetsMax: 5000 });
    capture.addInterface('lan1');
    capture.addInterface('lan2');
    const octets = new Uint8Array(1000).fill(7);
    const record = (on: number, count: number) => {
      for (let n = 0; n < count; n++) capture.record(START, on, 'in', octets, 0, octets.length);
    };
    record(0, 3);
    record(1, 5);
    const chunks = [capture.pollChunk()!];
    record(0, 2); // there is room again
    capture.finish(2 as Instant);
    for (let chunk = capture.pollChunk(); chunk; chunk = capture.pollChunk()) chunks.push(chunk);
    const file = read(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
    expect(file.packets.map(({ on }) => on)).toEqual([0, 0, 0, 1, 0, 0]);
    expect(file.statistics).toEqual([
      { on: 0, nanoseconds: 1_000_002_000n, received: 5n, dropped: 0n },
      { on: 1, nanoseconds: 1_000_002_000n, received: 5n, dropped: 4n },
    ]);
  });

  test('of a node: every card, both directions, and what the cable lost on the way', () => {
    const arena = new Arena();
    const world = new World(arena, 1);
    const [a, b] = [new Station('a', arena, ['lan1', 'lan2']), new Station('b', arena)];
    world.add(a);
    world.add(b);
    world.connect({ node: 'a', port: 'lan2' }, { node: 'b', port: 'eth0' }, { forward: { loss: 1_000_000 } });
    const [atA, atB] = [captureNode(world, 'a'), captureNode(world, 'b')];
    a.send(frame(1, 2, 5), 1);
    world.settle(a);
    b.send(frame(2, 1, 6));
    world.settle(b);
    a.send(frame(1, 2, 7), 0); // no cable there
    world.settle(a);
    world.run(after(START, seconds(1)));
    const [seenByA, seenByB] = [read(fileOf(atA)), read(fileOf(atB))];
    expect(seenByA.interfaces.map(({ name }) => name)).toEqual(['lan1', 'lan2']);
    expect(seenByA.packets.map(({ on, flags, nanoseconds }) => [on, flags, nanoseconds])).toEqual([
      [1, 2, 0n],
      [0, 2, 0n],
      [1, 1, 1000n],
    ]);
    expect(seenByB.packets.map(({ octets, flags }) => [flags, octets[17]])).toEqual([[2, 6]]);
    expect(seenByA.packets[0]!.octets).toEqual(frame(1, 2, 5));
    expect(arena.inUse).toBe(0);
  });
});
