/**
 * Manual 4.17 to 4.19 and chapter 41: setting the clock by others, and others by it.
 * @module
 */
import {
  ntpBackwardCompatibility,
  ntpLocalAddress,
  type SntpHosts,
  sntpHosts,
  sntpService,
} from '@rtemu/config/settings/clock';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { addressOrRange, ipAddress } from '../operands/address.js';
import { either, many } from '../operands/combine.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, action, setting } from '../row.js';
import { syntax } from '../syntax.js';

/** Models with an SNTP server. */
export const SNTPD = gate('current rev10 rev8 nvr');

const hosts = either(word('any', 'none', 'lan'), many(either(addressOrRange, kindOf('Place')))).map<SntpHosts>(
  (value) => value,
  (value) => value,
);

export const CHAPTER_41 = (): readonly AnyRow[] => [
  action({
    manual: '4.17',
    syntax: syntax`ntpdate ${{ server: kindOf('Host') }} ${{ logs: flag('syslog') }}`,
    help: { ja: 'NTPサーバーに時刻を合わせます', en: 'Set the clock by an NTP server' },
    support: 'partial',
    lacking: 'IPv6 addresses',
    act: ({ server, logs }) => ({ request: { kind: 'ntpdate', server, logs } }),
  }),
  setting(ntpLocalAddress, {
    manual: '4.18',
    on: SNTPD,
    syntax: syntax`ntp local address ${ipAddress}`,
    help: { ja: 'NTPパケットの始点IPアドレスを設定します', en: 'Set the source address of NTP packets' },
    support: 'full',
  }),
  setting(ntpBackwardCompatibility, {
    manual: '4.19',
    on: SNTPD,
    syntax: syntax`ntp backward-compatibility ${word('accept-stratum-0')}`,
    help: {
      ja: 'Stratum 0のNTPサーバーとの時刻同期を許可するかどうかを設定します',
      en: 'Accept the time of servers of stratum 0',
    },
    support: 'full',
  }),
  setting(sntpService, {
    manual: '41.1',
    on: SNTPD,
    syntax: syntax`sntpd service ${onOff}`,
    help: { ja: 'SNTPサーバー機能を使用するかどうかを設定します', en: 'Tell clients the time by SNTP' },
    support: 'full',
  }),
  setting(sntpHosts, {
    manual: '41.2',
    on: SNTPD,
    syntax: syntax`sntpd host ${hosts}`,
    help: { ja: 'SNTPサーバーへのアクセスを許可するホストを設定します', en: 'Set which hosts may ask for the time' },
    support: 'full',
    supportOf: (_, value) =>
      typeof value !== 'string' && value.some((host) => typeof host === 'string' && !/^(?:lan|vlan)\d/.test(host))
        ? 'partial'
        : 'full',
  }),
];
