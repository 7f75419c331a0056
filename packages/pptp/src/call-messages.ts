/**
 * What an end says about a call (RFC 2637 §2.7 to §2.13), made from what it knows of the call.
 * @module
 */
import { BEARER, FRAMING, GENERAL_ERROR, ICRP_RESULT, type MessageOf, OCRP_RESULT } from '@rtemu/wire/pptp-messages';

/** What is announced to the peer of every call. */
export interface CallTerms {
  /** Packets that we buffer (`pptp window size`). */
  readonly windowSize: number;
  /** The Packet Processing Delay, in tenths of a second; 0 when not given. */
  readonly processingDelay?: number;
}

interface Numbers {
  readonly callId: number;
  readonly serialNumber: number;
  readonly peersCallId: number | undefined;
  readonly connectSpeed: number;
}

/** The speed that we claim of our line, in bits per second: there is none, and nobody minds. */
export const LINE_BPS = 100_000_000;
const MINIMUM_BPS = 300;

export const outgoingCallRequest = (call: Numbers, terms: CallTerms): MessageOf<'OutgoingCallRequest'> => ({
  kind: 'OutgoingCallRequest',
  callId: call.callId,
  callSerialNumber: call.serialNumber,
  minimumBps: MINIMUM_BPS,
  maximumBps: LINE_BPS,
  bearerType: BEARER.any,
  framingType: FRAMING.either,
  receiveWindowSize: terms.windowSize,
  packetProcessingDelay: terms.processingDelay ?? 0,
  phoneNumber: '',
  subaddress: '',
});

export const outgoingCallReply = (call: Numbers, terms: CallTerms): MessageOf<'OutgoingCallReply'> => ({
  kind: 'OutgoingCallReply',
  callId: call.callId,
  peersCallId: call.peersCallId!,
  resultCode: OCRP_RESULT.connected,
  errorCode: GENERAL_ERROR.none,
  causeCode: 0,
  connectSpeed: call.connectSpeed,
  receiveWindowSize: terms.windowSize,
  packetProcessingDelay: terms.processingDelay ?? 0,
  physicalChannelId: 0,
});

export const incomingCallRequest = (call: Numbers): MessageOf<'IncomingCallRequest'> => ({
  kind: 'IncomingCallRequest',
  callId: call.callId,
  callSerialNumber: call.serialNumber,
  bearerType: BEARER.digital,
  physicalChannelId: 0,
  dialedNumber: '',
  dialingNumber: '',
  subaddress: '',
});

export const incomingCallReply = (call: Numbers, terms: CallTerms): MessageOf<'IncomingCallReply'> => ({
  kind: 'IncomingCallReply',
  callId: call.callId,
  peersCallId: call.peersCallId!,
  resultCode: ICRP_RESULT.connect,
  errorCode: GENERAL_ERROR.none,
  receiveWindowSize: terms.windowSize,
  packetTransmitDelay: terms.processingDelay ?? 0,
});

export const incomingCallConnected = (call: Numbers, terms: CallTerms): MessageOf<'IncomingCallConnected'> => ({
  kind: 'IncomingCallConnected',
  peersCallId: call.peersCallId!,
  connectSpeed: LINE_BPS,
  receiveWindowSize: terms.windowSize,
  packetTransmitDelay: terms.processingDelay ?? 0,
  framingType: FRAMING.synchronous,
});

export const callDisconnectNotify = (call: Numbers, resultCode: number): MessageOf<'CallDisconnectNotify'> => ({
  kind: 'CallDisconnectNotify',
  callId: call.callId,
  resultCode,
  errorCode: GENERAL_ERROR.none,
  causeCode: 0,
  callStatistics: '',
});

export type CallRequest = MessageOf<'OutgoingCallRequest'> | MessageOf<'IncomingCallRequest'>;

/** Why a call is turned down. */
export type Refusal = 'do-not-accept' | 'busy' | 'time-out' | 'no-resource' | 'bad-call-id' | 'not-connected';

const general = (errorCode: number) => ({
  outgoing: OCRP_RESULT.generalError,
  incoming: ICRP_RESULT.generalError,
  errorCode,
});

/** The Result Code in an Outgoing- and in an Incoming-Call-Reply, and the Error Code. */
const REFUSALS: Readonly<Record<Refusal, { outgoing: number; incoming: number; errorCode: number }>> = {
  'do-not-accept': { outgoing: OCRP_RESULT.doNotAccept, incoming: ICRP_RESULT.doNotAccept, errorCode: 0 },
  busy: { outgoing: OCRP_RESULT.busy, incoming: ICRP_RESULT.doNotAccept, errorCode: 0 },
  'time-out': { outgoing: OCRP_RESULT.timeOut, incoming: ICRP_RESULT.doNotAccept, errorCode: 0 },
  'no-resource': general(GENERAL_ERROR.noResource),
  'bad-call-id': general(GENERAL_ERROR.badCallId),
  'not-connected': general(GENERAL_ERROR.notConnected),
};

/** @param callId our id for the call; 0 when it never got one */
export function refusalOf(
  request: CallRequest,
  callId: number,
  refusal: Refusal,
): MessageOf<'OutgoingCallReply'> | MessageOf<'IncomingCallReply'> {
  const { outgoing, incoming, errorCode } = REFUSALS[refusal];
  const numbers = { callId, peersCallId: request.callId, errorCode, receiveWindowSize: 0 };
  if (request.kind === 'IncomingCallRequest')
    return { kind: 'IncomingCallReply', ...numbers, resultCode: incoming, packetTransmitDelay: 0 };
  return {
    kind: 'OutgoingCallReply',
    ...numbers,
    resultCode: outgoing,
    causeCode: 0,
    connectSpeed: 0,
    packetProcessingDelay: 0,
    physicalChannelId: 0,
  };
}
