/**
 * What a DHCP client was given, read from a DHCPOFFER or a DHCPACK.
 * @module
 */
import { type Ipv4Address, isLoopback, isMulticast, maskLength, UNSPECIFIED } from '@rtemu/wire/address';
import type { DhcpMessage } from '@rtemu/wire/dhcp';
import * as Option from '@rtemu/wire/dhcp-options';

const { OPTION } = Option;

export interface Grant {
  readonly address: Ipv4Address;
  /** Of the network: the number of ones in its mask. */
  readonly length: number;
  /** The server that gave it. */
  readonly server: Ipv4Address;
  readonly routers: readonly Ipv4Address[];
  readonly dnsServers: readonly Ipv4Address[];
  readonly domain: string | undefined;
  /** `Infinity` for ever. */
  readonly leaseSeconds: number;
  readonly renewalSeconds: number;
  readonly rebindingSeconds: number;
}

/** A lease that is shorter keeps the wire busy with nothing but itself, and is not taken. */
export const LEASE_SECONDS_MIN = 10;

/** `undefined`: there is something missing that a client cannot do without, or it makes no sense. */
export function grantOf({ yourAddress, options }: DhcpMessage): Grant | undefined {
  const server = Option.addressOf(options, OPTION.serverIdentifier);
  const wireSeconds = Option.numberOf(options, OPTION.leaseTime);
  if (server === undefined || wireSeconds === undefined || !isHost(yourAddress) || !isHost(server)) return undefined;
  if (wireSeconds < LEASE_SECONDS_MIN) return undefined;
  const mask = Option.addressOf(options, OPTION.subnetMask);
  const length = mask === undefined ? classLength(yourAddress) : maskLength(mask);
  if (length === undefined || length < 1) return undefined;
  const leaseSeconds = wireSeconds === Option.INFINITE_SECONDS ? Number.POSITIVE_INFINITY : wireSeconds;
  const said = (code: number, most: number): number | undefined => {
    const value = Option.numberOf(options, code);
    return value !== undefined && value > 0 && value < most ? value : undefined;
  };
  const rebindingSeconds = said(OPTION.rebindingTime, leaseSeconds) ?? leaseSeconds * 0.875;
  return {
    address: yourAddress,
    length,
    server,
    routers: Option.addressesOf(options, OPTION.router).filter(isHost),
    dnsServers: Option.addressesOf(options, OPTION.domainNameServer).filter(isHost),
    domain: Option.textOf(options, OPTION.domainName),
    leaseSeconds,
    renewalSeconds: said(OPTION.renewalTime, rebindingSeconds) ?? Math.min(leaseSeconds / 2, rebindingSeconds),
    rebindingSeconds,
  };
}

const isHost = (address: Ipv4Address): boolean =>
  address !== UNSPECIFIED && address >>> 28 !== 0xf && !isMulticast(address) && !isLoopback(address);

/** Of the class that an address lies in (RFC 791 §3.2): what holds when no mask is told. */
const classLength = (address: Ipv4Address): number => (address >>> 31 === 0 ? 8 : address >>> 30 === 2 ? 16 : 24);
