import type { Document } from '@rtemu/config/document';
import { schedules } from '@rtemu/config/settings/schedule';
import { after, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import type { MemoryName } from '@rtemu/models/machine';
import type { Journal } from './journal.js';
import type { MemorySlots } from './memories/memory-slots.js';
import { nextTime, readSchedule, type Schedule } from './schedule-plan.js';

/** How long after the start `startup` is: its links are up by then. */
const STARTUP = seconds(1);

export interface Due extends Schedule {
  readonly id: number;
}

interface Entry {
  readonly text: string;
  readonly due: Due;
  at: Instant;
}

/**
 * `schedule at`: what is to be typed, and when. The router's own clock tells the time: when that is set, times are reckoned
 * anew, and those that it leapt over are passed over.
 */
export class Scheduler {
  readonly #entries = new Map<number, Entry>();
  #clockSets = 0;

  constructor(
    private readonly journal: Journal,
    private readonly memories: MemorySlots,
  ) {}

  /** To be called when lines or the time zone changed, and when the router starts. */
  reconfigure(now: Instant, { global }: Document): void {
    const wanted = new Map(global.entries(schedules).map(({ key, value }) => [key.id, value]));
    for (const [id, { text }] of this.#entries) if (wanted.get(String(id)) !== text) this.#entries.delete(id);
    for (const [key, text] of wanted) {
      const id = Number(key);
      const schedule = readSchedule(text);
      if (this.#entries.has(id) || schedule === undefined) continue;
      const entry: Entry = { text, due: { ...schedule, id }, at: NEVER };
      entry.at = this.#firstTime(now, entry);
      this.#entries.set(id, entry);
    }
    this.#reckon(now);
  }

  nextTimeout(): Instant {
    let next: Instant = NEVER;
    if (this.#entries.size > 0) for (const { at } of this.#entries.values()) if (at < next) next = at;
    return next;
  }

  /** The next line that is due: of several at one time the one with the lowest number. */
  pollDue(now: Instant): Due | undefined {
    this.follow(now);
    let found: Entry | undefined;
    for (const entry of this.#entries.values()) {
      if (entry.at > now) continue;
      if (found === undefined || entry.at < found.at || (entry.at === found.at && entry.due.id < found.due.id))
        found = entry;
    }
    if (found === undefined) return undefined;
    found.at = this.#timeAfter(after(found.at, seconds(1)), found);
    return found.due;
  }

  /** A memory is there, which some wait for. */
  handleAttached(now: Instant, memory: MemoryName): void {
    for (const entry of this.#entries.values()) {
      const { plan } = entry.due;
      if (plan.kind === 'attached' && plan.memory === memory) entry.at = now;
    }
  }

  /** To be called when the clock may have been set. */
  follow(now: Instant): void {
    if (this.#clockSets !== this.journal.clockSets) this.#reckon(now);
  }

  /** When the clock was set: calendars are reckoned anew. What counts from the start or from its entry does not mind. */
  #reckon(now: Instant): void {
    this.#clockSets = this.journal.clockSets;
    for (const entry of this.#entries.values())
      if (entry.due.plan.kind === 'calendar') entry.at = this.#timeAfter(now, entry);
  }

  #firstTime(now: Instant, entry: Entry): Instant {
    const { plan } = entry.due;
    const isDue = plan.kind === 'startup' || (plan.kind === 'attached' && this.memories.get(plan.memory) !== undefined);
    if (plan.kind === 'startup' || plan.kind === 'attached')
      return isDue && now === this.journal.boot ? after(now, STARTUP) : NEVER;
    return plan.kind === 'timer' ? after(now, seconds(plan.seconds)) : this.#timeAfter(now, entry);
  }

  #timeAfter(from: Instant, { due: { plan } }: Entry): Instant {
    if (plan.kind !== 'calendar') return NEVER;
    const { journal } = this;
    // A second that has begun is over: a line that was carried out in it is not carried out again.
    const next = nextTime(plan, journal.epochFrom(from), journal.offsetMinutes);
    return next === undefined ? NEVER : journal.instantOf(next);
  }
}
