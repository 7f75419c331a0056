/**
 * The sending half of a connection: what lies between SND.UNA and the end of what the user handed over, when which piece
 * of it may leave, and what comes of acknowledgements and of silence.
 *
 * Retransmission by RFC 6298, congestion control by RFC 5681 with limited transmit (RFC 3042) and NewReno (RFC 6582),
 * silly window avoidance and Nagle by RFC 9293 §3.8.6.2.1 and §3.7.4, zero-window probes by §3.8.6.1.
 * @module
 */
import { after, between, type Duration, type Instant, NEVER } from '@rtemu/engine/time';
import type { TimerTable } from '@rtemu/engine/timer-table';
import { CongestionControl } from './congestion.js';
import { narrowerMss } from './icmp-error.js';
import { RetransmissionTimeout } from './retransmission-timeout.js';
import { SendBuffer } from './send-buffer.js';
import { distance, later, plus, precedes, precedesOrEquals, type SequenceNumber } from './sequence-number.js';
import { type ConnectionSettings, LIMIT, MSS_MIN } from './settings.js';

export type SenderTimer = 'retransmission' | 'persist';

/** A piece of the sequence space that is to leave now. */
export interface Piece {
  readonly sequence: SequenceNumber;
  readonly payload: Uint8Array;
  readonly syn: boolean;
  readonly fin: boolean;
  readonly push: boolean;
  /** Octets of the payload that never left before. */
  readonly fresh: number;
  /** Whether nothing of it, SYN and FIN included, is new. */
  readonly again: boolean;
}

/** What of an arriving segment concerns the sender. */
export interface Acknowledgement {
  readonly sequence: SequenceNumber;
  readonly acknowledgement: SequenceNumber;
  /** In octets, scaled. */
  readonly window: number;
  /** No data, no SYN, no FIN: only such a one can be a duplicate (RFC 5681 §2). */
  readonly bare: boolean;
}

/** Duplicates that mean a loss and not reordering (RFC 5681 §3.2). */
const DUPLICATES = 3;

export class Sender {
  /** SND.UNA: the first that is not acknowledged. */
  una: SequenceNumber;
  /** SND.NXT: what leaves next. A retransmission timeout moves it back to {@link una}. */
  nxt: SequenceNumber;
  /** One behind the last that ever left. */
  max: SequenceNumber;
  /** SND.WND, in octets. */
  window = 0;
  /** MAX.SND.WND: the widest window ever seen. */
  windowMax = 0;
  readonly buffer: SendBuffer;
  readonly timeout: RetransmissionTimeout;
  readonly congestion: CongestionControl;

  /** SND.WL1 and SND.WL2: the segment that the window was last taken from. */
  #windowSequence: SequenceNumber;
  #windowAcknowledgement: SequenceNumber;
  /** The sequence number of the buffer's first octet. */
  #start: SequenceNumber;
  #finQueued = false;
  /** The piece whose round trip is being measured: its end, and when it left. One at a time. */
  #timed: { readonly end: SequenceNumber; readonly at: Instant } | undefined;
  #lastSentAt: Instant = NEVER;
  /** Since when {@link una} has not moved although something is outstanding. */
  #stuckSince: Instant = NEVER;
  /** Since when probes have not been answered. */
  #unansweredSince: Instant = NEVER;
  #probeWait: Duration;
  #probeDue = false;
  /** The head of what is outstanding is to leave again, out of turn. */
  #headDue = false;
  #synTimedOut = false;
  #duplicates = 0;
  /** What was outstanding when the first of these duplicates came (RFC 5681 §3.2 step 2: without what limited transmit adds). */
  #duplicatedFlight = 0;
  #recovering = false;
  #partials = 0;
  /** `recover` of RFC 6582, one behind the highest that had left. */
  #recover: SequenceNumber;

