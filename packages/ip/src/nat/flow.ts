/**
 * What a packet shows of the connection that it belongs to, in the terms of the session table.
 * @module
 */
import * as Gre from '@rtemu/wire/gre';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { PSEUDO_PROTOCOL } from './session-table.js';

/** `transport`: TCP and UDP. `query`: ICMP with an identifier. `call`: the GRE of PPTP. `portless`: any other protocol. */
export type FlowKind = 'transport' | 'query' | 'error' | 'call' | 'portless' | 'unreadable';

const { PROTOCOL } = Ipv4;
/** Ports and as much of a header as every router quotes. */
const QUOTED_OCTETS = 8;

const ECHO_REPLY = 0;
/** The ICMP messages that have an identifier: echo, timestamp, information, address mask; the requests are even but one. */
const QUERIES = [ECHO_REPLY, 8, 13, 14, 15, 16, 17, 18];
const REQUESTS = [8, 13, 15, 17];

/** One serves all packets; what it says holds until the next is read. */
export class Flow {
  kind: FlowKind = 'unreadable';
  /** Of the session table's keys. */
  protocol = 0;
  /** On the way out: inner and remote port. On the way in: remote and outer port. */
  ports = 0;
  /** Whether it may begin a session: an ICMP query that is no answer. */
  isRequest = false;

  /** @param at where the payload of a packet that is no later fragment begins @param octets how long it is */
  read(view: DataView, at: number, octets: number, protocol: number, outward: boolean): void {
    this.protocol = protocol;
    this.ports = 0;
    this.isRequest = true;
    if (protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp) {
      if (octets >= QUOTED_OCTETS) this.ports = view.getInt32(at);
      const hasPorts = this.ports >>> 16 !== 0 && (this.ports & 0xffff) !== 0;
      this.kind = hasPorts || (protocol === PROTOCOL.udp && octets >= QUOTED_OCTETS) ? 'transport' : 'unreadable';
    } else if (protocol === PROTOCOL.icmp) this.#readIcmp(view, at, octets, outward);
    else if (protocol === PROTOCOL.gre && octets >= QUOTED_OCTETS && isEnhanced(view, at)) {
      this.kind = 'call';
      if (outward) this.protocol = PSEUDO_PROTOCOL.greOutward;
      else this.ports = view.getUint16(at + Gre.AT.callId);
    } else this.kind = 'portless';
  }

  #readIcmp(view: DataView, at: number, octets: number, outward: boolean): void {
    if (octets < Icmp.HEADER_OCTETS) {
      this.kind = 'unreadable';
      return;
    }
    const type = view.getUint8(at);
    if (QUERIES.includes(type)) {
      const identifier = view.getUint16(at + Icmp.AT.identifier);
      this.kind = 'query';
      this.ports = outward ? identifier << 16 : identifier;
      this.isRequest = REQUESTS.includes(type);
    } else this.kind = Icmp.isError(type) ? 'error' : 'unreadable';
  }
}

const isEnhanced = (view: DataView, at: number): boolean =>
  (view.getUint16(at) & 0x7) === 1 && view.getUint16(at + Gre.AT.protocolType) === 0x880b;
