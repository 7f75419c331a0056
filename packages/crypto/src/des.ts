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
const substitutions = (): Int32Array[] =>
  S_BOXES.map((rows, box) =>
    Int32Array.from({ length: 64 }, (_, input) => {
      const row = ((input >> 4) & 2) | (input & 1);
      const nibble = Number.parseInt(rows[row]![(input >> 1) & 15]!, 16);
      return permuteWord(nibble << (28 - 4 * box));
    }),
  );

/** A permutation as lookups: what each octet of its 64 bits of input adds to the two words of its output. */
class Permutation {
  readonly #high = new Int32Array(8 * 256);
  readonly #low = new Int32Array(8 * 256);

  /** @param table which bit of the input each bit of the output is; its halves become the two words, at their low ends. */
  constructor(table: Bits) {
    const width = table.length / 2;
    for (const [to, bit] of table.entries()) {
      const half = to < width ? this.#high : this.#low;
      const place = 1 << (width - 1 - (to % width));
      const octet = ((bit - 1) >> 3) << 8;
      const mask = 0x80 >> ((bit - 1) & 7);
      for (let value = 0; value < 256; value++) if (value & mask) half[octet | value]! |= place;
    }
  }

  high(left: number, right: number): number {
    return gather(this.#high, left, right);
  }

  low(left: number, right: number): number {
    return gather(this.#low, left, right);
  }
}

const gather = (half: Int32Array, left: number, right: number): number =>
  half[left >>> 24]! |
  half[0x100 | ((left >>> 16) & 0xff)]! |
  half[0x200 | ((left >>> 8) & 0xff)]! |
  half[0x300 | (left & 0xff)]! |
  half[0x400 | (right >>> 24)]! |
  half[0x500 | ((right >>> 16) & 0xff)]! |
  half[0x600 | ((right >>> 8) & 0xff)]! |
  half[0x700 | (right & 0xff)]!;

interface Tables {
  readonly initial: Permutation;
  readonly final: Permutation;
  readonly choice1: Permutation;
  readonly choice2: Permutation;
  readonly substitutions: readonly Int32Array[];
}

/** Made when first used: a program that authenticates nobody need not wait for them. */
let tables: Tables | undefined;
const madeTables = (): Tables =>
  (tables ??= {
    initial: new Permutation(INITIAL_PERMUTATION),
    final: new Permutation(FINAL_PERMUTATION),
    choice1: new Permutation(PERMUTED_CHOICE_1),
    // C and D, of 28 bits, each lie at the high end of a word of their own.
    choice2: new Permutation(PERMUTED_CHOICE_2.map((bit) => (bit <= 28 ? bit : bit + 4))),
    substitutions: substitutions(),
  });

/**
 * Enciphers one block.
 * @param key 8 octets; their parity bits do not matter.
 * @param block 8 octets.
 */
export function desEncrypt(key: Uint8Array, block: Uint8Array): Uint8Array {
  const { initial, final, choice1, choice2, substitutions } = madeTables();
  const roundKeys = scheduleKeys(key, choice1, choice2);
  const input = viewOf(block);
  let left = initial.high(input.getInt32(0), input.getInt32(4));
  let right = initial.low(input.getInt32(0), input.getInt32(4));
  for (let round = 0; round < 16; round++) {
    const next = left ^ cipherFunction(substitutions, right, roundKeys[2 * round]!, roundKeys[2 * round + 1]!);
    left = right;
    right = next;
  }
  const enciphered = new Uint8Array(8);
  const output = viewOf(enciphered);
  output.setInt32(0, final.high(right, left));
  output.setInt32(4, final.low(right, left));
  return enciphered;
}

/** Spreads 56 bits of key over 8 octets, each with its odd parity bit last (RFC 2433 §A.4, §B.3). */
export function expandDesKey(key: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 8 }, (_, i) => {
    const at = 7 * i;
    const pair = (key[at >> 3]! << 8) | (key[(at >> 3) + 1] ?? 0);
    const seven = (pair >> (9 - (at & 7))) & 0x7f;
    let ones = seven;
    for (const half of [4, 2, 1]) ones ^= ones >> half;
    return (seven << 1) | (~ones & 1);
  });
}

/** Sixteen round keys, each in two words of four groups of six bits. */
function scheduleKeys(key: Uint8Array, choice1: Permutation, choice2: Permutation): Int32Array {
  const input = viewOf(key);
  let c = choice1.high(input.getInt32(0), input.getInt32(4));
  let d = choice1.low(input.getInt32(0), input.getInt32(4));
  const roundKeys = new Int32Array(32);
  for (let round = 0; round < 16; round++) {
    const shift = KEY_SHIFTS[round]!;
    c = (c << shift) | (c >>> (28 - shift));
    d = (d << shift) | (d >>> (28 - shift));
    c &= 0xfff_ffff;
    d &= 0xfff_ffff;
    roundKeys[2 * round] = choice2.high(c << 4, d << 4);
    roundKeys[2 * round + 1] = choice2.low(c << 4, d << 4);
  }
  return roundKeys;
}

/** The expansion E takes six neighbouring bits for each S-box; turning the word brings them to its end. */
function cipherFunction(boxes: readonly Int32Array[], right: number, keyHigh: number, keyLow: number): number {
  let sum = 0;
  for (let box = 0; box < 8; box++) {
    const turn = (4 * box + 5) & 31;
    const six = (right << turn) | (right >>> (32 - turn));
    const group = (box < 4 ? keyHigh : keyLow) >>> (18 - 6 * (box & 3));
    sum |= boxes[box]![(six ^ group) & 63]!;
  }
  return sum;
}

function permuteWord(word: number): number {
  return PERMUTATION_P.reduce((sum, bit, i) => sum | (((word >>> (32 - bit)) & 1) << (31 - i)), 0);
}

const viewOf = (octets: Uint8Array): DataView => new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
