/**
 * Base64 (RFC 4648 §4), for the files that `embedded file -b` keeps.
 * @module
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * The octets that lines of Base64 stand for, each as the character of that code.
 * @returns `undefined` when they stand for nothing
 */
export function decodedText(lines: readonly string[]): string | undefined {
  const text = lines.join('').replace(/\s/g, '');
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  let octets = '';
  for (let at = 0; at < text.length; at += 4) {
    const values = [...text.slice(at, at + 4)].map((letter) => ALPHABET.indexOf(letter));
    const group = values.reduce((sum, value) => sum * 64 + Math.max(value, 0), 0);
    const count = 3 - values.filter((value) => value < 0).length;
    for (let i = 0; i < count; i++) octets += String.fromCharCode((group >> (16 - 8 * i)) & 0xff);
  }
  return octets;
}
