/**
 * What `help` prints. The manual says that it explains the keys of the console; its words are not known, these are ours.
 * @module
 */
import type { Language } from '../messages.js';

const TEXT: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'A command is a line of words. Words may be shortened as long as only one command begins so.',
    '  ?               what may follow',
    '  TAB             complete the word',
    '  Ctrl-P, Ctrl-N  the line before, the line after',
    '  Ctrl-R          show the line again',
    '  Ctrl-C          end what is running',
    '  Ctrl-S, Ctrl-Q  stop and go on with the output',
    "'show command' lists all commands.",
  ],
  ja: [
    'コマンドは空白で区切った単語の列です。他のコマンドと区別できる範囲で単語を省略できます。',
    '  ?               続けて入力できるものを表示します',
    '  TAB             単語を補完します',
    '  Ctrl-P, Ctrl-N  前の行、次の行を呼び出します',
    '  Ctrl-R          入力中の行を表示し直します',
    '  Ctrl-C          実行中のコマンドを中断します',
    '  Ctrl-S, Ctrl-Q  表示を停止、再開します',
    "コマンドの一覧は 'show command' で表示できます。",
  ],
};

export const helpText = (language: Language): readonly string[] => TEXT[language];
