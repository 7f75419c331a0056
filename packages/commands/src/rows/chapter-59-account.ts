/**
 * Manual 56.4.1, 56.4.2, 58.36, 59.2, 59.3 and 59.7: calls that are counted and remembered, and what older firmware says for it.
 * @module
 */
import type { PpNumber } from '@rtemu/config/selection';
import { type Gate, gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { either, optional } from '../operands/combine.js';
import { pp } from '../operands/place.js';
import { flag, word } from '../operands/word.js';
import { type AnyRow, action, type RowContext, view } from '../row.js';
import type { AccountOf } from '../status/account.js';
import { type Syntax, syntax } from '../syntax.js';
import { accountLines, connectTimeLines } from '../views/account.js';
import { historyLines } from '../views/history.js';

const LATER = gate('* -early');
const EARLY = gate('early');
const NO_CHARGE = 'charges, of which the exchange of a lab does not tell';

/** By which a PC dials ISDN: it is not emulated, so that it places no calls. */
const LAN_TA: AccountOf = { line: 'lan-ta' };

/** The PP that is meant, the one that is said or that is selected. A leased line has no calls. */
function meant(said: PpNumber | 'leased' | undefined, { session: { selection } }: RowContext): AccountOf | undefined {
  if (said === 'leased') return { line: said };
  if (said !== undefined) return { pp: said };
  return selection.scope === 'pp' ? { pp: selection.number } : undefined;
}

const showPp = (manual: string, on: Gate, line: Syntax<undefined, PpNumber | 'leased' | undefined>): AnyRow =>
  view({
    manual,
    on,
    level: on === EARLY ? 'user' : 'administrator',
    syntax: line,
    help: { ja: '相手先の課金情報を表示します', en: 'Show the calls of a PP' },
    support: 'partial',
    lacking: NO_CHARGE,
    view: (said, context) => {
      const of = meant(said, context);
      return of === undefined ? 'select-pp' : (status) => accountLines(status.account(of), context.session.language);
    },
  });

const clearPp = (manual: string, on: Gate, line: Syntax<undefined, PpNumber | 'leased' | undefined>): AnyRow =>
  action({
    manual,
    on,
    syntax: line,
    help: { ja: '相手先の課金情報を消去します', en: 'Clear the calls of a PP' },
    act: (said, context) => {
      const of = meant(said, context);
      return of === undefined ? { fault: 'select-pp' } : { request: { kind: 'clear-account', of } };
    },
  });

const line = optional(either(kindOf('Bri'), kindOf('Pri')));
const ppOrLeased = optional(either(pp, word('leased')));

const ACCOUNTS: readonly AnyRow[] = [
  view({
    manual: '59.2',
    level: 'administrator',
    syntax: syntax`show account ${line}`,
    help: { ja: '回線の課金情報を表示します', en: 'Show the calls of lines' },
    support: 'partial',
    lacking: `${NO_CHARGE}; calls of PRI`,
    view: (of, { session }) => {
      return (status) => accountLines(status.account({ line: of }), session.language);
    },
  }),
  showPp('59.3', LATER, syntax`show account pp ${optional(pp)}`),
  showPp('RTA55i 25.3', EARLY, syntax`show pp account ${ppOrLeased}`),
  action({
    manual: '56.4.1',
    syntax: syntax`clear account ${line}`,
    help: { ja: '回線の課金情報を消去します', en: 'Clear the calls of lines, and with no line those of every PP' },
    act: (of) => ({ request: { kind: 'clear-account', of: { line: of } } }),
  }),
  clearPp('56.4.2', LATER, syntax`clear account pp ${optional(pp)}`),
  clearPp('RTA55i 22.4.12', EARLY, syntax`clear pp account ${ppOrLeased}`),
];

const LAN_TA_ACCOUNTS: readonly AnyRow[] = [
  view({
    manual: 'RTA55i 24.13',
    on: EARLY,
    syntax: syntax`show pptp account`,
    help: { ja: 'PPTPの課金情報を表示します', en: 'Show the calls that PCs have placed by PPTP' },
    support: 'partial',
    lacking: 'calls of the LAN-TA, which places none here',
    view: (_, { session }) => {
      return (status) => accountLines(status.account(LAN_TA), session.language);
    },
  }),
  action({
    manual: 'RTA55i 22.4.8',
    on: EARLY,
    syntax: syntax`clear pptp account`,
    help: { ja: 'PPTPの課金情報を消去します', en: 'Clear the calls that PCs have placed by PPTP' },
    act: () => ({ request: { kind: 'clear-account', of: LAN_TA } }),
  }),
];

const CONNECT_TIME: readonly AnyRow[] = [
  view({
    manual: '58.36',
    on: gate('RTX1210 RTX830 rev10 rev8 RTX1000 nvr netvolante early'),
    syntax: syntax`show pp connect time ${optional(pp)}`,
    help: { ja: '相手先の接続時間を表示します', en: 'Show how long a PP was connected' },
    view: (said, { session: { selection, language } }) => {
      const which = said ?? (selection.scope === 'pp' ? selection.number : undefined);
      return which === undefined ? 'select-pp' : (status) => connectTimeLines(status.connectTime(which), language);
    },
  }),
];

const HISTORY: readonly AnyRow[] = [
  view({
    manual: '59.7',
    on: gate('RTX830 RTX1000 nvr netvolante early'),
    level: 'administrator',
    syntax: syntax`show history ${flag('reverse')}`,
    help: { ja: '通信の履歴を表示します', en: 'Show the calls of the past' },
    view: (reverse, { session }) => {
      return (status) => historyLines(status.history(), reverse, session.language);
    },
  }),
];

export const CHAPTER_59_ACCOUNTS = (): readonly AnyRow[] => [
  ...ACCOUNTS,
  ...LAN_TA_ACCOUNTS,
  ...CONNECT_TIME,
  ...HISTORY,
];
