import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, milliseconds, START } from '@rtemu/engine/time';
import * as Mppe from '@rtemu/wire/mppe';
import type { MppeMode } from './ccp.js';
import { LIMIT, MppeReceiver, MppeSender } from './mppe.js';
import { World } from './pair.suite.js';

interface SessionVector {
  readonly id: string;
  readonly kind: string;
  readonly input: {
    readonly bits: 40 | 56 | 128;
    readonly stateless: boolean;
    readonly startKey: string;
    readonly plaintextEach: string;
    readonly resetRequestBeforePacket?: number;
    readonly resetBehaviour?: string;
  };
  readonly expect: { readonly packets: readonly { readonly packet: number; readonly datagram: string }[] };
}
const VECTORS: readonly SessionVector[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/vectors/crypto.json', import.meta.url), 'utf8'),
).vectors.filter(({ kind, input }: SessionVector) => kind === 'mppe-session' && input.bits !== 56);

const unhex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const hex = (octets: Uint8Array): string => Array.from(octets, (o) => o.toString(16).padStart(2, '0')).join('');

const world = new World();
const { arena, engine } = world;
const START_KEY = unhex('8b7cdc149b993a1ba118cb153f56dccb');
const STATELESS: MppeMode = { bits: 128, stateless: true };
const STATEFUL: MppeMode = { bits: 128, stateless: false };

/** A sender and a receiver with the same key; `seal` and `open` work on plain octets. */
class Tunnel {
  readonly sender: MppeSender;
  readonly receiver: MppeReceiver;
  constructor(mode: MppeMode, key = START_KEY) {
    this.sender = MppeSender.create(arena, engine, key, mode)!;
    this.receiver = MppeReceiver.create(arena, engine, key, mode)!;
  }
  seal(plain: Uint8Array): Uint8Array {
    const slot = arena.takeCopy(plain);
    this.sender.encipher(slot);
    const sealed = arena.copy(slot);
    arena.release(slot);
    return sealed;
  }
  /** `undefined`: dropped. */
  open(sealed: Uint8Array): Uint8Array | undefined {
    const slot = arena.takeCopy(sealed);
    const plain = this.receiver.decipher(slot) ? arena.copy(slot) : undefined;
    arena.release(slot);
    return plain;
  }
  release(): void {
    this.sender.release();
    this.receiver.release();
    world.expectClean();
  }
}

const plainOf = (index: number): Uint8Array =>
  Uint8Array.of(0x00, 0x21, 0x45, index >>> 8, index & 0xff, 1, 2, 3, 4, 5);
/** `expect` is too slow to be asked for every packet. */
const mustBe = (plain: Uint8Array | undefined, wanted: Uint8Array | undefined, context: object): void => {
  if (plain?.join() !== wanted?.join()) expect({ ...context, plain }).toEqual({ ...context, plain: wanted });
};
const headerOf = (sealed: Uint8Array) => {
  const packet = Mppe.parse(sealed);
  if (!packet.ok) throw new Error('no header');
  return packet.value;
};

