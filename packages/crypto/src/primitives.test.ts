import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import fc from 'fast-check';
import { chapMd5Response } from './chap-md5.js';
import { desEncrypt, expandDesKey } from './des.js';
import { md4 } from './md4.js';
import { Rc4 } from './rc4.js';
import { utf16le } from './utf16.js';
import { ascii, hex, octets, vectors } from './vectors.suite.js';

const key8 = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('MD4', () => {
  test.each(vectors<{ messageHex: string }, { digest: string }>('md4'))('%s', (_, input, expected) => {
    expect(hex(md4(octets(input.messageHex)))).toBe(expected.digest);
  });

  test('every length around the ends of a block gives its own digest, and leaves the message as it was', () => {
    const digests = new Set<string>();
    for (let length = 0; length <= 130; length++) {
      const message = new Uint8Array(length);
      digests.add(hex(md4(message)));
      expect(message.every((octet) => octet === 0)).toBe(true);
    }
    expect(digests.size).toBe(131);
  });
});

describe('SHA-1 and MD5 of the library', () => {
  test.each(vectors<{ messageHex: string; repeat: number }, { digest: string }>('sha1'))('%s', (_, input, expected) => {
    const once = octets(input.messageHex);
    const message = new Uint8Array(once.length * input.repeat);
    for (let i = 0; i < input.repeat; i++) message.set(once, i * once.length);
    expect(hex(sha1(message))).toBe(expected.digest);
  });

  test('agree with those of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        expect(hex(sha1(message))).toBe(createHash('sha1').update(message).digest('hex'));
        expect(hex(md5(message))).toBe(createHash('md5').update(message).digest('hex'));
      }),
    );
  });
});

describe('DES', () => {
  test.each(vectors<{ key8: string; plaintext: string }, { ciphertext: string }>('des-ecb'))(
    '%s',
    (_, input, expected) => {
      expect(hex(desEncrypt(octets(input.key8), octets(input.plaintext)))).toBe(expected.ciphertext);
    },
  );

  test.each(vectors<{ raw7: string }, { parity8: string }>('des-key-expand'))('%s', (_, input, expected) => {
    expect(hex(expandDesKey(octets(input.raw7)))).toBe(expected.parity8);
  });

  test('agrees with the triple DES of Node under three equal keys', () => {
    fc.assert(
      fc.property(key8, key8, (key, block) => {
        const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null).setAutoPadding(false);
        expect(hex(desEncrypt(key, block))).toBe(cipher.update(block).toString('hex'));
      }),
      { numRuns: 300 },
    );
  });

  test('does not look at parity bits', () => {
    fc.assert(
      fc.property(key8, key8, (key, block) => {
        const flipped = key.map((octet) => octet ^ 1);
        expect(desEncrypt(flipped, block)).toEqual(desEncrypt(key, block));
      }),
    );
  });
});

describe('RC4', () => {
  test.each(vectors<{ key: string }, { blocks: { offset: number; keystream: string }[] }>('rc4-keystream'))(
    '%s',
    (_, input, expected) => {
      const stream = new Rc4(octets(input.key)).apply(new Uint8Array(4112));
      for (const { offset, keystream } of expected.blocks)
        expect({ offset, keystream: hex(stream.subarray(offset, offset + 16)) }).toEqual({ offset, keystream });
    },
  );

  test('goes on where the last call ended, and deciphers what it enciphered', () => {
    fc.assert(
      fc.property(key8, fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), (key, pieces) => {
        const [piecewise, whole, back] = [new Rc4(key), new Rc4(key), new Rc4(key)];
        const sealed = pieces.flatMap((piece) => [...piecewise.apply(piece)]);
        expect(sealed).toEqual([...whole.apply(Uint8Array.from(pieces.flatMap((piece) => [...piece])))]);
        expect([...back.apply(Uint8Array.from(sealed))]).toEqual(pieces.flatMap((piece) => [...piece]));
      }),
    );
  });

  test('refuses a key that is none', () => {
    expect(() => new Rc4(new Uint8Array(0))).toThrow(RangeError);
    expect(() => new Rc4(new Uint8Array(257))).toThrow(RangeError);
  });
});

test('a string in UTF-16, low octet first', () => {
  expect(hex(utf16le('MyPw'))).toBe('4d00790050007700');
  expect(hex(utf16le('\u88c5\ud83d\ude00'))).toBe('c5883dd800de');
  fc.assert(
    fc.property(fc.string(), (text) => expect(hex(utf16le(text))).toBe(Buffer.from(text, 'utf16le').toString('hex'))),
  );
});

test.each(vectors<{ id: number; password: string; challenge: string }, { digest: string }>('chap-md5'))(
  '%s',
  (_, input, expected) => {
    expect(hex(chapMd5Response(input.id, ascii(input.password), octets(input.challenge)))).toBe(expected.digest);
  },
);
