/**
 * The little that is used of WebAssembly, which belongs to no host: an empty JavaScript engine has it, and the
 * language's own type library leaves it out.
 * @module
 */

export interface WebAssemblyApi {
  readonly Module: new (octets: Uint8Array) => object;
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

export const PAGE_OCTETS = 65_536;

/** `undefined` where there is none. */
export const webAssembly = (): WebAssemblyApi | undefined =>
  (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648 §4), of which the language knows nothing either. */
export function fromBase64(text: string): Uint8Array {
  const digitOf = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) digitOf[DIGITS.charCodeAt(i)] = i;
  const digits = text.replace(/=+$/, '');
  const octets = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let i = 0, at = 0, bits = 0, held = 0; i < digits.length; i++) {
    bits = ((bits << 6) | digitOf[digits.charCodeAt(i)]!) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    octets[at++] = bits >> held;
  }
  return octets;
}
