import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { ConfigFileStatus } from '../status.js';

const HEAD: Readonly<Record<Language, string>> = {
  ja: '   ファイル  日時                コメント',
  en: '   File      Date and time       Comment',
};

const MARKS: Readonly<Record<Language, string>> = {
  ja: '*: 起動時に使用する設定ファイル  >: 実行中の設定ファイル',
  en: '*: default configuration file  >: running configuration file',
};

/** Manual 57.8, which tells what is shown and not how. */
export function configListLines(files: readonly ConfigFileStatus[], language: Language): readonly string[] {
  const shown = files.map(({ number, saved, comment = '', isDefault, isRunning }) => {
    const marks = `${isDefault ? '*' : ' '}${isRunning ? '>' : ' '}`;
    const at = saved === undefined ? '-' : printDateTime(saved);
    return `${marks} ${`config${number}`.padEnd(10)}${at.padEnd(19)} ${comment}`.trimEnd();
  });
  return [HEAD[language], ...shown, MARKS[language]];
}
