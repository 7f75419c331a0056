/**
 * PPP over lines, on an IPv4 stack: the joint of `ip`, `line` and `ppp`. Whatever makes lines (PPPoE on an Ethernet) is a
 * {@link LineMedium}: it is given the frames of its types, and tells when a line is up and when it is gone. For each line
 * there is a {@link LineSession}: frames of the line go to its link, datagrams of the link to the stack as arriving on the
 * session's interface; and the same way back.
 *
 * After every call of a method here or of the stack, the owner calls {@link LineEndpoint.pumpFrames},
 * {@link LineEndpoint.pumpPackets} and {@link LineEndpoint.pump}, and drains `pollEvent`.
 * @module
 */
import type { MppeEngine } from '@rtemu/crypto/mppe-engine';
import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { countersOf } from '@rtemu/engine/counters';
import { invariant } from '@rtemu/engine/invariant';
import type { Random } from '@rtemu/engine/random';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { LineEnding } from '@rtemu/line/line-ending';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import { PppLink } from '@rtemu/ppp/link';
import type { LinkEvent } from '@rtemu/ppp/link-event';
import * as Ethernet from '@rtemu/wire/ethernet';
import type { LineOver } from './ending.js';
import type { LineSession } from './line-session.js';

/** In front of a datagram at most: Ethernet's header with a tag, 6 octets of the line's own, 4 of PPP. */
const HEADERS_OCTETS = 18 + 6 + 4;

/** What makes lines out of frames. */
export interface LineMedium {
  readonly etherTypes: readonly number[];
  /** A frame, Ethernet header and all, that came by a card. Owned from here on. */
  handleFrame(now: Instant, card: number, etherType: number, frame: Slot): void;
  /** Sends what it has to say, if it was touched. @returns whether anything happened */
  pump(now: Instant): boolean;
  handleTimeout(now: Instant): void;
  nextTimeout(): Instant;
}

export type LineEvent =
  /** The line is up and PPP begins. */
  | { readonly kind: 'connected'; readonly session: LineSession }
  | { readonly kind: 'link'; readonly session: LineSession; readonly event: LinkEvent }
  | { readonly kind: 'ended'; readonly session: LineSession; readonly ending: LineOver };

const newCounters = countersOf('datagramsForNobody', 'nestedTooDeep');

export class LineEndpoint {
  readonly counters = newCounters();
  /** Datagrams that left by an interface without a line; the tag is the interface. The owner drains it. */
  readonly strays: SlotQueue;

  readonly #media: LineMedium[] = [];
  readonly #sessions = new Set<LineSession>();
  readonly #byInterface: (LineSession | undefined)[] = [];
  readonly #events: LineEvent[] = [];
  #links = 0;
  /** Never later than what is due first; what falls due too early is looked at in vain. */
  #next: Instant = NEVER;

  constructor(
    private readonly arena: Arena,
    private readonly mppe: MppeEngine,
    private readonly random: Random,
    private readonly stack: Ipv4Stack,
  ) {
    this.strays = new SlotQueue(arena);
  }

  /** From here on frames of its types are the medium's. */
  add<M extends LineMedium>(medium: M): M {
    this.#media.push(medium);
    for (const etherType of medium.etherTypes) this.stack.claimEtherType(etherType);
    return medium;
  }

  // What media tell.

  /** The line is there: PPP begins. */
  handleLineUp(now: Instant, session: LineSession): void {
    invariant(session.link === undefined && session.driver !== undefined, 'a line comes up once');
    this.#sessions.add(session);
    session.link = new PppLink(this.arena, this.mppe, this.random.fork(`line ${this.#links++}`), session.options);
    session.link.tap = session.tap;
    this.#events.push({ kind: 'connected', session });
    session.link.open(now);
    session.link.handleLowerUp(now);
    this.#pumpSession(now, session);
  }

  /** A PPP frame that the line brought. Owned from here on. */
  handleLineFrame(now: Instant, session: LineSession, frame: Slot): void {
    if (session.link === undefined || session.isOver) {
      this.arena.release(frame);
      return;
    }
    session.link.handleFrame(now, frame);
    this.#pumpSession(now, session);
  }

  /** The line is gone, or did not come about. */
  handleLineDown(now: Instant, session: LineSession, ending: LineEnding): void {
    if (session.isOver) return;
    session.isOver = true;
    const why = session.link?.reason;
    session.ending ??=
      why === undefined ? { by: 'line', line: session.driver!.kind, reason: ending } : { by: 'link', reason: why };
    session.link?.handleLowerDown(now);
    if (session.link) this.#pumpSession(now, session);
    this.#sessions.delete(session);
    this.detach(session);
    this.#events.push({ kind: 'ended', session, ending: session.ending });
  }

