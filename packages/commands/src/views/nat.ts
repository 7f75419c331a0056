/**
 * `show nat descriptor` (manual 58.14 to 58.20). The head, the table of hosts and the way entries are written were seen on an
 * RTX1300; the rest is ours (docs/UNCONFIRMED.md).
 * @module
 */
import { type Ipv4Address, printIpv4 } from '@rtemu/config/address';
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { NatBoundStatus, NatPlace, NatStatus } from '../status/nat.js';

const RULE = `  ${Array.from({ length: 11 }, () => '-*-').join('    ')}`;

const say = (language: Language, en: string, ja: string): string => (language === 'ja' ? ja : en);

/** Which of the descriptors are meant; all where nothing is said. */
export interface NatChoice {
  readonly descriptor?: number | undefined;
  readonly place?: NatPlace | undefined;
}

export const isMeant = (
  { descriptor, place }: NatChoice,
  bound: { readonly descriptor: number; readonly place: NatPlace },
): boolean =>
  (descriptor === undefined || bound.descriptor === descriptor) &&
  (place === undefined || JSON.stringify(bound.place) === JSON.stringify(place));

/** Manual 58.14, 58.16. Machines whose connections cannot share a port know of no types, and list every session. */
export function natAddressLines(
  { compatibility, bound }: NatStatus,
  choice: NatChoice,
  detail: boolean,
  language: Language,
): readonly string[] {
  const shown = bound.filter((one) => isMeant(choice, one));
  if (compatibility === undefined) return shown.flatMap((one) => boundLines(one, 1, true, language));
  return [
    `${say(language, 'NAT/IP masquerade compatibility type', 'NAT/IPマスカレード 動作タイプ')} : ${compatibility}`,
    ...shown.flatMap((one) => boundLines(one, compatibility, detail, language)),
  ];
}

const headOf = ({ descriptor, interface: name, order }: NatBoundStatus, language: Language): string =>
  say(
    language,
    `Reference Descriptor : ${descriptor}, Assigned Interface : ${name}(${order})`,
    `参照NATディスクリプタ : ${descriptor}, 適用インタフェース : ${name}(${order})`,
  );

function boundLines(
  one: NatBoundStatus,
  compatibility: number,
  detail: boolean,
  language: Language,
): readonly string[] {
  return [
    headOf(one, language),
    ...(one.addresses.length > 0 || one.type !== 'masquerade' ? addressLines(one, language) : []),
    ...(one.type === 'nat' ? [] : masqueradeLines(one, compatibility, detail, language)),
  ];
}

function addressLines({ addresses }: NatBoundStatus, language: Language): readonly string[] {
  return [
    say(language, 'NAT Table', 'NATテーブル'),
    `${say(language, 'Inner', '内側').padStart(20)}${say(language, 'Outer', '外側').padStart(20)}${'TTL'.padStart(16)}`,
    ...addresses.map(({ inner, outer, count, ttlSeconds }) => {
      const others = count > 1 ? `  (${count})` : '';
      return `${printIpv4(inner).padStart(20)}${printIpv4(outer).padStart(20)}${String(ttlSeconds).padStart(16)}${others}`;
    }),
  ];
}

function masqueradeLines(
  one: NatBoundStatus,
  compatibility: number,
  detail: boolean,
  language: Language,
): readonly string[] {
  const { masquerade, portRanges, ports, sessions } = one;
  const ranges = portRanges.map(({ first, last }) => `${first}-${last}`).join(', ');
  const count =
    compatibility === 1
      ? say(language, `${ports.used} used.`, `${ports.used}個使用中`)
      : say(language, `${sessions.now} session.`, `${sessions.now}セッション`);
  return [
    say(language, 'Masquerade Table', 'マスカレードテーブル'),
    `    ${say(language, 'Outer address', '外側アドレス')}: ${masquerade === undefined ? '-' : printIpv4(masquerade)}`,
    `    ${say(language, 'Port range', 'ポート範囲')}: ${ranges}   ${count}`,
    ...(detail
      ? entryLines(one, language)
      : [...staticLines(one, language), ...hostLines(one, compatibility, language)]),
  ];
}

const entryRow = (protocol: string, inner: string, destination: string, outer: string, ttl: string): string =>
  `${protocol.padStart(8)}${inner.padStart(24)}${destination.padStart(24)}${outer.padStart(12)}${ttl.padStart(12)}`;

const entryHead = (language: Language, last: string): string =>
  entryRow(
    say(language, 'Protocol', 'プロトコル'),
    say(language, 'Inner', '内側'),
    say(language, 'Destination', '宛先'),
    say(language, 'Masquerade', 'マスカレード'),
    last,
  );

const dotted = (address: Ipv4Address, port: number | string): string => `${printIpv4(address)}.${port}`;

function staticLines({ masqueradeStatics }: NatBoundStatus, language: Language): readonly string[] {
  if (masqueradeStatics.length === 0) return [];
  return [
    entryHead(language, say(language, 'Type', '種別')),
    ...masqueradeStatics.map(({ protocol, inner, innerPort, outerPort }) =>
      entryRow(protocol, dotted(inner, innerPort || '*'), '*.*.*.*.*', outerPort || '*', 'static'),
    ),
  ];
}

