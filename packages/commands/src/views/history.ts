/**
 * `show history` (manual 59.7). Nobody has published its layout: that it tells a hundred calls, in the order of time or against
 * it, is the manual's; how it does is ours.
 * @module
 */
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { PastCallStatus } from '../status/history.js';
import { duration } from './units.js';

const DIRECTIONS = {
  outgoing: { en: 'outgoing', ja: '発信' },
  incoming: { en: 'incoming', ja: '着信' },
} as const;

function callLine(call: PastCallStatus, language: Language): string {
  const { at, pp, medium, direction, peer, seconds, cause, code } = call;
  const never = language === 'ja' ? '未接続' : 'not connected';
  const words = [pp, medium, DIRECTIONS[direction][language], peer].filter((word) => word !== undefined);
  const lasted = seconds === undefined ? never : duration(seconds, language);
  return `${printDateTime(at)}: ${words.join(' ')}, ${lasted}, ${code === 0 ? cause : `${cause} (${code})`}`;
}

/** @param calls the earliest first */
export function historyLines(
  calls: readonly PastCallStatus[],
  reverse: boolean,
  language: Language,
): readonly string[] {
  const lines = calls.map((call) => callLine(call, language));
  return reverse ? lines.reverse() : lines;
}
