/**
 * What the screen says, in both languages. Nothing else of it says anything, except for what is long enough to have a place of
 * its own: {@link ./help-words.ts}.
 * @module
 */
import { both, type InOne, inEach, saying } from '../both-languages.js';

const CATALOGUE = {
  // Titles, and what stands at the end of them.
  nodes: both('NODES', 'ノード'),
  links: both('LINKS', 'リンク'),
  sessions: both('SESSIONS', 'セッション'),
  waysIn: both('WAYS IN', '入口'),
  help: both('HELP', 'ヘルプ'),
  details: both('DETAILS', '詳細'),
  logOf: saying(
    (node: string) => `LOG ${node}`,
    (node) => `ログ ${node}`,
  ),
  consoleOf: saying(
    (node: string) => `CONSOLE ${node}`,
    (node) => `コンソール ${node}`,
  ),
  linkOf: saying(
    (ends: string) => `LINK ${ends}`,
    (ends) => `リンク ${ends}`,
  ),
  partOf: saying(
    (shown: number, all: number) => `${shown} of ${all}`,
    (shown, all) => `${all}件中${shown}件`,
  ),
  linesTo: saying(
    (last: number, all: number) => `${last} of ${all}`,
    (last, all) => `${all}行中${last}行目まで`,
  ),
  linesBelow: saying(
    (lines: number) => `${lines} below`,
    (lines) => `下に${lines}行`,
  ),
  octets: both('octets', 'オクテット'),

  // Nodes.
  noNodes: both('no nodes', 'ノードがありません'),
  nodeCut: saying(
    (cables: number) => (cables === 1 ? 'cut' : `${cables} cut`),
    (cables) => (cables === 1 ? '断線' : `断線${cables}`),
  ),
  unsaved: both('unsaved', '未保存'),
  nodeUp: saying(
    (sessions: number) => `${sessions} up`,
    (sessions) => `接続${sessions}`,
  ),

  // Links.
  noLinks: both('no links', 'リンクがありません'),
  cut: both('cut', '断線'),
  there: both('there', '往路'),
  back: both('back', '復路'),
  delay: both('delay', '遅延'),
  jitter: both('jitter', 'ゆらぎ'),
  loss: both('loss', '損失'),
  duplication: both('duplication', '重複'),
  reordering: both('reordering', '順序逆転'),
  corruption: both('corruption', '破損'),
  rate: both('rate', '速度'),
  queue: both('queue', 'キュー'),
  mtu: both('mtu', 'MTU'),
  briefDuplication: both('dup', '重複'),
  briefReordering: both('reord', '逆転'),
  briefCorruption: both('corr', '破損'),

  // Sessions.
  noSessions: both('none now; they are told here as they come and go', '今はありません。接続と切断はここに出ます'),
  dialling: both('dialling', '接続中'),
  closing: both('closing', '切断中'),
  secondsAgo: saying(
    (seconds: number) => `${seconds}s ago`,
    (seconds) => `${seconds}秒前`,
  ),
  leasedLine: both('leased line', '専用線'),

  // Console and log.
  sitDown: saying(
    (node: string) => `Enter sits you down at ${node}`,
    (node) => `Enter で ${node} のコンソールに入ります`,
  ),
  noConsole: saying(
    (node: string) => `${node} has no console`,
    (node) => `${node} にはコンソールがありません`,
  ),
  noLog: saying(
    (node: string) => `${node} keeps no log`,
    (node) => `${node} はログを残しません`,
  ),
  emptyLog: both('nothing yet', 'まだ何もありません'),
  nothingFound: saying(
    (filter: string) => `no line has "${filter}" in it`,
    (filter) => `「${filter}」を含む行はありません`,
  ),
  noDoors: both(
    'None: start with --telnet 2300 or --ssh 2200, and each node has a port.',
    'ありません。--telnet 2300 や --ssh 2200 を付けて始めると、ノードごとにポートが開きます。',
  ),

  // The last line.
  linesWith: both(' lines with: ', ' 絞り込み: '),
  wouldLose: both(' would lose what is not saved. Leave?  ', ' に保存していない変更があります。終了しますか?  '),
  yes: both(' yes  ', ' はい  '),
  no: both(' no', ' いいえ'),
  cutNeedsLink: both(
    'Tab to LINKS first: x cuts the link that is selected there, or plugs it in again',
    'Tab で「リンク」に移ってください。x はそこで選んだリンクを抜き差しします',
  ),
  impairNeedsLink: both(
    'Tab to LINKS first: i makes the link that is selected there worse',
    'Tab で「リンク」に移ってください。i はそこで選んだリンクを悪くします',
  ),
  mendNeedsLink: both(
    'Tab to LINKS first: m makes the link that is selected there as the lab has it',
    'Tab で「リンク」に移ってください。m はそこで選んだリンクを元に戻します',
  ),
  timePasses: both(
    'time passes by itself here; :wait is for scripts\n',
    'ここでは時間は自然に進みます。:wait はスクリプト用です\n',
  ),

  // A terminal that is too small.
  tooSmall: saying(
    (size: string) => `too small: ${size}`,
    (size) => `小さすぎます: ${size}`,
  ),
  needs: saying(
    (size: string) => `needs ${size}`,
    (size) => `${size} 以上必要`,
  ),
  qLeaves: both('q leaves', 'q で終了'),

  // Which keys there are.
  keyHelp: both('help', 'ヘルプ'),
  keyQuit: both('quit', '終了'),
  keyChoose: both('choose', '選択'),
  keyChange: both('change', '変更'),
  keyDoIt: both('do it', '実行'),
  keyLeaveIt: both('leave it', 'やめる'),
  keyClose: both('close', '閉じる'),
  keyScroll: both('scroll', 'スクロール'),
  keyBack: both('back to the screen', '画面に戻る'),
  keyMayFollow: both('what may follow', '続きの候補'),
  keyCompletes: both('completes', '補完'),
  keyOwn: both("rtemu's own", 'rtemu のコマンド'),
  keyWaysIn: both('ways in', '入口'),
  keyCut: both('cut/plug', '抜き差し'),
  keyImpair: both('impair', '悪化'),
  keyMend: both('mend', '復旧'),
  keyPane: both('pane', '枠'),
  keyConsole: both('console', 'コンソール'),
  keyFilter: both('filter', '絞り込み'),
  keyNewest: both('newest', '最新'),
  keyDetails: both('view', '詳細'),
  keyWhyDown: both('why is it down', '切れた原因'),
  keyLog: both('log', 'ログ'),
  keyExplain: both('explain', '診断'),
  keyCommand: both('command', 'コマンド'),
  /** The other language, in its own words. */
  keyLanguage: both('日本語', 'English'),

  // The form of a link.
  formLink: both('link', 'リンク'),
  formPluggedIn: both('plugged in', '接続'),
  formLeftRight: both('left and right change it', '左右キーで変更'),
  formWays: both('what follows', '以下の対象'),
  formBothWays: both('both ways', '両方向'),
  formTo: saying(
    (end: string) => `to ${end}`,
    (end) => `${end} 行き`,
  ),
  formWaysHint: both('both ways, or one of them', '両方向か、片方だけか'),
  formEmpty: both('Empty is faultless.', '空欄なら問題なし。'),
  hintDelay: both('how long a frame takes, such as 10ms', '届くまでの時間。例: 10ms'),
  hintJitter: both('how much that varies, such as 2ms', '遅延の揺れ幅。例: 2ms'),
  hintLoss: both('a share of the frames, such as 1%', '失われるフレームの割合。例: 1%'),
  hintDuplication: both('the share that comes twice', '二度届く割合。例: 1%'),
  hintReordering: both('the share that the next one overtakes', '次に追い越される割合。例: 1%'),
  hintCorruption: both('the share in which a bit turns over', '1ビット化ける割合。例: 1%'),
  hintRate: both('bits a second, such as 64kbit', '毎秒のビット数。例: 64kbit'),
  hintQueue: both('frames that wait for a busy line', '回線が空くのを待てるフレーム数'),
  hintMtu: both('the longest packet in octets', '最長のパケット(オクテット)'),
};

export type Words = InOne<typeof CATALOGUE>;

export const WORDS = inEach(CATALOGUE);
