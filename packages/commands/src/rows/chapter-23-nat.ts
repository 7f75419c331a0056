/**
 * Manual chapter 23: NAT descriptors.
 * @module
 */
import { printIpv4, readIpv4 } from '@rtemu/config/address';
import {
  ipNatDescriptor,
  type NatDescriptorList,
  type NatEntryKey,
  type NatIncoming,
  type NatMasqueradeStatic,
  type NatOuter,
  type NatStatic,
  type NatTimerOf,
  natCompatibility,
  natFtpPort,
  natIncoming,
  natInner,
  natLog,
  natMasqueradeStatic,
  natOuter,
  natPortRange,
  natRemoveDfBit,
  natRlogin,
  natSessionLimit,
  natSessionLimitTotal,
  natStatic,
  natTimer,
  natType,
  natUnconvertible,
  OUTER_WORDS,
  ppNatDescriptor,
  tunnelNatDescriptor,
} from '@rtemu/config/settings/nat';
import { gate } from '@rtemu/models/gate';
import { PORT_SAVING } from '@rtemu/models/machine';
import { Joined, OneOf } from '../manual/kind.js';
import { kindOf } from '../manual/kinds.js';
import { addressOrRange, ipAddress } from '../operands/address.js';
import { assign, either, many, optional } from '../operands/combine.js';
import { natDescriptor } from '../operands/descriptor.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';

const LISTED_MAX = 16;
const NUMBER_MAX = 2_147_483_647;

const list = group`${{ forward: many(natDescriptor, 1, LISTED_MAX) }} ${{
  reverse: optional(group`reverse ${many(natDescriptor, 1, LISTED_MAX)}`),
}}`.map<NatDescriptorList>(
  (value) => value,
  (value) => value,
);

/** LANs, their ports and tags; loopbacks and bridges are kept and do nothing. */
const onLans = (name: string): Support => (/^(?:lan\d+(?:[./]\d+)?|vlan\d+)$/.test(name) ? 'full' : 'stored');

const APPLIED: readonly AnyRow[] = [
  setting(ipNatDescriptor, {
    manual: '23.2',
    syntax: syntax`ip ${key(interfaceName)} nat descriptor ${list}`,
    help: {
      ja: 'インタフェースに適用するNATディスクリプターを設定します',
      en: 'Use NAT descriptors at an interface',
    },
    support: 'partial',
    lacking: 'loopback and bridges',
    supportOf: onLans,
  }),
  setting(ppNatDescriptor, {
    manual: '23.2',
    syntax: syntax`ip pp nat descriptor ${list}`,
    help: { ja: 'PPに適用するNATディスクリプターを設定します', en: 'Use NAT descriptors at the PP' },
    support: 'full',
  }),
  setting(tunnelNatDescriptor, {
    manual: '23.2',
    syntax: syntax`ip tunnel nat descriptor ${list}`,
    help: { ja: 'トンネルに適用するNATディスクリプターを設定します', en: 'Use NAT descriptors at the tunnel' },
    support: 'stored',
  }),
];

const outer = either(word(...OUTER_WORDS), many(addressOrRange)).map<NatOuter>(
  (value) => value,
  (value) => value as never,
);

/** What nobody here provisions. */
const supportOfOuter = (_: unknown, value: NatOuter): Support =>
  value === 'map-e' || value === 'hb46pp' ? 'stored' : 'full';

const ADDRESS = kindOf('Ip');
const counted = group`${{ pair: new Joined([ADDRESS, '=', ADDRESS]) }} ${{ count: optional(number(1, NUMBER_MAX)) }}`;
const masked = group`${{ pair: new Joined([ADDRESS, '=', ADDRESS, '/', kindOf('NetMask')]) }}`;

function staticOf(pair: string, count: number | undefined): NatStatic {
  const [outside = '', inside = ''] = pair.split('=');
  const [address = '', mask] = inside.split('/');
  return { outer: readIpv4(outside)!, inner: readIpv4(address)!, count, mask };
}
const pairOf = ({ outer, inner, mask }: NatStatic): string =>
  `${printIpv4(outer)}=${printIpv4(inner)}${mask === undefined ? '' : `/${mask}`}`;

