/**
 * Addresses as numbers and as text. An IPv4 address is an unsigned 32-bit integer (RFC 791 §3.1), a MAC address an
 * unsigned 48-bit integer (IEEE 802); both compare with `===` and serve as keys.
 * @module
 */

export type Ipv4Address = number & { readonly __unit: 'IPv4 address' };
export type MacAddress = number & { readonly __unit: 'MAC address' };

export const UNSPECIFIED = 0 as Ipv4Address;
export const LIMITED_BROADCAST = 0xffffffff as Ipv4Address;
export const BROADCAST_MAC = 0xffff_ffff_ffff as MacAddress;

/** A network: an address whose host bits are clear, and the number of its mask's ones. */
export interface Ipv4Prefix {
  readonly address: Ipv4Address;
  readonly length: number;
}

const DECIMAL_OCTET = /^(?:0|[1-9]\d{0,2})$/;

/** Reads `192.168.0.1`: four decimal octets without leading zeros. `undefined` when it is anything else. */
export function readIpv4(text: string): Ipv4Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0;
  for (const part of parts) {
    if (!DECIMAL_OCTET.test(part) || Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address as Ipv4Address;
}

export const printIpv4 = (address: Ipv4Address): string =>
  `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;

/** For constants and tests. @throws RangeError when the text is no IPv4 address. */
export function ipv4(text: string): Ipv4Address {
  const address = readIpv4(text);
  if (address === undefined) throw new RangeError(`not an IPv4 address: ${text}`);
  return address;
}

/** The mask with `length` leading ones, 0 to 32. */
export const maskOf = (length: number): Ipv4Address =>
  (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0) as Ipv4Address;

/** The length of a mask whose ones lead; `undefined` for a mask with holes. */
export function maskLength(mask: Ipv4Address): number | undefined {
  const length = Math.clz32(~mask);
  return maskOf(length) === mask ? length : undefined;
}

export const networkOf = (address: Ipv4Address, length: number): Ipv4Address =>
  ((address & maskOf(length)) >>> 0) as Ipv4Address;

/** The directed broadcast address of the network that `address` lies in (RFC 919). */
export const broadcastOf = (address: Ipv4Address, length: number): Ipv4Address =>
  ((address | ~maskOf(length)) >>> 0) as Ipv4Address;

export const contains = (prefix: Ipv4Prefix, address: Ipv4Address): boolean =>
  networkOf(address, prefix.length) === prefix.address;

export const isMulticast = (address: Ipv4Address): boolean => address >>> 28 === 0xe;
export const isLoopback = (address: Ipv4Address): boolean => address >>> 24 === 127;

export const printPrefix = ({ address, length }: Ipv4Prefix): string => `${printIpv4(address)}/${length}`;

/** Reads `00:a0:de:01:02:03`; `undefined` when it is anything else. */
export function readMac(text: string): MacAddress | undefined {
  if (!/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(text)) return undefined;
  return Number.parseInt(text.replaceAll(':', ''), 16) as MacAddress;
}

export const printMac = (mac: MacAddress): string =>
  mac
    .toString(16)
    .padStart(12, '0')
    .replace(/..(?!$)/g, '$&:');

/** For constants and tests. @throws RangeError when the text is no MAC address. */
export function mac(text: string): MacAddress {
  const address = readMac(text);
  if (address === undefined) throw new RangeError(`not a MAC address: ${text}`);
  return address;
}

/** True for broadcast and multicast addresses: the lowest bit of the first octet (IEEE 802-2014 §8.2.2). */
export const isGroupMac = (address: MacAddress): boolean => (Math.floor(address / 0x1_0000_0000) & 0x0100) !== 0;

export function readMacAt(view: DataView, at: number): MacAddress {
  return (view.getUint16(at) * 0x1_0000_0000 + view.getUint32(at + 2)) as MacAddress;
}

export function writeMacAt(view: DataView, at: number, address: MacAddress): void {
  view.setUint16(at, Math.floor(address / 0x1_0000_0000));
  view.setUint32(at + 2, address >>> 0);
}
