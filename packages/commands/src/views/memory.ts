/**
 * Files and memories: `show file list` (manual 57.9), `show status usbhost`, `sd` and `external-memory` (manual 58.57 to 58.61).
 * The manual tells what is shown and not how: the layout is ours.
 * @module
 */
import type { MemoryName } from '@rtemu/models/machine';
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { ListedFile, MemoryStatus } from '../status/memory.js';

const SIZE_WIDTH = 10;

export const fileListLines = (files: readonly ListedFile[], namesOnly: boolean): readonly string[] =>
  files.map(({ name, isDirectory, octets, changed }) => {
    const shown = isDirectory ? `${name}/` : name;
    if (namesOnly) return shown;
    const size = (isDirectory ? '<DIR>' : `${octets}`).padStart(SIZE_WIDTH);
    return `${(changed === undefined ? '-' : printDateTime(changed)).padEnd(19)} ${size} ${shown}`;
  });

const TITLES: Readonly<Record<MemoryName, Readonly<Record<Language, string>>>> = {
  usb1: { ja: 'USBポート1', en: 'USB port 1' },
  sd1: { ja: 'microSDスロット', en: 'microSD slot' },
};

const TEXTS = {
  ja: {
    unused: '使用しない設定です',
    none: '外部メモリが接続されていません',
    attached: '外部メモリが接続されています',
    size: '容量',
    free: '空き容量',
    unit: 'バイト',
    files: 'ファイル数',
    directories: 'ディレクトリ数',
  },
  en: {
    unused: 'Not in use',
    none: 'No external memory is attached',
    attached: 'An external memory is attached',
    size: 'Size',
    free: 'Free',
    unit: 'bytes',
    files: 'Files',
    directories: 'Directories',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

export function memoryLines(memories: readonly MemoryStatus[], language: Language): readonly string[] {
  const texts = TEXTS[language];
  return memories.flatMap(({ name, isUsed, attached }) => {
    const title = `${name}: ${TITLES[name][language]}`;
    if (!isUsed) return [title, `  ${texts.unused}`];
    if (attached === undefined) return [title, `  ${texts.none}`];
    return [
      title,
      `  ${texts.attached}`,
      `  ${texts.size}: ${attached.octets} ${texts.unit}`,
      `  ${texts.free}: ${attached.freeOctets} ${texts.unit}`,
      `  ${texts.files}: ${attached.files}`,
      `  ${texts.directories}: ${attached.directories}`,
    ];
  });
}
