/**
 * The only clock and the only sleep: virtual time follows the wall clock.
 * @module
 */
import type { EpochSeconds } from '@rtemu/emulator/calendar';
import { type Instant, milliseconds, NEVER } from '@rtemu/engine/time';
import type { World } from '@rtemu/lab/world';

export interface Clock {
  /** Milliseconds since some moment; never running backwards. */
  milliseconds(): number;
  /** What the clock on the wall shows. */
  epoch(): EpochSeconds;
  /** Ends after so many milliseconds, or at {@link wake}. A wake that comes before the sleep ends it at once. */
  sleep(count: number): Promise<void>;
  wake(): void;
}

export const LIMIT = {
  /** The longest sleep; whatever happens outside wakes it anyway. */
  napMilliseconds: 1000,
  /** Events between two looks at the keyboard. */
  eventsPerTurn: 20_000,
  /** What the world may be behind after a sleep. Beyond it, time is let slip: the machine was too slow, or asleep. */
  lagMilliseconds: 250,
  /** How far the world may be ahead: a sleep is no finer than a millisecond, and a cable's microsecond should not take one. */
  aheadMicroseconds: 500,
} as const;

export function wallClock(): Clock {
  let wakeUp: (() => void) | undefined;
  let awake = false;
  return {
    milliseconds: () => Number(process.hrtime.bigint() / 1000n) / 1000, // `performance` takes longer to load than a lab
    epoch: () => Math.floor(Date.now() / 1000) as EpochSeconds,
    sleep: (count) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const end = (): void => {
          clearTimeout(timer);
          wakeUp = undefined;
          awake = false;
          resolve();
        };
        if (awake || count === 0)
          setImmediate(end); // a timer takes a millisecond at least
        else {
          timer = setTimeout(end, count);
          wakeUp = end;
        }
      }),
    wake: () => {
      awake = true;
      wakeUp?.();
    },
  };
}

export class RealTime {
  /** The clock at the world's beginning, so to speak. */
  #began: number;
  /** How long the last sleep was to be: so much the world is rightly behind. */
  #napped = 0;

  constructor(
    private readonly world: World,
    private readonly clock: Clock,
  ) {
    this.#began = clock.milliseconds() - world.now / 1000;
  }

  /** Lets the world run until what the clock says is now; returns false when it has not come that far. */
  catchUp(): boolean {
    const { clock, world } = this;
    const behind = clock.milliseconds() - this.#began - world.now / 1000;
    const tolerated = LIMIT.lagMilliseconds + this.#napped;
    if (behind > tolerated) this.#began += behind - tolerated;
    const target = milliseconds(clock.milliseconds() - this.#began) as number as Instant;
    if (target > world.now && !world.run(target, LIMIT.eventsPerTurn)) return false;
    const horizon = target + LIMIT.aheadMicroseconds;
    for (let next = world.nextEvent(); next <= horizon; next = world.nextEvent())
      if (!world.run(next > world.now ? next : world.now, LIMIT.eventsPerTurn)) return false;
    return true;
  }

  /**
   * Runs the world, and `turn` whenever time or the world has moved.
   * @param turn answers when to be called again at the latest, or that it is over
   */
  async follow(turn: () => Instant | 'over'): Promise<void> {
    for (;;) {
      const done = this.catchUp();
      const next = turn();
      if (next === 'over') return;
      this.#napped = done ? this.#napMilliseconds(next) : 0;
      await this.clock.sleep(this.#napped);
    }
  }

  #napMilliseconds(turn: Instant): number {
    const event = this.world.nextEvent();
    const next = event < turn ? event : turn;
    if (next === NEVER) return LIMIT.napMilliseconds;
    const wait = next / 1000 - (this.clock.milliseconds() - this.#began);
    return Math.max(0, Math.min(LIMIT.napMilliseconds, Math.round(wait)));
  }
}
