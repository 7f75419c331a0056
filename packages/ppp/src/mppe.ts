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
import { headerAt, PROTOCOL } from '@rtemu/wire/ppp';
import type { MppeMode } from './ccp.js';

export const LIMIT = {
  /** A packet further ahead than this is an old one: nobody changes the key four thousand times for it. */
  aheadPackets: 2048,
  /** Reset-Requests go out no faster, however many packets are waited through. */
  resetInterval: milliseconds(200),
  /** Changes of key that are tried for Reset-Requests whose answers were lost; then the keys stay apart. */
  changesTried: 16,
} as const;

/** The packet whose count ends so changes the key in stateful mode: the flag packet (RFC 3078 §7.2). */
const FLAG_COUNT = 0xff;

const IPV6 = 0x0057;

/** Whether what came out can be meant: IPv4, or the IPv6 that some peers send unasked. One wrong key in 2000 looks so. */
function isDatagramAt(octets: Uint8Array, at: number, length: number): boolean {
  const header = headerAt(octets, at, length);
  const version = octets[at + (header >>> 16)]! >>> 4;
  return (header & 0xffff) === (version === 6 ? IPV6 : PROTOCOL.ipv4) && (version === 4 || version === 6);
}

export class MppeSender {
  #count = 0;
  #flush = false;
  #changes = false;

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

  /**
   * The peer lost packets: the next one begins the stream anew, under the same key (RFC 3078 §8.2).
   * @param changes under the next key instead, for a peer that has it so: see {@link MppeReceiver.changesOnReset}.
   */
  handleResetRequest(changes = false): void {
    this.#flush = !this.mode.stateless;
    this.#changes = changes;
  }

  /** Wipes the keys. */
  release(): void {
    this.engine.releaseContext(this.context);
  }

  #beginsAnew(): boolean {
    const isFlag = (this.#count & FLAG_COUNT) === FLAG_COUNT;
    const flushed = this.#flush || isFlag;
    if (isFlag || (flushed && this.#changes)) this.engine.changeKey(this.context);
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
  /**
   * Whether the peer changes its key when it begins the stream anew after a Reset-Request, as the Linux kernel does alone
   * of all. Nothing in a packet says so; it shows when the key that should fit does not.
   */
  changesOnReset = false;
  /** The count of the last packet taken; before the first, the one before 0. */
  #last: number = COUNT_MAX;
  /** Stateful mode lost the stream, and waits for a packet that begins it anew. */
  #lost = false;
  #mayRequestAt: Instant = START;
  /** Reset-Requests since the stream was lost. */
  #requests = 0;

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
    this.#requests++;
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
   * packet does so too, with a mark or without, since its key is new: FreeBSD sets none.
   */
  #decipherStateful(at: number, length: number, count: number, ahead: number, flushed: boolean): void {
    const before = (this.#last + 1) & COUNT_MAX;
    const changes = ((before + ahead) >> 8) - (before >> 8);
    for (let i = 0; i < changes; i++) this.engine.changeKey(this.context);
    const isAnew = flushed || (count & FLAG_COUNT) === FLAG_COUNT;
    this.#lost = !isAnew && (this.#lost || ahead > 1);
    if (isAnew) this.#beginAnew(at, length);
    else if (!this.#lost) this.engine.applyStateful(this.context, at, length);
  }

  /** Under the key as it is, or after as many changes as were caused by Reset-Requests of ours: some answers may be lost. */
  #beginAnew(at: number, length: number): void {
    const { arena, engine, context } = this;
    engine.restart(context);
    engine.applyStateful(context, at, length);
    for (let tries = Math.min(this.#requests, LIMIT.changesTried); tries > 0; tries--) {
      if (isDatagramAt(arena.octets, at, length)) break;
      this.changesOnReset = true;
      engine.restart(context);
      engine.applyStateful(context, at, length); // once more is back again
      engine.changeKey(context);
      engine.applyStateful(context, at, length);
    }
    this.#requests = 0;
  }

  #drop(reason: MppeCounter): false {
    this.counters[reason]++;
    return false;
  }
}
