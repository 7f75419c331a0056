import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import type { Node } from '@rtemu/engine/node';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { AT, HEADER_OCTETS } from '@rtemu/wire/ethernet';
import { type MacEntry, MacTable } from './mac-table.js';

/** The group addresses that a bridge keeps to itself: 01:80:c2:00:00:00 to :0f (IEEE 802.1D-2004 §7.12.6). */
const RESERVED = { high: 0x0180, low: 0xc2000000, mask: 0xfffffff0 } as const;

/**
 * A learning Ethernet switch (IEEE 802.1D-2004 §7.7, §7.8) without spanning tree: a ring of switches is a storm, as it
 * is on the bench. Its ports are called `1`, `2`, ...
 */
export class LearningSwitch implements Node {
  readonly ports: readonly string[];
  readonly outbox: SlotQueue;
  readonly counters: Counters<'forwarded' | 'flooded' | 'filtered' | 'runt' | 'badSource' | 'exhausted'> = counters(
    'forwarded',
    'flooded',
    'filtered',
    'runt',
    'badSource',
    'exhausted',
  );
  readonly #table = new MacTable();
  readonly #up: boolean[];

  constructor(
    readonly name: string,
    private readonly arena: Arena,
    portCount: number,
  ) {
    this.ports = Array.from({ length: portCount }, (_, i) => String(i + 1));
    this.outbox = new SlotQueue(arena);
    this.#up = this.ports.map(() => false);
  }

  handleFrame(now: Instant, port: number, frame: Slot): void {
    const { arena, counters: count } = this;
    if (arena.length[frame]! < HEADER_OCTETS) {
      count.runt++;
      arena.release(frame);
      return;
    }
    const { view } = arena;
    const start = arena.start[frame]!;
    const sourceHigh = view.getUint16(start + AT.source);
    if ((sourceHigh & 0x0100) !== 0) {
      count.badSource++; // no station has a group address
      arena.release(frame);
      return;
    }
    this.#table.learn(now, sourceHigh, view.getUint32(start + AT.source + 2), port);
    const high = view.getUint16(start + AT.destination);
    const low = view.getUint32(start + AT.destination + 2);
    if ((high & 0x0100) !== 0) {
      if (high === RESERVED.high && (low & RESERVED.mask) >>> 0 === RESERVED.low) this.#filter(frame);
      else this.#flood(port, frame);
      return;
    }
    const to = this.#table.portOf(now, high, low);
    if (to < 0) this.#flood(port, frame);
    else if (to === port) this.#filter(frame);
    else {
      count.forwarded++;
      this.outbox.push(to, frame);
    }
  }

  handleLink(now: Instant, port: number, up: boolean): void {
    this.#up[port] = up;
    if (!up) this.#table.forget(now, port);
  }

  handleTimeout(_now: Instant): void {}

  /** Ageing is noticed when an address is looked up: an idle switch wants nothing. */
  nextTimeout(): Instant {
    return NEVER;
  }

  /** The stations it knows, in the order of their addresses. */
  entries(now: Instant): MacEntry[] {
    return this.#table.entries(now);
  }

  #filter(frame: Slot): void {
    this.counters.filtered++;
    this.arena.release(frame);
  }

  /** A copy to every port with a cable but the one it came from; the frame itself goes to the last of them. */
  #flood(from: number, frame: Slot): void {
    let last = -1;
    for (let port = 0; port < this.#up.length; port++) {
      if (port === from || !this.#up[port]) continue;
      if (last >= 0) {
        const copy = this.arena.clone(frame);
        if (copy === NO_SLOT) this.counters.exhausted++;
        else this.outbox.push(last, copy);
      }
      last = port;
    }
    if (last < 0) this.#filter(frame);
    else {
      this.counters.flooded++;
      this.outbox.push(last, frame);
    }
  }
}
