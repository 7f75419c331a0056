/**
 * Manual chapter 11: PPP. Times are in milliseconds.
 * @module
 */
import { inPp } from '../setting.js';

export interface LcpMru {
  readonly use: boolean;
  /** 1792 when not said. */
  readonly octets: number | undefined;
}
export const lcpMru = inPp.initially<LcpMru>('ppp lcp mru', 'lcp', { use: true, octets: undefined });
/** What {@link LcpMru.octets} means when it is not said. */
export const LCP_MRU_OCTETS = 1792;

export const lcpMagicNumber = inPp.initially<boolean>('ppp lcp magicnumber', 'lcp', true);
export const lcpAcfc = inPp.initially<boolean>('ppp lcp acfc', 'lcp', false);
export const lcpPfc = inPp.initially<boolean>('ppp lcp pfc', 'lcp', false);
export const lcpSilent = inPp.initially<boolean>('ppp lcp silent', 'lcp', false);
export const lcpAccm = inPp.initially<boolean>('ppp lcp accm', 'kept', false);
export const lcpRestart = inPp.initially<number>('ppp lcp restart', 'lcp', 3000);
export const lcpMaxTerminate = inPp.initially<number>('ppp lcp maxterminate', 'lcp', 2);
export const lcpMaxConfigure = inPp.initially<number>('ppp lcp maxconfigure', 'lcp', 10);
export const lcpMaxFailure = inPp.initially<number>('ppp lcp maxfailure', 'lcp', 10);

export const papRestart = inPp.initially<number>('ppp pap restart', 'authentication', 3000);
export const papMaxAuthReq = inPp.initially<number>('ppp pap maxauthreq', 'authentication', 10);
export const chapRestart = inPp.initially<number>('ppp chap restart', 'authentication', 3000);
export const chapMaxChallenge = inPp.initially<number>('ppp chap maxchallenge', 'authentication', 10);

export const ipcpVjc = inPp.initially<boolean>('ppp ipcp vjc', 'kept', false);
export const ipcpIpAddress = inPp.initially<boolean>('ppp ipcp ipaddress', 'ipcp', false);
export const ipcpMsext = inPp.initially<boolean>('ppp ipcp msext', 'ipcp', false);
export const ipcpRemoteAddressCheck = inPp.initially<boolean>('ppp ipcp remote address check', 'kept', true);
export const ipcpRestart = inPp.initially<number>('ppp ipcp restart', 'ipcp', 3000);
export const ipcpMaxTerminate = inPp.initially<number>('ppp ipcp maxterminate', 'ipcp', 2);
export const ipcpMaxConfigure = inPp.initially<number>('ppp ipcp maxconfigure', 'ipcp', 10);
export const ipcpMaxFailure = inPp.initially<number>('ppp ipcp maxfailure', 'ipcp', 10);

export type CcpType = 'stac0' | 'stac' | 'cstac' | 'mppe-40' | 'mppe-128' | 'mppe-any' | 'none';
export const ccpType = inPp.initially<CcpType>('ppp ccp type', 'ccp', (ground) => ground.pptp.ccpTypeInitially);
/** What becomes of a link on which MPPE was not agreed. */
export const ccpNoEncryption = inPp.initially<'reject' | 'accept'>('ppp ccp no-encryption', 'ccp', 'accept');
export const ccpRestart = inPp.initially<number>('ppp ccp restart', 'ccp', 3000);
export const ccpMaxTerminate = inPp.initially<number>('ppp ccp maxterminate', 'ccp', 2);
export const ccpMaxConfigure = inPp.initially<number>('ppp ccp maxconfigure', 'ccp', 10);
export const ccpMaxFailure = inPp.initially<number>('ppp ccp maxfailure', 'ccp', 10);
