/**
 * `show status pptp` (manual 58.22: PPTP's state and GRE's statistics). Nobody has published its layout; this one is ours, in
 * the manner of `show status ipip`.
 * @module
 */
import { printIpv4 } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type { PptpCallStatus, PptpConnectionStatus, PptpStatus } from '../status.js';
import { duration, traffic } from './units.js';

type Texts = Readonly<Record<Language, string>>;

export const CONTROL: Readonly<Record<PptpConnectionStatus['control'], Texts>> = {
  connecting: { en: 'connecting', ja: '接続中' },
  'waiting for reply': { en: 'waiting for reply', ja: '応答待ち' },
  established: { en: 'established', ja: '確立' },
  closing: { en: 'closing', ja: '切断中' },
};

export const ROLE: Readonly<Record<PptpConnectionStatus['role'], Texts>> = {
  server: { en: 'server', ja: 'サーバー' },
  client: { en: 'client', ja: 'クライアント' },
};

export function pptpLines({ connections }: PptpStatus, language: Language): readonly string[] {
  const count = language === 'ja' ? 'PPTPトンネル数' : 'Number of PPTP tunnels';
  return [
    '------------------- PPTP INFORMATION -------------------',
    `${count}: ${connections.length}`,
    ...connections.flatMap((connection) => connectionLines(connection, language)),
  ];
}

function connectionLines(connection: PptpConnectionStatus, language: Language): readonly string[] {
  const { tunnel, pp, role, control, localAddress, remoteAddress, remoteHostName, remoteVendorName } = connection;
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  const address = (of: typeof localAddress): string => (of === undefined ? '-' : printIpv4(of));
  const time = duration(connection.connectedSeconds, language);
  return [
    `TUNNEL[${tunnel}]: ${pp}, ${ROLE[role][language]}`,
    `  ${say('Control connection', '制御コネクション')}: ${CONTROL[control][language]}`,
    `  ${say(`${time}  connection.`, `通信時間: ${time}`)}`,
    `  ${say('Local IP address', '自分側IPアドレス')}: ${address(localAddress)}`,
    `  ${say('Remote IP address', '相手側IPアドレス')}: ${address(remoteAddress)}`,
    `  ${say('Remote host name', '相手側ホスト名')}: ${remoteHostName}`,
    `  ${say('Remote vendor name', '相手側ベンダー名')}: ${remoteVendorName}`,
    ...(connection.call === undefined ? [] : callLines(connection.call, language)),
  ];
}

function callLines(call: PptpCallStatus, language: Language): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  const sides = (local: number, remote: number): string =>
    `${say('Local', '自分側')} ${local}, ${say('Remote', '相手側')} ${remote}`;
  return [
    `  Call ID: ${sides(call.localCallId, call.remoteCallId)}`,
    `  ${say('Window size', 'ウィンドウサイズ')}: ${sides(call.localWindow, call.remoteWindow)}`,
    `  GRE ${say('received', '受信')}: ${traffic(call.received, language)}`,
    `  GRE ${say('transmitted', '送信')}: ${traffic(call.transmitted, language)}`,
    `  GRE ${say('duplicates', '重複')}: ${call.duplicates}, ${say('out of order', '順序逆転')}: ${call.outOfOrder}, ${say('lost', '損失')}: ${call.lost}`,
  ];
}
