/**
 * How much may be on its way before an acknowledgement comes: slow start, congestion avoidance and the arithmetic of
 * fast recovery (RFC 5681 §3, RFC 6582 §3.2). When to do which is the sender's to see; here are only the sums.
 * @module
 */

export class CongestionControl {
  /** SMSS: the largest payload that the sender can send, in octets. */
  #smss: number;
  /** cwnd, in octets. */
  #window: number;
  /** ssthresh, in octets; arbitrarily high at first (RFC 5681 §3.1). */
  #threshold = Number.MAX_SAFE_INTEGER;
  /** Octets acknowledged in congestion avoidance since the window last grew. */
  #counted = 0;

  constructor(smss: number) {
    this.#smss = smss;
    this.#window = this.#initialWindow();
  }

  get window(): number {
    return this.#window;
  }

  get threshold(): number {
    return this.#threshold;
  }

  /** The connection is up: the segment size is known, and whether the SYN had to be sent again (RFC 5681 §3.1). */
  start(smss: number, synRetransmitted: boolean): void {
    this.#smss = smss;
    this.#window = synRetransmitted ? smss : this.#initialWindow();
  }

  /** The path turned out narrower. The window stays: nothing was lost to congestion (RFC 1191 §6.4). */
  resize(smss: number): void {
    this.#smss = smss;
    this.#window = Math.max(this.#window, smss);
  }

  /** New data was acknowledged in good order. @param flight octets outstanding before. */
  grow(acknowledged: number, flight: number): void {
    // A window that the user did not fill says nothing about what the path bears.
    if (flight + this.#smss < this.#window) return;
    if (this.#window < this.#threshold) {
      this.#window += Math.min(acknowledged, this.#smss); // equation 2
      return;
    }
    this.#counted += acknowledged;
    if (this.#counted < this.#window) return;
    this.#counted -= this.#window;
    this.#window += this.#smss;
  }

  /** The third duplicate acknowledgement (RFC 5681 §3.2 steps 2 and 3). */
  enterRecovery(flight: number): void {
    this.#threshold = this.#halved(flight);
    this.#window = this.#threshold + 3 * this.#smss;
  }

  /** One more duplicate: a segment has left the network (step 4). */
  inflate(): void {
    this.#window += this.#smss;
  }

  /** Some of what was outstanding at the beginning of recovery, not all (RFC 6582 §3.2 step 3, partial). */
  deflate(acknowledged: number): void {
    const window = this.#window - acknowledged + (acknowledged >= this.#smss ? this.#smss : 0);
    this.#window = Math.max(window, this.#smss);
  }

  /** All of it (step 3, full, first of the two ways, which sends no burst). */
  leaveRecovery(flight: number): void {
    this.#window = Math.min(this.#threshold, Math.max(flight, this.#smss) + this.#smss);
    this.#counted = 0;
  }

  /**
   * The retransmission timer ran out. When it does so again for the same octets the flight is the same, and so the
   * threshold is held as RFC 5681 §3.1 wants it.
   */
  collapse(flight: number): void {
    this.#threshold = this.#halved(flight);
    this.#window = this.#smss; // LW of RFC 5681 §3.1
    this.#counted = 0;
  }

  /** Nothing was sent for longer than the retransmission timeout: the path may have changed (RFC 5681 §4.1). */
  restart(): void {
    this.#window = Math.min(this.#window, this.#initialWindow());
    this.#counted = 0;
  }

  /** Equation 4. */
  #halved(flight: number): number {
    return Math.max(Math.floor(flight / 2), 2 * this.#smss);
  }

  /** IW (RFC 5681 §3.1). */
  #initialWindow(): number {
    if (this.#smss > 2190) return 2 * this.#smss;
    return (this.#smss > 1095 ? 3 : 4) * this.#smss;
  }
}
