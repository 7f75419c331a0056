/**
 * PPP frames as GRE and PPPoE carry them: no flags, no check sequence, no escapes (RFC 1661 §2, RFC 2637 §4).
 *
 * Whether a frame begins with the address and control octets, and whether its protocol number is one octet or two, is
 * read off the octets themselves, whatever was negotiated: 0xFF begins no protocol number, and a number's last octet is
 * the only odd one.
 * @module
 */
import * as Ccp from './ccp-options.js';
import * as Chap from './chap.js';
import { CODE, codeName, parse as parseControl } from './control-protocol.js';
import * as Ipcp from './ipcp-options.js';
import * as Lcp from './lcp-options.js';
import * as Mppe from './mppe.js';
import * as Pap from './pap.js';
import { describeFault, malformed, type Parsed, parsed, truncated } from './parsed.js';
import { hexOf } from './text.js';

export const PROTOCOL = {
  ipv4: 0x0021,
  /** Compressed or enciphered, as CCP agreed (RFC 1962 §2). */
  compressed: 0x00fd,
  ipcp: 0x8021,
  ipv6cp: 0x8057,
  ccp: 0x80fd,
  lcp: 0xc021,
  pap: 0xc023,
  chap: 0xc223,
} as const;

const ADDRESS = 0xff;
const CONTROL = 0x03;

/** The longest header: address, control and two octets of protocol. */
export const HEADER_OCTETS_MAX = 4;

export interface PppFrame {
  /** Whether address and control, FF 03, stand in front. */
  readonly addressAndControl: boolean;
  /** Whether the protocol number is in one octet. */
  readonly compressedProtocol: boolean;
  /** An even number is on the wire now and then, and belongs to no protocol. */
  readonly protocol: number;
  /** With whatever padding there is. */
  readonly information: Uint8Array;
}

/** What {@link headerAt} answers when there is no whole header. */
export const NO_HEADER = -1;

/** The header that begins at `at`, in one number so that nothing is allocated: `octets of header << 16 | protocol`. */
export function headerAt(octets: Uint8Array, at: number, length: number): number {
  const from = length >= 2 && octets[at] === ADDRESS && octets[at + 1] === CONTROL ? 2 : 0;
  if (from >= length) return NO_HEADER;
  const first = octets[at + from]!;
  if (first === ADDRESS) return NO_HEADER;
  if (first & 1) return ((from + 1) << 16) | first;
  if (from + 1 >= length) return NO_HEADER;
  return ((from + 2) << 16) | (first << 8) | octets[at + from + 1]!;
}

/** How many octets {@link writeHeaderAt} writes; `acfc` and `pfc` say whether the peer agreed to the compressions. */
export const headerOctets = (protocol: number, acfc: boolean, pfc: boolean): number =>
  (acfc ? 0 : 2) + (pfc && protocol <= 0xff ? 1 : 2);

/** The header in place, in front of what it announces. */
export function writeHeaderAt(octets: Uint8Array, at: number, protocol: number, acfc: boolean, pfc: boolean): void {
  let next = at;
  if (!acfc) {
    octets[next++] = ADDRESS;
    octets[next++] = CONTROL;
  }
  if (!pfc || protocol > 0xff) octets[next++] = protocol >>> 8;
  octets[next] = protocol;
}

export function parse(octets: Uint8Array): Parsed<PppFrame> {
  const header = headerAt(octets, 0, octets.length);
  if (header === NO_HEADER)
    return octets[0] === ADDRESS && octets.length > 1 && octets[1] !== CONTROL
      ? malformed('Control', octets[1]!)
      : truncated(octets.length + 1, octets.length);
  const end = header >>> 16;
  const addressAndControl = octets[0] === ADDRESS;
  return parsed({
    addressAndControl,
    compressedProtocol: end - (addressAndControl ? 2 : 0) === 1,
    protocol: header & 0xffff,
    information: octets.subarray(end),
  });
}

export const lengthOf = ({ protocol, addressAndControl, compressedProtocol, information }: PppFrame): number =>
  headerOctets(protocol, !addressAndControl, compressedProtocol) + information.length;

export function emitInto(frame: PppFrame, octets: Uint8Array): void {
  const { protocol, addressAndControl, compressedProtocol, information } = frame;
  writeHeaderAt(octets, 0, protocol, !addressAndControl, compressedProtocol);
  octets.set(information, headerOctets(protocol, !addressAndControl, compressedProtocol));
}

export function emit(frame: PppFrame): Uint8Array {
  const octets = new Uint8Array(lengthOf(frame));
  emitInto(frame, octets);
  return octets;
}

/** One line for a trace, with what the frame carries. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `PPP (${describeFault(result.fault)})`;
  const { protocol, information } = result.value;
  switch (protocol) {
    case PROTOCOL.lcp:
      return describeNegotiation('LCP', Lcp, information);
    case PROTOCOL.ipcp:
      return describeNegotiation('IPCP', Ipcp, information);
    case PROTOCOL.ccp:
      return describeNegotiation('CCP', Ccp, information);
    case PROTOCOL.pap:
      return Pap.describe(information);
    case PROTOCOL.chap:
      return Chap.describe(information);
    case PROTOCOL.compressed:
      return Mppe.describe(information);
    case PROTOCOL.ipv4:
      return `PPP IPv4 ${information.length} octets`;
    default:
      return `PPP 0x${protocol.toString(16).padStart(4, '0')} ${information.length} octets`;
  }
}

/** A packet of a control protocol with its options spelled out. */
function describeNegotiation(
  name: string,
  options: { describe(octets: Uint8Array): string },
  octets: Uint8Array,
): string {
  const result = parseControl(octets);
  if (!result.ok) return `${name} (${describeFault(result.fault)})`;
  const { code, identifier, data } = result.value;
  const carriesOptions = code >= CODE.configureRequest && code <= CODE.configureReject;
  const said = carriesOptions ? options.describe(data) : hexOf(data);
  return `${name} ${codeName(code)} id=${identifier} ${said}`.trimEnd();
}
