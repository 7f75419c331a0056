import type { Slot } from './arena.js';
import type { SlotQueue } from './slot-queue.js';
import type { Instant } from './time.js';

/**
 * Whatever has network cards and stands in a world: a router, a PC, a switch.
 *
 * Its owner calls a `handle*` method and afterwards drains `outbox` and asks `nextTimeout`. A call never runs into
 * another call.
 */
export interface Node {
  readonly name: string;
  /** The names of its cards, in the order of their numbers: `lan1`, `lan2`, ... */
  readonly ports: readonly string[];
  /** Ethernet frames to send; the tag is the number of the card. */
  readonly outbox: SlotQueue;
  /** An Ethernet frame without its check sequence. The node owns the slot from here on. */
  handleFrame(now: Instant, port: number, frame: Slot): void;
  /**
   * Called after each row of frames that came at one instant. A node that has this may leave until now what is better done
   * once for all of them.
   */
  handleBurstEnd?(now: Instant): void;
  /** Called when {@link nextTimeout} has come; being called early does no harm. */
  handleTimeout(now: Instant): void;
  /** When the node next wants to be called; `NEVER` when nothing is pending. */
  nextTimeout(): Instant;
  /** A cable was plugged in or pulled. A card without a cable sends into the void. */
  handleLink?(now: Instant, port: number, up: boolean): void;
}
