/**
 * What the router says to its operator, in Japanese and English: the one catalogue. `seen` tells which of the two texts was
 * read on a real screen or in a manual; the others stand in docs/UNCONFIRMED.md.
 * @module
 */

export type Language = 'ja' | 'en';

interface Message {
  readonly en: string;
  readonly ja: string;
  readonly seen: 'both' | 'en' | 'ja' | 'neither';
}

/** The operator's mistakes. On the screen each stands behind `Error: ` or `エラー: `. */
export const FAULTS = {
  'unknown-command': { en: 'Invalid command name', ja: 'コマンド名を確認してください', seen: 'both' },
  'administrator-only': {
    en: 'Administrator use only',
    ja: 'このコマンドは管理レベルでのみ使用できます',
    seen: 'en',
  },
  'parameter-count': {
    en: 'Insufficient or too many parameters',
    ja: 'パラメータの数が不適当です',
    seen: 'both',
  },
  'illegal-keyword': { en: 'Illegal keyword', ja: 'パラメータのキーワードが認識できません', seen: 'ja' },
  'out-of-range': { en: 'Parameter out of range', ja: 'パラメータが範囲を越えています', seen: 'both' },
  'unrecognized-address': {
    en: 'Unrecognized IP address parameter',
    ja: 'IPアドレスが認識できません',
    seen: 'ja',
  },
  'not-an-integer': {
    en: 'Parameter must be an integer',
    ja: 'パラメータは整数で指定してください',
    seen: 'neither',
  },
  'select-pp': {
    en: 'Execute pp select command beforehand',
    ja: 'このコマンドは相手を選択してから実行してください',
    seen: 'neither',
  },
  'select-tunnel': {
    en: 'Execute tunnel select command beforehand',
    ja: 'このコマンドはトンネルを選択してから実行してください',
    seen: 'neither',
  },
  'select-switch': {
    en: 'Execute switch select command beforehand',
    ja: 'このコマンドはスイッチを選択してから実行してください',
    seen: 'neither',
  },
  'select-ap': {
    en: 'Execute ap select command beforehand',
    ja: 'このコマンドはアクセスポイントを選択してから実行してください',
    seen: 'neither',
  },
  'no-such-file': {
    en: 'The specified file does not exist',
    ja: '指定したファイルは存在しません',
    seen: 'neither',
  },
  'no-memory': {
    en: 'External memory is not attached',
    ja: '外部メモリが接続されていません',
    seen: 'ja',
  },
  'memory-full': {
    en: 'Not enough space on the external memory',
    ja: '外部メモリの容量が不足しています',
    seen: 'neither',
  },
  'bad-file-name': {
    en: 'Invalid file name',
    ja: 'ファイル名が正しくありません',
    seen: 'neither',
  },
  'is-directory': {
    en: 'The specified file is a directory',
    ja: '指定したファイルはディレクトリです',
    seen: 'neither',
  },
  'file-exists': {
    en: 'The specified file already exists',
    ja: '指定したファイルは既に存在しています',
    seen: 'ja',
  },
  'not-a-configuration': {
    en: 'The specified file is no text, or too large',
    ja: '指定したファイルはテキストではないか、大きすぎます',
    seen: 'neither',
  },
  'no-memory-log': {
    en: 'No log file is set on an external memory',
    ja: '外部メモリのSYSLOGファイルが設定されていません',
    seen: 'neither',
  },
  'macro-limit': {
    en: 'Macros are nested too deep, or run too long',
    ja: 'マクロの入れ子が深すぎるか、実行が長すぎます',
    seen: 'neither',
  },
  'not-a-public-key': {
    en: 'Unrecognized public key',
    ja: '公開鍵が認識できません',
    seen: 'neither',
  },
  'incorrect-password': { en: 'Incorrect password', ja: 'パスワードが間違っています', seen: 'neither' },
  'already-administrator': {
    en: 'You are already an administrator',
    ja: 'すでに管理レベルです',
    seen: 'neither',
  },
  'other-administrator': {
    en: 'Another user is the administrator',
    ja: '他のユーザーが管理レベルです',
    seen: 'neither',
  },
  'login-restricted': {
    en: 'Login access is restricted.',
    ja: 'Login access is restricted.',
    seen: 'both',
  },
} as const satisfies Readonly<Record<string, Message>>;

