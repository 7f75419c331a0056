import { type Arena, NO_SLOT, type Slot } from '@rtemu/engine/arena';
import { counters } from '@rtemu/engine/counters';
import { invariant } from '@rtemu/engine/invariant';
import { SlotQueue } from '@rtemu/engine/slot-queue';
import { after, type Duration, type Instant, milliseconds, NEVER } from '@rtemu/engine/time';
import * as Gre from '@rtemu/wire/gre';
import { LIMIT } from './limits.js';
import { ReceiveOrder, type RestartRule } from './receive-order.js';
import { SendWindow } from './send-window.js';

export interface GreOptions {
  /** Ours: what packets to us carry. */
  readonly callId: number;
  /** The peer's: what packets to it carry. A session may begin to receive before it is known; see {@link GreSession.handleConnected}. */
  readonly peersCallId?: number;
  /** Packets that we buffer, 1 to 128 (`pptp window size`). */
  readonly windowSize: number;
  /** Packets that the peer buffers; 0, or not given, when it has no window. */
  readonly peerWindow?: number;
  /** The peer's Packet Processing Delay, in tenths of a second. */
  readonly peerDelay?: number;
  /**
   * How long a packet may stay unacknowledged in the hope of a packet to carry the acknowledgement. 50 ms, as pptpd has
   * it: longer than most replies take (a delayed TCP acknowledgement: 40 ms), much shorter than any time-out of a sender.
   */
  readonly ackDelay?: Duration;
  /** How long a missing packet is waited for; 300 ms, as pptp-linux has it. */
  readonly reorderWait?: Duration;
  /** The number of our first packet: 0 by the RFC; Linux and npppd begin with 1. */
  readonly firstSequence?: number;
  /** `confirmed` when not given. */
  readonly restart?: RestartRule;
  /**
   * Whether our packets wait for the peer's window. `advisory`, the default, keeps the books and sends at once, as
   * Windows, Linux, accel-ppp and mpd5 do: the Linux kernel never sends an acknowledgement alone, so that a sender who
   * waits would crawl. `obeyed` waits, until the window opens or a time-out opens it (RFC 2637 §4.2), and after three
   * time-outs without any acknowledgement no more until one comes.
   */
  readonly flowControl?: 'advisory' | 'obeyed';
}

/** What `show status pptp` tells of a call's data. */
export interface GreStatus {
  readonly callId: number;
  readonly peersCallId: number | undefined;
  readonly windowSize: number;
  readonly peerWindow: number;
  /** The RFC's current send window; 0 without one. */
  readonly sendWindow: number;
  readonly underWay: number;
  readonly held: number;
  readonly backlog: number;
  readonly roundTrip: Duration;
  readonly timeOut: Duration;
  readonly timeOuts: number;
}

/**
 * The data of one call (RFC 2637 §4): PPP frames out and in as numbered GRE packets. A slot given here begins at the GRE
 * header or at the PPP frame; no octet is moved and nothing is allocated.
 *
 * The owner drains `frames` and `packets` after every call, and asks `nextTimeout`.
 */
export class GreSession {
  /** PPP frames received, in order and none twice; the tag is our call id. */
  readonly frames: SlotQueue;
  /** GRE packets to send; the tag is our call id. */
  readonly packets: SlotQueue;
  readonly counters = counters(
    'packetsSent',
    'octetsSent',
    'acksSent',
    'packetsReceived',
    'octetsReceived',
    'acksReceived',
    'malformed',
    'wrongCallId',
    'notConnected',
    'noBuffer',
  );

  readonly #order: ReceiveOrder;
  /** Frames that wait for the peer's window. */
  readonly #backlog: SlotQueue;
  readonly #obeyed: boolean;
  readonly #ackDelay: Duration;
  /** Acknowledge at once when so many are pending: before a peer that obeys our window has to stop. */
  readonly #ackThreshold: number;
  #window: SendWindow;
  #peersCallId: number;
  #unacknowledged = 0;
  #ackDeadline: Instant = NEVER;
  #closed = false;

  constructor(
    private readonly arena: Arena,
    private readonly options: GreOptions,
  ) {
    const { callId, windowSize } = options;
    invariant(windowSize >= 1 && windowSize <= LIMIT.window, `a window of 1 to ${LIMIT.window}`);
    this.frames = new SlotQueue(arena);
    this.packets = new SlotQueue(arena);
    this.#backlog = new SlotQueue(arena, LIMIT.backlog);
    this.#obeyed = options.flowControl === 'obeyed';
    this.#ackDelay = options.ackDelay ?? milliseconds(50);
    this.#ackThreshold = Math.ceil((windowSize * 3) / 4);
    const wait = options.reorderWait ?? milliseconds(300);
    this.#order = new ReceiveOrder(arena, this.frames, callId, windowSize, wait, options.restart ?? 'confirmed');
    this.#window = new SendWindow(options.firstSequence ?? 0, options.peerWindow ?? 0, options.peerDelay ?? 0);
    this.#peersCallId = options.peersCallId ?? -1;
  }

  get orderCounters(): Readonly<ReceiveOrder['counters']> {
    return this.#order.counters;
  }

