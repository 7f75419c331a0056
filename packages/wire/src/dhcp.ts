/**
 * DHCP messages (RFC 2131 §2): the fixed fields of BOOTP, the magic cookie, and options, which may spill over into the
 * fields of the boot file and of the server's name (RFC 2132 §9.3).
 * @module
 */
import { type Ipv4Address, type MacAddress, printIpv4, printMac, readMacAt, writeMacAt } from './address.js';
import { type DhcpOption, dataOf, describeOptions, emitOption, OPTION, OptionJoiner } from './dhcp-options.js';
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

export const SERVER_PORT = 67;
export const CLIENT_PORT = 68;

/** Where each field lies, in octets. */
export const AT = {
  op: 0,
  hardwareType: 1,
  hardwareLength: 2,
  hops: 3,
  transactionId: 4,
  secs: 8,
  flags: 10,
  clientAddress: 12,
  yourAddress: 16,
  nextServer: 20,
  relayAgent: 24,
  hardwareAddress: 28,
  serverName: 44,
  bootFile: 108,
  cookie: 236,
  options: 240,
} as const;

const SERVER_NAME_OCTETS = 64;
const BOOT_FILE_OCTETS = 128;
const BROADCAST_FLAG = 0x8000;
const COOKIE = 0x6382_5363;
const OP = { request: 1, reply: 2 } as const;
const HARDWARE_ETHERNET = 1;
const MAC_OCTETS = 6;

/** What BOOTP relays and old servers expect at least (RFC 1542 §2.1). */
export const MESSAGE_OCTETS_MIN = 300;
/** What every client takes: a datagram in a packet of 576 octets (RFC 2131 §2). */
export const MESSAGE_OCTETS_USUAL = 548;

/** What fields besides `options` hold options. */
const OVERLOAD = { file: 1, serverName: 2 } as const;

