/**
 * The receiving half of a connection: RCV.NXT, the window, what came early, and when an acknowledgement is due
 * (RFC 9293 §3.8.6.2.2 and §3.8.6.3, RFC 5681 §4.2, RFC 7323 §2).
 * @module
 */
import { after, type Instant } from '@rtemu/engine/time';
import type { TimerTable } from '@rtemu/engine/timer-table';
import { shiftFor } from './handshake.js';
import { ReceiveBuffer } from './receive-buffer.js';
import { distance, later, plus, precedes, precedesOrEquals, type SequenceNumber } from './sequence-number.js';
import { type ConnectionSettings, LIMIT } from './settings.js';

export type ReceiverTimer = 'delayed-acknowledgement';

const FIELD_MAX = 0xffff;

/** What of an arriving segment concerns the receiver. */
export interface Arrival {
  readonly sequence: SequenceNumber;
  readonly payload: Uint8Array;
  readonly fin: boolean;
}

export class Receiver {
  /** IRS; meaningless until {@link synchronised}. */
  irs = 0 as SequenceNumber;
  /** RCV.NXT. */
  nxt = 0 as SequenceNumber;
  synchronised = false;
  /** Whether both sides offered window scale, so that our window field is scaled by {@link shift}. */
  scaled = false;
  readonly buffer: ReceiveBuffer;
  /** Early octets that were not kept, since they would have made one gap too many. */
  refused = 0;

  /** The right edge of the window: never moved back, since what was once allowed may be on its way (RFC 7323 §2.4). */
  #edge = 0 as SequenceNumber;
  /** The sequence number of the peer's FIN, once it has come. */
  #fin: SequenceNumber | undefined;
  /** Segments with data that nothing has acknowledged yet. */
  #unacknowledged = 0;
  #acknowledgementDue = false;

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly timers: Pick<TimerTable<ReceiverTimer>, 'set' | 'stop'>,
    private readonly mss: number,
  ) {
    this.buffer = new ReceiveBuffer(settings.receiveBufferOctets, LIMIT.gaps);
  }

  /** The peer's SYN. The window that our own SYN announces, or has announced already, is open from here on. */
  synchronise(irs: SequenceNumber): void {
    this.irs = irs;
    this.nxt = plus(irs, 1);
    this.#edge = plus(this.nxt, this.#firstWindow);
    this.synchronised = true;
  }

  /** RCV.WND: octets that the peer may still send. */
  get window(): number {
    return distance(this.nxt, this.#edge);
  }

  /** Whether everything up to the peer's FIN has arrived. */
  get finished(): boolean {
    return this.#fin !== undefined && precedes(this.#fin, this.nxt);
  }

  get acknowledgementDue(): boolean {
    return this.#acknowledgementDue;
  }

  /**
   * Whether a segment that takes `length` sequence numbers touches the window (RFC 9293 §3.4, four cases), in two points
   * more generous. At a closed window, what begins where the window would open is accepted for the sake of its control
   * bits and acknowledgement (§3.10.7.4, «special allowance»); {@link take} keeps nothing of it. And a bare
   * acknowledgement may stand at the right edge: there a peer stands that has filled the window.
   */
  accepts(sequence: SequenceNumber, length: number): boolean {
    if (this.window === 0) return sequence === this.nxt;
    if (length === 0) return precedesOrEquals(this.nxt, sequence) && precedesOrEquals(sequence, this.#edge);
    return precedesOrEquals(this.nxt, plus(sequence, length - 1)) && precedes(sequence, this.#edge);
  }

  /** Keeps what an acceptable segment brings, within the window. Answers how many octets the user can read more. */
  take(now: Instant, { sequence, payload, fin }: Arrival): number {
    if (payload.length === 0 && !fin) return 0;
    const known = Math.max(0, distance(sequence, this.nxt));
    const from = plus(sequence, known);
    const end = plus(sequence, payload.length);
    if (fin && precedes(end, this.#edge)) this.#noteFin(end);
    const room = distance(from, this.#fin ?? this.#edge);
    const fresh = payload.subarray(known, known + Math.max(0, room));
    const arrived = fresh.length > 0 ? this.#keep(now, distance(this.nxt, from), fresh) : this.#acknowledgeSoon();
    if (this.#fin === this.nxt) {
      this.nxt = plus(this.nxt, 1);
      this.#edge = later(this.#edge, this.nxt);
      this.acknowledgeNow();
    }
    return arrived;
  }

  /** The next segment out must not wait. */
  acknowledgeNow(): void {
    this.#acknowledgementDue = true;
  }

  /** A SYN is leaving. Answers its window field, which is never scaled (RFC 7323 §2.2). */
  synLeaves(): number {
    this.#acknowledgementDue = false;
    return this.#firstWindow;
  }

  /** Another segment is leaving, with our acknowledgement. Answers its window field, after widening the window if it may be. */
  segmentLeaves(): number {
    this.#acknowledgementDue = false;
    this.#unacknowledged = 0;
    this.timers.stop('delayed-acknowledgement');
    // Half the buffer or a whole segment: less would invite silly windows (RFC 9293 §3.8.6.2.2).
    if (this.#widening >= Math.min(this.settings.receiveBufferOctets >>> 1, this.mss)) {
      const widest = Math.min(this.buffer.free, FIELD_MAX << this.#shift);
      this.#edge = plus(this.nxt, widest);
    }
    return Math.min(this.window >>> this.#shift, FIELD_MAX);
  }

  /** The user has read. The peer is told when its window is more than half closed and opens by a good deal. */
  handleRead(): void {
    const half = this.settings.receiveBufferOctets >>> 1;
    if (this.window <= half && this.#widening >= Math.min(half, 2 * this.mss)) this.acknowledgeNow();
  }

  /** By how much the window could be wider than the peer knows. */
  get #widening(): number {
    return this.buffer.free - this.window;
  }

  get #shift(): number {
    return this.scaled ? shiftFor(this.settings.receiveBufferOctets) : 0;
  }

  get #firstWindow(): number {
    return Math.min(this.settings.receiveBufferOctets, FIELD_MAX);
  }

  #noteFin(sequence: SequenceNumber): void {
    const reach = plus(this.nxt, this.buffer.reach);
    // A FIN before octets that have come already, or a second one elsewhere, is no FIN of this stream.
    if (this.#fin === undefined && precedesOrEquals(reach, sequence)) this.#fin = sequence;
  }

  #keep(now: Instant, offset: number, octets: Uint8Array): number {
    const hadGap = this.buffer.gaps > 0;
    const arrived = this.buffer.insert(offset, octets);
    if (arrived === undefined) this.refused += octets.length;
    else this.nxt = plus(this.nxt, arrived);
    // Out of order, or into a gap: the sender wants to know at once (RFC 5681 §4.2). Else every second segment.
    if (offset > 0 || hadGap || ++this.#unacknowledged >= 2) this.acknowledgeNow();
    else this.timers.set('delayed-acknowledgement', after(now, this.settings.acknowledgementDelay));
    return arrived ?? 0;
  }

  /** Nothing new was in it, so the peer has not had our acknowledgement. */
  #acknowledgeSoon(): number {
    this.acknowledgeNow();
    return 0;
  }
}
