/**
 * Initial sequence numbers that nobody off the path can guess (RFC 6528): a clock that ticks every 4 µs, moved for each
 * pair of endpoints by a keyed hash. The hash is HalfSipHash-2-4 (Aumasson and Bernstein, the 32-bit form of SipHash),
 * since it needs 32-bit integers only.
 * @module
 */
import type { Random } from '@rtemu/engine/random';
import type { Instant } from '@rtemu/engine/time';
import { plus, type SequenceNumber } from './sequence-number.js';

export interface Endpoint {
  readonly address: number;
  readonly port: number;
}

const TICK_MICROSECONDS = 4;

export class InitialSequenceNumbers {
  readonly #key: readonly [number, number];

  constructor(random: Random) {
    this.#key = [random.u32(), random.u32()];
  }

  /** ISN = M + F(local, remote, secret) (RFC 6528 §3). */
  choose(now: Instant, local: Endpoint, remote: Endpoint): SequenceNumber {
    const clock = (Math.floor(now / TICK_MICROSECONDS) % 0x1_0000_0000) as SequenceNumber;
    const ports = ((local.port << 16) | remote.port) >>> 0;
    return plus(clock, halfSipHash(this.#key, [local.address, remote.address, ports]));
  }
}

/** HalfSipHash-2-4 with a 32-bit result over whole little-endian words. */
export function halfSipHash(key: readonly [number, number], words: readonly number[]): number {
  let v0 = key[0];
  let v1 = key[1];
  let v2 = 0x6c796765 ^ key[0];
  let v3 = 0x74656462 ^ key[1];
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) {
      v0 = (v0 + v1) | 0;
      v1 = rotated(v1, 5) ^ v0;
      v0 = rotated(v0, 16);
      v2 = (v2 + v3) | 0;
      v3 = rotated(v3, 8) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = rotated(v3, 7) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = rotated(v1, 13) ^ v2;
      v2 = rotated(v2, 16);
    }
  };
  for (const word of [...words, (words.length * 4) << 24]) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  v2 ^= 0xff;
  rounds(4);
  return (v1 ^ v3) >>> 0;
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
