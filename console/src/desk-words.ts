/**
 * What the commands with a colon in front say, in both languages.
 * @module
 */
import { nearest, suggest } from '@rtemu/lab/nearest';
import { type OverlayFault, printOverlayFault } from '@rtemu/lab/overlay-fault';
import { both, type InOne, inEach, saying } from './both-languages.js';

/** `"lcp" ですか?`, or else the words there are. */
function suggestInJapanese(word: string, words: readonly string[]): string {
  const meant = nearest(word, words);
  if (meant !== undefined) return `「${meant}」のことですか?`;
  if (words.length === 0) return '何もありません';
  const more = words.length > 12 ? `など${words.length}件` : '';
  return `あるのは ${words.slice(0, 12).join('、')}${more} です`;
}

const VALUE_WISHES: Readonly<Record<string, string>> = {
  delay: '1us 以上の時間 (10ms など)',
  jitter: '時間 (2ms など)',
  loss: '割合 (1% など)',
  duplication: '割合 (1% など)',
  reordering: '割合 (1% など)',
  corruption: '割合 (1% など)',
  rate: '毎秒のビット数 (10Mbit など)',
  queue: '回線を待つフレーム数 (0〜10000)',
  mtu: '最長のパケットのオクテット数 (68〜65535)',
};

function faultInJapanese(fault: OverlayFault): string {
  switch (fault.kind) {
    case 'no-setting':
      return `「${fault.written}」は読めません。loss=10%,delay=20ms のように書いてください`;
    case 'unknown':
      return `「${fault.written}」という項目はありません。${suggestInJapanese(fault.written, fault.known)}`;
    case 'twice':
      return `${fault.key} が二度あります。一度だけ書いてください`;
    case 'value':
      return `${fault.key} は${VALUE_WISHES[fault.key]}です。「${fault.value}」ではありません`;
    case 'jitter':
      return 'jitter は delay より小さくなければなりません。より大きい delay を指定してください';
  }
}

const HELP_EN = `:nodes              the nodes of this lab that have a console
:node NAME          go to the console of another node
:links              the cables of this lab, and what leads out of it
:link NODE:PORT down|up   pull a cable, or plug it in again
:impair NODE:PORT loss=5%,delay=20ms   make a cable worse, as a link of a lab file; none mends it
:memory NODE:usb1 out|in   take the memory out of a router, or put its folder in again; without more, all of them
:explain            tell of each VPN whether it is up, and why not; :explain ja in Japanese
:interrupt          press Ctrl-C, in a script also while a command runs
:wait 5s            let time pass, in a script also while a command runs
:quit               leave (so does Ctrl-])
`;
const HELP_JA = `:nodes              コンソールのあるノードの一覧
:node 名前          別のノードのコンソールに移る
:links              リンクと、ラボの外への出口の一覧
:link ノード:ポート down|up   ケーブルを抜く、挿す
:impair ノード:ポート loss=5%,delay=20ms   リンクを悪くする (書き方はラボファイルと同じ)。none で復旧
:memory ノード:usb1 out|in   メモリを抜く、フォルダーを読み直して挿す。後ろに何もなければ一覧
:explain            VPN ごとに、つながっているか、つながらない原因は何かを示す。:explain en は英語
:interrupt          Ctrl-C を押す。スクリプトではコマンドの実行中にも
:wait 5s            時間を進める。スクリプトではコマンドの実行中にも
:quit               終了する (Ctrl-] でも)
`;

const CATALOGUE = {
  help: both(HELP_EN, HELP_JA),
  waitNeedsTime: both(':wait takes a time such as 5s\n', ':wait には 5s のような時間を指定してください\n'),
  noCommand: saying(
    (verb: string) => `:${verb} is no command of rtemu; :help lists them\n`,
    (verb) => `:${verb} という rtemu のコマンドはありません。:help で一覧が出ます\n`,
  ),
  explainNeedsLanguage: both(':explain takes ja or en\n', ':explain に指定できるのは ja か en です\n'),
  noConsoleAt: saying(
    (name: string, names: readonly string[]) => `there is no console at "${name}"; ${suggest(name, names)}\n`,
    (name, names) => `「${name}」というコンソールはありません。${suggestInJapanese(name, names)}\n`,
  ),
  pulled: both('pulled', '断線'),
  linkNeedsEnd: both(
    ':link takes one end of a cable and up or down, such as :link rt-a:lan2 down\n',
    ':link にはケーブルの片端と up か down を指定してください。例: :link rt-a:lan2 down\n',
  ),
  impairNeedsEnd: both(
    ':impair takes one end of a cable and what is wrong with it, such as :impair rt-a:lan2 loss=5%; or none\n',
    ':impair にはケーブルの片端と、どう悪くするか (または none) を指定してください。例: :impair rt-a:lan2 loss=5%\n',
  ),
  memoryInside: both('inside', '装着'),
  memoryOutside: both('taken out', '取り外し'),
  noMemories: both(
    'no folder is a memory here; --usb1 DIR and --sd1 DIR make one, or usb1: and sd1: in a lab file\n',
    'メモリにするフォルダーがありません。--usb1 や --sd1、ラボファイルの usb1: や sd1: で指定します\n',
  ),
  memoryNeedsSlot: both(
    ':memory takes a slot with a folder and out or in, such as :memory rt-a:usb1 out\n',
    ':memory にはフォルダーのあるスロットと out か in を指定してください。例: :memory rt-a:usb1 out\n',
  ),
  memoryIsThere: saying(
    (isInside: boolean) => (isInside ? 'it is inside already\n' : 'it is out already\n'),
    (isInside) => (isInside ? '既に装着されています\n' : '既に取り外されています\n'),
  ),
  noCableAt: saying(
    (end: string) => `no cable ends at "${end}"\n`,
    (end) => `「${end}」につながるケーブルはありません\n`,
  ),
  /** What is wrong with a text such as `loss=5%`. */
  overlayFault: saying((fault: OverlayFault) => printOverlayFault(fault), faultInJapanese),
};

export type DeskWords = InOne<typeof CATALOGUE>;

export const DESK_WORDS = inEach(CATALOGUE);
