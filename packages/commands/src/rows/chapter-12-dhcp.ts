/**
 * Manual chapter 12: DHCP.
 * @module
 */
import {
  type DhcpClientPlace,
  type DhcpOptionText,
  dhcpClientHostname,
  dhcpClientIdentifier,
  dhcpClientOption,
  dhcpClientReleaseLinkdown,
  dhcpDuplicateCheck,
  dhcpOptionOf,
  dhcpRelaySelect,
  dhcpRelayServer,
  dhcpRelaySrcport,
  dhcpRelayThreshold,
  dhcpScope,
  dhcpScopeBind,
  dhcpScopeBindAny,
  dhcpScopeLeaseType,
  dhcpScopeOption,
  dhcpServerCompliance,
  dhcpService,
  ipDhcpLeaseTime,
  ipDhcpRetry,
  ipDhcpService,
  termSeconds,
} from '@rtemu/config/settings/dhcp';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { elementsOf } from '../manual/notation.js';
import { addressOrRange, ipAddress, scopeRange } from '../operands/address.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { dhcpClientOrPeer, dhcpClients, dhcpClientsOrPeer, dhcpOption } from '../operands/dhcp.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { name, quoted } from '../operands/text.js';
import { term } from '../operands/time.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, action, type Support, setting } from '../row.js';
import { group, key, Syntax, spread, syntax } from '../syntax.js';

const compliance = word('broadcast-nak', 'none-domain-null', 'remain-silent', 'reply-ack', 'use-clientid');
const scopeNumber = number(1, 65_535);
const LEASES_BY_HAND = gate('* -rt -RT57i -RTV700 -early');

function supportOfOptions(_: unknown, options: readonly DhcpOptionText[]): Support {
  const known = options.filter((option) => dhcpOptionOf(option) !== undefined).length;
  return known === options.length ? 'full' : known > 0 ? 'partial' : 'stored';
}

/** What stands for no LAN is kept and does nothing. */
const onLans = (name: string): Support => (/^(?:lan\d+(?:[./]\d+)?|vlan\d+)$/.test(name) ? 'full' : 'stored');
const onLan = (place: { readonly interface: string }): Support => onLans(place.interface);

