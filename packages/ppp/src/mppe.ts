/**
 * Both ends of one direction of MPPE (RFC 3078 §3, §7, §8), over the cipher of `@rtemu/crypto`. Packets are enciphered
 * and deciphered where they lie; nothing is allocated.
 *
 * Nothing in MPPE tells a damaged packet from a good one. Whoever deciphers has to look whether the protocol number that
 * comes out is one.
 * @module
 */
import { type MppeEngine, NO_CONTEXT } from '@rtemu/crypto/mppe-engine';
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Counters, counters } from '@rtemu/engine/counters';
import { after, type Instant, milliseconds, START } from '@rtemu/engine/time';
import { COUNT_MAX, FLAG, HEADER_OCTETS } from '@rtemu/wire/mppe';
import type { MppeMode } from './ccp.js';

export const LIMIT = {
  /** A packet further ahead than this is an old one: nobody changes the key four thousand times for it. */
  aheadPackets: 2048,
  /** Reset-Requests go out no faster, however many packets are waited through. */
  resetInterval: milliseconds(200),
} as const;

/** The packet whose count ends so changes the key in stateful mode: the flag packet (RFC 3078 §7.2). */
const FLAG_COUNT = 0xff;

export class MppeSender {
  #count = 0;
  #flush = false;

  private constructor(
    private readonly arena: Arena,
    private readonly engine: MppeEngine,
    private readonly context: number,
    readonly mode: MppeMode,
  ) {
    if (!mode.stateless) engine.restart(context);
  }

  /** `undefined` when the cipher has no more contexts. */
  static create(arena: Arena, engine: MppeEngine, startKey: Uint8Array, mode: MppeMode): MppeSender | undefined {
    const context = engine.createContext(startKey, mode.bits);
    return context === NO_CONTEXT ? undefined : new MppeSender(arena, engine, context, mode);
  }

  /** Enciphers what the slot holds, which begins with a protocol number, and puts the header in front. */
  encipher(slot: Slot): void {
    const { arena, engine, context } = this;
    const at = arena.start[slot]!;
    const length = arena.length[slot]!;
    let header = FLAG.encrypted | this.#count;
    if (this.mode.stateless) {
      header |= FLAG.flushed;
      engine.applyStateless(context, at, length);
    } else {
      if (this.#beginsAnew()) header |= FLAG.flushed;
      engine.applyStateful(context, at, length);
    }
    arena.view.setUint16(arena.push(slot, HEADER_OCTETS), header);
    this.#count = (this.#count + 1) & COUNT_MAX;
  }

  /** The peer lost packets: the next one begins the stream anew, under the same key (RFC 3078 §8.2). */
  handleResetRequest(): void {
    this.#flush = !this.mode.stateless;
  }

  /** Wipes the keys. */
  release(): void {
    this.engine.releaseContext(this.context);
  }

  #beginsAnew(): boolean {
    const isFlag = (this.#count & FLAG_COUNT) === FLAG_COUNT;
    const flushed = this.#flush || isFlag;
    if (isFlag) this.engine.changeKey(this.context);
    else if (flushed) this.engine.restart(this.context);
    this.#flush = false;
    return flushed;
  }
}

export type MppeCounter = 'short' | 'unencrypted' | 'unflushed' | 'duplicate' | 'late' | 'awaitingReset';

export class MppeReceiver {
  readonly counters: Counters<MppeCounter> = counters(
    'short',
    'unencrypted',
    'unflushed',
    'duplicate',
    'late',
    'awaitingReset',
  );
  /** The count of the last packet taken; before the first, the one before 0. */
  #last: number = COUNT_MAX;
  /** Stateful mode lost the stream, and waits for a packet that begins it anew. */
  #lost = false;
  #mayRequestAt: Instant = START;

  private constructor(
    private readonly arena: Arena,
    private readonly engine: MppeEngine,
    private readonly context: number,
    readonly mode: MppeMode,
  ) {
    if (!mode.stateless) engine.restart(context);
  }

  /** `undefined` when the cipher has no more contexts. */
  static create(arena: Arena, engine: MppeEngine, startKey: Uint8Array, mode: MppeMode): MppeReceiver | undefined {
    const context = engine.createContext(startKey, mode.bits);
    return context === NO_CONTEXT ? undefined : new MppeReceiver(arena, engine, context, mode);
  }

  /**
   * Takes the header off and deciphers the rest, which then begins with a protocol number.
   * @returns false when the packet is of no use; it is counted, and the slot stays the caller's.
   */
  decipher(slot: Slot): boolean {
    const { arena } = this;
    if (arena.length[slot]! <= HEADER_OCTETS) return this.#drop('short');
    const header = arena.view.getUint16(arena.start[slot]!);
    if ((header & FLAG.encrypted) === 0) return this.#drop('unencrypted');
    const flushed = (header & FLAG.flushed) !== 0;
    if (this.mode.stateless && !flushed) return this.#drop('unflushed');
    const count = header & COUNT_MAX;
    const ahead = (count - this.#last) & COUNT_MAX;
    if (ahead === 0) return this.#drop('duplicate');
    if (ahead > LIMIT.aheadPackets) return this.#drop('late');
    const at = arena.pull(slot, HEADER_OCTETS);
    const length = arena.length[slot]!;
    if (this.mode.stateless) this.#decipherStateless(at, length, ahead);
    else this.#decipherStateful(at, length, count, ahead, flushed);
    this.#last = count;
    return !this.#lost || this.#drop('awaitingReset');
  }

  /** Whether a Reset-Request is to go out. */
  takeResetRequest(now: Instant): boolean {
    if (!this.#lost || now < this.#mayRequestAt) return false;
    this.#mayRequestAt = after(now, LIMIT.resetInterval);
    return true;
  }

  /** Wipes the keys. */
  release(): void {
    this.engine.releaseContext(this.context);
  }

  /** One change for every packet, those that were lost too. */
  #decipherStateless(at: number, length: number, ahead: number): void {
    for (let lost = ahead - 1; lost > 0; lost--) this.engine.changeKey(this.context);
    this.engine.applyStateless(this.context, at, length);
  }

  /**
   * One change for every flag packet, this one or lost. A gap loses the stream until a packet begins it anew; a flag
   * packet does so too, with a mark or without, since its key is new.
   */
  #decipherStateful(at: number, length: number, count: number, ahead: number, flushed: boolean): void {
    const before = (this.#last + 1) & COUNT_MAX;
    const changes = ((before + ahead) >> 8) - (before >> 8);
    for (let i = 0; i < changes; i++) this.engine.changeKey(this.context);
    if (flushed && changes === 0) this.engine.restart(this.context);
    if (flushed || (count & FLAG_COUNT) === FLAG_COUNT) this.#lost = false;
    else if (ahead > 1) this.#lost = true;
    if (!this.#lost) this.engine.applyStateful(this.context, at, length);
  }

  #drop(reason: MppeCounter): false {
    this.counters[reason]++;
    return false;
  }
}
