import { describe, expect, test } from '@jest/globals';
import { after, type Instant, inSeconds, START, seconds } from '@rtemu/engine/time';
import fc from 'fast-check';
import { Keepalive, type KeepaliveOptions } from './keepalive.js';
import { KEEPALIVE, type KeepaliveEvent } from './keepalive-machine.js';

const OPTIONS: KeepaliveOptions = { intervalSeconds: 10, count: 3, upwaitSeconds: 5, downwaitSeconds: 5, targets: 1 };

/** A keepalive and hosts that answer at once, or do not. */
class Watch {
  now: Instant = START;
  answers = true;
  readonly story: string[] = [];
  readonly keepalive: Keepalive;

  constructor(options: Partial<KeepaliveOptions> = {}) {
    this.keepalive = new Keepalive(START, { ...OPTIONS, ...options });
    this.#pump();
  }

  until(second: number): this {
    const end = after(START, seconds(second));
    while (this.keepalive.nextTimeout() <= end) {
      this.now = this.keepalive.nextTimeout();
      this.keepalive.handleTimeout(this.now);
      this.#pump();
    }
    this.now = end;
    return this;
  }

  #pump(): void {
    for (let echo = this.keepalive.pollEcho(); echo; echo = this.keepalive.pollEcho())
      if (this.answers) this.keepalive.handleReply(this.now, echo.sequence);
    for (let change = this.keepalive.pollChange(); change; change = this.keepalive.pollChange())
      this.story.push(`${inSeconds((this.now - START) as never)} ${change}`);
  }
}

describe('Keepalive', () => {
  test('is down until an answer has lasted', () => {
    const watch = new Watch();
    expect(watch.keepalive.isUp).toBe(false);
    expect(watch.until(60).story).toEqual(['5 up']);
    expect(watch.keepalive.sent).toBe(7);
  });

  test('goes down some time after the last of so many echoes in vain', () => {
    const watch = new Watch().until(61);
    watch.answers = false;
    expect(watch.until(200).story).toEqual(['5 up', '95 down']); // asked at 70, 80 and 90
    watch.answers = true;
    expect(watch.until(300).story).toEqual(['5 up', '95 down', '215 up']);
  });

  test('an answer in time keeps it up', () => {
    const watch = new Watch().until(61);
    watch.answers = false;
    watch.until(92);
    watch.keepalive.handleReply(watch.now, 8); // to the echo of 80
    expect(watch.keepalive.unanswered).toBe(0);
    expect(watch.until(99).story).toEqual(['5 up']);
  });

  test('an answer that does not last raises nobody', () => {
    const watch = new Watch({ upwaitSeconds: 25 });
    watch.answers = false;
    expect(watch.until(100).story).toEqual([]);
    watch.answers = true;
    expect(watch.until(200).story).toEqual(['135 up']); // answered from 110 on
  });

  test('answers to what was never asked, or too long ago, are nobody’s', () => {
    const watch = new Watch();
    watch.answers = false;
    watch.until(55); // rounds 0 to 5
    for (const sequence of [6, 2, 0xffff, 0]) watch.keepalive.handleReply(watch.now, sequence);
    expect(watch.keepalive.received).toBe(1); // that of the beginning
    watch.keepalive.handleReply(watch.now, 3);
    expect(watch.keepalive.received).toBe(2);
  });

  test('one of several hosts is enough', () => {
    const keepalive = new Keepalive(START, { ...OPTIONS, targets: 3 });
    const asked = [keepalive.pollEcho(), keepalive.pollEcho(), keepalive.pollEcho(), keepalive.pollEcho()];
    expect(asked.map((echo) => echo?.target)).toEqual([0, 1, 2, undefined]);
    keepalive.handleReply(START, 0);
    keepalive.handleTimeout(after(START, seconds(5)));
    expect(keepalive.isUp).toBe(true);
  });

  test('whatever comes, it tells up and down in turn, and no deadline lies in the past', () => {
    fc.assert(
      fc.property(
        fc.record({
          intervalSeconds: fc.integer({ min: 1, max: 20 }),
          count: fc.integer({ min: 3, max: 5 }),
          upwaitSeconds: fc.integer({ min: 1, max: 30 }),
          downwaitSeconds: fc.integer({ min: 1, max: 30 }),
          targets: fc.integer({ min: 1, max: 3 }),
        }),
        fc.array(fc.record({ wait: fc.nat({ max: 40 }), sequence: fc.nat({ max: 20 }) }), { maxLength: 60 }),
        (options, steps) => {
          const keepalive = new Keepalive(START, options);
          let now: Instant = START;
          let up = false;
          for (const { wait, sequence } of steps) {
            now = after(now, seconds(wait));
            keepalive.handleTimeout(now);
            while (keepalive.pollEcho()) {}
            keepalive.handleReply(now, sequence);
            for (let change = keepalive.pollChange(); change; change = keepalive.pollChange()) {
              expect(change).toBe(up ? 'down' : 'up');
              up = !up;
            }
            expect(keepalive.isUp).toBe(up);
            expect(keepalive.nextTimeout()).toBeGreaterThanOrEqual(now);
          }
        },
      ),
    );
  });

  test('every state knows every event but the end of a wait that it does not have', () => {
    const events: KeepaliveEvent[] = ['Answer', 'Miss', 'Silence', 'WaitOver'];
    const unknown = KEEPALIVE.states.flatMap((state) =>
      events.filter((event) => KEEPALIVE.step(state, event) === undefined).map((event) => `${state} ${event}`),
    );
    expect(unknown).toEqual(['Down WaitOver', 'Up WaitOver']);
  });
});
