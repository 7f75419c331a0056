import type { Instant } from '@rtemu/engine/time';
import type { ConnectionTable } from './connection-table.js';
import type { Outlet } from './outlet.js';
import type { Endpoint } from './segment-writer.js';
import type { State } from './state-table.js';
import { type Origin, Tcb } from './tcb.js';

/**
 * A connection as its user has it (RFC 9293 §3.9.1). Made by `TcpStack.connect` or told of by the event `accepted`; what
 * happens to it is told by the stack's events, and what it sends leaves by the stack.
 */
export class TcpConnection {
  /** Octets of payload that arrived in order, and that were sent for the first time. */
  octetsReceived = 0;
  octetsSent = 0;
  /** For the stack alone. */
  readonly tcb: Tcb;

  constructor(
    readonly id: number,
    origin: Origin,
    outlet: Outlet,
    table: ConnectionTable,
  ) {
    this.tcb = new Tcb(this, origin, outlet, table);
  }

  get state(): State {
    return this.tcb.state;
  }

  get local(): Endpoint {
    return this.tcb.origin.local;
  }

  get remote(): Endpoint {
    return this.tcb.origin.remote;
  }

  /** Whether a listener's. */
  get passive(): boolean {
    return this.tcb.passive;
  }

  /** Octets that {@link read} would give. */
  get readable(): number {
    return this.tcb.receiver.buffer.ready;
  }

  /** Octets of what {@link send} took that the peer has not acknowledged. */
  get unacknowledged(): number {
    return this.tcb.sender.buffer.length;
  }

  /**
   * Takes octets to send and answers how many; when the buffer is full, the rest is to be offered again on `writable`.
   * Takes none after {@link close} or the connection's end.
   * @param options `push`: these octets are one message. It is taken whole or, while there is no room for it, not at all,
   * and leaves as one segment with PSH wherever segment size and window allow (RFC 9293 §3.9.1.2).
   */
  send(now: Instant, octets: Uint8Array, options: { readonly push?: boolean } = {}): number {
    return this.tcb.send(now, octets, options.push ?? false);
  }

  /** Removes and returns the octets that arrived first, at most `max`. */
  read(max = Number.POSITIVE_INFINITY): Uint8Array {
    return this.tcb.read(max);
  }

  /** We send no more; what was taken still leaves. The peer may go on sending and we reading: a half-close. */
  close(now: Instant): void {
    this.tcb.close(now);
  }

  /**
   * Closes and wants nothing more: unread data and data that still comes is answered with a reset, and a peer that never
   * closes its side is forgotten after `finWait2` (RFC 9293 §3.6.1, the half-duplex close).
   */
  dismiss(now: Instant): void {
    this.tcb.dismiss(now);
  }

  /** Ends the connection at once, with a reset to a peer that knows of it. */
  abort(_now: Instant): void {
    this.tcb.abort();
  }

  /** Numbers of both halves, for views and tests. Octets and sequence numbers; times in microseconds. */
  figures() {
    const { sender, receiver } = this.tcb;
    return {
      sendUnacknowledged: sender.una,
      sendNext: sender.nxt,
      sendWindow: sender.window,
      segmentSize: sender.mss,
      congestionWindow: sender.congestion.window,
      slowStartThreshold: sender.congestion.threshold,
      retransmissionTimeout: sender.timeout.timeout,
      smoothedRoundTrip: sender.timeout.smoothed,
      receiveNext: receiver.nxt,
      receiveWindow: receiver.window,
    };
  }
}
