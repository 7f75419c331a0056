/**
 * DHCP options (RFC 2132): their codes, the list that a message carries, and what the common ones hold.
 *
 * An option is a code and data. One that is longer than 255 octets, or that is cut in two by the end of a field, stands
 * there in pieces that are joined again (RFC 3396 §5); so a code is met at most once in what {@link parse} gives.
 * @module
 */
import { type Ipv4Address, printIpv4 } from './address.js';
import { type Parsed, parsed, truncated, viewOf } from './parsed.js';
import { hexOf, quoted, readText, writeText } from './text.js';

/** RFC 2132, by the names that it gives them. */
export const OPTION = {
  pad: 0,
  subnetMask: 1,
  router: 3,
  domainNameServer: 6,
  hostName: 12,
  domainName: 15,
  broadcastAddress: 28,
  netbiosNameServer: 44,
  requestedAddress: 50,
  leaseTime: 51,
  overload: 52,
  messageType: 53,
  serverIdentifier: 54,
  parameterRequestList: 55,
  message: 56,
  maximumMessageSize: 57,
  renewalTime: 58,
  rebindingTime: 59,
  vendorClassIdentifier: 60,
  clientIdentifier: 61,
  relayAgentInformation: 82,
  end: 255,
} as const;

export interface DhcpOption {
  readonly code: number;
  readonly data: Uint8Array;
}

/** Octets of one option's data in one piece. */
export const PIECE_OCTETS_MAX = 255;
const HEADER_OCTETS = 2;

/** An option on its way out: its pieces, header and all. */
export function emitOption({ code, data }: DhcpOption): Uint8Array {
  const pieces = Math.max(1, Math.ceil(data.length / PIECE_OCTETS_MAX));
  const octets = new Uint8Array(pieces * HEADER_OCTETS + data.length);
  for (let piece = 0, at = 0; piece < pieces; piece++) {
    const part = data.subarray(piece * PIECE_OCTETS_MAX, (piece + 1) * PIECE_OCTETS_MAX);
    octets[at] = code;
    octets[at + 1] = part.length;
    octets.set(part, at + HEADER_OCTETS);
    at += HEADER_OCTETS + part.length;
  }
  return octets;
}

/** Options of one field after the other, in the order in which their codes first stood there. */
export class OptionJoiner {
  readonly #data = new Map<number, Uint8Array>();

  /** Reads one field. It ends at the end option, or where it ends: old clients leave the option out. */
  take(octets: Uint8Array): Parsed<undefined> {
    for (let at = 0; at < octets.length; ) {
      const code = octets[at]!;
      if (code === OPTION.end) break;
      if (code === OPTION.pad) {
        at++;
        continue;
      }
      const length = octets[at + 1];
      const end = at + HEADER_OCTETS + (length ?? 0);
      if (length === undefined || end > octets.length) return truncated(end, octets.length);
      const before = this.#data.get(code);
      const piece = octets.subarray(at + HEADER_OCTETS, end);
      this.#data.set(code, before === undefined ? piece : Uint8Array.of(...before, ...piece));
      at = end;
    }
    return parsed(undefined);
  }

  /** The data of one option that was read so far. */
  dataOf(code: number): Uint8Array | undefined {
    return this.#data.get(code);
  }

  options(): readonly DhcpOption[] {
    return [...this.#data]
      .filter(([code]) => code !== OPTION.overload)
      .map(([code, data]) => ({ code, data: data.slice() }));
  }
}

// Reading what an option holds. One that is not there, or is too short for it, holds nothing.

export const dataOf = (options: readonly DhcpOption[], code: number): Uint8Array | undefined =>
  options.find((option) => option.code === code)?.data;

export function addressesOf(options: readonly DhcpOption[], code: number): readonly Ipv4Address[] {
  const data = dataOf(options, code) ?? new Uint8Array();
  const view = viewOf(data);
  return Array.from({ length: data.length >>> 2 }, (_, i) => view.getUint32(4 * i) as Ipv4Address);
}

export const addressOf = (options: readonly DhcpOption[], code: number): Ipv4Address | undefined =>
  addressesOf(options, code)[0];

/** A number of four octets: seconds, mostly. */
export const numberOf = (options: readonly DhcpOption[], code: number): number | undefined => addressOf(options, code);

/** Without the NUL that some put behind it. */
export function textOf(options: readonly DhcpOption[], code: number): string | undefined {
  const data = dataOf(options, code);
  return data === undefined ? undefined : readText(data).replace(/\0+$/, '');
}

// Making options.

export const octets = (code: number, data: Uint8Array): DhcpOption => ({ code, data });

export const addresses = (code: number, values: readonly Ipv4Address[]): DhcpOption => {
  const data = new Uint8Array(4 * values.length);
  for (const [i, value] of values.entries()) viewOf(data).setUint32(4 * i, value);
  return { code, data };
};

export const number = (code: number, value: number): DhcpOption => addresses(code, [value as Ipv4Address]);
export const short = (code: number, value: number): DhcpOption => ({ code, data: Uint8Array.of(value >>> 8, value) });
export const text = (code: number, value: string): DhcpOption => ({ code, data: writeText(value) });

/** A lease without an end (RFC 2131 §3.3). */
export const INFINITE_SECONDS = 0xffff_ffff;

const seconds = (value: number): string => (value === INFINITE_SECONDS ? 'infinite' : `${value}s`);

const SHOWN: Readonly<Record<number, readonly [name: string, print: (option: readonly DhcpOption[]) => string]>> = {
  [OPTION.subnetMask]: ['Subnet-Mask', (o) => printAddresses(o, OPTION.subnetMask)],
  [OPTION.router]: ['Router', (o) => printAddresses(o, OPTION.router)],
  [OPTION.domainNameServer]: ['DNS', (o) => printAddresses(o, OPTION.domainNameServer)],
  [OPTION.hostName]: ['Host-Name', (o) => quoted(textOf(o, OPTION.hostName)!)],
  [OPTION.domainName]: ['Domain-Name', (o) => quoted(textOf(o, OPTION.domainName)!)],
  [OPTION.requestedAddress]: ['Requested-Address', (o) => printAddresses(o, OPTION.requestedAddress)],
  [OPTION.leaseTime]: ['Lease-Time', (o) => printSeconds(o, OPTION.leaseTime)],
  [OPTION.serverIdentifier]: ['Server-Identifier', (o) => printAddresses(o, OPTION.serverIdentifier)],
  [OPTION.message]: ['Message', (o) => quoted(textOf(o, OPTION.message)!)],
  [OPTION.renewalTime]: ['Renewal-Time', (o) => printSeconds(o, OPTION.renewalTime)],
  [OPTION.rebindingTime]: ['Rebinding-Time', (o) => printSeconds(o, OPTION.rebindingTime)],
};

const printAddresses = (options: readonly DhcpOption[], code: number): string =>
  addressesOf(options, code).map(printIpv4).join(',');
const printSeconds = (options: readonly DhcpOption[], code: number): string => {
  const value = numberOf(options, code);
  return value === undefined ? '' : seconds(value);
};

/** For a trace. The message type is told elsewhere. */
export const describeOptions = (options: readonly DhcpOption[]): string =>
  options
    .filter(({ code }) => code !== OPTION.messageType)
    .map((option) => {
      const shown = SHOWN[option.code];
      return shown === undefined ? `Option${option.code}=${hexOf(option.data)}` : `${shown[0]}=${shown[1]([option])}`;
    })
    .join(' ');
