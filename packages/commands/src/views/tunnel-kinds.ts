/**
 * `show status ipip` and `show status l2tp` (manual 58.21, 58.23). The first was seen in English on an RTX1300, of the second the
 * heading and a line of figures. No such tunnel comes up here.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { tunnelEnabled, tunnelEncapsulation } from '@rtemu/config/settings/tunnel';
import type { Language } from '../messages.js';
import { tunnelHead, tunnelStateLine } from './tunnel.js';

const heading = (kind: string): string => `------------------- ${kind} INFORMATION -------------------`;

/** @param only this one */
export function ipipLines(document: Document, only: number | undefined, language: Language): readonly string[] {
  const tunnels = document.tunnels.filter((number) => {
    const tunnel = document.tunnel(number);
    const isIpip = tunnel.effective(tunnelEnabled) && tunnel.effective(tunnelEncapsulation) === 'ipip';
    return isIpip && (only === undefined || only === number);
  });
  return [
    heading('IPIP'),
    `${language === 'ja' ? 'IPIPトンネル数' : 'Number of IPIP tunnels'}: ${tunnels.length}`,
    ...tunnels.flatMap((number) => [tunnelHead(number, language), tunnelStateLine(false, language)]),
  ];
}

export const l2tpLines = (language: Language): readonly string[] => [
  heading('L2TP'),
  language === 'ja'
    ? 'L2TPトンネル数: 0, L2TPセッション数: 0'
    : 'Number of L2TP tunnels: 0, Number of L2TP sessions: 0',
];
