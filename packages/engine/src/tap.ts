import type { Arena, Slot } from './arena.js';
import type { Instant } from './time.js';

/** Looks on at one interface of a node: what it sends (`out`) and what it receives (`in`). */
export interface Tap {
  /** The slot is only shown: it is somebody else's, and must be left as it is. */
  handleFrame(now: Instant, direction: 'in' | 'out', arena: Arena, slot: Slot): void;
}

/** Several who look on at one place, in the order in which they came. */
class Taps implements Tap {
  constructor(readonly all: readonly Tap[]) {}

  handleFrame(now: Instant, direction: 'in' | 'out', arena: Arena, slot: Slot): void {
    for (const tap of this.all) tap.handleFrame(now, direction, arena, slot);
  }
}

const allOf = (tap: Tap | undefined): readonly Tap[] =>
  tap === undefined ? [] : tap instanceof Taps ? tap.all : [tap];

const joined = (taps: readonly Tap[]): Tap | undefined => (taps.length > 1 ? new Taps(taps) : taps[0]);

/** Whoever looked on there, and `tap` besides. */
export const withTap = (there: Tap | undefined, tap: Tap): Tap => joined([...allOf(there), tap])!;

/** Whoever looked on there but `tap`; `undefined` when nobody does any more. */
export const withoutTap = (there: Tap | undefined, tap: Tap): Tap | undefined =>
  joined(allOf(there).filter((other) => other !== tap));
