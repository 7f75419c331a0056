/**
 * ICMP errors through NAT: the packet that they quote is translated too, or nobody would know it (RFC 5508 §4).
 * @module
 */
import type { Arena } from '@rtemu/engine/arena';
import { updated } from '@rtemu/wire/checksum';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';
import * as Udp from '@rtemu/wire/udp';
import { Flow } from './flow.js';
import { putSummed } from './rewrite.js';

/** One serves all errors; what it says holds until the next is read. */
export class Quoted {
  readonly flow = new Flow();
  source = 0;
  destination = 0;
  #header = 0;
  #payload = 0;
  /** Octets that were quoted behind the header. */
  #octets = 0;
  #icmp = 0;

  constructor(private readonly arena: Arena) {}

  /**
   * @param at where the ICMP message begins @param octets how long it is
   * @param outward the direction in which the quoted packet travelled
   * @returns false when it quotes nothing that could be read
   */
  read(at: number, octets: number, outward: boolean): boolean {
    const { view } = this.arena;
    const quoted = octets - Icmp.HEADER_OCTETS;
    this.#icmp = at;
    this.#header = at + Icmp.HEADER_OCTETS;
    if (quoted < Ipv4.HEADER_OCTETS) return false;
    const headerOctets = Ipv4.headerOctetsAt(view, this.#header);
    if (view.getUint8(this.#header) >>> 4 !== 4 || headerOctets < Ipv4.HEADER_OCTETS || headerOctets > quoted)
      return false;
    if ((view.getUint16(this.#header + Ipv4.AT.flagsAndOffset) & Ipv4.OFFSET_MASK) !== 0) return false;
    this.#payload = this.#header + headerOctets;
    this.#octets = quoted - headerOctets;
    this.source = view.getInt32(this.#header + Ipv4.AT.source);
    this.destination = view.getInt32(this.#header + Ipv4.AT.destination);
    this.flow.read(view, this.#payload, this.#octets, view.getUint8(this.#header + Ipv4.AT.protocol), outward);
    return this.flow.kind !== 'unreadable' && this.flow.kind !== 'error';
  }

  /** @param field which address of the quoted packet @param port what stands with it; ICMP's identifier likewise */
  rewrite(field: 'source' | 'destination', address: number, port: number | undefined): void {
    const { view } = this.arena;
    const checksum = this.#icmp + Icmp.AT.checksum;
    const put = (at: number, value: number): void => putSummed(view, at, value, checksum);
    const change = (at: number, value: number, covering: number | undefined): void => {
      if (covering === undefined) put(at, value);
      else {
        // The sum that covers it changes as well, and is itself covered.
        const sumBefore = view.getUint16(covering);
        const before = view.getUint16(at);
        putSummed(view, at, value, covering);
        const sumAfter = view.getUint16(covering);
        view.setUint16(at, before);
        view.setUint16(covering, sumBefore);
        put(at, value);
        put(covering, sumAfter);
      }
    };
    const transport = this.#transportChecksum();
    const at = this.#header + Ipv4.AT[field];
    for (const [offset, value] of [
      [0, address >>> 16],
      [2, address & 0xffff],
    ] as const) {
      const before = view.getUint16(at + offset);
      change(at + offset, value, this.#header + Ipv4.AT.checksum);
      if (transport !== undefined && this.flow.kind === 'transport')
        put(transport, updated(view.getUint16(transport), before, value));
    }
    if (port === undefined) return;
    if (this.flow.kind === 'transport') change(this.#payload + (field === 'source' ? 0 : 2), port, transport);
    else if (this.flow.kind === 'query')
      change(this.#payload + Icmp.AT.identifier, port, this.#payload + Icmp.AT.checksum);
    else if (this.flow.kind === 'call') put(this.#payload + 6, port);
  }

  /** Where the checksum of TCP or UDP lies, if it was quoted and made. */
  #transportChecksum(): number | undefined {
    const protocol = this.arena.view.getUint8(this.#header + Ipv4.AT.protocol);
    const offset =
      protocol === Ipv4.PROTOCOL.tcp ? Tcp.AT.checksum : protocol === Ipv4.PROTOCOL.udp ? Udp.AT.checksum : undefined;
    if (offset === undefined || offset + 2 > this.#octets) return undefined;
    const at = this.#payload + offset;
    return protocol === Ipv4.PROTOCOL.udp && this.arena.view.getUint16(at) === 0 ? undefined : at;
  }
}
