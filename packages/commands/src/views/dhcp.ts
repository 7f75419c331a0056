/**
 * `show status dhcp` and `show status dhcpc` (manual 58.26, 58.27). The first in English was seen on an RTX810, its labels in
 * Japanese too; `summary` in part; the layout of the second is ours.
 * @module
 */
import { printIpv4, printMac } from '@rtemu/config/address';
import type { Language } from '../messages.js';
import type {
  DhcpClientStatus,
  DhcpClientStatusOf,
  DhcpLeaseStatus,
  DhcpScopeStatus,
  DhcpStatus,
} from '../status/dhcp.js';
import { halfWidths } from '../words.js';

type Labels = Readonly<Record<keyof (typeof LABELS)['en'], string>>;

const LABELS = {
  en: {
    scope: 'DHCP Scope number',
    network: 'Network address',
    address: 'Leased address',
    ethernet: 'Client ethernet address',
    identifier: '(type) Client ID',
    host: 'Host Name',
    remaining: 'Remaining lease',
    reserved: 'Reserved address',
    all: 'All',
    except: 'Except',
    leased: 'Leased',
    usable: 'Usable',
  },
  ja: {
    scope: 'DHCPスコープ番号',
    network: 'ネットワークアドレス',
    address: '割り当て中アドレス',
    ethernet: 'クライアントイーサネットアドレス',
    identifier: '(タイプ) クライアントID',
    host: 'ホスト名',
    remaining: 'リース残時間',
    reserved: '予約済みアドレス',
    all: '全アドレス数',
    except: '除外アドレス数',
    leased: '割り当て中アドレス数',
    usable: '利用可能アドレス数',
  },
} as const;

/** How far the colons stand to the right: of a scope, of a lease. */
const WIDTHS = { en: { scope: 21, lease: 24 }, ja: { scope: 21, lease: 33 } } as const;

const right = (text: string, width: number): string => ' '.repeat(Math.max(0, width - halfWidths(text))) + text;
const hex = (octet: number): string => octet.toString(16).padStart(2, '0');

/** `2days 16hours 3min. 50secs.`, `2日 13時間 37分 41秒`; what is zero in front is left out. */
function remaining(seconds: number, language: Language): string {
  if (!Number.isFinite(seconds)) return language === 'ja' ? '無期限' : 'infinity';
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 86_400), 'days', '日'],
    [Math.floor((whole % 86_400) / 3600), 'hours', '時間'],
    [Math.floor((whole % 3600) / 60), 'min.', '分'],
    [whole % 60, 'secs.', '秒'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first < 0 ? parts.length - 1 : first)
    .map(([count, en, ja]) => `${count}${language === 'ja' ? ja : en}`)
    .join(' ');
}

const identifierText = ([type = 0, ...rest]: readonly number[]): string =>
  `(${hex(type)})${rest.map((octet) => ` ${hex(octet)}`).join('')}`;

/** @param scope only this one */
export function dhcpLines(status: DhcpStatus, scope: number | undefined, language: Language): readonly string[] {
  return chosen(status, scope).flatMap((each) => scopeLines(each, language));
}

const chosen = ({ scopes }: DhcpStatus, scope: number | undefined): readonly DhcpScopeStatus[] =>
  scopes.filter(({ number }) => scope === undefined || number === scope);

function scopeLines({ number, network, leases, reserved, all, except }: DhcpScopeStatus, language: Language): string[] {
  const label: Labels = LABELS[language];
  const width = WIDTHS[language];
  const line = (text: string, value: string | number): string => `${right(text, width.scope)}: ${value}`;
  const inner = (text: string, value: string): string => `${right(text, width.lease)}: ${value}`;
  return [
    `${label.scope}: ${number}`,
    line(label.network, printIpv4(network)),
    ...leases.flatMap((lease) => leaseLines(lease, label, inner, language)),
    ...reserved.map((address) => inner(label.reserved, printIpv4(address))),
    line(label.all, all),
    line(label.except, except),
    line(label.leased, leases.length),
    line(label.usable, all - except - leases.length),
  ];
}

