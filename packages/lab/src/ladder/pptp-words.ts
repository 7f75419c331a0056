/**
 * What a PPTP control message says, in a short label: `SCCRP result 1`, `ICRQ call 3` (RFC 2637 §2).
 * @module
 */

import * as Pptp from '@rtemu/wire/pptp';
import type { ControlMessage, MessageKind } from '@rtemu/wire/pptp-messages';
import { quoted } from '@rtemu/wire/text';
import type { Saying } from './ppp-words.js';

const NAMES: Readonly<Record<MessageKind, string>> = {
  StartControlConnectionRequest: 'SCCRQ',
  StartControlConnectionReply: 'SCCRP',
  StopControlConnectionRequest: 'StopCCRQ',
  StopControlConnectionReply: 'StopCCRP',
  EchoRequest: 'Echo-Request',
  EchoReply: 'Echo-Reply',
  OutgoingCallRequest: 'OCRQ',
  OutgoingCallReply: 'OCRP',
  IncomingCallRequest: 'ICRQ',
  IncomingCallReply: 'ICRP',
  IncomingCallConnected: 'ICCN',
  CallClearRequest: 'CCRQ',
  CallDisconnectNotify: 'CDN',
  WanErrorNotify: 'WEN',
  SetLinkInfo: 'SLI',
};

/** The result, and of a general error which one. */
const outcome = ({ resultCode, errorCode }: { readonly resultCode: number; readonly errorCode: number }): string =>
  `result ${resultCode}${errorCode === 0 ? '' : `, error ${errorCode}`}`;

function detailsOf(message: ControlMessage): string {
  switch (message.kind) {
    case 'StartControlConnectionRequest':
      return message.hostName === '' ? '' : `from ${quoted(message.hostName)}`;
    case 'StartControlConnectionReply':
    case 'StopControlConnectionReply':
      return outcome(message);
    case 'StopControlConnectionRequest':
      return `reason ${message.reason}`;
    case 'EchoRequest':
    case 'EchoReply':
      return `${message.identifier}`;
    case 'OutgoingCallRequest':
    case 'IncomingCallRequest':
    case 'CallClearRequest':
      return `call ${message.callId}`;
    case 'OutgoingCallReply':
    case 'IncomingCallReply':
      return `call ${message.callId} for ${message.peersCallId}, ${outcome(message)}`;
    case 'IncomingCallConnected':
    case 'WanErrorNotify':
    case 'SetLinkInfo':
      return `call ${message.peersCallId}`;
    case 'CallDisconnectNotify':
      return `call ${message.callId}, ${outcome(message)}`;
  }
}

function sayingOf(message: ControlMessage): Saying {
  const name = NAMES[message.kind];
  const isEcho = message.kind === 'EchoRequest' || message.kind === 'EchoReply';
  return {
    layer: 'pptp',
    text: `${isEcho ? 'PPTP ' : ''}${name} ${detailsOf(message)}`.trimEnd(),
    ...(isEcho ? { stem: `PPTP ${name}` } : {}),
  };
}

const COOKIE_AT = 4;

/** The messages in a segment; `undefined` when it does not begin with one. */
export function pptpSayings(octets: Uint8Array): readonly Saying[] | undefined {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const sayings: Saying[] = [];
  for (let at = 0; at < octets.length; ) {
    if (octets.length - at < Pptp.HEADER_OCTETS || view.getUint32(at + COOKIE_AT) !== Pptp.MAGIC_COOKIE) break;
    const length = view.getUint16(at);
    const message = Pptp.parse(octets.subarray(at, at + length));
    if (!message.ok) break;
    sayings.push(sayingOf(message.value));
    at += length;
  }
  return sayings.length === 0 ? undefined : sayings;
}
