/**
 * `show status netvolante-dns` (manual 58.38): the labels in Japanese are the manual's, the layout and the English are ours.
 * @module
 */
import { printIpv4 } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type { NetvolanteStatus } from '../status/netvolante.js';
import type { CivilTime } from '../status.js';
import { halfWidths } from '../words.js';

const LABELS: Readonly<Record<Language, readonly string[]>> = {
  ja: ['ネットボランチDNSサービス', 'インタフェース', 'ホストアドレス', 'IPアドレス', '最新更新日時', 'タイムアウト'],
  en: ['NetVolante DNS service', 'Interface', 'Host address', 'IP address', 'Last update', 'Timeout'],
};
const SECONDS: Readonly<Record<Language, string>> = { ja: '秒', en: 'sec' };
const WIDTH = 28;

const two = (number: number): string => String(number).padStart(2, '0');
const printTime = ({ year, month, day, hour, minute, second }: CivilTime): string =>
  `${year}/${two(month)}/${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;

export function netvolanteLines(status: NetvolanteStatus, language: Language): readonly string[] {
  const { place, automatic, host = '', address, updatedAt, timeoutSeconds } = status;
  const values = [
    automatic ? 'AUTO' : 'OFF',
    place,
    host,
    address === undefined ? '' : printIpv4(address),
    updatedAt === undefined ? '' : printTime(updatedAt),
    `${timeoutSeconds} ${SECONDS[language]}`,
  ];
  return LABELS[language].map((label, i) =>
    `${label}:${' '.repeat(Math.max(1, WIDTH - halfWidths(label)))}${values[i]}`.trimEnd(),
  );
}
