/**
 * What reading octets yields: a value, or what is wrong with them. Malformed input is ordinary input, never an exception.
 * @module
 */

export type WireFault =
  | { readonly kind: 'truncated'; readonly need: number; readonly have: number }
  | { readonly kind: 'malformed'; readonly field: string; readonly value: number }
  | { readonly kind: 'unsupported'; readonly field: string; readonly value: number };

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: WireFault };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const truncated = (need: number, have: number): Parsed<never> => ({
  ok: false,
  fault: { kind: 'truncated', need, have },
});
export const malformed = (field: string, value: number): Parsed<never> => ({
  ok: false,
  fault: { kind: 'malformed', field, value },
});
export const unsupported = (field: string, value: number): Parsed<never> => ({
  ok: false,
  fault: { kind: 'unsupported', field, value },
});

/** `Length 11` and the like, for a trace line. */
export const describeFault = (fault: WireFault): string =>
  fault.kind === 'truncated'
    ? `truncated: ${fault.have} of ${fault.need} octets`
    : `${fault.kind} ${fault.field} 0x${fault.value.toString(16)}`;

export const viewOf = (octets: Uint8Array): DataView =>
  new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
