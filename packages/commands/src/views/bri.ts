/**
 * `show status briN` (manual 58.2). Nobody has published its layout; this one is ours.
 * @module
 */
import type { Language } from '../messages.js';
import type { BriCallStatus, BriStatus } from '../status/bri.js';

type Texts = Readonly<Record<Language, string>>;

const STATES: Readonly<Record<BriCallStatus['state'], Texts>> = {
  calling: { en: 'calling', ja: '発信中' },
  ringing: { en: 'ringing', ja: '着信中' },
  connected: { en: 'connected', ja: '接続中' },
  releasing: { en: 'releasing', ja: '切断中' },
};

const LINES: Readonly<Record<BriStatus['line'], Texts>> = {
  isdn: { en: 'ISDN', ja: 'ISDN' },
  'leased 64k': { en: 'leased line, 64 kbit/s', ja: '専用線 64kbit/s' },
  'leased 128k': { en: 'leased line, 128 kbit/s', ja: '専用線 128kbit/s' },
};

export function briLines(name: string, { line, up, calls }: BriStatus, language: Language): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  return [
    name.toUpperCase(),
    `${say('Line type', '回線種別')}: ${LINES[line][language]}`,
    `${say('Link', 'リンク')}: ${up ? say('up', 'アップ') : say('down', 'ダウン')}`,
    ...(line === 'isdn' ? [`${say('Calls', '呼')}: ${calls.length}`] : []),
    ...calls.map(({ channel, outgoing, number, state }) => {
      const way = outgoing ? say('called', '発信先') : say('caller', '発信元');
      return `  ${channel === undefined ? 'B-' : `B${channel}`}: ${way} ${number || '-'} ${STATES[state][language]}`;
    }),
  ];
}
