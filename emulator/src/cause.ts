/**
 * Why a connection ended, in the words of the router. The numbers are Yamaha's disconnect codes, and so are five of the
 * texts (FAQ Q15); the others are ours in one language or both, and stand in docs/UNCONFIRMED.md.
 * @module
 */
import type { Language } from '@rtemu/commands/messages';
import type { Ending, LineKind } from '@rtemu/hosts/ending';
import type { LineEnding } from '@rtemu/line/line-ending';
import type { DownReason } from '@rtemu/ppp/reason';
import { DISCONNECT_CODES, type DisconnectReason } from '@rtemu/pptp/disconnect-reason';

interface Cause {
  readonly en: string;
  readonly ja: string;
  readonly seen: boolean;
}

const ours = (en: string, ja: string): Cause => ({ en, ja, seen: false });
const faq = (en: string, ja: string): Cause => ({ en, ja, seen: true });

const CALL: Readonly<Record<DisconnectReason, Cause>> = {
  local: ours('Normal disconnection', '正常切断'),
  shutdown: ours('Normal disconnection', '正常切断'),
  'peer-cleared': ours('Disconnected by the peer', '相手からの切断'),
  'peer-closed': ours('Disconnected by the peer', '相手からの切断'),
  collision: ours('Collision of control connections', '制御コネクションの衝突'),
  'procedure-error': ours('Control procedure error', '制御手順エラー'),
  'format-error': ours('Control packet format error', '制御パケット形式エラー'),
  'content-error': ours('Control packet content error', '制御パケット内容エラー'),
  'resource-shortage': ours('Internal resource shortage', '内部リソース不足'),
  'call-id-error': ours('Call ID error', 'Call ID エラー'),
  'pac-error': ours('Server (PAC) error', 'サーバ(PAC)エラー'),
  'pns-error': ours('Client (PNS) error', 'クライアント(PNS)エラー'),
  'tcp-pending': ours('Waiting for TCP response', 'TCPレスポンス待ち'),
  'tcp-response-timeout': faq('TCP response timeout', 'TCPレスポンス待ちタイムアウト'),
  'no-control-connection': faq('No control connection', '相手応答なし'),
  'tunnel-disconnect-timer': faq('Tunnel disconnect timer timeout', 'トンネル切断タイマタイムアウト'),
  'keepalive-failure': faq('Keepalive failure', 'キープアライブ失敗'),
};

const LINK: Readonly<Record<DownReason, Cause & { readonly code: number }>> = {
  closed: { code: 0, ...CALL.local },
  'peer-terminated': { code: 0, ...CALL['peer-cleared'] },
  'lower-layer-down': { code: 0, ...CALL['peer-closed'] },
  'lcp-timeout': { code: 1281, ...ours('LCP timeout', 'LCPタイムアウト') },
  'ipcp-timeout': { code: 1282, ...ours('IPCP timeout', 'IPCPタイムアウト') },
  'lcp-rejected': { code: 0, ...ours('LCP negotiation failed', 'LCPネゴシエーション失敗') },
  'ipcp-rejected': { code: 0, ...ours('IPCP negotiation failed', 'IPCPネゴシエーション失敗') },
  'ipcp-terminated': { code: 0, ...ours('IPCP terminated by the peer', '相手からのIPCP切断') },
  'no-address': { code: 0, ...ours('No IP address assigned', 'IPアドレス未割り当て') },
  'peer-refused-authentication': { code: 1297, ...ours('Authentication refused by the peer', '相手が認証を拒否') },
  'refused-authentication': { code: 1298, ...ours('Authentication refused', '認証を拒否') },
  'peer-failed-authentication': { code: 1299, ...ours('Authentication failed', '相手の認証失敗') },
  'failed-authentication': { code: 1300, ...ours('Authentication failed', '被認証失敗') },
  'authenticator-mismatch': { code: 1300, ...ours('Authenticator response mismatch', '認証側の応答不一致') },
  'timeout-authenticating-peer': { code: 1302, ...ours('Authentication timeout', '認証タイムアウト') },
  'timeout-being-authenticated': { code: 1303, ...ours('Timeout being authenticated', '被認証タイムアウト') },
  'keepalive-failed': { code: 1305, ...ours('LCP keepalive failure', 'LCPキープアライブ失敗') },
  'no-encryption': { code: 1306, ...faq('Reject No-Encryption', '暗号化失敗による着信拒否') },
  loopback: { code: 0, ...ours('Loopback detected', 'ループバック検出') },
};

const LINE: Readonly<Record<LineEnding, Cause & { readonly code: number }>> = {
  local: { code: 0, ...CALL.local },
  'disconnect-timer': { code: 552, ...ours('Disconnect timer timeout', '切断タイマタイムアウト') },
  peer: { code: 0, ...CALL['peer-cleared'] },
  'interface-down': { code: 0, ...ours('Link down', 'リンクダウン') },
  'failed-too-often': { code: 1301, ...ours('Authentication failed too often', '認証失敗回数超過') },
  'padi-timeout': { code: 851, ...ours('PADI Timeout', 'PADIタイムアウト') },
  'padr-timeout': { code: 852, ...ours('PADR Timeout', 'PADRタイムアウト') },
  'service-refused': { code: 848, ...ours('Service refused', 'サービス拒否') },
  'concentrator-error': { code: 850, ...ours('Access concentrator error', 'アクセスコンセントレータのエラー') },
  'no-resources': { code: 853, ...ours('Too many sessions', 'セッション数超過') },
  // By the numbers of Q.850.
  'no-such-number': { code: 1, ...ours('Unallocated number', '欠番') },
  busy: { code: 17, ...ours('User busy', '着ユーザビジー') },
  'no-answer': { code: 18, ...ours('No user responding', '着ユーザ応答なし') },
  rejected: { code: 21, ...ours('Call rejected', '通信拒否') },
  'no-channel': { code: 34, ...ours('No channel available', '利用可回線なし') },
  'out-of-order': { code: 27, ...ours('Destination out of order', '相手端末故障') },
};

/** `1306` for a link that could not be encrypted. */
export const causeCode = (ending: Ending): number =>
  ending.by === 'call' ? DISCONNECT_CODES[ending.reason] : whole(ending).code;

export const causeText = (ending: Ending, language: Language): string =>
  (ending.by === 'call' ? CALL[ending.reason] : whole(ending))[language];

const whole = (ending: Exclude<Ending, { by: 'call' }>) =>
  ending.by === 'link' ? LINK[ending.reason] : LINE[ending.reason];

/** Whose word it is, as it stands before a cause in the log: `PPP`, `PPTP`, `PPPoE`. */
export const causeLayer = (ending: Ending): 'PPP' | 'PPTP' | LineKind =>
  ending.by === 'link' ? 'PPP' : ending.by === 'call' ? 'PPTP' : ending.line;

/** For docs/UNCONFIRMED.md. */
export const UNSEEN_CAUSES: readonly Cause[] = [
  ...Object.values(CALL),
  ...Object.values(LINK),
  ...Object.values(LINE),
].filter(({ seen }) => !seen);

/** Every number but 0 that an ending of PPTP or PPP may have, and those of lines from 774 on: lower ones are the network's. */
export const CAUSE_CODES: ReadonlySet<number> = new Set([
  ...Object.values(DISCONNECT_CODES).filter((code) => code > 0),
  ...[...Object.values(LINK), ...Object.values(LINE)].map(({ code }) => code).filter((code) => code >= 774),
]);
