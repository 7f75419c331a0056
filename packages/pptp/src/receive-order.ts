import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import type { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Duration, type Instant, NEVER, seconds } from '@rtemu/engine/time';
import { LIMIT } from './limits.js';

/** What to make of numbers that begin anew, as when the peer's GRE process was restarted under a living call. */
export type RestartRule =
  /** Believe it when two numbers behind follow on one another and nothing has come within the window for a second. */
  | 'confirmed'
  /** Take number 1 as a new beginning at any time, as pptpd does. A late duplicate of packet 1 then breaks the session. */
  | 'at-one'
  | 'never';

/** So long after the last sound packet nothing can be merely late. */
const RESTART_QUIET = seconds(1);
const RING = LIMIT.window;
const MASK = RING - 1;
/** A number that is further ahead than this was probably damaged. */
const PLAUSIBLE = RING;

export type OrderCounter =
  /** Packets held back because an earlier one was missing. */
  | 'reordered'
  /** Numbers that were given up. */
  | 'lost'
  /** Packets whose number had been given up, or was longer ago than we remember; dropped. */
  | 'late'
  | 'duplicates'
  /** Packets whose number nothing before or after bore out; dropped. */
  | 'outOfWindow'
  /** Jumps of the numbering, ahead or to a new beginning, that were followed. */
  | 'jumps';

/**
 * Puts numbered packets back into order (RFC 2637 §4.3): PPP may lose packets but never sees them out of order or
 * twice. Packets behind a gap are held until it is filled, until `wait` is over, or until the window has moved on.
 *
 * A number far ahead is not believed on its own, as GRE has no checksum: the packet is held until a neighbour of it
 * comes, or until nothing else has come for `wait`.
 */
export class ReceiveOrder {
  readonly counters: Counters<OrderCounter> = counters(
    'reordered',
    'lost',
    'late',
    'duplicates',
    'outOfWindow',
    'jumps',
  );

  #started = false;
  /** The number to deliver next, as a signed 32-bit integer. */
  #expected = 0;
  /** Bit n: the packet numbered `expected - 1 - n` was delivered. */
  #history = 0;
  /** By the low bits of the number, for numbers within the window. */
  readonly #held = new Int32Array(RING).fill(NO_SLOT);
  readonly #heldSince = new Float64Array(RING);
  #heldCount = 0;
  #heldHighest = 0;
  /** When the packet that is held longest has waited long enough. */
  #gapDeadline: Instant = NEVER;
  /** A packet far ahead that nothing bears out yet. */
  #far: Slot = NO_SLOT;
  #farSequence = 0;
  #farDeadline: Instant = NEVER;
  /** How many packets within the window had come before it. */
  #farTakenWithin = 0;
  /** How many packets within the window have come, modulo 2^32, and when the last one did. */
  #takenWithin = 0;
  #lastWithin: Instant = Number.NEGATIVE_INFINITY as Instant;
  /** The last number that came too late. */
  #lastLate = 0;

  /**
   * @param frames where packets go, in order, under `tag`
   * @param window how many numbers may be waited for, 1 to {@link LIMIT.window}
   */
  constructor(
    private readonly arena: Arena,
    private readonly frames: SlotQueue,
    private readonly tag: number,
    private readonly window: number,
    private readonly wait: Duration,
    private readonly restart: RestartRule,
  ) {}

  /** The highest number received, as a signed 32-bit integer. */
  get highest(): number {
    return this.#heldCount > 0 ? this.#heldHighest : (this.#expected - 1) | 0;
  }

  get held(): number {
    return this.#heldCount + (this.#far === NO_SLOT ? 0 : 1);
  }

