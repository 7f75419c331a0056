/**
 * Octets as text where a protocol names no character set: one character an octet (ISO 8859-1), so that any octets are
 * read without loss and written back the same.
 * @module
 */

export function readText(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return text;
}

/** A character that no octet stands for becomes `?`. */
export const writeText = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length }, (_, i) => {
    const code = text.charCodeAt(i);
    return code <= 0xff ? code : 0x3f;
  });

/** Fit for one line of a trace: in quotes, with what does not print escaped. */
export const quoted = (text: string): string =>
  `"${text.replace(/[^ !#-[\]-~]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;

/** `01020a`, for a trace. */
export const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
