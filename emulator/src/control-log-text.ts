/**
 * What `pptp syslog on` writes down of a control connection. Messages go by the short names that the FAQ's question 12 and
 * RFC 2637's diagrams have; `SEND` and `RECV` are how the device tells of PPP. The lines are ours, and stand in
 * docs/UNCONFIRMED.md.
 * @module
 */
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import type { ControlMessage, MessageKind } from '@rtemu/wire/pptp-messages';

const SHORT: Readonly<Record<MessageKind, string>> = {
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

const direct = (direction: 'sent' | 'received', peer: Ipv4Address, what: string): string =>
  direction === 'sent' ? `SEND ${what} to ${printIpv4(peer)}` : `RECV ${what} from ${printIpv4(peer)}`;

const labelled = (label: string, text: string): string => `[PPTP] ${label === '' ? '' : `${label} `}${text}`;

/** `[PPTP] TUNNEL[1] RECV OCRP from 172.17.0.1 (result 2, error 6)`: the codes of RFC 2637 where they do not say success. */
export function controlLine(
  label: string,
  direction: 'sent' | 'received',
  peer: Ipv4Address,
  message: ControlMessage,
): string {
  const result = 'resultCode' in message && message.resultCode > 1 ? [`result ${message.resultCode}`] : [];
  const error = 'errorCode' in message && message.errorCode > 0 ? [`error ${message.errorCode}`] : [];
  const codes = [...result, ...error];
  const said = direct(direction, peer, SHORT[message.kind]);
  return labelled(label, codes.length === 0 ? said : `${said} (${codes.join(', ')})`);
}

/** For octets that are no message. */
export const controlFault = (label: string, peer: Ipv4Address, fault: string): string =>
  labelled(label, direct('received', peer, `no message: ${fault}`));

/** For `pptp keepalive log on`. `missing`: how many requests in a row stand unanswered. */
export const keepaliveLine = (label: string, what: 'request' | 'reply' | 'failure', missing: number): string =>
  labelled(label, `keepalive ${what}${missing > 0 ? ` (${missing} unanswered)` : ''}`);
