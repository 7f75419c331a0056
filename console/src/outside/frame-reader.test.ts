import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameReader } from './frame-reader.js';

const framed = (frames: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(frames.flatMap((frame) => [0, 0, frame.length >> 8, frame.length & 255, ...frame]));

/** What is read of a stream that comes in these chunks; `undefined` when it is none. */
function read(chunks: readonly Uint8Array[]): Uint8Array[] | undefined {
  const frames: Uint8Array[] = [];
  const reader = new FrameReader((octets, from, length) => frames.push(octets.slice(from, from + length)));
  return chunks.every((chunk) => reader.read(chunk)) ? frames : undefined;
}

/** A stream in pieces, cut at these places. */
function cut(stream: Uint8Array, places: readonly number[]): Uint8Array[] {
  const edges = [0, ...places.map((place) => place % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return edges.slice(1).map((edge, i) => stream.slice(edges[i], edge));
}

describe('FrameReader', () => {
  test('reads the same frames however the stream is cut', () => {
    const frames = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 12 });
    fc.assert(
      fc.property(frames, fc.array(fc.nat()), (sent, places) => {
        expect(read(cut(framed(sent), places))).toEqual(sent);
      }),
      { numRuns: 300 },
    );
  });

  test('reads octet by octet', () => {
    const sent = [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(4)];
    const stream = framed(sent);
    expect(read(Array.from(stream, (octet) => Uint8Array.of(octet)))).toEqual(sent);
  });

  test.each([
    ['at once', [Uint8Array.of(0x47, 0x45, 0x54, 0x20, 0x2f)]],
    ['in pieces', [Uint8Array.of(0x47), Uint8Array.of(0x45, 0x54, 0x20), Uint8Array.of(0x2f)]],
    ['behind a frame', [Uint8Array.of(0, 0, 0, 1, 7, 0xff, 0xff, 0xff, 0xff)]],
  ])('a length that is none ends the stream, %s', (_how, chunks) => {
    expect(read(chunks)).toBeUndefined();
  });

  test('no stream makes it throw or hold more than one frame', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        read(chunks);
      }),
      { numRuns: 1000 },
    );
  });
});