  /** The peer has told its call id and its window. Until then what is sent is dropped. */
  handleConnected(now: Instant, peersCallId: number, peerWindow: number, peerDelay: number): void {
    this.#peersCallId = peersCallId;
    this.#window = new SendWindow(this.options.firstSequence ?? 0, peerWindow, peerDelay);
    if (this.#unacknowledged > 0) this.#ackDeadline = after(now, this.#ackDelay);
  }

  /** A packet of IP protocol 47 from the peer, from its GRE header on. */
  handlePacket(now: Instant, slot: Slot): void {
    const { arena, counters } = this;
    const { view } = arena;
    const at = arena.start[slot]!;
    const header = Gre.headerOctetsAt(view, at, arena.length[slot]!);
    if (header === 0 || view.getUint16(at + Gre.AT.callId) !== this.options.callId || this.#closed) {
      if (this.#closed) counters.notConnected++;
      else counters[header === 0 ? 'malformed' : 'wrongCallId']++;
      arena.release(slot);
      return;
    }
    const head = view.getInt32(at);
    if (head !== Gre.HEAD.data) {
      // Either way the acknowledgement is the last field of the header.
      this.#window.handleAck(now, view.getInt32(at + header - 4));
      if (this.#backlog.size > 0) this.#sendBacklog(now);
    }
    if (head === Gre.HEAD.ack) {
      counters.acksReceived++;
      arena.release(slot);
      return;
    }
    const sequence = view.getInt32(at + Gre.AT.sequence);
    const payload = view.getUint16(at + Gre.AT.payloadLength);
    arena.pull(slot, header);
    arena.length[slot] = payload; // cuts off what Ethernet padded
    counters.packetsReceived++;
    counters.octetsReceived += payload;
    if (!this.#order.take(now, sequence, slot)) return;
    if (this.#unacknowledged++ === 0 && this.#peersCallId >= 0) this.#ackDeadline = after(now, this.#ackDelay);
    if (this.#unacknowledged >= this.#ackThreshold && this.#peersCallId >= 0) this.#sendAck(now);
  }

  /** A PPP frame to the peer. */
  sendFrame(now: Instant, slot: Slot): void {
    if (this.#peersCallId < 0 || this.#closed) {
      this.counters.notConnected++;
      this.arena.release(slot);
    } else if (this.#obeyed && (this.#backlog.size > 0 || !this.#window.isOpen)) this.#backlog.push(0, slot);
    else this.#send(now, slot);
  }

  handleTimeout(now: Instant): void {
    this.#order.handleTimeout(now);
    if (this.#ackDeadline <= now) this.#sendAck(now);
    if (this.#backlog.size > 0 && this.#window.deadline <= now) {
      this.#window.handleTimeout();
      this.#sendBacklog(now);
    }
  }

  nextTimeout(): Instant {
    const order = this.#order.nextTimeout();
    const next = order < this.#ackDeadline ? order : this.#ackDeadline;
    // Without frames that wait for it a time-out is noticed soon enough with the next packet.
    if (this.#backlog.size === 0 || next < this.#window.deadline) return next;
    return this.#window.deadline;
  }

  /** Releases every slot. What is given to the session from here on is dropped. */
  close(): void {
    this.#closed = true;
    this.#ackDeadline = NEVER;
    this.#order.close();
    this.#backlog.clear();
    this.frames.clear();
    this.packets.clear();
  }

  status(): GreStatus {
    return {
      callId: this.options.callId,
      peersCallId: this.#peersCallId < 0 ? undefined : this.#peersCallId,
      windowSize: this.options.windowSize,
      peerWindow: this.#window.peerWindow,
      sendWindow: this.#window.size,
      underWay: this.#window.underWay,
      held: this.#order.held,
      backlog: this.#backlog.size,
      roundTrip: this.#window.roundTrip,
      timeOut: this.#window.timeOut,
      timeOuts: this.#window.timeOuts,
    };
  }

  #send(now: Instant, slot: Slot): void {
    const { arena, counters } = this;
    const payload = arena.length[slot]!;
    invariant(payload > 0 && payload <= Gre.PAYLOAD_OCTETS_MAX, 'a PPP frame fits into a GRE packet');
    const sequence = this.#window.handleSent(now);
    if (this.#unacknowledged === 0) {
      const at = arena.push(slot, Gre.DATA_HEADER_OCTETS);
      Gre.writeDataHeaderAt(arena.view, at, this.#peersCallId, sequence, payload);
    } else {
      const at = arena.push(slot, Gre.DATA_AND_ACK_HEADER_OCTETS);
      Gre.writeDataAndAckHeaderAt(arena.view, at, this.#peersCallId, sequence, this.#order.highest, payload);
      this.#unacknowledged = 0;
      this.#ackDeadline = NEVER;
    }
    counters.packetsSent++;
    counters.octetsSent += payload;
    this.packets.push(this.options.callId, slot);
  }

  #sendBacklog(now: Instant): void {
    while (this.#backlog.size > 0 && this.#window.isOpen) this.#send(now, this.#backlog.shift());
  }

  #sendAck(now: Instant): void {
    const slot = this.arena.take(Gre.ACK_PACKET_OCTETS);
    if (slot === NO_SLOT) {
      this.counters.noBuffer++;
      this.#ackDeadline = after(now, this.#ackDelay); // a later one acknowledges these as well
      return;
    }
    Gre.writeAckAt(this.arena.view, this.arena.start[slot]!, this.#peersCallId, this.#order.highest);
    this.#unacknowledged = 0;
    this.#ackDeadline = NEVER;
    this.counters.acksSent++;
    this.packets.push(this.options.callId, slot);
  }
}
