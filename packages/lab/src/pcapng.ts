/**
 * Capture files as Wireshark reads them: pcapng blocks (draft-ietf-opsawg-pcapng §3, §4.1-4.3, §4.6), little endian. Pure
 * functions from values to octets; what is captured and where it goes is {@link ./capture.ts}'s.
 * @module
 */

export const LINK_TYPE = { ethernet: 1, ppp: 9, raw: 101 } as const;
export type LinkType = (typeof LINK_TYPE)[keyof typeof LINK_TYPE];

/** Bits 0 and 1 of epb_flags (§4.3.1). */
export const DIRECTION = { in: 1, out: 2 } as const;

const BLOCK = { section: 0x0a0d0d0a, interface: 1, statistics: 5, packet: 6 } as const;
const OPTION = {
  end: 0,
  sectionApplication: 4,
  interfaceName: 2,
  timeResolution: 9,
  packetFlags: 2,
  received: 4,
  dropped: 5,
} as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const NANOSECONDS = 9;

/** The octets of an enhanced packet block besides the packet: header, epb_flags, the end of options, the length again. */
const PACKET_BLOCK_OVERHEAD = 28 + 8 + 4 + 4;

const padded = (length: number): number => (length + 3) & ~3;

/** UTF-8 (RFC 3629); a lone surrogate becomes U+FFFD. */
function utf8(text: string): number[] {
  const octets: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const c = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (c < 0x80) octets.push(c);
    else if (c < 0x800) octets.push(0xc0 | (c >>> 6), 0x80 | (c & 0x3f));
    else if (c < 0x10000) octets.push(0xe0 | (c >>> 12), 0x80 | ((c >>> 6) & 0x3f), 0x80 | (c & 0x3f));
    else octets.push(0xf0 | (c >>> 18), 0x80 | ((c >>> 12) & 0x3f), 0x80 | ((c >>> 6) & 0x3f), 0x80 | (c & 0x3f));
  }
  return octets;
}

interface Option {
  readonly code: number;
  readonly value: readonly number[];
}

/** A block from its fixed fields and its options. */
function block(type: number, fixedOctets: number, options: readonly Option[], fill: (view: DataView) => void) {
  const optionOctets = options.reduce((sum, { value }) => sum + 4 + padded(value.length), 4);
  const length = 12 + fixedOctets + optionOctets;
  const octets = new Uint8Array(length);
  const view = new DataView(octets.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  fill(view);
  let at = 8 + fixedOctets;
  for (const { code, value } of options) {
    view.setUint16(at, code, true);
    view.setUint16(at + 2, value.length, true);
    octets.set(value, at + 4);
    at += 4 + padded(value.length);
  }
  view.setUint32(length - 4, length, true); // the option that ends the list is four zeros
  return octets;
}

/** The head of a file. */
export const sectionHeader = (application: string): Uint8Array =>
  block(BLOCK.section, 16, [{ code: OPTION.sectionApplication, value: utf8(application) }], (view) => {
    view.setUint32(8, BYTE_ORDER_MAGIC, true);
    view.setUint16(12, 1, true); // version 1.0
    view.setUint16(14, 0, true);
    view.setBigInt64(16, -1n, true); // the section's length is not said
  });

/** Describes the next interface: the first one described is number 0. Its times are nanoseconds. */
export const interfaceDescription = (name: string, linkType: LinkType, snapLength: number): Uint8Array =>
  block(
    BLOCK.interface,
    8,
    [
      { code: OPTION.interfaceName, value: utf8(name) },
      { code: OPTION.timeResolution, value: [NANOSECONDS] },
    ],
    (view) => {
      view.setUint16(8, linkType, true);
      view.setUint32(12, snapLength, true);
    },
  );

/** What became of an interface's packets, at the end of a capture (§4.6): how many there were, how many are left out. */
export const interfaceStatistics = (
  interfaceNumber: number,
  microseconds: number,
  received: number,
  dropped: number,
): Uint8Array =>
  block(
    BLOCK.statistics,
    12,
    [
      { code: OPTION.received, value: count64(received) },
      { code: OPTION.dropped, value: count64(dropped) },
    ],
    (view) => {
      view.setUint32(8, interfaceNumber, true);
      writeTimestampAt(view, 12, microseconds);
    },
  );

function count64(count: number): number[] {
  const octets = new Uint8Array(8);
  new DataView(octets.buffer).setBigUint64(0, BigInt(count), true);
  return [...octets];
}

/** Nanoseconds since 1970 do not fit into a double: the two halves are multiplied one by one. */
function writeTimestampAt(view: DataView, at: number, microseconds: number): void {
  const low = (microseconds % 0x1_0000_0000) * 1000;
  const high = Math.floor(microseconds / 0x1_0000_0000) * 1000 + Math.floor(low / 0x1_0000_0000);
  view.setUint32(at, high, true);
  view.setUint32(at + 4, low % 0x1_0000_0000, true);
}

/** How long a packet's block is, in octets. */
export const packetBlockLength = (captured: number): number => PACKET_BLOCK_OVERHEAD + padded(captured);

/**
 * Writes an enhanced packet block into `octets` (and `view`, of the same memory) from `at` on, but for the packet itself:
 * its octets belong at the place that is returned.
 * @param microseconds since 1970
 */
export function writePacketBlockAt(
  octets: Uint8Array,
  view: DataView,
  at: number,
  interfaceNumber: number,
  direction: keyof typeof DIRECTION,
  microseconds: number,
  captured: number,
  length: number,
): number {
  const blockLength = packetBlockLength(captured);
  view.setUint32(at, BLOCK.packet, true);
  view.setUint32(at + 4, blockLength, true);
  view.setUint32(at + 8, interfaceNumber, true);
  writeTimestampAt(view, at + 12, microseconds);
  view.setUint32(at + 20, captured, true);
  view.setUint32(at + 24, length, true);
  let end = at + 28 + captured;
  for (const stop = at + 28 + padded(captured); end < stop; end++) octets[end] = 0;
  view.setUint16(end, OPTION.packetFlags, true);
  view.setUint16(end + 2, 4, true);
  view.setUint32(end + 4, DIRECTION[direction], true);
  view.setUint32(end + 8, OPTION.end, true);
  view.setUint32(end + 12, blockLength, true);
  return at + 28;
}
