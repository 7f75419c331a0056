/**
 * Manual chapter 11.16: PPPoE. Times are in milliseconds where the name says nothing else.
 * @module
 */
import type { InterfaceName } from '../interface-name.js';
import { inPp } from '../setting.js';
import type { MssLimit } from './ip.js';

/** Set, the PP stands on PPPoE. */
export const pppoeUse = inPp.optional<InterfaceName>('pppoe use', 'pp');
export const pppoeAccessConcentrator = inPp.optional<string>('pppoe access concentrator', 'line');
export const pppoeServiceName = inPp.optional<string>('pppoe service-name', 'line');
/** By the first packet that wants to leave. */
export const pppoeAutoConnect = inPp.initially<boolean>('pppoe auto connect', 'line', true);
/** Whether {@link pppoeDisconnectTime} counts. */
export const pppoeAutoDisconnect = inPp.initially<boolean>('pppoe auto disconnect', 'line', true);
/** Seconds without a datagram. */
export const pppoeDisconnectTime = inPp.initially<number | 'off'>('pppoe disconnect time', 'line', 'off');
/** How often a PADI is sent again. */
export const pppoePadiMaxRetry = inPp.initially<number>('pppoe padi maxretry', 'line', 5);
export const pppoePadiRestart = inPp.initially<number>('pppoe padi restart', 'line', 3000);
export const pppoePadrMaxRetry = inPp.initially<number>('pppoe padr maxretry', 'line', 5);
export const pppoePadrRestart = inPp.initially<number>('pppoe padr restart', 'line', 3000);
export const pppoeMssLimit = inPp.initially<MssLimit>('pppoe tcp mss limit', 'line', 'auto');
export const pppoeInvalidSessionForcedClose = inPp.initially<boolean>(
  'pppoe invalid-session forced close',
  'line',
  true,
);
/** Failed authentications in a row after which no more is dialled by itself. */
export const pppoeAuthErrorCount = inPp.initially<number | 'off'>('pppoe call prohibit auth-error count', 'line', 15);
