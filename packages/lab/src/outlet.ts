import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Node } from '@rtemu/engine/node';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { HEADER_OCTETS } from '@rtemu/wire/ethernet';

export const LIMIT = {
  /** Frames that wait to leave the lab; what comes then is dropped. */
  leaving: 1024,
  /** The longest frame: 1500 octets of payload, and a header with two VLAN tags (IEEE 802.3-2022 §3.2.7, envelope frames). */
  frameOctets: 1522,
} as const;

/** The name of an outlet's only card. */
export const OUTLET_PORT = 'eth0';

/**
 * An outlet in the wall: a cable of the lab ends here, and behind the wall another program goes on. Frames for it wait in
 * {@link leaving}; its own come in by {@link receive}. Whose sockets carry them is the driver's affair.
 */
export class Outlet implements Node {
  readonly ports = [OUTLET_PORT];
  readonly outbox: SlotQueue;
  /** Frames for the other program, to be drained by the driver. */
  readonly leaving: SlotQueue;
  readonly counters: Counters<
    | 'sent'
    | 'received'
    /** Came from outside and were no frames: shorter than a header, longer than {@link LIMIT.frameOctets}. */
    | 'tooShort'
    | 'tooLong'
    /** Came from outside while no packet buffer was free. */
    | 'exhausted'
    /** Were to leave while nobody listened outside. */
    | 'unheard'
  > = counters('sent', 'received', 'tooShort', 'tooLong', 'exhausted', 'unheard');

  #attached = false;

  constructor(
    readonly name: string,
    private readonly arena: Arena,
  ) {
    this.outbox = new SlotQueue(arena);
    this.leaving = new SlotQueue(arena, LIMIT.leaving);
  }

  /** Whether somebody is there outside. What waits for somebody who has gone is dropped. */
  get attached(): boolean {
    return this.#attached;
  }

  set attached(attached: boolean) {
    this.#attached = attached;
    if (!attached) this.leaving.clear();
  }

  /** Frames that were dropped since too many waited. */
  get overflowed(): number {
    return this.leaving.overflowed;
  }

  /**
   * A frame from outside, `length` octets of `octets` from `from` on, which are copied. Its world is to be settled
   * afterwards.
   */
  receive(octets: Uint8Array, from = 0, length = octets.length): void {
    const { arena, counters: count } = this;
    if (length < HEADER_OCTETS) count.tooShort++;
    else if (length > LIMIT.frameOctets) count.tooLong++;
    else {
      const slot = arena.take(length);
      if (slot === NO_SLOT) {
        count.exhausted++;
        return;
      }
      const isWhole = from === 0 && length === octets.length;
      arena.octets.set(isWhole ? octets : octets.subarray(from, from + length), arena.start[slot]!);
      count.received++;
      this.outbox.push(0, slot);
    }
  }

  handleFrame(_now: Instant, _port: number, frame: Slot): void {
    if (this.#attached) {
      this.counters.sent++;
      this.leaving.push(0, frame);
    } else {
      this.counters.unheard++;
      this.arena.release(frame);
    }
  }

  handleTimeout(_now: Instant): void {}

  nextTimeout(): Instant {
    return NEVER;
  }
}
