/**
 * The messages of the PPTP control connection (RFC 2637 §1.4, §2). What they hold is laid down in `pptp-messages.ts`.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { type ControlMessage, type Field, type Layout, MESSAGES, type MessageKind } from './pptp-messages.js';

/** Where the fields of every message lie, in octets; those of its kind follow at `body`. */
export const AT = {
  length: 0,
  pptpMessageType: 2,
  magicCookie: 4,
  controlMessageType: 8,
  reserved: 10,
  body: 12,
} as const;

export const HEADER_OCTETS = 12;
/** The longest message: Incoming-Call-Request. */
export const MESSAGE_OCTETS_MAX = 220;

/** The port of the control connection (§1.4). */
export const PORT = 1723;

export const MAGIC_COOKIE = 0x1a2b3c4d;
const CONTROL_MESSAGE = 1;

const KINDS = new Map(
  (Object.entries(MESSAGES) as [MessageKind, Layout][]).map(([kind, layout]) => [layout.type, { kind, layout }]),
);

/**
 * Reads one message from the start of `octets`; what lies behind its Length is left alone.
 *
 * Reserved fields are not looked at: some peers put values there. A message type that the RFC does not define is
 * `unsupported`, all else that is wrong is `malformed`.
 */
export function parse(octets: Uint8Array): Parsed<ControlMessage> {
  if (octets.length < HEADER_OCTETS) return truncated(HEADER_OCTETS, octets.length);
  const view = viewOf(octets);
  const cookie = view.getUint32(AT.magicCookie);
  if (cookie !== MAGIC_COOKIE) return malformed('Magic Cookie', cookie);
  const length = view.getUint16(AT.length);
  if (length < HEADER_OCTETS || length > MESSAGE_OCTETS_MAX) return malformed('Length', length);
  if (octets.length < length) return truncated(length, octets.length);
  const messageType = view.getUint16(AT.pptpMessageType);
  if (messageType !== CONTROL_MESSAGE) return unsupported('PPTP Message Type', messageType);
  const type = view.getUint16(AT.controlMessageType);
  const known = KINDS.get(type);
  if (!known) return unsupported('Control Message Type', type);
  if (length !== known.layout.length) return malformed('Length', length);
  const message: Record<string, number | string> = { kind: known.kind };
  for (const [name, field] of Object.entries(known.layout.fields)) message[name] = readField(view, octets, field);
  return parsed(message as unknown as ControlMessage);
}

export const lengthOf = (message: ControlMessage): number => MESSAGES[message.kind].length;

/** Writes the message with every reserved octet 0. A text longer than its field is cut, a character of more than an octet becomes `?`. */
export function emitInto(message: ControlMessage, octets: Uint8Array): void {
  const layout: Layout = MESSAGES[message.kind];
  const values = message as unknown as Readonly<Record<string, number | string>>;
  const view = viewOf(octets);
  octets.fill(0, 0, layout.length);
  view.setUint16(AT.length, layout.length);
  view.setUint16(AT.pptpMessageType, CONTROL_MESSAGE);
  view.setUint32(AT.magicCookie, MAGIC_COOKIE);
  view.setUint16(AT.controlMessageType, layout.type);
  for (const [name, field] of Object.entries(layout.fields)) writeField(view, octets, field, values[name]!);
}

export function emit(message: ControlMessage): Uint8Array {
  const octets = new Uint8Array(lengthOf(message));
  emitInto(message, octets);
  return octets;
}

/** One line for a trace: the RFC's words, numbers in decimal, texts in quotes. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `PPTP (${describeFault(result.fault)})`;
  const { kind, ...fields } = result.value;
  const words = Object.entries(fields).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return ['PPTP', kind, ...words].join(' ');
}

function readField(view: DataView, octets: Uint8Array, field: Field): number | string {
  if ('text' in field) return readText(octets.subarray(field.at, field.at + field.octets));
  if (field.octets === 1) return view.getUint8(field.at);
  return field.octets === 2 ? view.getUint16(field.at) : view.getUint32(field.at);
}

function writeField(view: DataView, octets: Uint8Array, field: Field, value: number | string): void {
  if ('text' in field) {
    const characters = String(value).slice(0, field.octets);
    for (let i = 0; i < characters.length; i++) octets[field.at + i] = octetOf(characters.charCodeAt(i));
    if (field.countAt !== undefined) view.setUint16(field.countAt, characters.length);
  } else if (field.octets === 1) view.setUint8(field.at, Number(value));
  else if (field.octets === 2) view.setUint16(field.at, Number(value));
  else view.setUint32(field.at, Number(value));
}

const octetOf = (code: number): number => (code <= 0xff ? code : 0x3f);

function readText(field: Uint8Array): string {
  const end = field.indexOf(0);
  return String.fromCharCode(...(end < 0 ? field : field.subarray(0, end)));
}
