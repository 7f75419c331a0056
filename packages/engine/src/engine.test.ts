import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMachine } from 'xstate';
import { Arena, HEADROOM, LARGE_MAX, NO_SLOT, SMALL_MAX } from './arena.js';
import { EventQueue } from './event-queue.js';
import { InvariantError } from './invariant.js';
import { Machine } from './machine.js';
import { Random } from './random.js';
import { SlotQueue } from './slot-queue.js';
import { after, type Instant, milliseconds, NEVER, START, seconds } from './time.js';
import { TimerTable } from './timer-table.js';

describe('TimerTable', () => {
  test('gives back what is due, earliest first, equal deadlines in the order of setting', () => {
    const timers = new TimerTable<'a' | 'b' | 'c'>();
    timers.set('c', after(START, seconds(2)));
    timers.set('b', after(START, seconds(1)));
    timers.set('a', after(START, seconds(1)));
    timers.set('b', after(START, seconds(1)));
    expect(timers.next()).toBe(1_000_000);
    expect(timers.takeDue(after(START, milliseconds(999)))).toEqual([]);
    expect(timers.takeDue(after(START, seconds(2)))).toEqual(['a', 'b', 'c']);
    expect(timers.next()).toBe(NEVER);
  });
});

describe('EventQueue', () => {
  test('pops by instant, then by order of pushing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 300 }), (instants) => {
        const queue = new EventQueue();
        const expected = instants.map((at, value) => ({ at, value })).sort((a, b) => a.at - b.at || a.value - b.value);
        for (const [value, at] of instants.entries()) queue.push(at as Instant, 1, 2, value);
        expect(expected.map(() => ({ at: queue.pop() as number, value: queue.value }))).toEqual(expected);
        expect(queue.next()).toBe(NEVER);
      }),
    );
  });

  test('keeps the order when pushing and popping alternate', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat({ max: 9 }), { freq: 2 }), { maxLength: 300 }), (script) => {
        const queue = new EventQueue();
        const model: { at: number; value: number }[] = [];
        for (const [value, at] of script.entries()) {
          if (at !== null) {
            queue.push(at as Instant, 0, 0, value);
            model.push({ at, value });
            model.sort((a, b) => a.at - b.at || a.value - b.value);
          } else if (model.length > 0) {
            const next = model.shift()!;
            expect(queue.pop()).toBe(next.at);
            expect(queue.value).toBe(next.value);
          }
        }
        expect(queue.size).toBe(model.length);
      }),
    );
  });
});

describe('Random', () => {
  test('one seed, one stream; a fork has its own', () => {
    const draw = (random: Random) => Array.from({ length: 8 }, () => random.u32());
    expect(draw(new Random(4711))).toEqual(draw(new Random(4711)));
    expect(draw(new Random(4711))).not.toEqual(draw(new Random(4712)));
    const parent = new Random(4711);
    const before = draw(parent.fork('cable'));
    parent.u32();
    expect(draw(parent.fork('cable'))).toEqual(before);
    expect(draw(parent.fork('cable'))).not.toEqual(draw(parent.fork('switch')));
  });

  test('below reaches both ends and stays between', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('Arena', () => {
  test('headers come off and go in front where the packet lies', () => {
    const arena = new Arena();
    const slot = arena.takeCopy(Uint8Array.of(1, 2, 3, 4));
    expect(arena.start[slot]! % 4).toBe(0);
    expect([...arena.copy(slot)]).toEqual([1, 2, 3, 4]);
    arena.pull(slot, 2);
    expect([...arena.copy(slot)]).toEqual([3, 4]);
    arena.octets[arena.push(slot, 1)] = 9;
    expect([...arena.copy(slot)]).toEqual([9, 3, 4]);
    const twin = arena.clone(slot);
    arena.octets[arena.start[slot]!] = 7;
    expect([...arena.copy(twin)]).toEqual([9, 3, 4]);
    arena.release(slot);
    arena.release(twin);
    expect(arena.inUse).toBe(0);
    expect(() => arena.release(slot)).toThrow(InvariantError);
  });

  test('small and large packets, and a full arena', () => {
    const arena = new Arena();
    const taken = [SMALL_MAX, SMALL_MAX + 1, LARGE_MAX].map((length) => arena.take(length));
    expect(taken).not.toContain(NO_SLOT);
    expect(arena.take(LARGE_MAX + 1)).toBe(NO_SLOT);
    let slot = arena.take(60);
    while (slot !== NO_SLOT) {
      taken.push(slot);
      slot = arena.take(60);
    }
    expect(arena.exhausted).toBe(2);
    expect(new Set(taken).size).toBe(taken.length);
    const starts = taken.map((s) => arena.start[s]!).sort((a, b) => a - b);
    for (const [i, start] of starts.entries()) if (i > 0) expect(start - starts[i - 1]!).toBeGreaterThanOrEqual(2048);
    for (const s of taken) arena.release(s);
    expect(arena.inUse).toBe(0);
  });

  test('headers that outgrow the headroom are our own mistake', () => {
    const arena = new Arena();
    const slot = arena.take(10);
    arena.push(slot, HEADROOM);
    expect(() => arena.push(slot, 1)).toThrow(InvariantError);
  });
});

describe('SlotQueue', () => {
  test('first in, first out, with tags; what does not fit is released and counted', () => {
    const arena = new Arena();
    const queue = new SlotQueue(arena, 32);
    for (let i = 0; i < 10; i++) queue.push(i, arena.take(i));
    for (let i = 0; i < 10; i++) {
      const slot = queue.shift();
      expect([queue.tag, arena.length[slot]]).toEqual([i, i]);
      arena.release(slot);
    }
    expect(queue.shift()).toBe(NO_SLOT);
    for (let i = 0; i < 40; i++) queue.push(i, arena.take(i));
    expect([queue.size, queue.overflowed, arena.inUse]).toEqual([32, 8, 32]);
    queue.clear();
    expect(arena.inUse).toBe(0);
  });
});

describe('Machine', () => {
  const definition = createMachine({
    id: 'door',
    initial: 'Closed',
    states: { Closed: { on: { Open: { target: 'Open', actions: ['creak', 'swing'] }, Close: {} } }, Open: {} },
  });

  test('answers with state and action names, and with nothing where the state does not list the event', () => {
    const machine = new Machine<'Closed' | 'Open', 'Open' | 'Close', 'creak' | 'swing'>(() => definition);
    expect(machine.initial).toBe('Closed');
    expect(machine.states).toEqual(['Closed', 'Open']);
    for (let again = 0; again < 2; again++) {
      expect(machine.step('Closed', 'Open')).toEqual({ next: 'Open', actions: ['creak', 'swing'] });
      expect(machine.step('Closed', 'Close')).toEqual({ next: 'Closed', actions: [] });
      expect(machine.step('Open', 'Open')).toBeUndefined();
    }
  });
});
