/**
 * PPP over Ethernet (RFC 2516): what is in a frame behind the Ethernet header. Discovery carries tags, a session PPP
 * frames without address and control.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { hexOf, quoted, readText, writeText } from './text.js';

export const ETHER_TYPE = { discovery: 0x8863, session: 0x8864 } as const;

/** Where each field lies, in octets. */
export const AT = { versionAndType: 0, code: 1, sessionId: 2, length: 4, payload: 6 } as const;

export const HEADER_OCTETS = 6;
/** The longest PPP frame's information: Ethernet's 1500 octets less this header and PPP's protocol number (§7). */
export const MRU_MAX = 1492;
/** No session has this number (§5.3: PADI, PADO and PADR bear it). */
export const NO_SESSION = 0;
/** Reserved (§4). */
export const SESSION_ID_RESERVED = 0xffff;

const VERSION_AND_TYPE = 0x11;
const SESSION_DATA = 0x00;

const CODE = { PADI: 0x09, PADO: 0x07, PADR: 0x19, PADS: 0x65, PADT: 0xa7 } as const;
export type DiscoveryCode = keyof typeof CODE;
const NAME_OF = new Map<number, DiscoveryCode>(
  Object.entries(CODE).map(([name, code]) => [code, name as DiscoveryCode]),
);

/** Appendix A. */
export const TAG = {
  endOfList: 0x0000,
  serviceName: 0x0101,
  acName: 0x0102,
  hostUniq: 0x0103,
  acCookie: 0x0104,
  vendorSpecific: 0x0105,
  relaySessionId: 0x0110,
  serviceNameError: 0x0201,
  acSystemError: 0x0202,
  genericError: 0x0203,
} as const;
const TAG_NAMES = new Map<number, string>(
  Object.entries(TAG).map(([name, type]) => [type, `${name[0]!.toUpperCase()}${name.slice(1)}`]),
);
const TEXTS: readonly number[] = [
  TAG.serviceName,
  TAG.acName,
  TAG.serviceNameError,
  TAG.acSystemError,
  TAG.genericError,
];
const TAG_HEADER_OCTETS = 4;

export interface Tag {
  readonly type: number;
  readonly value: Uint8Array;
}

export interface DiscoveryPacket {
  readonly code: DiscoveryCode;
  readonly sessionId: number;
  /** In the order of the wire, up to End-Of-List. */
  readonly tags: readonly Tag[];
}

export const textTag = (type: number, text: string): Tag => ({ type, value: writeText(text) });

/** The first tag of a type. */
export const tagOf = ({ tags }: DiscoveryPacket, type: number): Tag | undefined =>
  tags.find((tag) => tag.type === type);

/** The text of the first tag of a type. */
export function textOf(packet: DiscoveryPacket, type: number): string | undefined {
  const tag = tagOf(packet, type);
  return tag && readText(tag.value);
}

/** A discovery packet. What is behind its length is Ethernet's padding. */
export function parse(octets: Uint8Array): Parsed<DiscoveryPacket> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  if (octets[AT.versionAndType] !== VERSION_AND_TYPE) return unsupported('Version', octets[AT.versionAndType]!);
  const code = NAME_OF.get(octets[AT.code]!);
  if (code === undefined) return unsupported('Code', octets[AT.code]!);
  const end = HEADER_OCTETS + view.getUint16(AT.length);
  if (end > octets.length) return truncated(end, octets.length);
  const tags: Tag[] = [];
  for (let at: number = AT.payload; at < end; ) {
    if (at + TAG_HEADER_OCTETS > end) return truncated(at + TAG_HEADER_OCTETS, end);
    const type = view.getUint16(at);
    if (type === TAG.endOfList) break;
    const length = view.getUint16(at + 2);
    const from = at + TAG_HEADER_OCTETS;
    if (from + length > end) return malformed('Tag Length', length);
    tags.push({ type, value: octets.subarray(from, from + length) });
    at = from + length;
  }
  return parsed({ code, sessionId: view.getUint16(AT.sessionId), tags });
}

export const lengthOf = ({ tags }: DiscoveryPacket): number =>
  tags.reduce((sum, { value }) => sum + TAG_HEADER_OCTETS + value.length, HEADER_OCTETS);

export function emitInto(packet: DiscoveryPacket, octets: Uint8Array): void {
  const view = viewOf(octets);
  writeHeader(view, 0, CODE[packet.code], packet.sessionId, lengthOf(packet) - HEADER_OCTETS);
  let at: number = AT.payload;
  for (const { type, value } of packet.tags) {
    view.setUint16(at, type);
    view.setUint16(at + 2, value.length);
    octets.set(value, at + TAG_HEADER_OCTETS);
    at += TAG_HEADER_OCTETS + value.length;
  }
}

export function emit(packet: DiscoveryPacket): Uint8Array {
  const octets = new Uint8Array(lengthOf(packet));
  emitInto(packet, octets);
  return octets;
}

/** What {@link sessionOctetsAt} answers when that is no session packet. */
export const NO_SESSION_PACKET = -1;

/** The length of the PPP frame behind the session header at `at`; {@link NO_SESSION_PACKET} when the header is unsound. */
export function sessionOctetsAt(view: DataView, at: number, length: number): number {
  if (length < HEADER_OCTETS) return NO_SESSION_PACKET;
  if (view.getUint16(at) !== ((VERSION_AND_TYPE << 8) | SESSION_DATA)) return NO_SESSION_PACKET;
  const octets = view.getUint16(at + AT.length);
  return octets <= length - HEADER_OCTETS ? octets : NO_SESSION_PACKET;
}

/** The header of session data, in place. @param octets of the PPP frame behind it. */
export const writeSessionHeaderAt = (view: DataView, at: number, sessionId: number, octets: number): void =>
  writeHeader(view, at, SESSION_DATA, sessionId, octets);

function writeHeader(view: DataView, at: number, code: number, sessionId: number, octets: number): void {
  view.setUint8(at + AT.versionAndType, VERSION_AND_TYPE);
  view.setUint8(at + AT.code, code);
  view.setUint16(at + AT.sessionId, sessionId);
  view.setUint16(at + AT.length, octets);
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `PPPoE (${describeFault(result.fault)})`;
  const { code, sessionId, tags } = result.value;
  const said = tags.map(({ type, value }) => {
    const name = TAG_NAMES.get(type) ?? `Tag0x${type.toString(16).padStart(4, '0')}`;
    return value.length === 0 ? name : `${name}=${TEXTS.includes(type) ? quoted(readText(value)) : hexOf(value)}`;
  });
  return [`PPPoE ${code}`, ...(sessionId === NO_SESSION ? [] : [`session=${sessionId}`]), ...said].join(' ');
}
