/**
 * What the details of a session, a link and a node are called, in both languages. Names of protocols and of their options are
 * the protocols' own.
 * @module
 */
import { both, type InOne, inEach, saying } from '../both-languages.js';

const CATALOGUE = {
  session: saying(
    (name: string) => `SESSION ${name}`,
    (name) => `セッション ${name}`,
  ),
  link: saying(
    (name: string) => `LINK ${name}`,
    (name) => `リンク ${name}`,
  ),
  node: saying(
    (name: string) => `NODE ${name}`,
    (name) => `ノード ${name}`,
  ),
  gone: both('It is there no more.', 'もうありません。'),

  // Columns and parts of a line.
  local: both('this end', '自分側'),
  remote: both('the other end', '相手側'),
  sent: both('sent', '送信'),
  received: both('received', '受信'),
  none: both('none', 'なし'),
  to: saying(
    (end: string) => `to ${end}`,
    (end) => `${end} へ`,
  ),

  // A session.
  state: both('state', '状態'),
  upFor: saying(
    (time: string, since: string) => `up for ${time}, since ${since}`,
    (time, since) => `接続中 ${time} (${since} から)`,
  ),
  dialling: both('dialling', '接続処理中'),
  closing: both('closing', '切断処理中'),
  endedAt: saying(
    (at: string, ago: number, lasted: string) => `ended at ${at}, ${ago}s ago, after ${lasted}`,
    (at, ago, lasted) => `${at} に切断 (${ago}秒前、通信時間 ${lasted})`,
  ),
  neverUp: saying(
    (at: string, ago: number) => `failed at ${at}, ${ago}s ago`,
    (at, ago) => `${at} に失敗 (${ago}秒前)`,
  ),
  cause: both('cause', '切断理由'),
  over: both('over', '種別'),
  control: both('control', '制御コネクション'),
  user: both('user', 'ユーザー'),
  authentication: both('authentication', '認証'),
  ofPeer: saying(
    (method: string) => `${method} (of the other end)`,
    (method) => `${method} (相手を認証)`,
  ),
  ofUs: saying(
    (method: string) => `${method} (of this end)`,
    (method) => `${method} (相手から認証)`,
  ),
  outer: both('outside', '外側'),
  inner: both('inside', '内側'),
  mppe: both('encryption', '暗号化'),
  stateless: both('stateless', 'ステートレス'),
  stateful: both('stateful', 'ステートフル'),
  callId: both('call ID', 'Call ID'),
  window: both('window', 'ウィンドウ'),
  packets: both('packets', 'パケット'),
  octets: both('octets', 'オクテット'),
  grePackets: both('GRE packets', 'GRE パケット'),
  greOctets: both('GRE octets', 'GRE オクテット'),
  greLosses: both('GRE received', 'GRE 受信'),
  losses: saying(
    (lost: string, twice: string, late: string) => `lost ${lost}, duplicates ${twice}, out of order ${late}`,
    (lost, twice, late) => `損失 ${lost}、重複 ${twice}、順序逆転 ${late}`,
  ),

  // A link.
  pluggedIn: both('plugged in', '接続'),
  pulled: both('cut', '断線'),
  asMade: both('as the lab has it', 'ラボファイルどおり'),
  changed: both('changed; m mends it', '変更あり (m で復旧)'),
  faultless: both('faultless', '問題なし'),
  queued: both('under way', '送出待ち'),
  framesSent: both('frames sent', '送信フレーム'),
  framesDelivered: both('delivered', '到着'),
  framesLost: both('lost', '損失'),
  framesDuplicated: both('duplicated', '重複'),
  framesReordered: both('reordered', '順序逆転'),
  framesCorrupted: both('corrupted', '破損'),
  framesOversize: both('too long', '長すぎ'),
  framesQueueFull: both('queue full', 'キューあふれ'),
  framesCut: both('lost by cuts', '断線で損失'),
  framesExhausted: both('not duplicated', '重複できず'),

  // A node.
  model: both('model', '機種'),
  kind: both('kind', '種類'),
  firmware: both('firmware', 'ファームウェア'),
  serial: both('serial', 'シリアル番号'),
  configuration: both('configuration', '設定'),
  saved: both('saved', '保存済み'),
  unsaved: both('not saved', '未保存'),
  uptime: both('running for', '起動から'),
  sessionsUp: both('sessions up', '接続中'),
  gateway: both('gateway', 'ゲートウェイ'),
  waysIn: both('ways in', '入口'),
  console: both('console', 'コンソール'),
  interfaces: both(
    'Interfaces (sent and received: packets/octets)',
    'インターフェース (送信と受信はパケット/オクテット)',
  ),
  up: both('up', 'アップ'),
  down: both('down', 'ダウン'),
};

export type DetailsWords = InOne<typeof CATALOGUE>;

export const DETAILS_WORDS = inEach(CATALOGUE);
