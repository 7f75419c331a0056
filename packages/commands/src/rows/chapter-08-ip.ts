/**
 * Manual chapter 8.1 and 8.2: addresses of interfaces.
 * @module
 */
import {
  ipAddress as ipAddressSetting,
  ipMssLimit,
  ipMtu,
  ipProxyArp,
  ipRebound,
  ipRouting,
  ipSecondaryAddress,
  type LanAddress,
  type MssLimit,
  ppAddress,
  ppMssLimit,
  ppMtu,
  ppRebound,
  ppRemoteAddress,
  ppRemoteAddressPool,
  tunnelAddress,
  tunnelMssLimit,
  tunnelMtu,
  tunnelRemoteAddress,
} from '@rtemu/config/settings/ip';
import { type Machine, WITH_REBOUND } from '@rtemu/models/machine';
import { addressRange, hostAddress, ipAddress, maskedAddress } from '../operands/address.js';
import { either, many, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { anyInterface, interfaceName } from '../operands/place.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, type Support, setting } from '../row.js';
import { group, key, syntax } from '../syntax.js';

const MTU_MIN = 64;
const MTU_MAX = 1500;
const JUMBO_MAX = 10_218;

const lanMtuMax = ({ name }: Machine): number => (name === 'RTX1300' ? JUMBO_MAX : MTU_MAX);

/** LANs, their ports and tags; bridges are kept and do nothing. */
export const onLans = (name: string): Support => (/^(?:lan\d+(?:[./]\d+)?|vlan\d+)$/.test(name) ? 'full' : 'stored');

const lanAddress = either(
  word('dhcp'),
  group`${{ masked: maskedAddress }} ${{ broadcast: optional(group`broadcast ${ipAddress}`) }}`.map<LanAddress>(
    ({ masked, broadcast }) => ({ address: masked.address, length: masked.length, broadcast }),
    ({ address, length, broadcast }) => ({ masked: { address, length }, broadcast }),
    (value) => typeof value === 'object',
  ),
);

const mssLimit = either(number(536, 1460), word('auto', 'off')).map<MssLimit>(
  (value) => value,
  (value) => value,
);
const MSS_HELP = { ja: 'TCPのMSS制限を設定します', en: 'Limit the segments that TCP asks for' };

const REBOUND_HELP = {
  ja: '同一インタフェースに折り返すパケットを送信するかどうかを設定します',
  en: 'Send packets back by the interface that brought them',
};

const INTERFACES: readonly AnyRow[] = [
  setting(ipRouting, {
    manual: '8.1.1',
    syntax: syntax`ip routing ${onOff}`,
    help: { ja: 'IPパケットを扱うか設定します', en: 'Forward IP packets' },
    support: 'full',
  }),
  setting(ipAddressSetting, {
    manual: '8.1.2',
    syntax: syntax`ip ${key(interfaceName)} address ${lanAddress}`,
    help: { ja: 'インタフェースのIPアドレスを設定します', en: 'Set the address of an interface' },
    support: 'partial',
    lacking: 'bridges',
    supportOf: (name) => (name.startsWith('loopback') ? 'full' : onLans(name)),
  }),
  setting(ipSecondaryAddress, {
    manual: '8.1.3',
    syntax: syntax`ip ${key(interfaceName)} secondary address ${either(word('dhcp'), maskedAddress)}`,
    help: { ja: 'インタフェースのセカンダリIPアドレスを設定します', en: 'Set a second address of an interface' },
    support: 'partial',
    lacking: 'bridges and loopbacks',
    supportOf: onLans,
  }),
  setting(ipMtu, {
    manual: '8.1.4',
    syntax: syntax`ip ${key(interfaceName)} mtu ${number(MTU_MIN, lanMtuMax)}`,
    help: { ja: 'インタフェースのMTUを設定します', en: 'Set the MTU of an interface' },
    support: 'full',
    supportOf: onLans,
  }),
  setting(ipRebound, {
    manual: '8.1.5',
    on: WITH_REBOUND,
    syntax: syntax`ip ${key(interfaceName)} rebound ${onOff}`,
    help: REBOUND_HELP,
    support: 'full',
    supportOf: onLans,
  }),
  setting(ipMssLimit, {
    manual: '8.1.21',
    syntax: syntax`ip ${key(interfaceName)} tcp mss limit ${mssLimit}`,
    help: MSS_HELP,
    support: 'full',
    supportOf: onLans,
  }),
  setting(ipProxyArp, {
    manual: '8.1.28',
    syntax: syntax`ip ${key(interfaceName)} proxyarp ${onOff}`,
    help: { ja: 'PROXY ARPを使用するか設定します', en: 'Answer ARP for addresses behind other interfaces' },
    support: 'full',
    supportOf: onLans,
  }),
];

const PP: readonly AnyRow[] = [
  setting(ppAddress, {
    manual: '8.1.2',
    syntax: syntax`ip pp address ${hostAddress}`,
    help: { ja: 'PP側のIPアドレスを設定します', en: 'Set our own address on the PP' },
    support: 'full',
  }),
  setting(ppMtu, {
    manual: '8.1.4',
    syntax: syntax`ip pp mtu ${number(MTU_MIN, MTU_MAX)}`,
    help: { ja: 'PPインタフェースのMTUを設定します', en: 'Set the MTU of the PP' },
    support: 'full',
  }),
  setting(ppRebound, {
    manual: '8.1.5',
    on: WITH_REBOUND,
    syntax: syntax`ip pp rebound ${onOff}`,
    help: REBOUND_HELP,
    support: 'full',
  }),
  setting(ppMssLimit, {
    manual: '8.1.21',
    syntax: syntax`ip pp tcp mss limit ${mssLimit}`,
    help: MSS_HELP,
    support: 'full',
  }),
  setting(ppRemoteAddress, {
    manual: '8.2.1',
    syntax: syntax`ip pp remote address ${either(
      group`dhcp`.as({ kind: 'dhcp' }),
      group`dhcpc ${{ interface: optional(anyInterface) }}`.as({ kind: 'dhcpc' }),
      group`${{ address: ipAddress }}`.as({ kind: 'address' }),
    )}`,
    help: { ja: '相手先のPP側IPアドレスを設定します', en: "Set the peer's address on the PP" },
    support: 'full',
  }),
  setting(ppRemoteAddressPool, {
    manual: '8.2.2',
    pp: 'anonymous',
    syntax: syntax`ip pp remote address pool ${either(
      group`dhcp`.as({ kind: 'dhcp' }),
      group`dhcpc ${{ interface: optional(anyInterface) }}`.as({ kind: 'dhcpc' }),
      group`${{ range: addressRange }}`.as({ kind: 'range' }),
      group`${{ addresses: many(ipAddress) }}`.as({ kind: 'addresses' }),
    )}`,
    help: { ja: '匿名の相手先に割り当てるIPアドレスを設定します', en: 'Set the addresses for anonymous callers' },
    support: 'full',
    check: (pool, _, { machine }) => {
      const count =
        pool.kind === 'range'
          ? pool.range.last - pool.range.first + 1
          : pool.kind === 'addresses'
            ? pool.addresses.length
            : 0;
      return machine.poolMax !== undefined && count > machine.poolMax ? 'out-of-range' : undefined;
    },
  }),
];

const TUNNEL: readonly AnyRow[] = [
  setting(tunnelAddress, {
    manual: '14.5',
    syntax: syntax`ip tunnel address ${hostAddress}`,
    help: { ja: 'トンネルインタフェースのIPアドレスを設定します', en: 'Set our own address on the tunnel' },
    support: 'stored',
  }),
  setting(tunnelRemoteAddress, {
    manual: '14.6',
    syntax: syntax`ip tunnel remote address ${ipAddress}`,
    help: { ja: '相手側トンネルインタフェースのIPアドレスを設定します', en: "Set the peer's address on the tunnel" },
    support: 'stored',
  }),
  setting(tunnelMtu, {
    manual: '8.1.4',
    syntax: syntax`ip tunnel mtu ${number(MTU_MIN, MTU_MAX)}`,
    help: { ja: 'トンネルインタフェースのMTUを設定します', en: 'Set the MTU of the tunnel' },
    support: 'stored',
  }),
  setting(tunnelMssLimit, {
    manual: '8.1.21',
    syntax: syntax`ip tunnel tcp mss limit ${mssLimit}`,
    help: MSS_HELP,
    support: 'stored',
  }),
];

export const CHAPTER_8_ADDRESSES = (): readonly AnyRow[] => [...INTERFACES, ...PP, ...TUNNEL];
