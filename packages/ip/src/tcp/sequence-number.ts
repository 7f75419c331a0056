/**
 * Sequence numbers count octets modulo 2^32 (RFC 9293 §3.4), so `<` means nothing to them. One precedes another when it
 * lies within the 2^31 numbers before it; windows are far smaller than that.
 * @module
 */

export type SequenceNumber = number & { readonly __unit: 'TCP sequence number' };

export const plus = (from: SequenceNumber, octets: number): SequenceNumber => ((from + octets) >>> 0) as SequenceNumber;

/** Octets from `from` to `to`; negative when `to` comes first. */
export const distance = (from: SequenceNumber, to: SequenceNumber): number => (to - from) | 0;

export const precedes = (a: SequenceNumber, b: SequenceNumber): boolean => distance(a, b) > 0;

export const precedesOrEquals = (a: SequenceNumber, b: SequenceNumber): boolean => distance(a, b) >= 0;

export const later = (a: SequenceNumber, b: SequenceNumber): SequenceNumber => (precedes(a, b) ? b : a);
