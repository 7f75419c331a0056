/**
 * Manual chapter 17: PPTP.
 * @module
 */
import { inGlobal, inPp, inPpOrTunnel, inTunnel } from '../setting.js';

/** Open TCP 1723. */
export const pptpService = inGlobal.initially<boolean>(
  'pptp service',
  'pptp',
  (ground) => ground.pptp.service.initially,
);
export const pptpServiceType = inPp.initially<'server' | 'client'>('pptp service type', 'pptp', 'server');
/** `''`: none is sent. */
export const pptpHostName = inPp.initially<string>('pptp hostname', 'pptp', (ground) =>
  ground.pptp.hostNameInitially === 'model name' ? ground.name : '',
);
export const pptpVendorName = inPp.initially<string>(
  'pptp vendorname',
  'pptp',
  (ground) => ground.pptp.vendorName.initial,
);
/** Packets. */
export const pptpWindowSize = inPp.initially<number>(
  'pptp window size',
  'pptp',
  (ground) => ground.pptp.window.initial,
);
export const pptpSyslog = inPp.initially<boolean>('pptp syslog', 'pptp', false);
export const pptpCallIdMode = inPp.initially<'normal' | 'backward-compatibility'>(
  'pptp call-id mode',
  'kept',
  'normal',
);

/** Seconds without data until the tunnel is cut. */
export const pptpDisconnectTime = inTunnel.initially<number | 'off'>('pptp tunnel disconnect time', 'pptp', 60);

// No manual says whether these three belong to the PP or to the tunnel. Look in the tunnel first, then in its PP.
export const pptpKeepaliveUse = inPpOrTunnel.initially<boolean>(
  'pptp keepalive use',
  'pptp',
  (ground) => ground.pptp.keepaliveInitially,
);
export const pptpKeepaliveLog = inPpOrTunnel.initially<boolean>('pptp keepalive log', 'pptp', false);
export interface PptpKeepaliveInterval {
  readonly intervalSeconds: number;
  /** Unanswered requests until the tunnel is cut; 6 when not said. */
  readonly count: number | undefined;
}
export const pptpKeepaliveInterval = inPpOrTunnel.initially<PptpKeepaliveInterval>('pptp keepalive interval', 'pptp', {
  intervalSeconds: 30,
  count: undefined,
});
/** What {@link PptpKeepaliveInterval.count} means when it is not said. */
export const PPTP_KEEPALIVE_COUNT = 6;

// The LAN-TA of the RTA55i: a PC dials ISDN by making a PPTP connection to the router.
export const lanTaDisconnectTime = inGlobal.initially<number>('pptp disconnect time', 'kept', 60);
