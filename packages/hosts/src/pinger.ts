import { type Duration, type Instant, NEVER } from '@rtemu/engine/time';
import type { StackEvent } from '@rtemu/ip/events';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Ipv4Address } from '@rtemu/wire/address';
import { TYPE } from '@rtemu/wire/icmp';
import { PROTOCOL } from '@rtemu/wire/ipv4';
import { Ping, type PingOptions } from './ping.js';

export interface PingRequest extends PingOptions {
  readonly destination: Ipv4Address;
  readonly source?: Ipv4Address;
  /** Octets of data behind the ICMP header: 56 when not given. */
  readonly payloadOctets?: number;
  readonly dontFragment?: boolean;
}

/** A ping under way, for the console that started it. */
export interface PingRun extends PingRequest {
  readonly ping: Ping;
  readonly identifier: number;
}

/** Where an echo identifier lies in what an ICMP error quotes. */
const QUOTED = { type: 0, identifier: 4, sequence: 6 } as const;

/** The pings of one machine, told apart by their identifiers. */
export class Pinger {
  readonly #runs = new Map<number, PingRun>();
  #lastIdentifier = 0;
  /** Never later than what is due first. */
  #next: Instant = NEVER;

  constructor(private readonly stack: Ipv4Stack) {}

  start(now: Instant, request: PingRequest): PingRun {
    this.#lastIdentifier = (this.#lastIdentifier + 1) & 0xffff;
    const run: PingRun = { ...request, identifier: this.#lastIdentifier, ping: new Ping(now, request) };
    this.#runs.set(run.identifier, run);
    this.#send(now, run);
    return run;
  }

  handleEvent(now: Instant, event: StackEvent): void {
    if (event.kind === 'echo-reply') {
      this.#runs.get(event.identifier)?.ping.handleReply(now, event.sequence, event.timeToLive);
    } else if (event.kind === 'icmp-error' && event.quoted.protocol === PROTOCOL.icmp) {
      const { payload } = event.quoted;
      if (payload[QUOTED.type] !== TYPE.echo) return;
      const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
      const run = this.#runs.get(view.getUint16(QUOTED.identifier));
      run?.ping.handleRefusal(view.getUint16(QUOTED.sequence), event.source, event.error);
    }
  }

  handleTimeout(now: Instant): void {
    for (const run of [...this.#runs.values()]) {
      run.ping.handleTimeout(now);
      this.#send(now, run);
    }
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  #refresh(): void {
    this.#next = NEVER;
    for (const { ping } of this.#runs.values()) if (ping.nextTimeout() < this.#next) this.#next = ping.nextTimeout();
  }

  #send(now: Instant, run: PingRun): void {
    const sequence = run.ping.pollSend();
    if (sequence !== undefined)
      this.stack.sendEcho(now, {
        destination: run.destination,
        ...(run.source !== undefined && { source: run.source }),
        identifier: run.identifier,
        sequence,
        payloadOctets: run.payloadOctets ?? 56,
        ...(run.dontFragment && { dontFragment: true }),
      });
    if (run.ping.done) this.#runs.delete(run.identifier);
    this.#refresh();
  }
}

/** `1.234`, in milliseconds. */
export const printMilliseconds = (duration: Duration): string => (duration / 1000).toFixed(3);
