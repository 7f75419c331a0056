import {
  type AddressRange,
  type Ipv4Address,
  type Ipv4Prefix,
  type MacAddress,
  type MaskedAddress,
  maskLength,
  networkOf,
  printIpv4,
  printMac,
  readIpv4,
  readMac,
} from '@rtemu/config/address';
import type { Language } from '../messages.js';
import { Atom } from '../operand.js';
import { MISS, type Miss, type Reader } from '../reader.js';

const USAGE = { ja: 'IPアドレス', en: 'IP_ADDRESS' } as const;

class AddressOperand extends Atom<Ipv4Address> {
  override readText(text: string, reader: Reader): Ipv4Address | Miss {
    return readIpv4(text) ?? reader.miss('unrecognized-address', this);
  }

  override print(value: Ipv4Address): string {
    return printIpv4(value);
  }

  override usage(language: Language): string {
    return USAGE[language];
  }

  override owns(value: unknown): boolean {
    return typeof value === 'number';
  }
}

export const ipAddress: Atom<Ipv4Address> = new AddressOperand();

/** A mask as bits, as an address or as hexadecimal: `24`, `255.255.255.0`, `0xffffff00`. */
export function readMask(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 32 ? Number(text) : undefined;
  if (/^0x[0-9a-f]{8}$/i.test(text)) return maskLength(Number.parseInt(text, 16) as Ipv4Address);
  const mask = readIpv4(text);
  return mask === undefined ? undefined : maskLength(mask);
}

function readMasked(text: string): { address: Ipv4Address; length: number | undefined } | undefined {
  const stroke = text.indexOf('/');
  const read = readIpv4(stroke < 0 ? text : text.slice(0, stroke));
  if (read === undefined) return undefined;
  if (stroke < 0) return { address: read, length: undefined };
  const length = readMask(text.slice(stroke + 1));
  return length === undefined ? undefined : { address: read, length };
}

class MaskedOperand extends Atom<MaskedAddress> {
  constructor(private readonly withoutMask: ((address: Ipv4Address) => number) | undefined) {
    super();
  }

  override readText(text: string, reader: Reader): MaskedAddress | Miss {
    const masked = readMasked(text);
    const length = masked?.length ?? (masked && this.withoutMask?.(masked.address));
    return masked === undefined || length === undefined
      ? reader.miss('unrecognized-address', this)
      : { address: masked.address, length };
  }

  override print({ address, length }: MaskedAddress): string {
    return `${printIpv4(address)}/${length}`;
  }

  override usage(language: Language): string {
    const mask = language === 'ja' ? 'マスク' : 'MASK';
    return this.withoutMask === undefined ? `${USAGE[language]}/${mask}` : `${USAGE[language]}[/${mask}]`;
  }

  override owns(value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'length' in value && 'address' in value;
  }
}

/** The length of the class that an address lies in (RFC 791 §3.2). */
const classLength = (address: Ipv4Address): number =>
  address >>> 31 === 0 ? 8 : address >>> 30 === 2 ? 16 : address >>> 29 === 6 ? 24 : 32;

/** `192.168.100.1/24`; the mask of its class where none is written. */
export const maskedAddress: Atom<MaskedAddress> = new MaskedOperand(classLength);

/** `172.17.0.1/32`; a host of its own where no mask is written, as on a PP. */
export const hostAddress: Atom<MaskedAddress> = new MaskedOperand(() => 32);

class NetworkOperand extends Atom<Ipv4Prefix> {
  override readText(text: string, reader: Reader): Ipv4Prefix | Miss {
    if (text.toLowerCase() === 'default') return { address: 0 as Ipv4Address, length: 0 };
    const masked = readMasked(text);
    if (masked === undefined) return reader.miss('unrecognized-address', this);
    const length = masked.length ?? 32;
    return { address: networkOf(masked.address, length), length };
  }

  override print({ address, length }: Ipv4Prefix): string {
    return length === 0 ? 'default' : length === 32 ? printIpv4(address) : `${printIpv4(address)}/${length}`;
  }

  override usage(language: Language): string {
    return language === 'ja' ? 'default|ネットワーク' : 'default|NETWORK';
  }

  override candidates(): readonly string[] {
    return ['default'];
  }
}

/** `default`, `192.168.10.0/24`, or a single host. */
export const network: Atom<Ipv4Prefix> = new NetworkOperand();

class RangeOperand extends Atom<AddressRange> {
  constructor(private readonly single: boolean) {
    super();
  }

  override readText(text: string, reader: Reader): AddressRange | Miss {
    const [from = '', to, ...more] = text.split('-');
    const first = readIpv4(from);
    const last = to === undefined && this.single ? first : readIpv4(to ?? '');
    if (first === undefined || last === undefined || more.length > 0) return reader.miss('unrecognized-address', this);
    return first <= last ? { first, last } : reader.miss('out-of-range', this);
  }

  override print({ first, last }: AddressRange): string {
    return first === last && this.single ? printIpv4(first) : `${printIpv4(first)}-${printIpv4(last)}`;
  }

  override usage(language: Language): string {
    const range = `${USAGE[language]}-${USAGE[language]}`;
    return this.single ? `${USAGE[language]}|${range}` : range;
  }

  override owns(value: unknown): boolean {
    return typeof value === 'object' && value !== null && 'first' in value;
  }
}

/** `192.168.1.100-192.168.1.102`. */
export const addressRange: Atom<AddressRange> = new RangeOperand(false);
/** The same, or one address. */
export const addressOrRange: Atom<AddressRange> = new RangeOperand(true);

/** `192.168.100.2-192.168.100.191/24`: the range of a DHCP scope. */
export interface ScopeRange extends AddressRange {
  readonly length: number;
}

class ScopeRangeOperand extends Atom<ScopeRange> {
  override readText(text: string, reader: Reader): ScopeRange | Miss {
    const stroke = text.indexOf('/');
    const range = addressRange.readText(stroke < 0 ? text : text.slice(0, stroke), reader);
    if (range === MISS) return MISS;
    const length = stroke < 0 ? classLength(range.first) : readMask(text.slice(stroke + 1));
    return length === undefined ? reader.miss('unrecognized-address', this) : { ...range, length };
  }

  override print(value: ScopeRange): string {
    return `${addressRange.print(value)}/${value.length}`;
  }

  override usage(language: Language): string {
    return `${addressRange.usage(language, undefined)}/${language === 'ja' ? 'マスク' : 'MASK'}`;
  }
}

export const scopeRange: Atom<ScopeRange> = new ScopeRangeOperand();

class MacOperand extends Atom<MacAddress> {
  override readText(text: string, reader: Reader): MacAddress | Miss {
    return readMac(text) ?? reader.miss('illegal-keyword', this);
  }

  override print(value: MacAddress): string {
    return printMac(value);
  }

  override usage(language: Language): string {
    return language === 'ja' ? 'MACアドレス' : 'MAC_ADDRESS';
  }
}

export const macAddress: Atom<MacAddress> = new MacOperand();
