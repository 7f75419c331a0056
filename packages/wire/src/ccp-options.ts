/**
 * The Configuration Options of CCP (RFC 1962 §4). Only that of MPPE is read (RFC 3078 §2.1); every other compressor stays
 * `Unknown`.
 * @module
 */
import { number, type OptionLayout, optionCodec, type UnknownOption } from './option-list.js';

/** The Supported Bits. */
export const MPPE = {
  /** H: the key changes with every packet. */
  stateless: 0x01000000,
  /** M */
  bits56: 0x00000080,
  /** S */
  bits128: 0x00000040,
  /** L */
  bits40: 0x00000020,
  /** D, which is not to be used any more. */
  obsolete: 0x00000010,
  /** C: MPPC compresses before the cipher. */
  compression: 0x00000001,
} as const;

export type CcpOption = MppeOption | UnknownOption;

export interface MppeOption {
  readonly kind: 'Mppe';
  /** A sum of {@link MPPE}, and whatever reserved bits the peer set. */
  readonly value: number;
}

const LETTERS = [
  ['H', MPPE.stateless],
  ['M', MPPE.bits56],
  ['S', MPPE.bits128],
  ['L', MPPE.bits40],
  ['D', MPPE.obsolete],
  ['C', MPPE.compression],
] as const;

/** `+H -M +S +L -D -C`, as the field has long written it. */
export const printBits = (value: number): string =>
  LETTERS.map(([letter, bit]) => ((value & bit) !== 0 ? '+' : '-') + letter).join(' ');

const mppe: OptionLayout<MppeOption> = { ...number(18, 4), print: ({ value }) => ` ${printBits(value)}` };

export const { parse, lengthOf, emitInto, emit, describe } = optionCodec<CcpOption>({ Mppe: mppe });
