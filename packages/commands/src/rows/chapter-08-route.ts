/**
 * Manual section 8.1.7: static routes.
 * @module
 */
import { fragmentable, type Gateway, ipRoute, type RouteGateway, routeChangeLog } from '@rtemu/config/settings/ip';
import { gate } from '@rtemu/models/gate';
import { ipAddress, network } from '../operands/address.js';
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName, ppNumber, tunnelNumber } from '../operands/place.js';
import { name } from '../operands/text.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';

const DLCI_MAX = 1022;
const WEIGHT_MAX = 2_147_483_647;
const DPI_MAX = 2_147_483_647;

const LOOPBACKS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((n) => `loopback${n}`);

/** `loopback3`: the number is part of the word. */
const loopback = word(...LOOPBACKS).map<Gateway>(
  (text) => ({ kind: 'loopback', number: Number(text.slice('loopback'.length)) }),
  (value) => (value.kind === 'loopback' ? `loopback${value.number}` : ''),
  (value) => (value as Gateway).kind === 'loopback',
);
const namedLoopback = loopback.named('loopback1..loopback9', 'loopback1..loopback9');

const gateway = either(
  group`pp anonymous ${{ user: assign('name', name(64)) }}`.as({ kind: 'anonymous' }),
  group`pp ${{ pp: ppNumber }} ${{ dlci: optional(assign('dlci', number(16, DLCI_MAX))) }}`.as({ kind: 'pp' }),
  group`tunnel ${{ tunnel: tunnelNumber }}`.as({ kind: 'tunnel' }),
  group`dhcp ${{ interface: interfaceName }}`.as({ kind: 'dhcp' }),
  group`null`.as({ kind: 'null' }),
  namedLoopback,
  group`${{ address: ipAddress }}`.as({ kind: 'address' }),
);

const way = group`gateway ${{ gateway }} ${{
  parameters: unordered({
    filter: group`filter ${many(number(1, TIME_MAX))}`,
    dpi: group`dpi ${many(number(1, DPI_MAX))}`,
    metric: group`metric ${number(1, 15)}`,
    hide: flag('hide'),
    weight: group`weight ${number(0, WEIGHT_MAX)}`,
    keepalive: group`keepalive ${number(1, 100)}`,
  }),
}}`.map<RouteGateway>(
  ({ gateway, parameters: { filter, dpi, metric, hide, weight, keepalive } }) => ({
    gateway,
    filter,
    dpi,
    metric,
    hide: hide === true,
    weight,
    keepalive,
  }),
  ({ gateway, hide, dpi, ...parameters }) => ({ gateway, parameters: { ...parameters, dpi, hide: hide || undefined } }),
);

const isWhole = ({ dpi, gateway }: RouteGateway): boolean =>
  dpi === undefined && !(gateway.kind === 'pp' && gateway.dlci !== undefined);

function supportOf(_: unknown, ways: readonly RouteGateway[]): Support {
  const whole = ways.filter(isWhole).length;
  return whole === ways.length ? 'full' : whole > 0 ? 'partial' : 'stored';
}

export const CHAPTER_8_ROUTES = (): readonly AnyRow[] => [
  setting(ipRoute, {
    manual: '8.1.7',
    syntax: syntax`ip route ${key(network)} ${many(way)}`,
    help: { ja: '静的経路を設定します', en: 'Set a static route' },
    support: 'partial',
    lacking: 'dpi; dlci, since there is no frame relay',
    supportOf,
  }),
  setting(fragmentable, {
    manual: '8.1.26',
    on: gate('* -RT300i -RT105e -RT105i -RT105p -early'),
    syntax: syntax`ip fragment remove df-bit ${group`filter ${many(number(1, TIME_MAX))}`}`,
    help: {
      ja: 'フィルターに一致するIPパケットのDFビットを書き換えるように設定します',
      en: 'Let some packets be fragmented against their will',
    },
    support: 'full',
  }),
  setting(routeChangeLog, {
    manual: '8.1.24',
    on: gate('* -RT300i -RT105e -RT105i -RT105p -early'),
    syntax: syntax`ip route change log ${onOff}`,
    help: { ja: '経路の変化をログに記録するかどうかを設定します', en: 'Write changes of routes to the log' },
    support: 'full',
  }),
];
