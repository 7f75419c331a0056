/**
 * The Password Authentication Protocol (RFC 1334 §2).
 * @module
 */
import * as Control from './control-protocol.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

const CODE = { AuthenticateRequest: 1, AuthenticateAck: 2, AuthenticateNak: 3 } as const;

/** Peer-ID, Password and Message have one octet of length each. */
export const TEXT_OCTETS_MAX = 255;

export type PapPacket =
  | {
      readonly kind: 'AuthenticateRequest';
      readonly identifier: number;
      readonly peerId: string;
      readonly password: string;
    }
  | {
      readonly kind: 'AuthenticateAck' | 'AuthenticateNak';
      readonly identifier: number;
      readonly message: string;
    };

/** Some peers leave out an empty Message altogether; it is read as an empty one. */
export function parse(octets: Uint8Array): Parsed<PapPacket> {
  const packet = Control.parse(octets);
  if (!packet.ok) return packet;
  const { code, identifier, data } = packet.value;
  if (code === CODE.AuthenticateRequest) {
    const peerEnd = 1 + (data[0] ?? 0);
    const passwordEnd = peerEnd + 1 + (data[peerEnd] ?? 0);
    if (data.length < passwordEnd) return truncated(passwordEnd, data.length);
    const peerId = readText(data.subarray(1, peerEnd));
    const password = readText(data.subarray(peerEnd + 1, passwordEnd));
    return parsed({ kind: 'AuthenticateRequest', identifier, peerId, password });
  }
  if (code !== CODE.AuthenticateAck && code !== CODE.AuthenticateNak) return unsupported('Code', code);
  const length = data[0] ?? 0;
  if (length > Math.max(0, data.length - 1)) return malformed('Msg-Length', length);
  const kind = code === CODE.AuthenticateAck ? 'AuthenticateAck' : 'AuthenticateNak';
  return parsed({ kind, identifier, message: readText(data.subarray(1, 1 + length)) });
}

const controlPacketOf = (packet: PapPacket): Control.ControlPacket => {
  const texts = packet.kind === 'AuthenticateRequest' ? [packet.peerId, packet.password] : [packet.message];
  const data = texts.flatMap((text) => [
    Math.min(text.length, TEXT_OCTETS_MAX),
    ...writeText(text.slice(0, TEXT_OCTETS_MAX)),
  ]);
  return { code: CODE[packet.kind], identifier: packet.identifier, data: Uint8Array.from(data) };
};

export const lengthOf = (packet: PapPacket): number => Control.lengthOf(controlPacketOf(packet));
/** A text longer than its length octet can say is cut. */
export const emitInto = (packet: PapPacket, octets: Uint8Array): void =>
  Control.emitInto(controlPacketOf(packet), octets);
export const emit = (packet: PapPacket): Uint8Array => Control.emit(controlPacketOf(packet));

/** One line for a trace, without the password. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `PAP (${describeFault(result.fault)})`;
  const packet = result.value;
  const text = packet.kind === 'AuthenticateRequest' ? packet.peerId : packet.message;
  return `PAP ${packet.kind} id=${packet.identifier} ${quoted(text)}`;
}
