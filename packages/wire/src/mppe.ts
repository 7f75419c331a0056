/**
 * The header of an MPPE packet, which is the information of a frame of protocol 00FD (RFC 3078 §3.1). Behind it lies
 * cipher text whose clear form begins with a PPP protocol number.
 * @module
 */
import { describeFault, type Parsed, parsed, truncated, viewOf } from './parsed.js';

export const HEADER_OCTETS = 2;

/** In the header's 16 bits. */
export const FLAG = {
  /** A: the sender restarted its cipher; every packet of stateless mode. */
  flushed: 0x8000,
  /** B and C, of MPPC. */
  front: 0x4000,
  compressed: 0x2000,
  /** D: the data is enciphered. */
  encrypted: 0x1000,
} as const;

/** The Coherency Count goes from 0 to this and around. */
export const COUNT_MAX = 0x0fff;

export interface MppePacket {
  readonly flushed: boolean;
  readonly front: boolean;
  readonly compressed: boolean;
  readonly encrypted: boolean;
  readonly coherencyCount: number;
  readonly data: Uint8Array;
}

export function parse(octets: Uint8Array): Parsed<MppePacket> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const header = viewOf(octets).getUint16(0);
  return parsed({
    flushed: (header & FLAG.flushed) !== 0,
    front: (header & FLAG.front) !== 0,
    compressed: (header & FLAG.compressed) !== 0,
    encrypted: (header & FLAG.encrypted) !== 0,
    coherencyCount: header & COUNT_MAX,
    data: octets.subarray(HEADER_OCTETS),
  });
}

export const lengthOf = (packet: MppePacket): number => HEADER_OCTETS + packet.data.length;

export function emitInto(packet: MppePacket, octets: Uint8Array): void {
  const flags =
    (packet.flushed ? FLAG.flushed : 0) |
    (packet.front ? FLAG.front : 0) |
    (packet.compressed ? FLAG.compressed : 0) |
    (packet.encrypted ? FLAG.encrypted : 0);
  viewOf(octets).setUint16(0, flags | packet.coherencyCount);
  octets.set(packet.data, HEADER_OCTETS);
}

export function emit(packet: MppePacket): Uint8Array {
  const octets = new Uint8Array(lengthOf(packet));
  emitInto(packet, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `MPPE (${describeFault(result.fault)})`;
  const { flushed, front, compressed, encrypted, coherencyCount, data } = result.value;
  const flags = `${flushed ? 'A' : ''}${front ? 'B' : ''}${compressed ? 'C' : ''}${encrypted ? 'D' : ''}`;
  return `MPPE count=${coherencyCount} flags=${flags || '-'} ${data.length} octets`;
}
