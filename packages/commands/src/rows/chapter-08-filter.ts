/**
 * Manual sections 8.1.10 to 8.1.16, 8.1.25 and 8.7: filters.
 * @module
 */
import {
  type DynamicFilter,
  type FilterDirection,
  type FilterNumbers,
  type ForwardGateway,
  type IpFilter,
  ipFilter,
  ipFilterDirectedBroadcast,
  ipFilterDynamic,
  ipFilterDynamicTimer,
  ipFilterFqdnTimer,
  ipFilterSet,
  ipFilterSourceRoute,
  ipForwardFilter,
  ipInterfaceForwardFilter,
  ipSecureFilter,
  ipSecureFilterName,
  localForwardFilter,
  ppForwardFilter,
  ppSecureFilter,
  ppSecureFilterName,
  tunnelForwardFilter,
  tunnelSecureFilter,
  tunnelSecureFilterName,
} from '@rtemu/config/settings/filter';
import { gate } from '@rtemu/models/gate';
import { filterAddress, filterProtocol } from '../manual/filter-kinds.js';
import { kindOf } from '../manual/kinds.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName, ppNumber, tunnelNumber } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';
import { onLans } from './chapter-08-ip.js';

const filterNumber = number(1, TIME_MAX);
const direction = word('in', 'out');

/** Set up by RADIUS, and by later models. */
const SETS = gate('* -early');
const FQDN = gate('RTX1210>=14.01.26 RTX830>=15.02.03 RTX1220 RTX1300');
const FORWARD = gate('current rev10 rev8 nvr -NVR500');

/** What stands behind an operand may only be written when it is. */
const ports = kindOf('*|Ports');
const fromAndTo = group`${{ from: ports }} ${{ to: optional(ports) }}`;
const protocolAndPorts = group`${{ protocol: filterProtocol }} ${{ ports: optional(fromAndTo) }}`;
const destinationAndMore = group`${{ destination: filterAddress }} ${{ more: optional(protocolAndPorts) }}`;

const selectors = group`${{
  action: word(
    'pass',
    'pass-log',
    'pass-nolog',
    'reject',
    'reject-log',
    'reject-nolog',
    'restrict',
    'restrict-log',
    'restrict-nolog',
  ),
}} ${{ source: filterAddress }} ${{ more: optional(destinationAndMore) }}`.map<IpFilter>(
  ({ action, source, more }) => ({
    action,
    source,
    destination: more?.destination,
    protocol: more?.more?.protocol,
    from: more?.more?.ports?.from,
    to: more?.more?.ports?.to,
  }),
  ({ action, source, destination, protocol, from, to }) => ({
    action,
    source,
    more: destination === undefined ? undefined : { destination, more: protocolOf(protocol, from, to) },
  }),
);

const protocolOf = (protocol: string | undefined, from: string | undefined, to: string | undefined) =>
  protocol === undefined ? undefined : { protocol, ports: from === undefined ? undefined : { from, to } };

/** Addresses that nobody here provisions. */
const isUnknownAddress = (text: string | undefined): boolean =>
  text?.split(',').some((part) => part === 'map-e' || part === 'hb46pp') ?? false;

const supportOfFilter = (_: unknown, { source, destination }: { source: string; destination: string | undefined }) =>
  isUnknownAddress(source) || isUnknownAddress(destination) ? ('partial' as const) : ('full' as const);

const numbers = group`${{ filters: optional(many(filterNumber)) }} ${{
  dynamic: optional(group`dynamic ${many(filterNumber)}`),
}}`.map<FilterNumbers>(
  ({ filters, dynamic }) => ({ filters: filters ?? [], dynamic: dynamic ?? [] }),
  ({ filters, dynamic }) => ({
    filters: filters.length === 0 ? undefined : filters,
    dynamic: dynamic.length === 0 ? undefined : dynamic,
  }),
);

const STATIC: readonly AnyRow[] = [
  setting(ipFilter, {
    manual: '8.1.10',
    syntax: syntax`ip filter ${key(filterNumber)} ${selectors}`,
    help: { ja: 'IPパケットのフィルターを設定します', en: 'Define a filter' },
    support: 'partial',
    lacking: 'the addresses map-e and hb46pp',
    supportOf: supportOfFilter,
  }),
  setting(ipFilterSet, {
    manual: '8.1.11',
    on: SETS,
    syntax: syntax`ip filter set ${key({ name: kindOf('Name') })} ${key({ direction })} ${numbers}`,
    help: { ja: 'フィルターセットを定義します', en: 'Give a list of filters a name' },
    support: 'full',
  }),
  setting(ipFilterSourceRoute, {
    manual: '8.1.12',
    syntax: syntax`ip filter source-route ${onOff}`,
    help: {
      ja: 'Source-routeオプション付きパケットを破棄するかどうかを設定します',
      en: 'Drop packets that say their route',
    },
    support: 'full',
  }),
  setting(ipFilterDirectedBroadcast, {
    manual: '8.1.13',
    syntax: syntax`ip filter directed-broadcast ${either(onOff, group`filter ${{ filters: many(filterNumber) }}`)}`,
    help: {
      ja: 'ディレクテッドブロードキャストパケットを破棄するかどうかを設定します',
      en: 'Drop broadcasts to other networks',
    },
    support: 'full',
  }),
];

