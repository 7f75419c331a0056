/**
 * The packets of LCP and of every protocol negotiated like it: IPCP, CCP (RFC 1661 §5, RFC 1570 §2, RFC 1962 §3).
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, viewOf } from './parsed.js';
import { hexOf } from './text.js';

const AT = { code: 0, identifier: 1, length: 2, data: 4 } as const;

export const HEADER_OCTETS = 4;

export const CODE = {
  configureRequest: 1,
  configureAck: 2,
  configureNak: 3,
  configureReject: 4,
  terminateRequest: 5,
  terminateAck: 6,
  codeReject: 7,
  /** Of LCP alone, up to 13. */
  protocolReject: 8,
  echoRequest: 9,
  echoReply: 10,
  discardRequest: 11,
  identification: 12,
  timeRemaining: 13,
  /** Of CCP alone. */
  resetRequest: 14,
  resetAck: 15,
} as const;

const NAMES = new Map<number, string>(
  Object.entries(CODE).map(([name, code]) => [code, name[0]!.toUpperCase() + name.slice(1)]),
);

/** `ConfigureRequest` and the like. */
export const codeName = (code: number): string => NAMES.get(code) ?? `Code${code}`;

export interface ControlPacket {
  readonly code: number;
  readonly identifier: number;
  /** Without the padding that may follow the packet (RFC 1661 §5). */
  readonly data: Uint8Array;
}

export function parse(octets: Uint8Array): Parsed<ControlPacket> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const length = (octets[AT.length]! << 8) | octets[AT.length + 1]!;
  if (length < HEADER_OCTETS) return malformed('Length', length);
  if (length > octets.length) return truncated(length, octets.length);
  return parsed({
    code: octets[AT.code]!,
    identifier: octets[AT.identifier]!,
    data: octets.subarray(AT.data, length),
  });
}

export const lengthOf = (packet: ControlPacket): number => HEADER_OCTETS + packet.data.length;

export function emitInto(packet: ControlPacket, octets: Uint8Array): void {
  octets[AT.code] = packet.code;
  octets[AT.identifier] = packet.identifier;
  octets[AT.length] = lengthOf(packet) >>> 8;
  octets[AT.length + 1] = lengthOf(packet);
  octets.set(packet.data, AT.data);
}

export function emit(packet: ControlPacket): Uint8Array {
  const octets = new Uint8Array(lengthOf(packet));
  emitInto(packet, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `PPP control (${describeFault(result.fault)})`;
  const { code, identifier, data } = result.value;
  return `${codeName(code)} id=${identifier} ${hexOf(data)}`.trimEnd();
}

/** The number at the start of the data of an Echo, a Discard-Request, an Identification; `undefined` when it is cut short. */
export const magicNumberOf = (data: Uint8Array): number | undefined =>
  data.length < 4 ? undefined : viewOf(data).getUint32(0);

/** The data of an Echo: a Magic-Number, and what goes with it. */
export function echoData(magicNumber: number, rest: Uint8Array = new Uint8Array()): Uint8Array {
  const data = new Uint8Array(4 + rest.length);
  viewOf(data).setUint32(0, magicNumber);
  data.set(rest, 4);
  return data;
}

/** What a Protocol-Reject refuses; `undefined` when it is cut short. */
export const rejectedProtocolOf = (data: Uint8Array): number | undefined =>
  data.length < 2 ? undefined : viewOf(data).getUint16(0);

/** The data of a Protocol-Reject: the protocol and as much of its packet as `limit` octets of information leave room for. */
export function protocolRejectData(protocol: number, information: Uint8Array, limit: number): Uint8Array {
  const data = new Uint8Array(2 + Math.max(0, Math.min(information.length, limit - HEADER_OCTETS - 2)));
  viewOf(data).setUint16(0, protocol);
  data.set(information.subarray(0, data.length - 2), 2);
  return data;
}

const WINDOWS_REASON = { octets: 12, mark: 0x003ccd74 } as const;

/**
 * The error number in a Terminate-Request of Windows: 0 when its user hung up, 742 when it missed encryption.
 * `undefined` when the data is not of that shape: Magic-Number, 00 3C CD 74, error number, four octets each, as public
 * logs of pppd show it.
 */
export function windowsReasonOf(data: Uint8Array): number | undefined {
  if (data.length !== WINDOWS_REASON.octets) return undefined;
  const view = viewOf(data);
  return view.getUint32(4) === WINDOWS_REASON.mark ? view.getUint32(8) : undefined;
}
