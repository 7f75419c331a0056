import { describe, expect, test } from '@jest/globals';
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import { Arena } from '@rtemu/engine/arena';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { World } from '@rtemu/lab/world';
import { frame, Station } from '../../packages/lab/src/station.suite.js';
import { type Clock, RealTime, wallClock } from './real-time.js';

/** A clock that moves on only while somebody sleeps, and by what a turn is said to take. */
class PatientClock implements Clock {
  now = 5000;
  readonly naps: number[] = [];
  #awake = false;

  milliseconds(): number {
    return this.now;
  }

  epoch(): EpochSeconds {
    return 0 as EpochSeconds;
  }

  async sleep(count: number): Promise<void> {
    this.naps.push(this.#awake ? 0 : count);
    if (!this.#awake) this.now += count;
    this.#awake = false;
  }

  wake(): void {
    this.#awake = true;
  }
}

function street() {
  const arena = new Arena();
  const world = new World(arena, 1);
  const [a, b] = [new Station('a', arena), new Station('b', arena)];
  world.add(a);
  world.add(b);
  world.connect({ node: 'a', port: 'eth0' }, { node: 'b', port: 'eth0' });
  return { world, a, b };
}

describe('RealTime', () => {
  test('sleeps until the next thing happens, and no longer than a turn wants', async () => {
    const { world, a, b } = street();
    const clock = new PatientClock();
    for (const at of [0.1, 0.5, 4]) a.plan(after(START, seconds(at)), frame(1, 2));
    world.settle(a);
    const seen: number[] = [];
    await new RealTime(world, clock).follow(() => {
      seen.push(world.now / 1000);
      if (world.now >= seconds(4)) return 'over';
      return world.now < seconds(0.3) ? after(START, seconds(0.3)) : NEVER;
    });
    expect(b.received.map(({ at }) => at)).toEqual([100_001, 500_001, 4_000_001]);
    expect(seen).toEqual([0, 100.001, 300, 500.001, 1500, 2500, 3500, 4000.001]);
    expect(clock.naps.every((nap) => nap <= 1000)).toBe(true);
    expect(clock.naps.filter((nap) => nap === 0).length).toBeLessThan(3);
  });

  test('lets time slip when the machine cannot keep up', async () => {
    const { world } = street();
    const clock = new PatientClock();
    const realTime = new RealTime(world, clock);
    clock.now += 3_600_000; // the lid was closed
    expect(realTime.catchUp()).toBe(true);
    expect(world.now).toBe(seconds(0.25));
    clock.now += 1000;
    realTime.catchUp();
    expect(world.now).toBeLessThanOrEqual(seconds(0.5));
  });

  test('goes on where virtual time left off', () => {
    const { world } = street();
    world.run(after(START, seconds(77)));
    const clock = new PatientClock();
    const realTime = new RealTime(world, clock);
    realTime.catchUp();
    clock.now += 5;
    realTime.catchUp();
    expect(world.now).toBe(77_005_000 as Instant);
  });
});

test('the wall clock wakes early when it is told to, even before it sleeps', async () => {
  const clock = wallClock();
  const began = clock.milliseconds();
  clock.wake();
  await clock.sleep(60_000);
  const asleep = clock.sleep(60_000);
  clock.wake();
  await asleep;
  expect(clock.milliseconds() - began).toBeLessThan(10_000);
});