function leaseLines(
  { address, client, hostName, remainingSeconds }: DhcpLeaseStatus,
  label: Labels,
  inner: (text: string, value: string) => string,
  language: Language,
): string[] {
  const who =
    client?.kind === 'identifier'
      ? [inner(label.identifier, identifierText(client.octets))]
      : client?.kind === 'ethernet'
        ? [inner(label.ethernet, printMac(client.mac))]
        : client?.kind === 'ipcp'
          ? [inner(label.identifier, 'IPCP')]
          : [];
  return [
    inner(label.address, printIpv4(address)),
    ...who,
    ...(hostName === undefined || hostName === '' ? [] : [inner(label.host, hostName)]),
    inner(label.remaining, remaining(remainingSeconds, language)),
  ];
}

/** One line a lease, by the numbers that `dhcp convert lease to bind` takes. */
export function dhcpSummaryLines(status: DhcpStatus, scope: number | undefined, language: Language): readonly string[] {
  return chosen(status, scope).flatMap(({ number, leases }) => [
    `${LABELS[language].scope}: ${number}`,
    ...leases.map(
      ({ address, client, hostName }, i) =>
        `${String(i + 1).padStart(3)}:${printIpv4(address).padStart(19)}:  ${clientText(client)}${hostName ? `, ${hostName}` : ''}`,
    ),
  ]);
}

const MAC_OCTETS = 6;

function clientText(client: DhcpClientStatus | undefined): string {
  if (client === undefined) return '-';
  if (client.kind === 'ipcp') return 'IPCP';
  if (client.kind === 'ethernet') return printMac(client.mac);
  const [type, ...rest] = client.octets;
  return type === 1 && rest.length === MAC_OCTETS ? rest.map(hex).join(':') : identifierText(client.octets);
}

const STATES = {
  idle: { en: 'not connected', ja: '未接続' },
  searching: { en: 'searching for a DHCP server', ja: 'DHCPサーバー検索中' },
  requesting: { en: 'requesting an IP address', ja: 'IPアドレス要求中' },
  bound: { en: 'bound', ja: '取得済み' },
  renewing: { en: 'renewing', ja: '更新中' },
} as const;

export function dhcpClientLines({ clients }: DhcpStatus, language: Language): readonly string[] {
  return clients.flatMap((client) => oneClientLines(client, language));
}

function oneClientLines(client: DhcpClientStatusOf, language: Language): readonly string[] {
  const say = (en: string, ja: string): string => (language === 'ja' ? ja : en);
  const line = (en: string, ja: string, value: string): string => `${right(say(en, ja), 24)}: ${value}`;
  const { grant, identifier, hostName, state } = client;
  const list = (addresses: readonly (typeof grant & {})['address'][]): string => addresses.map(printIpv4).join(', ');
  return [
    `${say('Interface', 'インタフェース')}: ${client.interface} ${client.which}`,
    line('IP address', 'IPアドレス', grant ? `${printIpv4(grant.address)}/${grant.length}` : STATES[state][language]),
    ...(grant
      ? [
          line('DHCP server', 'DHCPサーバー', printIpv4(grant.server)),
          line('Remaining lease', 'リース残時間', remaining(grant.remainingSeconds, language)),
        ]
      : []),
    line('(type) Client ID', '(タイプ) クライアントID', identifierText(identifier)),
    ...(hostName === undefined ? [] : [line('Host Name', 'ホスト名', hostName)]),
    ...(grant
      ? [
          say('Common information', '共通情報'),
          line('DNS server', 'DNSサーバー', list(grant.dnsServers)),
          line('Default gateway', 'デフォルトゲートウェイ', list(grant.gateways)),
          ...(grant.domain === undefined ? [] : [line('Domain name', 'ドメイン名', grant.domain)]),
        ]
      : []),
  ];
}
