/**
 * Puts the PPP header in front of what a link sends, as far as the peer lets it be shortened.
 * @module
 */
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import type { Counters } from '@rtemu/engine/counters';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import type { Tap } from '@rtemu/engine/tap';
import type { Instant } from '@rtemu/engine/time';
import { describe, headerOctets, PROTOCOL, writeHeaderAt } from '@rtemu/wire/ppp';
import type { LinkCounter } from './link-counters.js';
import type { LinkEvent } from './link-event.js';

export class FrameOutput {
  readonly frames: SlotQueue;
  /** What the peer agreed to have left out. */
  acfc = false;
  pfc = false;
  /** Sees what is sent in the clear. */
  tap: Tap | undefined;

  /**
   * @param trace where to report control packets, if anywhere.
   * @param bare whether no frame has address and control, not even those of LCP.
   */
  constructor(
    private readonly arena: Arena,
    private readonly counters: Counters<LinkCounter>,
    private readonly trace: LinkEvent[] | undefined,
    private readonly bare: boolean,
  ) {
    this.frames = new SlotQueue(arena);
    this.acfc = bare;
  }

  /** Takes ownership of what goes behind the header. */
  send(now: Instant, protocol: number, information: Slot): void {
    const { arena } = this;
    const at = arena.push(information, headerOctets(protocol, this.acfc, this.pfc));
    writeHeaderAt(arena.octets, at, protocol, this.acfc, this.pfc);
    if (this.tap !== undefined && protocol !== PROTOCOL.compressed)
      this.tap.handleFrame(now, 'out', arena, information);
    this.#emit(information);
  }

  /** Control packets travel with their whole header always, as LCP's have to (RFC 1661 §6.5, §6.6); the whole of a bare one is its protocol. */
  sendControl(now: Instant, protocol: number, octets: Uint8Array): void {
    const { arena } = this;
    const frame = arena.takeCopy(octets);
    if (frame === NO_SLOT) {
      this.counters.noSlot++;
      return;
    }
    const { bare } = this;
    writeHeaderAt(arena.octets, arena.push(frame, headerOctets(protocol, bare, false)), protocol, bare, false);
    this.trace?.push({ kind: 'packet', direction: 'sent', text: describe(arena.peek(frame)) });
    this.tap?.handleFrame(now, 'out', arena, frame);
    this.#emit(frame);
  }

  #emit(frame: Slot): void {
    this.counters.framesSent++;
    this.counters.octetsSent += this.arena.length[frame]!;
    this.frames.push(0, frame);
  }
}
