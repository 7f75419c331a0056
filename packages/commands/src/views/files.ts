/**
 * `show exec list` (manual 57.15) and `show status rtfs` (manual 58.62, which has a screen in Japanese). The layout of the first
 * is ours.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import type { FileSystemStatus } from '../status/device.js';

/** The one that runs has a star. */
export const execListLines = ({ banner }: Machine, file: string): readonly string[] => [
  `* ${file}  ${banner.firmwareLine}`,
];

/** As the manual prints them; the English ones are ours. */
const LABELS: Readonly<Record<Language, readonly [string, string, string, string, string]>> = {
  ja: [
    '容量              ',
    '空き容量           ',
    '作成可能エントリ数  ',
    'ファイル数         ',
    'ディレクトリ数     ',
  ],
  en: ['Size         ', 'Free         ', 'Free entries ', 'Files        ', 'Directories  '],
};

export function rtfsLines(status: FileSystemStatus, language: Language): readonly string[] {
  const { octets, freeOctets, freeEntries, files, directories } = status;
  const unit = language === 'ja' ? 'バイト' : 'bytes';
  const values = [`${octets} ${unit}`, `${freeOctets} ${unit}`, freeEntries, files, directories];
  return LABELS[language].map((label, i) => `${label}: ${values[i]}`);
}
