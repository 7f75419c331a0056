import { describe, expect, test } from '@jest/globals';
import { Arena } from '@rtemu/engine/arena';
import { InvariantError } from '@rtemu/engine/invariant';
import { after, type Instant, microseconds, milliseconds, START, seconds } from '@rtemu/engine/time';
import type { CableImpairments } from './cable.js';
import { frame, Station, serialOf } from './station.suite.js';
import { World } from './world.js';

/** Sends frames numbered from 0 on over a cable, one every `gap`, and tells how they arrived. */
function carry(impairments: CableImpairments, count: number, gap = milliseconds(1), length = 60, seed = 4711) {
  const arena = new Arena();
  const world = new World(arena, seed);
  const [a, b] = [new Station('a', arena), new Station('b', arena)];
  world.add(a);
  world.add(b);
  const cable = world.connect({ node: 'a', port: 'eth0' }, { node: 'b', port: 'eth0' }, impairments);
  for (let n = 0; n < count; n++) a.plan((n * gap) as Instant, frame(1, 2, n, length));
  world.settle(a);
  world.run(after(START, seconds(100)));
  expect(arena.inUse).toBe(0);
  const arrivals = b.received.map(({ at, octets }) => ({ at, serial: serialOf(octets), octets }));
  return { arrivals, count: cable.forward.counters, cable, world, a, b, arena };
}

const inOrder = (arrivals: readonly { serial: number }[]): boolean =>
  arrivals.every(({ serial }, i) => i === 0 || serial >= arrivals[i - 1]!.serial);

/** Of 20,000 draws at odds of 1 in 10 the standard deviation is 42: five of them are never seen by chance. */
const aboutATenth = (count: number): boolean => Math.abs(count - 2000) < 5 * 43;