export type FaultKey = keyof typeof FAULTS;

/** What else the console says. `{0}` stands for an operand. */
export const TEXTS = {
  password: { en: 'Password: ', ja: 'Password: ', seen: 'both' },
  username: { en: 'Username: ', ja: 'Username: ', seen: 'both' },
  'login-password-of-file': { en: 'Login Password: ', ja: 'Login Password: ', seen: 'neither' },
  'administrator-password-of-file': { en: 'Administrator Password: ', ja: 'Administrator Password: ', seen: 'neither' },
  'old-password': { en: 'Old_Password: ', ja: 'Old_Password: ', seen: 'both' },
  'new-password': { en: 'New_Password: ', ja: 'New_Password: ', seen: 'both' },
  'new-password-confirm': { en: 'New_Password(Confirm):', ja: 'New_Password(Confirm):', seen: 'both' },
  'password-strength': { en: 'Password Strength : {0}', ja: 'Password Strength : {0}', seen: 'both' },
  'factory-password': {
    en: "The login password is factory default setting. Please request an administrator to change the password by the 'login password' command.",
    ja: "The login password is factory default setting. Please request an administrator to change the password by the 'login password' command.",
    seen: 'en',
  },
  'save-question': {
    en: 'Save new configuration ? (Y/N)',
    ja: '新しい設定を保存しますか? (Y/N)',
    seen: 'both',
  },
  'public-key': { en: 'Public key: ', ja: 'Public key: ', seen: 'neither' },
  'key-file-unread': {
    en: '{0} : Failed to read the file data. : No such file or directory',
    ja: '{0} : ファイルデータの読み込みに失敗しました。 : No such file or directory',
    seen: 'ja',
  },
  saving: { en: 'Saving ... {0} Done .', ja: 'セーブ中... {0} 終了', seen: 'both' },
  'overwrite-question': {
    en: 'The file already exists. Overwrite it ? (Y/N)',
    ja: '指定したファイルは既に存在しています。上書きしますか ? (Y/N)',
    seen: 'ja',
  },
  'load-question': { en: '{0} ? (Y/N)', ja: '{0} ? (Y/N)', seen: 'neither' },
  searching: { en: 'Searching ...', ja: 'Searching ...', seen: 'both' },
  'pattern-not-found': { en: 'Pattern not found', ja: 'パターンが見つかりません', seen: 'neither' },
  'bad-pattern': { en: 'Bad pattern', ja: 'パターンが正しくありません', seen: 'neither' },
  'no-pattern': { en: 'No pattern to search for', ja: '検索するパターンがありません', seen: 'neither' },
  /** Nothing that the device says. */
  'not-emulated': {
    en: 'rtemu: "{0}" is known here, but not emulated',
    ja: 'rtemu: 「{0}」は認識しますが、エミュレートしていません',
    seen: 'neither',
  },
  more: { en: '---more---', ja: '---つづく---', seen: 'both' },
} as const satisfies Readonly<Record<string, Message>>;

export type TextKey = keyof typeof TEXTS;

const PREFIX: Readonly<Record<Language, string>> = { en: 'Error: ', ja: 'エラー: ' };

/** A fault as its one line on the screen. */
export const faultLine = (key: FaultKey, language: Language): string => PREFIX[language] + FAULTS[key][language];

export function text(key: TextKey, language: Language, ...operands: readonly string[]): string {
  const template: string = TEXTS[key][language];
  return template.replace(/\{(\d)\}/g, (_, index) => operands[Number(index)] ?? '');
}

/** Any entry of the catalogue, as it stands on the screen. */
export const messages = (key: FaultKey | TextKey, language: Language, ...operands: readonly string[]): string =>
  key in FAULTS ? faultLine(key as FaultKey, language) : text(key as TextKey, language, ...operands);
