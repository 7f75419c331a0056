/**
 * Manual chapters 6 and 7: ISDN and leased lines. Times are in seconds, to a tenth.
 * @module
 */
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { inGlobal, inPp } from '../setting.js';

const byInterface = { order: compareInterfaces };

export interface LineType {
  readonly type: 'isdn' | 'isdn-ntt' | 'l64' | 'l128' | 'leased';
  /** B channels that calls may take; both when not said. */
  readonly channels: '1b' | '2b' | undefined;
}
/** Obeyed from the next start or `interface reset` on (manual 6.1.1). */
export const lineType = inGlobal.keyedInitially<InterfaceName, LineType>(
  'line type',
  'line',
  { type: 'isdn', channels: undefined },
  byInterface,
);

/** Our own number and subaddress, as they were written. */
export const isdnLocalAddress = inGlobal.keyed<InterfaceName, string>('isdn local address', 'line', byInterface);

/** Numbers of the peer: `call` for either direction, `arrive` for calls that come only. */
export const isdnRemoteAddress = inPp.keyed<'call' | 'arrive', readonly string[]>('isdn remote address', 'line');
/** By the first packet that wants to leave. */
export const isdnAutoConnect = inPp.initially<boolean>('isdn auto connect', 'line', true);
/** Whether the timers of idle calls count. */
export const isdnAutoDisconnect = inPp.initially<boolean>('isdn auto disconnect', 'line', true);

export interface ArrivePermit {
  readonly permit: boolean;
  readonly vrrp: { readonly interface: InterfaceName; readonly group: number; readonly slave: boolean } | undefined;
}
export const isdnArrivePermit = inPp.initially<ArrivePermit>('isdn arrive permit', 'line', {
  permit: true,
  vrrp: undefined,
});
export const isdnCallPermit = inPp.initially<boolean>('isdn call permit', 'line', true);
/** After any call, until the next. */
export const isdnCallBlockTime = inPp.initially<number>('isdn call block time', 'line', 0);
/** After a call that failed, until the next. */
export const isdnCallProhibitTime = inPp.initially<number>('isdn call prohibit time', 'line', 60);
/** Without a datagram either way; inward; outward. */
export const isdnDisconnectTime = inPp.initially<number | 'off'>('isdn disconnect time', 'line', 60);
export const isdnDisconnectInputTime = inPp.initially<number | 'off'>('isdn disconnect input time', 'line', 120);
export const isdnDisconnectOutputTime = inPp.initially<number | 'off'>('isdn disconnect output time', 'line', 120);
/** Whatever it carries. */
export const isdnForcedDisconnectTime = inPp.initially<number | 'off'>('isdn forced disconnect time', 'line', 'off');
/** Failed authentications in a row after which no more is dialled by itself. */
export const isdnAuthErrorCount = inPp.initially<number | 'off'>('isdn call prohibit auth-error count', 'line', 5);
