import { describe, expect, test } from '@jest/globals';
import { Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import * as Ipv4 from '@rtemu/wire/ipv4';
import fc from 'fast-check';
import { noDiscards } from './discard.js';
import { LIMIT } from './limits.js';
import { packetOf, unhex } from './net.suite.js';
import { Reassembly } from './reassembly.js';

const arena = new Arena();

function scene() {
  const discards = noDiscards();
  const reassembly = new Reassembly(arena, discards);
  let given = 0;
  return {
    reassembly,
    discards,
    /** A piece of a datagram arrives; the datagram's payload when it became whole. */
    give(fields: Partial<Ipv4.Ipv4Packet>, now: Instant = START): string | undefined {
      given++;
      const whole = reassembly.handleFragment(now, arena.takeCopy(packetOf(fields)));
      if (whole === NO_SLOT) return undefined;
      const result = Ipv4.parse(arena.copy(whole));
      arena.release(whole);
      if (!result.ok) throw new Error('a broken datagram');
      expect(result.value).toMatchObject({ fragmentOffset: 0, moreFragments: false });
      return unhex(result.value.payload);
    },
    /** Every fragment is held, merged or dropped for a reason. */
    expectBalanced(): void {
      const dropped = Object.values(discards).reduce((total, count) => total + count, 0);
      expect(reassembly.fragmentsHeld + reassembly.merged + dropped).toBe(given);
    },
  };
}

const data = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 31 + (i >> 8));
const piece = (from: number, to: number, total: number): Partial<Ipv4.Ipv4Packet> => ({
  fragmentOffset: from,
  moreFragments: to < total,
  payload: data(total).subarray(from, to),
});

