/**
 * Manual chapter 24: DNS.
 * @module
 */
import * as Dns from '@rtemu/config/settings/dns';
import { dnsServers } from '@rtemu/config/settings/system';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { ipAddress } from '../operands/address.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { interfaceName, ppNumber, tunnelNumber } from '../operands/place.js';
import { name } from '../operands/text.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { group, spread, syntax } from '../syntax.js';
import { noted } from './noted.js';

const edns = assign('edns', onOff);
const ways = unordered({ edns, nat46: assign('nat46', tunnelNumber) });
const server = group`${{ address: either(ipAddress, kindOf('Ipv6')) }} ${spread(ways)}`;

const OPTIONS = '[edns=<use:on|off>] [nat46=<tunnel:Tunnel>]';
const QUESTION = '[<type:a|aaaa|ptr|mx|ns|cname|any>] <query:Name>';
const SENDER = '[<sender:IpPattern|Ipv6Prefix>]';
const TTL = '[ttl=<seconds:1..4294967295>]';
const SELECT =
  `dns server select {id:1..2147483647} (reject ${QUESTION} ${SENDER} ` +
  `| pp <number:PpNumber> [edns=<use:on|off>] [<server:Ip|Ipv6> [edns=<use:on|off>]] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>] ` +
  `| dhcp <interface:AnyInterface> ${OPTIONS} [<server:Ip|Ipv6> ${OPTIONS}] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>] ` +
  `| <server:Ip|Ipv6> ${OPTIONS} [<server:Ip|Ipv6> ${OPTIONS}] ${QUESTION} ${SENDER} [restrict pp <number:PpNumber>])`;

const IPV4_ONLY = 'servers of IPv6, and nat46';
const CACHE = gate('current rev10 rev8 nvr');

const SERVERS: readonly AnyRow[] = [
  setting(dnsServers, {
    manual: '24.2',
    syntax: syntax`dns server ${many(server, 1, 4)}`,
    help: { ja: 'DNSサーバーのIPアドレスを設定します', en: 'Set the DNS servers' },
    support: 'partial',
    lacking: IPV4_ONLY,
    supportOf: (_, list) =>
      list.every(({ address, nat46 }) => typeof address === 'number' && nat46 === undefined) ? 'full' : 'partial',
  }),
  setting(Dns.dnsServerPp, {
    manual: '24.4',
    syntax: syntax`dns server pp ${{ number: ppNumber }} ${{ edns: optional(edns) }}`,
    help: { ja: 'DNSサーバーを通知してもらう相手先を設定します', en: 'Take the DNS servers that a PP tells' },
    support: 'full',
  }),
  setting(Dns.dnsServerDhcp, {
    manual: '24.5',
    syntax: syntax`dns server dhcp ${{ interface: interfaceName }} ${spread(ways)}`,
    help: { ja: 'DNSサーバーを通知してもらうインタフェースを設定します', en: 'Take the DNS servers that DHCP tells' },
    support: 'partial',
    lacking: 'nat46',
    supportOf: (_, { nat46 }) => (nat46 === undefined ? 'full' : 'partial'),
  }),
  noted(Dns.dnsServerSelect, {
    manual: '24.10',
    line: SELECT,
    help: { ja: '問い合わせの内容に応じたDNSサーバーを設定します', en: 'Set which DNS server is asked what' },
    support: 'partial',
    lacking: IPV4_ONLY,
    supportOf: (_, text) => (/nat46=|:/.test(text) ? 'partial' : 'full'),
  }),
];

const STATIC: readonly AnyRow[] = [
  noted(Dns.ipHost, {
    manual: '24.11',
    line: `ip host {name:Domain} <address:Ip|Ipv6> ${TTL}`,
    help: { ja: 'ホスト名とIPアドレスの対応を登録します', en: 'Tie a name to an address' },
    support: 'full',
  }),
  noted(Dns.dnsStaticA, {
    manual: '24.11',
    line: `dns static a {name:Domain} <address:Ip> ${TTL}`,
    help: { ja: '静的なAレコードを登録します', en: 'Set a static A record' },
    support: 'full',
  }),
  noted(Dns.dnsStaticAaaa, {
    manual: '24.11',
    line: `dns static aaaa {name:Domain} <address:Ipv6> ${TTL}`,
    help: { ja: '静的なAAAAレコードを登録します', en: 'Set a static AAAA record' },
    support: 'full',
  }),
  noted(Dns.dnsStaticPtr, {
    manual: '24.11',
    line: `dns static ptr {address:Ip|Ipv6} <name:Domain> ${TTL}`,
    help: { ja: '静的なPTRレコードを登録します', en: 'Set a static PTR record' },
    support: 'full',
  }),
  noted(Dns.dnsStaticMx, {
    manual: '24.11',
    line: `dns static mx {name:Domain} <host:Domain> ${TTL}`,
    help: { ja: '静的なMXレコードを登録します', en: 'Set a static MX record' },
    support: 'full',
  }),
  noted(Dns.dnsStaticNs, {
    manual: '24.11',
    line: `dns static ns {name:Domain} <host:Domain> ${TTL}`,
    help: { ja: '静的なNSレコードを登録します', en: 'Set a static NS record' },
    support: 'full',
  }),
  noted(Dns.dnsStaticCname, {
    manual: '24.11',
    line: `dns static cname {name:Domain} <host:Domain> ${TTL}`,
    help: { ja: '静的なCNAMEレコードを登録します', en: 'Set a static CNAME record' },
    support: 'full',
  }),
];

