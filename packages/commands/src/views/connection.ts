/**
 * `show ip connection` (manual 58.30). Of its screens only the last line of the summary was seen; the tables are ours.
 * @module
 */
import { printIpv4 } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type { ChannelEnd, ConnectionsStatus, SessionStatus } from '../status/filter.js';

const SOURCES_HEAD: Readonly<Record<Language, string>> = {
  en: 'Source IP address  Interface          Dir  Session  Channel',
  ja: '送信元アドレス     インタフェース     方向 セッション チャネル',
};
const DETAIL_HEAD: Readonly<Record<Language, string>> = {
  en: 'Session  Channel  Interface          Dir  Filter    Protocol  Source > Destination (TTL(sec))',
  ja: 'セッション チャネル インタフェース     方向 フィルター プロトコル 送信元 > 宛先 (TTL(秒))',
};

const channelsOf = (sessions: readonly SessionStatus[]): number =>
  sessions.reduce((count, { channels }) => count + channels.length, 0);

/** Seen. */
const totalLine = (sessions: readonly SessionStatus[]): string =>
  `Total Session: ${sessions.length}   Total Channel: ${channelsOf(sessions)}`;

/** Sessions that come from one address at one place are one line. */
export function connectionLines(sessions: readonly SessionStatus[], language: Language): readonly string[] {
  const groups = new Map<string, SessionStatus[]>();
  for (const session of sessions) {
    const key = printIpv4(session.source).padEnd(19) + session.interface.padEnd(19) + session.direction.padEnd(5);
    groups.set(key, [...(groups.get(key) ?? []), session]);
  }
  const lines = [...groups].map(([key, own]) => `${key}${String(own.length).padEnd(9)}${channelsOf(own)}`);
  return [SOURCES_HEAD[language], ...lines, totalLine(sessions)];
}

const printEnd = ({ address, port }: ChannelEnd): string =>
  port === 0 ? printIpv4(address) : `${printIpv4(address)}:${port}`;

/** Every channel. */
export const connectionDetailLines = (sessions: readonly SessionStatus[], language: Language): readonly string[] => [
  DETAIL_HEAD[language],
  ...sessions.flatMap((session) =>
    session.channels.map(
      (channel) =>
        String(session.number).padEnd(9) +
        String(channel.number).padEnd(9) +
        session.interface.padEnd(19) +
        session.direction.padEnd(5) +
        String(session.filter).padEnd(10) +
        channel.protocol.padEnd(10) +
        `${printEnd(channel.source)} > ${printEnd(channel.destination)} (${channel.ttlSeconds ?? '-'})`,
    ),
  ),
];

/** How many there are at each place. */
export function connectionSummaryLines({ sessions, watched }: ConnectionsStatus): readonly string[] {
  const lines = watched.map(({ interface: name, direction }) => {
    const own = sessions.filter((session) => session.interface === name && session.direction === direction);
    return `${`${name}[${direction}]`.padEnd(24)}Session: ${own.length}   Channel: ${channelsOf(own)}`;
  });
  return [...lines, totalLine(sessions)];
}

const PEAK: Readonly<Record<Language, string>> = { en: 'Peak Session', ja: 'ピークセッション数' };

/** Manual 58.31. */
export const connectionPeakLines = ({ peak }: ConnectionsStatus, language: Language): readonly string[] => [
  `${PEAK[language]}: ${peak}`,
];
