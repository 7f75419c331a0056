import { expect, test } from '@jest/globals';
import type { Encoding } from '@rtemu/engine/console-session';
import fc from 'fast-check';
import { encodeText, TextDecoding } from './text-codec.js';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'shift_jis', 'euc-jp'];
const SENTENCE = 'RTX1210 の「管理パスワード」は、ｶﾅ も ①㈱髙 も、\\ と | を含む表示ソ能';

test('a Japanese sentence is the octets that everybody writes', () => {
  expect(encodeText('表示', 'shift_jis')).toEqual(Uint8Array.of(0x95, 0x5c, 0x8e, 0xa6));
  expect(encodeText('表示', 'euc-jp')).toEqual(Uint8Array.of(0xc9, 0xbd, 0xbc, 0xa8));
  expect(encodeText('ｶ', 'shift_jis')).toEqual(Uint8Array.of(0xb6));
  expect(encodeText('ｶ', 'euc-jp')).toEqual(Uint8Array.of(0x8e, 0xb6));
});

test.each(ENCODINGS)('%s: Node reads what is written, in pieces of any length it is read back', (encoding) => {
  const sentence = encoding === 'euc-jp' ? SENTENCE.replace('髙', '高') : SENTENCE;
  const octets = encodeText(sentence, encoding);
  expect(new TextDecoder(encoding).decode(octets)).toBe(sentence);
  for (let length = 1; length <= octets.length; length++) {
    const decoding = new TextDecoding(encoding);
    let text = '';
    for (let at = 0; at < octets.length; at += length) text += decoding.read(octets.subarray(at, at + length));
    expect(text).toBe(sentence);
  }
});

test.each(['shift_jis', 'euc-jp'] as const)('%s: every pair of octets is read as Node reads it', (encoding) => {
  const native = new TextDecoder(encoding);
  const differences: string[] = [];
  for (let lead = 0x81; lead <= 0xfc; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const octets = Uint8Array.of(lead, trail);
      const expected = native.decode(octets);
      // User-defined characters are nobody's but the user's, and JIS X 0212 is not spoken. Nor is what Node's tables have behind the half-width katakana of EUC.
      if (encoding === 'euc-jp' && lead === 0x8e && trail > 0xdf) continue;
      if (
        expected.length !== 1 ||
        expected === '\ufffd' ||
        (expected >= '\ue000' && expected <= '\uf8ff') ||
        lead === 0x8f
      )
        continue;
      if (new TextDecoding(encoding).read(octets) !== expected) differences.push(`${lead} ${trail} ${expected}`);
    }
  expect(differences).toEqual([]);
});

test.each(ENCODINGS)('%s: any octets are read as some text, and nothing is kept back but one character', (encoding) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 }), (chunks) => {
      const decoding = new TextDecoding(encoding);
      for (const chunk of chunks) decoding.read(chunk);
      expect(decoding.read(Uint8Array.of(0x0d, 0x0d, 0x0d))).toMatch(/\r\r$/);
    }),
  );
});

test('UTF-8: Node and this read any octets alike', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (octets) => {
      const whole = Uint8Array.of(...octets, 0x0d);
      expect(new TextDecoding('utf-8').read(whole)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole));
    }),
  );
});

test('what an encoding has no character for is a question mark', () => {
  expect(encodeText('a😀b', 'shift_jis')).toEqual(encodeText('a?b', 'utf-8'));
  expect(encodeText('a😀b', 'euc-jp')).toEqual(encodeText('a?b', 'utf-8'));
});
