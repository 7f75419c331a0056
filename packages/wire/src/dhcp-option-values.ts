/**
 * What operators write as the value of a DHCP option (RFC 2132; manual 12.1.8 lists the kinds).
 * @module
 */
import { readIpv4 } from './address.js';
import { writeText } from './text.js';

type ValueKind =
  | 'octet'
  | 'short'
  | 'shorts'
  | 'long'
  | 'address'
  | 'addresses'
  | 'text'
  | 'switch'
  | 'binary'
  /** Of an option that RFC 2132 does not know: octets when it looks like them, else text. */
  | 'any';

const KINDS: Readonly<Record<Exclude<ValueKind, 'any'>, readonly number[]>> = {
  octet: [23, 37, 46],
  short: [13, 22, 26],
  shorts: [25],
  long: [2, 24, 35, 38],
  address: [1, 16, 28, 32],
  addresses: [3, 4, 5, 6, 7, 8, 9, 10, 11, 21, 33, 41, 42, 44, 45, 48, 49, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76],
  text: [12, 14, 15, 17, 18, 40, 47, 62, 64, 66, 67],
  switch: [19, 20, 27, 29, 30, 31, 34, 36, 39],
  binary: [43],
};

const KIND_OF = new Map(
  Object.entries(KINDS).flatMap(([kind, codes]) => codes.map((code) => [code, kind as ValueKind] as const)),
);

/** The names that the manual gives; others are known to the device, and not to us. */
const MNEMONICS: Readonly<Record<string, number>> = { router: 3, dns: 6, hostname: 12, domain: 15, wins_server: 44 };

/** The code that a number or a mnemonic means; `undefined` for a name that is not known here. */
export const optionCodeOf = (option: string): number | undefined =>
  /^\d+$/.test(option) ? Number(option) : MNEMONICS[option];

/** @returns `undefined` when it is no value of that option */
export function readOptionValue(code: number, text: string): Uint8Array | undefined {
  const kind = KIND_OF.get(code) ?? 'any';
  const list = text.split(',');
  switch (kind) {
    case 'octet':
      return numbers([text], 1, 0xff);
    case 'short':
      return numbers([text], 2, 0xffff);
    case 'shorts':
      return numbers(list, 2, 0xffff);
    case 'long':
      return numbers([text], 4, 0x7fff_ffff);
    case 'address':
      return list.length === 1 ? addresses(list) : undefined;
    case 'addresses':
      return addresses(list);
    case 'switch':
      return /^(?:on|1)$/i.test(text) ? Uint8Array.of(1) : /^(?:off|0)$/i.test(text) ? Uint8Array.of(0) : undefined;
    case 'text':
      return writeText(text);
    case 'binary':
      return binary(list);
    default:
      return binary(list) ?? writeText(text);
  }
}

function numbers(list: readonly string[], octets: number, max: number): Uint8Array | undefined {
  const values = list.map((item) => (/^\d{1,10}$/.test(item) ? Number(item) : Number.NaN));
  if (!values.every((value) => value <= max)) return undefined;
  return Uint8Array.from(
    values.flatMap((value) =>
      Array.from({ length: octets }, (_, i) => Math.floor(value / 256 ** (octets - 1 - i)) % 256),
    ),
  );
}

function addresses(list: readonly string[]): Uint8Array | undefined {
  const values = list.map(readIpv4);
  if (!values.every((value) => value !== undefined)) return undefined;
  return Uint8Array.from(
    values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]),
  );
}

const binary = (list: readonly string[]): Uint8Array | undefined =>
  list.every((item) => /^[\da-f]{2}$/i.test(item))
    ? Uint8Array.from(list.map((item) => Number.parseInt(item, 16)))
    : undefined;
