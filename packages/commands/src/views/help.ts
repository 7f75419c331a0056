/**
 * What `help` prints. The manual says that it explains the keys of the console; its words are not known, these are ours.
 * @module
 */
import { type Gate, gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import type { Language } from '../messages.js';
import { SHELL } from '../shell/shell-gate.js';

interface Part {
  /** Machines that have what is told; all when not said. */
  readonly on?: Gate;
  readonly en: readonly string[];
  readonly ja: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    en: [
      'A command is a line of words, in capitals or not. Words may be shortened as long as only one command begins so.',
      'A blank and any of ? # | > \' " \\ stand in a word behind \\ or in quotes. # begins a comment.',
      '',
      '  ?                   what may follow',
      '  TAB                 complete the word, or list the words that begin so',
      '  Ctrl-P, Ctrl-N      the line before, the line after',
      '  Ctrl-B, Ctrl-F      one character to the left, to the right',
      '  Ctrl-A, Ctrl-E      to the beginning, to the end of the line',
      '  BackSpace, Ctrl-D   delete the character to the left, at the cursor',
      '  Ctrl-W              delete the word to the left',
      '  Ctrl-U, Ctrl-K      delete all to the left, to the right',
      '  Ctrl-R              show the line again',
      '  Ctrl-C              drop the line, or end what is running',
      '  Ctrl-S, Ctrl-Q      stop and go on with the output',
      '',
      'At ---more---: SPACE another screen, ENTER another line, q no more.',
    ],
    ja: [
      'コマンドは空白で区切った単語の列です。他のコマンドと区別できる範囲で単語を省略できます。大文字と小文字は区別しません。',
      '空白と ? # | > \' " \\ は、\\ に続けるか引用符で囲むと単語の一部になります。# から後は注釈です。',
      '',
      '  ?                   続けて入力できるものを表示します',
      '  TAB                 単語を補完するか、候補を表示します',
      '  Ctrl-P, Ctrl-N      前の行、次の行を呼び出します',
      '  Ctrl-B, Ctrl-F      カーソルを左、右に移動します',
      '  Ctrl-A, Ctrl-E      カーソルを行頭、行末に移動します',
      '  BackSpace, Ctrl-D   左の文字、カーソル位置の文字を削除します',
      '  Ctrl-W              左の単語を削除します',
      '  Ctrl-U, Ctrl-K      カーソルから行頭、行末までを削除します',
      '  Ctrl-R              入力中の行を表示し直します',
      '  Ctrl-C              入力中の行を取り消すか、実行中のコマンドを中断します',
      '  Ctrl-S, Ctrl-Q      表示を停止、再開します',
      '',
      '---つづく---では、SPACEで次の画面、ENTERで次の1行を表示し、qで終了します。',
    ],
  },
  {
    on: gate('* -early'),
    en: [
      'show ... | grep [-i] [-v] [-w] PATTERN shows the lines with a pattern, show ... | less pages back and forth.',
    ],
    ja: ['show ... | grep [-i] [-v] [-w] パターン で検索した行だけを、show ... | less で画面ごとに表示します。'],
  },
  {
    on: SHELL,
    en: ['set NAME=VALUE gives $NAME a value, alias NAME=COMMAND and macro NAME <<END give commands a name.'],
    ja: [
      'set 名前=値 で設定した値は $名前 で参照できます。alias 名前=コマンド と macro 名前 <<終端文字列 でコマンドに名前を付けます。',
    ],
  },
  {
    en: ["'show command' lists all commands."],
    ja: ["コマンドの一覧は 'show command' で表示できます。"],
  },
];

export const helpText = (language: Language, machine: Machine): readonly string[] =>
  PARTS.flatMap((part) => (machine.allows(part.on).open ? part[language] : []));
