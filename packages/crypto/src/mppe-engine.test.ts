import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createMppeEngine, LIMIT, type MppeEngine, NO_CONTEXT } from './mppe-engine.js';
import { changeKey, initialSessionKey, keyOctets, type MppeBits } from './mppe-keys.js';
import { Rc4 } from './rc4.js';
import { hex, octets, vectors } from './vectors.suite.js';

const ARENA_OCTETS = 65_536;
const KINDS = ['wasm', 'typescript'] as const;
const ENGINES = KINDS.map((kind) => createMppeEngine(ARENA_OCTETS, kind));
const eachEngine = ENGINES.map((engine) => [engine.kind, engine] as const);

/** Lays the octets into the engine's memory, lets `work` at them and gives back what has become of them. */
function through(engine: MppeEngine, plain: Uint8Array, work: (at: number) => void, at = engine.slotsFrom): Uint8Array {
  const memory = new Uint8Array(engine.memory);
  memory.set(plain, at);
  work(at);
  return memory.slice(at, at + plain.length);
}

test('there are two engines, and the one asked for comes', () => {
  expect(ENGINES.map((engine) => engine.kind)).toEqual([...KINDS]);
  expect(createMppeEngine(0).kind).toBe('wasm');
});

test('without WebAssembly the engine is TypeScript', () => {
  const kept = Reflect.get(globalThis, 'WebAssembly');
  Reflect.deleteProperty(globalThis, 'WebAssembly');
  try {
    expect(createMppeEngine(0, 'wasm').kind).toBe('typescript');
  } finally {
    Reflect.set(globalThis, 'WebAssembly', kept);
  }
});

describe.each(eachEngine)('the vectors, %s', (_, engine) => {
  type SessionInput = {
    bits: MppeBits;
    stateless: boolean;
    startKey: string;
    plaintextEach: string;
    resetRequestBeforePacket?: number;
    resetBehaviour?: string;
  };
  type SessionExpected = { packets: { packet: number; key: string; datagram: string }[] };

  test.each(vectors<SessionInput, SessionExpected>('mppe-session'))('%s', (_id, input, expected) => {
    const start = octets(input.startKey);
    const context = engine.createContext(start, input.bits);
    const plain = octets(input.plaintextEach);
    const wanted = new Map(expected.packets.map((packet) => [packet.packet, packet]));
    let key = initialSessionKey(start, input.bits);
    for (let packet = 0; wanted.size > 0; packet++) {
      const isReset = packet === input.resetRequestBeforePacket;
      const changes =
        input.stateless || (packet & 0xff) === 0xff || (isReset && input.resetBehaviour!.includes('Linux'));
      if (changes) key = changeKey(start, key, input.bits);
      const sealed = through(engine, plain, (at) => {
        if (input.stateless) return engine.applyStateless(context, at, plain.length);
        if (changes) engine.changeKey(context);
        else if (isReset) engine.restart(context);
        engine.applyStateful(context, at, plain.length);
      });
      const now = wanted.get(packet);
      if (!now) continue;
      wanted.delete(packet);
      expect({ packet, key: hex(key), sealed: hex(sealed) }).toEqual({
        packet,
        key: now.key,
        sealed: now.datagram.slice(4),
      });
    }
    engine.releaseContext(context);
    expect(engine.inUse).toBe(0);
  });

  type FrameInput = { bits: MppeBits; stateless: boolean; startKey: string; frame: string };
  type FrameExpected = { mppeHeader: string; plaintextTail: string };

  test.each(vectors<FrameInput, FrameExpected>('mppe-frame'))('%s', (_id, input, expected) => {
    // Ethernet 14, IPv4 20, GRE 12 or 16 octets, then FF 03 00 FD and the MPPE header.
    const sealedFrom = input.frame.indexOf(`ff0300fd${expected.mppeHeader}`) / 2 + 6;
    const sealed = octets(input.frame).subarray(sealedFrom);
    const context = engine.createContext(octets(input.startKey), input.bits);
    const opened = through(engine, sealed, (at) => {
      if (input.stateless) engine.applyStateless(context, at, sealed.length);
      else engine.applyStateful(context, at, sealed.length);
    });
    engine.releaseContext(context);
    expect(hex(opened).slice(0, 8)).toBe('00214500');
    expect(hex(opened).endsWith(expected.plaintextTail)).toBe(true);
  });
});

/** A session as {@link Rc4} and the library's SHA-1 have it: what both engines must do, octet by octet. */
class PlainSession {
  #key: Uint8Array;
  #stream: Rc4;

  constructor(
    private readonly start: Uint8Array,
    private readonly bits: MppeBits,
  ) {
    this.#key = initialSessionKey(start, bits);
    this.#stream = new Rc4(this.#key);
  }

  changeKey(): void {
    this.#key = changeKey(this.start, this.#key, this.bits);
    this.restart();
  }

  restart(): void {
    this.#stream = new Rc4(this.#key);
  }

  apply(octets: Uint8Array): Uint8Array {
    return this.#stream.apply(octets);
  }
}

