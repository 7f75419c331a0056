/**
 * Manual chapter 11.6 to 11.11: the protocols of PPP.
 * @module
 */

import type { Setting } from '@rtemu/config/setting';
import * as ppp from '@rtemu/config/settings/ppp';
import { winsServers } from '@rtemu/config/settings/system';
import { PPTP } from '@rtemu/models/machine';
import { ipAddress } from '../operands/address.js';
import { many, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { onOff, word, wordWhere } from '../operands/word.js';
import { type AnyRow, type Help, type Support, setting } from '../row.js';
import { type Syntax, syntax } from '../syntax.js';

const restart = number(20, 10_000);
const tries = number(1, 10);

const RESTART: Help = { ja: '再送時間を設定します', en: 'Set the milliseconds until a request is sent again' };
const MAX_TERMINATE: Help = { ja: 'Terminate-Requestの送信回数を設定します', en: 'Set how often an end is asked for' };
const MAX_CONFIGURE: Help = {
  ja: 'Configure-Requestの送信回数を設定します',
  en: 'Set how often options are asked for',
};
const MAX_FAILURE: Help = { ja: 'Configure-NAKの送信回数を設定します', en: 'Set how often options are refused' };

const row = <V>(
  target: Setting<'pp', V, unknown>,
  manual: string,
  line: Syntax<undefined, V>,
  help: Help,
  support: Support = 'full',
): AnyRow => setting(target, { manual, syntax: line, help, support });

const LCP: readonly AnyRow[] = [
  row(ppp.lcpAcfc, '11.6.1', syntax`ppp lcp acfc ${onOff}`, {
    ja: 'アドレスと制御フィールドの圧縮を使用するか設定します',
    en: 'Negotiate compression of address and control field',
  }),
  row(ppp.lcpMagicNumber, '11.6.2', syntax`ppp lcp magicnumber ${onOff}`, {
    ja: 'マジックナンバーを使用するか設定します',
    en: 'Negotiate the magic number',
  }),
  row(ppp.lcpMru, '11.6.3', syntax`ppp lcp mru ${{ use: onOff }} ${{ octets: optional(number(1280, 1792)) }}`, {
    ja: 'MRUを使用するか、その値を設定します',
    en: 'Negotiate the MRU',
  }),
  row(ppp.lcpPfc, '11.6.4', syntax`ppp lcp pfc ${onOff}`, {
    ja: 'プロトコルフィールドの圧縮を使用するか設定します',
    en: 'Negotiate compression of the protocol field',
  }),
  row(ppp.lcpRestart, '11.6.5', syntax`ppp lcp restart ${restart}`, RESTART),
  row(ppp.lcpMaxTerminate, '11.6.6', syntax`ppp lcp maxterminate ${tries}`, MAX_TERMINATE),
  row(ppp.lcpMaxConfigure, '11.6.7', syntax`ppp lcp maxconfigure ${tries}`, MAX_CONFIGURE),
  row(ppp.lcpMaxFailure, '11.6.8', syntax`ppp lcp maxfailure ${tries}`, MAX_FAILURE),
  row(ppp.lcpSilent, '11.6.9', syntax`ppp lcp silent ${onOff}`, {
    ja: '相手からの要求を待つか設定します',
    en: 'Wait for the peer to begin',
  }),
  row(
    ppp.lcpAccm,
    '44.16',
    syntax`ppp lcp accm ${onOff}`,
    { ja: 'ACCMを使用するか設定します', en: 'Negotiate the control character map' },
    'stored',
  ),
];

const AUTHENTICATION: readonly AnyRow[] = [
  row(ppp.papRestart, '11.7.1', syntax`ppp pap restart ${restart}`, RESTART),
  row(ppp.papMaxAuthReq, '11.7.2', syntax`ppp pap maxauthreq ${tries}`, {
    ja: 'Authenticate-Requestの送信回数を設定します',
    en: 'Set how often we ask to be authenticated',
  }),
  row(ppp.chapRestart, '11.8.1', syntax`ppp chap restart ${restart}`, RESTART),
  row(ppp.chapMaxChallenge, '11.8.2', syntax`ppp chap maxchallenge ${tries}`, {
    ja: 'Challengeの送信回数を設定します',
    en: 'Set how often the peer is challenged',
  }),
];

const IPCP: readonly AnyRow[] = [
  row(
    ppp.ipcpVjc,
    '11.9.1',
    syntax`ppp ipcp vjc ${onOff}`,
    { ja: 'TCP/IPヘッダの圧縮を使用するか設定します', en: 'Negotiate compression of TCP/IP headers' },
    'stored',
  ),
  row(ppp.ipcpIpAddress, '11.9.2', syntax`ppp ipcp ipaddress ${onOff}`, {
    ja: 'PP側IPアドレスを交渉するか設定します',
    en: 'Negotiate addresses of the PP',
  }),
  row(ppp.ipcpRestart, '11.9.3', syntax`ppp ipcp restart ${restart}`, RESTART),
  row(ppp.ipcpMaxTerminate, '11.9.4', syntax`ppp ipcp maxterminate ${tries}`, MAX_TERMINATE),
  row(ppp.ipcpMaxConfigure, '11.9.5', syntax`ppp ipcp maxconfigure ${tries}`, MAX_CONFIGURE),
  row(ppp.ipcpMaxFailure, '11.9.6', syntax`ppp ipcp maxfailure ${tries}`, MAX_FAILURE),
  setting(winsServers, {
    manual: '11.9.7',
    syntax: syntax`wins server ${many(ipAddress, 1, 2)}`,
    help: { ja: 'WINSサーバーのIPアドレスを設定します', en: 'Set the WINS servers that peers are told' },
    support: 'full',
  }),
  row(ppp.ipcpMsext, '11.9.8', syntax`ppp ipcp msext ${onOff}`, {
    ja: 'IPCPのMS拡張オプションを使用するか設定します',
    en: 'Tell and take name servers by IPCP',
  }),
  row(
    ppp.ipcpRemoteAddressCheck,
    '11.9.9',
    syntax`ppp ipcp remote address check ${onOff}`,
    { ja: '相手側IPアドレスの重複を検査するか設定します', en: "Refuse a peer's address that another PP has" },
    'stored',
  ),
];

const CCP_TYPES = ['stac0', 'stac', 'cstac', 'mppe-40', 'mppe-128', 'mppe-any', 'none'] as const;

const CCP: readonly AnyRow[] = [
  setting(ppp.ccpType, {
    manual: '11.11.1',
    syntax: syntax`ppp ccp type ${wordWhere(CCP_TYPES, { 'mppe-40': PPTP, 'mppe-128': PPTP, 'mppe-any': PPTP })}`,
    help: { ja: '圧縮または暗号化の種類を設定します', en: 'Set compression or encryption' },
    support: 'partial',
    lacking: 'stac0, stac and cstac: no compression is offered or agreed to',
    supportOf: (_, type) => (type.includes('stac') ? 'stored' : 'full'),
  }),
  row(ppp.ccpRestart, '11.11.2', syntax`ppp ccp restart ${restart}`, RESTART),
  row(ppp.ccpMaxTerminate, '11.11.3', syntax`ppp ccp maxterminate ${tries}`, MAX_TERMINATE),
  row(ppp.ccpMaxConfigure, '11.11.4', syntax`ppp ccp maxconfigure ${tries}`, MAX_CONFIGURE),
  row(ppp.ccpMaxFailure, '11.11.5', syntax`ppp ccp maxfailure ${tries}`, MAX_FAILURE),
  setting(ppp.ccpNoEncryption, {
    manual: '17.2.5',
    on: PPTP,
    syntax: syntax`ppp ccp no-encryption ${word('reject', 'accept')}`,
    help: { ja: '暗号化できない相手と接続するか設定します', en: 'Refuse a link without encryption' },
    support: 'full',
  }),
];

export const CHAPTER_11 = (): readonly AnyRow[] => [...LCP, ...AUTHENTICATION, ...IPCP, ...CCP];
