/**
 * Messages between a router and the NetVolante DNS server of a lab. This format is the project's own: Yamaha's protocol is
 * not published, and what follows is neither it nor compatible with it.
 *
 * | octets | field |
 * |---|---|
 * | 0–3 | `nvd1` |
 * | 4 | kind |
 * | 5 | status, in answers |
 * | 6–7 | the number of the exchange |
 * | 8–13 | MAC address of the router's first LAN, by which it is known |
 * | 14–17 | the address to register, or that is registered |
 * | 18– | serial number, name, and then any number of names: each a length in one octet and as many characters |
 * @module
 */
import { type Ipv4Address, type MacAddress, printIpv4, readMacAt, writeMacAt } from './address.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

const AT = { magic: 0, kind: 4, status: 5, exchange: 6, mac: 8, address: 14, texts: 18 } as const;

const MAGIC = 0x6e766431; // nvd1
/** What the manual names as the port of the service (manual 34.4). */
export const PORT = 2002;
/** Names in one answer; further ones are left out. */
export const NAMES_MAX = 64;

const KIND = { register: 1, delete: 2, list: 3, registered: 0x81, deleted: 0x82, listed: 0x83 } as const;
export type NetvolanteKind = keyof typeof KIND;
const KINDS = new Map<number, NetvolanteKind>(
  Object.entries(KIND).map(([kind, code]) => [code, kind as NetvolanteKind]),
);

const STATUS = { ok: 0, taken: 1, 'bad-name': 2, full: 3, unknown: 4 } as const;
/** `taken`: by another router. `full`: the server, or what one router may have. `unknown`: there is no such name. */
export type NetvolanteStatus = keyof typeof STATUS;
const STATUSES = new Map<number, NetvolanteStatus>(
  Object.entries(STATUS).map(([status, code]) => [code, status as NetvolanteStatus]),
);

export interface NetvolanteMessage {
  readonly kind: NetvolanteKind;
  readonly status: NetvolanteStatus;
  readonly exchange: number;
  readonly mac: MacAddress;
  /** 0.0.0.0 in a request: the one that it comes from. */
  readonly address: Ipv4Address;
  readonly serial: string;
  /** The name that is wanted, in an answer the whole of it; empty: one that the server makes. */
  readonly host: string;
  readonly names: readonly string[];
}

const TEXT_OCTETS_MAX = 255;

export function parse(octets: Uint8Array): Parsed<NetvolanteMessage> {
  if (octets.length < AT.texts) return truncated(AT.texts, octets.length);
  const view = viewOf(octets);
  const magic = view.getUint32(AT.magic);
  if (magic !== MAGIC) return unsupported('Magic', magic);
  const kind = KINDS.get(octets[AT.kind]!);
  if (kind === undefined) return unsupported('Kind', octets[AT.kind]!);
  const status = STATUSES.get(octets[AT.status]!);
  if (status === undefined) return unsupported('Status', octets[AT.status]!);
  const texts: string[] = [];
  for (let at: number = AT.texts; at < octets.length; ) {
    const end = at + 1 + octets[at]!;
    if (end > octets.length) return truncated(end, octets.length);
    texts.push(readText(octets.subarray(at + 1, end)));
    at = end;
  }
  const [serial, host, ...names] = texts;
  if (serial === undefined || host === undefined) return truncated(octets.length + 1, octets.length);
  if (names.length > NAMES_MAX) return malformed('Names', names.length);
  return parsed({
    kind,
    status,
    exchange: view.getUint16(AT.exchange),
    mac: readMacAt(view, AT.mac),
    address: view.getUint32(AT.address) as Ipv4Address,
    serial,
    host,
    names,
  });
}

const textsOf = ({ serial, host, names }: NetvolanteMessage): Uint8Array[] =>
  [serial, host, ...names].map((text) => writeText(text).subarray(0, TEXT_OCTETS_MAX));

export const lengthOf = (message: NetvolanteMessage): number =>
  textsOf(message).reduce<number>((length, text) => length + 1 + text.length, AT.texts);

export function emitInto(message: NetvolanteMessage, octets: Uint8Array): void {
  const view = viewOf(octets);
  view.setUint32(AT.magic, MAGIC);
  view.setUint8(AT.kind, KIND[message.kind]);
  view.setUint8(AT.status, STATUS[message.status]);
  view.setUint16(AT.exchange, message.exchange);
  writeMacAt(view, AT.mac, message.mac);
  view.setUint32(AT.address, message.address);
  let at: number = AT.texts;
  for (const text of textsOf(message)) {
    octets[at] = text.length;
    octets.set(text, at + 1);
    at += 1 + text.length;
  }
}

export function emit(message: NetvolanteMessage): Uint8Array {
  const octets = new Uint8Array(lengthOf(message));
  emitInto(message, octets);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `NetVolante DNS (${describeFault(result.fault)})`;
  const { kind, status, exchange, host, address } = result.value;
  return `NetVolante DNS ${kind} ${exchange} ${status} ${quoted(host)} ${printIpv4(address)}`;
}