  /** @param mss Eff.snd.MSS as far as the path allows it: the largest payload, in octets. */
  constructor(
    readonly iss: SequenceNumber,
    private readonly settings: ConnectionSettings,
    private readonly timers: Pick<TimerTable<SenderTimer>, 'set' | 'stop' | 'isSet'>,
    public mss: number,
  ) {
    this.una = this.nxt = this.max = this.#recover = iss;
    this.#windowSequence = this.#windowAcknowledgement = iss;
    this.#start = plus(iss, 1);
    this.buffer = new SendBuffer(settings.sendBufferOctets);
    this.timeout = new RetransmissionTimeout(settings.retransmissionMin, LIMIT.retransmissionMax);
    this.congestion = new CongestionControl(mss);
    this.#probeWait = this.timeout.timeout;
  }

  /** Octets of sequence space on their way. */
  get flight(): number {
    return distance(this.una, this.max);
  }

  /** Where a segment without data stands so that the peer accepts it: behind what was sent, but not beyond its window. */
  get bareSequence(): SequenceNumber {
    const edge = plus(this.una, this.window);
    return this.synAcknowledged && precedes(edge, this.max) ? edge : this.max;
  }

  get synAcknowledged(): boolean {
    return this.una !== this.iss;
  }

  get finAcknowledged(): boolean {
    return this.#finQueued && this.una === this.#limit;
  }

  /** The SYN leaves, or leaves again: with an acknowledgement once the peer's has come. */
  queueSyn(): void {
    this.nxt = this.iss;
  }

  /** A FIN follows behind what is in the buffer. */
  queueFin(): void {
    this.#finQueued = true;
  }

  /** The peer's SYN: its word on segment size and window. */
  handleSyn(peerMss: number, window: number, sequence: SequenceNumber): void {
    this.mss = Math.max(MSS_MIN, Math.min(this.mss, peerMss));
    this.#takeWindow(sequence, this.una, window);
  }

  /** What an acknowledgement number is to us (RFC 9293 §3.10.7.4, fifth check, with RFC 5961 §5.2). */
  judge(acknowledgement: SequenceNumber): 'new' | 'old' | 'absurd' {
    const ahead = distance(this.una, acknowledgement);
    if (ahead > this.flight || ahead < -this.windowMax) return 'absurd';
    return ahead > 0 ? 'new' : 'old';
  }

