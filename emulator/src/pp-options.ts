/**
 * What the settings of a PP mean for the engines under it: the one place that turns manual chapters 6, 8, 11 and 17 into
 * options of PPP and PPTP.
 * @module
 */
import type { Block, Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import type { Setting } from '@rtemu/config/setting';
import * as Ip from '@rtemu/config/settings/ip';
import * as Pp from '@rtemu/config/settings/pp';
import * as Ppp from '@rtemu/config/settings/ppp';
import * as Pptp from '@rtemu/config/settings/pptp';
import { winsServers } from '@rtemu/config/settings/system';
import { milliseconds, seconds } from '@rtemu/engine/time';
import type { ControlProfile } from '@rtemu/hosts/pptp-endpoint';
import type { TunnelOptions } from '@rtemu/hosts/tunnel';
import type { Machine } from '@rtemu/models/machine';
import { printRevision } from '@rtemu/models/revision';
import type { AuthenticationMethod } from '@rtemu/ppp/authentication-method';
import type { IpcpOptions } from '@rtemu/ppp/ipcp';
import type { KeepaliveOptions as LcpKeepaliveOptions } from '@rtemu/ppp/keepalive';
import type { PppLinkOptions } from '@rtemu/ppp/link-options';
import type { CallNumbers } from '@rtemu/pptp/call-numbers';
import { firmwareRevisionOf } from '@rtemu/pptp/firmware-revision';
import type { KeepaliveOptions } from '@rtemu/pptp/keepalive';
import type { Ipv4Address } from '@rtemu/wire/address';
import { MRU_MAX } from '@rtemu/wire/pppoe';
import { noticedServers } from './dns/notice.js';

/** Initial values of `pp keepalive interval` that the setting itself leaves open (manual 8.2.6). */
const KEEPALIVE = { retryIntervalSeconds: 1, count: 6 } as const;

/** How long a control connection may stand without a call: as long as RFC 2637 §3.2 lets a call be on its way. */
const CALL_WAIT = seconds(60);

/** A `pptp` command of which no manual says where it belongs: the tunnel's word counts, else the PP's. */
const effectiveAt = <V>(document: Document, pp: PpNumber, tunnel: number, setting: Setting<'pp' | 'tunnel', V, V>): V =>
  document.tunnel(tunnel).get(setting) ?? document.pp(pp).effective(setting);

/** The peer's PP as PPP sees it. @param isCaller whether we placed the call. */
export function tunnelOptionsOf(document: Document, pp: PpNumber, isCaller: boolean): TunnelOptions {
  const block = document.pp(pp);
  return {
    link: linkOptionsOf(block, isCaller),
    windowSize: windowSizeOf(block),
  };
}

/** An RTA55i takes 0: then nothing is kept back for a packet that is missing, as with 1; and peers are told so. */
const windowSizeOf = (block: Block<'pp'>): number => Math.max(1, block.effective(Pptp.pptpWindowSize));

/** As {@link tunnelOptionsOf} for ISDN and leased lines, where frames are those of HDLC. */
export const briLinkOptionsOf = (block: Block<'pp'>, isCaller: boolean): PppLinkOptions =>
  linkOptionsOf(block, isCaller);

/** As {@link tunnelOptionsOf} for PPPoE, where frames go bare and are short (RFC 2516 §7). */
export function pppoeLinkOptionsOf(block: Block<'pp'>): PppLinkOptions {
  const options = linkOptionsOf(block, true);
  const { mru } = options.lcp!;
  return {
    ...options,
    lcp: {
      ...options.lcp,
      bare: true,
      acfc: false,
      pfc: false,
      mru: mru === undefined ? undefined : Math.min(mru, MRU_MAX),
    },
  };
}

function linkOptionsOf(block: Block<'pp'>, isCaller: boolean): PppLinkOptions {
  const mru = block.effective(Ppp.lcpMru);
  const type = block.effective(Ppp.ccpType);
  const keepalive = lcpKeepaliveOf(block);
  return {
    isCaller,
    lcp: {
      mru: mru.use ? (mru.octets ?? Ppp.LCP_MRU_OCTETS) : undefined,
      magicNumber: block.effective(Ppp.lcpMagicNumber),
      acfc: block.effective(Ppp.lcpAcfc),
      pfc: block.effective(Ppp.lcpPfc),
      silent: block.effective(Ppp.lcpSilent),
      restart: milliseconds(block.effective(Ppp.lcpRestart)),
      maxTerminate: block.effective(Ppp.lcpMaxTerminate),
      maxConfigure: block.effective(Ppp.lcpMaxConfigure),
      maxFailure: block.effective(Ppp.lcpMaxFailure),
      ...(keepalive && { keepalive }),
    },
    authentication: authenticationOf(block, isCaller),
    ccp: {
      // There is no compression over PPTP (FAQ Q7): of the types, those of MPPE are what is negotiated.
      type: type === 'mppe-40' || type === 'mppe-128' || type === 'mppe-any' ? type : 'none',
      noEncryption: block.effective(Ppp.ccpNoEncryption),
      stateful: 'refuse',
      timing: {
        restart: milliseconds(block.effective(Ppp.ccpRestart)),
        maxTerminate: block.effective(Ppp.ccpMaxTerminate),
        maxConfigure: block.effective(Ppp.ccpMaxConfigure),
        maxFailure: block.effective(Ppp.ccpMaxFailure),
      },
    },
    ipcp: {
      restart: milliseconds(block.effective(Ppp.ipcpRestart)),
      maxTerminate: block.effective(Ppp.ipcpMaxTerminate),
      maxConfigure: block.effective(Ppp.ipcpMaxConfigure),
      maxFailure: block.effective(Ppp.ipcpMaxFailure),
    },
  };
}

function lcpKeepaliveOf(block: Block<'pp'>): LcpKeepaliveOptions | undefined {
  const isUsed = block.effective(Pp.ppKeepaliveUse).lcpEcho || block.effective(Pp.ppAlwaysOn).on;
  if (!isUsed) return undefined;
  const { intervalSeconds, retryIntervalSeconds, count, timeSeconds } = block.effective(Pp.ppKeepaliveInterval);
  const retryInterval = retryIntervalSeconds ?? KEEPALIVE.retryIntervalSeconds;
  return {
    interval: seconds(intervalSeconds),
    retryInterval: seconds(retryInterval),
    count:
      timeSeconds === undefined
        ? (count ?? KEEPALIVE.count)
        : Math.ceil((timeSeconds - intervalSeconds) / retryInterval),
  };
}

function authenticationOf(block: Block<'pp'>, isCaller: boolean): NonNullable<PppLinkOptions['authentication']> {
  const request = block.get(Pp.ppAuthRequest);
  const accept = block.effective(Pp.ppAuthAccept);
  const myname = block.get(Pp.ppAuthMyname);
  const demands = request !== undefined && !(request.arriveOnly && isCaller);
  return {
    ...(demands && {
      request: {
        methods: methodsOf(request.method),
        ownName: myname?.name ?? '',
        // `*` is for every name that no other line has (manual 11.4).
        lookup: (name: string) => {
          const user = block.getAt(Pp.ppAuthUsername, name) ?? block.getAt(Pp.ppAuthUsername, '*');
          return user?.password === Pp.MASKED ? undefined : user;
        },
      },
    }),
    // Without a name of its own a PP refuses to be authenticated (manual 11.2).
    ...(myname &&
      myname.password !== Pp.MASKED && { accept: { methods: accept, name: myname.name, password: myname.password } }),
    chap: {
      restart: milliseconds(block.effective(Ppp.chapRestart)),
      tries: block.effective(Ppp.chapMaxChallenge),
    },
    pap: {
      restart: milliseconds(block.effective(Ppp.papRestart)),
      tries: block.effective(Ppp.papMaxAuthReq),
    },
  };
}

const methodsOf = (method: Pp.AuthenticationRequest['method']): AuthenticationMethod[] =>
  method === 'chap-pap' ? ['chap', 'pap'] : [method];

/**
 * @param borrowed the address of a LAN, which an unnumbered PP goes by.
 * @param remoteAddress what the peer is given; a numbered PP has it in its settings.
 */
export function ipcpOptionsOf(
  document: Document,
  pp: PpNumber,
  isClient: boolean,
  borrowed: Ipv4Address | undefined,
  remoteAddress: Ipv4Address | undefined,
): IpcpOptions {
  const block = document.pp(pp);
  const own = block.get(Ip.ppAddress)?.address;
  const msext = block.effective(Ppp.ipcpMsext);
  return {
    negotiateAddress: block.effective(Ppp.ipcpIpAddress),
    localAddress: own ?? borrowed,
    askAddress: own === undefined && isClient,
    remoteAddress,
    ...(msext && {
      dns: noticedServers(document, 'msext').flatMap((server) => (server === 'me' ? (borrowed ?? []) : server)),
      wins: document.global.effective(winsServers).slice(0, 2),
      askDns: isClient,
      askWins: false,
    }),
  };
}

/** What we say on a control connection that this PP stands behind. */
export function controlProfileOf(
  document: Document,
  machine: Machine,
  callNumbers: CallNumbers,
  pp: PpNumber,
  tunnel: number,
): ControlProfile {
  const block = document.pp(pp);
  return {
    role: block.effective(Pptp.pptpServiceType) === 'client' ? 'pns' : 'pac',
    hostName: block.effective(Pptp.pptpHostName),
    vendorName: block.effective(Pptp.pptpVendorName),
    firmwareRevision: firmwareRevisionOf(printRevision(machine.revision)),
    keepalive: keepaliveOf(document, pp, tunnel),
    keepaliveLog: effectiveAt(document, pp, tunnel, Pptp.pptpKeepaliveLog),
    trace: block.effective(Pptp.pptpSyslog),
    callNumbers,
    acceptCalls: { outgoing: true, incoming: true },
    windowSize: windowSizeOf(block),
    callLimit: machine.pptpSessionsMax,
    callWait: CALL_WAIT,
  };
}

function keepaliveOf(document: Document, pp: PpNumber, tunnel: number): KeepaliveOptions {
  if (!effectiveAt(document, pp, tunnel, Pptp.pptpKeepaliveUse)) return { style: 'off' };
  const { intervalSeconds, count } = effectiveAt(document, pp, tunnel, Pptp.pptpKeepaliveInterval);
  return { style: 'yamaha', interval: seconds(intervalSeconds), count: count ?? Pptp.PPTP_KEEPALIVE_COUNT };
}
