import { type Ipv4Address, readIpv4 } from '@rtemu/wire/address';
import type { DnsQuestion } from '@rtemu/wire/dns';
import { canonical } from '@rtemu/wire/dns-name';
import { CLASS } from '@rtemu/wire/dns-record';

/** A question of the Internet's class. */
export const questionOf = (name: string, type: number): DnsQuestion => ({ name, type, class: CLASS.IN });

/** The same for two questions that ask the same. */
export const keyOf = ({ name, type, class: class_ }: DnsQuestion): string => `${type} ${class_} ${canonical(name)}`;

/** `1.0.168.192.in-addr.arpa` (RFC 1035 §3.5) */
export const reverseName = (address: Ipv4Address): string =>
  `${address & 255}.${(address >>> 8) & 255}.${(address >>> 16) & 255}.${address >>> 24}.in-addr.arpa`;

/** The address that a PTR question is about. */
export function reversedAddress(name: string): Ipv4Address | undefined {
  const [, reversed] = /^(\d+\.\d+\.\d+\.\d+)\.in-addr\.arpa$/.exec(canonical(name)) ?? [];
  return reversed === undefined ? undefined : readIpv4(reversed.split('.').reverse().join('.'));
}
