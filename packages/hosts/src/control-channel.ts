import type { Instant } from '@rtemu/engine/time';
import { NEVER } from '@rtemu/engine/time';
import type { TcpConnection } from '@rtemu/ip/tcp/connection';
import type { CloseReason, TcpEvent } from '@rtemu/ip/tcp/outlet';
import { ControlConnection, type ControlOptions } from '@rtemu/pptp/control-connection';
import type { ControlEvent } from '@rtemu/pptp/control-outbox';
import type { DisconnectReason } from '@rtemu/pptp/disconnect-reason';
import type { Ipv4Address } from '@rtemu/wire/address';
import { SCCRP_RESULT } from '@rtemu/wire/pptp-messages';
import type { Hindrance } from './hindrance.js';

/** What it means that TCP came to its end before it was open; otherwise the peer did not answer. */
const REASON: Readonly<Partial<Record<CloseReason, DisconnectReason>>> = {
  'no-resources': 'resource-shortage',
  // It answered, and there is nobody at the port.
  refused: 'no-control-connection',
};

/**
 * A TCP connection to port 1723 and the PPTP control connection over it: carries octets one way and messages the other,
 * each message as a segment of its own (RFC 2637 §1.4; some servers read no more than one at a time).
 */
export class ControlChannel {
  /** There once TCP is open. */
  control: ControlConnection | undefined;
  /** Of the control connection; of TCP, when it never came to one. */
  closeReason: DisconnectReason | undefined;
  /** What it met with, when it never came to a control connection. */
  hindrance: Hindrance | undefined;

  /** The message that TCP had no room for. */
  #waiting: Uint8Array | undefined;
  #isEnding = false;
  #wasUp = false;

  constructor(
    readonly tcp: TcpConnection,
    private readonly options: ControlOptions,
  ) {}

  get originator(): boolean {
    return this.options.originator;
  }

  get peer(): Ipv4Address {
    return this.tcp.remote.address;
  }

  get local(): Ipv4Address {
    return this.tcp.local.address;
  }

  handleOpen(now: Instant): void {
    this.control = new ControlConnection(now, this.options);
  }

  handleReadable(now: Instant): void {
    while (this.tcp.readable > 0) this.control?.handleOctets(now, this.tcp.read());
  }

  /** A peer that closes its half has nothing more to say, and nothing is left to be said to it. */
  handlePeerClosed(now: Instant): void {
    this.control?.handleClosed(now);
    this.tcp.dismiss(now);
  }

  handleTcpClosed(now: Instant, { reason, unreachable }: Extract<TcpEvent, { kind: 'closed' }>): void {
    if (this.control) this.control.handleClosed(now);
    else {
      this.closeReason = REASON[reason] ?? 'tcp-response-timeout';
      this.hindrance =
        reason === 'refused'
          ? { kind: 'tcp-refused' }
          : { kind: 'tcp-timeout', ...(unreachable && { unreachable: unreachable.code }) };
    }
  }

  /** Moves what can be moved, and gives the events that the owner has not seen. */
  relay(now: Instant): ControlEvent[] {
    const { control } = this;
    if (!control) return [];
    const events: ControlEvent[] = [];
    let reset = false;
    for (let event = control.pollEvent(); event; event = control.pollEvent()) {
      if (event.kind === 'wants-close') {
        this.#isEnding = true;
        reset ||= event.reset;
      } else if (event.kind === 'closed') {
        this.closeReason = event.reason;
        if (!this.#wasUp) this.hindrance = hindranceOf(control, event.reason);
      } else if (event.kind === 'established') this.#wasUp = true;
      events.push(event);
    }
    if (reset) this.tcp.abort(now);
    else this.#transmit(now, control);
    return events;
  }

  handleTimeout(now: Instant): void {
    this.control?.handleTimeout(now);
  }

  nextTimeout(): Instant {
    return this.control?.nextTimeout() ?? NEVER;
  }

  #transmit(now: Instant, control: ControlConnection): void {
    this.#waiting ??= control.pollTransmit();
    while (this.#waiting && this.tcp.send(now, this.#waiting, { push: true }) > 0)
      this.#waiting = control.pollTransmit();
    if (this.#isEnding && !this.#waiting) this.tcp.dismiss(now);
  }
}

/** What our request to start met with. */
function hindranceOf({ originator, startRefusal }: ControlConnection, reason: DisconnectReason): Hindrance | undefined {
  if (!originator) return undefined;
  if (startRefusal !== undefined) {
    const { resultCode, errorCode, protocolVersion } = startRefusal;
    return reason === 'content-error' && resultCode <= SCCRP_RESULT.success
      ? { kind: 'version', version: protocolVersion }
      : { kind: 'start-refused', resultCode, errorCode };
  }
  if (reason === 'no-control-connection') return { kind: 'no-start-reply' };
  return reason === 'peer-closed' || reason === 'peer-cleared' ? { kind: 'start-closed' } : undefined;
}
