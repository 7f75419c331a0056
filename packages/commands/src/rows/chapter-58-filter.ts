/**
 * Manual sections 57.13, 58.30, 58.31, 56.4.8 and 56.7.16: filters and the connections that they know.
 * @module
 */
import type { PpNumber, Selection } from '@rtemu/config/selection';
import type { FilterDirection } from '@rtemu/config/settings/filter';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import type { FaultKey } from '../messages.js';
import { ipAddress } from '../operands/address.js';
import { either, optional } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { anyInterface, pp, tunnelNumber } from '../operands/place.js';
import { word } from '../operands/word.js';
import { type AnyRow, action, view } from '../row.js';
import type { ConnectionsStatus, SessionStatus } from '../status/filter.js';
import { group, syntax } from '../syntax.js';
import {
  connectionDetailLines,
  connectionLines,
  connectionPeakLines,
  connectionSummaryLines,
} from '../views/connection.js';
import { type FilterPlace, secureFilterLines } from '../views/secure-filter.js';

const WATCHING = gate('* -RT300i -RT105e -RT105i -RT105p -early');
const direction = word('in', 'out');
const DIRECTIONS: readonly FilterDirection[] = ['in', 'out'];

const place = either(
  group`pp ${{ pp }}`.as({ kind: 'pp' }),
  group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
  group`${{ name: anyInterface }}`.as({ kind: 'interface' }),
);

interface Which {
  readonly place: FilterPlace;
  readonly direction?: FilterDirection | undefined;
}

/** Those at a place, in one direction or both. */
function sessionsAt({ sessions }: ConnectionsStatus, which: Which | undefined): readonly SessionStatus[] {
  if (which === undefined) return sessions;
  const { place: asked, direction: way } = which;
  const isThere = ({ place: own }: SessionStatus): boolean =>
    (asked.kind === 'pp' && own.kind === 'pp' && own.pp === asked.pp) ||
    (asked.kind === 'interface' && own.kind === 'lan' && own.name === asked.name);
  return sessions.filter((session) => isThere(session) && (way === undefined || session.direction === way));
}

/** The place that is asked for: the selected PP or tunnel where none is named. */
function placeAsked(
  where:
    | { readonly kind: 'pp'; readonly pp: PpNumber | undefined }
    | { readonly kind: 'tunnel'; readonly tunnel: number | undefined }
    | { readonly kind: 'interface'; readonly name: string },
  selection: Selection,
): FilterPlace | FaultKey {
  if (where.kind === 'interface') return where;
  if (where.kind === 'pp') {
    const asked = where.pp ?? (selection.scope === 'pp' ? selection.number : undefined);
    return asked === undefined ? 'select-pp' : { kind: 'pp', pp: asked };
  }
  const asked = where.tunnel ?? (selection.scope === 'tunnel' ? selection.number : undefined);
  return asked === undefined ? 'select-tunnel' : { kind: 'tunnel', tunnel: asked };
}

const CONNECTION_HELP = {
  ja: '動的フィルターのコネクションを表示します',
  en: 'Show the connections of dynamic filters',
};

export const CHAPTER_58_FILTERS = (): readonly AnyRow[] => [
  view({
    manual: '57.13',
    on: gate('current rev10 rev8 nvr'),
    syntax: syntax`show ip secure filter ${{
      where: either(
        group`pp ${{ pp: optional(pp) }}`.as({ kind: 'pp' }),
        group`tunnel ${{ tunnel: optional(tunnelNumber) }}`.as({ kind: 'tunnel' }),
        group`${{ name: anyInterface }}`.as({ kind: 'interface' }),
      ),
    }} ${{ direction: optional(direction) }}`,
    help: { ja: 'インタフェースに適用したフィルターを表示します', en: 'Show the filters of an interface' },
    view: ({ where, direction: way }, { document, session: { selection }, printConfig }) => {
      const asked = placeAsked(where, selection);
      if (typeof asked === 'string') return asked;
      return () => secureFilterLines(document, printConfig(), asked, way === undefined ? DIRECTIONS : [way]);
    },
  }),
  view({
    manual: '58.30',
    on: WATCHING,
    syntax: syntax`show ip connection ${optional(
      group`${{ place }} ${{ direction: optional(direction) }} ${{ address: optional(ipAddress) }}`,
    )}`,
    help: CONNECTION_HELP,
    view: (which, { session: { language } }) => {
      return (status) => {
        const sessions = sessionsAt(status.connections(), which);
        return which?.address === undefined
          ? connectionLines(sessions, language)
          : connectionDetailLines(
              sessions.filter(({ source }) => source === which.address),
              language,
            );
      };
    },
  }),
  view({
    manual: '58.30',
    on: WATCHING,
    syntax: syntax`show ip connection detail ${optional(group`${{ place }} ${{ direction: optional(direction) }}`)}`,
    help: CONNECTION_HELP,
    view: (which, { session: { language } }) => {
      return (status) => connectionDetailLines(sessionsAt(status.connections(), which), language);
    },
  }),
  view({
    manual: '58.30',
    on: WATCHING,
    syntax: syntax`show ip connection summary`,
    help: CONNECTION_HELP,
    view: () => (status) => connectionSummaryLines(status.connections()),
  }),
  view({
    manual: '58.31',
    on: gate('RTX1300'),
    syntax: syntax`show ip connection peak`,
    help: {
      ja: '動的フィルターのコネクション数のピーク値を表示します',
      en: 'Show the peak of dynamic filter connections',
    },
    view: (_, { session: { language } }) => {
      return (status) => connectionPeakLines(status.connections(), language);
    },
  }),
  action({
    manual: '56.4.8',
    on: gate('RTX1300'),
    syntax: syntax`clear ip connection peak`,
    help: {
      ja: '動的フィルターのコネクション数のピーク値を消去します',
      en: 'Clear the peak of dynamic filter connections',
    },
    act: () => ({ request: { kind: 'clear-connection-peak' } }),
  }),
  action({
    manual: '56.7.16',
    on: gate('* -early'),
    syntax: syntax`disconnect ip connection ${{ session: number(0, TIME_MAX) }} ${{
      channel: optional(number(0, TIME_MAX)),
    }}`,
    help: { ja: '動的フィルターのコネクションを削除します', en: 'Forget a connection of a dynamic filter' },
    act: ({ session, channel }) => ({ request: { kind: 'disconnect-connection', session, channel } }),
  }),
  view({
    manual: 'RTA55i 23.4.1',
    on: gate('early'),
    syntax: syntax`show ip filter list`,
    help: { ja: 'フィルタの一覧を表示します', en: 'List the filters' },
    view: (_, { printConfig }) => {
      return () => printConfig().filter((line) => /^ip filter \d/.test(line));
    },
  }),
  view({
    manual: 'RTA55i 23.4.2',
    on: gate('early'),
    syntax: syntax`show ip filter ${kindOf('1..2147483647')}`,
    help: { ja: 'フィルタを表示します', en: 'Show a filter' },
    view: (which, { printConfig }) => {
      return () => printConfig().filter((line) => line.startsWith(`ip filter ${which} `));
    },
  }),
];
