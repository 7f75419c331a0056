/**
 * Manual sections 58.14 to 58.20 and 56.4.15 to 56.4.18: looking at the tables of NAT, and clearing them.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { either, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { anyInterface, pp, tunnelNumber } from '../operands/place.js';
import { flag, word } from '../operands/word.js';
import { type AnyRow, action, type RowContext, view } from '../row.js';
import type { NatPlace } from '../status/nat.js';
import { group, syntax } from '../syntax.js';
import {
  natAddressLines,
  natBindLines,
  natPeakLines,
  natPortSummaryLines,
  natSessionSummaryLines,
  natStatisticsLines,
} from '../views/nat.js';

const descriptor = number(1, 2_147_483_647);
const numberOf = (which: number | 'all' | undefined): number | undefined => (which === 'all' ? undefined : which);

const STATISTICS = gate('RTX1300 RTX1220 RTX1210>=14.01.33 RTX830>=15.02.09');
const PEAK = gate('RTX1300>=23.00.17');

/** No descriptor stands at a tunnel here. */
const NOWHERE = { kind: 'lan', name: '' } as const;

type Named =
  | { readonly kind: 'pp'; readonly pp: Parameters<typeof pp.print>[0] | undefined }
  | { readonly kind: 'tunnel' }
  | { readonly kind: 'interface'; readonly name: string };

/** The interface that is meant; the selected one where its number is left out. */
function placeOf(named: Named, { session: { selection } }: RowContext): NatPlace | undefined {
  if (named.kind === 'interface') return { kind: 'lan', name: named.name };
  if (named.kind === 'tunnel') return NOWHERE;
  if (named.pp !== undefined) return { kind: 'pp', pp: named.pp };
  return selection.scope === 'pp' ? { kind: 'pp', pp: selection.number } : undefined;
}

const SHOW: readonly AnyRow[] = [
  view({
    manual: '58.14',
    syntax: syntax`show nat descriptor address ${{ which: optional(either(descriptor, word('all'))) }} ${{
      detail: flag('detail'),
    }}`,
    help: { ja: 'NATディスクリプタのアドレスマップを表示します', en: 'Show the address map of NAT' },
    view: ({ which, detail }, { session }) => {
      const choice = { descriptor: numberOf(which) };
      return (status) => natAddressLines(status.nat(), choice, detail, session.language);
    },
  }),
  view({
    manual: '58.15',
    syntax: syntax`show nat descriptor interface bind ${either(word('pp', 'tunnel'), anyInterface)}`,
    help: { ja: 'NATディスクリプタを適用したインタフェースを表示します', en: 'Show where NAT is applied' },
    view: (which, { session }) => {
      const isShown = (place: NatPlace): boolean => (place.kind === 'pp' ? which === 'pp' : place.name === which);
      return (status) => natBindLines(status.nat(), isShown, session.language);
    },
  }),
  view({
    manual: '58.16',
    syntax: syntax`show nat descriptor interface address ${either(
      group`pp ${{ pp }}`.as({ kind: 'pp' }),
      group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
      group`${{ name: anyInterface }}`.as({ kind: 'interface' }),
    )}`,
    help: { ja: 'インタフェースのNATのアドレスマップを表示します', en: 'Show the address map of NAT at an interface' },
    view: (named, context) => {
      const choice = { place: placeOf(named as Named, context) };
      return (status) => natAddressLines(status.nat(), choice, false, context.session.language);
    },
  }),
  view({
    manual: '58.17',
    on: gate('current rev10 rev8 nvr'),
    syntax: syntax`show nat descriptor masquerade port ${{ which: optional(descriptor) }} summary`,
    help: { ja: 'IPマスカレードで使用中のポート数を表示します', en: 'Count the ports that NAT uses' },
    // Only where no two connections share a port.
    view:
      ({ which }) =>
      (status) => {
        const nat = status.nat();
        return (nat.compatibility ?? 1) === 1 ? natPortSummaryLines(nat, { descriptor: which }) : 'illegal-keyword';
      },
  }),
  view({
    manual: '58.18',
    on: gate('current rev10 NVR510 NVR700W'),
    syntax: syntax`show nat descriptor masquerade session ${{ which: optional(descriptor) }} summary`,
    help: { ja: 'IPマスカレードのセッション数を表示します', en: 'Count the sessions of NAT' },
    view:
      ({ which }, { session }) =>
      (status) => {
        const nat = status.nat();
        return (nat.compatibility ?? 1) === 1
          ? 'illegal-keyword'
          : natSessionSummaryLines(nat, { descriptor: which }, session.language);
      },
  }),
  view({
    manual: '58.19',
    on: STATISTICS,
    syntax: syntax`show nat descriptor masquerade session statistics ${{ which: optional(descriptor) }}`,
    help: { ja: 'IPマスカレードのセッションの統計を表示します', en: 'Show the sessions of NAT by host' },
    view: ({ which }, { session }) => {
      return (status) => natStatisticsLines(status.nat(), { descriptor: which }, session.language);
    },
  }),
  view({
    manual: '58.20',
    on: PEAK,
    syntax: syntax`show nat descriptor masquerade session peak ${{ which: optional(descriptor) }}`,
    help: { ja: 'IPマスカレードのセッション数のピーク値を表示します', en: 'Show the peak of NAT sessions' },
    view: ({ which }, { session }) => {
      return (status) => natPeakLines(status.nat(), { descriptor: which }, session.language);
    },
  }),
];

const CLEAR: readonly AnyRow[] = [
  action({
    manual: '56.4.15',
    syntax: syntax`clear nat descriptor dynamic ${either(descriptor, word('all'))}`,
    help: { ja: 'NATアドレステーブルを消去します', en: 'Clear the dynamic entries of NAT' },
    act: (which) => ({ request: { kind: 'clear-nat', what: 'sessions', of: { descriptor: numberOf(which) } } }),
  }),
  action({
    manual: '56.4.16',
    syntax: syntax`clear nat descriptor interface dynamic ${either(
      group`pp ${{ pp: optional(pp) }}`.as({ kind: 'pp' }),
      group`tunnel ${{ tunnel: optional(tunnelNumber) }}`.as({ kind: 'tunnel' }),
      group`${{ name: anyInterface }}`.as({ kind: 'interface' }),
    )}`,
    help: {
      ja: 'インタフェースのNATアドレステーブルを消去します',
      en: 'Clear the dynamic entries of NAT at an interface',
    },
    act: (named, context) => {
      const place = placeOf(named as Named, context);
      return place === undefined
        ? { fault: 'select-pp' }
        : { request: { kind: 'clear-nat', what: 'sessions', of: { place } } };
    },
  }),
  action({
    manual: '56.4.17',
    on: STATISTICS,
    syntax: syntax`clear nat descriptor masquerade session statistics ${{ which: optional(descriptor) }}`,
    help: { ja: 'IPマスカレードのセッションの統計を消去します', en: 'Clear the statistics of NAT sessions' },
    act: ({ which }) => ({ request: { kind: 'clear-nat', what: 'statistics', of: { descriptor: which } } }),
  }),
  action({
    manual: '56.4.18',
    on: PEAK,
    syntax: syntax`clear nat descriptor masquerade session peak ${{ which: optional(descriptor) }}`,
    help: { ja: 'IPマスカレードのセッション数のピーク値を消去します', en: 'Clear the peak of NAT sessions' },
    act: ({ which }) => ({ request: { kind: 'clear-nat', what: 'peak', of: { descriptor: which } } }),
  }),
];

export const CHAPTER_58_NAT = (): readonly AnyRow[] => [...SHOW, ...CLEAR];
