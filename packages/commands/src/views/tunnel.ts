/**
 * `show status tunnel` (manual 58.41). Seen in Japanese with IPsec on an RTX1100; the English lines are those that `show status
 * ipip` has on an RTX1300.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { tunnelDescription } from '@rtemu/config/settings/system';
import { type TunnelEncapsulation, tunnelEnabled, tunnelEncapsulation } from '@rtemu/config/settings/tunnel';
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { Traffic, TunnelStatus } from '../status.js';
import { duration, traffic } from './units.js';

const KINDS: Readonly<Record<TunnelEncapsulation, string>> = {
  ipsec: 'IPsec',
  ipip: 'IPIP',
  pptp: 'PPTP',
  l2tp: 'L2TP',
  'l2tpv3-raw': 'L2TPv3',
  l2tpv3: 'L2TPv3',
  ipudp: 'IPUDP',
  'map-e': 'MAP-E',
  hb46pp: 'HB46PP',
};

const NOTHING: Traffic = { packets: 0, octets: 0 };

export function tunnelStateLine(up: boolean, language: Language): string {
  if (language === 'ja')
    return up ? '  トンネルインタフェースは接続されています' : '  トンネルインタフェースは接続されていません';
  return up ? '  Current status is Online.' : '  Current status is Offline.';
}

function connectedLines(status: TunnelStatus, language: Language): readonly string[] {
  const { since, connectedSeconds, received, transmitted } = status;
  const began = since === undefined ? [] : [printDateTime(since)];
  if (language === 'ja')
    return [
      ...began.map((at) => `  開始: ${at}`),
      `  通信時間: ${duration(connectedSeconds, 'ja')}`,
      `  受信: (IPv4) ${traffic(received, 'ja')}`,
      `        (IPv6) ${traffic(NOTHING, 'ja')}`,
      `  送信: (IPv4) ${traffic(transmitted, 'ja')}`,
      `        (IPv6) ${traffic(NOTHING, 'ja')}`,
    ];
  return [
    ...began.map((at) => `  from ${at}.`),
    `  ${duration(connectedSeconds, 'en')}  connection.`,
    `  Received:    (IPv4) ${traffic(received, 'en')}`,
    `               (IPv6) ${traffic(NOTHING, 'en')}`,
    `  Transmitted: (IPv4) ${traffic(transmitted, 'en')}`,
    `               (IPv6) ${traffic(NOTHING, 'en')}`,
  ];
}

/** As seen: English has a blank behind the colon and Japanese has none. */
export const tunnelHead = (number: number, language: Language): string =>
  language === 'ja' ? `TUNNEL[${number}]:` : `TUNNEL[${number}]: `;

export function tunnelLines(
  number: number,
  document: Document,
  status: TunnelStatus,
  language: Language,
): readonly string[] {
  const block = document.tunnel(number);
  const kind = KINDS[block.effective(tunnelEncapsulation)];
  const description = block.effective(tunnelDescription);
  return [
    tunnelHead(number, language),
    language === 'ja' ? `説明:${description}` : `Description: ${description}`,
    language === 'ja' ? `  インタフェースの種類: ${kind}` : `  Interface type: ${kind}`,
    tunnelStateLine(status.up, language),
    ...(status.up ? connectedLines(status, language) : []),
  ];
}

/** Tunnels that are up or down. PPTP tunnels always count as down (manual 58.41), and no other kind comes up here. */
export function tunnelListLines(which: 'up' | 'down', document: Document): readonly string[] {
  if (which === 'up') return [];
  return document.tunnels
    .filter((number) => document.tunnel(number).effective(tunnelEnabled))
    .map((number) => `TUNNEL[${number}]`);
}