function hostLines({ hosts }: NatBoundStatus, compatibility: number, language: Language): readonly string[] {
  const count = compatibility === 1 ? say(language, 'Count', '使用数') : say(language, 'Session Count', 'セッション数');
  const [inner, limit, type] = [
    say(language, 'Inner', '内側'),
    say(language, 'Limit', '制限数'),
    say(language, 'Type', '種別'),
  ];
  return [
    RULE,
    `${'No.'.padStart(9)}${inner.padStart(19)}${count.padStart(16)}${limit.padStart(16)}${type.padStart(13)}`,
    ...hosts
      .filter(({ sessions }) => sessions > 0)
      .map(
        ({ address, sessions, limit: most }, i) =>
          String(i + 1).padStart(8) +
          printIpv4(address).padStart(20) +
          String(sessions).padStart(16) +
          String(most).padStart(16) +
          'dynamic'.padStart(16),
      ),
  ];
}

function entryLines(one: NatBoundStatus, language: Language): readonly string[] {
  return [
    ...staticLines(one, language),
    RULE,
    entryHead(language, 'TTL'),
    ...one
      .entries()
      .map(({ protocol, inner, innerPort, remote, remotePort, outerPort, ttlSeconds }) =>
        entryRow(protocol, dotted(inner, innerPort), dotted(remote, remotePort), String(outerPort), String(ttlSeconds)),
      ),
  ];
}

/** Manual 58.15. `kind`: all PPs, or one LAN interface. */
export function natBindLines(
  { bound }: NatStatus,
  of: (place: NatPlace) => boolean,
  language: Language,
): readonly string[] {
  const names = [...new Set(bound.filter(({ place }) => of(place)).map(({ interface: name }) => name))];
  return [
    `${say(language, 'Interface', 'インタフェース').padEnd(20)}${say(language, 'NAT descriptor', 'NATディスクリプタ')}`,
    ...names.map((name) => {
      const list = bound.filter((one) => one.interface === name);
      const forward = list.filter(({ reverse }) => !reverse).map(({ descriptor }) => descriptor);
      const reverse = list.filter((one) => one.reverse).map(({ descriptor }) => descriptor);
      const words = [...forward, ...(reverse.length > 0 ? ['reverse', ...reverse] : [])];
      return `${name.padEnd(20)}${words.join(' ')}`;
    }),
  ];
}

const summaryOf = (one: NatBoundStatus, figures: string): string =>
  `NAT descriptor ${one.descriptor}, ${one.interface}(${one.order}): ${figures}`;

/** Manual 58.17. */
export const natPortSummaryLines = ({ bound }: NatStatus, choice: NatChoice): readonly string[] =>
  bound.filter((one) => isMeant(choice, one)).map((one) => summaryOf(one, `${one.ports.used}/ ${one.ports.max}`));

/** Manual 58.18. */
export const natSessionSummaryLines = (
  { bound }: NatStatus,
  choice: NatChoice,
  language: Language,
): readonly string[] =>
  bound
    .filter((one) => isMeant(choice, one))
    .map((one) =>
      summaryOf(
        one,
        `${one.sessions.now}/ ${one.sessions.max}, ${say(language, 'peak', 'ピーク値')} ${one.sessions.peak}`,
      ),
    );

/** Manual 58.19. */
export const natStatisticsLines = ({ bound }: NatStatus, choice: NatChoice, language: Language): readonly string[] =>
  bound
    .filter((one) => isMeant(choice, one))
    .flatMap((one) => [
      headOf(one, language),
      `${say(language, 'Inner', '内側').padStart(20)}${say(language, 'Session', 'セッション').padStart(12)}${say(language, 'Peak', 'ピーク').padStart(12)}${say(language, 'Limited', '制限').padStart(12)}`,
      ...one.hosts.map(
        ({ address, sessions, peak, limited, limitedAt }) =>
          printIpv4(address).padStart(20) +
          String(sessions).padStart(12) +
          String(peak).padStart(12) +
          String(limited).padStart(12) +
          (limitedAt === undefined ? '' : `  ${printDateTime(limitedAt)}`),
      ),
    ]);

/** Hosts that are named beside the peak (manual 58.20). */
const PEAK_HOSTS = 5;

/** Manual 58.20. */
export const natPeakLines = ({ bound }: NatStatus, choice: NatChoice, language: Language): readonly string[] =>
  bound
    .filter((one) => isMeant(choice, one))
    .flatMap((one) => {
      const { peak, peakAt } = one.sessions;
      const when = peakAt === undefined ? '' : `  ${printDateTime(peakAt)}`;
      const most = [...one.hosts].sort((a, b) => b.peak - a.peak).slice(0, PEAK_HOSTS);
      return [
        headOf(one, language),
        `    ${say(language, 'Peak', 'ピーク値')}: ${peak}${when}`,
        ...most.map((host) => `${printIpv4(host.address).padStart(20)}${String(host.peak).padStart(12)}`),
      ];
    });
