/**
 * Manual chapter 34: NetVolante DNS. The service that is talked to is a lab's, in a way that is the project's own.
 * @module
 */
import * as Netvolante from '@rtemu/config/settings/netvolante';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { either, optional } from '../operands/combine.js';
import { anyInterface, ppNumber } from '../operands/place.js';
import { word } from '../operands/word.js';
import { type AnyRow, action, type Support, view } from '../row.js';
import { group, syntax } from '../syntax.js';
import { netvolanteLines } from '../views/netvolante.js';
import { noted } from './noted.js';

const NETVOLANTE = gate('* -RT300i -RT105e -RT105i -RT105p');
const LATER = gate('current rev10 rev8 nvr');

const ONE_SERVER = 'server=2';
const ONE_SERVER_IPV4 = 'server=2, and IPv6';

const supportOfServer = (key: unknown): Support =>
  Netvolante.isFirstServer(key as { server: string }) ? 'full' : 'stored';
const supportOfName = (key: unknown, text: string): Support =>
  / ?ipv6\b/.test(text) ? 'stored' : supportOfServer(key);

const SETTINGS: readonly AnyRow[] = [
  noted(Netvolante.netvolanteUse, {
    manual: '34.1',
    on: NETVOLANTE,
    line: 'netvolante-dns use {interface:AnyInterface} <use:auto|off>',
    help: {
      ja: 'インタフェースのアドレスをネットボランチDNSに自動で登録するかどうかを設定します',
      en: 'Keep NetVolante DNS up to date with an interface',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolanteUsePp, {
    manual: '34.1',
    on: NETVOLANTE,
    line: 'netvolante-dns use pp <use:auto|off>',
    help: {
      ja: 'PPのアドレスをネットボランチDNSに自動で登録するかどうかを設定します',
      en: 'Keep NetVolante DNS up to date with the PP',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolantePort, {
    manual: '34.4',
    on: NETVOLANTE,
    line: 'netvolante-dns port <port:1..65535>',
    help: { ja: 'ネットボランチDNSサービスのポート番号を設定します', en: 'Set the port of NetVolante DNS' },
    support: 'full',
  }),
  noted(Netvolante.netvolanteHostname, {
    manual: '34.6',
    on: NETVOLANTE,
    line: 'netvolante-dns hostname host {interface:AnyInterface} {server:[server=<server:1|2>]} <host:Domain> [ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>])] [duplicate]',
    help: {
      ja: 'インタフェースのネットボランチDNSでの名前を設定します',
      en: 'Set the name of an interface in NetVolante DNS',
    },
    support: 'partial',
    lacking: ONE_SERVER_IPV4,
    supportOf: supportOfName,
  }),
  noted(Netvolante.netvolanteHostnamePp, {
    manual: '34.6',
    on: NETVOLANTE,
    line: 'netvolante-dns hostname host pp {server:[server=<server:1|2>]} <host:Domain> [ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>])] [duplicate]',
    help: { ja: 'PPのネットボランチDNSでの名前を設定します', en: 'Set the name of the PP in NetVolante DNS' },
    support: 'partial',
    lacking: ONE_SERVER_IPV4,
    supportOf: supportOfName,
  }),
  noted(Netvolante.netvolanteTimeout, {
    manual: '34.7',
    on: NETVOLANTE,
    line: 'netvolante-dns timeout {interface:AnyInterface} <seconds:1..180>',
    help: {
      ja: 'インタフェースからのネットボランチDNSへの登録のタイムアウト時間を設定します',
      en: 'Set for how long NetVolante DNS is waited for by an interface',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolanteTimeoutPp, {
    manual: '34.7',
    on: NETVOLANTE,
    line: 'netvolante-dns timeout pp <seconds:1..180>',
    help: {
      ja: 'PPからのネットボランチDNSへの登録のタイムアウト時間を設定します',
      en: 'Set for how long NetVolante DNS is waited for by the PP',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolanteAutoHostname, {
    manual: '34.8',
    on: NETVOLANTE,
    line: 'netvolante-dns auto hostname {interface:AnyInterface} {server:[server=<server:1|2>]} (<automatic:on|off> | ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>]))',
    help: {
      ja: 'インタフェースの名前をネットボランチDNSに作らせるかどうかを設定します',
      en: 'Let NetVolante DNS name an interface',
    },
    support: 'partial',
    lacking: ONE_SERVER_IPV4,
    supportOf: supportOfName,
  }),
  noted(Netvolante.netvolanteAutoHostnamePp, {
    manual: '34.8',
    on: NETVOLANTE,
    line: 'netvolante-dns auto hostname pp {server:[server=<server:1|2>]} (<automatic:on|off> | ipv6 (address [<address:Ipv6>] | prefix [<prefix:Ipv6Prefix>]))',
    help: { ja: 'PPの名前をネットボランチDNSに作らせるかどうかを設定します', en: 'Let NetVolante DNS name the PP' },
    support: 'partial',
    lacking: ONE_SERVER_IPV4,
    supportOf: supportOfName,
  }),
  noted(Netvolante.netvolanteServer, {
    manual: '34.10',
    on: NETVOLANTE,
    line: 'netvolante-dns server <server:Host>',
    help: { ja: 'ネットボランチDNSサーバーを設定します', en: 'Set the server of NetVolante DNS' },
    support: 'full',
  }),
  noted(Netvolante.netvolanteRetryInterval, {
    manual: '34.13',
    on: NETVOLANTE,
    line: 'netvolante-dns retry interval {interface:AnyInterface} <seconds:auto|60..300> <count:1..50>',
    help: {
      ja: 'インタフェースのネットボランチDNSへの登録の再試行を設定します',
      en: 'Set how often an interface tries NetVolante DNS again',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolanteRetryIntervalPp, {
    manual: '34.13',
    on: NETVOLANTE,
    line: 'netvolante-dns retry interval pp <seconds:auto|60..300> <count:1..50>',
    help: {
      ja: 'PPのネットボランチDNSへの登録の再試行を設定します',
      en: 'Set how often the PP tries NetVolante DNS again',
    },
    support: 'full',
  }),
  noted(Netvolante.netvolanteRegisterTimer, {
    manual: '34.14',
    on: LATER,
    line: 'netvolante-dns register timer {server:[server=<server:1|2>]} <seconds:off|3600..2147483647>',
    help: {
      ja: 'ネットボランチDNSに登録し直す間隔を設定します',
      en: 'Set how often NetVolante DNS is told the address again',
    },
    support: 'partial',
    lacking: ONE_SERVER,
    supportOf: supportOfServer,
  }),
  noted(Netvolante.netvolanteAutoSave, {
    manual: '34.15',
    on: LATER,
    line: 'netvolante-dns auto save {server:[server=<server:1|2>]} <file:off|auto|Decimal>',
    help: {
      ja: 'ネットボランチDNSに登録したときに設定を保存するファイルを設定します',
      en: 'Set to which file the settings are saved after a registration',
    },
    support: 'partial',
    lacking: ONE_SERVER,
    supportOf: supportOfServer,
  }),
];

const place = either(
  group`pp ${{ pp: ppNumber }}`.as({ kind: 'pp' }),
  group`${{ interface: anyInterface }}`.as({ kind: 'interface' }),
);

const ACTIONS: readonly AnyRow[] = [
  action({
    manual: '34.2',
    on: NETVOLANTE,
    syntax: syntax`netvolante-dns go ${place}`,
    help: { ja: 'ネットボランチDNSにアドレスを登録します', en: 'Tell NetVolante DNS the address now' },
    act: (of) => ({ request: { kind: 'netvolante', task: 'register', of } }),
  }),
  action({
    manual: '34.3',
    on: NETVOLANTE,
    syntax: syntax`netvolante-dns delete go ${{ of: place }} ${{ host: optional(kindOf('Domain')) }}`,
    help: { ja: 'ネットボランチDNSから登録を削除します', en: 'Take a name out of NetVolante DNS' },
    act: ({ of, host }) => ({ request: { kind: 'netvolante', task: 'delete', of, host } }),
  }),
  action({
    manual: '34.5',
    on: NETVOLANTE,
    syntax: syntax`netvolante-dns get hostname list ${either(group`all`.as({ kind: 'all' }), place)}`,
    help: {
      ja: 'ネットボランチDNSに登録したホスト名の一覧を取得します',
      en: 'Ask NetVolante DNS for the names it has',
    },
    act: (of) => ({ request: { kind: 'netvolante', task: 'list', of } }),
  }),
  action({
    manual: '34.9',
    on: LATER,
    syntax: syntax`netvolante-dns set hostname ${either(word('pp'), anyInterface)} serial`,
    help: {
      ja: 'シリアル番号によるネットボランチDNSでの名前を設定します',
      en: 'Take the serial number for a name in NetVolante DNS',
    },
    act: (of, { session }) => {
      if (of !== 'pp') return { request: { kind: 'netvolante-serial', of: { kind: 'interface', interface: of } } };
      const { selection } = session;
      return selection.scope === 'pp' && typeof selection.number === 'number'
        ? { request: { kind: 'netvolante-serial', of: { kind: 'pp', pp: selection.number } } }
        : { fault: 'select-pp' };
    },
  }),
  view({
    manual: '58.38',
    on: gate('* -RT300i -RT105e -RT105i -RT105p -early'),
    syntax: syntax`show status netvolante-dns ${either(
      group`pp ${{ pp: optional(ppNumber) }}`.as({ kind: 'pp' }),
      group`${{ interface: anyInterface }}`.as({ kind: 'interface' }),
    )}`,
    help: { ja: 'ネットボランチDNSの状態を表示します', en: 'Show the state of NetVolante DNS' },
    view: (of, { session }) => {
      if (of.kind === 'interface') return (status) => netvolanteLines(status.netvolante(of), session.language);
      const { selection } = session;
      const selected = selection.scope === 'pp' && typeof selection.number === 'number' ? selection.number : undefined;
      const pp = of.pp ?? selected;
      if (pp === undefined) return 'select-pp';
      return (status) => netvolanteLines(status.netvolante({ kind: 'pp', pp }), session.language);
    },
  }),
];

export const CHAPTER_34_ROWS = (): readonly AnyRow[] => [...SETTINGS, ...ACTIONS];
