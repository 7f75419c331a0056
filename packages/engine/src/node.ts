import type { Slot } from './arena.js';
import type { SlotQueue } from './slot-queue.js';
import type { Tap } from './tap.js';
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
  /** The PPP links that this node has or will have, as it is configured now: `pp1`, `anonymous01`, the name of a VPN. */
  readonly pppLinks?: readonly string[];
  /**
   * From here on `tap` sees the frames of the PPP link of this name in the clear: what is sent before it is enciphered, what
   * is received after it was deciphered. It stays there while sessions come and go; `undefined` takes it away.
   * @returns false when this node can never have a link of that name; then nothing happens
   */
  tapPppLink?(name: string, tap: Tap | undefined): boolean;
}
