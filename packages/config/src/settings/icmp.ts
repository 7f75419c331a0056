/**
 * Manual section 13.1: what the router says by ICMP, and what it keeps to itself.
 * @module
 */
import type { InterfaceName } from '../interface-name.js';
import type { PpNumber } from '../selection.js';
import { inGlobal } from '../setting.js';

/** `rebound=on`: by the interface that the packet in question came in by, whatever the routes say. */
export interface ErrorSending {
  readonly send: boolean;
  readonly rebound: boolean | undefined;
}

const SENT: ErrorSending = { send: true, rebound: undefined };

export const icmpEchoReply = inGlobal.initially<boolean>('ip icmp echo-reply send', 'icmp', true);
export const icmpEchoReplyOnlyLinkUp = inGlobal.initially<boolean>(
  'ip icmp echo-reply send-only-linkup',
  'icmp',
  false,
);
export const icmpMaskReply = inGlobal.initially<boolean>('ip icmp mask-reply send', 'icmp', true);
export const icmpParameterProblem = inGlobal.initially<boolean>('ip icmp parameter-problem send', 'icmp', false);
export const icmpRedirectSend = inGlobal.initially<boolean>('ip icmp redirect send', 'icmp', true);
export const icmpRedirectReceive = inGlobal.initially<boolean>('ip icmp redirect receive', 'icmp', false);
export const icmpTimeExceeded = inGlobal.initially<ErrorSending>('ip icmp time-exceeded send', 'icmp', SENT);
export const icmpTimestampReply = inGlobal.initially<boolean>('ip icmp timestamp-reply send', 'icmp', true);
export const icmpUnreachable = inGlobal.initially<ErrorSending>('ip icmp unreachable send', 'icmp', SENT);
export const icmpLog = inGlobal.initially<boolean>('ip icmp log', 'icmp', false);

export type StealthPlace =
  | { readonly kind: 'pp'; readonly pp: PpNumber }
  | { readonly kind: 'tunnel'; readonly tunnel: number }
  | { readonly kind: 'interface'; readonly interface: InterfaceName }
  /** `pp*`, `lan1-lan3`: as it was written. */
  | { readonly kind: 'place'; readonly place: string };

/** Unset: nowhere. */
export const ipStealth = inGlobal.optional<'all' | readonly StealthPlace[]>('ip stealth', 'icmp');
