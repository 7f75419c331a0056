/**
 * What a router keeps of a password that it need not know: a digest, in hexadecimal. How a real router enciphers such
 * passwords is not published; this is ours, and nothing that a real one wrote can be checked with it.
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';

/** Read by the command language as one word. */
export function passwordDigest(password: string): string {
  const octets = Uint8Array.from(password, (letter) => letter.charCodeAt(0) & 0xff);
  return `rtemu:${Array.from(sha256(octets), (octet) => octet.toString(16).padStart(2, '0')).join('')}`;
}