describe('MPPE', () => {
  test.each(VECTORS.map((vector) => [vector.id, vector] as const))(
    'sends and receives %s',
    (_, { input, expect: expected }) => {
      const { bits, stateless, startKey, plaintextEach, resetRequestBeforePacket, resetBehaviour } = input;
      const changes = resetBehaviour?.includes('Linux') ?? false;
      const lost = (resetRequestBeforePacket ?? Number.NaN) - 2;
      const tunnel = new Tunnel({ bits: bits as 40 | 128, stateless }, unhex(startKey));
      const plain = unhex(plaintextEach);
      const wanted = new Map(expected.packets.map(({ packet, datagram }) => [packet, datagram]));
      for (let packet = 0; wanted.size > 0; packet++) {
        if (tunnel.receiver.takeResetRequest(START)) tunnel.sender.handleResetRequest(changes);
        const sealed = tunnel.seal(plain);
        const datagram = wanted.get(packet);
        if (datagram !== undefined) expect({ packet, sealed: hex(sealed) }).toEqual({ packet, sealed: datagram });
        wanted.delete(packet);
        if (packet !== lost) mustBe(tunnel.open(sealed), packet === lost + 1 ? undefined : plain, { packet });
      }
      expect(tunnel.receiver.changesOnReset).toBe(changes);
      tunnel.release();
    },
  );

  test('only the header is left in the clear, and no two packets are alike', () => {
    const tunnel = new Tunnel(STATELESS);
    const sealed = Array.from({ length: 5000 }, () => hex(tunnel.seal(plainOf(7))));
    expect(new Set(sealed.map((text) => text.slice(4))).size).toBe(5000);
    expect(sealed[4095]!.slice(0, 4)).toBe('9fff');
    expect(sealed[4096]!.slice(0, 4)).toBe('9000');
    tunnel.release();
  });

  test('a full cipher has no more contexts', () => {
    const taken: MppeSender[] = [];
    for (let sender = MppeSender.create(arena, engine, START_KEY, STATELESS); sender; ) {
      taken.push(sender);
      sender = MppeSender.create(arena, engine, START_KEY, STATELESS);
    }
    expect(taken.length).toBeGreaterThan(100);
    expect(MppeReceiver.create(arena, engine, START_KEY, STATELESS)).toBeUndefined();
    for (const sender of taken) sender.release();
    world.expectClean();
  });
});

describe('stateless mode', () => {
  test('loss up to the limit is bridged; copies and late packets change no key', () => {
    const tunnel = new Tunnel(STATELESS);
    const sealed = Array.from({ length: 6000 }, (_, i) => tunnel.seal(plainOf(i)));
    const { counters } = tunnel.receiver;
    expect(tunnel.open(sealed[0]!)).toEqual(plainOf(0));
    expect(tunnel.open(sealed[0]!)).toBeUndefined();
    expect(tunnel.open(sealed[LIMIT.aheadPackets]!)).toEqual(plainOf(LIMIT.aheadPackets));
    expect(tunnel.open(sealed[5]!)).toBeUndefined(); // 2053 ahead by the count: an old one
    expect(tunnel.open(sealed[4000]!)).toEqual(plainOf(4000));
    expect(tunnel.open(sealed[3999]!)).toBeUndefined();
    expect(tunnel.open(sealed[4100]!)).toEqual(plainOf(4100)); // the count is 4 again
    expect(counters).toMatchObject({ duplicate: 1, late: 2 });
    tunnel.release();
  });

  test('packets that are none are dropped before the key changes', () => {
    const tunnel = new Tunnel(STATELESS);
    const sealed = tunnel.seal(plainOf(0));
    const altered = (mask: number) => Uint8Array.from(sealed, (octet, i) => (i === 0 ? octet & ~mask : octet));
    expect(tunnel.open(altered(0x10))).toBeUndefined(); // D: MPPC without a cipher
    expect(tunnel.open(altered(0x80))).toBeUndefined(); // A: stateless packets are all flushed
    for (const length of [0, 1, 2]) expect(tunnel.open(sealed.slice(0, length))).toBeUndefined();
    expect(tunnel.receiver.counters).toMatchObject({ unencrypted: 1, unflushed: 1, short: 3 });
    expect(tunnel.open(sealed)).toEqual(plainOf(0));
    tunnel.release();
  });

  test('whatever gets lost, repeated or late: what comes out is what went in', () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = new Random(seed);
      const is128 = random.chance(1, 2);
      const tunnel = new Tunnel({ bits: is128 ? 128 : 40, stateless: true }, START_KEY.slice(0, is128 ? 16 : 8));
      let newest = -1;
      const kept: { index: number; sealed: Uint8Array }[] = [];
      for (let index = 0; index < 300; index++) {
        const sealed = tunnel.seal(plainOf(index));
        if (random.chance(1, 5)) continue;
        kept.push({ index, sealed });
        const { index: chosen, sealed: packet } = kept[Math.max(0, kept.length - 1 - random.below(3))]!;
        const plain = tunnel.open(packet);
        mustBe(plain, chosen > newest ? plainOf(chosen) : undefined, { seed, chosen });
        newest = Math.max(newest, chosen);
      }
      tunnel.release();
    }
  });
});