  /**
   * Takes a packet; the first one may have any number.
   * @param sequence a signed 32-bit integer
   * @returns false when it was dropped, or is too strange to be acknowledged yet
   */
  take(now: Instant, sequence: number, slot: Slot): boolean {
    if (!this.#started) {
      this.#started = true;
      this.#expected = sequence;
    }
    const ahead = (sequence - this.#expected) | 0;
    if (ahead === 0) {
      this.#noteWithin(now);
      this.#deliver(slot);
      if (this.#heldCount > 0) this.#drain();
      return true;
    }
    return ahead > 0 ? this.#takeEarly(now, sequence, slot) : this.#takeLate(now, sequence, -ahead, slot);
  }

  nextTimeout(): Instant {
    return this.#gapDeadline < this.#farDeadline ? this.#gapDeadline : this.#farDeadline;
  }

  handleTimeout(now: Instant): void {
    if (this.#gapDeadline <= now) this.#giveUpGaps(now);
    if (this.#farDeadline <= now) {
      // Whatever came within the window meanwhile speaks against the number.
      if (this.#takenWithin !== this.#farTakenWithin) this.#dropFar();
      else this.#jumpToFar(now);
    }
  }

  /** Releases what is held. */
  close(): void {
    for (let i = 0; i < RING; i++) if (this.#held[i] !== NO_SLOT) this.arena.release(this.#held[i] as Slot);
    this.#held.fill(NO_SLOT);
    this.#heldCount = 0;
    this.#gapDeadline = NEVER;
    if (this.#far !== NO_SLOT) this.#dropFar();
  }

  #takeEarly(now: Instant, sequence: number, slot: Slot): boolean {
    const highest = this.#heldCount > 0 ? this.#heldHighest : this.#expected;
    if (((sequence - highest) | 0) >= PLAUSIBLE) return this.#takeFar(now, sequence, slot);
    // The window moves on with what comes: the oldest gaps give way.
    while (this.#heldCount > 0 && ((sequence - this.#expected) | 0) >= this.window) {
      this.#skipTo(this.#lowestHeld());
      this.#drain();
    }
    if (((sequence - this.#expected) | 0) >= this.window) this.#skipTo((sequence - this.window + 1) | 0);
    if (sequence === this.#expected) return this.take(now, sequence, slot);
    const at = sequence & MASK;
    if (this.#held[at] !== NO_SLOT) return this.#drop('duplicates', slot);
    this.#noteWithin(now);
    this.#held[at] = slot;
    this.#heldSince[at] = now;
    if (this.#heldCount === 0 || ((sequence - this.#heldHighest) | 0) > 0) this.#heldHighest = sequence;
    if (this.#heldCount++ === 0) this.#gapDeadline = after(now, this.wait);
    this.counters.reordered++;
    return true;
  }

  #takeFar(now: Instant, sequence: number, slot: Slot): boolean {
    if (this.#far !== NO_SLOT) {
      const step = (sequence - this.#farSequence) | 0;
      if (step === 0) return this.#drop('duplicates', slot);
      if (step > 0 && step < PLAUSIBLE) {
        this.#jumpToFar(now);
        return this.take(now, sequence, slot);
      }
      if (step < 0 && step > -PLAUSIBLE) {
        const next = this.#far;
        const nextSequence = this.#farSequence;
        this.#setFar(now, sequence, slot);
        this.#jumpToFar(now);
        return this.take(now, nextSequence, next);
      }
      this.#dropFar();
    }
    this.#setFar(now, sequence, slot);
    return false;
  }

  #takeLate(now: Instant, sequence: number, behind: number, slot: Slot): boolean {
    if (this.restart === 'at-one' && sequence === 1) return this.#beginAnew(now, sequence, slot);
    if (behind <= 32 && (this.#history >>> (behind - 1)) & 1) return this.#drop('duplicates', slot);
    const follows = sequence === ((this.#lastLate + 1) | 0);
    this.#lastLate = sequence;
    if (this.restart === 'confirmed' && follows && now - this.#lastWithin >= RESTART_QUIET)
      return this.#beginAnew(now, sequence, slot);
    return this.#drop('late', slot);
  }

  #beginAnew(now: Instant, sequence: number, slot: Slot): boolean {
    this.#flush();
    if (this.#far !== NO_SLOT) this.#dropFar();
    this.counters.jumps++;
    this.#expected = sequence;
    this.#history = 0;
    return this.take(now, sequence, slot);
  }

  #setFar(now: Instant, sequence: number, slot: Slot): void {
    this.#far = slot;
    this.#farSequence = sequence;
    this.#farDeadline = after(now, this.wait);
    this.#farTakenWithin = this.#takenWithin;
  }

  #dropFar(): void {
    this.#drop('outOfWindow', this.#far);
    this.#far = NO_SLOT;
    this.#farDeadline = NEVER;
  }

  #jumpToFar(now: Instant): void {
    this.#flush();
    this.counters.jumps++;
    this.#skipTo(this.#farSequence);
    const slot = this.#far;
    this.#far = NO_SLOT;
    this.#farDeadline = NEVER;
    this.#noteWithin(now);
    this.#deliver(slot);
  }

  #noteWithin(now: Instant): void {
    this.#takenWithin = (this.#takenWithin + 1) | 0;
    this.#lastWithin = now;
  }

  #deliver(slot: Slot): void {
    this.#expected = (this.#expected + 1) | 0;
    this.#history = (this.#history << 1) | 1;
    this.frames.push(this.tag, slot);
  }

  /** Delivers what is held and has no gap in front of it. */
  #drain(): void {
    for (;;) {
      const at = this.#expected & MASK;
      const slot = this.#held[at] as Slot;
      if (slot === NO_SLOT) break;
      this.#held[at] = NO_SLOT;
      this.#heldCount--;
      this.#deliver(slot);
    }
    this.#gapDeadline = this.#heldCount === 0 ? NEVER : this.#oldestDeadline();
  }

  #oldestDeadline(): Instant {
    let since: number = NEVER;
    for (let at = 0; at < RING; at++)
      if (this.#held[at] !== NO_SLOT && this.#heldSince[at]! < since) since = this.#heldSince[at]!;
    return after(since as Instant, this.wait);
  }

  /** Delivers every packet that has waited long enough, and what lies before it. */
  #giveUpGaps(now: Instant): void {
    while (this.#gapDeadline <= now) {
      this.#skipTo(this.#lowestHeld());
      this.#drain();
    }
  }

  /** Delivers all that is held. */
  #flush(): void {
    while (this.#heldCount > 0) {
      this.#skipTo(this.#lowestHeld());
      this.#drain();
    }
  }

  #lowestHeld(): number {
    let sequence = this.#expected;
    while (this.#held[sequence & MASK] === NO_SLOT) sequence = (sequence + 1) | 0;
    return sequence;
  }

  /** Gives up the numbers before this one. */
  #skipTo(sequence: number): void {
    const skipped = (sequence - this.#expected) | 0;
    this.counters.lost += skipped;
    this.#history = skipped >= 32 ? 0 : this.#history << skipped;
    this.#expected = sequence;
  }

  #drop(why: OrderCounter, slot: Slot): false {
    this.counters[why]++;
    this.arena.release(slot);
    return false;
  }
}
