/**
 * `show status ip keepalive` (manual 58.34). No screen of it was seen: the table is ours.
 * @module
 */
import { printIpv4 } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type { KeepaliveStatus } from '../status/routing.js';

const HEAD: Readonly<Record<Language, string>> = {
  en: 'Num  State  Sent      Received  Unanswered  Gateway',
  ja: '番号 状態   送信      受信      連続無応答  ゲートウェイ',
};

export function keepaliveLines(keepalives: readonly KeepaliveStatus[], language: Language): readonly string[] {
  return [
    HEAD[language],
    ...keepalives.map(
      ({ number, up, targets, sent, received, unanswered }) =>
        String(number).padEnd(5) +
        (up ? 'UP' : 'DOWN').padEnd(7) +
        String(sent).padEnd(10) +
        String(received).padEnd(10) +
        String(unanswered).padEnd(12) +
        (targets.length === 0 ? '-' : targets.map(printIpv4).join(' ')),
    ),
  ];
}
