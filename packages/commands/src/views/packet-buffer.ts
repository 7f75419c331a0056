/**
 * `show status packet-buffer` (manual 58.49, which has a screen of the group `large`). The buffers of each group come in chunks,
 * by figures that the manual has for `system packet-buffer` (manual 4.83); the lengths of the other groups are ours.
 * @module
 */
import type { BufferGroup, BufferStatus } from '../status/device.js';

interface Group {
  /** Octets of the longest packet. */
  readonly length: number;
  readonly maxBuffer: number;
  readonly maxFree: number;
  readonly minFree: number;
  readonly buffersInChunk: number;
  readonly initialChunk: number;
}

const group = (
  length: number,
  ...[maxBuffer, maxFree, minFree, buffersInChunk, initialChunk]: [number, number, number, number, number]
): Group => ({ length, maxBuffer, maxFree, minFree, buffersInChunk, initialChunk });

/** Of RTX830, RTX1210 and RTX1220. */
const GROUPS: Readonly<Record<BufferGroup, Group>> = {
  small: group(128, 2500, 937, 62, 625, 1),
  middle: group(512, 6664, 2499, 166, 1666, 1),
  large: group(2048, 10_000, 2812, 62, 625, 4),
  huge: group(20_480, 20, 0, 0, 1, 0),
};

export const BUFFER_GROUPS = Object.keys(GROUPS) as readonly BufferGroup[];

/** Buffers of a group that there are when the router has started. */
export const buffersOf = (name: BufferGroup): number => GROUPS[name].buffersInChunk * GROUPS[name].initialChunk;

export function packetBufferLines(name: BufferGroup, status: BufferStatus): readonly string[] {
  const { length, maxBuffer, maxFree, minFree, buffersInChunk, initialChunk } = GROUPS[name];
  const { allocated, requests, failures, releases } = status;
  return [
    `${name} group: ${length} bytes length`,
    `  parameters: max-buffer=${maxBuffer} max-free=${maxFree} min-free=${minFree}`,
    `              buffers-in-chunk=${buffersInChunk} initial-chunk=${initialChunk}`,
    `  ${buffersOf(name) - allocated} buffers in free list`,
    `  ${allocated} buffers are allocated, req/succ/fail/rel = ${requests}/${requests - failures}/${failures}/${releases}`,
    `  ${initialChunk} chunks are allocated, req/succ/fail/rel = ${initialChunk}/${initialChunk}/0/0`,
  ];
}
