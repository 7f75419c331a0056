/**
 * Oddities of PPs on PPTP: who can call whom, and by which account (FAQ Q5, Q8, Q19, Q21 and Q22).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppAuthAccept, ppAuthMyname, ppAuthRequest, ppBind, ppEnabled, tunnelsOf } from '@rtemu/config/settings/pp';
import { pptpService, pptpServiceType } from '@rtemu/config/settings/pptp';
import { radiusAuth } from '@rtemu/config/settings/radius';
import {
  tunnelEnabled,
  tunnelEncapsulation,
  tunnelEndpointAddress,
  tunnelEndpointName,
} from '@rtemu/config/settings/tunnel';
import type { ConfigWarning } from '../warnings.js';

type Text = ConfigWarning['text'];

interface PptpPp {
  readonly number: PpNumber;
  readonly isServer: boolean;
  /** Those of its tunnels that are for PPTP. */
  readonly tunnels: readonly number[];
}

/** The PPs that are enabled and bound to tunnels for PPTP. */
const ppsIn = (document: Document): readonly PptpPp[] =>
  document.pps.flatMap((number) => {
    const block = document.pp(number);
    const tunnels = tunnelsOf(block.get(ppBind)).filter(
      (tunnel) => document.tunnel(tunnel).effective(tunnelEncapsulation) === 'pptp',
    );
    if (tunnels.length === 0 || !block.effective(ppEnabled)) return [];
    return [{ number, isServer: block.effective(pptpServiceType) === 'server', tunnels }];
  });

const warned = (kind: string, { number }: PptpPp, text: Text): ConfigWarning => ({
  kind,
  about: `pp select ${number}`,
  text,
});

/** `radius auth on` beside a server: PPTP knows the router's own users only (FAQ Q19). */
export const pptpBesideRadius = (document: Document): readonly ConfigWarning[] => {
  if (!document.global.effective(radiusAuth)) return [];
  return ppsIn(document)
    .filter(({ isServer }) => isServer)
    .map((pp) =>
      warned('pptp-without-radius', pp, {
        en: 'callers by PPTP are authenticated by the router alone, "radius auth on" notwithstanding: add "pp auth username" for each of them',
        ja: '「radius auth on」を設定しても、PPTPの認証にRADIUSサーバーは使用されません。「pp auth username」で利用者を登録してください',
      }),
    );
};

/** Clients that cannot let themselves be authenticated (FAQ Q5, Q21). */
export const pptpClientsWithoutAccount = (document: Document): readonly ConfigWarning[] =>
  ppsIn(document).flatMap((pp) => {
    const block = document.pp(pp.number);
    if (pp.isServer || (block.get(ppAuthMyname) !== undefined && block.effective(ppAuthAccept).length > 0)) return [];
    return [
      warned('pptp-client-without-account', pp, {
        en: 'a PPTP client that has not both "pp auth accept" and "pp auth myname" refuses to be authenticated, and is not let in: add "pp auth accept mschap-v2" and "pp auth myname NAME PASSWORD"',
        ja: '「pp auth accept」と「pp auth myname」の両方がないPPTPクライアントは認証を拒否するため、接続できません。「pp auth accept mschap-v2」と「pp auth myname NAME PASSWORD」を設定してください',
      }),
    ];
  });

/** Servers that let in whoever calls, unenciphered (FAQ Q2, Q21). */
export const pptpServersWithoutAuthentication = (document: Document): readonly ConfigWarning[] =>
  ppsIn(document).flatMap((pp) =>
    !pp.isServer || document.pp(pp.number).get(ppAuthRequest) !== undefined
      ? []
      : [
          warned('pptp-server-without-authentication', pp, {
            en: 'a PPTP server without "pp auth request" lets in whoever calls, and without a key for MPPE: add "pp auth request mschap-v2"',
            ja: '「pp auth request」がないPPTPサーバーは認証を行わず、MPPEの鍵も生成できません。「pp auth request mschap-v2」を設定してください',
          }),
        ],
  );

/** Ends that nobody will find: a client of nobody, a numbered PP without the address of its peer (FAQ Q20). */
export const pptpWithoutPeer = (document: Document): readonly ConfigWarning[] =>
  ppsIn(document).flatMap((pp) => {
    const { number, isServer, tunnels } = pp;
    if (number === 'anonymous')
      return isServer
        ? []
        : [
            warned('pptp-without-peer', pp, {
              en: 'the anonymous PP has nobody to call, so that a client there never connects: use a numbered PP, or "pptp service type server"',
              ja: 'anonymousには発信先がないため、PPTPクライアントとしては接続できません。番号付きの相手先を使用するか、「pptp service type server」を設定してください',
            }),
          ];
    const tunnel = document.tunnel(tunnels[0]!);
    if (tunnel.get(tunnelEndpointAddress) !== undefined || tunnel.get(tunnelEndpointName) !== undefined) return [];
    return [
      warned('pptp-without-peer', pp, {
        en: `tunnel ${tunnels[0]} does not say where the peer is, so that it is neither called nor let in: add "tunnel endpoint address ADDRESS" or "tunnel endpoint name NAME fqdn"`,
        ja: `トンネル ${tunnels[0]} に相手の指定がないため、発信も着信もできません。「tunnel endpoint address ADDRESS」または「tunnel endpoint name NAME fqdn」を設定してください`,
      }),
    ];
  });

/** Servers behind a closed door. */
export const pptpServersUnheard = (document: Document): readonly ConfigWarning[] =>
  document.global.effective(pptpService)
    ? []
    : ppsIn(document)
        .filter(({ isServer }) => isServer)
        .map((pp) =>
          warned('pptp-service-off', pp, {
            en: 'TCP port 1723 is closed, so that nobody can call this server: add "pptp service on"',
            ja: 'TCPの1723番ポートが閉じているため、このPPTPサーバーは着信できません。「pptp service on」を設定してください',
          }),
        );

/** A model uses as many numbered PPs with PPTP as it has sessions, the lowest first (FAQ Q8). */
export const surplusPptpPps = (document: Document): readonly ConfigWarning[] => {
  const { name, pptpSessionsMax: max } = document.ground;
  const isEnabled = (tunnel: number): boolean => document.tunnel(tunnel).effective(tunnelEnabled);
  const used = ppsIn(document).filter(({ number, tunnels }) => number !== 'anonymous' && tunnels.some(isEnabled));
  return used.slice(max).map((pp) =>
    warned('pptp-pp-surplus', pp, {
      en: `${name} uses ${max} PPs with PPTP at most, the lowest first, so this one is not used: let its peer in by "pp select anonymous", or disable another`,
      ja: `${name} でPPTPに使用できる相手先は${max}個までのため、この相手先は使用されません。「pp select anonymous」で着信するか、他の相手先を無効にしてください`,
    }),
  );
};
