import { describe, expect, test } from '@jest/globals';
import { Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import * as Ipv4 from '@rtemu/wire/ipv4';
import fc from 'fast-check';
import { fragment } from './fragment.js';
import { hex, packetOf, unhex } from './net.suite.js';

const arena = new Arena();

/** The fragments of a packet as values; each is held to be sound and to fit. */
function fragmentsOf(octets: Uint8Array, mtu: number): Ipv4.Ipv4Packet[] {
  const into = new SlotQueue(arena);
  expect(fragment(arena, arena.takeCopy(octets), mtu, into, 7)).toBe(true);
  const fragments: Ipv4.Ipv4Packet[] = [];
  for (let slot = into.shift(); slot !== NO_SLOT; slot = into.shift()) {
    expect(into.tag).toBe(7);
    const result = Ipv4.parse(arena.copy(slot));
    if (!result.ok) throw new Error(`a broken fragment: ${Ipv4.describe(arena.copy(slot))}`);
    expect(Ipv4.lengthOf(result.value)).toBeLessThanOrEqual(mtu);
    expect(arena.length[slot]).toBe(Ipv4.lengthOf(result.value));
    fragments.push(result.value);
    arena.release(slot);
  }
  expect(arena.inUse).toBe(0);
  return fragments;
}

describe('fragment', () => {
  test('a datagram over an Ethernet', () => {
    const fragments = fragmentsOf(packetOf({ payload: new Uint8Array(4000) }), 1500);
    const shape = fragments.map(({ fragmentOffset, moreFragments, payload }) => [
      fragmentOffset,
      moreFragments,
      payload.length,
    ]);
    expect(shape).toEqual([
      [0, true, 1480],
      [1480, true, 1480],
      [2960, false, 1040],
    ]);
  });

  test('the pieces are the whole, whatever is cut and however small', () => {
    const payload = fc.integer({ min: 60, max: 3000 }).map((length) => Uint8Array.from({ length }, (_, i) => i * 7));
    fc.assert(
      fc.property(
        payload,
        fc.integer({ min: 68, max: 1500 }),
        fc.boolean(),
        fc.nat({ max: 100 }),
        (data, mtu, more, unit) => {
          const packet = { payload: data, moreFragments: more, fragmentOffset: unit * 8, identification: 0x4711 };
          fc.pre(data.length + Ipv4.HEADER_OCTETS > mtu);
          const fragments = fragmentsOf(packetOf(packet), mtu);
          let offset = unit * 8;
          for (const [i, piece] of fragments.entries()) {
            expect(piece.fragmentOffset).toBe(offset);
            expect(piece.moreFragments).toBe(more || i < fragments.length - 1);
            expect(unhex(piece.payload)).toBe(
              unhex(data.subarray(offset - unit * 8, offset - unit * 8 + piece.payload.length)),
            );
            expect([piece.identification, piece.timeToLive]).toEqual([0x4711, 64]);
            offset += piece.payload.length;
          }
          expect(offset).toBe(unit * 8 + data.length);
        },
      ),
    );
  });

  test('only options that say so are carried by every fragment', () => {
    // A no-operation, a record route (not copied), a router alert (copied), the end.
    const options = hex('01 07070400000000 94040000 00000000');
    const fragments = fragmentsOf(packetOf({ options, payload: new Uint8Array(200) }), 100);
    expect(fragments.map((each) => unhex(each.options))).toEqual([
      unhex(options),
      ...fragments.slice(1).map(() => '94040000'),
    ]);
    expect(fragments.length).toBe(3);
  });

  test('options that cannot be read to their end do no harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), (options) => {
        const data = Uint8Array.from({ length: 300 }, (_, i) => i);
        const fragments = fragmentsOf(packetOf({ options: Uint8Array.from(options), payload: data }), 100);
        expect(unhex(Uint8Array.from(fragments.flatMap(({ payload }) => [...payload])))).toBe(unhex(data));
      }),
    );
  });

  test('when buffers run out, nothing is left behind', () => {
    const taken: Slot[] = [];
    for (let slot = arena.take(100); slot !== NO_SLOT; slot = arena.take(100)) taken.push(slot);
    for (const slot of taken.splice(0, 2)) arena.release(slot);
    const into = new SlotQueue(arena);
    const slot = arena.takeCopy(packetOf({ payload: new Uint8Array(1000) })); // leaves room for one fragment
    expect(fragment(arena, slot, 500, into, 0)).toBe(false);
    expect([into.size, arena.inUse]).toEqual([0, taken.length]);
    for (const each of taken) arena.release(each);
  });
});
