/**
 * What `ping` prints (seen on RTX1200 in English, on RTX1100 in Japanese).
 * @module
 */
import type { Language } from '@rtemu/commands/messages';
import type { PingEvent, PingSummary } from '@rtemu/hosts/ping';
import { printMilliseconds } from '@rtemu/hosts/pinger';
import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';

/**
 * The line for an event; `undefined` for one that is passed over in silence.
 * @param name by which the destination was asked for; it was seen in English
 * @param tellsLoss `-w` was given
 */
export function pingLine(
  event: PingEvent,
  destination: Ipv4Address,
  name: string | undefined,
  language: Language,
  tellsLoss: boolean,
): string | undefined {
  const address = printIpv4(destination);
  const host = name === undefined ? address : `${name} (${address})`;
  if (event.kind === 'reply') {
    const time = printMilliseconds(event.elapsed);
    return language === 'ja'
      ? `${host}から受信: シーケンス番号=${event.sequence} ttl=${event.ttl} 時間=${time}ミリ秒`
      : `received from ${host}: icmp_seq=${event.sequence} ttl=${event.ttl} time=${time}ms`;
  }
  if (!tellsLoss || event.kind === 'done') return undefined;
  return language === 'ja'
    ? `${host}から応答がありません: シーケンス番号=${event.sequence}`
    : `no response from ${host}: icmp_seq=${event.sequence}`;
}

export function pingSummaryLines(
  { sent, received, shortest, average, longest }: PingSummary,
  language: Language,
): string[] {
  const loss = (((sent - received) / sent) * 100).toFixed(1);
  const trips = [shortest, average, longest].map(printMilliseconds).join('/');
  const count =
    language === 'ja'
      ? `${sent}個のパケットを送信し、${received}個のパケットを受信しました。${loss}%パケットロス`
      : `${sent} packets transmitted, ${received} packets received, ${loss}% packet loss`;
  const times =
    language === 'ja' ? `往復遅延 最低/平均/最大 = ${trips} ミリ秒` : `round-trip min/avg/max = ${trips} ms`;
  return ['', count, ...(received > 0 ? [times] : [])];
}