describe('stateful mode', () => {
  test('marks the flag packets, and no other', () => {
    const tunnel = new Tunnel(STATEFUL);
    const flushed = Array.from({ length: 1024 }, (_, i) => i).filter((i) => headerOf(tunnel.seal(plainOf(i))).flushed);
    expect(flushed).toEqual([255, 511, 767, 1023]);
    tunnel.release();
  });

  test('after a loss it asks for a reset, not too often, and goes on with the packet that begins anew', () => {
    const tunnel = new Tunnel(STATEFUL);
    let index = 0;
    const next = () => tunnel.seal(plainOf(index++));
    expect(tunnel.open(next())).toEqual(plainOf(0));
    expect(tunnel.receiver.takeResetRequest(START)).toBe(false);
    next(); // lost
    expect(tunnel.open(next())).toBeUndefined();
    expect(tunnel.receiver.takeResetRequest(START)).toBe(true);
    expect(tunnel.open(next())).toBeUndefined();
    expect(tunnel.receiver.takeResetRequest(after(START, milliseconds(199)))).toBe(false);
    expect(tunnel.receiver.takeResetRequest(after(START, LIMIT.resetInterval))).toBe(true);
    tunnel.sender.handleResetRequest();
    const anew = next();
    expect(headerOf(anew).flushed).toBe(true);
    expect(tunnel.open(anew)).toEqual(plainOf(4));
    expect(tunnel.receiver.takeResetRequest(after(START, milliseconds(900)))).toBe(false);
    expect(tunnel.open(next())).toEqual(plainOf(5));
    expect(tunnel.receiver.counters.awaitingReset).toBe(2);
    tunnel.release();
  });

  test('keeps the keys in step through gaps over flag packets', () => {
    for (const [gapFrom, gapTo] of [
      [250, 260],
      [200, 1200],
      [255, 256],
      [0, 255],
      [4000, 4200],
    ] as const) {
      const tunnel = new Tunnel(STATEFUL);
      for (let i = 0; i < gapTo; i++) {
        const sealed = tunnel.seal(plainOf(i));
        if (i < gapFrom) mustBe(tunnel.open(sealed), plainOf(i), { gapFrom, i });
      }
      tunnel.sender.handleResetRequest();
      for (let i = gapTo; i < gapTo + 600; i++)
        mustBe(tunnel.open(tunnel.seal(plainOf(i))), plainOf(i), { gapFrom, i });
      tunnel.release();
    }
  });

  test('a flag packet ends the waiting even without a mark, as FreeBSD sends it', () => {
    const tunnel = new Tunnel(STATEFUL);
    for (let i = 0; i < 255; i++) {
      const sealed = tunnel.seal(plainOf(i));
      if (i !== 3) tunnel.open(sealed);
    }
    const flag = tunnel.seal(plainOf(255));
    flag[0]! &= 0x7f;
    expect(tunnel.open(flag)).toEqual(plainOf(255));
    expect(tunnel.receiver.counters.awaitingReset).toBe(251);
    tunnel.release();
  });

  test.each([false, true])('with a peer that answers, every loss heals; it changes the key then: %s', (changes) => {
    let now: Instant = START;
    for (let seed = 0; seed < 10; seed++) {
      const random = new Random(seed);
      const tunnel = new Tunnel(STATEFUL);
      let delivered = 0;
      for (let index = 0; index < 2000; index++) {
        now = after(now, milliseconds(50));
        const sealed = tunnel.seal(plainOf(index));
        if (index < 1900 && random.chance(1, 20)) continue;
        const plain = tunnel.open(sealed);
        if (plain) {
          mustBe(plain, plainOf(index), { seed, index });
          delivered++;
        } else if (tunnel.receiver.takeResetRequest(now)) tunnel.sender.handleResetRequest(changes);
        if (index > 1910) mustBe(plain, plainOf(index), { seed, index });
      }
      expect(delivered).toBeGreaterThan(1000);
      tunnel.release();
    }
  });
});
