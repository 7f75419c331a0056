/**
 * MS-CHAP version 2 (RFC 2759): what both sides compute. Function names are the RFC's.
 * @module
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { challengeResponse, hashNtPasswordHash, ntPasswordHash } from './mschap-v1.js';

export const CHALLENGE_OCTETS = 16;

/** What an exchange is about; a failed one is computed anew with new challenges. */
export interface MschapV2Exchange {
  /** 16 octets, from the Challenge packet. */
  readonly authenticatorChallenge: Uint8Array;
  /** 16 octets, from the Response packet. */
  readonly peerChallenge: Uint8Array;
  /** As in the Response packet, in octets; a domain in front, `DOMAIN\name`, is left out of the hash here. */
  readonly userName: Uint8Array;
  readonly password: string;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Magic1 and Magic2 of RFC 2759 §8.7. */
const SERVER_TO_CLIENT_SIGNING = ascii('Magic server to client signing constant');
const PAD_TO_MAKE_IT_DO_MORE = ascii('Pad to make it do more than one iteration');

const BACKSLASH = 0x5c;

/** The user name without the domain in front of it, which does not enter the hash (RFC 2759 §8.2). */
export const withoutDomain = (name: Uint8Array): Uint8Array => name.subarray(name.lastIndexOf(BACKSLASH) + 1);

/** ChallengeHash: 8 octets (RFC 2759 §8.2). */
export const challengeHash = (
  peerChallenge: Uint8Array,
  authenticatorChallenge: Uint8Array,
  userName: Uint8Array,
): Uint8Array => sha1(concatBytes(peerChallenge, authenticatorChallenge, withoutDomain(userName))).slice(0, 8);

/** GenerateNTResponse: 24 octets. The peer sends it, the authenticator compares (RFC 2759 §8.1). */
export const generateNtResponse = (exchange: MschapV2Exchange): Uint8Array =>
  challengeResponse(
    challengeHash(exchange.peerChallenge, exchange.authenticatorChallenge, exchange.userName),
    ntPasswordHash(exchange.password),
  );

/**
 * GenerateAuthenticatorResponse: `S=` and 40 hexadecimal digits in capitals, as the Success message carries them
 * (RFC 2759 §8.7). It proves to the peer that the authenticator knows the password too.
 */
export function generateAuthenticatorResponse(exchange: MschapV2Exchange, ntResponse: Uint8Array): string {
  const hashHash = hashNtPasswordHash(ntPasswordHash(exchange.password));
  const challenge = challengeHash(exchange.peerChallenge, exchange.authenticatorChallenge, exchange.userName);
  const inner = sha1(concatBytes(hashHash, ntResponse, SERVER_TO_CLIENT_SIGNING));
  const digest = sha1(concatBytes(inner, challenge, PAD_TO_MAKE_IT_DO_MORE));
  return `S=${bytesToHex(digest).toUpperCase()}`;
}

/**
 * CheckAuthenticatorResponse (RFC 2759 §8.8): whether a Success message proves that its sender knows the password.
 * @param message the whole message; what follows the 42 octets does not matter, nor does the case of the digits.
 */
export const checkAuthenticatorResponse = (
  exchange: MschapV2Exchange,
  ntResponse: Uint8Array,
  message: string,
): boolean => message.slice(0, 42).toUpperCase() === generateAuthenticatorResponse(exchange, ntResponse);
