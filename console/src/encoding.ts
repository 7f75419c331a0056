/**
 * Texts of unknown encoding. Routers and their tools write Shift_JIS or EUC, people write UTF-8.
 * @module
 */

const decode = (encoding: string, octets: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
};

/** Half-width katakana: hardly anybody writes them, but EUC read as Shift_JIS is full of them. */
const HALF_WIDTH = /[\uff61-\uff9f]/g;
const oddities = (text: string): number => text.match(HALF_WIDTH)?.length ?? 0;

/** A text in UTF-8, Shift_JIS or EUC, whichever it is. Octets that are none of them become U+FFFD. */
export function decodeText(octets: Uint8Array): string {
  const utf8 = decode('utf-8', octets);
  if (utf8 !== undefined) return utf8;
  const sjis = decode('shift_jis', octets);
  const euc = decode('euc-jp', octets);
  if (sjis === undefined || euc === undefined) return sjis ?? euc ?? new TextDecoder('shift_jis').decode(octets);
  return oddities(euc) < oddities(sjis) ? euc : sjis;
}
