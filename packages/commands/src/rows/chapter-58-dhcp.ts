/**
 * Manual sections 58.26 and 58.27: what DHCP lends, and lends us.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { flag } from '../operands/word.js';
import { type AnyRow, view } from '../row.js';
import { syntax } from '../syntax.js';
import { dhcpClientLines, dhcpLines, dhcpSummaryLines } from '../views/dhcp.js';

const NOT_EARLY = gate('* -early');
const EARLY = gate('early');

export const CHAPTER_58_DHCP = (): readonly AnyRow[] => [
  view({
    manual: '58.26',
    on: NOT_EARLY,
    syntax: syntax`show status dhcp ${{ summary: flag('summary') }} ${{ scope: optional(number(1, 65_535)) }}`,
    help: { ja: 'DHCPサーバーの状態を表示します', en: 'Show what the DHCP server lends' },
    view: ({ summary, scope }, { session }) => {
      const lines = summary ? dhcpSummaryLines : dhcpLines;
      return (status) => lines(status.dhcp(), scope, session.language);
    },
  }),
  view({
    manual: '58.27',
    on: NOT_EARLY,
    syntax: syntax`show status dhcpc`,
    help: { ja: 'DHCPクライアントの状態を表示します', en: 'Show what DHCP lends us' },
    view: (_, { session }) => {
      return (status) => dhcpClientLines(status.dhcp(), session.language);
    },
  }),
  view({
    manual: 'RTA55i 23.7.2',
    on: EARLY,
    syntax: syntax`show dhcp status`,
    help: { ja: 'DHCPサーバーの状態を表示します', en: 'Show the leased addresses' },
    view: (_, { session }) => {
      return (status) => dhcpLines(status.dhcp(), undefined, session.language);
    },
  }),
  view({
    manual: 'RTA55i 23.7.3',
    on: EARLY,
    syntax: syntax`show dhcpc status`,
    help: { ja: 'DHCPクライアントの状態を表示します', en: 'Show what DHCP has leased us' },
    view: (_, { session }) => {
      return (status) => dhcpClientLines(status.dhcp(), session.language);
    },
  }),
];
