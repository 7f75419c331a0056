/**
 * CHAP packets (RFC 1994 §4), and what MS-CHAP (RFC 2433) and MS-CHAP version 2 (RFC 2759) put into them.
 * @module
 */
import * as Control from './control-protocol.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported } from './parsed.js';
import { hexOf, quoted, readText, writeText } from './text.js';

const CODE = { Challenge: 1, Response: 2, Success: 3, Failure: 4 } as const;
type Kind = keyof typeof CODE;
const KINDS = new Map<number, Kind>((Object.entries(CODE) as [Kind, number][]).map(([kind, code]) => [code, kind]));

/** The octet behind C223 in LCP's Authentication-Protocol option. */
export const ALGORITHM = { md5: 0x05, mschap: 0x80, mschapV2: 0x81 } as const;

export type ChapPacket =
  | {
      readonly kind: 'Challenge' | 'Response';
      readonly identifier: number;
      /** 1 to 255 octets. */
      readonly value: Uint8Array;
      readonly name: string;
    }
  | { readonly kind: 'Success' | 'Failure'; readonly identifier: number; readonly message: string };

export function parse(octets: Uint8Array): Parsed<ChapPacket> {
  const packet = Control.parse(octets);
  if (!packet.ok) return packet;
  const { code, identifier, data } = packet.value;
  const kind = KINDS.get(code);
  if (kind === undefined) return unsupported('Code', code);
  if (kind === 'Success' || kind === 'Failure') return parsed({ kind, identifier, message: readText(data) });
  const size = data[0];
  if (size === undefined) return truncated(1, 0);
  if (size === 0 || size > data.length - 1) return malformed('Value-Size', size);
  return parsed({ kind, identifier, value: data.subarray(1, 1 + size), name: readText(data.subarray(1 + size)) });
}

const controlPacketOf = (packet: ChapPacket): Control.ControlPacket => {
  const data =
    'value' in packet
      ? Uint8Array.of(packet.value.length, ...packet.value, ...writeText(packet.name))
      : writeText(packet.message);
  return { code: CODE[packet.kind], identifier: packet.identifier, data };
};

export const lengthOf = (packet: ChapPacket): number => Control.lengthOf(controlPacketOf(packet));
export const emitInto = (packet: ChapPacket, octets: Uint8Array): void =>
  Control.emitInto(controlPacketOf(packet), octets);
export const emit = (packet: ChapPacket): Uint8Array => Control.emit(controlPacketOf(packet));

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `CHAP (${describeFault(result.fault)})`;
  const packet = result.value;
  const said =
    'value' in packet
      ? `value=${hexOf(packet.value)} name=${quoted(packet.name)}`
      : `message=${quoted(packet.message)}`;
  return `CHAP ${packet.kind} id=${packet.identifier} ${said}`;
}

/** The value of an MS-CHAP response of either version. */
export const MSCHAP_RESPONSE_OCTETS = 49;

/** Of the LAN Manager response only its place is left (RFC 2433 §6): we neither write nor believe one. */
export interface MschapResponse {
  readonly lmResponse: Uint8Array;
  readonly ntResponse: Uint8Array;
  /** Whether the authenticator is to look at the NT response. */
  readonly useNt: boolean;
}

/** `undefined` when the value has another length. */
export const readMschapResponse = (value: Uint8Array): MschapResponse | undefined =>
  value.length !== MSCHAP_RESPONSE_OCTETS
    ? undefined
    : { lmResponse: value.subarray(0, 24), ntResponse: value.subarray(24, 48), useNt: value[48] === 1 };

export function writeMschapResponse(response: MschapResponse): Uint8Array {
  const value = new Uint8Array(MSCHAP_RESPONSE_OCTETS);
  value.set(response.lmResponse, 0);
  value.set(response.ntResponse, 24);
  value[48] = response.useNt ? 1 : 0;
  return value;
}

export interface MschapV2Response {
  /** 16 octets. */
  readonly peerChallenge: Uint8Array;
  /** 24 octets. */
  readonly ntResponse: Uint8Array;
  /** 0, but old versions of Windows put something there. */
  readonly flags: number;
}

/** `undefined` when the value has another length. The eight reserved octets are not looked at. */
export const readMschapV2Response = (value: Uint8Array): MschapV2Response | undefined =>
  value.length !== MSCHAP_RESPONSE_OCTETS
    ? undefined
    : { peerChallenge: value.subarray(0, 16), ntResponse: value.subarray(24, 48), flags: value[48]! };

export function writeMschapV2Response(response: MschapV2Response): Uint8Array {
  const value = new Uint8Array(MSCHAP_RESPONSE_OCTETS);
  value.set(response.peerChallenge, 0);
  value.set(response.ntResponse, 24);
  value[48] = response.flags;
  return value;
}

/** The error codes of a Failure (RFC 2759 §6). */
export const MSCHAP_ERROR = {
  restrictedLogonHours: 646,
  accountDisabled: 647,
  passwordExpired: 648,
  noDialinPermission: 649,
  authenticationFailure: 691,
  changingPassword: 709,
} as const;

/** `E=691 R=1 C=... V=3 M=...`: what the Message of an MS-CHAP Failure says (RFC 2433 §8, RFC 2759 §6). */
export interface MschapFailure {
  readonly error: number;
  readonly retry: boolean;
  /** For the next try. Version 1 may leave it out. */
  readonly challenge?: Uint8Array;
  /** 3, or 2 of version 1; pppd says 0. */
  readonly version?: number;
  readonly message?: string;
}

const FIELD = { E: /\bE=(\d{1,10})/, R: /\bR=([01])/, C: /\bC=((?:[0-9A-Fa-f]{2})+)/, V: /\bV=(\d{1,10})/ } as const;

/** Reads what is there, in any order; `undefined` when there is no error code. Words that it does not know are passed over. */
export function readMschapFailure(text: string): MschapFailure | undefined {
  const messageAt = text.search(/\bM=/);
  const fields = messageAt < 0 ? text : text.slice(0, messageAt);
  const error = FIELD.E.exec(fields)?.[1];
  if (error === undefined) return undefined;
  const challenge = FIELD.C.exec(fields)?.[1];
  const version = FIELD.V.exec(fields)?.[1];
  return {
    error: Number(error),
    retry: FIELD.R.exec(fields)?.[1] === '1',
    ...(challenge !== undefined && {
      challenge: Uint8Array.from(challenge.match(/../g)!, (d) => Number.parseInt(d, 16)),
    }),
    ...(version !== undefined && { version: Number(version) }),
    ...(messageAt >= 0 && { message: text.slice(messageAt + 2) }),
  };
}

export const writeMschapFailure = ({ error, retry, challenge, version, message }: MschapFailure): string =>
  [
    `E=${error}`,
    `R=${retry ? 1 : 0}`,
    ...(challenge ? [`C=${hexOf(challenge).toUpperCase()}`] : []),
    ...(version !== undefined ? [`V=${version}`] : []),
    ...(message !== undefined ? [`M=${message}`] : []),
  ].join(' ');
