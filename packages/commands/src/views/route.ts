/**
 * `show ip route` (manual 58.4), as seen on RTX1200 and RTX1300.
 * @module
 */
import { printIpv4, printPrefix } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type { RouteKind, RouteStatus } from '../status.js';
import { halfWidths } from '../words.js';

const HEAD: Readonly<Record<Language, string>> = {
  en: 'Destination         Gateway          Interface       Kind  Additional Info.',
  ja: '宛先ネットワーク    ゲートウェイ     インタフェース  種別  付加情報',
};

const destination = ({ prefix }: RouteStatus): string => (prefix.length === 0 ? 'default' : printPrefix(prefix));

const row = (route: RouteStatus): string =>
  destination(route).padEnd(20) +
  (route.gateway === undefined ? '-' : printIpv4(route.gateway)).padEnd(16) +
  route.interface.padStart(11) +
  route.kind.padStart(10) +
  `  ${route.information}`;

const byDestination = (a: RouteStatus, b: RouteStatus): number =>
  a.prefix.address - b.prefix.address || a.prefix.length - b.prefix.length;

export function routeLines(routes: readonly RouteStatus[], withHidden: boolean, language: Language): readonly string[] {
  const shown = routes.filter(({ hidden }) => withHidden || !hidden);
  return [HEAD[language], ...[...shown].sort(byDestination).map(row)];
}

const SUMMARY_HEAD: Readonly<Record<Language, string>> = {
  en: 'Protocol   Active    Hidden',
  ja: 'プロトコル   有効      無効',
};

const KINDS: readonly (readonly [kind: RouteKind, name: string])[] = [
  ['static', 'Static'],
  ['implicit', 'Implicit'],
  ['temporary', 'Temporary'],
  ['redirect', 'Redirect'],
  ['RIP', 'RIP'],
  ['OSPF', 'OSPF'],
  ['BGP', 'BGP'],
];

export function routeSummaryLines(routes: readonly RouteStatus[], language: Language): readonly string[] {
  const count = (hidden: boolean, kind?: RouteKind): number =>
    routes.filter((route) => route.hidden === hidden && (kind === undefined || route.kind === kind)).length;
  const line = (name: string, kind?: RouteKind): string =>
    name.padEnd(11) + String(count(false, kind)).padStart(6) + String(count(true, kind)).padStart(10);
  const rule = '-'.repeat(Math.max(29, halfWidths(SUMMARY_HEAD[language])));
  return [SUMMARY_HEAD[language], rule, ...KINDS.map(([kind, name]) => line(name, kind)), rule, line('Total')];
}

/** The ways to one address. The layout is the table's own, since no other was seen. */
export function routeToLines(routes: readonly RouteStatus[], language: Language): readonly string[] {
  return [HEAD[language], ...routes.map(row)];
}
