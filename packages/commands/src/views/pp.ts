/**
 * `show status pp` (manual 58.3). Seen with PPPoE on RTX1100 (Japanese) and RTX1200 (English); `Cofigure` is the device's.
 * @module
 */

import { printIpv4 } from '@rtemu/config/address';
import type { Document } from '@rtemu/config/document';
import type { PpNumber } from '@rtemu/config/selection';
import { ppDescription } from '@rtemu/config/settings/system';
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { NegotiatedOptions, PpMedium, PpState, PpStatus, PpTraffic, Status } from '../status.js';
import { duration, percent, traffic } from './units.js';

type Texts = Readonly<Record<Language, string>>;

/** Seen for PPPoE, and `connected` in Japanese for PPTP too; the others of PPTP follow the pattern. */
const STATES: Readonly<Record<PpState, Texts>> = {
  connected: { en: 'Connected', ja: '接続されています' },
  connecting: { en: 'In connecting process', ja: '接続処理中です' },
  // Seen in Japanese, within a line that nobody has published whole.
  searching: { en: 'In connecting process', ja: 'サーバ検索中です' },
  never: { en: 'Offline, never connected', ja: '一度も継っていません' },
  offline: { en: 'Offline', ja: '継っていません' },
  disabled: { en: 'disabled', ja: '現在使用できません' },
};

const NO_LINE: Texts = { en: 'Current line status is disabled.', ja: '回線は現在使用できません' };

/** The label of the peer's name. `Remote Host` for PPTP is ours in English; in Japanese both have the same. */
const PEER: Readonly<Record<PpMedium, Texts>> = {
  PPPoE: { en: 'Access Concentrator', ja: '接続相手' },
  PPTP: { en: 'Remote Host', ja: '接続相手' },
  ISDN: { en: 'Remote number', ja: '相手番号' },
  'leased line': { en: 'Remote Host', ja: '接続相手' },
  none: { en: 'Remote Host', ja: '接続相手' },
};

/** What a connection is called in the state line. Of ISDN and leased lines no screen is known. */
const CONNECTION: Readonly<Record<PpMedium, Texts>> = {
  PPPoE: { en: 'PPPoE session', ja: 'PPPoEセッション' },
  PPTP: { en: 'PPTP session', ja: 'PPTPセッション' },
  ISDN: { en: 'ISDN call', ja: 'ISDN回線' },
  'leased line': { en: 'leased line', ja: '専用線' },
  none: { en: 'session', ja: 'セッション' },
};

function stateLine({ medium, state }: PpStatus, language: Language): string {
  if (medium === 'none') return NO_LINE[language];
  const words = STATES[state][language];
  const connection = CONNECTION[medium][language];
  return language === 'ja' ? `${connection}は${words}` : `Current ${connection} status is ${words}.`;
}

const loaded = (counts: PpTraffic, language: Language): string =>
  language === 'ja'
    ? `${traffic(counts, 'ja')}  負荷: ${percent(counts.loadPermille)}`
    : `${traffic(counts, 'en')}  Load: ${percent(counts.loadPermille)}`;

/** With no option a side is `None`, as the log says of addresses. */
const list = (names: readonly string[]): string => (names.length === 0 ? 'None' : names.join(' '));
const both = ({ local, remote }: NegotiatedOptions): string => `Local: ${list(local)}, Remote: ${list(remote)}`;

/**
 * The line of CCP. Only `CCP: None` was seen; with MPPE the wording is ours, and stands here alone.
 */
export const ccpLine = (ccp: PpStatus['ccp']): string =>
  ccp === 'None' ? 'CCP: None' : `CCP Local: ${ccp}, Remote: ${ccp}`;

function connectedLines(pp: PpStatus, language: Language): readonly string[] {
  const { peer, connectedSeconds, received, transmitted, lcp, ipcp, localAddress, remoteAddress, ccp } = pp;
  const address = (of: typeof localAddress): string => (of === undefined ? 'None' : printIpv4(of));
  const ja = language === 'ja';
  return [
    ...(peer === undefined ? [] : [`${PEER[pp.medium][language]}: ${peer}`]),
    ja ? `通信時間: ${duration(connectedSeconds, 'ja')}` : `${duration(connectedSeconds, 'en')}  connection.`,
    `${ja ? '受信' : 'Received'}: ${loaded(received, language)}`,
    `${ja ? '送信' : 'Transmitted'}: ${loaded(transmitted, language)}`,
    ja ? 'PPPオプション' : 'PPP Cofigure Options',
    `    LCP ${both(lcp)}`,
    `    IPCP ${both(ipcp)}`,
    `    PP IP Address Local: ${address(localAddress)}, Remote: ${address(remoteAddress)}`,
    `    ${ccpLine(ccp)}`,
  ];
}

/** How the session before ended. The head was seen; what stands under it is ours. */
function lastLines({ medium, last }: PpStatus, language: Language): readonly string[] {
  if (last === undefined) return [];
  const ended = printDateTime(last.ended);
  const cause = last.code === 0 ? last.cause : `${last.cause} (${last.code})`;
  return language === 'ja'
    ? [`直前の${CONNECTION[medium].ja}の状態:`, `    切断: ${ended}`, `    切断理由: ${cause}`]
    : [`Last ${CONNECTION[medium].en} status:`, `    Disconnected: ${ended}`, `    Cause: ${cause}`];
}

function block(pp: PpStatus, description: string, language: Language): readonly string[] {
  return [
    `${pp.name}:`,
    language === 'ja' ? `説明:${description}` : `Description: ${description}`,
    stateLine(pp, language),
    ...(pp.state === 'connected' ? connectedLines(pp, language) : lastLines(pp, language)),
  ];
}

export function ppLines(number: PpNumber, document: Document, status: Status, language: Language): readonly string[] {
  const description = document.pp(number).effective(ppDescription);
  return status.pp(number).flatMap((pp) => block(pp, description, language));
}
