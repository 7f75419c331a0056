/**
 * Manual chapters 6, 8.2 and 11.1 to 11.5: when a PP dials, how it is watched, who may call.
 * @module
 */
import {
  type EchoTarget,
  type PpKeepalive,
  ppAlwaysOn,
  ppAuthAccept,
  ppAuthMultiConnectProhibit,
  ppAuthMyname,
  ppAuthRequest,
  ppAuthUsername,
  ppConnectCountThreshold,
  ppConnectTimeThreshold,
  ppKeepaliveInterval,
  ppKeepaliveLog,
  ppKeepaliveUse,
  ppName,
} from '@rtemu/config/settings/pp';
import { gate } from '@rtemu/models/gate';
import { ipAddress } from '../operands/address.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { name, password } from '../operands/text.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';

const NAME_MAX = 64;
const SECONDS_MAX = 65_535;

const echoTarget = group`${{ address: ipAddress }} ${{
  options: unordered({
    upwait: assign('upwait', number(1, 10_000)),
    downwait: assign('downwait', number(1, 10_000)),
    disconnect: assign('disconnect', number(1, TIME_MAX)),
    length: assign('length', number(64, 1500)),
  }),
}}`.map<EchoTarget>(
  ({ address, options }) => ({ address, ...options }),
  ({ address, ...options }) => ({ address, options }),
);

const isEcho = (value: unknown, lcpEcho: boolean, icmpEcho: boolean): boolean =>
  (value as PpKeepalive).lcpEcho === lcpEcho && (value as PpKeepalive).icmpEcho.length > 0 === icmpEcho;

const keepalive = either(
  group`lcp-echo icmp-echo ${{ icmpEcho: many(echoTarget) }}`.map<PpKeepalive>(
    ({ icmpEcho }) => ({ lcpEcho: true, icmpEcho }),
    ({ icmpEcho }) => ({ icmpEcho }),
    (value) => isEcho(value, true, true),
  ),
  group`lcp-echo`.map<PpKeepalive>(
    () => ({ lcpEcho: true, icmpEcho: [] }),
    () => true,
    (value) => isEcho(value, true, false),
  ),
  group`icmp-echo ${{ icmpEcho: many(echoTarget) }}`.map<PpKeepalive>(
    ({ icmpEcho }) => ({ lcpEcho: false, icmpEcho }),
    ({ icmpEcho }) => ({ icmpEcho }),
    (value) => isEcho(value, false, true),
  ),
  group`off`.map<PpKeepalive>(
    () => ({ lcpEcho: false, icmpEcho: [] }),
    () => true,
    (value) => isEcho(value, false, false),
  ),
);

const KEEPALIVE: readonly AnyRow[] = [
  setting(ppAlwaysOn, {
    manual: '6.2.1',
    pp: 'numbered',
    syntax: syntax`pp always-on ${{ on: onOff }} ${{ retrySeconds: optional(number(60, TIME_MAX)) }}`,
    help: { ja: '常時接続を設定します', en: 'Dial at start and again whenever the line ends' },
    support: 'full',
  }),
  setting(ppKeepaliveInterval, {
    manual: '8.2.3',
    pp: 'numbered',
    syntax: syntax`pp keepalive interval ${{ intervalSeconds: number(1, SECONDS_MAX) }} ${spread(
      unordered({
        retryIntervalSeconds: assign('retry-interval', number(1, SECONDS_MAX)),
        count: assign('count', number(3, 100)),
        timeSeconds: assign('time', number(2, SECONDS_MAX)),
      }),
    )}`,
    help: { ja: 'キープアライブの時間間隔を設定します', en: 'Set how often the peer is asked for' },
    support: 'full',
    check: ({ intervalSeconds, count, timeSeconds }) =>
      count !== undefined && timeSeconds !== undefined
        ? 'parameter-count'
        : timeSeconds !== undefined && timeSeconds <= intervalSeconds
          ? 'out-of-range'
          : undefined,
  }),
  setting(ppKeepaliveUse, {
    manual: '8.2.4',
    pp: 'numbered',
    syntax: syntax`pp keepalive use ${keepalive}`,
    help: { ja: 'キープアライブを使用するか設定します', en: 'Watch whether the peer is there' },
    support: 'partial',
    lacking: 'icmp-echo',
    supportOf: (_, { lcpEcho, icmpEcho }) => (icmpEcho.length === 0 ? 'full' : lcpEcho ? 'partial' : 'stored'),
  }),
  setting(ppKeepaliveLog, {
    manual: '8.2.5',
    syntax: syntax`pp keepalive log ${onOff}`,
    help: { ja: 'キープアライブのログをとるか設定します', en: 'Log how the peer answers' },
    support: 'partial',
    lacking: 'icmp-echo',
  }),
  setting(ppName, {
    manual: '33.5',
    syntax: syntax`pp name ${name(NAME_MAX)}`,
    help: { ja: '相手先の名前を設定します', en: 'Name the PP for the setup pages' },
    support: 'stored',
  }),
];

