/**
 * Strings as the Windows protocols hash them: UTF-16, low octet first, without a mark or a terminator.
 * @module
 */

export function utf16le(text: string): Uint8Array {
  const octets = new Uint8Array(2 * text.length);
  const view = new DataView(octets.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), true);
  return octets;
}
