/**
 * Manual section 13.1: ICMP.
 * @module
 */
import {
  type ErrorSending,
  icmpEchoReply,
  icmpEchoReplyOnlyLinkUp,
  icmpLog,
  icmpMaskReply,
  icmpParameterProblem,
  icmpRedirectReceive,
  icmpRedirectSend,
  icmpTimeExceeded,
  icmpTimestampReply,
  icmpUnreachable,
  ipStealth,
  type StealthPlace,
} from '@rtemu/config/settings/icmp';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { assign, either, many, optional } from '../operands/combine.js';
import { interfaceName, pp, tunnelNumber } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, syntax } from '../syntax.js';

const withoutRebound = (_: unknown, { rebound }: ErrorSending): Support => (rebound === true ? 'partial' : 'full');

const stealthPlace = either(
  group`pp ${{ pp }}`.as({ kind: 'pp' }),
  group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
  group`${{ interface: interfaceName }}`.as({ kind: 'interface' }),
  group`${{ place: kindOf('Place') }}`.as({ kind: 'place' }),
);

const isEmulated = (place: StealthPlace): boolean =>
  place.kind === 'pp' || (place.kind === 'interface' && /^(?:lan|vlan)/.test(place.interface));

function supportOfStealth(_: unknown, where: 'all' | readonly StealthPlace[]): Support {
  if (where === 'all' || where.every(isEmulated)) return 'full';
  return where.some(isEmulated) ? 'partial' : 'stored';
}

export const CHAPTER_13_IPV4 = (): readonly AnyRow[] => [
  setting(icmpEchoReply, {
    manual: '13.1.1',
    syntax: syntax`ip icmp echo-reply send ${onOff}`,
    help: { ja: 'ICMP Echo Replyを送信するかどうかを設定します', en: 'Answer pings' },
    support: 'full',
  }),
  setting(icmpEchoReplyOnlyLinkUp, {
    manual: '13.1.2',
    on: gate('* -rt -RT57i -RTV700 -early'),
    syntax: syntax`ip icmp echo-reply send-only-linkup ${onOff}`,
    help: {
      ja: 'リンクアップしている時だけICMP Echo Replyを送信するかどうかを設定します',
      en: 'Answer pings to addresses whose link is up only',
    },
    support: 'full',
  }),
  setting(icmpMaskReply, {
    manual: '13.1.3',
    syntax: syntax`ip icmp mask-reply send ${onOff}`,
    help: { ja: 'ICMP Mask Replyを送信するかどうかを設定します', en: 'Answer requests for the mask' },
    support: 'full',
  }),
  setting(icmpParameterProblem, {
    manual: '13.1.4',
    syntax: syntax`ip icmp parameter-problem send ${onOff}`,
    help: { ja: 'ICMP Parameter Problemを送信するかどうかを設定します', en: 'Tell of wrong headers' },
    support: 'full',
  }),
  setting(icmpRedirectSend, {
    manual: '13.1.5',
    syntax: syntax`ip icmp redirect send ${onOff}`,
    help: { ja: 'ICMP Redirectを送信するかどうかを設定します', en: 'Tell of better gateways' },
    support: 'full',
  }),
  setting(icmpRedirectReceive, {
    manual: '13.1.6',
    syntax: syntax`ip icmp redirect receive ${onOff}`,
    help: { ja: 'ICMP Redirectを処理するかどうかを設定します', en: 'Take hints to better gateways' },
    support: 'full',
  }),
  setting(icmpTimeExceeded, {
    manual: '13.1.7',
    syntax: syntax`ip icmp time-exceeded send ${{ send: onOff }} ${{ rebound: optional(assign('rebound', onOff)) }}`,
    help: {
      ja: 'ICMP Time Exceededを送信するかどうかを設定します',
      en: 'Tell of packets that took too many hops',
    },
    support: 'partial',
    lacking: 'rebound=on: errors go by the routes',
    supportOf: withoutRebound,
  }),
  setting(icmpTimestampReply, {
    manual: '13.1.8',
    syntax: syntax`ip icmp timestamp-reply send ${onOff}`,
    help: { ja: 'ICMP Timestamp Replyを送信するかどうかを設定します', en: 'Answer requests for the time' },
    support: 'full',
  }),
  setting(icmpUnreachable, {
    manual: '13.1.9',
    syntax: syntax`ip icmp unreachable send ${{ send: onOff }} ${{ rebound: optional(assign('rebound', onOff)) }}`,
    help: {
      ja: 'ICMP Destination Unreachableを送信するかどうかを設定します',
      en: 'Tell of packets that could not be delivered',
    },
    support: 'partial',
    lacking: 'rebound=on: errors go by the routes',
    supportOf: withoutRebound,
  }),
  setting(icmpLog, {
    manual: '13.1.11',
    syntax: syntax`ip icmp log ${onOff}`,
    help: { ja: '受信したICMPのログを記録するかどうかを設定します', en: 'Write received ICMP to the log' },
    support: 'full',
  }),
  setting(ipStealth, {
    manual: '13.1.12',
    syntax: syntax`ip stealth ${either(word('all'), many(stealthPlace))}`,
    help: { ja: 'ステルス機能を設定します', en: 'Say nothing to those who knock at closed ports' },
    support: 'partial',
    lacking: 'tunnels and bridges; ranges of interfaces',
    supportOf: supportOfStealth,
  }),
];
