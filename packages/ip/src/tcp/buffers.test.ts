import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ReceiveBuffer } from './receive-buffer.js';
import { SendBuffer } from './send-buffer.js';

const octetsFrom = (at: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => ((at + i) * 31 + ((at + i) >> 8)) & 0xff);

test('a receive buffer gives back, once and in order, what comes in any order', () => {
  const anyStep = fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), offset: fc.nat({ max: 400 }), length: fc.nat({ max: 200 }) }),
    fc.record({ kind: fc.constant('read' as const), max: fc.nat({ max: 150 }) }),
  );
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
      const buffer = new ReceiveBuffer(300, 4);
      const known = new Set<number>(); // places in the stream that have arrived
      let read = 0;
      let next = 0;
      for (const step of steps) {
        if (step.kind === 'read') {
          const octets = buffer.read(step.max);
          expect(octets).toEqual(octetsFrom(read, Math.min(step.max, next - read)));
          read += octets.length;
        } else {
          const length = Math.min(step.length, buffer.free - step.offset);
          if (length <= 0) continue;
          const arrived = buffer.insert(step.offset, octetsFrom(next + step.offset, length));
          if (arrived !== undefined) for (let i = 0; i < length; i++) known.add(next + step.offset + i);
          const before = next;
          while (known.has(next)) next++;
          expect(arrived ?? 0).toBe(next - before);
        }
        expect(buffer.ready).toBe(next - read);
        expect(buffer.free).toBe(300 - (next - read));
        const early = [...known].filter((place) => place > next);
        const gaps = early.filter((place) => !known.has(place - 1)).length;
        expect(buffer.gaps).toBe(gaps);
        expect(gaps).toBeLessThanOrEqual(4);
        expect(buffer.reach).toBe(gaps > 0 ? Math.max(...known) + 1 - next : 0);
      }
    }),
    { numRuns: 150 },
  );
});

test('a send buffer holds what was appended and not dropped, and its boundaries', () => {
  const anyStep = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), length: fc.nat({ max: 90 }), push: fc.boolean() }),
    fc.record({ kind: fc.constant('drop' as const), count: fc.nat({ max: 120 }) }),
  );
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60 }), fc.nat({ max: 250 }), (steps, offset) => {
      const buffer = new SendBuffer(250);
      const boundaries: number[] = [];
      let appended = 0;
      let dropped = 0;
      for (const step of steps) {
        if (step.kind === 'drop') {
          const count = Math.min(step.count, buffer.length);
          buffer.drop(count);
          dropped += count;
        } else {
          const length = Math.min(step.length, buffer.free);
          buffer.append(octetsFrom(appended, length), step.push);
          appended += length;
          if (step.push && length > 0) boundaries.push(appended);
        }
        expect([buffer.length, buffer.free]).toEqual([appended - dropped, 250 - appended + dropped]);
        expect(buffer.read(0, buffer.length)).toEqual(octetsFrom(dropped, buffer.length));
        const at = Math.min(offset, buffer.length);
        const end = boundaries.find((boundary) => boundary > dropped + at) ?? appended;
        expect(buffer.chunkAt(at)).toBe(end - dropped - at);
        if (at > 0) expect(buffer.pushesAt(at)).toBe(at === buffer.length || boundaries.includes(dropped + at));
      }
    }),
    { numRuns: 150 },
  );
});
