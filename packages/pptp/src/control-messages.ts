/**
 * What an end says about the control connection itself (RFC 2637 §2.1 to §2.6).
 * @module
 */
import {
  BEARER,
  type ControlMessage,
  FRAMING,
  GENERAL_ERROR,
  type MessageOf,
  PROTOCOL_VERSION,
  REPLY_RESULT,
  SCCRP_RESULT,
} from '@rtemu/wire/pptp-messages';
import { refusalOf } from './call-messages.js';
import type { Admission } from './collision.js';
import type { DisconnectReason } from './disconnect-reason.js';
import { LIMIT } from './limits.js';

/** What an end says of itself. */
export interface Introduction {
  /** What this end usually is: a client is the PNS, a server the PAC. */
  readonly role: 'pns' | 'pac';
  /** `pptp hostname`, at most 64 octets. */
  readonly hostName: string;
  readonly vendorName: string;
  /** See `firmwareRevisionOf`. */
  readonly firmwareRevision: number;
  readonly callLimit?: number;
}

/** What the peer said of itself when the connection was started. */
export type PeerInformation = Omit<MessageOf<'StartControlConnectionRequest'>, 'kind'>;

const introduce = ({ role, hostName, vendorName, firmwareRevision, callLimit }: Introduction): PeerInformation => ({
  protocolVersion: PROTOCOL_VERSION,
  framingCapabilities: FRAMING.either,
  bearerCapabilities: BEARER.any,
  maximumChannels: role === 'pns' ? 0 : (callLimit ?? LIMIT.calls), // a PNS says 0 (§2.1)
  firmwareRevision,
  hostName,
  vendorName,
});

export const startRequest = (self: Introduction): ControlMessage => ({
  kind: 'StartControlConnectionRequest',
  ...introduce(self),
});

/** Why a start is refused: the codes for the peer, the reason for us. */
export interface StartRefusal {
  readonly resultCode: number;
  readonly errorCode: number;
  readonly reason: DisconnectReason;
}

export const START_REFUSALS: Readonly<Record<Exclude<Admission, 'accept' | 'hold'> | 'version', StartRefusal>> = {
  version: { resultCode: SCCRP_RESULT.versionNotSupported, errorCode: 0, reason: 'content-error' },
  'channel-exists': { resultCode: SCCRP_RESULT.channelExists, errorCode: 0, reason: 'local' },
  'not-authorized': { resultCode: SCCRP_RESULT.notAuthorized, errorCode: 0, reason: 'local' },
  'no-resource': {
    resultCode: SCCRP_RESULT.generalError,
    errorCode: GENERAL_ERROR.noResource,
    reason: 'resource-shortage',
  },
};

export const startReply = (self: Introduction, refusal?: StartRefusal): ControlMessage => ({
  kind: 'StartControlConnectionReply',
  resultCode: refusal?.resultCode ?? SCCRP_RESULT.success,
  errorCode: refusal?.errorCode ?? GENERAL_ERROR.none,
  ...introduce(self),
});

export const stopReply = (errorCode: number = GENERAL_ERROR.none): ControlMessage => ({
  kind: 'StopControlConnectionReply',
  resultCode: errorCode === GENERAL_ERROR.none ? REPLY_RESULT.ok : REPLY_RESULT.generalError,
  errorCode,
});

export const echoReply = (identifier: number, errorCode: number = GENERAL_ERROR.none): ControlMessage => ({
  kind: 'EchoReply',
  identifier,
  resultCode: errorCode === GENERAL_ERROR.none ? REPLY_RESULT.ok : REPLY_RESULT.generalError,
  errorCode,
});

/** The reply to a request that came before the start. */
export function notConnected(request: ControlMessage): ControlMessage {
  switch (request.kind) {
    case 'OutgoingCallRequest':
    case 'IncomingCallRequest':
      return refusalOf(request, 0, 'not-connected');
    case 'EchoRequest':
      return echoReply(request.identifier, GENERAL_ERROR.notConnected);
    default:
      return stopReply(GENERAL_ERROR.notConnected);
  }
}
