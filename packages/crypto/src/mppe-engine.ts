/**
 * MPPE (RFC 3078) for the data path: packets are enciphered and deciphered where they lie in a world's memory, and
 * nothing is allocated.
 *
 * The ciphers are generated, as WebAssembly and as TypeScript; `generate/` says how. Both do bit for bit what
 * {@link ./mppe-keys} and {@link ./rc4} say plainly, ten times as fast.
 * @module
 */
import { CONTEXT, CONTEXT_OCTETS, CONTEXTS_AT } from './generated/mppe-layout.js';
import { createTypescriptCipher } from './generated/mppe-typescript.js';
import { MODULE_BASE64 } from './generated/mppe-wasm.js';
import type { MppeCipher } from './mppe-cipher.js';
import { keyOctets, type MppeBits, SALT } from './mppe-keys.js';
import { fromBase64, PAGE_OCTETS, type WebAssemblyApi, webAssembly } from './web-assembly.js';

/** What `createContext` answers when all are taken. */
export const NO_CONTEXT = -1;

export const LIMIT = {
  /**
   * Contexts of an engine. A session between two machines of one world takes four, one a direction at either end; the
   * largest of the real routers allows sixty sessions. So this is four pairs of them at their limit, in 384 KiB.
   */
  contexts: 1024,
} as const;

const SLOTS_FROM = CONTEXTS_AT + LIMIT.contexts * CONTEXT_OCTETS;

export interface MppeEngine {
  readonly kind: 'wasm' | 'typescript';
  /** Never replaced, and never grows. */
  readonly memory: ArrayBuffer;
  /** Where packets may lie in memory, from here to its end; a multiple of 4. */
  readonly slotsFrom: number;
  /** How many contexts are taken. */
  readonly inUse: number;
  /**
   * A direction of a session: its start key, and the initial session key made from it (RFC 3079).
   * @param startKey 8 octets for 40 and 56 bits, 16 for 128.
   * @returns its number; {@link NO_CONTEXT} when all are taken.
   * @throws RangeError when the key has another length.
   */
  createContext(startKey: Uint8Array, bits: MppeBits): number;
  /** Wipes the keys. */
  releaseContext(context: number): void;
  /**
   * Stateless mode: changes the key, then enciphers or deciphers `length` octets at the place `at`. The first packet of
   * a session comes after the first change (RFC 3078 §7.1).
   */
  applyStateless(context: number, at: number, length: number): void;
  /** Changes the key for a packet that did not come, or in stateful mode before a flag packet (RFC 3078 §7.2, §7.3). */
  changeKey(context: number): void;
  /** Stateful mode: the stream begins anew under the same key, as after a Reset-Request (RFC 3078 §8.2). */
  restart(context: number): void;
  /** Stateful mode: goes on with the stream over `length` octets at the place `at`. */
  applyStateful(context: number, at: number, length: number): void;
}

/**
 * An engine whose memory holds `octetsForArena` octets for packets. One engine serves a world: packets of all its
 * nodes lie in the one memory.
 * @param prefer what to use where there is a choice; without WebAssembly it is always TypeScript.
 */
export function createMppeEngine(octetsForArena: number, prefer: MppeEngine['kind'] = 'wasm'): MppeEngine {
  const pages = Math.ceil((SLOTS_FROM + octetsForArena) / PAGE_OCTETS);
  const api = webAssembly();
  if (prefer === 'typescript' || api === undefined) {
    const memory = new ArrayBuffer(pages * PAGE_OCTETS);
    return new Engine('typescript', memory, () => createTypescriptCipher(memory));
  }
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const create = () => new api.Instance(compiled(api), { mppe: { memory } }).exports as MppeCipher;
  return new Engine('wasm', memory.buffer, create);
}

let module: object | undefined;

/** Compiled once a process, when first asked for. */
const compiled = (api: WebAssemblyApi): object => (module ??= new api.Module(fromBase64(MODULE_BASE64)));

const FREE = 0;
const TAKEN = 1;

class Engine implements MppeEngine {
  readonly slotsFrom = SLOTS_FROM;
  readonly #octets: Uint8Array;
  readonly #words: Int32Array;
  readonly #state = new Uint8Array(LIMIT.contexts);
  readonly #free = Int32Array.from({ length: LIMIT.contexts }, (_, i) => LIMIT.contexts - 1 - i);
  #freeCount: number = LIMIT.contexts;
  #cipher: MppeCipher | undefined;

  constructor(
    readonly kind: MppeEngine['kind'],
    readonly memory: ArrayBuffer,
    /** Called for the first context: a lab without encryption does not wait for the cipher. */
    private readonly createCipher: () => MppeCipher,
  ) {
    this.#octets = new Uint8Array(memory);
    this.#words = new Int32Array(memory);
  }

  get inUse(): number {
    return LIMIT.contexts - this.#freeCount;
  }

  createContext(startKey: Uint8Array, bits: MppeBits): number {
    if (startKey.length !== keyOctets(bits)) {
      throw new RangeError(`a start key for ${bits} bits has ${keyOctets(bits)} octets, not ${startKey.length}`);
    }
    if (this.#freeCount === 0) return NO_CONTEXT;
    this.#cipher ??= this.createCipher();
    const context = this.#free[--this.#freeCount]!;
    this.#state[context] = TAKEN;
    const at = placeOf(context);
    const key = new DataView(startKey.buffer, startKey.byteOffset, startKey.byteLength);
    for (let i = 0; i < startKey.length; i += 4) this.#setField(at, CONTEXT.startKey + i, key.getInt32(i));
    const salt = new DataView(new ArrayBuffer(4));
    SALT[bits].forEach((octet, i) => {
      salt.setUint8(i, octet);
    });
    this.#setField(at, CONTEXT.salt, salt.getInt32(0));
    this.#setField(at, CONTEXT.keepMask, 2 ** (32 - 8 * SALT[bits].length) - 1);
    this.#setField(at, CONTEXT.isShort, bits === 128 ? 0 : 1);
    this.#cipher!.prepare(at);
    return context;
  }

  releaseContext(context: number): void {
    const at = this.#place(context);
    this.#octets.fill(0, at, at + CONTEXT_OCTETS);
    this.#state[context] = FREE;
    this.#free[this.#freeCount++] = context;
  }

  applyStateless(context: number, at: number, length: number): void {
    this.#cipher!.applyStateless(this.#place(context), this.#packet(at, length), length);
  }

  changeKey(context: number): void {
    this.#cipher!.changeKey(this.#place(context));
  }

  restart(context: number): void {
    this.#setField(this.#place(context), CONTEXT.isStale, 1);
  }

  applyStateful(context: number, at: number, length: number): void {
    this.#cipher!.applyStateful(this.#place(context), this.#packet(at, length), length);
  }

  #setField(at: number, offset: number, value: number): void {
    this.#words[(at + offset) >> 2] = value;
  }

  #place(context: number): number {
    if (this.#state[context] !== TAKEN) throw new RangeError(`MPPE context ${context} is not in use`);
    return placeOf(context);
  }

  /** A packet outside the arena would be enciphered over other sessions' keys. */
  #packet(at: number, length: number): number {
    if (at < SLOTS_FROM || length < 0 || at + length > this.#octets.length) {
      throw new RangeError(`no packet of ${length} octets at ${at}`);
    }
    return at;
  }
}

const placeOf = (context: number): number => CONTEXTS_AT + context * CONTEXT_OCTETS;