  // Commands.

  /** From here on datagrams of the session arrive on this interface, and those that leave by it take the session. */
  attach(session: LineSession, interface_: number): void {
    invariant(this.#byInterface[interface_] === undefined, `interface ${interface_} has no line yet`);
    session.interface = interface_;
    this.#byInterface[interface_] = session;
  }

  detach(session: LineSession): void {
    if (session.interface !== undefined) this.#byInterface[session.interface] = undefined;
    session.interface = undefined;
  }

  /** Ends a session: politely, PPP first, then the line. `ended` follows. */
  hangUp(now: Instant, session: LineSession, ending: LineEnding = 'local'): void {
    if (session.isOver) return;
    session.ending ??= { by: 'line', line: session.driver!.kind, reason: ending };
    if (session.link) {
      session.link.close(now);
      this.#pumpSession(now, session);
    } else session.driver!.clear(now, ending);
  }

  /** Lets the peer in, as an answer to its link's `authenticated`. */
  admit(now: Instant, session: LineSession, ipcp: IpcpOptions): void {
    session.link?.admit(now, ipcp);
    if (session.link) this.#pumpSession(now, session);
  }

  // The way of packets. What belongs to a session is carried without an allocation.

  /** Takes the frames that came. */
  pumpFrames(now: Instant): void {
    const { frames } = this.stack;
    for (let frame = frames.shift(); frame !== NO_SLOT; frame = frames.shift()) {
      const card = frames.tag;
      const etherType = this.arena.view.getUint16(this.arena.start[frame]! + Ethernet.AT.etherType);
      this.#mediumOf(etherType).handleFrame(now, card, etherType, frame);
    }
  }

  /** Carries the datagrams that leave by interfaces with a line; the others are {@link strays}. */
  pumpPackets(now: Instant, packets: SlotQueue): void {
    for (let slot = packets.shift(); slot !== NO_SLOT; slot = packets.shift()) {
      const session = this.#byInterface[packets.tag];
      if (session?.link === undefined) this.strays.push(packets.tag, slot);
      else if (this.arena.headroom(slot) < HEADERS_OCTETS) this.#drop('nestedTooDeep', slot);
      else {
        session.sentAt = now;
        session.link.sendPacket(now, slot);
        this.#pumpSession(now, session);
      }
    }
  }

  /** Lets the media say what they have to say. Costs nothing when that is nothing. */
  pump(now: Instant): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const medium of this.#media) moved = medium.pump(now) || moved;
    }
    for (const medium of this.#media) if (medium.nextTimeout() < this.#next) this.#next = medium.nextTimeout();
  }

  get hasEvents(): boolean {
    return this.#events.length > 0;
  }

  pollEvent(): LineEvent | undefined {
    return this.#events.shift();
  }

  handleTimeout(now: Instant): void {
    if (now < this.#next) return;
    for (const medium of this.#media) if (medium.nextTimeout() <= now) medium.handleTimeout(now);
    for (const session of [...this.#sessions]) {
      if (session.nextTimeout() > now) continue;
      session.link!.handleTimeout(now);
      this.#pumpSession(now, session);
    }
    this.#next = NEVER;
    for (const session of this.#sessions) if (session.nextTimeout() < this.#next) this.#next = session.nextTimeout();
    this.pump(now);
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #mediumOf(etherType: number): LineMedium {
    let found: LineMedium | undefined;
    for (const medium of this.#media) if (medium.etherTypes.includes(etherType)) found = medium;
    invariant(found !== undefined, 'only frames of claimed types come here');
    return found;
  }

  #pumpSession(now: Instant, session: LineSession): void {
    const link = session.link!;
    for (let slot = link.packets.shift(); slot !== NO_SLOT; slot = link.packets.shift()) {
      if (session.interface === undefined) this.#drop('datagramsForNobody', slot);
      else {
        session.receivedAt = now;
        this.stack.handlePacket(now, session.interface, slot);
      }
    }
    for (let slot = link.frames.shift(); slot !== NO_SLOT; slot = link.frames.shift()) {
      if (session.isOver) this.arena.release(slot);
      else session.driver!.sendFrame(now, slot);
    }
    for (let event = link.pollEvent(); event !== undefined; event = link.pollEvent()) {
      this.#events.push({ kind: 'link', session, event });
      if (event.kind !== 'down' || session.isOver) continue;
      session.ending ??= { by: 'link', reason: event.reason };
      session.driver!.clear(now, 'local');
    }
    if (link.nextTimeout() < this.#next) this.#next = link.nextTimeout();
  }

  #drop(why: 'datagramsForNobody' | 'nestedTooDeep', slot: Slot): void {
    this.counters[why]++;
    this.arena.release(slot);
  }
}
