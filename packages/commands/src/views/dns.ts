/**
 * `show dns cache` (manual 58.68): no screen is known, this one is ours.
 * @module
 */
import type { Language } from '../messages.js';
import type { DnsCacheStatus } from '../status/dns.js';

const HEAD: Readonly<Record<Language, string>> = {
  en: 'TTL(sec)   Type   Name / Data',
  ja: 'TTL(秒)    種別   名前 / 内容',
};
const NOTHING: Readonly<Record<Language, string>> = { en: '(no record)', ja: '(レコードなし)' };
const COUNT: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) => `Number of entries: ${count}`,
  ja: (count) => `エントリー数: ${count}`,
};

export function dnsCacheLines(entries: readonly DnsCacheStatus[], language: Language): readonly string[] {
  const rows = entries.flatMap(({ name, type, data, secondsLeft }) => [
    `${String(secondsLeft).padStart(8)}   ${type.padEnd(6)} ${name}`,
    ...(data.length === 0 ? [NOTHING[language]] : data).map((line) => `${' '.repeat(20)}${line}`),
  ]);
  return [COUNT[language](entries.length), ...(entries.length === 0 ? [] : [HEAD[language], ...rows])];
}