describe('both engines against the plain ciphers', () => {
  const anyBits = fc.constantFrom<MppeBits>(40, 56, 128);
  const anyStep = fc.record({
    action: fc.constantFrom('stateless', 'stateful', 'stateful', 'change', 'restart'),
    session: fc.nat({ max: 2 }),
    offset: fc.nat({ max: 40 }),
    length: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 1600 })),
    seed: fc.nat({ max: 255 }),
  });

  test.each(eachEngine)('any packets of any sessions in any order, %s', (_, engine) => {
    const anySessions = fc.array(fc.tuple(anyBits, fc.uint8Array({ minLength: 16, maxLength: 16 })), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anySessions, fc.array(anyStep, { maxLength: 30 }), (sessions, steps) => {
        const made = sessions.map(([bits, key]) => {
          const start = key.slice(0, keyOctets(bits));
          return { context: engine.createContext(start, bits), plain: new PlainSession(start, bits) };
        });
        for (const { action, session, offset, length, seed } of steps) {
          const { context, plain } = made[session]!;
          if (action === 'change') {
            engine.changeKey(context);
            plain.changeKey();
          } else if (action === 'restart') {
            engine.restart(context);
            plain.restart();
          } else {
            const packet = Uint8Array.from({ length }, (_octet, i) => seed + 7 * i);
            const memory = new Uint8Array(engine.memory);
            const from = engine.slotsFrom + offset;
            memory[from - 1] = memory[from + length] = 0xa5;
            if (action === 'stateless') plain.changeKey();
            const sealed = through(
              engine,
              packet,
              (at) => {
                if (action === 'stateless') engine.applyStateless(context, at, length);
                else engine.applyStateful(context, at, length);
              },
              from,
            );
            // A stateless packet leaves the stream of stateful mode to begin anew under the changed key.
            expect(hex(sealed)).toBe(hex(plain.apply(packet)));
            if (action === 'stateless') plain.restart();
            expect([memory[from - 1], memory[from + length]]).toEqual([offset === 0 ? memory[from - 1] : 0xa5, 0xa5]);
          }
        }
        for (const { context } of made) engine.releaseContext(context);
        expect(engine.inUse).toBe(0);
      }),
      { numRuns: 120 },
    );
  });

  test('every length and every alignment up to 70 octets', () => {
    const key = octets('0102030405060708090a0b0c0d0e0f10');
    const contexts = ENGINES.map((engine) => engine.createContext(key, 128));
    const plain = new PlainSession(key, 128);
    for (let length = 0; length <= 70; length++) {
      for (let offset = 0; offset < 4; offset++) {
        const packet = Uint8Array.from({ length }, (_, i) => i);
        plain.changeKey();
        const expected = hex(plain.apply(packet));
        for (const [i, engine] of ENGINES.entries()) {
          const apply = (at: number) => engine.applyStateless(contexts[i]!, at, length);
          const sealed = through(engine, packet, apply, engine.slotsFrom + offset);
          expect({ kind: engine.kind, length, offset, sealed: hex(sealed) }).toEqual({
            kind: engine.kind,
            length,
            offset,
            sealed: expected,
          });
        }
      }
    }
    for (const [i, engine] of ENGINES.entries()) engine.releaseContext(contexts[i]!);
  });
});

describe.each(eachEngine)('an engine keeps house, %s', (kind, engine) => {
  const key = new Uint8Array(16).fill(0x5a);

  test('its memory holds the arena behind the contexts', () => {
    expect(engine.memory.byteLength).toBeGreaterThanOrEqual(engine.slotsFrom + ARENA_OCTETS);
    expect(engine.slotsFrom % 4).toBe(0);
  });

  test('all contexts can be taken, once', () => {
    const contexts = Array.from({ length: LIMIT.contexts }, () => engine.createContext(key, 128));
    expect(new Set(contexts).size).toBe(LIMIT.contexts);
    expect(engine.createContext(key, 128)).toBe(NO_CONTEXT);
    for (const context of contexts) engine.releaseContext(context);
    expect(engine.inUse).toBe(0);
  });

  test('nothing of a key is left behind', () => {
    const context = engine.createContext(key, 128);
    engine.applyStateless(context, engine.slotsFrom, 8);
    engine.applyStateful(context, engine.slotsFrom, 8);
    engine.releaseContext(context);
    const boxOctets = 256;
    expect(new Uint8Array(engine.memory, boxOctets, engine.slotsFrom - boxOctets).every((octet) => octet === 0)).toBe(
      true,
    );
  });

  test('what would harm another session is our own mistake and is thrown', () => {
    const context = engine.createContext(key, 128);
    const end = engine.memory.byteLength;
    expect(() => engine.createContext(key, 40)).toThrow(RangeError);
    expect(() => engine.createContext(key.subarray(8), 128)).toThrow(RangeError);
    expect(() => engine.applyStateless(context, engine.slotsFrom - 1, 1)).toThrow(RangeError);
    expect(() => engine.applyStateful(context, end - 1, 2)).toThrow(RangeError);
    expect(() => engine.applyStateless(context, engine.slotsFrom, -1)).toThrow(RangeError);
    engine.releaseContext(context);
    expect(() => engine.applyStateless(context, engine.slotsFrom, 1)).toThrow(RangeError);
    expect(() => engine.changeKey(context)).toThrow(RangeError);
    expect(() => engine.restart(-1)).toThrow(RangeError);
    expect(() => engine.releaseContext(context)).toThrow(RangeError);
    expect(engine.inUse).toBe(0);
  });

  test('a packet allocates nothing', () => {
    const context = engine.createContext(key, 128);
    const octetsEach = () => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < 1000; i++) engine.applyStateless(context, engine.slotsFrom + 4, 100);
      return (process.memoryUsage().heapUsed - before) / 1000;
    };
    // Compiling and collecting move the figure now and then; the smallest object would move it by 12 every time.
    const median = Array.from({ length: 15 }, octetsEach).sort((a, b) => a - b)[7]!;
    engine.releaseContext(context);
    expect({ kind, median, isLittle: Math.abs(median) < 8 }).toEqual({ kind, median, isLittle: true });
  });
});
