/**
 * `show status boot`, `boot all` and `boot list` (manual 58.63 to 58.65). They tell how the last five lives of the router began;
 * the layout is ours.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import { printDateTime, printZone } from '../header.js';
import type { Language } from '../messages.js';
import type { BootStatus } from '../status/device.js';

const HEAD: Readonly<Record<Language, string>> = {
  ja: '番号  起動時刻             起動の理由',
  en: 'No.   Boot time            Reason',
};

export function bootLines(
  boot: BootStatus,
  number: number,
  { name, banner }: Machine,
  language: Language,
): readonly string[] {
  const { at, offsetMinutes, why, firmwareFile, configFile } = boot;
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return [
    `${say('Boot number', '履歴番号')}: ${number}`,
    `${say('Boot time', '起動時刻')}: ${printDateTime(at)} ${printZone(offsetMinutes)}`,
    `${say('Reason', '起動の理由')}: ${why}`,
    `${say('Firmware', '実行中ファームウェア')}: ${firmwareFile}  ${banner.firmwareLine.slice(name.length + 1)}`,
    `${say('Config. file', '実行中設定ファイル')}: ${configFile}`,
  ];
}

export const bootListLines = (boots: readonly BootStatus[], language: Language): readonly string[] => [
  HEAD[language],
  ...boots.map(({ at, why }, number) => `${String(number).padStart(3)}   ${printDateTime(at)}  ${why}`),
];
