import { after, type Duration, type Instant, milliseconds, NEVER, seconds } from '@rtemu/engine/time';

/** RFC 2637 §4.4.1 leaves these to the implementation. */
const TIME_OUT = { minimum: milliseconds(100), maximum: seconds(10) } as const;
/** The gains as the RFC suggests them: alpha 1/8 and beta 1/4 as shifts, which keep whole microseconds whole. */
const ALPHA_SHIFT = 3;
const BETA_SHIFT = 2;
const CHI = 4;
const DELTA = 2;
/** So many time-outs in a row, without a single acknowledgement, and the peer is taken for one that sends none. */
const PATIENCE = 3;
/** Send times are kept of so many packets; an acknowledgement of an older one gives no sample. */
const TIMES = 256;
const TIMES_MASK = TIMES - 1;

/**
 * What is under way to the peer (RFC 2637 §4.2, §4.4): the window that opens by one for each window acknowledged and is
 * halved by a time-out, and the time-out that adapts to the round trip. Nothing is ever sent again.
 *
 * It only keeps the books; whether anything waits for it is the session's to decide.
 */
export class SendWindow {
  /** Packets that may be under way; at most what the peer buffers. 0 when the peer has no window. */
  size: number;
  roundTrip: Duration;
  deviation = 0 as Duration;
  timeOut: Duration;
  /** Packets that were not acknowledged in time. */
  timeOuts = 0;
  /** Acknowledgements of numbers that were never sent. */
  badAcks = 0;
  /** When the oldest packet under way is given up. */
  deadline: Instant = NEVER;

  /** As signed 32-bit integers: the number after the last one sent, and the last one acknowledged or given up. */
  #next: number;
  #settled: number;
  /** Time-outs since the last acknowledgement. */
  #unanswered = 0;
  /** Packets acknowledged since the window last grew. */
  #credit = 0;
  readonly #sentAt = new Float64Array(TIMES);

  /** @param peerDelay the peer's Packet Processing Delay in tenths of a second, with which the estimate begins */
  constructor(
    firstSequence: number,
    readonly peerWindow: number,
    peerDelay: number,
  ) {
    this.size = Math.ceil(peerWindow / 2);
    // Most peers announce no delay; but nothing cannot be doubled by a time-out.
    this.roundTrip = Math.max(TIME_OUT.minimum, milliseconds(100 * peerDelay)) as Duration;
    this.timeOut = this.#adapted();
    this.#next = firstSequence | 0;
    this.#settled = (firstSequence - 1) | 0;
  }

  get underWay(): number {
    return (this.#next - 1 - this.#settled) | 0;
  }

  /** Whether the peer has room for one more, or shows no sign of counting. */
  get isOpen(): boolean {
    return this.size === 0 || this.underWay < this.size || this.#unanswered >= PATIENCE;
  }

  /** A packet is being sent. @returns its number, as a signed 32-bit integer */
  handleSent(now: Instant): number {
    if (this.deadline <= now) this.handleTimeout();
    const sequence = this.#next;
    this.#next = (sequence + 1) | 0;
    this.#sentAt[sequence & TIMES_MASK] = now;
    if (this.deadline === NEVER) this.deadline = after(now, this.timeOut);
    return sequence;
  }

  /** The peer acknowledges all numbers up to this one. */
  handleAck(now: Instant, sequence: number): void {
    if (((sequence - this.#next) | 0) >= 0) {
      this.badAcks++;
      return;
    }
    const settled = (sequence - this.#settled) | 0;
    if (settled <= 0) return; // an old one, or of packets that were given up
    this.#settled = sequence;
    this.#unanswered = 0;
    if (((this.#next - sequence) | 0) <= TIMES) this.#sample(now - this.#sentAt[sequence & TIMES_MASK]!);
    this.#grow(settled);
    const oldest = this.underWay > TIMES ? this.#next - TIMES : sequence + 1;
    this.deadline = this.underWay === 0 ? NEVER : after(this.#sentAt[oldest & TIMES_MASK] as Instant, this.timeOut);
  }

  /** The oldest packet under way was not acknowledged in time: all of them are forgotten (§4.2.3, §4.4.2). */
  handleTimeout(): void {
    this.timeOuts++;
    this.#unanswered++;
    this.size = Math.ceil(this.size / 2);
    this.#credit = 0;
    this.roundTrip = Math.min(this.roundTrip * DELTA, TIME_OUT.maximum) as Duration;
    this.timeOut = this.#adapted();
    this.#settled = (this.#next - 1) | 0;
    this.deadline = NEVER;
  }

  #sample(sample: number): void {
    const difference = (Math.min(sample, TIME_OUT.maximum) | 0) - this.roundTrip;
    this.deviation = (this.deviation + ((Math.abs(difference) - this.deviation) >> BETA_SHIFT)) as Duration;
    this.roundTrip = (this.roundTrip + (difference >> ALPHA_SHIFT)) as Duration;
    this.timeOut = this.#adapted();
  }

  #grow(settled: number): void {
    this.#credit += settled;
    if (this.#credit < this.size) return;
    this.#credit = 0;
    if (this.size < this.peerWindow) this.size++;
  }

  #adapted(): Duration {
    const wanted = this.roundTrip + CHI * this.deviation;
    return (
      wanted < TIME_OUT.minimum ? TIME_OUT.minimum : wanted > TIME_OUT.maximum ? TIME_OUT.maximum : wanted
    ) as Duration;
  }
}
