/**
 * The Configuration Options of CCP (RFC 1962 §4): that of MPPE, which is MPPC's too (RFC 3078 §2.1, RFC 2118 §2), and that
 * of Stac LZS (RFC 1974 §2). Every other compressor stays `Unknown`.
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

export type CcpOption = MppeOption | StacLzsOption | UnknownOption;

export interface MppeOption {
  readonly kind: 'Mppe';
  /** A sum of {@link MPPE}, and whatever reserved bits the peer set. */
  readonly value: number;
}

export interface StacLzsOption {
  readonly kind: 'StacLzs';
  readonly historyCount: number;
  /** 0 none, 1 LCB, 2 CRC, 3 sequence numbers, 4 extended. */
  readonly checkMode: number;
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

const stacLzs: OptionLayout<StacLzsOption> = {
  type: 17,
  length: 5,
  read: ([high = 0, low = 0, checkMode = 0]) => ({ historyCount: high * 256 + low, checkMode }),
  write: ({ historyCount, checkMode }) => Uint8Array.of(historyCount >>> 8, historyCount, checkMode),
  print: ({ historyCount, checkMode }) => `=${historyCount}/${checkMode}`,
};

export const { parse, lengthOf, emitInto, emit, describe } = optionCodec<CcpOption>({ StacLzs: stacLzs, Mppe: mppe });
