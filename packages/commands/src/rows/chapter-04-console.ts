/**
 * Manual chapter 4: console, clock, description, telnet and TFTP server.
 * @module
 */
import { telnetdHost, telnetdListen, telnetdService, telnetdSession, tftpHost } from '@rtemu/config/settings/access';
import {
  consoleCharacter,
  consoleColumns,
  consoleInfo,
  consoleLines,
  consolePrompt,
  description,
  interfaceDescription,
  ppDescription,
  type Timezone,
  timezone,
  tunnelDescription,
} from '@rtemu/config/settings/system';
import { gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import { either } from '../operands/combine.js';
import { hosts } from '../operands/hosts.js';
import { number, TIME_MAX } from '../operands/number.js';
import { interfaceName } from '../operands/place.js';
import { quoted } from '../operands/text.js';
import { date, time, zoneOffset } from '../operands/time.js';
import { onOff, word, wordWhere } from '../operands/word.js';
import { type AnyRow, action, setting } from '../row.js';
import { key, syntax } from '../syntax.js';

const LONG_NAMES = gate('*>=14.01');
const WIDE = gate('RTX1210>=14.01.35 RTX830>=15.02.14 RTX1220 RTX1300');
const WITH_SESSIONS = gate('* -rt -RT57i -RTV700 -early');
const TEXT_MAX = 64;

/** Newer firmware takes the short names as well. */
const character = wordWhere(['ascii', 'sjis', 'euc', 'en.ascii', 'ja.sjis', 'ja.euc', 'ja.utf8'], {
  'en.ascii': LONG_NAMES,
  'ja.sjis': LONG_NAMES,
  'ja.euc': LONG_NAMES,
  'ja.utf8': LONG_NAMES,
});

const columnsMax = (machine: Machine): number => (machine.allows(WIDE).open ? 4096 : 200);

const zone = either(
  word('jst', 'utc').map<Timezone>(
    (name) => ({ minutes: name === 'jst' ? 540 : 0, name }),
    ({ name }) => name ?? 'utc',
    (value) => (value as Timezone).name !== undefined,
  ),
  zoneOffset.map<Timezone>(
    (minutes) => ({ minutes, name: undefined }),
    ({ minutes }) => minutes,
  ),
);

const CONSOLE: readonly AnyRow[] = [
  setting(consolePrompt, {
    manual: '4.20',
    syntax: syntax`console prompt ${quoted(TEXT_MAX, { ja: 'プロンプト', en: 'PROMPT' })}`,
    help: { ja: 'コンソールのプロンプトを設定します', en: 'Set the prompt' },
    support: 'full',
    check: (prompt, _, { machine }) => (machine.name === 'RT58i' && prompt.length > 16 ? 'out-of-range' : undefined),
  }),
  setting(consoleCharacter, {
    manual: '4.21',
    syntax: syntax`console character ${character}`,
    level: 'user',
    help: { ja: 'コンソールの言語とコードを設定します', en: 'Set the language and code of the console' },
    support: 'full',
  }),
  setting(consoleColumns, {
    manual: '4.22',
    syntax: syntax`console columns ${number(80, columnsMax)}`,
    level: 'user',
    help: { ja: 'コンソールの表示文字数を設定します', en: 'Set the columns of the console' },
    support: 'full',
  }),
  setting(consoleLines, {
    manual: '4.23',
    syntax: syntax`console lines ${either(number(10, 100), word('infinity'))}`,
    level: 'user',
    help: { ja: 'コンソールの表示行数を設定します', en: 'Set the lines of a page' },
    support: 'full',
  }),
  setting(consoleInfo, {
    manual: '4.24',
    syntax: syntax`console info ${onOff}`,
    help: { ja: 'システムメッセージをコンソールに表示するか設定します', en: 'Show system messages on the console' },
    support: 'full',
  }),
];

const CLOCK: readonly AnyRow[] = [
  setting(timezone, {
    manual: '4.13',
    syntax: syntax`timezone ${zone}`,
    help: { ja: 'タイムゾーンを設定します', en: 'Set the time zone' },
    support: 'full',
  }),
  action({
    manual: '4.14',
    syntax: syntax`date ${date}`,
    help: { ja: '日付を設定します', en: 'Set the date' },
    act: (value) => ({ request: { kind: 'set-date', date: value } }),
  }),
  action({
    manual: '4.15',
    syntax: syntax`time ${time}`,
    help: { ja: '時刻を設定します', en: 'Set the time' },
    act: (value) => ({ request: { kind: 'set-time', time: value } }),
  }),
];

const DESCRIPTIONS: readonly AnyRow[] = [
  setting(description, {
    manual: '4.56',
    syntax: syntax`description ${key(number(1, TIME_MAX))} ${quoted(TEXT_MAX)}`,
    help: { ja: 'システムの説明を設定します', en: 'Describe the router' },
    support: 'stored',
  }),
  setting(interfaceDescription, {
    manual: '4.56',
    syntax: syntax`description ${key(interfaceName)} ${quoted(TEXT_MAX)}`,
    help: { ja: 'インタフェースの説明を設定します', en: 'Describe an interface' },
    support: 'full',
  }),
  setting(ppDescription, {
    manual: '4.56',
    syntax: syntax`description pp ${quoted(TEXT_MAX)}`,
    help: { ja: '選択されている相手先の説明を設定します', en: 'Describe the selected PP' },
    support: 'full',
  }),
  setting(tunnelDescription, {
    manual: '4.56',
    syntax: syntax`description tunnel ${quoted(TEXT_MAX)}`,
    help: { ja: '選択されているトンネルの説明を設定します', en: 'Describe the selected tunnel' },
    support: 'full',
  }),
];

const SERVERS: readonly AnyRow[] = [
  setting(telnetdService, {
    manual: '4.38',
    syntax: syntax`telnetd service ${onOff}`,
    help: { ja: 'TELNETサーバー機能を使用するか設定します', en: 'Run the telnet server' },
    support: 'full',
  }),
  setting(telnetdListen, {
    manual: '4.39',
    syntax: syntax`telnetd listen ${number(1, 65_535)}`,
    help: { ja: 'TELNETサーバーの待ち受けポートを設定します', en: 'Set the port of the telnet server' },
    support: 'full',
  }),
  setting(telnetdHost, {
    manual: '4.40',
    syntax: syntax`telnetd host ${hosts}`,
    help: { ja: 'TELNETでアクセスできるホストを設定します', en: 'Set the hosts that may come by telnet' },
    support: 'full',
  }),
  setting(telnetdSession, {
    manual: '4.41',
    syntax: syntax`telnetd session ${number(1, 8)}`,
    on: WITH_SESSIONS,
    help: { ja: 'TELNETサーバーの同時接続数を設定します', en: 'Limit the sessions of the telnet server' },
    support: 'full',
  }),
  setting(tftpHost, {
    manual: '4.54',
    syntax: syntax`tftp host ${hosts}`,
    help: { ja: 'TFTPでアクセスできるホストを設定します', en: 'Set which hosts may come by TFTP' },
    support: 'partial',
    lacking: 'there is no firmware to fetch or bring',
  }),
];

export const CHAPTER_4_CONSOLE = (): readonly AnyRow[] => [...CLOCK, ...CONSOLE, ...SERVERS, ...DESCRIPTIONS];