const staticEntry = either(
  counted.map<NatStatic>(
    ({ pair, count }) => staticOf(pair, count),
    (value) => ({ pair: pairOf(value), count: value.count }),
    (value) => (value as NatStatic).mask === undefined,
  ),
  masked.map<NatStatic>(
    ({ pair }) => staticOf(pair, undefined),
    (value) => ({ pair: pairOf(value) }),
  ),
);

const PORTS = kindOf('Ports');
const ported = group`${{ protocol: kindOf('tcp|udp|6|17') }} ${{
  ports: new OneOf([new Joined([PORTS, '=', PORTS]), PORTS]),
}}`;
const portless = group`${{ protocol: kindOf('esp|gre|ah|icmp|ipv6|ipip|ospf|pim|rsvp|0..255') }}`;
type Served = Omit<NatMasqueradeStatic, 'inner'>;
const served = either(
  ported.map<Served>(
    (value) => value,
    ({ protocol, ports }) => ({ protocol, ports: ports! }),
    (value) => (value as Served).ports !== undefined,
  ),
  portless.map<Served>(
    ({ protocol }) => ({ protocol, ports: undefined }),
    ({ protocol }) => ({ protocol }),
  ),
);

const entryId = key({ id: number(1, NUMBER_MAX) });
const ofDescriptor = key({ descriptor: natDescriptor });

const ADDRESSES: readonly AnyRow[] = [
  setting(natType, {
    manual: '23.3',
    syntax: syntax`nat descriptor type ${key(natDescriptor)} ${{
      type: word('none', 'nat', 'masquerade', 'nat-masquerade'),
    }} ${{ hairpin: optional(assign('hairpin', onOff)) }}`,
    help: { ja: 'NATディスクリプターの動作タイプを設定します', en: 'Set what a NAT descriptor does' },
    support: 'full',
  }),
  setting(natOuter, {
    manual: '23.4',
    syntax: syntax`nat descriptor address outer ${key(natDescriptor)} ${outer}`,
    help: { ja: 'NATの外側のIPアドレスを設定します', en: 'Set the addresses that the outside sees' },
    support: 'partial',
    lacking: 'map-e and hb46pp',
    supportOf: supportOfOuter,
  }),
  setting(natInner, {
    manual: '23.5',
    syntax: syntax`nat descriptor address inner ${key(natDescriptor)} ${either(word('auto'), many(addressOrRange))}`,
    help: { ja: 'NATの内側のIPアドレスを設定します', en: 'Set the addresses that are translated' },
    support: 'full',
  }),
  setting(natStatic, {
    manual: '23.6',
    syntax: syntax`nat descriptor static ${ofDescriptor} ${entryId} ${staticEntry}`,
    help: { ja: '静的NATエントリーを設定します', en: 'Tie an outer address to an inner one' },
    support: 'full',
  }),
  setting<'global', NatEntryKey, NatMasqueradeStatic>(natMasqueradeStatic, {
    manual: '23.8',
    syntax: syntax`nat descriptor masquerade static ${ofDescriptor} ${entryId} ${{ inner: ipAddress }} ${spread(served)}`,
    help: { ja: '静的IPマスカレードエントリーを設定します', en: 'Lead what comes in at a port to an inner host' },
    support: 'full',
  }),
];

const timerOf = optional(
  either(
    word('tcpfin'),
    group`${{ protocol: assign('protocol', kindOf('Protocol')) }} ${{
      port: optional(assign('port', kindOf('PortRange'))),
    }}`,
  ),
).map<NatTimerOf>(
  (value) => value,
  (value) => value,
);

const incoming = either(
  group`forward ${{ address: ipAddress }}`.as({ action: 'forward' }),
  group`${{ action: word('through', 'reject', 'discard') }}`,
).map<NatIncoming>(
  (value) => value,
  (value) => value as never,
);