  /** An acceptable segment whose acknowledgement is not absurd. */
  handleAcknowledgement(now: Instant, { sequence, acknowledgement, window, bare }: Acknowledgement): void {
    this.#unansweredSince = NEVER;
    const ahead = distance(this.una, acknowledgement);
    if (ahead < 0) return;
    if (ahead > 0) this.#advance(now, acknowledgement);
    // Answers to probes are no duplicates: then it is not this timer that runs.
    else if (bare && window === this.window && this.timers.isSet('retransmission')) this.#countDuplicate();
    if (
      precedes(this.#windowSequence, sequence) ||
      (this.#windowSequence === sequence && precedesOrEquals(this.#windowAcknowledgement, acknowledgement))
    )
      this.#takeWindow(sequence, acknowledgement, window);
  }

  /** The next piece that may leave; `undefined` when nothing may. Ask until then, and {@link settle}. */
  next(now: Instant): Piece | undefined {
    if (this.nxt === this.iss) return this.#leave(now, this.iss, new Uint8Array(), true, false);
    if (!this.synAcknowledged) return undefined;
    if (this.#headDue) {
      this.#headDue = false;
      return this.#headAgain(now);
    }
    const probe = this.#probeDue;
    this.#probeDue = false;
    if (this.window === 0) return probe ? this.#probe() : undefined;
    if (this.flight === 0 && between(this.#lastSentAt, now) > this.timeout.timeout) this.congestion.restart();

    const offset = distance(this.#start, this.nxt);
    const usable = Math.max(0, this.#allowance() - distance(this.una, this.nxt));
    const chunk = offset < this.buffer.length ? Math.min(this.mss, this.buffer.chunkAt(offset)) : 0;
    const length = Math.min(chunk, usable);
    const fin = this.#finQueued && offset + length === this.buffer.length && length < usable;
    if (!fin && (length === 0 || !(probe || this.#isWorthwhile(length, chunk)))) return undefined;
    return this.#leave(now, this.nxt, this.buffer.read(offset, length), false, fin);
  }

  /** Sets the timers after whatever was sent. */
  settle(now: Instant): void {
    if (this.nxt === this.una && precedes(this.nxt, this.#limit)) {
      // Nothing is on its way and yet something waits: only the peer's window can be the reason.
      this.#stuckSince = NEVER;
      this.timers.stop('retransmission');
      if (!this.timers.isSet('persist'))
        this.timers.set('persist', after(now, this.window > 0 ? LIMIT.narrowWindow : this.#probeWait));
      return;
    }
    this.timers.stop('persist');
    this.#probeWait = this.timeout.timeout;
    if (this.nxt === this.una) this.timers.stop('retransmission');
    else if (!this.timers.isSet('retransmission')) this.timers.set('retransmission', after(now, this.timeout.timeout));
  }

  /** Answers whether the peer is to be given up. @param patience R2 of RFC 9293 §3.8.3. */
  handleTimeout(now: Instant, timer: SenderTimer, patience: Duration): boolean {
    return timer === 'retransmission' ? this.#goBack(now, patience) : this.#dueProbe(now, patience);
  }

  /** A router said that our segments are too big (RFC 1191): what is outstanding leaves again in smaller ones. */
  handleTooBig(mtu: number): void {
    const mss = Math.max(MSS_MIN, narrowerMss(mtu, this.mss));
    if (mss >= this.mss) return;
    this.mss = mss;
    this.congestion.resize(mss);
    if (this.synAcknowledged) this.#rewind();
  }

  /** Nothing of this is sent any more. */
  release(): void {
    this.buffer.release();
    this.timers.stop('retransmission');
    this.timers.stop('persist');
  }

  /** The sequence number behind all that is to be sent as far as we know. */
  get #limit(): SequenceNumber {
    return plus(this.#start, this.buffer.length + (this.#finQueued ? 1 : 0));
  }

  /** How far ahead of {@link una} we may send. Two duplicates allow a new segment each (RFC 3042 §2). */
  #allowance(): number {
    const limited = this.#recovering ? 0 : Math.min(this.#duplicates, DUPLICATES - 1) * this.mss;
    return Math.min(this.window, this.congestion.window + limited);
  }

  /** RFC 9293 §3.8.6.2.1, with Nagle's condition of §3.7.4. @param chunk what would leave if the window were wide. */
  #isWorthwhile(length: number, chunk: number): boolean {
    if (length === this.mss || 2 * length >= this.windowMax) return true;
    if (length < chunk) return false;
    return !this.settings.nagle || this.flight === 0 || precedes(this.nxt, this.max);
  }

  #leave(now: Instant, sequence: SequenceNumber, payload: Uint8Array, syn: boolean, fin: boolean): Piece {
    const end = plus(sequence, payload.length + (syn ? 1 : 0) + (fin ? 1 : 0));
    // What is sent twice is not measured, nor is what is acknowledged together with it.
    if (sequence !== this.max) this.#timed = undefined;
    else this.#timed ??= { end, at: now };
    this.nxt = later(this.nxt, end);
    this.#lastSentAt = now;
    if (this.#stuckSince === NEVER) this.#stuckSince = now;
    return this.#piece(sequence, end, payload, syn, fin);
  }

  #pushes(sequence: SequenceNumber, payload: Uint8Array): boolean {
    return payload.length > 0 && this.buffer.pushesAt(distance(this.#start, sequence) + payload.length);
  }

  #headAgain(now: Instant): Piece | undefined {
    const sent = Math.min(this.buffer.length, this.flight, this.window);
    const length = sent === 0 ? 0 : Math.min(this.mss, sent, this.buffer.chunkAt(0));
    const fin = this.#finQueued && length === this.buffer.length && this.max === this.#limit;
    if (length === 0 && !fin) return undefined;
    return this.#leave(now, this.una, this.buffer.read(0, length), false, fin);
  }

  /** One octet, or the FIN, into a closed window (RFC 9293 §3.8.6.1). It does not count as sent until it is acknowledged. */
  #probe(): Piece | undefined {
    const length = Math.min(1, this.buffer.length);
    const fin = length === 0 && this.#finQueued;
    if (length === 0 && !fin) return undefined;
    const payload = this.buffer.read(0, length);
    this.#timed = undefined;
    return this.#piece(this.una, plus(this.una, 1), payload, false, fin);
  }

  #piece(sequence: SequenceNumber, end: SequenceNumber, payload: Uint8Array, syn: boolean, fin: boolean): Piece {
    const news = distance(this.max, end);
    this.max = later(this.max, end);
    const fresh = Math.max(0, Math.min(payload.length, news));
    return { sequence, payload, syn, fin, push: this.#pushes(sequence, payload), fresh, again: news <= 0 };
  }

  #advance(now: Instant, acknowledgement: SequenceNumber): void {
    const flight = this.flight;
    const progress = distance(this.una, acknowledgement);
    const handshake = !this.synAcknowledged;
    const octets = Math.min(distance(this.#start, acknowledgement), this.buffer.length);
    this.buffer.drop(octets);
    this.#start = plus(this.#start, octets);
    this.una = acknowledgement;
    this.nxt = later(this.nxt, this.una);
    if (this.#timed !== undefined && precedesOrEquals(this.#timed.end, acknowledgement)) {
      this.timeout.measure(between(this.#timed.at, now));
      this.#timed = undefined;
    }
    this.#stuckSince = this.flight > 0 ? now : NEVER;
    if (handshake) this.#comeUp();
    else if (!this.#recovering) this.congestion.grow(progress, flight);
    else if (precedesOrEquals(this.#recover, acknowledgement)) {
      this.#recovering = false;
      this.congestion.leaveRecovery(this.flight);
    } else {
      this.congestion.deflate(progress);
      this.#headDue = true;
      if (++this.#partials > 1) return; // only the first restarts the timer (RFC 6582 §3.2 step 3)
    }
    this.#duplicates = 0;
    this.timers.stop('retransmission'); // and `settle` starts it anew while something is outstanding
  }

  #comeUp(): void {
    this.congestion.start(this.mss, this.#synTimedOut);
    if (this.#synTimedOut) this.timeout.startAfterSynTimeout();
  }

  #countDuplicate(): void {
    if (++this.#duplicates === 1) this.#duplicatedFlight = this.flight;
    if (this.#recovering) {
      this.congestion.inflate();
    } else if (this.#duplicates === DUPLICATES && precedes(this.#recover, this.una)) {
      this.#recovering = true;
      this.#partials = 0;
      this.#recover = this.max;
      this.congestion.enterRecovery(this.#duplicatedFlight);
      this.#headDue = true;
    }
  }

  #takeWindow(sequence: SequenceNumber, acknowledgement: SequenceNumber, window: number): void {
    // The probe's deadline was for a closed window; an open one has another.
    if (this.window === 0 && window > 0) this.timers.stop('persist');
    this.#windowSequence = sequence;
    this.#windowAcknowledgement = acknowledgement;
    this.window = window;
    this.windowMax = Math.max(this.windowMax, window);
  }

  #goBack(now: Instant, patience: Duration): boolean {
    if (between(this.#stuckSince, now) >= patience) return true;
    this.timeout.backOff();
    if (this.synAcknowledged) this.congestion.collapse(this.flight);
    else this.#synTimedOut = true;
    this.#rewind();
    return false;
  }

  /** All that is outstanding leaves again, in order, as far as the windows allow. */
  #rewind(): void {
    this.#timed = undefined;
    this.#recovering = false;
    this.#recover = this.max;
    this.#duplicates = 0;
    this.nxt = this.una;
  }

  #dueProbe(now: Instant, patience: Duration): boolean {
    if (this.#unansweredSince === NEVER) this.#unansweredSince = now;
    else if (between(this.#unansweredSince, now) >= patience) return true;
    this.#probeDue = true;
    this.#probeWait = Math.min(2 * this.#probeWait, LIMIT.retransmissionMax) as Duration;
    return false;
  }
}
