/**
 * Two GRE sessions and a bad wire. Whatever the wire does, frames come in order and none twice; whatever it did, once it
 * behaves everything gets through. A failure names the seed.
 */
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, milliseconds, seconds } from '@rtemu/engine/time';
import { type Faults, GrePair, type SessionOptions } from './gre.suite.js';

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** The peers of reality, as far as GRE shows them. The kernel acknowledges on its own data only. */
const LINUX_KERNEL: SessionOptions = { firstSequence: 1, ackDelay: seconds(1e6), windowSize: 128 };
const PPTPD: SessionOptions = { restart: 'at-one' };
const OBEDIENT: SessionOptions = { flowControl: 'obeyed', peerWindow: 8 };

/** Both sides talk, now and then, for as long as there are frames. */
function talk(pair: GrePair, random: Random, frames: number, faults: Faults): void {
  for (let i = 0; i < frames; i++) {
    pair.send(random.chance(3, 4) ? 0 : 1, faults);
    if (random.chance(1, 2)) pair.run(after(pair.now, milliseconds(random.below(8))), faults);
  }
}

function checkOrder(seed: number, received: readonly number[]): void {
  const disorder = received.findIndex((number, i) => i > 0 && !(number > received[i - 1]!));
  expect({ seed, disorder: received.slice(Math.max(0, disorder - 2), disorder + 2) }).toEqual({
    seed,
    disorder: disorder < 0 ? received.slice(0, 1) : [],
  });
}

/** What was received of a side's last so many frames. */
const lastOf = (received: readonly number[], sent: number, count: number): number[] =>
  received.filter((number) => number >= sent - count);

describe('two sessions and a wire', () => {
  const wires: ReadonlyArray<readonly [string, Faults]> = [
    ['that is good', {}],
    ['that loses', { lost: 100 }],
    ['that doubles', { doubled: 200 }],
    ['that reorders', { delay: milliseconds(40) }],
    ['that does all of it', { lost: 50, doubled: 50, delay: milliseconds(60) }],
    ['that is late beyond all waiting', { lost: 20, delay: milliseconds(900) }],
  ];
  const peers: ReadonlyArray<readonly [string, SessionOptions, SessionOptions]> = [
    ['ours and ours', {}, {}],
    ['round the end of the numbers', { firstSequence: 0xffffffff - 30 }, { firstSequence: 0x7fffffff - 20 }],
    ['ours and the Linux kernel', {}, LINUX_KERNEL],
    ['an obedient one and the Linux kernel', OBEDIENT, LINUX_KERNEL],
    ['the smallest windows', { windowSize: 1 }, { windowSize: 2 }],
  ];
  for (const [wire, faults] of wires)
    test.each(peers)(`${wire}: %s keep order`, (_, a, b) => {
      for (const seed of SEEDS.slice(0, 12)) {
        const random = new Random(seed);
        const pair = new GrePair(random.fork('wire'), a, b);
        talk(pair, random, 150, faults);
        pair.run(after(pair.now, seconds(3)), faults);
        checkOrder(seed, pair.received[0]);
        checkOrder(seed, pair.received[1]);
        // The wire behaves from here on: nothing may be missing.
        for (let i = 0; i < 50; i++) {
          pair.send(0, {});
          pair.send(1, {});
          pair.run(after(pair.now, milliseconds(5)));
        }
        pair.run(after(pair.now, seconds(20)));
        for (const side of [0, 1] as const) {
          const arrived = lastOf(pair.received[side], pair.sentBy((1 - side) as 0 | 1), 50);
          expect({ seed, side, arrived: arrived.length }).toEqual({ seed, side, arrived: 50 });
        }
        pair.close();
      }
    });

  test('a good wire delivers everything, reordered or doubled', () => {
    for (const seed of SEEDS) {
      const random = new Random(seed);
      const pair = new GrePair(random.fork('wire'));
      pair.send(0, {}); // the first packet of a side tells where its numbers begin
      pair.send(1, {});
      pair.run(after(pair.now, milliseconds(1)));
      talk(pair, random, 100, { doubled: 100, delay: milliseconds(5) });
      pair.run(after(pair.now, seconds(2)));
      const missing = [pair.sentBy(1) - pair.received[0].length, pair.sentBy(0) - pair.received[1].length];
      const { lost } = pair.sides[0].orderCounters;
      expect({ seed, missing, lost }).toEqual({ seed, missing: [0, 0], lost: 0 });
      pair.close();
    }
  });

  test('no packet is lost sight of: delivered, dropped for a reason, or held', () => {
    for (const seed of SEEDS) {
      const random = new Random(seed);
      const pair = new GrePair(random.fork('wire'), {}, PPTPD);
      talk(pair, random, 120, { lost: 50, doubled: 100, damaged: 50, delay: milliseconds(50) });
      for (const side of [0, 1] as const) {
        const session = pair.sides[side];
        const { late, duplicates, outOfWindow } = session.orderCounters;
        const accounted = pair.received[side].length + late + duplicates + outOfWindow + session.status().held;
        expect({ seed, side, accounted }).toEqual({ seed, side, accounted: session.counters.packetsReceived });
      }
      pair.close();
    }
  });

  test('damage, in numbers too, costs a second or so and no more', () => {
    for (const seed of SEEDS) {
      const random = new Random(seed);
      const pair = new GrePair(random.fork('wire'));
      talk(pair, random, 100, { damaged: 200, lost: 50, delay: milliseconds(20) });
      pair.run(after(pair.now, milliseconds(100)));
      for (let i = 0; i < 300; i++) {
        pair.send(0, {});
        pair.run(after(pair.now, milliseconds(10)));
      }
      pair.run(after(pair.now, seconds(2)));
      const arrived = lastOf(pair.received[1], pair.sentBy(0), 150);
      expect({ seed, arrived: arrived.length }).toEqual({ seed, arrived: 150 });
      pair.close();
    }
  });

  test('one way without a single acknowledgement is as fast as with them', () => {
    const pair = new GrePair(new Random(1), {}, { peersCallId: 99 }); // what it acknowledges is not ours
    for (let i = 0; i < 1000; i++) {
      pair.send(0, {});
      pair.run(after(pair.now, milliseconds(1)));
    }
    pair.run(after(pair.now, milliseconds(1)));
    expect(pair.received[1]).toHaveLength(1000);
    expect(pair.sides[0].status().timeOuts).toBeGreaterThan(0);
    pair.close();
  });
});
