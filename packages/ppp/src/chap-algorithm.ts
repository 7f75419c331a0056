/**
 * What the algorithms of CHAP differ in: MD5 (RFC 1994 §4.1), MS-CHAP (RFC 2433) and MS-CHAP version 2 (RFC 2759).
 * @module
 */
import { chapMd5Response } from '@rtemu/crypto/chap-md5';
import { type MschapRole, startKeysV1, startKeysV2 } from '@rtemu/crypto/mppe-keys';
import { ntChallengeResponse, RESPONSE_OCTETS } from '@rtemu/crypto/mschap-v1';
import {
  CHALLENGE_OCTETS,
  checkAuthenticatorResponse,
  generateAuthenticatorResponse,
  generateNtResponse,
  type MschapV2Exchange,
} from '@rtemu/crypto/mschap-v2';
import type { Random } from '@rtemu/engine/random';
import {
  MSCHAP_ERROR,
  readMschapResponse,
  readMschapV2Response,
  writeMschapFailure,
  writeMschapResponse,
  writeMschapV2Response,
} from '@rtemu/wire/chap';
import { sameOctets } from '@rtemu/wire/octets';
import { writeText } from '@rtemu/wire/text';
import type { AuthenticationMethod } from './authentication-method.js';
import type { StartKeys } from './encryption.js';

export type ChapMethod = Exclude<AuthenticationMethod, 'pap'>;

export interface Challenge {
  readonly identifier: number;
  readonly value: Uint8Array;
}

/** A name is its octets, one character each. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** What the peer of an authenticator sends, and how it looks at the Success that comes back. */
export interface ChapAnswer {
  readonly value: Uint8Array;
  /** Whether the authenticator proves that it knows the password too. */
  proves(message: string): boolean;
  readonly startKeys?: StartKeys;
}

/** What an authenticator makes of a good response. */
export interface ChapVerdict {
  readonly message: string;
  readonly startKeys?: StartKeys;
}

export interface ChapAlgorithm {
  readonly challengeOctets: number;
  /** Whether every challenge has just that length, and a Failure may carry one for another try. */
  readonly isMschap: boolean;
  answer(random: Random, challenge: Challenge, credentials: Credentials): ChapAnswer;
  /** `undefined` when the response is wrong. */
  verify(challenge: Challenge, value: Uint8Array, credentials: Credentials): ChapVerdict | undefined;
  /** The Message of a Failure. */
  refuse(challenge: Uint8Array, retry: boolean): string;
}

/** The version of the change-password protocol that a Failure names; everybody says 3. */
const VERSION = 3;

const md5: ChapAlgorithm = {
  challengeOctets: 16,
  isMschap: false,
  answer: (_random, { identifier, value }, { password }) => ({
    value: chapMd5Response(identifier, writeText(password), value),
    proves: () => true,
  }),
  verify: (challenge, value, { password }) =>
    sameOctets(value, chapMd5Response(challenge.identifier, writeText(password), challenge.value))
      ? { message: '' }
      : undefined,
  refuse: () => '',
};

const mschap: ChapAlgorithm = {
  challengeOctets: 8,
  isMschap: true,
  answer: (_random, { value: challenge }, { password }) => ({
    value: writeMschapResponse({
      lmResponse: new Uint8Array(RESPONSE_OCTETS),
      ntResponse: ntChallengeResponse(challenge, password),
      useNt: true,
    }),
    proves: () => true,
    startKeys: (bits) => startKeysV1(password, challenge, bits),
  }),
  verify: ({ value: challenge }, value, { password }) => {
    const response = readMschapResponse(value);
    // A response that is LAN Manager's alone could be forged by whoever watched an old one.
    if (!response?.useNt || !sameOctets(response.ntResponse, ntChallengeResponse(challenge, password)))
      return undefined;
    return { message: '', startKeys: (bits) => startKeysV1(password, challenge, bits) };
  },
  refuse: (challenge, retry) =>
    writeMschapFailure({ error: MSCHAP_ERROR.authenticationFailure, retry, challenge, version: VERSION }),
};

const v2Keys =
  (password: string, ntResponse: Uint8Array, role: MschapRole): StartKeys =>
  (bits) =>
    startKeysV2(password, ntResponse, role, bits);

const mschapV2: ChapAlgorithm = {
  challengeOctets: CHALLENGE_OCTETS,
  isMschap: true,
  answer: (random, { value: authenticatorChallenge }, { name, password }) => {
    const peerChallenge = random.octets(CHALLENGE_OCTETS);
    const exchange: MschapV2Exchange = { authenticatorChallenge, peerChallenge, userName: writeText(name), password };
    const ntResponse = generateNtResponse(exchange);
    return {
      value: writeMschapV2Response({ peerChallenge, ntResponse, flags: 0 }),
      proves: (message) => checkAuthenticatorResponse(exchange, ntResponse, message),
      startKeys: v2Keys(password, ntResponse, 'peer'),
    };
  },
  verify: ({ value: authenticatorChallenge }, value, { name, password }) => {
    const response = readMschapV2Response(value);
    if (!response) return undefined;
    const { peerChallenge, ntResponse, flags } = response;
    const exchange: MschapV2Exchange = { authenticatorChallenge, peerChallenge, userName: writeText(name), password };
    if (!sameOctets(ntResponse, generateNtResponse(exchange))) return undefined;
    const proof = generateAuthenticatorResponse(exchange, ntResponse);
    return {
      // Old versions of Windows set flags, and choke on words behind the proof.
      message: flags === 0 ? `${proof} M=Welcome` : proof,
      startKeys: v2Keys(password, ntResponse, 'authenticator'),
    };
  },
  refuse: (challenge, retry) =>
    writeMschapFailure({
      error: MSCHAP_ERROR.authenticationFailure,
      retry,
      challenge,
      version: VERSION,
      message: 'Authentication failed',
    }),
};

export const CHAP_ALGORITHMS: Readonly<Record<ChapMethod, ChapAlgorithm>> = {
  chap: md5,
  mschap,
  'mschap-v2': mschapV2,
};