describe('impairments', () => {
  test('delay', () => {
    const { arrivals } = carry({ delay: milliseconds(20) }, 3);
    expect(arrivals.map(({ at }) => at)).toEqual([20_000, 21_000, 22_000]);
  });

  test('jitter varies the delay both ways and keeps the order', () => {
    const { arrivals } = carry({ delay: milliseconds(20), jitter: milliseconds(5) }, 2000);
    const delays = arrivals.map(({ at, serial }) => at - serial * 1000);
    expect(inOrder(arrivals)).toBe(true);
    expect([Math.min(...delays) >= 15_000, Math.max(...delays) <= 25_000]).toEqual([true, true]);
    expect(Math.min(...delays)).toBeLessThan(17_000);
    expect(Math.max(...delays)).toBeGreaterThan(24_000);
  });

  test('a jitter that reaches the delay is our own mistake', () => {
    expect(() => carry({ delay: milliseconds(5), jitter: milliseconds(5) }, 1)).toThrow(InvariantError);
  });

  test('loss', () => {
    const { arrivals, count } = carry({ loss: 100_000 }, 20_000);
    expect(aboutATenth(count.lost)).toBe(true);
    expect([arrivals.length, count.delivered]).toEqual([20_000 - count.lost, 20_000 - count.lost]);
    expect(carry({ loss: 1_000_000 }, 50).arrivals).toEqual([]);
  });

  test('duplication', () => {
    const { arrivals, count } = carry({ duplication: 100_000 }, 20_000);
    expect(aboutATenth(count.duplicated)).toBe(true);
    expect(arrivals.length).toBe(20_000 + count.duplicated);
    expect(inOrder(arrivals)).toBe(true);
    expect(new Set(arrivals.map(({ serial }) => serial)).size).toBe(20_000);
  });

  test('reordering: the next frame overtakes, whatever the gap; a last one waits no longer than the hold', () => {
    const { arrivals, count } = carry({ reordering: 100_000 }, 20_000);
    expect(aboutATenth(count.reordered)).toBe(true);
    expect(arrivals.length).toBe(20_000);
    const late = arrivals.filter(({ serial }, i) => i > 0 && serial < arrivals[i - 1]!.serial).length;
    expect(Math.abs(late - count.reordered)).toBeLessThanOrEqual(1);
    expect(Math.max(...arrivals.map(({ at, serial }) => at - serial * 1000))).toBeLessThanOrEqual(10_001);
    expect(carry({ reordering: 1_000_000 }, 1).arrivals[0]!.at).toBe(10_001);
  });

  test('corruption turns over one bit', () => {
    const { arrivals, count } = carry({ corruption: 100_000 }, 20_000);
    expect(aboutATenth(count.corrupted)).toBe(true);
    const damage = arrivals.map(({ octets }, n) => {
      const sent = frame(1, 2, n);
      return octets.reduce((sum, octet, i) => sum + (octet ^ sent[i]!).toString(2).replaceAll('0', '').length, 0);
    });
    expect(Math.max(...damage)).toBe(1);
    expect(damage.reduce((sum, bits) => sum + bits, 0)).toBe(count.corrupted);
  });

  test('rate: a frame takes its time, and a burst comes out at the rate', () => {
    const { arrivals } = carry({ rate: 64_000 }, 10, microseconds(0), 100); // 12,500 µs a frame
    expect(arrivals.map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, n) => (n + 1) * 12_500 + 1));
  });

  test('rate: parts of a microsecond are not lost', () => {
    const { arrivals } = carry({ rate: 999_999_999, queue: 5000 }, 3000, microseconds(0), 61);
    const microsecondsOf3000 = Math.ceil((3000 * 61 * 8 * 1e6) / 999_999_999);
    expect(arrivals.at(-1)!.at).toBe(microsecondsOf3000 + 1);
  });

  test('rate: what does not fit into the queue is dropped at its tail', () => {
    const { arrivals, count } = carry({ rate: 64_000, queue: 4 }, 10, microseconds(0), 100);
    expect(arrivals.map(({ serial }) => serial)).toEqual([0, 1, 2, 3, 4]);
    expect(count.queueFull).toBe(5);
    expect(carry({ rate: 64_000, queue: 4 }, 30, milliseconds(13), 100).count.queueFull).toBe(0);
  });

  test('rate: who asks is told how many frames are under way', () => {
    const { cable, world } = carry({ rate: 64_000, queue: 4 }, 10, microseconds(0), 100); // 12,500 µs a frame
    expect([0, 12_500, 50_000, 62_500].map((at) => cable.forward.queued(at as never))).toEqual([5, 4, 1, 0]);
    expect(cable.backward.queued(world.now)).toBe(0);
  });

  test('mtu: the longest packet passes, one octet more does not', () => {
    expect(carry({ mtu: 1500 }, 1, milliseconds(1), 1514).count).toMatchObject({ delivered: 1, oversize: 0 });
    expect(carry({ mtu: 1500 }, 1, milliseconds(1), 1515).count).toMatchObject({ delivered: 0, oversize: 1 });
  });

  test('one direction may be worse than the other', () => {
    const { cable } = carry(
      { delay: milliseconds(3), forward: { loss: 10_000 }, backward: { delay: milliseconds(9) } },
      0,
    );
    expect(cable.forward.impairments).toMatchObject({ delay: 3000, loss: 10_000 });
    expect(cable.backward.impairments).toMatchObject({ delay: 9000, loss: 0 });
    cable.impair({ loss: 0 });
    expect(cable.forward.impairments).toMatchObject({ delay: 3000, loss: 0 });
    expect(cable.backward.impairments).toMatchObject({ delay: 9000, loss: 0 });
  });

  test('a cable that recovers lets nothing overtake what is still on its way', () => {
    const { world, cable, a, b, arena } = carry({ delay: milliseconds(5) }, 0);
    const began = world.now;
    const send = (serial: number) => {
      a.send(frame(1, 2, serial));
      world.settle(a);
    };
    send(1);
    cable.impair({ delay: microseconds(1) });
    for (const [serial, micros] of [3, 2000, 1, 2996, 10].entries()) {
      send(serial + 2);
      world.run(after(world.now, microseconds(micros)));
    }
    send(7);
    world.run(after(began, seconds(1)));
    expect(b.received.map(({ octets }) => serialOf(octets))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(cable.forward.faultless).toBe(true);
    expect(arena.inUse).toBe(0);
  });
});
