import { describe, expect, test } from '@jest/globals';
import { EventQueue } from './event-queue.js';
import { Random } from './random.js';
import { type Instant, NEVER } from './time.js';

/** More than are kept in one heap, so that some lie behind the horizon. */
const MANY = 20_000;
const SEEDS = [1, 2, 3, 4711];

/** Instants as a lab has them: close by, in ten seconds, in ten minutes; many of them equal. */
const drawInstant = (random: Random, now: number): Instant =>
  (now + random.below([5, 30_000, 10_000_000, 600_000_000][random.below(4)]!)) as Instant;

type Event = { at: number; value: number };
const drain = (queue: EventQueue): Event[] => {
  const events: Event[] = [];
  while (queue.size > 0) events.push({ at: queue.pop(), value: queue.value });
  return events;
};
const inOrder = (events: Event[]): Event[] => [...events].sort((a, b) => a.at - b.at || a.value - b.value);

describe('an event queue with many events pending', () => {
  test.each(SEEDS)('gives all of them back in order, seed %i', (seed) => {
    const random = new Random(seed);
    const queue = new EventQueue();
    const pushed = Array.from({ length: MANY }, (_, value) => ({ at: drawInstant(random, 0), value }));
    for (const { at, value } of pushed) queue.push(at, 0, 0, value);
    expect(queue.size).toBe(MANY);
    expect(drain(queue)).toEqual(inOrder(pushed));
    expect(queue.next()).toBe(NEVER);
  });

  test.each(SEEDS)('keeps the order while it grows, stays, shrinks and grows again, seed %i', (seed) => {
    const random = new Random(seed);
    const queue = new EventQueue();
    let now = 0;
    let value = 0;
    let last: Event = { at: 0, value: -1 };
    let outOfOrder = 0;
    for (const odds of [9, 5, 1, 9]) {
      for (let n = 0; n < MANY; n++) {
        if (random.chance(odds, 10)) {
          queue.push(drawInstant(random, now), 0, 0, value++);
        } else if (queue.size > 0) {
          const next = queue.next();
          now = queue.pop();
          if (next !== now) outOfOrder++;
          // Values count the pushes, so equal instants must come with rising values.
          if (now < last.at || (now === last.at && queue.value < last.value)) outOfOrder++;
          last = { at: now, value: queue.value };
        }
      }
    }
    expect({ seed, outOfOrder }).toEqual({ seed, outOfOrder: 0 });
  });

  test('an event before all others, pushed last, comes first', () => {
    const queue = new EventQueue();
    for (let value = 0; value < MANY; value++) queue.push((1000 + value) as Instant, 0, 0, value);
    while (queue.next() < 10_000) queue.pop();
    queue.push(3 as Instant, 1, 2, 3);
    expect(queue.next()).toBe(3);
    expect({ at: queue.pop(), kind: queue.kind, target: queue.target, value: queue.value }).toEqual({
      at: 3,
      kind: 1,
      target: 2,
      value: 3,
    });
    expect(queue.pop()).toBe(10_000);
  });

  test('events at one instant and events that never happen can be as many', () => {
    const queue = new EventQueue();
    for (let value = 0; value < MANY; value++) queue.push((value % 2 === 0 ? 7 : NEVER) as Instant, 0, 0, value);
    const values = drain(queue).map((event) => event.value);
    expect(values.slice(0, MANY / 2)).toEqual(Array.from({ length: MANY / 2 }, (_, i) => 2 * i));
    expect(values.slice(MANY / 2)).toEqual(Array.from({ length: MANY / 2 }, (_, i) => 2 * i + 1));
  });

  test('begins anew when it was cleared or has run empty', () => {
    const queue = new EventQueue();
    for (let value = 0; value < MANY; value++) queue.push(value as Instant, 0, 0, value);
    queue.clear();
    expect([queue.size, queue.next()]).toEqual([0, NEVER]);
    for (let value = 0; value < MANY; value++) queue.push(value as Instant, 0, 0, value);
    drain(queue);
    queue.push(500_000 as Instant, 0, 0, 1);
    queue.push(400_000 as Instant, 0, 0, 2);
    expect(drain(queue).map((event) => event.value)).toEqual([2, 1]);
  });
});
