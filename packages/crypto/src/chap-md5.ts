/**
 * CHAP with MD5 (RFC 1994 §4.1).
 * @module
 */
import { md5 } from '@noble/hashes/legacy.js';
import { concatBytes } from '@noble/hashes/utils.js';

/**
 * The response to a challenge, 16 octets; an authenticator compares it with what came.
 * @param identifier that of the Challenge packet.
 * @param secret the password, as octets.
 */
export const chapMd5Response = (identifier: number, secret: Uint8Array, challenge: Uint8Array): Uint8Array =>
  md5(concatBytes(Uint8Array.of(identifier), secret, challenge));
