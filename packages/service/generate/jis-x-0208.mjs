/**
 * Prints `src/encoding/jis-x-0208.ts`: the characters of JIS X 0208 with the vendors' rows, as every decoder of today reads
 * them (the index `jis0208` of the WHATWG Encoding Standard, which Node's own decoder knows).
 *
 *   node packages/service/generate/jis-x-0208.mjs > packages/service/src/encoding/jis-x-0208.ts
 */
const euc = new TextDecoder('euc-jp');
const sjis = new TextDecoder('shift_jis');
const only = (text) => (text.length === 1 && text !== '\ufffd' ? text : ' ');

/** Rows from 1 to 94 as EUC has them. */
const row = (number) =>
  Array.from({ length: 94 }, (_, cell) => only(euc.decode(Uint8Array.of(0xa0 + number, 0xa1 + cell))))
    .join('')
    .trimEnd();
/** Rows from 115 to 119, which only Shift_JIS reaches. */
const far = (number) =>
  Array.from({ length: 94 }, (_, cell) => {
    const lead = 0xc1 + ((number - 1) >> 1);
    const trail = number % 2 === 0 ? 0x9f + cell : 0x40 + cell + (cell >= 63 ? 1 : 0);
    return only(sjis.decode(Uint8Array.of(lead, trail)));
  })
    .join('')
    .trimEnd();

const rows = [];
for (let number = 1; number <= 119; number++) {
  const text = number <= 94 ? row(number) : number >= 115 ? far(number) : '';
  if (text !== '') rows.push([number, text]);
}
process.stdout.write(`/**
 * The characters of JIS X 0208 by row and cell, with the rows that vendors added and that everybody reads: 13, 89 to 92, and,
 * in Shift_JIS alone, 115 to 119. A blank is a cell that has none. Printed by \`generate/jis-x-0208.mjs\`.
 * @module
 */

/** The number of a row, a blank, and its cells, a row a line. A function, so that nobody reads them who does not need them. */
export const rows = (): string => \`${rows.map(([number, text]) => `\n${number} ${text}`).join('')}\`;
`);
