/**
 * Ethernet II frames without preamble and check sequence (IEEE 802.3 §3.2.6, RFC 894).
 * @module
 */
import { type MacAddress, printMac, readMacAt, writeMacAt } from './address.js';
import { describeFault, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets. */
export const AT = { destination: 0, source: 6, etherType: 12, payload: 14 } as const;

export const HEADER_OCTETS = 14;
/** The shortest frame without its check sequence; a sender pads up to it. */
export const FRAME_OCTETS_MIN = 60;

export const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, ipv6: 0x86dd } as const;

export interface EthernetFrame {
  readonly destination: MacAddress;
  readonly source: MacAddress;
  readonly etherType: number;
  /** With the padding, which only the header inside can tell apart. */
  readonly payload: Uint8Array;
}

export function parse(octets: Uint8Array): Parsed<EthernetFrame> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  return parsed({
    destination: readMacAt(view, AT.destination),
    source: readMacAt(view, AT.source),
    etherType: view.getUint16(AT.etherType),
    payload: octets.subarray(AT.payload),
  });
}

export const lengthOf = (frame: EthernetFrame): number => HEADER_OCTETS + frame.payload.length;

export function emitInto(frame: EthernetFrame, octets: Uint8Array): void {
  writeHeaderAt(viewOf(octets), 0, frame.destination, frame.source, frame.etherType);
  octets.set(frame.payload, AT.payload);
}

export function emit(frame: EthernetFrame): Uint8Array {
  const octets = new Uint8Array(lengthOf(frame));
  emitInto(frame, octets);
  return octets;
}

/** The header alone, in place: what the forwarding path writes in front of a packet. */
export function writeHeaderAt(
  view: DataView,
  at: number,
  destination: MacAddress,
  source: MacAddress,
  etherType: number,
): void {
  writeMacAt(view, at + AT.destination, destination);
  writeMacAt(view, at + AT.source, source);
  view.setUint16(at + AT.etherType, etherType);
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `Ethernet (${describeFault(result.fault)})`;
  const { destination, source, etherType, payload } = result.value;
  return `Ethernet ${printMac(source)} > ${printMac(destination)} type=0x${etherType.toString(16).padStart(4, '0')} ${payload.length} octets`;
}
