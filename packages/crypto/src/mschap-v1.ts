/**
 * MS-CHAP (RFC 2433): what both sides compute. The peer sends the responses; the authenticator computes the same and
 * compares. Function names are the RFC's.
 * @module
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { desEncrypt, expandDesKey } from './des.js';
import { md4 } from './md4.js';
import { utf16le } from './utf16.js';

export const PASSWORD_HASH_OCTETS = 16;
export const RESPONSE_OCTETS = 24;

/** The LAN Manager hash knows fourteen characters of a password. */
const LM_PASSWORD_MAX = 14;
/** What DES enciphers under the halves of the password: `KGS!@#$%` (RFC 2433 §A.3). */
const LM_STANDARD_TEXT = Uint8Array.of(0x4b, 0x47, 0x53, 0x21, 0x40, 0x23, 0x24, 0x25);

/** NtPasswordHash: 16 octets (RFC 2433 §A.6, RFC 2759 §8.3). */
export const ntPasswordHash = (password: string): Uint8Array => md4(utf16le(password));

/** HashNtPasswordHash: 16 octets (RFC 2759 §8.4). */
export const hashNtPasswordHash = (passwordHash: Uint8Array): Uint8Array => md4(passwordHash);

/**
 * LmPasswordHash: 16 octets (RFC 2433 §A.2, §A.3). Letters count as capitals. The RFC speaks of the machine's code page;
 * here a character beyond ISO 8859-1 counts as a question mark, as a code page without it would have it.
 */
export function lmPasswordHash(password: string): Uint8Array {
  const capitals = new Uint8Array(LM_PASSWORD_MAX);
  for (let i = 0; i < Math.min(password.length, LM_PASSWORD_MAX); i++) {
    const code = password[i]!.toUpperCase().charCodeAt(0);
    capitals[i] = code > 0xff ? 0x3f : code;
  }
  return concatBytes(
    desEncrypt(expandDesKey(capitals.subarray(0, 7)), LM_STANDARD_TEXT),
    desEncrypt(expandDesKey(capitals.subarray(7)), LM_STANDARD_TEXT),
  );
}

/**
 * ChallengeResponse: the challenge enciphered under three keys cut from the padded hash (RFC 2433 §A.7, RFC 2759 §8.5).
 * @param challenge 8 octets.
 * @param passwordHash 16 octets.
 * @returns 24 octets.
 */
export function challengeResponse(challenge: Uint8Array, passwordHash: Uint8Array): Uint8Array {
  const keys = new Uint8Array(21);
  keys.set(passwordHash);
  return concatBytes(...[0, 7, 14].map((at) => desEncrypt(expandDesKey(keys.subarray(at, at + 7)), challenge)));
}

/** NtChallengeResponse: the 24 octets at the second place of a response (RFC 2433 §A.5). */
export const ntChallengeResponse = (challenge: Uint8Array, password: string): Uint8Array =>
  challengeResponse(challenge, ntPasswordHash(password));

/** LmChallengeResponse: the 24 octets at the first place of a response (RFC 2433 §A.1). */
export const lmChallengeResponse = (challenge: Uint8Array, password: string): Uint8Array =>
  challengeResponse(challenge, lmPasswordHash(password));

/**
 * The challenge of a second try after a Failure message that brought none: the last one, its first octet 23 higher
 * (RFC 2433 §8).
 */
export function nextChallenge(challenge: Uint8Array): Uint8Array {
  const next = challenge.slice();
  next[0]! += 23;
  return next;
}