const APPLICATIONS = [
  ...['tcp', 'udp', 'ftp', 'tftp', 'domain', 'www', 'smtp', 'pop3', 'telnet', 'netmeeting', 'echo', 'discard'],
  ...['daytime', 'chargen', 'ssh', 'time', 'whois', 'dns', 'gopher', 'finger', 'http', 'sunrpc', 'ident', 'nntp'],
  ...['ntp', 'ms-rpc', 'netbios_ns', 'netbios_dgm', 'netbios_ssn', 'imap', 'snmp', 'snmptrap', 'bgp', 'imap3', 'ldap'],
  ...['https', 'ms-ds', 'ike', 'rlogin', 'rwho', 'rsh', 'syslog', 'printer', 'rip', 'ripng', 'ms-sql', 'radius'],
  ...['l2tp', 'pptp', 'nfs', 'msblast', 'ipsec-nat-t', 'sip', 'ping', 'ping6', 'submission', 'dhcpc', 'dhcps'],
  ...['dhcpv6c', 'dhcpv6s'],
] as const;

/** Applications whose first connection is let through, and none of those that are agreed on in it. */
const NOT_WATCHED: readonly string[] = ['netmeeting', 'sip'];

const trigger = either(
  group`filter ${{ filters: many(filterNumber) }} ${{
    more: unordered({ in: group`in ${many(filterNumber)}`, out: group`out ${many(filterNumber)}` }),
  }}`.map<DynamicFilter['trigger']>(
    ({ filters, more }) => ({ kind: 'filters', filters, in: more.in ?? [], out: more.out ?? [] }),
    (value) => ({
      filters: value.kind === 'filters' ? value.filters : [],
      more: {
        in: value.kind === 'filters' && value.in.length > 0 ? value.in : undefined,
        out: value.kind === 'filters' && value.out.length > 0 ? value.out : undefined,
      },
    }),
    (value) => (value as DynamicFilter['trigger']).kind === 'filters',
  ),
  group`${{ application: word(...APPLICATIONS) }}`.as({ kind: 'application' }),
);

const dynamicFilter = group`${{ source: filterAddress }} ${{ destination: filterAddress }} ${{ trigger }} ${{
  options: unordered({ syslog: assign('syslog', onOff), timeout: assign('timeout', number(1, TIME_MAX)) }),
}}`.map<DynamicFilter>(
  ({ source, destination, trigger, options }) => ({
    source,
    destination,
    trigger,
    syslog: options.syslog,
    timeoutSeconds: options.timeout,
  }),
  ({ source, destination, trigger, syslog, timeoutSeconds }) => ({
    source,
    destination,
    trigger: trigger as never,
    options: { syslog, timeout: timeoutSeconds },
  }),
);

const timeout = number(1, TIME_MAX);

const DYNAMIC: readonly AnyRow[] = [
  setting(ipFilterDynamic, {
    manual: '8.1.14',
    syntax: syntax`ip filter dynamic ${key(filterNumber)} ${dynamicFilter}`,
    help: { ja: '動的フィルターを定義します', en: 'Define a filter that opens the way for answers' },
    support: 'partial',
    lacking: 'what netmeeting and sip bring along; the addresses map-e and hb46pp',
    supportOf: (number, { source, destination, trigger }) =>
      trigger.kind === 'application' && NOT_WATCHED.includes(trigger.application)
        ? 'partial'
        : supportOfFilter(number, { source, destination }),
  }),
  setting(ipFilterDynamicTimer, {
    manual: '8.1.15',
    syntax: syntax`ip filter dynamic timer ${unordered({
      'tcp-syn-timeout': assign('tcp-syn-timeout', timeout),
      'tcp-fin-timeout': assign('tcp-fin-timeout', timeout),
      'tcp-idle-time': assign('tcp-idle-time', timeout),
      'udp-idle-time': assign('udp-idle-time', timeout),
      'dns-timeout': assign('dns-timeout', timeout),
    })}`,
    help: { ja: '動的フィルターのタイムアウトを設定します', en: 'Set how long dynamic filters stay open' },
    support: 'full',
    check: (timer) => (Object.values(timer).every((value) => value === undefined) ? 'parameter-count' : undefined),
  }),
  setting(ipFilterFqdnTimer, {
    manual: '8.1.16',
    on: FQDN,
    syntax: syntax`ip filter fqdn timer ${{ seconds: number(1, 2_147_483_647) }} ${{
      auto: optional(assign('auto', onOff)),
    }}`,
    help: {
      ja: 'FQDNフィルターで使用するキャッシュのタイマーを設定します',
      en: 'Set how long addresses of names in filters are remembered',
    },
    support: 'full',
  }),
];

