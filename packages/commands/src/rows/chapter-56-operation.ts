/**
 * Manual chapter 56: selecting, saving, dialling, looking around.
 * @module
 */
import type { Draft } from '@rtemu/config/document';
import { GLOBAL, type PpNumber, ppSelection, tunnelSelection } from '@rtemu/config/selection';
import { numbersIn, ppAllDisabled, ppEnabled } from '@rtemu/config/settings/pp';
import { gate } from '@rtemu/models/gate';
import { type Machine, PP_LISTS } from '@rtemu/models/machine';
import { ipAddress } from '../operands/address.js';
import { either, many, optional, unordered } from '../operands/combine.js';
import { decimal, number, TIME_MAX } from '../operands/number.js';
import { anyInterface, type Numbers, pp, ppNumber, pps, tunnelNumber } from '../operands/place.js';
import { name } from '../operands/text.js';
import { flag, word } from '../operands/word.js';
import type { Disconnected, Request } from '../request.js';
import { type AnyRow, type Applied, action, edit } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';
import { CONFIG_FILES } from './chapter-56-config-files.js';

const SELECT: readonly AnyRow[] = [
  action({
    manual: '56.1',
    level: 'user',
    syntax: syntax`pp select ${either(pp, word('none'))}`,
    help: { ja: '設定の対象となる相手先を選択します', en: 'Select a PP' },
    act: (number) => ({ selection: number === 'none' ? GLOBAL : ppSelection(number) }),
    withdraw: () => ({ selection: GLOBAL }),
  }),
  action({
    manual: '56.2',
    level: 'user',
    syntax: syntax`tunnel select ${either(tunnelNumber, word('none'))}`,
    help: { ja: '設定の対象となるトンネルを選択します', en: 'Select a tunnel' },
    act: (number) => ({ selection: number === 'none' ? GLOBAL : tunnelSelection(number) }),
    withdraw: () => ({ selection: GLOBAL }),
  }),
];

const TELNET_PORT = 23;

const ask = (request: Request) => (): { readonly request: Request } => ({ request });

const leave = (manual: string, line: 'exit' | 'quit'): AnyRow =>
  action({
    manual,
    level: 'user',
    syntax: line === 'exit' ? syntax`exit ${flag('save')}` : syntax`quit ${flag('save')}`,
    help: { ja: 'ログアウトするか、管理レベルから抜けます', en: 'Leave the administrator level, or log out' },
    act: (save) => ({ request: { kind: 'exit', save } }),
  });

const SESSION: readonly AnyRow[] = [
  action({
    manual: '56.3.1',
    level: 'user',
    syntax: syntax`administrator`,
    help: { ja: '管理レベルへ移行します', en: 'Become administrator' },
    act: ask({ kind: 'administrator' }),
  }),
  leave('56.3.2', 'exit'),
  leave('56.3.2', 'quit'),
  action({
    manual: '56.3.11',
    syntax: syntax`cold start`,
    help: { ja: '工場出荷時の設定に戻して再起動します', en: 'Forget everything and restart' },
    act: ask({ kind: 'cold-start' }),
  }),
  action({
    manual: '56.4.6',
    syntax: syntax`clear arp`,
    help: { ja: 'ARPテーブルを消去します', en: 'Clear the ARP table' },
    act: ask({ kind: 'clear-arp' }),
  }),
  action({
    manual: '56.4.10',
    syntax: syntax`clear log`,
    help: { ja: 'ログを消去します', en: 'Clear the log' },
    act: ask({ kind: 'clear-log' }),
  }),
];

const counted = either(
  group`pp ${{ pp }}`.as({ kind: 'pp' }),
  group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
  group`${{ name: anyInterface }}`.as({ kind: 'interface' }),
);

const CLEAR_STATUS: readonly AnyRow[] = [
  action({
    manual: '56.4.13',
    on: gate('* -early'),
    syntax: syntax`clear status ${counted}`,
    help: { ja: 'インタフェースのカウンターを消去します', en: 'Clear what an interface counted' },
    support: 'partial',
    lacking: 'interfaces other than LANs, PPs and tunnels',
    act: (of) => ({ request: { kind: 'clear-status', of } }),
  }),
];

const ppList = many(pps(PP_LISTS));

function numbersOf(list: readonly Numbers[], { ppMax }: Machine): readonly PpNumber[] {
  return list.flatMap((numbers): readonly PpNumber[] => {
    if (numbers === 'anonymous') return ['anonymous'];
    const { first, last } = numbers === 'all' ? { first: 1, last: ppMax } : numbers;
    const range = numbersIn([{ first, last }]);
    return numbers === 'all' ? [...range, 'anonymous'] : range;
  });
}

function enable(draft: Draft, list: readonly Numbers[], on: boolean, machine: Machine): Applied {
  if (list.length > 1 && !machine.allows(PP_LISTS).open) return { fault: 'parameter-count' };
  const numbers = numbersOf(list, machine);
  if (list.includes('all') && on) draft.global.unset(ppAllDisabled);
  else if (list.includes('all')) draft.global.set(ppAllDisabled, true);
  for (const number of numbers) {
    if (on) draft.pp(number).set(ppEnabled, true);
    else draft.pp(number).unset(ppEnabled);
  }
  return on ? { requests: [{ kind: 'reinitialize-pp', pps: numbers }] } : undefined;
}

