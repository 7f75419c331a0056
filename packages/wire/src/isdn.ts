/**
 * A basic rate interface on a cable of the lab. The framing is ours: an Ethernet frame of the type for local experiments, with
 * a version, the channel and the length of what follows. Channel D carries messages in the layout of Q.931 §4, with its
 * numbers for messages, elements and causes; the B channels carry PPP frames as HDLC would, without flags and check sequence.
 * @module
 */
import { describeFault, malformed, type Parsed, parsed, truncated, unsupported, viewOf } from './parsed.js';
import { quoted, readText, writeText } from './text.js';

/** Local Experimental EtherType 1 (IEEE 802-2014 §9.2.3). */
export const ETHER_TYPE = 0x88b5;

/** Where each field lies, in octets. */
export const AT = { version: 0, channel: 1, length: 2, payload: 4 } as const;
export const HEADER_OCTETS = 4;
const VERSION = 1;

/** `both`: the two B channels of a leased line as one of 128 kbit/s. */
export const CHANNEL = { d: 0, b1: 1, b2: 2, both: 3 } as const;

/** What {@link payloadOctetsAt} answers when there is no sound header. */
export const NO_FRAME = -1;

/** The length of what is behind the header at `at`; {@link NO_FRAME} when the header is unsound. */
export function payloadOctetsAt(view: DataView, at: number, length: number): number {
  if (length < HEADER_OCTETS || view.getUint8(at) !== VERSION || view.getUint8(at + AT.channel) > CHANNEL.both)
    return NO_FRAME;
  const octets = view.getUint16(at + AT.length);
  return octets <= length - HEADER_OCTETS ? octets : NO_FRAME;
}

export function writeHeaderAt(view: DataView, at: number, channel: number, octets: number): void {
  view.setUint8(at + AT.version, VERSION);
  view.setUint8(at + AT.channel, channel);
  view.setUint16(at + AT.length, octets);
}

/** Q.931 table 4-2. */
const MESSAGE = {
  Alerting: 0x01,
  CallProceeding: 0x02,
  Setup: 0x05,
  Connect: 0x07,
  ConnectAcknowledge: 0x0f,
  /** Everything on the line is over at the end that says this; it bears the reference of no call. */
  Restart: 0x46,
  Release: 0x4d,
  ReleaseComplete: 0x5a,
} as const;
export type CallMessageType = keyof typeof MESSAGE;
const TYPE_OF = new Map<number, CallMessageType>(
  Object.entries(MESSAGE).map(([name, code]) => [code, name as CallMessageType]),
);

/** Q.850: why a call ended. */
export const CAUSE = {
  noSuchNumber: 1,
  normal: 16,
  busy: 17,
  noAnswer: 18,
  rejected: 21,
  outOfOrder: 27,
  noChannel: 34,
  invalidReference: 81,
  incompatible: 88,
  timerExpired: 102,
} as const;

/** Q.931 table 4-3. */
const ELEMENT = {
  cause: 0x08,
  channel: 0x18,
  callingNumber: 0x6c,
  callingSubaddress: 0x6d,
  calledNumber: 0x70,
  calledSubaddress: 0x71,
} as const;

const DISCRIMINATOR = 0x08;
const REFERENCE_OCTETS = 2;
const FLAG = 0x8000;
export const REFERENCE_MAX = 0x7fff;
/** The global call reference (Q.931 §4.3). */
export const NO_CALL = 0;
const MESSAGE_AT = { discriminator: 0, referenceOctets: 1, reference: 2, type: 4, elements: 5 } as const;
/** Number type and plan unknown; a user-specified subaddress (Q.931 §4.5.8, §4.5.9). */
const NUMBER_TYPE = 0x80;
const SUBADDRESS_TYPE = 0xa0;

/** An ISDN number, and the subaddress behind it. */
export interface Party {
  /** Digits alone. */
  readonly number: string;
  readonly subaddress?: string;
}

/** A number and what stands behind it and its length. */
type Element = readonly [element: number, data: Uint8Array];

export interface CallMessage {
  readonly type: CallMessageType;
  /** 1 to {@link REFERENCE_MAX}; {@link NO_CALL} in a RESTART. */
  readonly reference: number;
  /** True in what goes to the side that chose the reference (Q.931 §4.3). */
  readonly toOrigin: boolean;
  readonly cause?: number;
  /** B1 or B2. */
  readonly channel?: number;
  readonly calling?: Party;
  readonly called?: Party;
}

