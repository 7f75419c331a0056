/**
 * Manual 4.25 to 4.36: the log, and where it is sent.
 * @module
 */
import {
  type SyslogFacility,
  type SyslogFormat,
  syslogDebug,
  syslogExecuteCommand,
  syslogFacility,
  syslogFormat,
  syslogHostName,
  syslogHosts,
  syslogInfo,
  syslogLocalAddress,
  syslogNotice,
  syslogSourcePort,
} from '@rtemu/config/settings/log';
import { gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { ipAddress } from '../operands/address.js';
import { either, many } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { name } from '../operands/text.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { syntax } from '../syntax.js';

const FORMATS = gate('RTX1300>=23.00.14 RTX1220>=15.04.07 RTX1210>=14.01.42 RTX830>=15.02.31');
const HOSTS_MAX = 4;

/** `syslog host clear` is how Rev.4 says that there is none. */
const HOST_NAME = /^(?!clear$)[\w*](?:[\w*-]*[\w*])?(?:\.[\w*](?:[\w-]*\w)?)*\.?$/i;

const hostName = name(255, HOST_NAME).named('ホスト名', 'HOST');
const host = either(ipAddress, kindOf('Ipv6'), hostName);
const isIpv4 = (each: unknown): boolean => typeof each === 'number';

export const CHAPTER_4_LOG = (): readonly AnyRow[] => [
  setting(syslogHosts, {
    manual: '4.25',
    syntax: syntax`syslog host ${many(host, 1, HOSTS_MAX)}`,
    help: { ja: 'SYSLOGを受けるホストを設定します', en: 'Set the hosts that the log is sent to' },
    support: 'partial',
    lacking: 'names and IPv6 addresses',
    supportOf: (_, hosts) => (hosts.every(isIpv4) ? 'full' : hosts.some(isIpv4) ? 'partial' : 'stored'),
  }),
  setting(syslogFormat, {
    manual: '4.26',
    on: FORMATS,
    syntax: syntax`syslog format type ${word<readonly SyslogFormat[]>('rfc3164', 'rfc5424', 'yamaha')}`,
    help: { ja: 'SYSLOGパケットの形式を設定します', en: 'Set the form of log packets' },
    support: 'full',
  }),
  setting(syslogFacility, {
    manual: '4.27',
    syntax: syntax`syslog facility ${either(
      number(0, 23),
      word('user', 'local0', 'local1', 'local2', 'local3', 'local4', 'local5', 'local6', 'local7'),
    ).map<SyslogFacility>(
      (value) => value,
      (value) => value,
    )}`,
    help: { ja: 'SYSLOGのファシリティを設定します', en: 'Set the facility of log packets' },
    support: 'full',
  }),
  setting(syslogHostName, {
    manual: '4.28',
    on: FORMATS,
    syntax: syntax`syslog format hostname text ${kindOf('Name63')}`,
    help: { ja: 'SYSLOGヘッダーのホスト名を設定します', en: 'Set the host name in log packets' },
    support: 'full',
  }),
  setting(syslogNotice, {
    manual: '4.29',
    syntax: syntax`syslog notice ${onOff}`,
    help: { ja: 'NOTICEタイプのSYSLOGを出力するか設定します', en: 'Log what filters stop' },
    support: 'full',
  }),
  setting(syslogInfo, {
    manual: '4.30',
    syntax: syntax`syslog info ${onOff}`,
    help: { ja: 'INFOタイプのSYSLOGを出力するか設定します', en: 'Send INFO lines to the syslog host' },
    support: 'full',
  }),
  setting(syslogDebug, {
    manual: '4.31',
    syntax: syntax`syslog debug ${onOff}`,
    help: { ja: 'DEBUGタイプのSYSLOGを出力するか設定します', en: 'Log the details of protocols' },
    support: 'full',
  }),
  setting(syslogLocalAddress, {
    manual: '4.34',
    on: gate('* -rt -RT57i -RTV700 -early'),
    syntax: syntax`syslog local address ${host}`,
    help: { ja: 'SYSLOGパケットの始点IPアドレスを設定します', en: 'Set the source address of log packets' },
    support: 'partial',
    lacking: 'names and IPv6 addresses',
    supportOf: (_, address) => (isIpv4(address) ? 'full' : 'stored'),
  }),
  setting(syslogSourcePort, {
    manual: '4.35',
    on: gate('* -early'),
    syntax: syntax`syslog srcport ${number(1, 65_535)}`,
    help: { ja: 'SYSLOGパケットの始点ポート番号を設定します', en: 'Set the source port of log packets' },
    support: 'full',
  }),
  setting(syslogExecuteCommand, {
    manual: '4.36',
    on: gate('* -rt -netvolante -early'),
    syntax: syntax`syslog execute command ${onOff}`,
    help: {
      ja: '実行したコマンドをログに残すかどうかを設定します',
      en: 'Write the commands that were carried out to the log',
    },
    support: 'full',
  }),
];