const SERVER: readonly AnyRow[] = [
  setting(dhcpService, {
    manual: '12.1.1',
    syntax: syntax`dhcp service ${word('server', 'relay')}`,
    help: { ja: 'DHCPの動作を設定します', en: 'Be DHCP server or relay' },
    support: 'full',
  }),
  setting(dhcpServerCompliance, {
    manual: '12.1.2',
    syntax: syntax`dhcp server rfc2131 compliant ${either(
      onOff,
      group`except ${{ except: many(compliance) }}`.as({ kind: 'except' }),
      group`${{ only: many(compliance) }}`.as({ kind: 'only' }),
    )}`,
    help: { ja: 'RFC2131対応動作を設定します', en: 'Set how far RFC 2131 is followed' },
    support: 'full',
  }),
  setting(dhcpScope, {
    manual: '12.1.4',
    syntax: syntax`dhcp scope ${key(scopeNumber)} ${{ range: scopeRange }} ${spread(
      unordered({
        except: group`except ${many(addressOrRange)}`,
        gateway: group`gateway ${ipAddress}`,
        expire: group`expire ${term}`,
        maxexpire: group`maxexpire ${term}`,
      }),
    )}`,
    help: { ja: 'DHCPスコープを定義します', en: 'Define the addresses that are leased' },
    support: 'full',
    check: ({ expire, maxexpire }) =>
      expire !== undefined && maxexpire !== undefined && termSeconds(expire) > termSeconds(maxexpire)
        ? 'out-of-range'
        : undefined,
  }),
  setting(dhcpScopeBind, {
    manual: '12.1.5',
    syntax: syntax`dhcp scope bind ${key({ scope: scopeNumber })} ${key({ address: addressOrRange })} ${dhcpClientsOrPeer}`,
    help: { ja: 'DHCPの予約アドレスを設定します', en: 'Keep an address for a client' },
    support: 'full',
  }),
  setting(dhcpScopeBindAny, {
    manual: '12.1.5',
    syntax: syntax`dhcp scope bind ${key({ scope: scopeNumber })} ${key({
      client: group`* ${dhcpClients}`,
    })}`,
    help: {
      ja: 'アドレスを指定せずにDHCPのクライアントを予約します',
      en: 'Keep any address for a client',
    },
    support: 'full',
  }),
  setting(dhcpScopeLeaseType, {
    manual: '12.1.6',
    on: gate('current rev10 rev8 nvr RT58i'),
    syntax: syntax`dhcp scope lease type ${key(scopeNumber)} ${{ type: word('bind-priority', 'bind-only') }} ${{
      fallback: optional(assign('fallback', scopeNumber)),
    }}`,
    help: { ja: 'DHCPアドレスの割り当て動作を設定します', en: 'Set whether only known clients are given addresses' },
    support: 'full',
  }),
  setting(dhcpScopeOption, {
    manual: '12.1.8',
    syntax: syntax`dhcp scope option ${key(scopeNumber)} ${many(dhcpOption)}`,
    help: { ja: 'DHCPのオプションを設定します', en: 'Set what else clients are told' },
    support: 'partial',
    lacking: 'mnemonics besides router, dns, hostname, domain and wins_server',
    supportOf: supportOfOptions,
  }),
  setting(dhcpDuplicateCheck, {
    manual: '12.1.3',
    syntax: syntax`dhcp duplicate check ${{ own: either(number(1, 1000), word('off')) }} ${{
      relayed: optional(either(number(1, 3000), word('off'))),
    }}`,
    help: { ja: '重複チェックの動作を設定します', en: 'Set how long an address is asked for before it is leased' },
    support: 'full',
  }),
  setting(ipDhcpService, {
    manual: '12.1.15',
    on: gate('RTX1210>=14.01.09 RTX830 RTX1220 RTX1300 nvr'),
    syntax: syntax`ip ${key(interfaceName)} dhcp service ${{ type: word('off', 'server', 'relay') }} ${{
      servers: optional(many(ipAddress, 1, 4)),
    }}`,
    help: { ja: 'インタフェースごとのDHCPの動作を設定します', en: 'Be DHCP server or relay on one interface' },
    support: 'full',
    supportOf: onLans,
  }),
];

const BY_HAND: readonly AnyRow[] = [
  action({
    manual: '12.1.7',
    on: LEASES_BY_HAND,
    syntax: syntax`dhcp convert lease to bind ${{ scope: scopeNumber }} ${{ except: flag('except') }} ${{
      leases: optional(either(word('all'), many(scopeNumber, 1, 100))),
    }}`,
    help: {
      ja: 'DHCPの割り当て情報から予約設定を生成します',
      en: 'Keep the addresses that are leased for those who have them',
    },
    act: ({ scope, except, leases }) => ({
      request: { kind: 'dhcp-convert', scope, except, leases: leases ?? 'all' },
    }),
  }),
  action({
    manual: '12.1.9',
    on: LEASES_BY_HAND,
    syntax: syntax`dhcp manual lease ${{ address: ipAddress }} ${{ client: dhcpClientOrPeer }}`,
    help: { ja: 'DHCPのリース情報を手動で追加します', en: 'Lease an address by hand' },
    act: ({ address, client }) => ({ request: { kind: 'dhcp-lease', address, client } }),
  }),
  action({
    manual: '12.1.10',
    on: LEASES_BY_HAND,
    syntax: syntax`dhcp manual release ${{ address: ipAddress }}`,
    help: { ja: 'DHCPのリース情報を手動で削除します', en: 'End a lease by hand' },
    act: ({ address }) => ({ request: { kind: 'dhcp-release', address } }),
  }),
];

