/**
 * TCP segments whose payload is looked into, and sometimes made longer or shorter where it lies.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import { finish, pseudoHeaderSum, sum } from '@rtemu/wire/checksum';
import * as Ipv4 from '@rtemu/wire/ipv4';
import * as Tcp from '@rtemu/wire/tcp';

/** One serves all segments; what it says holds until the next is read. */
export class TcpPayload {
  /** Where the TCP header and the payload begin, and how long the payload is. */
  header = 0;
  at = 0;
  octets = 0;
  sequence = 0;
  flags = 0;

  constructor(readonly arena: Arena) {}

  /** @returns false for what is no whole and sound segment: nothing is to be read from it */
  read(slot: Slot): boolean {
    const { view, start } = this.arena;
    const ip = start[slot]!;
    this.header = ip + Ipv4.headerOctetsAt(view, ip);
    const segment = Ipv4.payloadOctetsAt(view, ip);
    if (Ipv4.isFragmentAt(view, ip) || segment < Tcp.HEADER_OCTETS) return false;
    const headerOctets = (view.getUint8(this.header + Tcp.AT.dataOffset) >>> 4) * 4;
    if (headerOctets < Tcp.HEADER_OCTETS || headerOctets > segment) return false;
    this.at = this.header + headerOctets;
    this.octets = segment - headerOctets;
    this.sequence = view.getUint32(this.header + Tcp.AT.sequence);
    this.flags = view.getUint8(this.header + Tcp.AT.flags);
    return this.#sum(ip, segment) === 0;
  }

  /** To be called when anything in it was changed. */
  seal(slot: Slot): void {
    const { view, start } = this.arena;
    const ip = start[slot]!;
    view.setUint16(this.header + Tcp.AT.checksum, 0);
    view.setUint16(this.header + Tcp.AT.checksum, this.#sum(ip, Ipv4.payloadOctetsAt(view, ip)));
  }

  /** Cuts the payload down to so many octets. */
  cut(slot: Slot, octets: number): void {
    const { arena } = this;
    arena.length[slot]! -= this.octets - octets;
    this.octets = octets;
    this.#setLength(slot);
  }

  /**
   * Puts other octets in the place of some of the payload. What is in front of them moves, into the headroom where there are
   * more of them.
   * @returns false when there is no room
   */
  replace(slot: Slot, from: number, count: number, by: Uint8Array): boolean {
    const { arena } = this;
    const growth = by.length - count;
    if (growth > arena.headroom(slot)) return false;
    const before = arena.start[slot]!;
    const ahead = this.at + from - before;
    if (growth > 0) arena.push(slot, growth);
    else if (growth < 0) arena.pull(slot, -growth);
    const ip = arena.start[slot]!;
    if (growth !== 0) arena.octets.copyWithin(ip, before, before + ahead);
    this.header -= growth;
    this.at -= growth;
    this.octets += growth;
    arena.octets.set(by, this.at + from);
    this.#setLength(slot);
    return true;
  }

  #setLength(slot: Slot): void {
    const { view, start, length } = this.arena;
    view.setUint16(start[slot]! + Ipv4.AT.totalLength, length[slot]!);
    Ipv4.writeChecksumAt(view, start[slot]!);
  }

  #sum(ip: number, segment: number): number {
    const { view, octets } = this.arena;
    const source = view.getUint32(ip + Ipv4.AT.source);
    const destination = view.getUint32(ip + Ipv4.AT.destination);
    const pseudo = pseudoHeaderSum(source, destination, Tcp.PROTOCOL, segment);
    return finish(sum(octets, this.header, segment, pseudo));
  }
}

/** How far one place of the sequence lies behind another, negative when it lies in front (RFC 9293 §3.4). */
export const distance = (from: number, to: number): number => (to - from) | 0;
