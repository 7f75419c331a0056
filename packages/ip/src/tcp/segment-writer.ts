import type { Ipv4Address } from '@rtemu/wire/address';
import { emit, FLAG, type TcpOption, type TcpSegment, writeChecksum } from '@rtemu/wire/tcp';
import type { Outlet } from './outlet.js';
import { lengthInSequence } from './segment-arrives.js';

export interface Endpoint {
  readonly address: Ipv4Address;
  readonly port: number;
}

/** What differs from segment to segment of a connection. */
export interface Header {
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly window: number;
  readonly options: readonly TcpOption[];
}

const NOTHING = new Uint8Array();

/** Puts segments from one endpoint to another into the stack's outlet. */
export class SegmentWriter {
  constructor(
    private readonly outlet: Outlet,
    readonly local: Endpoint,
    readonly remote: Endpoint,
  ) {}

  write({ sequence, acknowledgement, flags, window, options }: Header, payload: Uint8Array = NOTHING): void {
    // Field by field: spreading the header costs more than all the rest of this.
    const octets = emit({
      sequence,
      acknowledgement,
      flags,
      window,
      options,
      sourcePort: this.local.port,
      destinationPort: this.remote.port,
      urgentPointer: 0,
      payload,
    });
    writeChecksum(octets, this.local.address, this.remote.address);
    this.outlet.transmit({ source: this.local.address, destination: this.remote.address, octets, dontFragment: true });
  }

  /** A reset at a place where the peer believes it (RFC 5961 §3). @param acknowledgement unset: none is in it. */
  reset(sequence: number, acknowledgement?: number): void {
    const flags = acknowledgement === undefined ? FLAG.rst : FLAG.rst | FLAG.ack;
    this.outlet.counters.resetsSent++;
    this.write({ sequence, acknowledgement: acknowledgement ?? 0, flags, window: 0, options: [] });
  }

  /** The answer to a segment that belongs to no connection; never to a reset (RFC 9293 §3.10.7.1). */
  refuse(segment: TcpSegment): void {
    if (segment.flags & FLAG.rst) return;
    if (segment.flags & FLAG.ack) this.reset(segment.acknowledgement);
    else this.reset(0, (segment.sequence + lengthInSequence(segment)) >>> 0);
  }
}
