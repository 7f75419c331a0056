import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  changeKey,
  getMasterKey,
  getNewKeyFromSha,
  initialSessionKey,
  type MppeBits,
  startKeysV1,
  startKeysV2,
} from './mppe-keys.js';
import {
  hashNtPasswordHash,
  lmChallengeResponse,
  lmPasswordHash,
  nextChallenge,
  ntChallengeResponse,
  ntPasswordHash,
} from './mschap-v1.js';
import {
  challengeHash,
  checkAuthenticatorResponse,
  generateAuthenticatorResponse,
  generateNtResponse,
  type MschapV2Exchange,
  withoutDomain,
} from './mschap-v2.js';
import { Rc4 } from './rc4.js';
import { utf16le } from './utf16.js';
import { ascii, hex, kinds, octets, vectors } from './vectors.suite.js';

test('no kind of vector is left untested', () => {
  expect(kinds()).toEqual([
    'chap-md5',
    'des-ecb',
    'des-key-expand',
    'md4',
    'mppe-change',
    'mppe-frame',
    'mppe-initial-key',
    'mppe-session',
    'mschapv1',
    'mschapv2',
    'rc4-keystream',
    'sha1',
  ]);
});

describe('MS-CHAP version 1', () => {
  type Input = { challenge: string; password: string; passwordUtf16le?: string };
  type Expected = { ntPasswordHash?: string; ntResponse: string };

  test.each(vectors<Input, Expected>('mschapv1'))('%s', (_, input, expected) => {
    if (input.passwordUtf16le) expect(hex(utf16le(input.password))).toBe(input.passwordUtf16le);
    if (expected.ntPasswordHash) expect(hex(ntPasswordHash(input.password))).toBe(expected.ntPasswordHash);
    expect(hex(ntChallengeResponse(octets(input.challenge), input.password))).toBe(expected.ntResponse);
  });

  test('the LAN Manager hash knows no case and fourteen characters', () => {
    expect(hex(lmPasswordHash('CLIENTpass'))).toBe('76a152936096d7830e2390227404afd2');
    expect(hex(lmPasswordHash(''))).toBe('aad3b435b51404eeaad3b435b51404ee');
    expect(lmPasswordHash('abcdefghijklmnop')).toEqual(lmPasswordHash('ABCDEFGHIJKLMN'));
    expect(lmPasswordHash('\u88c5')).toEqual(lmPasswordHash('?'));
    expect(lmChallengeResponse(new Uint8Array(8), 'a')).not.toEqual(ntChallengeResponse(new Uint8Array(8), 'a'));
  });

  test('a second try adds 23 to the first octet of the challenge', () => {
    expect(hex(nextChallenge(octets('102db5df085d3041')))).toBe('272db5df085d3041');
    expect(hex(nextChallenge(octets('ff2db5df085d3041')))).toBe('162db5df085d3041');
  });
});

describe('MS-CHAP version 2', () => {
  type Input = { userName: string; password: string; authenticatorChallenge: string; peerChallenge: string };
  type Expected = {
    challengeHash: string;
    ntPasswordHash?: string;
    ntPasswordHashHash?: string;
    ntResponse: string;
    authenticatorResponse: string;
  };
  const exchangeOf = (input: Input): MschapV2Exchange => ({
    userName: ascii(input.userName),
    password: input.password,
    authenticatorChallenge: octets(input.authenticatorChallenge),
    peerChallenge: octets(input.peerChallenge),
  });

  describe.each(vectors<Input, Expected>('mschapv2'))('%s', (_, input, expected) => {
    const exchange = exchangeOf(input);
    const ntResponse = generateNtResponse(exchange);

    test('hashes and responses', () => {
      const challenge = challengeHash(exchange.peerChallenge, exchange.authenticatorChallenge, exchange.userName);
      expect(hex(challenge)).toBe(expected.challengeHash);
      const hash = ntPasswordHash(input.password);
      if (expected.ntPasswordHash) expect(hex(hash)).toBe(expected.ntPasswordHash);
      if (expected.ntPasswordHashHash) expect(hex(hashNtPasswordHash(hash))).toBe(expected.ntPasswordHashHash);
      expect(hex(ntResponse)).toBe(expected.ntResponse);
      expect(generateAuthenticatorResponse(exchange, ntResponse)).toBe(expected.authenticatorResponse);
    });

    test('a domain in front of the name changes nothing', () => {
      const withDomain = { ...exchange, userName: ascii(`BIGCO\\${input.userName}`) };
      expect(withoutDomain(withDomain.userName)).toEqual(exchange.userName);
      expect(generateNtResponse(withDomain)).toEqual(ntResponse);
      expect(generateAuthenticatorResponse(withDomain, ntResponse)).toBe(expected.authenticatorResponse);
    });

    test('the peer accepts that Success message, with words behind it or without, and no other', () => {
      const accepts = (message: string) => checkAuthenticatorResponse(exchange, ntResponse, message);
      expect(accepts(expected.authenticatorResponse)).toBe(true);
      expect(accepts(`${expected.authenticatorResponse} M=Welcome`)).toBe(true);
      expect(accepts(expected.authenticatorResponse.toLowerCase())).toBe(true);
      expect(accepts('')).toBe(false);
      expect(accepts(expected.authenticatorResponse.slice(0, -1))).toBe(false);
      expect(accepts(`S=${'0'.repeat(40)}`)).toBe(false);
      expect(
        checkAuthenticatorResponse({ ...exchange, password: 'wrong' }, ntResponse, expected.authenticatorResponse),
      ).toBe(false);
    });
  });
});

