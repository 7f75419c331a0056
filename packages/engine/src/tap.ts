import type { Arena, Slot } from '@rtemu/engine/arena';
import type { Instant } from '@rtemu/engine/time';

/** Looks on at the card of a node: what it sends (`out`, before the cable does anything to it) and receives (`in`). */
export interface Tap {
  /** The slot is only shown: it is somebody else's, and must be left as it is. */
  handleFrame(now: Instant, direction: 'in' | 'out', arena: Arena, slot: Slot): void;
}