const WITH_THRESHOLDS = gate('nvr netvolante early');
const threshold = either(word('off'), number(1, TIME_MAX));

const THRESHOLDS: readonly AnyRow[] = [
  setting(ppConnectTimeThreshold, {
    manual: 'NVR500 6.2.26',
    on: WITH_THRESHOLDS,
    syntax: syntax`pp connect time threshold ${threshold}`,
    help: { ja: '累積接続時間による発信制限を設定します', en: 'Set how long calls may last in all' },
    support: 'full',
  }),
  setting(ppConnectCountThreshold, {
    manual: 'NVR500 6.2.27',
    on: WITH_THRESHOLDS,
    syntax: syntax`pp connect count threshold ${threshold}`,
    help: { ja: '累積接続回数による発信制限を設定します', en: 'Set how many calls may be made' },
    support: 'full',
  }),
];

const METHODS = ['pap', 'chap', 'mschap', 'mschap-v2'] as const;

/** An ISDN number with a sub-address, and the two words that may stand among them. */
const isdnWord = name(64, /^(?:\d[\d-]*(?:\/\S+)?|clid|mscbcp)$/).named(
  'ISDN番号|clid|mscbcp',
  'ISDN_NUMBER|clid|mscbcp',
);

const IPV6_PREFIX = /^[\da-f:]+:[\da-f:]*\/\d{1,3}$/i;
const isIsdn = (value: { readonly isdn: readonly string[] }): boolean => value.isdn.length > 0;

const credentials = group`myname ${{ name: name(NAME_MAX) }} ${{ password: password(NAME_MAX) }}`;

function userSupport(
  _: unknown,
  user: { readonly isdn: readonly string[]; readonly myname: unknown; readonly ipv6Prefix: unknown },
): Support {
  return isIsdn(user) || user.myname !== undefined || user.ipv6Prefix !== undefined ? 'partial' : 'full';
}

const AUTHENTICATION: readonly AnyRow[] = [
  setting(ppAuthUsername, {
    manual: '11.1',
    syntax: syntax`pp auth username ${key(name(NAME_MAX))} ${{ password: password(NAME_MAX) }} ${{
      myname: optional(credentials),
    }} ${{ isdn: many(isdnWord, 0) }} ${{ address: optional(ipAddress) }} ${{
      ipv6Prefix: optional(name(NAME_MAX, IPV6_PREFIX).named('IPv6プレフィックス', 'IPV6_PREFIX')),
    }}`,
    help: { ja: '相手の名前とパスワードを設定します', en: 'Set the name and password of a peer' },
    support: 'partial',
    lacking: 'myname, ISDN numbers, clid, mscbcp, IPv6 prefix',
    supportOf: userSupport,
  }),
  setting(ppAuthAccept, {
    manual: '11.2, 17.1.8',
    syntax: syntax`pp auth accept ${many(word(...METHODS), 1, METHODS.length)}`,
    help: { ja: '受け入れる認証の種類を設定します', en: 'Set how we let ourselves be authenticated' },
    support: 'full',
  }),
  setting(ppAuthRequest, {
    manual: '11.3, 17.1.7',
    syntax: syntax`pp auth request ${{ method: word(...METHODS, 'chap-pap') }} ${{ arriveOnly: flag('arrive-only') }}`,
    help: { ja: '要求する認証の種類を設定します', en: 'Set how the peer must be authenticated' },
    support: 'full',
  }),
  setting(ppAuthMyname, {
    manual: '11.4',
    syntax: syntax`pp auth myname ${{ name: name(NAME_MAX) }} ${{ password: password(NAME_MAX) }}`,
    help: { ja: '自分の名前とパスワードを設定します', en: 'Set our own name and password' },
    support: 'full',
  }),
  setting(ppAuthMultiConnectProhibit, {
    manual: '11.5',
    pp: 'anonymous',
    syntax: syntax`pp auth multi connect prohibit ${onOff}`,
    help: { ja: '同じ名前の多重接続を禁止するか設定します', en: 'Refuse a second session of the same name' },
    support: 'full',
  }),
];

export const CHAPTER_6 = (): readonly AnyRow[] => [...KEEPALIVE, ...THRESHOLDS, ...AUTHENTICATION];
