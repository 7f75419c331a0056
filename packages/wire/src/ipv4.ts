/**
 * IPv4 packets (RFC 791). The forwarding path reads and patches headers in place by {@link AT}; {@link parse} and
 * {@link emit} are for whoever may be comfortable.
 * @module
 */
import { type Ipv4Address, printIpv4 } from './address.js';
import { finish, sum, updated } from './checksum.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';

/** Where each field lies, in octets. */
export const AT = {
  versionAndHeaderLength: 0,
  typeOfService: 1,
  totalLength: 2,
  identification: 4,
  flagsAndOffset: 6,
  timeToLive: 8,
  protocol: 9,
  checksum: 10,
  source: 12,
  destination: 16,
  options: 20,
} as const;

/** A header without options, and with as many as fit. */
export const HEADER_OCTETS = 20;
export const HEADER_OCTETS_MAX = 60;
export const PACKET_OCTETS_MAX = 65_535;
/** What every link carries without fragmenting (RFC 791 §3.2) and what every host reassembles (§3.1). */
export const MTU_MIN = 68;
export const REASSEMBLED_OCTETS_MIN = 576;

/** In the word at `AT.flagsAndOffset`; the offset counts units of eight octets. */
export const DONT_FRAGMENT = 0x4000;
export const MORE_FRAGMENTS = 0x2000;
export const OFFSET_MASK = 0x1fff;
export const FRAGMENT_UNIT_OCTETS = 8;

/** IANA protocol numbers of what we speak or meet. */
export const PROTOCOL = { icmp: 1, igmp: 2, tcp: 6, udp: 17, gre: 47, esp: 50, ah: 51, ospf: 89 } as const;

/** Option types (RFC 791 §3.1); the highest bit says that fragments other than the first carry it too. */
export const OPTION = { end: 0, noOperation: 1, looseSourceRoute: 131, strictSourceRoute: 137 } as const;
export const OPTION_COPIED = 0x80;

export interface Ipv4Packet {
  readonly typeOfService: number;
  readonly identification: number;
  readonly dontFragment: boolean;
  readonly moreFragments: boolean;
  /** In octets, a multiple of eight. */
  readonly fragmentOffset: number;
  readonly timeToLive: number;
  readonly protocol: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** As they lie in the header: up to 40 octets, a multiple of four. */
  readonly options: Uint8Array;
  readonly payload: Uint8Array;
}

const VERSION_4 = 4;

/** What is behind the packet's total length, such as the padding of an Ethernet frame, is no part of it. */
export function parse(octets: Uint8Array): Parsed<Ipv4Packet> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  const version = octets[AT.versionAndHeaderLength]! >>> 4;
  if (version !== VERSION_4) return unsupported('Version', version);
  const headerOctets = headerOctetsAt(view, 0);
  if (headerOctets < HEADER_OCTETS) return malformed('Internet Header Length', headerOctets / 4);
  const totalLength = view.getUint16(AT.totalLength);
  if (totalLength < headerOctets) return malformed('Total Length', totalLength);
  if (octets.length < totalLength) return truncated(totalLength, octets.length);
  if (finish(sum(octets, 0, headerOctets)) !== 0) return malformed('Header Checksum', view.getUint16(AT.checksum));
  const flagsAndOffset = view.getUint16(AT.flagsAndOffset);
  return parsed({
    typeOfService: octets[AT.typeOfService]!,
    identification: view.getUint16(AT.identification),
    dontFragment: (flagsAndOffset & DONT_FRAGMENT) !== 0,
    moreFragments: (flagsAndOffset & MORE_FRAGMENTS) !== 0,
    fragmentOffset: (flagsAndOffset & OFFSET_MASK) * FRAGMENT_UNIT_OCTETS,
    timeToLive: octets[AT.timeToLive]!,
    protocol: octets[AT.protocol]!,
    source: view.getUint32(AT.source) as Ipv4Address,
    destination: view.getUint32(AT.destination) as Ipv4Address,
    options: octets.subarray(AT.options, headerOctets),
    payload: octets.subarray(headerOctets, totalLength),
  });
}

export const lengthOf = (packet: Ipv4Packet): number => HEADER_OCTETS + packet.options.length + packet.payload.length;

