/**
 * Manual chapters 6, 8.2, 11.1 to 11.5 and 56.7: the PP itself, and who may call.
 * @module
 */
import type { Ipv4Address } from '../address.js';
import { inGlobal, inPp } from '../setting.js';

/** Set and true, or unset: every PP is disabled at first. */
export const ppEnabled = inPp.initially<boolean>('pp enable', 'pp', false);

/** Set by `pp disable all`, which stands in front of the PPs when it was said: those that follow enable some again. */
export const ppAllDisabled = inGlobal.initially<boolean>('pp disable', 'kept', false);

/** `tunnel1-tunnel4`; a single tunnel is a range of one. */
export interface TunnelRange {
  readonly first: number;
  readonly last: number;
}

export type PpBind =
  | { readonly kind: 'tunnels'; readonly tunnels: readonly TunnelRange[] }
  /** `bri1`, `usb1`. */
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  /** Rev.4 can say so. */
  | { readonly kind: 'none' };
export const ppBind = inPp.optional<PpBind>('pp bind', 'pp');

/** Every number of these ranges, in their order. */
export function numbersIn(ranges: readonly TunnelRange[]): readonly number[] {
  const numbers: number[] = [];
  for (const { first, last } of ranges) for (let number = first; number <= last; number++) numbers.push(number);
  return numbers;
}

/** The numbers of the tunnels that a PP is bound to, in the order in which they are written. */
export function tunnelsOf(bind: PpBind | undefined): readonly number[] {
  if (bind?.kind !== 'tunnels') return [];
  return numbersIn(bind.tunnels);
}

/** The names of the lines that a PP is bound to. */
export const linesOf = (bind: PpBind | undefined): readonly string[] => (bind?.kind === 'lines' ? bind.lines : []);

export const ppName = inPp.optional<string>('pp name', 'kept');

export interface AlwaysOn {
  readonly on: boolean;
  /** Seconds from a failure to the next attempt; 60 when not said. */
  readonly retrySeconds: number | undefined;
}
export const ppAlwaysOn = inPp.initially<AlwaysOn>('pp always-on', 'pp', { on: false, retrySeconds: undefined });

/** An address to which echoes are sent, with `upwait=`, `downwait=`, `disconnect=` and `length=` as they were written. */
export interface EchoTarget {
  readonly address: Ipv4Address;
  readonly upwait: number | undefined;
  readonly downwait: number | undefined;
  readonly disconnect: number | undefined;
  readonly length: number | undefined;
}
export interface PpKeepalive {
  readonly lcpEcho: boolean;
  readonly icmpEcho: readonly EchoTarget[];
}
/** Unset it is off, though `pp always-on on` implies the echo of LCP (manual 6.2.1). */
export const ppKeepaliveUse = inPp.initially<PpKeepalive>('pp keepalive use', 'pp', { lcpEcho: false, icmpEcho: [] });

export interface PpKeepaliveInterval {
  readonly intervalSeconds: number;
  /** After the first echo that is not answered; 1 when not said. */
  readonly retryIntervalSeconds: number | undefined;
  /** Unanswered echoes until the peer counts as gone; 6 when not said. */
  readonly count: number | undefined;
  /** Instead of `count`. */
  readonly timeSeconds: number | undefined;
}
export const ppKeepaliveInterval = inPp.initially<PpKeepaliveInterval>('pp keepalive interval', 'pp', {
  intervalSeconds: 30,
  retryIntervalSeconds: undefined,
  count: undefined,
  timeSeconds: undefined,
});
/** One for all PPs. */
export const ppKeepaliveLog = inGlobal.initially<boolean>('pp keepalive log', 'pp', false);

/** For how many seconds in all, and how often, a PP may be connected by calls of ours until `clear account` (NVR500 6.2.26, 6.2.27). */
export const ppConnectTimeThreshold = inPp.initially<number | 'off'>('pp connect time threshold', 'pp', 'off');
export const ppConnectCountThreshold = inPp.initially<number | 'off'>('pp connect count threshold', 'pp', 'off');

export type AuthenticationMethod = 'pap' | 'chap' | 'mschap' | 'mschap-v2';

export interface AuthenticationRequest {
  /** `chap-pap`: CHAP, and PAP when that is refused. */
  readonly method: AuthenticationMethod | 'chap-pap';
  /** Only of those who call us. */
  readonly arriveOnly: boolean;
}
export const ppAuthRequest = inPp.optional<AuthenticationRequest>('pp auth request', 'authentication');
/** What `show config` puts in the place of a password. A configuration that was read off a screen has it, too: the password is unknown. */
export const MASKED = '*';

/** Unset, none is accepted. */
export const ppAuthAccept = inPp.initially<readonly AuthenticationMethod[]>('pp auth accept', 'authentication', []);

export interface Credentials {
  readonly name: string;
  readonly password: string;
}
export const ppAuthMyname = inPp.optional<Credentials>('pp auth myname', 'authentication');

/** What we know of a caller; the key is the name, `*` stands for every name that no other line has. */
export interface PpUser {
  readonly password: string;
  readonly myname: Credentials | undefined;
  /** The ISDN number, the word `clid`, more numbers and `mscbcp`, as they were written. */
  readonly isdn: readonly string[];
  /** Given to this caller, before any pool. */
  readonly address: Ipv4Address | undefined;
  readonly ipv6Prefix: string | undefined;
}
export const ppAuthUsername = inPp.keyed<string, PpUser>('pp auth username', 'authentication');
export const ppAuthMultiConnectProhibit = inPp.initially<boolean>(
  'pp auth multi connect prohibit',
  'authentication',
  false,
);