const SECURE_HELP = { ja: 'フィルターによるセキュリティーを設定します', en: 'Set the filters that packets must pass' };
const SECURE_NAME_HELP = {
  ja: 'フィルターセットによるセキュリティーを設定します',
  en: 'Set the filters that packets must pass, by name',
};
const anyInterface = kindOf('Interface|null');
const LANS_ONLY = 'loopback, null and bridges';

const SECURE: readonly AnyRow[] = [
  setting(ipSecureFilter, {
    manual: '8.1.25',
    syntax: syntax`ip ${key({ interface: anyInterface })} secure filter ${key({ direction })} ${numbers}`,
    help: SECURE_HELP,
    support: 'partial',
    lacking: LANS_ONLY,
    supportOf: (where) => onLans(where.interface),
  }),
  setting(ipSecureFilterName, {
    manual: '8.1.25',
    on: SETS,
    syntax: syntax`ip ${key(anyInterface)} secure filter name ${kindOf('Name')}`,
    help: SECURE_NAME_HELP,
    support: 'partial',
    lacking: LANS_ONLY,
    supportOf: onLans,
  }),
  setting(ppSecureFilter, {
    manual: '8.1.25',
    syntax: syntax`ip pp secure filter ${key<FilterDirection>(direction)} ${numbers}`,
    help: SECURE_HELP,
    support: 'full',
  }),
  setting(ppSecureFilterName, {
    manual: '8.1.25',
    on: SETS,
    syntax: syntax`ip pp secure filter name ${kindOf('Name')}`,
    help: SECURE_NAME_HELP,
    support: 'full',
  }),
  setting(tunnelSecureFilter, {
    manual: '8.1.25',
    syntax: syntax`ip tunnel secure filter ${key<FilterDirection>(direction)} ${numbers}`,
    help: SECURE_HELP,
    support: 'stored',
  }),
  setting(tunnelSecureFilterName, {
    manual: '8.1.25',
    on: SETS,
    syntax: syntax`ip tunnel secure filter name ${kindOf('Name')}`,
    help: SECURE_NAME_HELP,
    support: 'stored',
  }),
];

const forwardGateway = either(
  group`pp ${{ pp: ppNumber }}`.as({ kind: 'pp' }),
  group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
  group`${{ host: kindOf('Ip|wan1') }}`.as({ kind: 'host' }),
).map<ForwardGateway>(
  (gateway) => gateway,
  (gateway) => gateway as never,
);

const forwardRule = group`gateway ${{ gateway: forwardGateway }} filter ${{ filters: many(filterNumber) }} ${{
  keepalive: optional(group`keepalive ${number(1, 100)}`),
}}`;

const forwardId = number(1, 255);
const APPLY_HELP = { ja: 'パケット転送フィルターを適用します', en: 'Forward what comes in by filters' };

const FORWARDING: readonly AnyRow[] = [
  setting(ipForwardFilter, {
    manual: '8.7.1',
    on: FORWARD,
    syntax: syntax`ip forward filter ${key({ id: forwardId })} ${key({ order: number(1, 255) })} ${forwardRule}`,
    help: { ja: 'パケット転送フィルターを定義します', en: 'Define which packets go to which gateway' },
    support: 'partial',
    lacking: 'gateways tunnel and wan1',
    supportOf: (_, { gateway }) =>
      gateway.kind === 'tunnel' || (gateway.kind === 'host' && gateway.host === 'wan1') ? 'stored' : 'full',
  }),
  setting(ipInterfaceForwardFilter, {
    manual: '8.7.2',
    on: FORWARD,
    syntax: syntax`ip ${key(interfaceName)} forward filter ${forwardId}`,
    help: APPLY_HELP,
    support: 'full',
    supportOf: onLans,
  }),
  setting(ppForwardFilter, {
    manual: '8.7.2',
    on: FORWARD,
    syntax: syntax`ip pp forward filter ${forwardId}`,
    help: APPLY_HELP,
    support: 'full',
  }),
  setting(tunnelForwardFilter, {
    manual: '8.7.2',
    on: FORWARD,
    syntax: syntax`ip tunnel forward filter ${forwardId}`,
    help: APPLY_HELP,
    support: 'stored',
  }),
  setting(localForwardFilter, {
    manual: '8.7.2',
    on: FORWARD,
    syntax: syntax`ip local forward filter ${forwardId}`,
    help: APPLY_HELP,
    support: 'full',
  }),
];

export const CHAPTER_8_FILTERING = (): readonly AnyRow[] => [...STATIC, ...DYNAMIC, ...SECURE, ...FORWARDING];
