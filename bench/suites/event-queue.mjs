import { EventQueue } from '@rtemu/engine/event-queue';
import { Random } from '@rtemu/engine/random';

/** What a lab waits for: packets on cables, retransmissions, idle timers. In microseconds. */
const DELAYS = [30_000, 10_000_000, 600_000_000];
const DRAWN = 4096;
const SEED = 4711;
const CHECKED = 1000;

/** A queue with so many events pending, at each step of which the next event happens and another is set. */
class Rehearsal {
  #delays = drawDelays();
  #drawn = 0;
  #order = 0x811c9dc5;

  constructor(queue, pending) {
    this.queue = queue;
    for (let n = 0; n < pending; n++) queue.push(this.#after(0), 1, n & 0xff, n);
  }

  step() {
    const now = this.queue.pop();
    this.#order = Math.imul(this.#order ^ this.queue.value, 0x01000193);
    this.queue.push(this.#after(now), 1, this.queue.target, this.queue.value);
  }

  /** What has happened, and in which order. */
  get fingerprint() {
    return (this.#order >>> 0).toString(16);
  }

  #after(now) {
    return now + this.#delays[this.#drawn++ & (DRAWN - 1)];
  }
}

/** Beforehand, since drawing takes as long as a push. */
function drawDelays() {
  const random = new Random(SEED);
  return Float64Array.from({ length: DRAWN }, () => random.below(DELAYS[random.below(DELAYS.length)]));
}

/** What one would write without a second thought: a heap of objects. */
class ObjectHeap {
  #events = [];
  #pushed = 0;

  push(at, kind, target, value) {
    const events = this.#events;
    const event = { at, order: this.#pushed++, kind, target, value };
    let hole = events.push(event) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!isBefore(event, events[parent])) break;
      events[hole] = events[parent];
      hole = parent;
    }
    events[hole] = event;
  }

  pop() {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (events.length > 0) {
      let hole = 0;
      for (let child = 1; child < events.length; child = 2 * hole + 1) {
        if (child + 1 < events.length && isBefore(events[child + 1], events[child])) child++;
        if (isBefore(last, events[child])) break;
        events[hole] = events[child];
        hole = child;
      }
      events[hole] = last;
    }
    this.target = first.target;
    this.value = first.value;
    return first.at;
  }
}

const isBefore = (one, other) => one.at < other.at || (one.at === other.at && one.order < other.order);

const contestant = (Queue) => ({
  create() {
    const rehearsals = new Map();
    const at = (pending) => {
      if (!rehearsals.has(pending)) {
        rehearsals.clear(); // one at a time, so that none waits in the caches of another
        rehearsals.set(pending, new Rehearsal(new Queue(), Number(pending)));
      }
      return rehearsals.get(pending);
    };
    const run = (pending, count) => {
      const rehearsal = at(pending);
      for (let n = 0; n < count; n++) rehearsal.step();
    };
    return {
      run,
      check(pending) {
        rehearsals.clear();
        run(pending, CHECKED);
        return at(pending).fingerprint;
      },
    };
  },
});

export default {
  name: 'event-queue',
  about: 'one event happens and another is set, with so many pending (between 30 ms and 10 minutes away).',
  cases: ['1000', '100000', '1000000'],
  baseline: 'objects',
  contestants: { objects: contestant(ObjectHeap), engine: contestant(EventQueue) },
  goals: [
    { contestant: 'engine', case: '100000', nanoseconds: 200 },
    { contestant: 'engine', case: '1000000', nanoseconds: 500 },
  ],
};
