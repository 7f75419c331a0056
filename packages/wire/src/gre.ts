/**
 * The enhanced GRE header of PPTP (RFC 2637 §4.1), which carries PPP frames and acknowledgements of a session.
 *
 * Only three openings are legal: data, data with an acknowledgement, an acknowledgement alone. Checksum, routing,
 * source route, recursion and the spare flags must be 0 and the key present, so the first four octets tell all at once.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets. Without a sequence number the acknowledgement moves up into its place. */
export const AT = {
  flags: 0,
  protocolType: 2,
  payloadLength: 4,
  callId: 6,
  sequence: 8,
  acknowledgement: 12,
  acknowledgementAlone: 8,
} as const;

export const IP_PROTOCOL = 47;

/** The first four octets of each kind of packet: flags, version 1, protocol type 0x880B. */
export const HEAD = { data: 0x3001880b, dataAndAck: 0x3081880b, ack: 0x2081880b } as const;

/** The shortest packet: every kind holds the call id and one number. */
export const HEADER_OCTETS_MIN = 12;
export const DATA_HEADER_OCTETS = 12;
export const DATA_AND_ACK_HEADER_OCTETS = 16;
export const ACK_PACKET_OCTETS = 12;
export const PAYLOAD_OCTETS_MAX = 0xffff;

export interface GrePacket {
  /** The Call ID that the receiver of the packet assigned. */
  readonly callId: number;
  /** Present exactly when there is a payload. Modulo 2^32. */
  readonly sequence?: number;
  /** The highest sequence number received. */
  readonly acknowledgement?: number;
  /** A PPP frame, without the padding that may follow it. */
  readonly payload: Uint8Array;
}

/** The octets of the header that begins at `at` within a packet of `length` octets; 0 when there is no sound one. */
export function headerOctetsAt(view: DataView, at: number, length: number): number {
  if (length < HEADER_OCTETS_MIN) return 0;
  const payload = view.getUint16(at + AT.payloadLength);
  switch (view.getInt32(at)) {
    case HEAD.data:
      return payload > 0 && payload <= length - DATA_HEADER_OCTETS ? DATA_HEADER_OCTETS : 0;
    case HEAD.dataAndAck:
      return payload > 0 && payload <= length - DATA_AND_ACK_HEADER_OCTETS ? DATA_AND_ACK_HEADER_OCTETS : 0;
    case HEAD.ack:
      return payload === 0 ? ACK_PACKET_OCTETS : 0;
    default:
      return 0;
  }
}

export function writeDataHeaderAt(view: DataView, at: number, callId: number, sequence: number, payload: number): void {
  view.setInt32(at, HEAD.data);
  view.setUint16(at + AT.payloadLength, payload);
  view.setUint16(at + AT.callId, callId);
  view.setInt32(at + AT.sequence, sequence);
}

export function writeDataAndAckHeaderAt(
  view: DataView,
  at: number,
  callId: number,
  sequence: number,
  acknowledgement: number,
  payload: number,
): void {
  view.setInt32(at, HEAD.dataAndAck);
  view.setUint16(at + AT.payloadLength, payload);
  view.setUint16(at + AT.callId, callId);
  view.setInt32(at + AT.sequence, sequence);
  view.setInt32(at + AT.acknowledgement, acknowledgement);
}

export function writeAckAt(view: DataView, at: number, callId: number, acknowledgement: number): void {
  view.setInt32(at, HEAD.ack);
  view.setUint16(at + AT.payloadLength, 0);
  view.setUint16(at + AT.callId, callId);
  view.setInt32(at + AT.acknowledgementAlone, acknowledgement);
}

export function parse(octets: Uint8Array): Parsed<GrePacket> {
  if (octets.length < HEADER_OCTETS_MIN) return truncated(HEADER_OCTETS_MIN, octets.length);
  const view = viewOf(octets);
  const head = view.getUint32(0);
  const callId = view.getUint16(AT.callId);
  const payload = view.getUint16(AT.payloadLength);
  if (head === HEAD.ack) {
    if (payload !== 0) return malformed('Payload Length', payload);
    const acknowledgement = view.getUint32(AT.acknowledgementAlone);
    return parsed({ callId, acknowledgement, payload: octets.subarray(0, 0) });
  }
  if (head !== HEAD.data && head !== HEAD.dataAndAck) return malformed('flags and Protocol Type', head);
  if (payload === 0) return malformed('Payload Length', payload);
  const header = head === HEAD.data ? DATA_HEADER_OCTETS : DATA_AND_ACK_HEADER_OCTETS;
  if (octets.length < header + payload) return truncated(header + payload, octets.length);
  return parsed({
    callId,
    sequence: view.getUint32(AT.sequence),
    ...(head === HEAD.dataAndAck && { acknowledgement: view.getUint32(AT.acknowledgement) }),
    payload: octets.subarray(header, header + payload),
  });
}

export const lengthOf = ({ sequence, acknowledgement, payload }: GrePacket): number => {
  if (sequence === undefined) return ACK_PACKET_OCTETS;
  return (acknowledgement === undefined ? DATA_HEADER_OCTETS : DATA_AND_ACK_HEADER_OCTETS) + payload.length;
};

/** A packet without a sequence number is written as an acknowledgement alone. */
export function emitInto(packet: GrePacket, octets: Uint8Array): void {
  const { callId, sequence, acknowledgement, payload } = packet;
  const view = viewOf(octets);
  if (sequence === undefined) writeAckAt(view, 0, callId, acknowledgement ?? 0);
  else if (acknowledgement === undefined) writeDataHeaderAt(view, 0, callId, sequence, payload.length);
  else writeDataAndAckHeaderAt(view, 0, callId, sequence, acknowledgement, payload.length);
  octets.set(payload, lengthOf(packet) - payload.length);
}

export function emit(packet: GrePacket): Uint8Array {
  const octets = new Uint8Array(lengthOf(packet));
  emitInto(packet, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `GRE (${describeFault(result.fault)})`;
  const { callId, sequence, acknowledgement, payload } = result.value;
  const words = [`GRE call=${callId}`];
  if (sequence !== undefined) words.push(`seq=${sequence}`);
  if (acknowledgement !== undefined) words.push(`ack=${acknowledgement}`);
  return [...words, `${payload.length} octets`].join(' ');
}