export function parse(octets: Uint8Array): Parsed<CallMessage> {
  if (octets.length < MESSAGE_AT.elements) return truncated(MESSAGE_AT.elements, octets.length);
  const view = viewOf(octets);
  if (octets[0] !== DISCRIMINATOR) return unsupported('Protocol Discriminator', octets[0]!);
  if (octets[1] !== REFERENCE_OCTETS) return unsupported('Call Reference Length', octets[1]!);
  const type = TYPE_OF.get(octets[MESSAGE_AT.type]!);
  if (type === undefined) return unsupported('Message Type', octets[MESSAGE_AT.type]!);
  const word = view.getUint16(MESSAGE_AT.reference);
  const reference = word & REFERENCE_MAX;
  if ((reference === NO_CALL) !== (type === 'Restart')) return malformed('Call Reference', word);
  const found = new Map<number, Uint8Array>();
  for (let at: number = MESSAGE_AT.elements; at < octets.length; ) {
    if (at + 2 > octets.length) return truncated(at + 2, octets.length);
    const end = at + 2 + octets[at + 1]!;
    if (end > octets.length) return truncated(end, octets.length);
    if (!found.has(octets[at]!)) found.set(octets[at]!, octets.subarray(at + 2, end));
    at = end;
  }
  const cause = found.get(ELEMENT.cause);
  const channel = found.get(ELEMENT.channel);
  if (cause && cause.length < 2) return malformed('Cause Length', cause.length);
  if (channel && channel.length < 1) return malformed('Channel Length', channel.length);
  const calling = partyOf(found.get(ELEMENT.callingNumber), found.get(ELEMENT.callingSubaddress));
  const called = partyOf(found.get(ELEMENT.calledNumber), found.get(ELEMENT.calledSubaddress));
  return parsed({
    type,
    reference,
    toOrigin: (word & FLAG) !== 0,
    ...(cause && { cause: cause[1]! & 0x7f }),
    ...(channel && { channel: channel[0]! & 0x03 }),
    ...(calling && { calling }),
    ...(called && { called }),
  });
}

function partyOf(number: Uint8Array | undefined, subaddress: Uint8Array | undefined): Party | undefined {
  if (number === undefined) return undefined;
  return {
    number: readText(number.subarray(1)),
    ...(subaddress && { subaddress: readText(subaddress.subarray(1)) }),
  };
}

/** In the order in which Q.931 §4.5.1 wants them. */
function elementsOf({ cause, channel, calling, called }: CallMessage): readonly Element[] {
  const elements: Element[] = [];
  if (cause !== undefined) elements.push([ELEMENT.cause, Uint8Array.of(0x80, 0x80 | cause)]);
  if (channel !== undefined) elements.push([ELEMENT.channel, Uint8Array.of(0x88 | channel)]);
  if (calling) elements.push(...partyElements(calling, ELEMENT.callingNumber, ELEMENT.callingSubaddress));
  if (called) elements.push(...partyElements(called, ELEMENT.calledNumber, ELEMENT.calledSubaddress));
  return elements;
}

function partyElements(party: Party, number: number, subaddress: number): readonly Element[] {
  const text = (type: number, of: string): Uint8Array => Uint8Array.of(type, ...writeText(of));
  const own: Element = [number, text(NUMBER_TYPE, party.number)];
  return party.subaddress === undefined ? [own] : [own, [subaddress, text(SUBADDRESS_TYPE, party.subaddress)]];
}

export const lengthOf = (message: CallMessage): number =>
  elementsOf(message).reduce<number>((sum, [, data]) => sum + 2 + data.length, MESSAGE_AT.elements);

export function emitInto(message: CallMessage, octets: Uint8Array): void {
  const view = viewOf(octets);
  octets[MESSAGE_AT.discriminator] = DISCRIMINATOR;
  octets[MESSAGE_AT.referenceOctets] = REFERENCE_OCTETS;
  view.setUint16(MESSAGE_AT.reference, message.reference | (message.toOrigin ? FLAG : 0));
  octets[MESSAGE_AT.type] = MESSAGE[message.type];
  let at: number = MESSAGE_AT.elements;
  for (const [element, data] of elementsOf(message)) {
    octets[at] = element;
    octets[at + 1] = data.length;
    octets.set(data, at + 2);
    at += 2 + data.length;
  }
}

export function emit(message: CallMessage): Uint8Array {
  const octets = new Uint8Array(lengthOf(message));
  emitInto(message, octets);
  return octets;
}

const printParty = ({ number, subaddress }: Party): string =>
  quoted(subaddress === undefined ? number : `${number}/${subaddress}`);

/** One line for a trace. Says what it can of anything, and never throws. */
export function describe(octets: Uint8Array): string {
  const result = parse(octets);
  if (!result.ok) return `ISDN (${describeFault(result.fault)})`;
  const { type, reference, toOrigin, cause, channel, calling, called } = result.value;
  return [
    `ISDN ${type} call=${reference}${toOrigin ? ' (back)' : ''}`,
    ...(calling ? [`from=${printParty(calling)}`] : []),
    ...(called ? [`to=${printParty(called)}`] : []),
    ...(channel === undefined ? [] : [`B${channel}`]),
    ...(cause === undefined ? [] : [`cause=${cause}`]),
  ].join(' ');
}
