/**
 * The maximum segment size in a SYN that passes by (RFC 9293 §3.7.1), lowered where it lies. Nothing is allocated, and a
 * header that cannot be read to its end is left alone from there on.
 * @module
 */
import { updated } from './checksum.js';
import { AT, FLAG, HEADER_OCTETS, headerOctetsAt } from './tcp.js';

const OPTION = { end: 0, noOperation: 1, mss: 2 } as const;
const MSS_OPTION_OCTETS = 4;

/** A word whose octets lie astride two words of the checksum's counts with its octets the other way round. */
const swapped = (word: number): number => ((word & 0xff) << 8) | (word >>> 8);

/**
 * Lowers every maximum segment size above the limit, with the checksum (RFC 1624).
 * @param at where the TCP header begins
 * @param end where the packet ends
 * @returns true when anything was lowered
 */
export function limitMssAt(view: DataView, at: number, end: number, limit: number): boolean {
  if (at + HEADER_OCTETS > end || (view.getUint8(at + AT.flags) & FLAG.syn) === 0) return false;
  const headerEnd = at + headerOctetsAt(view, at);
  if (headerEnd > end) return false;
  let lowered = false;
  for (let option = at + AT.options; option < headerEnd; ) {
    const code = view.getUint8(option);
    if (code === OPTION.end) break;
    if (code === OPTION.noOperation) {
      option++;
      continue;
    }
    const length = option + 1 < headerEnd ? view.getUint8(option + 1) : 0;
    if (length < 2 || option + length > headerEnd) break;
    if (code === OPTION.mss && length === MSS_OPTION_OCTETS) {
      const asked = view.getUint16(option + 2);
      if (asked > limit) {
        const isAstride = ((option - at) & 1) !== 0;
        const field = view.getUint16(at + AT.checksum);
        const before = isAstride ? swapped(asked) : asked;
        view.setUint16(option + 2, limit);
        view.setUint16(at + AT.checksum, updated(field, before, isAstride ? swapped(limit) : limit));
        lowered = true;
      }
    }
    option += length;
  }
  return lowered;
}
