import type { Slot } from '@rtemu/engine/arena';
import { AT, MAGIC_COOKIE, MESSAGE_OCTETS_MAX } from '@rtemu/wire/pptp';
import * as Tcp from '@rtemu/wire/tcp';
import { distance, type TcpPayload } from './tcp-payload.js';

/** The head of a message with both call ids; the shortest messages are as long. */
export const HEAD_OCTETS = 16;
/** Messages that may be sent again and are recognized. */
const REMEMBERED = 16;

/** What is to be done with the head of a message. @returns whether anything in it was changed; `undefined`: it must not pass */
export type HeadReader = (at: number) => boolean | undefined;

/**
 * Finds the messages of one direction of a PPTP control connection as its segments pass. The two may be cut in any way: the
 * beginning of a message is held back until its head is whole, and put in front of the segment that brings the rest.
 *
 * What comes behind a gap is dropped, since nobody knows where in it messages begin; TCP sends it again. What was seen before
 * is read again, so that it passes changed in the same way. A stream that is no PPTP passes as it is.
 */
export class MessageHeads {
  /** The place in the sequence at which the next message begins; unknown until a SYN or a message has passed. */
  #next: number | undefined;
  readonly #earlier: number[] = [];
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
    let changed = false;
    if (this.#held !== undefined && distance(next, tcp.sequence) === this.#held.length) {
      if (!tcp.replace(slot, 0, 0, this.#held)) return false;
      tcp.sequence = next;
      tcp.arena.view.setUint32(tcp.header + Tcp.AT.sequence, next);
      changed = true;
    }
    const gap = distance(next, tcp.sequence);
    if (gap > 0) return false;
    for (const head of this.#earlier) {
      const from = distance(tcp.sequence, head);
      if (distance(next, head) >= 0 || from >= tcp.octets || from <= -HEAD_OCTETS) continue;
      if (from < 0 || tcp.octets - from < HEAD_OCTETS) return false; // nobody acknowledges half a head
      const was = read(tcp.at + from);
      if (was === undefined) return false;
      changed = changed || was;
    }
    return this.#walk(tcp, slot, -gap, read, changed);
  }

  #walk(tcp: TcpPayload, slot: Slot, first: number, read: HeadReader, before: boolean): boolean {
    let changed = before;
    let from = first;
    while (from < tcp.octets) {
      if (tcp.octets - from < HEAD_OCTETS) {
        if ((tcp.flags & Tcp.FLAG.fin) !== 0) break;
        this.#held = tcp.arena.octets.slice(tcp.at + from, tcp.at + tcp.octets);
        tcp.cut(slot, from);
        changed = true;
        break;
      }
      this.#held = undefined;
      if (!this.#isHead(tcp, from)) {
        this.#isStrange = true;
        break;
      }
      const was = read(tcp.at + from);
      if (was === undefined) return false;
      changed = changed || was;
      this.#remember((tcp.sequence + from) >>> 0);
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

  #remember(head: number): void {
    if (this.#earlier.includes(head)) return;
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
