/**
 * DES, one block at a time (FIPS 46-3), as MS-CHAP and the LAN Manager hash use it. Broken: for speaking to old peers,
 * never for secrecy. The tables are the standard's; their bits are numbered from 1, the most significant.
 * @module
 */

type Bits = readonly number[];

const INITIAL_PERMUTATION: Bits = [
  58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24,
  16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31,
  23, 15, 7,
];
const FINAL_PERMUTATION: Bits = INITIAL_PERMUTATION.map((_, i) => INITIAL_PERMUTATION.indexOf(i + 1) + 1);
const PERMUTED_CHOICE_1: Bits = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
  47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
const PERMUTED_CHOICE_2: Bits = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
  40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const PERMUTATION_P: Bits = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
const KEY_SHIFTS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1] as const;

/** S1 to S8: four rows of sixteen entries, a hexadecimal digit each. */
const S_BOXES = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
].map((rows) => rows.split(' '));

/** Each S-box with the permutation P behind it, by its six bits of input: what it adds to the cipher function. */
const SUBSTITUTIONS = S_BOXES.map((rows, box) =>
  Int32Array.from({ length: 64 }, (_, input) => {
    const row = ((input >> 4) & 2) | (input & 1);
    const nibble = Number.parseInt(rows[row]![(input >> 1) & 15]!, 16);
    return permuteWord(nibble << (28 - 4 * box));
  }),
);

/**
 * Enciphers one block.
 * @param key 8 octets; their parity bits do not matter.
 * @param block 8 octets.
 */
export function desEncrypt(key: Uint8Array, block: Uint8Array): Uint8Array {
  const roundKeys = scheduleKeys(key);
  const bits = pick(bitsOf(block), INITIAL_PERMUTATION);
  let left = wordOf(bits, 0);
  let right = wordOf(bits, 32);
  for (const roundKey of roundKeys) [left, right] = [right, left ^ cipherFunction(right, roundKey)];
  const halves = new Uint8Array(8);
  const view = new DataView(halves.buffer);
  view.setInt32(0, right);
  view.setInt32(4, left);
  return octetsOf(pick(bitsOf(halves), FINAL_PERMUTATION));
}

/** Spreads 56 bits of key over 8 octets, each with its odd parity bit last (RFC 2433 §A.4, §B.3). */
export function expandDesKey(key: Uint8Array): Uint8Array {
  const bits = bitsOf(key);
  return Uint8Array.from({ length: 8 }, (_, i) => {
    const seven = bits.slice(7 * i, 7 * i + 7);
    const ones = seven.reduce((sum, bit) => sum + bit, 0);
    return [...seven, (ones + 1) & 1].reduce((octet, bit) => (octet << 1) | bit, 0);
  });
}

/** Sixteen round keys, each as eight groups of six bits. */
function scheduleKeys(key: Uint8Array): number[][] {
  const chosen = pick(bitsOf(key), PERMUTED_CHOICE_1);
  let c = chosen.slice(0, 28);
  let d = chosen.slice(28);
  return KEY_SHIFTS.map((shift) => {
    c = [...c.slice(shift), ...c.slice(0, shift)];
    d = [...d.slice(shift), ...d.slice(0, shift)];
    const bits = pick([...c, ...d], PERMUTED_CHOICE_2);
    return S_BOXES.map((_, box) => bits.slice(6 * box, 6 * box + 6).reduce((group, bit) => (group << 1) | bit, 0));
  });
}

/** The expansion E takes six neighbouring bits for each S-box; turning the word brings them to its end. */
function cipherFunction(right: number, roundKey: readonly number[]): number {
  let sum = 0;
  for (let box = 0; box < 8; box++) {
    const turn = (4 * box + 5) & 31;
    const six = ((right << turn) | (right >>> (32 - turn))) & 63;
    sum |= SUBSTITUTIONS[box]![six ^ roundKey[box]!]!;
  }
  return sum;
}

function permuteWord(word: number): number {
  return PERMUTATION_P.reduce((sum, bit, i) => sum | (((word >>> (32 - bit)) & 1) << (31 - i)), 0);
}

const pick = (bits: Bits, table: Bits): number[] => table.map((bit) => bits[bit - 1]!);

const bitsOf = (octets: Uint8Array): number[] => {
  const bits: number[] = [];
  for (const octet of octets) for (let i = 7; i >= 0; i--) bits.push((octet >> i) & 1);
  return bits;
};

const wordOf = (bits: Bits, from: number): number =>
  bits.slice(from, from + 32).reduce((word, bit) => (word << 1) | bit, 0);

const octetsOf = (bits: Bits): Uint8Array =>
  Uint8Array.from({ length: 8 }, (_, i) => bits.slice(8 * i, 8 * i + 8).reduce((octet, bit) => (octet << 1) | bit, 0));