/** @throws RangeError when options or payload are longer than the header can say. */
export function emitInto(packet: Ipv4Packet, octets: Uint8Array): void {
  const headerOctets = HEADER_OCTETS + packet.options.length;
  if (headerOctets % 4 !== 0 || headerOctets > HEADER_OCTETS_MAX)
    throw new RangeError(`${packet.options.length} octets of options`);
  const totalLength = lengthOf(packet);
  if (totalLength > PACKET_OCTETS_MAX) throw new RangeError(`an IPv4 packet of ${totalLength} octets`);
  const view = viewOf(octets);
  octets[AT.versionAndHeaderLength] = (VERSION_4 << 4) | (headerOctets / 4);
  octets[AT.typeOfService] = packet.typeOfService;
  view.setUint16(AT.totalLength, totalLength);
  view.setUint16(AT.identification, packet.identification);
  view.setUint16(
    AT.flagsAndOffset,
    (packet.dontFragment ? DONT_FRAGMENT : 0) |
      (packet.moreFragments ? MORE_FRAGMENTS : 0) |
      (packet.fragmentOffset / FRAGMENT_UNIT_OCTETS),
  );
  octets[AT.timeToLive] = packet.timeToLive;
  octets[AT.protocol] = packet.protocol;
  view.setUint32(AT.source, packet.source);
  view.setUint32(AT.destination, packet.destination);
  octets.set(packet.options, AT.options);
  writeChecksumAt(view, 0);
  octets.set(packet.payload, headerOctets);
}

export function emit(packet: Ipv4Packet): Uint8Array {
  const octets = new Uint8Array(lengthOf(packet));
  emitInto(packet, octets);
  return octets;
}

export const headerOctetsAt = (view: DataView, at: number): number =>
  (view.getUint8(at + AT.versionAndHeaderLength) & 0x0f) * 4;

/** The payload's length as the header tells it. */
export const payloadOctetsAt = (view: DataView, at: number): number =>
  view.getUint16(at + AT.totalLength) - headerOctetsAt(view, at);

/** True for any part of a fragmented packet, the first one too. */
export const isFragmentAt = (view: DataView, at: number): boolean =>
  (view.getUint16(at + AT.flagsAndOffset) & (MORE_FRAGMENTS | OFFSET_MASK)) !== 0;

/**
 * A header without options and its checksum, in place: what is written in front of a payload of our own.
 * Addresses may come signed or unsigned.
 */
export function writeHeaderAt(
  view: DataView,
  at: number,
  totalLength: number,
  typeOfService: number,
  identification: number,
  flagsAndOffset: number,
  timeToLive: number,
  protocol: number,
  source: number,
  destination: number,
): void {
  const first = (((VERSION_4 << 4) | (HEADER_OCTETS / 4)) << 24) | (typeOfService << 16) | totalLength;
  const second = (identification << 16) | flagsAndOffset;
  const third = (timeToLive << 24) | (protocol << 16);
  // Summed before it is written: a processor waits for what it wrote in pieces and would read whole.
  const sum = halves(first) + halves(second) + halves(third) + halves(source) + halves(destination);
  view.setInt32(at, first);
  view.setInt32(at + AT.identification, second);
  view.setInt32(at + AT.timeToLive, third | (~folded(sum) & 0xffff));
  view.setInt32(at + AT.source, source);
  view.setInt32(at + AT.destination, destination);
}

/** Recomputes the header checksum. */
export function writeChecksumAt(view: DataView, at: number): void {
  view.setUint16(at + AT.checksum, 0);
  view.setUint16(at + AT.checksum, ~foldedHeaderSum(view, at, headerOctetsAt(view, at)));
}

/** @param headerOctets must lie within the view; the caller has checked the length. */
export const checksumHoldsAt = (view: DataView, at: number, headerOctets: number): boolean =>
  foldedHeaderSum(view, at, headerOctets) === 0xffff;

function foldedHeaderSum(view: DataView, at: number, headerOctets: number): number {
  let sum = 0;
  for (let word = at; word < at + headerOctets; word += 4) sum += halves(view.getInt32(word));
  return folded(sum);
}

const halves = (word: number): number => (word >>> 16) + (word & 0xffff);

function folded(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}

/** One hop: the time to live less one, the checksum updated (RFC 1624). The caller has seen that it is above zero. */
export function decrementTimeToLiveAt(view: DataView, at: number): void {
  const before = view.getUint16(at + AT.timeToLive); // with the protocol, its neighbour in the word
  const after = before - 0x0100;
  view.setUint16(at + AT.timeToLive, after);
  view.setUint16(at + AT.checksum, updated(view.getUint16(at + AT.checksum), before, after));
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `IPv4 (${describeFault(result.fault)})`;
  const packet = result.value;
  const marks = [
    packet.dontFragment ? ' DF' : '',
    packet.moreFragments || packet.fragmentOffset > 0
      ? ` fragment=${packet.fragmentOffset}${packet.moreFragments ? '+' : ''}`
      : '',
    packet.options.length > 0 ? ` options=${packet.options.length}` : '',
  ];
  const identification = packet.identification.toString(16).padStart(4, '0');
  return `IPv4 ${printIpv4(packet.source)} > ${printIpv4(packet.destination)} protocol=${packet.protocol} ttl=${packet.timeToLive} id=0x${identification}${marks.join('')} ${packet.payload.length} octets`;
}
