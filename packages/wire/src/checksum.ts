/**
 * The Internet checksum (RFC 1071) and its incremental update (RFC 1624).
 * @module
 */

/** The one's complement sum of 16-bit words, not yet folded; an odd last octet counts as the high half of a word. */
export function sum(octets: Uint8Array, from: number, length: number, initial = 0): number {
  let total = initial;
  const even = from + (length & ~1);
  for (let at = from; at < even; at += 2) total += (octets[at]! << 8) | octets[at + 1]!;
  if (length & 1) total += octets[even]! << 8;
  return total;
}

/** The checksum field for a sum: folded and complemented. */
export function finish(total: number): number {
  let folded = total;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}

export const checksum = (octets: Uint8Array, from = 0, length = octets.length): number =>
  finish(sum(octets, from, length));

/** The sum of the pseudo header of UDP and TCP (RFC 768, RFC 9293 §3.1). */
export const pseudoHeaderSum = (source: number, destination: number, protocol: number, length: number): number =>
  (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff) + protocol + length;

/** The new checksum field after one 16-bit word of what it covers changed from `before` to `after` (RFC 1624 eqn. 3). */
export function updated(field: number, before: number, after: number): number {
  let total = (~field & 0xffff) + (~before & 0xffff) + after;
  total = (total & 0xffff) + (total >>> 16);
  total = (total & 0xffff) + (total >>> 16);
  return ~total & 0xffff;
}