const CLIENT: readonly AnyRow[] = [
  noted(Dns.dnsDomain, {
    manual: '24.3',
    line: 'dns domain <domain:.|Domain>',
    help: { ja: 'DNSドメイン名を設定します', en: 'Set the domain of names without one' },
    support: 'full',
  }),
  noted(Dns.dnsNoticeOrder, {
    manual: '24.6',
    line: 'dns notice order {protocol:dhcp|dhcpv6|msext} <server:none|me|server>...2',
    help: { ja: 'DNSサーバーを通知する順序を設定します', en: 'Set which DNS servers are told to clients' },
    support: 'partial',
    lacking: 'dhcpv6',
    supportOf: (key) => ((key as { protocol: string }).protocol === 'dhcpv6' ? 'stored' : 'full'),
  }),
  noted(Dns.dnsSourcePort, {
    manual: '24.12',
    line: 'dns srcport <port:Range>',
    help: { ja: 'DNS問い合わせの始点ポート番号を設定します', en: 'Set the source ports of DNS questions' },
    support: 'full',
  }),
  noted(Dns.dnsCacheUse, {
    manual: '24.14',
    line: 'dns cache use <use:on|off>',
    on: CACHE,
    help: { ja: 'DNSキャッシュを使用するかどうかを設定します', en: 'Remember the answers of DNS servers' },
    support: 'full',
  }),
  noted(Dns.dnsCacheMaxEntry, {
    manual: '24.15',
    line: 'dns cache max entry <count:1..1024>',
    on: CACHE,
    help: {
      ja: 'DNSキャッシュの最大エントリー数を設定します',
      en: 'Set how many answers of DNS servers are remembered',
    },
    support: 'full',
  }),
];

const SERVICE: readonly AnyRow[] = [
  setting(Dns.dnsService, {
    manual: '24.1',
    syntax: syntax`dns service ${word('recursive', 'off')}`,
    help: { ja: 'DNSサーバー機能を使用するか設定します', en: 'Answer DNS' },
    support: 'full',
  }),
  setting(Dns.dnsPrivateAddressSpoof, {
    manual: '24.7',
    syntax: syntax`dns private address spoof ${onOff}`,
    help: { ja: 'プライベートアドレスに対する問い合わせを処理するか設定します', en: 'Answer for private addresses' },
    support: 'full',
  }),
  setting(Dns.dnsPrivateName, {
    manual: 'RT58i 14.2',
    on: gate('nvr netvolante early'),
    syntax: syntax`dns private name ${name(255)}`,
    help: { ja: 'ルーター自身の名前を設定します', en: "Set the router's own name" },
    support: 'full',
  }),
  noted(Dns.dnsServiceAaaaFilter, {
    manual: '24.8',
    line: 'dns service aaaa filter <filter:on|off>',
    on: gate('RTX1210>=14.01.26 RTX1220 RTX1300 RTX830>=15.02.03 NVR510 NVR700W'),
    help: {
      ja: 'AAAAレコードの問い合わせを制限するかどうかを設定します',
      en: 'Answer no questions for IPv6 addresses',
    },
    support: 'full',
  }),
  noted(Dns.dnsHost, {
    manual: '24.13',
    line: 'dns host (any | none | lan | <host:IpRange|Place>...)',
    help: { ja: 'DNSサーバーへのアクセスを許可するホストを設定します', en: 'Set which hosts may ask our DNS server' },
    support: 'full',
  }),
];

export const CHAPTER_24 = (): readonly AnyRow[] => [...SERVICE, ...SERVERS, ...CLIENT, ...STATIC];