const BEHAVIOUR: readonly AnyRow[] = [
  setting(natCompatibility, {
    manual: '23.1',
    on: PORT_SAVING,
    syntax: syntax`nat descriptor backward-compatibility ${number(1, 3)}`,
    help: { ja: 'NAT機能の動作タイプを設定します', en: 'Set whether connections may share a port' },
    support: 'full',
  }),
  setting(natTimer, {
    manual: '23.9',
    syntax: syntax`nat descriptor timer ${ofDescriptor} ${key({ of: timerOf })} ${number(1, TIME_MAX)}`,
    help: {
      ja: 'NATのアドレスマップの消去タイマーを設定します',
      en: 'Set after what silence an entry is forgotten',
    },
    support: 'full',
  }),
  setting(natIncoming, {
    manual: '23.10',
    syntax: syntax`nat descriptor masquerade incoming ${key(natDescriptor)} ${incoming}`,
    help: {
      ja: '変換テーブルにないパケットを受信したときの動作を設定します',
      en: 'Set what becomes of packets that fit no entry',
    },
    support: 'full',
  }),
  setting(natFtpPort, {
    manual: '23.12',
    syntax: syntax`nat descriptor ftp port ${key(natDescriptor)} ${many(kindOf('Port'))}`,
    help: { ja: 'FTPとして認識するポート番号を設定します', en: 'Set which ports are known as FTP' },
    support: 'full',
  }),
  setting(natLog, {
    manual: '23.14',
    syntax: syntax`nat descriptor log ${onOff}`,
    help: {
      ja: 'NATのアドレス割当をログに記録するかどうかを設定します',
      en: 'Tell of address bindings in the log',
    },
    support: 'full',
  }),
];

const PORT_CHOICE: readonly AnyRow[] = [
  setting(natRlogin, {
    manual: '23.7',
    syntax: syntax`nat descriptor masquerade rlogin ${key(natDescriptor)} ${onOff}`,
    help: {
      ja: 'IPマスカレードでrlogin、rcp、sshを使用するかどうかを設定します',
      en: 'Keep the source ports of rlogin, rcp and ssh',
    },
    support: 'full',
  }),
  setting(natPortRange, {
    manual: '23.11',
    syntax: syntax`nat descriptor masquerade port range ${key(natDescriptor)} ${many(kindOf('Range'), 1, 64)}`,
    help: {
      ja: 'IPマスカレードで利用するポートの範囲を設定します',
      en: 'Set the outer ports that masquerade may take',
    },
    support: 'full',
  }),
  setting(natUnconvertible, {
    manual: '23.13',
    syntax: syntax`nat descriptor masquerade unconvertible port ${ofDescriptor} ${key({
      of: kindOf('if-possible|tcp|udp'),
    })} ${optional(PORTS).map<string>(
      (ports) => ports ?? '',
      (ports) => (ports === '' ? undefined : ports),
    )}`,
    help: {
      ja: 'IPマスカレードで変換しないポート番号を設定します',
      en: 'Set which source ports are kept',
    },
    support: 'full',
  }),
  setting(natRemoveDfBit, {
    manual: '23.16',
    syntax: syntax`nat descriptor masquerade remove df-bit ${onOff}`,
    help: {
      ja: 'IPマスカレードでDFビットを削除するかどうかを設定します',
      en: 'Clear the DF bit while masquerading',
    },
    support: 'full',
  }),
  setting(natSessionLimit, {
    manual: '23.17',
    on: gate('* -rt -RT57i -RTV700 -early'),
    syntax: syntax`nat descriptor masquerade session limit ${ofDescriptor} ${key({ id: number(1, 1) })} ${kindOf(
      '1..250000@RTX1300|1..65534',
    ).map<number>(Number, String)}`,
    help: { ja: 'ホストごとのNATセッション数の制限を設定します', en: 'Set how many entries one host may have' },
    support: 'full',
  }),
  setting(natSessionLimitTotal, {
    manual: '23.18',
    on: gate('current NVR510 NVR700W'),
    syntax: syntax`nat descriptor masquerade session limit total ${key(natDescriptor)} ${number(1, NUMBER_MAX)}`,
    help: { ja: 'NATセッションの合計数の制限を設定します', en: 'Set how many entries a descriptor may have' },
    support: 'full',
  }),
];

export const CHAPTER_23 = (): readonly AnyRow[] => [...APPLIED, ...ADDRESSES, ...BEHAVIOUR, ...PORT_CHOICE];
