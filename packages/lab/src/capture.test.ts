import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { Capture, captureNode } from './capture.js';
import { LINK_TYPE } from './pcapng.js';
import { frame, Station } from './station.suite.js';
import { World } from './world.js';

function fileOf(capture: Capture): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let chunk = capture.pollChunk(); chunk !== undefined; chunk = capture.pollChunk()) chunks.push(chunk);
  return Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
}

/** A reader of its own, written from the draft: every length is held against the octets. */
function read(file: Uint8Array) {
  const view = new DataView(file.buffer);
  const u16 = (at: number) => view.getUint16(at, true);
  const u32 = (at: number) => view.getUint32(at, true);
  const interfaces: { name: string; linkType: number; resolution: number; snapLength: number }[] = [];
  const packets: { on: number; nanoseconds: bigint; octets: Uint8Array; length: number; flags: number }[] = [];
  let application = '';
  for (let at = 0; at < file.length; at += u32(at + 4)) {
    const length = u32(at + 4);
    expect(length % 4).toBe(0);
    expect(u32(at + length - 4)).toBe(length);
    const type = u32(at);
    const captured = type === 6 ? u32(at + 20) : 0;
    const options = new Map<number, Uint8Array>();
    let option = at + (type === 6 ? 28 + ((captured + 3) & ~3) : type === 1 ? 16 : 24);
    while (u16(option) !== 0) {
      options.set(u16(option), file.slice(option + 4, option + 4 + u16(option + 2)));
      option += 4 + ((u16(option + 2) + 3) & ~3);
    }
    expect(option + 4).toBe(at + length - 4);
    const text = (code: number) => Buffer.from(options.get(code)!).toString();
    if (type === 0x0a0d0d0a) {
      expect([at, u32(at + 8), u16(at + 12), u16(at + 14)]).toEqual([0, 0x1a2b3c4d, 1, 0]);
      expect(view.getBigInt64(at + 16, true)).toBe(-1n);
      application = text(4);
    } else if (type === 1)
      interfaces.push({
        name: text(2),
        linkType: u16(at + 8),
        resolution: options.get(9)![0]!,
        snapLength: u32(at + 12),
      });
    else {
      expect(type).toBe(6);
      packets.push({
        on: u32(at + 8),
        nanoseconds: (BigInt(u32(at + 12)) << 32n) | BigInt(u32(at + 16)),
        octets: file.slice(at + 28, at + 28 + captured),
        length: u32(at + 24),
        flags: new DataView(options.get(2)!.buffer).getUint32(0, true),
      });
    }
  }
  return { application, interfaces, packets };
}

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
