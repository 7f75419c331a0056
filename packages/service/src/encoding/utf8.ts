/**
 * UTF-8 (RFC 3629): overlong forms, surrogates and what lies beyond U+10FFFF are not read.
 * @module
 */

const NOTHING = '\ufffd';

/** What is read of some octets: so many of them, as a text. No octets: more must come first. */
export function readUtf8(octets: Uint8Array, at: number): { readonly octets: number; readonly text: string } {
  const lead = octets[at]!;
  if (lead < 0x80) return { octets: 1, text: String.fromCharCode(lead) };
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0) return { octets: 1, text: NOTHING };
  let point = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = octets[at + i];
    if (next === undefined) return { octets: 0, text: '' };
    const [least, most] = i > 1 ? [0x80, 0xbf] : secondOf(lead);
    if (next < least || next > most) return { octets: i, text: NOTHING };
    point = point * 64 + (next & 0x3f);
  }
  return { octets: length, text: String.fromCodePoint(point) };
}

/** What the second octet may be (RFC 3629 §4). */
function secondOf(lead: number): readonly [least: number, most: number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

export function utf8Of(character: string): readonly number[] {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 0x3f)];
  if (point >= 0xd800 && point < 0xe000) return utf8Of(NOTHING);
  if (point < 0x10000) return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
  return [0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f)];
}