const ENABLE: readonly AnyRow[] = [
  edit({
    manual: '56.7.1',
    syntax: syntax`pp enable ${key(ppList)}`,
    help: { ja: '相手先を使用できるようにします', en: 'Enable PPs' },
    support: 'full',
    prints: ppEnabled,
    apply: (draft, _, list, { machine }) => enable(draft, list, true, machine),
    withdraw: (draft, list, { machine }) => enable(draft, list, false, machine),
    lines: (block, where) =>
      block.get(ppEnabled) === true && where.scope === 'pp' ? [`pp enable ${where.number}`] : [],
  }),
  edit({
    manual: '56.7.2',
    syntax: syntax`pp disable ${key(ppList)}`,
    help: { ja: '相手先を使用できなくします', en: 'Disable PPs' },
    support: 'full',
    prints: ppAllDisabled,
    lines: (block) => (block.get(ppAllDisabled) === true ? ['pp disable all'] : []),
    apply: (draft, _, list, { machine }) => enable(draft, list, false, machine),
  }),
];

const SESSIONS = /^anonymous(\d{1,3})$/;

const anonymousSession = name(13, SESSIONS)
  .named('anonymous番号', 'anonymousN')
  .map<Disconnected>(
    (text) => ({ kind: 'anonymous-session', number: Number(SESSIONS.exec(text)![1]) }),
    (what) => (what.kind === 'anonymous-session' ? `anonymous${what.number}` : ''),
  );

const disconnected = either(
  group`all`.as({ kind: 'all' }),
  anonymousSession,
  group`anonymous`.as({ kind: 'anonymous' }),
  group`${{ pp: ppNumber }}`.as({ kind: 'pp' }),
);

const DIAL: readonly AnyRow[] = [
  action({
    manual: '56.7.7',
    syntax: syntax`connect ${ppNumber}`,
    help: { ja: '相手先に発信します', en: 'Dial a PP' },
    act: (pp) => ({ request: { kind: 'connect', pp } }),
  }),
  action({
    manual: '56.7.7',
    syntax: syntax`connect pp ${ppNumber}`,
    help: { ja: '相手先に発信します', en: 'Dial a PP' },
    act: (pp) => ({ request: { kind: 'connect', pp } }),
  }),
  action({
    manual: '56.7.8',
    syntax: syntax`disconnect ${disconnected}`,
    help: { ja: '相手先との接続を切断します', en: 'Disconnect PPs' },
    act: (what) => ({ request: { kind: 'disconnect', what } }),
  }),
  action({
    manual: '56.7.8',
    syntax: syntax`disconnect pp ${disconnected}`,
    help: { ja: '相手先との接続を切断します', en: 'Disconnect PPs' },
    act: (what) => ({ request: { kind: 'disconnect', what } }),
  }),
];

const LONG_WAITS = gate('*>=14.01.26');
const waitMax = (machine: Machine): number => (machine.allows(LONG_WAITS).open ? 3600 : 99.9);
const PING_OCTETS = 64;

const PING: readonly AnyRow[] = [
  action({
    manual: '56.7.9',
    level: 'user',
    syntax: syntax`ping ${spread(
      unordered({
        octets: group`-s ${number(1, 65_535)}`,
        count: group`-c ${number(1, TIME_MAX)}`,
        from: group`-sa ${ipAddress}`,
        waitSeconds: group`-w ${decimal(0.1, waitMax)}`,
      }),
    )} ${{ host: name(255, /^[^-]\S*$/).named('ホスト', 'HOST') }}`,
    help: { ja: 'pingを実行します', en: 'Ask whether a host answers' },
    act: ({ octets, count, from, waitSeconds, host }) => ({
      request: { kind: 'ping', host, octets: octets ?? PING_OCTETS, count, from, waitSeconds },
    }),
  }),
];

const TRACEROUTE: readonly AnyRow[] = [
  action({
    manual: '56.7.11',
    level: 'user',
    syntax: syntax`traceroute ${{ host: name(255, /^[^-]\S*$/).named('ホスト', 'HOST') }} ${spread(
      unordered({ noresolv: flag('noresolv'), from: group`-sa ${ipAddress}` }),
    )}`,
    help: { ja: 'ホストまでの経路を調べます', en: 'Show the way to a host' },
    support: 'partial',
    lacking: 'names of the routers on the way',
    act: ({ host, from }) => ({ request: { kind: 'traceroute', host, from } }),
  }),
];

const TELNET: readonly AnyRow[] = [
  action({
    manual: '56.7.17',
    level: 'user',
    syntax: syntax`telnet ${{ host: name(255, /^[^-]\S*$/).named('ホスト', 'HOST') }} ${{
      port: optional(number(1, 65_535)),
    }}`,
    help: { ja: 'TELNETで接続します', en: 'Log in to another machine by telnet' },
    support: 'partial',
    lacking: 'the mode, the negotiation and another key to leave than Ctrl-]; ports by name',
    act: ({ host, port }) => ({ request: { kind: 'telnet', host, port: port ?? TELNET_PORT } }),
  }),
];

export const CHAPTER_56 = (): readonly AnyRow[] => [
  ...SELECT,
  ...SESSION,
  ...CLEAR_STATUS,
  ...CONFIG_FILES(),
  ...ENABLE,
  ...DIAL,
  ...PING,
  ...TRACEROUTE,
  ...TELNET,
];
