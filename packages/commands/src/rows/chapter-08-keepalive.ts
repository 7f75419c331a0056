/**
 * Manual sections 8.5.8 and 58.34: hosts that are watched, so that routes can depend on them.
 * @module
 */
import { type IpKeepalive, ipKeepalive, type KeepaliveTarget } from '@rtemu/config/settings/keepalive';
import { gate } from '@rtemu/models/gate';
import { Commas, Shaped } from '../manual/kind.js';
import { ipAddress } from '../operands/address.js';
import { assign, either, many, unordered } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, setting, view } from '../row.js';
import { group, key, spread, syntax } from '../syntax.js';
import { keepaliveLines } from '../views/keepalive.js';

const TARGETS_MAX = 10;
const WAIT_MAX = 1_000_000;

const target = either(
  group`dhcp ${{ interface: interfaceName }}`.as({ kind: 'dhcp' }),
  group`${{ address: ipAddress }}`.as({ kind: 'address' }),
);

const securityGateways = new Commas(new Shaped({ of: /^\d{1,4}$/, usage: { ja: '数値', en: 'NUMBER' } }));

const isWhole = ({ ipsecRefresh, ipsecRefreshUp, ipsecRefreshDown }: IpKeepalive): boolean =>
  ipsecRefresh === undefined && ipsecRefreshUp === undefined && ipsecRefreshDown === undefined;

export const CHAPTER_8_KEEPALIVE = (): readonly AnyRow[] => [
  setting(ipKeepalive, {
    manual: '8.5.8',
    on: gate('current rev10 rev8 RTX1000 nvr RT58i'),
    syntax: syntax`ip keepalive ${key(number(1, 100))} ${{ kind: word('icmp-echo') }} ${{ intervalSeconds: number(1, 65_535) }} ${{
      count: number(3, 100),
    }} ${{ targets: many<KeepaliveTarget>(target, 1, TARGETS_MAX) }} ${spread(
      unordered({
        log: assign('log', onOff),
        upwaitSeconds: assign('upwait', number(1, WAIT_MAX)),
        downwaitSeconds: assign('downwait', number(1, WAIT_MAX)),
        length: assign('length', number(64, 1500)),
        localAddress: assign('local-address', ipAddress),
        ipsecRefresh: assign('ipsec-refresh', securityGateways),
        ipsecRefreshUp: assign('ipsec-refresh-up', securityGateways),
        ipsecRefreshDown: assign('ipsec-refresh-down', securityGateways),
        rule: assign('gateway-selection-rule', word('head', 'normal')),
      }),
    )}`,
    help: { ja: 'ネットワーク監視機能を設定します', en: 'Watch whether hosts can be reached' },
    support: 'partial',
    lacking: 'ipsec-refresh, ipsec-refresh-up and ipsec-refresh-down, since there is no IPsec',
    supportOf: (_, value) => (isWhole(value) ? 'full' : 'partial'),
  }),
  view({
    manual: '58.34',
    on: gate('current rev10 rev8 RTX1000 nvr netvolante'),
    syntax: syntax`show status ip keepalive`,
    help: { ja: 'ネットワーク監視の状態を表示します', en: 'Show the state of watched hosts' },
    view: (_, { session }) => {
      return (status) => keepaliveLines(status.keepalives(), session.language);
    },
  }),
];
