/**
 * MPPE keys from MS-CHAP credentials (RFC 3079) and their changes (RFC 3078 §7). Function names are the RFC's.
 *
 * {@link ./mppe-engine} changes keys where they lie; {@link changeKey} here says the same plainly and is its oracle.
 * @module
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { hashNtPasswordHash, lmPasswordHash, ntPasswordHash } from './mschap-v1.js';
import { Rc4 } from './rc4.js';

export type MppeBits = 40 | 56 | 128;

/** One start key a direction, as `MppeEngine.createContext` takes them: 8 octets for 40 and 56 bits, 16 for 128. */
export interface MppeStartKeys {
  readonly send: Uint8Array;
  readonly receive: Uint8Array;
}

/** Who we were in the MS-CHAP exchange: who asked for credentials, or who gave them. */
export type MschapRole = 'authenticator' | 'peer';

export const keyOctets = (bits: MppeBits): number => (bits === 128 ? 16 : 8);

/**
 * What stands in front of a weakened key, in place of its first octets (RFC 3079 §2.1, §2.2). Forty bits are left of
 * sixty-four by three known octets, fifty-six by one.
 */
export const SALT: Readonly<Record<MppeBits, readonly number[]>> = { 40: [0xd1, 0x26, 0x9e], 56: [0xd1], 128: [] };

const SHS_PAD_1 = new Uint8Array(40);
const SHS_PAD_2 = new Uint8Array(40).fill(0xf2);

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Magic1 to Magic3 of RFC 3079 §3.4. */
const MASTER_KEY = ascii('This is the MPPE Master Key');
const CLIENT_SENDS = ascii('On the client side, this is the send key; on the server side, it is the receive key.');
const SERVER_SENDS = ascii('On the client side, this is the receive key; on the server side, it is the send key.');

/** Start keys after MS-CHAP version 1: one key for both directions (RFC 3079 §2). */
export function startKeysV1(password: string, challenge: Uint8Array, bits: MppeBits): MppeStartKeys {
  const key =
    bits === 128
      ? getStartKeyV1(challenge, hashNtPasswordHash(ntPasswordHash(password)))
      : lmPasswordHash(password).slice(0, 8);
  return { send: key, receive: key.slice() };
}

/** Start keys after MS-CHAP version 2: one a direction (RFC 3079 §3). */
export function startKeysV2(password: string, ntResponse: Uint8Array, role: MschapRole, bits: MppeBits): MppeStartKeys {
  const masterKey = getMasterKey(hashNtPasswordHash(ntPasswordHash(password)), ntResponse);
  const isServer = role === 'authenticator';
  const octets = keyOctets(bits);
  return {
    send: getAsymmetricStartKey(masterKey, octets, true, isServer),
    receive: getAsymmetricStartKey(masterKey, octets, false, isServer),
  };
}

/** Get_Start_Key: the 128-bit start key of version 1, 16 octets (RFC 3079 §2.4). */
export const getStartKeyV1 = (challenge: Uint8Array, passwordHashHash: Uint8Array): Uint8Array =>
  sha1(concatBytes(passwordHashHash, passwordHashHash, challenge)).slice(0, 16);

/** GetMasterKey: 16 octets (RFC 3079 §3.4). */
export const getMasterKey = (passwordHashHash: Uint8Array, ntResponse: Uint8Array): Uint8Array =>
  sha1(concatBytes(passwordHashHash, ntResponse, MASTER_KEY)).slice(0, 16);

/** GetAsymmetricStartKey: `octets` octets (RFC 3079 §3.4). What a server sends is what its client receives. */
export function getAsymmetricStartKey(
  masterKey: Uint8Array,
  octets: number,
  isSend: boolean,
  isServer: boolean,
): Uint8Array {
  const magic = isSend === isServer ? SERVER_SENDS : CLIENT_SENDS;
  return sha1(concatBytes(masterKey, SHS_PAD_1, magic, SHS_PAD_2)).slice(0, octets);
}

/** GetNewKeyFromSHA: as many octets as the keys have (RFC 3078 §7.3; Get_Key of RFC 3079 §2.4). */
export const getNewKeyFromSha = (startKey: Uint8Array, sessionKey: Uint8Array): Uint8Array =>
  sha1(concatBytes(startKey, SHS_PAD_1, sessionKey, SHS_PAD_2)).slice(0, startKey.length);

/** The session key that a session begins with. */
export const initialSessionKey = (startKey: Uint8Array, bits: MppeBits): Uint8Array =>
  salted(getNewKeyFromSha(startKey, startKey), bits);

/** The session key that follows `sessionKey`: enciphered with itself, which the initial one is not (RFC 3078 §7.3). */
export function changeKey(startKey: Uint8Array, sessionKey: Uint8Array, bits: MppeBits): Uint8Array {
  const interim = getNewKeyFromSha(startKey, sessionKey);
  return salted(new Rc4(interim).apply(interim), bits);
}

function salted(key: Uint8Array, bits: MppeBits): Uint8Array {
  key.set(SALT[bits]);
  return key;
}
