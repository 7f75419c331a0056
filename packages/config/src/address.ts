/**
 * Addresses as commands speak of them, and the codec package's words for them, so that the command language needs no
 * knowledge of octets.
 * @module
 */
import { type Ipv4Address, type Ipv4Prefix, networkOf } from '@rtemu/wire/address';

export {
  contains,
  type Ipv4Address,
  type Ipv4Prefix,
  ipv4,
  type MacAddress,
  mac,
  maskLength,
  maskOf,
  networkOf,
  printIpv4,
  printMac,
  printPrefix,
  readIpv4,
  readMac,
} from '@rtemu/wire/address';

/** An address of one's own with the length of its network's mask: `192.168.100.1/24`. */
export interface MaskedAddress {
  readonly address: Ipv4Address;
  readonly length: number;
}

/** `192.168.1.100-192.168.1.102`; a single address is a range of one. */
export interface AddressRange {
  readonly first: Ipv4Address;
  readonly last: Ipv4Address;
}

export const sizeOf = ({ first, last }: AddressRange): number => last - first + 1;

export const prefixOf = ({ address, length }: MaskedAddress): Ipv4Prefix => ({
  address: networkOf(address, length),
  length,
});

export const DEFAULT_ROUTE: Ipv4Prefix = { address: 0 as Ipv4Address, length: 0 };