const RELAY: readonly AnyRow[] = [
  setting(dhcpRelayServer, {
    manual: '12.1.11',
    syntax: syntax`dhcp relay server ${many(ipAddress, 1, 4)}`,
    help: { ja: 'DHCPサーバーを指定します', en: 'Set the servers that requests are relayed to' },
    support: 'full',
  }),
  setting(dhcpRelaySrcport, {
    manual: '12.1.12',
    on: gate('RTX1210>=14.01.36 RTX830>=15.02.15 RTX1220 RTX1300'),
    syntax: syntax`dhcp relay srcport ${number(1, 65_535)}`,
    help: { ja: 'DHCPリレーエージェントの始点ポート番号を設定します', en: 'Set the source port of the relay' },
    support: 'full',
  }),
  setting(dhcpRelaySelect, {
    manual: '12.1.13',
    syntax: syntax`dhcp relay select ${word('hash', 'all')}`,
    help: { ja: 'DHCPサーバーの選択方法を設定します', en: 'Set to which servers requests are relayed' },
    support: 'full',
  }),
  setting(dhcpRelayThreshold, {
    manual: '12.1.14',
    syntax: syntax`dhcp relay threshold ${number(0, 65_535)}`,
    help: { ja: 'DHCPパケットを中継する基準を設定します', en: 'Relay requests of clients that wait for so long' },
    support: 'full',
  }),
];

const place = word('primary', 'secondary');
const OPTION_LINE =
  'dhcp client option {interface:Interface} {address:primary|secondary} {option:1..254}=<value:Octet*>';

const CLIENT: readonly AnyRow[] = [
  setting(dhcpClientHostname, {
    manual: '12.2.1',
    syntax: syntax`dhcp client hostname ${key({ interface: interfaceName })} ${key({ address: place })} ${name(
      Number.POSITIVE_INFINITY,
      /^[^\p{Cc}\s]+$/u,
    )}`,
    help: { ja: 'DHCPクライアントのホスト名を設定します', en: 'Set the host name that DHCP servers are told' },
    support: 'full',
    supportOf: onLan,
  }),
  setting(ipDhcpLeaseTime, {
    manual: '12.2.2',
    syntax: syntax`ip ${key(interfaceName)} dhcp lease time ${number(1, TIME_MAX)}`,
    help: { ja: '要求するIPアドレスのリース期間を設定します', en: 'Set for how long to ask for an address' },
    support: 'full',
    supportOf: onLans,
  }),
  setting(ipDhcpRetry, {
    manual: '12.2.3',
    syntax: syntax`ip ${key(interfaceName)} dhcp retry ${{ count: either(number(1, 100), word('infinity')) }} ${{
      intervalSeconds: number(1, 100),
    }}`,
    help: { ja: 'IPアドレスの取得要求の再送回数と間隔を設定します', en: 'Set how often an address is asked for' },
    support: 'full',
    supportOf: onLans,
  }),
  setting(dhcpClientIdentifier, {
    manual: '12.2.4',
    syntax: syntax`dhcp client client-identifier ${key({ interface: interfaceName })} ${key({ address: place })} ${{
      type: optional(group`type ${number(0, 255)}`),
    }} ${{
      id: either(
        group`${{ octets: many(kindOf('Octet')) }}`.as({ kind: 'octets' }),
        group`${{ text: quoted(Number.POSITIVE_INFINITY) }}`.as({ kind: 'text' }),
      ),
    }}`,
    help: { ja: 'DHCPクライアントのIDを設定します', en: 'Set the identifier that DHCP servers are told' },
    support: 'full',
    supportOf: onLan,
  }),
  setting(dhcpClientOption, {
    manual: '12.2.5',
    on: gate('current rev10 rev8 RTX1000 nvr netvolante'),
    syntax: new Syntax<DhcpClientPlace & { readonly option: string }, string>('dhcp', true, () =>
      elementsOf(OPTION_LINE),
    ),
    help: { ja: 'DHCPクライアントが送るオプションを設定します', en: 'Set what else DHCP servers are told' },
    support: 'full',
    supportOf: onLan,
  }),
  setting(dhcpClientReleaseLinkdown, {
    manual: '12.2.6',
    on: gate('current rev10 rev8 nvr'),
    syntax: syntax`dhcp client release linkdown ${{ on: onOff }} ${{ seconds: optional(number(0, 259_200)) }}`,
    help: {
      ja: 'リンクダウン時にDHCPで得た情報を解放するかどうかを設定します',
      en: 'Release the address when the link goes down',
    },
    support: 'full',
  }),
];

export const CHAPTER_12 = (): readonly AnyRow[] => [...SERVER, ...BY_HAND, ...RELAY, ...CLIENT];
