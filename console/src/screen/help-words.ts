/**
 * What `?` tells.
 * @module
 */
import type { Both } from '../both-languages.js';

/** A key and what it does, or a heading. */
export type HelpEntry = readonly [key: string, what: string] | string;

/** Each entry in both languages; the names of keys are on the keys, in English. */
type Entry = readonly [key: string, en: string, ja: string] | readonly [en: string, ja: string];

const ENTRIES: readonly Entry[] = [
  ['Everywhere', '画面全体'],
  ['Tab  Shift-Tab', 'the next pane, the one before', '次の枠、前の枠'],
  ['Arrows  PgUp  PgDn', 'choose, or scroll; Home and End, j k g G too', '選ぶ、または送る。Home End j k g G も'],
  ['Enter  c', 'type at the console of the chosen node', '選んだノードのコンソールに入る'],
  [
    'v',
    'view all of the chosen node, link or session (there Enter, too)',
    '選んだノード、リンク、セッションの詳細 (セッションは Enter でも)',
  ],
  ['l', 'the log of the chosen node', '選んだノードのログ'],
  ['/', 'only lines of the log with these words; Esc: all again', 'ログを絞り込む。Esc で全部に戻る'],
  ['e', 'explain: of each VPN whether it is up, and why not', '診断: VPN ごとの状態と、つながらない原因'],
  ['d', 'ways in: the telnet and SSH ports of the nodes', '入口: 各ノードの telnet と SSH のポート'],
  ['L', 'Japanese or English (--lang ja)', '日本語と英語の切り替え (--lang en)'],
  [':', 'a command of rtemu; :help lists them', 'rtemu のコマンド。:help で一覧'],
  ['Ctrl-L', 'draw the screen anew', '画面を描き直す'],
  ['q  Ctrl-C', 'leave; asks when a router has changes that are not saved', '終了。未保存の変更があれば確認する'],
  ['Links', 'リンク'],
  ['x', 'cut the chosen link, or plug it in again', '選んだリンクを抜く、または挿す'],
  ['i  Enter', 'make it worse: loss, delay, rate, ...', '悪くする: 損失、遅延、速度など'],
  ['m', 'mend it: as the lab has it', 'ラボファイルの状態に戻す'],
  ['At a console', 'コンソール'],
  ['Ctrl-]', 'back to the screen', '画面に戻る'],
  ['Ctrl-\\', 'the same, also out of telnet and viewers', '同じ。telnet や less の中からでも戻る'],
  [':nodes  :help  ...', 'lines with a colon in front are for rtemu', '先頭がコロンの行は rtemu へのコマンド'],
  ['What the figures are', '数字の意味'],
  [
    'links',
    '>1.2k <300  bits a second there and back (f: frames); -3 lost a second',
    '>1.2k <300  往路と復路の bit/s (f はフレーム数); -3 は毎秒の損失',
  ],
  [
    'sessions',
    '>1.2M <300  octets sent and received, and how long it has been up',
    '>1.2M <300  送信と受信のオクテット数。時刻は接続時間',
  ],
];

const entriesIn = (language: 0 | 1): readonly HelpEntry[] =>
  ENTRIES.map((entry) => (entry.length === 2 ? entry[language] : [entry[0], entry[1 + language]!]));

export const HELP: Both<readonly HelpEntry[]> = { en: entriesIn(0), ja: entriesIn(1) };
