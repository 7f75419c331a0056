/**
 * The control messages of PPTP as RFC 2637 §2.1 to §2.15 lays them out: for each its code, its length and where its
 * fields lie. This table is the only place that knows; the codec in `pptp.ts` and the types below are read off it.
 *
 * A "Call ID" is the sender's own number, a "Peer's Call ID" the one that the receiver handed out earlier.
 * @module
 */

interface NumberField<Octets extends number = 1 | 2 | 4> {
  readonly at: number;
  readonly octets: Octets;
}

/** Octets up to the first NUL or to the end of the field: a full field has no terminator. */
interface TextField {
  readonly at: number;
  readonly octets: 64 | 128;
  readonly text: true;
  /** Where a 16-bit count of the text stands as well, for the telephone numbers. Written; on reading the NULs decide. */
  readonly countAt?: number;
}

export type Field = NumberField | TextField;
export type Layout = {
  readonly type: number;
  readonly length: number;
  readonly fields: Readonly<Record<string, Field>>;
};

const u8 = (at: number): NumberField<1> => ({ at, octets: 1 });
const u16 = (at: number): NumberField<2> => ({ at, octets: 2 });
const u32 = (at: number): NumberField<4> => ({ at, octets: 4 });
const text = (at: number, octets: 64 | 128 = 64): TextField => ({ at, octets, text: true });
const digits = (at: number, countAt: number): TextField => ({ at, octets: 64, text: true, countAt });

export const MESSAGES = {
  /** §2.1 */
  StartControlConnectionRequest: {
    type: 1,
    length: 156,
    fields: {
      /** Version in the high octet, revision in the low one. */
      protocolVersion: u16(12),
      framingCapabilities: u32(16),
      bearerCapabilities: u32(20),
      /** How many sessions a PAC can carry; a PNS says 0. */
      maximumChannels: u16(24),
      firmwareRevision: u16(26),
      hostName: text(28),
      vendorName: text(92),
    },
  },
  /** §2.2 */
  StartControlConnectionReply: {
    type: 2,
    length: 156,
    fields: {
      protocolVersion: u16(12),
      resultCode: u8(14),
      errorCode: u8(15),
      framingCapabilities: u32(16),
      bearerCapabilities: u32(20),
      maximumChannels: u16(24),
      firmwareRevision: u16(26),
      hostName: text(28),
      vendorName: text(92),
    },
  },
  /** §2.3 */
  StopControlConnectionRequest: { type: 3, length: 16, fields: { reason: u8(12) } },
  /** §2.4 */
  StopControlConnectionReply: { type: 4, length: 16, fields: { resultCode: u8(12), errorCode: u8(13) } },
  /** §2.5 */
  EchoRequest: { type: 5, length: 16, fields: { identifier: u32(12) } },
  /** §2.6 */
  EchoReply: { type: 6, length: 20, fields: { identifier: u32(12), resultCode: u8(16), errorCode: u8(17) } },
  /** §2.7, from the PNS */
  OutgoingCallRequest: {
    type: 7,
    length: 168,
    fields: {
      callId: u16(12),
      callSerialNumber: u16(14),
      /** Bits per second. */
      minimumBps: u32(16),
      maximumBps: u32(20),
      bearerType: u32(24),
      framingType: u32(28),
      /** Packets that the sender buffers. */
      receiveWindowSize: u16(32),
      /** Tenths of a second. */
      packetProcessingDelay: u16(34),
      phoneNumber: digits(40, 36),
      subaddress: text(104),
    },
  },
  /** §2.8, from the PAC */
  OutgoingCallReply: {
    type: 8,
    length: 32,
    fields: {
      callId: u16(12),
      peersCallId: u16(14),
      resultCode: u8(16),
      errorCode: u8(17),
      causeCode: u16(18),
      connectSpeed: u32(20),
      receiveWindowSize: u16(24),
      packetProcessingDelay: u16(26),
      physicalChannelId: u32(28),
    },
  },
  /** §2.9, from the PAC */
  IncomingCallRequest: {
    type: 9,
    length: 220,
    fields: {
      callId: u16(12),
      callSerialNumber: u16(14),
      bearerType: u32(16),
      physicalChannelId: u32(20),
      dialedNumber: digits(28, 24),
      dialingNumber: digits(92, 26),
      subaddress: text(156),
    },
  },
  /** §2.10, from the PNS */
  IncomingCallReply: {
    type: 10,
    length: 24,
    fields: {
      callId: u16(12),
      peersCallId: u16(14),
      resultCode: u8(16),
      errorCode: u8(17),
      receiveWindowSize: u16(18),
      /** Tenths of a second. */
      packetTransmitDelay: u16(20),
    },
  },
  /** §2.11, from the PAC */
  IncomingCallConnected: {
    type: 11,
    length: 28,
    fields: {
      peersCallId: u16(12),
      connectSpeed: u32(16),
      receiveWindowSize: u16(20),
      packetTransmitDelay: u16(22),
      framingType: u32(24),
    },
  },
  /** §2.12, from the PNS, with its own Call ID */
  CallClearRequest: { type: 12, length: 16, fields: { callId: u16(12) } },
  /** §2.13, from the PAC, with its own Call ID */
  CallDisconnectNotify: {
    type: 13,
    length: 148,
    fields: {
      callId: u16(12),
      resultCode: u8(14),
      errorCode: u8(15),
      causeCode: u16(16),
      callStatistics: text(20, 128),
    },
  },
  /** §2.14, from the PAC; counts since the call was established */
  WanErrorNotify: {
    type: 14,
    length: 40,
    fields: {
      peersCallId: u16(12),
      crcErrors: u32(16),
      framingErrors: u32(20),
      hardwareOverruns: u32(24),
      bufferOverruns: u32(28),
      timeOutErrors: u32(32),
      alignmentErrors: u32(36),
    },
  },
  /** §2.15, from the PNS */
  SetLinkInfo: {
    type: 15,
    length: 24,
    fields: { peersCallId: u16(12), sendAccm: u32(16), receiveAccm: u32(20) },
  },
} as const satisfies Record<string, Layout>;