export const MESSAGE_TYPES = [
  'DHCPDISCOVER',
  'DHCPOFFER',
  'DHCPREQUEST',
  'DHCPDECLINE',
  'DHCPACK',
  'DHCPNAK',
  'DHCPRELEASE',
  'DHCPINFORM',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export interface DhcpMessage {
  readonly op: 'request' | 'reply';
  readonly hops: number;
  readonly transactionId: number;
  /** Since the client began to ask. */
  readonly secs: number;
  /** The client cannot take unicasts yet. */
  readonly broadcast: boolean;
  /** `ciaddr`: what the client has. */
  readonly clientAddress: Ipv4Address;
  /** `yiaddr`: what it is given. */
  readonly yourAddress: Ipv4Address;
  /** `siaddr` */
  readonly nextServer: Ipv4Address;
  /** `giaddr` */
  readonly relayAgent: Ipv4Address;
  /** `chaddr` of an Ethernet. */
  readonly hardwareAddress: MacAddress;
  /** `sname`; empty when it holds options. */
  readonly serverName: string;
  /** `file`; empty when it holds options. */
  readonly bootFile: string;
  /** Without pad, end and overload. */
  readonly options: readonly DhcpOption[];
}

/** `undefined`: a message of BOOTP, or of a type that RFC 2131 does not know. */
export function messageTypeOf({ options }: DhcpMessage): MessageType | undefined {
  const data = dataOf(options, OPTION.messageType);
  return data?.length === 1 ? MESSAGE_TYPES[data[0]! - 1] : undefined;
}

export const messageType = (type: MessageType): DhcpOption => ({
  code: OPTION.messageType,
  data: Uint8Array.of(MESSAGE_TYPES.indexOf(type) + 1),
});

export function parse(octets: Uint8Array): Parsed<DhcpMessage> {
  if (octets.length < AT.options) return truncated(AT.options, octets.length);
  const view = viewOf(octets);
  const op = octets[AT.op]!;
  if (op !== OP.request && op !== OP.reply) return malformed('op', op);
  if (octets[AT.hardwareType] !== HARDWARE_ETHERNET) return unsupported('htype', octets[AT.hardwareType]!);
  if (octets[AT.hardwareLength] !== MAC_OCTETS) return malformed('hlen', octets[AT.hardwareLength]!);
  if (view.getUint32(AT.cookie) !== COOKIE) return unsupported('Magic Cookie', view.getUint32(AT.cookie));
  const joiner = new OptionJoiner();
  const bootFile = octets.subarray(AT.bootFile, AT.cookie);
  const serverName = octets.subarray(AT.serverName, AT.bootFile);
  let read = joiner.take(octets.subarray(AT.options));
  const overload = joiner.dataOf(OPTION.overload)?.[0] ?? 0;
  if (read.ok && (overload & OVERLOAD.file) !== 0) read = joiner.take(bootFile);
  if (read.ok && (overload & OVERLOAD.serverName) !== 0) read = joiner.take(serverName);
  if (!read.ok) return read;
  const address = (at: number): Ipv4Address => view.getUint32(at) as Ipv4Address;
  return parsed({
    op: op === OP.request ? 'request' : 'reply',
    hops: octets[AT.hops]!,
    transactionId: view.getUint32(AT.transactionId),
    secs: view.getUint16(AT.secs),
    broadcast: (view.getUint16(AT.flags) & BROADCAST_FLAG) !== 0,
    clientAddress: address(AT.clientAddress),
    yourAddress: address(AT.yourAddress),
    nextServer: address(AT.nextServer),
    relayAgent: address(AT.relayAgent),
    hardwareAddress: readMacAt(view, AT.hardwareAddress),
    serverName: (overload & OVERLOAD.serverName) !== 0 ? '' : untilNul(serverName),
    bootFile: (overload & OVERLOAD.file) !== 0 ? '' : untilNul(bootFile),
    options: joiner.options(),
  });
}

const untilNul = (octets: Uint8Array): string => {
  const end = octets.indexOf(0);
  return readText(end < 0 ? octets : octets.subarray(0, end));
};

/** Where the options of a message go. */
interface Layout {
  readonly options: readonly Uint8Array[];
  readonly file: readonly Uint8Array[];
  readonly serverName: readonly Uint8Array[];
}

const sum = (pieces: readonly Uint8Array[]): number => pieces.reduce((total, { length }) => total + length, 0);
const END_OCTETS = 1;
const OVERLOAD_OCTETS = 3;

/** Options go where there is room: behind the fixed fields, then into `file`, then into `sname`; the rest is left out. */
function layOut(message: DhcpMessage, octetsMax: number): Layout {
  const all = message.options.map(emitOption);
  const room = octetsMax - AT.options - END_OCTETS;
  if (sum(all) <= room) return { options: all, file: [], serverName: [] };
  const rest = [...all];
  const fill = (octets: number): Uint8Array[] => {
    const taken: Uint8Array[] = [];
    for (let left = octets; rest.length > 0 && rest[0]!.length <= left; ) {
      left -= rest[0]!.length;
      taken.push(rest.shift()!);
    }
    return taken;
  };
  const options = fill(room - OVERLOAD_OCTETS);
  const file = message.bootFile === '' ? fill(BOOT_FILE_OCTETS - END_OCTETS) : [];
  const serverName = message.serverName === '' ? fill(SERVER_NAME_OCTETS - END_OCTETS) : [];
  return { options, file, serverName };
}

const overloadOf = ({ file, serverName }: Layout): number =>
  (file.length > 0 ? OVERLOAD.file : 0) | (serverName.length > 0 ? OVERLOAD.serverName : 0);

function octetsOf(layout: Layout): number {
  const overload = overloadOf(layout) === 0 ? 0 : OVERLOAD_OCTETS;
  return Math.max(MESSAGE_OCTETS_MIN, AT.options + overload + sum(layout.options) + END_OCTETS);
}

/** @param octetsMax options that would make the message longer go into its empty fields, or are left out, the last first. */
export const lengthOf = (message: DhcpMessage, octetsMax = Number.POSITIVE_INFINITY): number =>
  octetsOf(layOut(message, octetsMax));

/** `octets` is filled to its end with pads. */
export function emitInto(message: DhcpMessage, octets: Uint8Array, octetsMax = Number.POSITIVE_INFINITY): void {
  const layout = layOut(message, octetsMax);
  const view = viewOf(octets);
  octets.fill(0);
  octets[AT.op] = OP[message.op];
  octets[AT.hardwareType] = HARDWARE_ETHERNET;
  octets[AT.hardwareLength] = MAC_OCTETS;
  octets[AT.hops] = message.hops;
  view.setUint32(AT.transactionId, message.transactionId);
  view.setUint16(AT.secs, message.secs);
  view.setUint16(AT.flags, message.broadcast ? BROADCAST_FLAG : 0);
  view.setUint32(AT.clientAddress, message.clientAddress);
  view.setUint32(AT.yourAddress, message.yourAddress);
  view.setUint32(AT.nextServer, message.nextServer);
  view.setUint32(AT.relayAgent, message.relayAgent);
  writeMacAt(view, AT.hardwareAddress, message.hardwareAddress);
  octets.set(writeText(message.serverName).subarray(0, SERVER_NAME_OCTETS - 1), AT.serverName);
  octets.set(writeText(message.bootFile).subarray(0, BOOT_FILE_OCTETS - 1), AT.bootFile);
  view.setUint32(AT.cookie, COOKIE);
  const overload = overloadOf(layout);
  const mark = overload === 0 ? [] : [emitOption({ code: OPTION.overload, data: Uint8Array.of(overload) })];
  write(octets, AT.options, [...mark, ...layout.options]);
  if (layout.file.length > 0) write(octets, AT.bootFile, layout.file);
  if (layout.serverName.length > 0) write(octets, AT.serverName, layout.serverName);
}

function write(octets: Uint8Array, from: number, pieces: readonly Uint8Array[]): void {
  let at = from;
  for (const piece of pieces) {
    octets.set(piece, at);
    at += piece.length;
  }
  octets[at] = OPTION.end;
}

export function emit(message: DhcpMessage, octetsMax = Number.POSITIVE_INFINITY): Uint8Array {
  const octets = new Uint8Array(lengthOf(message, octetsMax));
  emitInto(message, octets, octetsMax);
  return octets;
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `DHCP (${describeFault(result.fault)})`;
  const message = result.value;
  const fields = [
    ['ciaddr', message.clientAddress],
    ['yiaddr', message.yourAddress],
    ['siaddr', message.nextServer],
    ['giaddr', message.relayAgent],
  ] as const;
  return [
    `DHCP ${messageTypeOf(message) ?? `BOOTP ${message.op}`} xid=${message.transactionId.toString(16).padStart(8, '0')}`,
    printMac(message.hardwareAddress),
    ...fields.filter(([, address]) => address !== 0).map(([name, address]) => `${name}=${printIpv4(address)}`),
    ...(message.broadcast ? ['broadcast'] : []),
    ...(message.serverName === '' ? [] : [`sname=${quoted(message.serverName)}`]),
    ...(message.bootFile === '' ? [] : [`file=${quoted(message.bootFile)}`]),
    describeOptions(message.options),
  ]
    .filter(Boolean)
    .join(' ');
}
