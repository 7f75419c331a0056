/**
 * TCP segments (RFC 9293 §3.1, §3.2) and their options: maximum segment size (RFC 9293 §3.7.1), window scale and
 * timestamps (RFC 7323 §2, §3), selective acknowledgement (RFC 2018 §2, §3).
 *
 * `parse` and `emit` leave the checksum alone, since it covers addresses that stand in another header: the receiver asks
 * {@link checksumHolds}, the sender ends with {@link writeChecksum}.
 * @module
 */
import type { Ipv4Address } from './address.js';
import { finish, pseudoHeaderSum, sum } from './checksum.js';
import { describeFault, malformed, type Parsed, parsed, truncated, viewOf } from './parsed.js';

/** Where each field lies, in octets. */
export const AT = {
  sourcePort: 0,
  destinationPort: 2,
  sequence: 4,
  acknowledgement: 8,
  dataOffset: 12,
  flags: 13,
  window: 14,
  checksum: 16,
  urgentPointer: 18,
  options: 20,
} as const;

export const PROTOCOL = 6;
export const HEADER_OCTETS = 20;
/** The most that a header's options can take (RFC 9293 §3.1: the data offset counts to 15 words). */
export const OPTIONS_OCTETS_MAX = 40;

/** The control bits; CWR and ECE are of RFC 3168. */
export const FLAG = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10, urg: 0x20, ece: 0x40, cwr: 0x80 } as const;

const OPTION = { end: 0, noOperation: 1, mss: 2, windowScale: 3, sackPermitted: 4, sack: 5, timestamps: 8 } as const;

/** Octets from `left` up to, not including, `right` have arrived (RFC 2018 §3). */
export interface SackBlock {
  readonly left: number;
  readonly right: number;
}

export type TcpOption =
  | { readonly kind: 'mss'; readonly octets: number }
  | { readonly kind: 'window-scale'; readonly shift: number }
  | { readonly kind: 'sack-permitted' }
  | { readonly kind: 'sack'; readonly blocks: readonly SackBlock[] }
  | { readonly kind: 'timestamps'; readonly value: number; readonly echoReply: number }
  /** Any other option, and one of those above whose length is not its own: kept as it came, without code and length. */
  | { readonly kind: 'unknown'; readonly code: number; readonly octets: Uint8Array };

export interface TcpSegment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  /** Bits of {@link FLAG}. */
  readonly flags: number;
  /** As it stands in the header, not yet scaled. */
  readonly window: number;
  readonly urgentPointer: number;
  /** Without padding: no-operations and the end of the list are not kept. */
  readonly options: readonly TcpOption[];
  readonly payload: Uint8Array;
}

export function parse(octets: Uint8Array): Parsed<TcpSegment> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  const header = headerOctetsAt(view, 0);
  if (header < HEADER_OCTETS) return malformed('Data Offset', header / 4);
  if (octets.length < header) return truncated(header, octets.length);
  const options = parseOptions(view, header);
  if (!options.ok) return options;
  return parsed({
    sourcePort: view.getUint16(AT.sourcePort),
    destinationPort: view.getUint16(AT.destinationPort),
    sequence: view.getUint32(AT.sequence),
    acknowledgement: view.getUint32(AT.acknowledgement),
    flags: view.getUint8(AT.flags),
    window: view.getUint16(AT.window),
    urgentPointer: view.getUint16(AT.urgentPointer),
    options: options.value,
    payload: octets.subarray(header),
  });
}

function parseOptions(view: DataView, end: number): Parsed<readonly TcpOption[]> {
  const options: TcpOption[] = [];
  for (let at: number = AT.options; at < end; ) {
    const code = view.getUint8(at);
    if (code === OPTION.end) break;
    if (code === OPTION.noOperation) {
      at++;
      continue;
    }
    const length = at + 1 < end ? view.getUint8(at + 1) : 0;
    if (length < 2 || at + length > end) return malformed('Option Length', length);
    options.push(parseOption(view, code, at + 2, length - 2));
    at += length;
  }
  return parsed(options);
}

function parseOption(view: DataView, code: number, at: number, length: number): TcpOption {
  if (code === OPTION.mss && length === 2) return { kind: 'mss', octets: view.getUint16(at) };
  if (code === OPTION.windowScale && length === 1) return { kind: 'window-scale', shift: view.getUint8(at) };
  if (code === OPTION.sackPermitted && length === 0) return { kind: 'sack-permitted' };
  if (code === OPTION.sack && length > 0 && length % 8 === 0)
    return {
      kind: 'sack',
      blocks: Array.from({ length: length / 8 }, (_, i) => ({
        left: view.getUint32(at + 8 * i),
        right: view.getUint32(at + 8 * i + 4),
      })),
    };
  if (code === OPTION.timestamps && length === 8)
    return { kind: 'timestamps', value: view.getUint32(at), echoReply: view.getUint32(at + 4) };
  return { kind: 'unknown', code, octets: new Uint8Array(view.buffer, view.byteOffset + at, length).slice() };
}

function optionOctets(option: TcpOption): number {
  switch (option.kind) {
    case 'mss':
      return 4;
    case 'window-scale':
      return 3;
    case 'sack-permitted':
      return 2;
    case 'sack':
      return 2 + 8 * option.blocks.length;
    case 'timestamps':
      return 10;
    case 'unknown':
      return 2 + option.octets.length;
  }
}

/** Octets of a header's options with their padding to whole words. @throws RangeError when no header can hold them. */
export function optionsOctets(options: readonly TcpOption[]): number {
  const octets = (options.reduce((total, option) => total + optionOctets(option), 0) + 3) & ~3;
  if (octets > OPTIONS_OCTETS_MAX) throw new RangeError(`${octets} octets of TCP options`);
  return octets;
}

