import type { Slot } from '@rtemu/engine/arena';
import { AT, MAGIC_COOKIE, MESSAGE_OCTETS_MAX } from '@rtemu/wire/pptp';
import * as Tcp from '@rtemu/wire/tcp';
import { distance, type TcpPayload } from './tcp-payload.js';

/** The head of a message with both call ids; the shortest messages are as long. */
export const HEAD_OCTETS = 16;
/** Where the ids begin: what is in front of them passes as it is. */
const IDS_AT = 12;
/** Messages that may be sent again and are recognized. */
const REMEMBERED = 16;

/** What is to be done with the head of a message. @returns whether anything in it was changed; `undefined`: it must not pass */
export type HeadReader = (at: number) => boolean | undefined;

/** A message whose head was read. */
interface Head {
  /** Its place in the sequence. */
  readonly place: number;
  /** As it came, before anything in it was changed. */
  readonly octets: Uint8Array;
}

/**
 * Finds the messages of one direction of a PPTP control connection as its segments pass. The two may be cut in any way: ids are
 * held back until the head of their message is whole, and then all of it is put in front of the segment that brings the rest.
 * What is in front of the ids passes at once, since a sender may wait for its acknowledgement with the rest (RFC 1122
 * §4.2.3.4); one that waits so in the midst of the ids has cut its message where nobody does.
 *
 * What comes behind a gap is dropped, since nobody knows where in it messages begin; TCP sends it again. What was seen before
 * is read again, so that it passes changed in the same way. A stream that is no PPTP passes as it is.
 */
export class MessageHeads {
  /** The place in the sequence at which the next message begins; unknown until a SYN or a message has passed. */
  #next: number | undefined;
  readonly #earlier: Head[] = [];
  /** The beginning of the message at {@link #next}, while its head is not whole. */
  #held: Uint8Array | undefined;
  #isStrange = false;

  /** @param tcp has read the segment @returns whether it may pass */
  handle(tcp: TcpPayload, slot: Slot, read: HeadReader): boolean {
    if ((tcp.flags & Tcp.FLAG.syn) !== 0) {
      this.#begin((tcp.sequence + 1) >>> 0);
      return true;
    }
    if (tcp.octets === 0 || (tcp.flags & Tcp.FLAG.rst) !== 0 || this.#isStrange) return true;
    if (this.#next === undefined && !this.#isHead(tcp, 0)) return true;
    const next = (this.#next ??= tcp.sequence);
    const completed = this.#completeFront(tcp, slot, next);
    if (completed === undefined) return false;
    let changed = completed;
    const gap = distance(next, tcp.sequence);
    if (gap > 0) return false;
    for (const { place } of this.#earlier) {
      const from = distance(tcp.sequence, place);
      if (distance(next, place) >= 0 || from >= tcp.octets || from < 0) continue;
      if (tcp.octets - from < HEAD_OCTETS) changed = this.#holdIds(tcp, slot, from) || changed;
      else {
        const was = read(tcp.at + from);
        if (was === undefined) return false;
        changed = changed || was;
      }
    }
    return this.#walk(tcp, slot, -gap, read, changed);
  }

  /**
   * A segment that begins within a head gets what the head has in front of it.
   * @returns whether it was changed; `undefined` when there is no room
   */
  #completeFront(tcp: TcpPayload, slot: Slot, next: number): boolean | undefined {
    const held = this.#held && { place: next, octets: this.#held };
    for (const head of held ? [...this.#earlier, held] : this.#earlier) {
      const missing = distance(head.place, tcp.sequence);
      if (missing <= 0 || missing > head.octets.length || missing >= HEAD_OCTETS) continue;
      if (!tcp.replace(slot, 0, 0, head.octets.subarray(0, missing))) return undefined;
      tcp.sequence = head.place;
      tcp.arena.view.setUint32(tcp.header + Tcp.AT.sequence, head.place);
      return true;
    }
    return false;
  }

  /** Cuts the ids of a head off that is not whole. */
  #holdIds(tcp: TcpPayload, slot: Slot, from: number): boolean {
    if (tcp.octets - from <= IDS_AT) return false;
    tcp.cut(slot, from + IDS_AT);
    return true;
  }

  #walk(tcp: TcpPayload, slot: Slot, first: number, read: HeadReader, before: boolean): boolean {
    let changed = before;
    let from = first;
    while (from < tcp.octets) {
      if (tcp.octets - from < HEAD_OCTETS) {
        if ((tcp.flags & Tcp.FLAG.fin) !== 0) break;
        this.#held = tcp.arena.octets.slice(tcp.at + from, tcp.at + tcp.octets);
        changed = this.#holdIds(tcp, slot, from) || changed;
        break;
      }
      this.#held = undefined;
      if (!this.#isHead(tcp, from)) {
        this.#isStrange = true;
        break;
      }
      const octets = tcp.arena.octets.slice(tcp.at + from, tcp.at + from + HEAD_OCTETS);
      const was = read(tcp.at + from);
      if (was === undefined) return false;
      changed = changed || was;
      this.#remember({ place: (tcp.sequence + from) >>> 0, octets });
      from += tcp.arena.view.getUint16(tcp.at + from + AT.length);
    }
    if (from >= first) this.#next = (tcp.sequence + from) >>> 0;
    if (changed) tcp.seal(slot);
    return true;
  }

  #begin(at: number): void {
    if (this.#next === at) return;
    this.#next = at;
    this.#earlier.length = 0;
    this.#held = undefined;
    this.#isStrange = false;
  }

  #remember(head: Head): void {
    if (this.#earlier.some(({ place }) => place === head.place)) return;
    this.#earlier.push(head);
    if (this.#earlier.length > REMEMBERED) this.#earlier.shift();
  }

  #isHead(tcp: TcpPayload, from: number): boolean {
    const { view } = tcp.arena;
    if (tcp.octets - from < HEAD_OCTETS) return false;
    const length = view.getUint16(tcp.at + from + AT.length);
    return (
      view.getUint32(tcp.at + from + AT.magicCookie) === MAGIC_COOKIE &&
      length >= HEAD_OCTETS &&
      length <= MESSAGE_OCTETS_MAX
    );
  }
}
