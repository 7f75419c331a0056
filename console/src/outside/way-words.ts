/**
 * How a way out of a lab stands, in words of both languages.
 * @module
 */
import { both, type InOne, inEach, saying } from '../both-languages.js';

const counted = (en: string, ja: string) =>
  saying(
    (count: number) => `${count} ${en}`,
    (count) => `${ja} ${count}`,
  );

const CATALOGUE = {
  udp: saying(
    (local: string, remote: string) => `udp ${local} to ${remote}`,
    (local, remote) => `udp ${local} から ${remote} へ`,
  ),
  refused: counted('times nobody was there', '相手不在'),
  strange: counted('from strangers', '知らない相手から'),
  streamAt: saying(
    (where: string) => `stream awaited at ${where}`,
    (where) => `stream ${where} で待機`,
  ),
  streamTo: saying(
    (where: string) => `stream to ${where}`,
    (where) => `stream ${where} へ`,
  ),
  connectedWith: saying(
    (peer: string) => `connected with ${peer}`,
    (peer) => `${peer} と接続`,
  ),
  notConnected: both('not connected', '未接続'),
  timesConnected: saying(
    (times: number) => `for the ${times}. time`,
    (times) => `${times}回目`,
  ),
  turnedAway: counted('turned away', '拒否'),
  garbled: counted('garbled', '判読不能'),
  framesIn: counted('frames in', '受信フレーム'),
  framesOut: counted('out', '送信'),
  tooShort: counted('too short', '短すぎ'),
  tooLong: counted('too long', '長すぎ'),
  exhausted: counted('without a buffer', 'バッファ不足'),
  unheard: counted('unheard', '未処理'),
  overflowed: counted('overflowed', 'あふれ'),
};

export type WayWords = InOne<typeof CATALOGUE>;

export const WAY_WORDS = inEach(CATALOGUE);