export const lengthOf = (segment: TcpSegment): number =>
  HEADER_OCTETS + optionsOctets(segment.options) + segment.payload.length;

/** Writes everything but the checksum, which it leaves zero. */
export function emitInto(segment: TcpSegment, octets: Uint8Array): void {
  const header = HEADER_OCTETS + optionsOctets(segment.options);
  const view = viewOf(octets);
  view.setUint16(AT.sourcePort, segment.sourcePort);
  view.setUint16(AT.destinationPort, segment.destinationPort);
  view.setUint32(AT.sequence, segment.sequence);
  view.setUint32(AT.acknowledgement, segment.acknowledgement);
  view.setUint8(AT.dataOffset, (header / 4) << 4);
  view.setUint8(AT.flags, segment.flags);
  view.setUint16(AT.window, segment.window);
  view.setUint16(AT.checksum, 0);
  view.setUint16(AT.urgentPointer, segment.urgentPointer);
  let at: number = AT.options;
  for (const option of segment.options) {
    emitOption(option, view, at);
    at += optionOctets(option);
  }
  octets.fill(OPTION.end, at, header);
  octets.set(segment.payload, header);
}

function emitOption(option: TcpOption, view: DataView, at: number): void {
  view.setUint8(at + 1, optionOctets(option));
  const value = at + 2;
  switch (option.kind) {
    case 'mss':
      view.setUint8(at, OPTION.mss);
      view.setUint16(value, option.octets);
      break;
    case 'window-scale':
      view.setUint8(at, OPTION.windowScale);
      view.setUint8(value, option.shift);
      break;
    case 'sack-permitted':
      view.setUint8(at, OPTION.sackPermitted);
      break;
    case 'sack':
      view.setUint8(at, OPTION.sack);
      option.blocks.forEach(({ left, right }, i) => {
        view.setUint32(value + 8 * i, left);
        view.setUint32(value + 8 * i + 4, right);
      });
      break;
    case 'timestamps':
      view.setUint8(at, OPTION.timestamps);
      view.setUint32(value, option.value);
      view.setUint32(value + 4, option.echoReply);
      break;
    case 'unknown':
      view.setUint8(at, option.code);
      option.octets.forEach((octet, i) => {
        view.setUint8(value + i, octet);
      });
      break;
  }
}

export function emit(segment: TcpSegment): Uint8Array {
  const octets = new Uint8Array(lengthOf(segment));
  emitInto(segment, octets);
  return octets;
}

/** Whether a whole segment is as its sender summed it, with the pseudo header of these addresses (RFC 9293 §3.1). */
export const checksumHolds = (octets: Uint8Array, source: Ipv4Address, destination: Ipv4Address): boolean =>
  finish(sum(octets, 0, octets.length, pseudoHeaderSum(source, destination, PROTOCOL, octets.length))) === 0;

/** The last stroke on a segment that is about to leave. */
export function writeChecksum(octets: Uint8Array, source: Ipv4Address, destination: Ipv4Address): void {
  const view = viewOf(octets);
  view.setUint16(AT.checksum, 0);
  const total = sum(octets, 0, octets.length, pseudoHeaderSum(source, destination, PROTOCOL, octets.length));
  view.setUint16(AT.checksum, finish(total));
}

/** The length of the header that begins at `at`, as its data offset says. */
export const headerOctetsAt = (view: DataView, at: number): number => (view.getUint8(at + AT.dataOffset) >>> 4) * 4;

/**
 * The place of the 16-bit value of the maximum segment size option, for whoever clamps it in passing; -1 when the
 * segment of `length` octets at `at` has none. Allocates nothing.
 */
export function mssValueAt(view: DataView, at: number, length: number): number {
  if (length < HEADER_OCTETS) return -1;
  const end = at + Math.min(headerOctetsAt(view, at), length);
  for (let option = at + AT.options; option + 1 < end; ) {
    const code = view.getUint8(option);
    if (code === OPTION.end) return -1;
    if (code === OPTION.noOperation) {
      option++;
      continue;
    }
    const octets = view.getUint8(option + 1);
    if (code === OPTION.mss) return octets === 4 && option + 4 <= end ? option + 2 : -1;
    if (octets < 2) return -1;
    option += octets;
  }
  return -1;
}

/** `SYN,ACK`, in the order in which RFC 9293 writes control bits. */
export function printFlags(flags: number): string {
  const names: string[] = [];
  for (const name of ['syn', 'fin', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr'] as const)
    if (flags & FLAG[name]) names.push(name.toUpperCase());
  return names.join(',');
}

function printOption(option: TcpOption): string {
  switch (option.kind) {
    case 'mss':
      return `mss=${option.octets}`;
    case 'window-scale':
      return `scale=${option.shift}`;
    case 'sack-permitted':
      return 'sack-permitted';
    case 'sack':
      return `sack=${option.blocks.map(({ left, right }) => `${left}-${right}`).join(',')}`;
    case 'timestamps':
      return `timestamps=${option.value},${option.echoReply}`;
    case 'unknown':
      return `option-${option.code}`;
  }
}

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `TCP (${describeFault(result.fault)})`;
  const { sourcePort, destinationPort, sequence, acknowledgement, flags, window, options, payload } = result.value;
  const words = [`TCP ${sourcePort} > ${destinationPort} [${printFlags(flags)}] seq=${sequence}`];
  if (flags & FLAG.ack) words.push(`ack=${acknowledgement}`);
  words.push(`window=${window}`, ...options.map(printOption), `${payload.length} octets`);
  return words.join(' ');
}
