import { type Instant, NEVER } from './time.js';

/**
 * One slot per named timer of an engine. A timer is a deadline that one can read, not a callback that one must cancel.
 *
 * Equal deadlines fall due in the order in which they were set.
 */
export class TimerTable<Name extends string> {
  readonly #deadlines = new Map<Name, Instant>();
  #next: Instant = NEVER;

  set(name: Name, at: Instant): void {
    // Deleting first moves the name to the end of the map's order, which is the order of setting.
    this.#deadlines.delete(name);
    this.#deadlines.set(name, at);
    this.#refresh();
  }

  stop(name: Name): void {
    if (this.#deadlines.delete(name)) this.#refresh();
  }

  stopAll(): void {
    this.#deadlines.clear();
    this.#next = NEVER;
  }

  isSet(name: Name): boolean {
    return this.#deadlines.has(name);
  }

  /** When the named timer falls due; {@link NEVER} when it is not set. */
  deadline(name: Name): Instant {
    return this.#deadlines.get(name) ?? NEVER;
  }

  /** The earliest deadline; {@link NEVER} when no timer is set. */
  next(): Instant {
    return this.#next;
  }

  /** Removes and returns the timers that are due, earliest first. */
  takeDue(now: Instant): Name[] {
    if (now < this.#next) return [];
    const due = [...this.#deadlines].filter(([, at]) => at <= now).sort(([, a], [, b]) => a - b);
    for (const [name] of due) this.#deadlines.delete(name);
    this.#refresh();
    return due.map(([name]) => name);
  }

  #refresh(): void {
    let next = NEVER;
    for (const at of this.#deadlines.values()) if (at < next) next = at;
    this.#next = next;
  }
}
