import type { Instant } from '@rtemu/engine/time';
import { type MessageOf, OCRP_RESULT } from '@rtemu/wire/pptp-messages';
import type { CallDirection, CallRole, CallState } from './call-machine.js';
import type { CallRequest, Refusal } from './call-messages.js';
import { type DisconnectReason, reasonOfGeneralError } from './disconnect-reason.js';

/** What is known of a call, for tables and logs. */
export interface Call {
  /** Ours: what GRE packets from the peer carry. */
  readonly callId: number;
  readonly role: CallRole;
  readonly direction: CallDirection;
  readonly serialNumber: number;
  readonly state: CallState;
  /** What GRE packets to the peer carry; `undefined` until it has told. 0 is an id like any other. */
  readonly peersCallId: number | undefined;
  /** Packets that the peer buffers; 0 from a peer without a window. */
  readonly peerWindow: number;
  /** The peer's processing delay, in tenths of a second. */
  readonly peerDelay: number;
  /** Bits per second; 0 when nobody said. */
  readonly connectSpeed: number;
}

/** A call as the table of calls keeps it. */
export type CallRecord = { -readonly [K in keyof Call]: Call[K] } & {
  /** What the peer asked for, when the peer did. */
  request?: CallRequest;
  /** Why our owner cleared it, until the peer confirms. */
  clearedFor?: DisconnectReason;
  /** What a refusal would say. */
  refusal: Refusal;
  /** When the next WAN-Error-Notify may be sent. */
  wanErrorsNext: Instant;
};

/** The counts of a WAN-Error-Notify. */
export type WanErrors = Omit<MessageOf<'WanErrorNotify'>, 'kind' | 'peersCallId'>;

/** How a call came to its end; the codes are the peer's, where it sent any. */
export interface Ending {
  readonly reason: DisconnectReason;
  /** The Result Code of our Call-Disconnect-Notify, when we send one. */
  readonly notify?: number;
  readonly resultCode?: number;
  readonly errorCode?: number;
  readonly causeCode?: number;
}

/** The end of a call that the peer, in the role given, refused. */
export function refusedBy(
  peer: CallRole,
  reply: MessageOf<'OutgoingCallReply'> | MessageOf<'IncomingCallReply'>,
): Ending {
  const { resultCode, errorCode } = reply;
  const failed = resultCode === OCRP_RESULT.generalError; // the same number in both replies
  const reason = reasonOfGeneralError(failed ? errorCode : undefined, peer);
  return { reason, resultCode, errorCode, ...('causeCode' in reply && { causeCode: reply.causeCode }) };
}