describe('MPPE keys', () => {
  type Input = {
    auth: 'mschapv1' | 'mschapv2';
    bits: MppeBits;
    password: string;
    challenge?: string;
    ntResponse?: string;
    plaintextHex?: string;
  };
  type ExpectedV1 = { lmPasswordHash?: string; getKeyOut?: string; startKey?: string; initialSessionKey: string };
  type ExpectedV2 = {
    masterKey: string;
    serverSendStartKey: string;
    serverSendInitialKey: string;
    serverReceiveStartKey: string;
    serverReceiveInitialKey: string;
    sampleCiphertext: string;
  };
  const rows = vectors<Input, ExpectedV1 & ExpectedV2>('mppe-initial-key');

  test.each(rows.filter(([, input]) => input.auth === 'mschapv1'))('%s', (_, input, expected) => {
    const keys = startKeysV1(input.password, octets(input.challenge ?? ''), input.bits);
    expect(keys.send).toEqual(keys.receive);
    if (expected.lmPasswordHash) expect(hex(lmPasswordHash(input.password))).toBe(expected.lmPasswordHash);
    if (expected.startKey) expect(hex(keys.send)).toBe(expected.startKey);
    if (expected.getKeyOut) expect(hex(getNewKeyFromSha(keys.send, keys.send))).toBe(expected.getKeyOut);
    expect(hex(initialSessionKey(keys.send, input.bits))).toBe(expected.initialSessionKey);
  });

  test.each(rows.filter(([, input]) => input.auth === 'mschapv2'))('%s', (_, input, expected) => {
    const ntResponse = octets(input.ntResponse!);
    const hashHash = hashNtPasswordHash(ntPasswordHash(input.password));
    expect(hex(getMasterKey(hashHash, ntResponse))).toBe(expected.masterKey);
    const server = startKeysV2(input.password, ntResponse, 'authenticator', input.bits);
    expect(hex(server.send)).toBe(expected.serverSendStartKey);
    expect(hex(server.receive)).toBe(expected.serverReceiveStartKey);
    const client = startKeysV2(input.password, ntResponse, 'peer', input.bits);
    expect(client).toEqual({ send: server.receive, receive: server.send });
    const key = initialSessionKey(server.send, input.bits);
    expect(hex(key)).toBe(expected.serverSendInitialKey);
    expect(hex(initialSessionKey(server.receive, input.bits))).toBe(expected.serverReceiveInitialKey);
    expect(hex(new Rc4(key).apply(octets(input.plaintextHex!)))).toBe(expected.sampleCiphertext);
  });

  type ChangeInput = { bits: MppeBits; startKey: string; sessionKey: string; plaintextHex: string };
  test.each(vectors<ChangeInput, { changedKey: string; ciphertext: string }>('mppe-change'))(
    '%s',
    (_, input, expected) => {
      const key = changeKey(octets(input.startKey), octets(input.sessionKey), input.bits);
      expect(hex(key)).toBe(expected.changedKey);
      expect(hex(new Rc4(key).apply(octets(input.plaintextHex)))).toBe(expected.ciphertext);
    },
  );

  test('weak keys keep their salt through every change', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        fc.constantFrom(40 as const, 56 as const),
        (start, bits) => {
          let key = initialSessionKey(start, bits);
          for (let i = 0; i < 3; i++) {
            expect(hex(key).startsWith(bits === 40 ? 'd1269e' : 'd1')).toBe(true);
            key = changeKey(start, key, bits);
          }
        },
      ),
      { numRuns: 20 },
    );
  });
});