export type MessageKind = keyof typeof MESSAGES;

type ValueOf<F> = F extends TextField ? string : number;
type FieldsOf<K extends MessageKind> = (typeof MESSAGES)[K]['fields'];

/** The message of one kind, or of any of several: its fields under their RFC names, numbers and texts. */
export type MessageOf<K extends MessageKind> = K extends unknown
  ? { readonly kind: K } & { readonly [F in keyof FieldsOf<K>]: ValueOf<FieldsOf<K>[F]> }
  : never;

export type ControlMessage = MessageOf<MessageKind>;

/** Start-Control-Connection-Reply (§2.2). */
export const SCCRP_RESULT = {
  success: 1,
  generalError: 2,
  channelExists: 3,
  notAuthorized: 4,
  versionNotSupported: 5,
} as const;
/** Stop-Control-Connection-Request (§2.3). */
export const STOP_REASON = { none: 1, stopProtocol: 2, stopLocalShutdown: 3 } as const;
/** Stop-Control-Connection-Reply and Echo-Reply (§2.4, §2.6). */
export const REPLY_RESULT = { ok: 1, generalError: 2 } as const;
/** Outgoing-Call-Reply (§2.8). */
export const OCRP_RESULT = {
  connected: 1,
  generalError: 2,
  noCarrier: 3,
  busy: 4,
  noDialTone: 5,
  timeOut: 6,
  doNotAccept: 7,
} as const;
/** Incoming-Call-Reply (§2.10). */
export const ICRP_RESULT = { connect: 1, generalError: 2, doNotAccept: 3 } as const;
/** Call-Disconnect-Notify (§2.13). */
export const CDN_RESULT = { lostCarrier: 1, generalError: 2, adminShutdown: 3, request: 4 } as const;
/** The Error Code beside a Result Code of "general error" (§2.16). */
export const GENERAL_ERROR = {
  none: 0,
  notConnected: 1,
  badFormat: 2,
  badValue: 3,
  noResource: 4,
  badCallId: 5,
  pacError: 6,
} as const;
/** Bits of the framing and bearer words; a call's type may be several at once. */
export const FRAMING = { asynchronous: 1, synchronous: 2, either: 3 } as const;
export const BEARER = { analog: 1, digital: 2, any: 3 } as const;

/** Version 1, revision 0: the only one there is. */
export const PROTOCOL_VERSION = 0x0100;
