/**
 * Counts and times as the views print them, in both languages.
 * @module
 */
import type { Language } from '../messages.js';
import type { Traffic } from '../status.js';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `1 minute 49 seconds`, `20分39秒`; hours and days where there are any. */
export function duration(totalSeconds: number, language: Language): string {
  const whole = Math.floor(totalSeconds);
  const parts: readonly (readonly [count: number, en: string, ja: string])[] = [
    [Math.floor(whole / 86_400), 'day', '日'],
    [Math.floor((whole % 86_400) / 3600), 'hour', '時間'],
    [Math.floor((whole % 3600) / 60), 'minute', '分'],
    [whole % 60, 'second', '秒'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const told = parts.slice(first < 0 ? 3 : first);
  return language === 'ja'
    ? told.map(([count, , ja]) => `${count}${ja}`).join('')
    : told.map(([count, en]) => counted(count, en)).join(' ');
}

/** Of nothing there is one, as an RTX1300 says. */
const heap = (count: number, noun: string): string => `${count} ${noun}${count < 2 ? '' : 's'}`;

/** `14 packets [840 octets]`, `0 packet [0 octet]` */
export const traffic = ({ packets, octets }: Traffic, language: Language): string =>
  language === 'ja'
    ? `${packets} パケット [${octets} オクテット]`
    : `${heap(packets, 'packet')} [${heap(octets, 'octet')}]`;

/** `7.5%` of tenths of a percent. */
export const percent = (permille: number): string => `${(permille / 10).toFixed(1)}%`;
