/**
 * `show account` (manual 59.2, 59.3) and `show pp connect time` (manual 58.36). Nobody has published their layout: what they tell
 * is the manual's, how they do is ours. Charges are those that the network tells at the end of a call, which an exchange of a
 * lab does not.
 * @module
 */
import type { Language } from '../messages.js';
import type { AccountStatus, ConnectTimeStatus } from '../status/account.js';
import { duration } from './units.js';

const CHARGE_YEN = 0;

export function accountLines({ name, outgoing, incoming }: AccountStatus, language: Language): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return [
    ...(name === undefined ? [] : [`${name}:`]),
    `${say('Outgoing calls', '発信回数')}: ${outgoing}`,
    `${say('Incoming calls', '着信回数')}: ${incoming}`,
    `${say('Total charge', '料金の総計')}: ${CHARGE_YEN}${say(' yen', '円')}`,
  ];
}

export function connectTimeLines(
  { name, currentSeconds, totalSeconds, connections }: ConnectTimeStatus,
  language: Language,
): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return [
    `${name}:`,
    ...currentSeconds.map((seconds) => `${say('Connection time', '通信時間')}: ${duration(seconds, language)}`),
    `${say('Cumulative connection time', '累積接続時間')}: ${duration(totalSeconds, language)}`,
    `${say('Cumulative connections', '累積接続回数')}: ${connections}`,
  ];
}