describe('Reassembly', () => {
  test('any cut, any order, any duplicates: the datagram comes out as it was', () => {
    const cut = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cut, fc.integer({ min: 1, max: 8 }), fc.nat(), (units, tail, seed) => {
        const random = new Random(seed);
        const ends = [...units.sort((a, b) => a - b).map((unit) => unit * 8)];
        const total = ends.at(-1)! + tail;
        const pieces = [...ends, total].map((end, i) => piece(ends[i - 1] ?? 0, end, total));
        const order = pieces.flatMap((each) => (random.chance(1, 3) ? [each, each] : [each]));
        for (let i = order.length - 1; i > 0; i--) {
          const j = random.below(i + 1);
          [order[i], order[j]] = [order[j]!, order[i]!];
        }
        const { reassembly, give, expectBalanced, discards } = scene();
        const whole = order.map((each) => give(each)).filter((each) => each !== undefined);
        // Twice when every piece came twice, the second ones late: nothing is remembered of what was delivered.
        const twice = pieces.every((each) => order.filter((other) => other === each).length === 2);
        expect(whole.length).toBeLessThanOrEqual(twice ? 2 : 1);
        expect([...new Set(whole)]).toEqual([unhex(data(total))]);
        expect(discards['fragment-overlap']).toBe(0);
        expectBalanced();
        reassembly.handleTimeout(after(START, seconds(30)));
        reassembly.expired.clear();
        expect([reassembly.fragmentsHeld, arena.inUse]).toEqual([0, 0]);
        expectBalanced();
      }),
      { numRuns: 150 },
    );
  });

  test('whatever arrives, octets come out only where they were sent, and none is lost from the books', () => {
    const any = fc.record({
      fragmentOffset: fc.nat({ max: 12 }).map((unit) => unit * 8),
      moreFragments: fc.boolean(),
      length: fc.nat({ max: 40 }),
      identification: fc.nat({ max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (script) => {
        const { reassembly, give, expectBalanced } = scene();
        for (const { length, ...fields } of script) {
          // Octets that tell where they belong, so that a datagram made of the wrong ones shows.
          const payload = Uint8Array.from({ length }, (_, i) => fields.fragmentOffset + i);
          const whole = give({ ...fields, payload });
          if (whole !== undefined)
            expect(whole).toBe(unhex(Uint8Array.from({ length: whole.length / 2 }, (_, i) => i)));
          expectBalanced();
        }
        reassembly.handleTimeout(after(START, seconds(30)));
        reassembly.expired.clear();
        expect(arena.inUse).toBe(0);
        expect(reassembly.deadline).toBe(NEVER);
      }),
      { numRuns: 300 },
    );
  });

  test('an overlap drops the datagram and all that still comes of it', () => {
    const { reassembly, give, discards } = scene();
    give(piece(0, 16, 64));
    give({ ...piece(8, 24, 64), payload: new Uint8Array(16) });
    expect(discards['fragment-overlap']).toBe(2);
    for (const [from, to] of [
      [0, 16],
      [16, 32],
      [32, 64],
    ] as const)
      expect(give(piece(from, to, 64))).toBeUndefined();
    expect(discards['fragment-overlap']).toBe(5);
    reassembly.handleTimeout(after(START, seconds(30)));
    expect(reassembly.expired.size).toBe(0); // nobody is told
    expect(give(piece(0, 64, 64))).toBe(unhex(data(64)));
    expect(arena.inUse).toBe(0);
  });

  test.each([
    ['the same place with other octets', [piece(0, 16, 64), { ...piece(0, 16, 64), payload: new Uint8Array(16) }]],
    ['two ends', [piece(32, 64, 64), piece(32, 48, 48)]],
    ['an end before what came', [piece(32, 40, 64), piece(8, 24, 24)]],
    ['more behind the end', [piece(16, 24, 24), piece(24, 32, 64)]],
  ])('%s is an overlap', (_, pieces) => {
    const { reassembly, give, discards } = scene();
    for (const each of pieces) give(each);
    expect(discards['fragment-overlap']).toBe(2);
    reassembly.handleTimeout(after(START, seconds(30)));
    expect(arena.inUse).toBe(0);
  });

  test('datagrams are told apart by address, protocol and identification', () => {
    const { reassembly, give } = scene();
    const others = [{ identification: 2 }, { protocol: 6 }, { source: 1 as never }, { destination: 1 as never }];
    for (const other of others) expect(give({ ...piece(0, 16, 32), ...other })).toBeUndefined();
    expect(give(piece(16, 32, 32))).toBeUndefined();
    expect(give({ ...piece(16, 32, 32), protocol: 6 })).toBe(unhex(data(32)));
    reassembly.handleTimeout(after(START, seconds(30)));
    expect(reassembly.expired.size).toBe(3);
    reassembly.expired.clear();
    expect(arena.inUse).toBe(0);
  });

  test.each([
    ['no data', { payload: new Uint8Array(0), moreFragments: true }],
    ['a middle of odd length', { payload: new Uint8Array(12), moreFragments: true }],
    ['an end beyond 65,535 octets', { payload: new Uint8Array(8), fragmentOffset: 65_528 }],
  ])('%s is malformed', (_, fields) => {
    const { give, discards } = scene();
    give(fields);
    expect([discards['fragment-malformed'], arena.inUse]).toEqual([1, 0]);
  });

  test('the longest datagram there is, from the last piece to the first', () => {
    const { give } = scene();
    const total = Ipv4.PACKET_OCTETS_MAX - Ipv4.HEADER_OCTETS;
    let whole: string | undefined;
    for (let from = Math.floor((total - 1) / 1480) * 1480; from >= 0; from -= 1480)
      whole = give(piece(from, Math.min(from + 1480, total), total));
    expect(whole).toBe(unhex(data(total)));
    expect(arena.inUse).toBe(0);
  });

  test('a header that is longer than the others’ makes the longest datagram too long', () => {
    const { give, discards, expectBalanced } = scene();
    const total = Ipv4.PACKET_OCTETS_MAX - Ipv4.HEADER_OCTETS;
    for (let from = 1480; from < total; from += 1480) give(piece(from, Math.min(from + 1480, total), total));
    expect(give({ ...piece(0, 1480, total), options: new Uint8Array(4) })).toBeUndefined();
    expect([discards['fragment-malformed'], arena.inUse]).toEqual([45, 0]);
    expectBalanced();
  });

  test('a datagram that no buffer is left for is dropped', () => {
    const { give, discards, expectBalanced } = scene();
    give(piece(0, 1480, 2000));
    const taken: Slot[] = [];
    for (let slot = arena.take(2000); slot !== NO_SLOT; slot = arena.take(2000)) taken.push(slot);
    expect(give(piece(1480, 2000, 2000))).toBeUndefined();
    expect([discards['no-buffer'], arena.inUse]).toEqual([2, taken.length]);
    expectBalanced();
    for (const slot of taken) arena.release(slot);
  });

  test('a datagram whose time runs out is told to its sender if its beginning came', () => {
    const { reassembly, give, discards } = scene();
    give(piece(0, 16, 64));
    give({ ...piece(16, 32, 64), identification: 2 }, after(START, seconds(10)));
    expect(reassembly.deadline).toBe(after(START, seconds(30)));
    reassembly.handleTimeout(after(START, seconds(29)));
    expect(reassembly.fragmentsHeld).toBe(2);
    reassembly.handleTimeout(after(START, seconds(30)));
    expect([reassembly.expired.size, reassembly.deadline]).toEqual([1, after(START, seconds(40))]);
    reassembly.handleTimeout(after(START, seconds(40)));
    expect([reassembly.expired.size, discards['reassembly-timeout']]).toEqual([1, 2]);
    arena.release(reassembly.expired.shift());
    expect(arena.inUse).toBe(0);
  });

  test('ip reassembly hold-time counts for what comes from then on', () => {
    const { reassembly, give } = scene();
    give(piece(16, 32, 64));
    reassembly.setHoldTime(seconds(15));
    give({ ...piece(16, 32, 64), identification: 2 });
    expect(reassembly.deadline).toBe(after(START, seconds(15)));
    reassembly.handleTimeout(after(START, seconds(15)));
    expect([reassembly.fragmentsHeld, reassembly.deadline]).toEqual([1, after(START, seconds(30))]);
    reassembly.handleTimeout(after(START, seconds(30)));
    expect(arena.inUse).toBe(0);
  });

  test('at either limit the datagram that waited longest gives way', () => {
    const { reassembly, give, discards, expectBalanced } = scene();
    for (let i = 0; i <= LIMIT.reassemblyDatagrams; i++)
      give({ ...piece(16, 32, 64), identification: i }, i as Instant);
    expect([discards['reassembly-limit'], reassembly.fragmentsHeld]).toEqual([1, LIMIT.reassemblyDatagrams]);
    reassembly.handleTimeout(after(START, seconds(40)));
    for (let i = 0; i <= LIMIT.reassemblyFragments; i++)
      give({ ...piece((i % 256) * 16, (i % 256) * 16 + 8, 8000), identification: i >> 8 });
    expect([discards['reassembly-limit'], reassembly.fragmentsHeld]).toEqual([1 + 256, 257]);
    expectBalanced();
    reassembly.handleTimeout(after(START, seconds(40)));
    reassembly.expired.clear();
    expect(arena.inUse).toBe(0);
  });
});
