/**
 * Manual chapters 36 and 42, and what chapters 56 to 59 do with them: memories in the USB port and the microSD slot.
 * @module
 */
import {
  type MemoryConfig,
  memoryBoot,
  memoryConfig,
  memorySyslog,
  sdSlot,
  usbHost,
} from '@rtemu/config/settings/memory';
import { gate } from '@rtemu/models/gate';
import { text } from '../messages.js';
import { assign, either, optional, unordered } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { name, password } from '../operands/text.js';
import { flag, onOff, word } from '../operands/word.js';
import type { Request } from '../request.js';
import { type AnyRow, action, setting, type View, type ViewContext, view } from '../row.js';
import { group, spread, syntax } from '../syntax.js';
import { fileListLines, memoryLines } from '../views/memory.js';

const WITH_MEMORIES = gate('current rev10 nvr');
const OF_OLD_TOO = gate('current rev10 rev8 nvr');
/** Of a name on a memory, with the memory in front of it. */
const NAME_MAX = 104;
const PATH_MAX = 255;
const PASSWORD_MAX = 32;

const SLOTS: readonly AnyRow[] = [
  setting(usbHost, {
    manual: '36.1',
    on: gate('current rev10 rev8 nvr RT58i'),
    syntax: syntax`usbhost use ${onOff}`,
    help: { ja: 'USBホスト機能を使うか否かを設定します', en: 'Use the USB port' },
    support: 'full',
  }),
  setting(sdSlot, {
    manual: '42.1',
    on: OF_OLD_TOO,
    syntax: syntax`sd use ${onOff}`,
    help: { ja: 'microSDカードスロットを使用するかどうかを設定します', en: 'Use the slot for microSD cards' },
    support: 'full',
  }),
  setting(memoryBoot, {
    manual: '42.7',
    on: OF_OLD_TOO,
    syntax: syntax`external-memory boot permit ${onOff}`,
    help: { ja: '外部メモリからの起動を許可するかどうかを設定します', en: 'Allow to start from external memory' },
    support: 'full',
  }),
];

const onMemory = name(NAME_MAX, /^(?:usb1|sd1):\S{1,99}$/).named('ファイル名', 'FILE');
const onAnyMemory = name(PATH_MAX, /^(?:usb1|sd1|\*):[^\s,]{1,99}(?:,(?:usb1|sd1|\*):[^\s,]{1,99})?$/).named(
  'ファイル名',
  'FILE',
);

const configNames = either(
  word('off'),
  group`${{ files: onAnyMemory }} ${{ number: optional(number(0, 4)) }} ${{ password: optional(password(PASSWORD_MAX)) }}`,
).map<MemoryConfig | 'off'>(
  (value) => value,
  (value) => value,
);

const enciphered = group`${{ cipher: word('aes128', 'aes256') }} ${{ password: password(PASSWORD_MAX) }}`;

/** Names that backups have, and what would be enciphered. */
function isLogName(file: string, isEnciphered: boolean): boolean {
  return !/\.bak/i.test(file) && (isEnciphered || !/\.rtfg$/i.test(file));
}

const SETTINGS: readonly AnyRow[] = [
  setting(memoryConfig, {
    manual: '42.10',
    on: OF_OLD_TOO,
    syntax: syntax`external-memory config filename ${configNames}`,
    help: {
      ja: '外部メモリから読み込む設定ファイルの名前を設定します',
      en: 'Set which configuration is read from external memory',
    },
    support: 'partial',
    lacking: 'enciphered files, and the buttons that copy it',
    hide: (value) => (value === 'off' || value.password === undefined ? value : { ...value, password: '*' }),
    supportOf: (_, value) =>
      value === 'off' ||
      (!/\.rtfg(?:,|$)/i.test(value.files) && value.password === undefined && value.number === undefined)
        ? 'full'
        : 'partial',
  }),
  setting(memorySyslog, {
    manual: '42.5',
    on: OF_OLD_TOO,
    syntax: syntax`external-memory syslog filename ${{ file: onMemory }} ${{ enciphered: optional(enciphered) }} ${spread(
      unordered({
        megabytes: assign('limit', number(1, 1024)),
        backups: assign('backup', number(1, 100)),
        intervalSeconds: assign('interval', number(2, 86_400)),
        lines: assign('line', number(1000, 20_000)),
      }),
    )}`,
    help: { ja: 'ログを保存するファイルの名前を設定します', en: 'Set to which file the log is written' },
    support: 'partial',
    lacking: 'enciphered files, to which nothing is written',
    hide: ({ enciphered: how, ...value }) => ({ ...value, enciphered: how && { ...how, password: '*' } }),
    supportOf: (_, { enciphered: how }) => (how === undefined ? 'full' : 'stored'),
    check: ({ file, enciphered: how }) => (isLogName(file, how !== undefined) ? undefined : 'bad-file-name'),
  }),
];

const path = name(PATH_MAX).named('パス', 'PATH');
const NO_RTFS = 'paths in the RTFS inside the router';

const FILES: readonly AnyRow[] = [
  action({
    manual: '56.5.1',
    on: WITH_MEMORIES,
    syntax: syntax`make directory ${path}`,
    help: { ja: 'ディレクトリを作成します', en: 'Make a directory' },
    support: 'partial',
    lacking: NO_RTFS,
    act: (made) => ({ request: { kind: 'make-directory', path: made } }),
  }),
  action({
    manual: '56.5.2',
    on: WITH_MEMORIES,
    syntax: syntax`delete ${path}`,
    help: { ja: 'ファイルまたはディレクトリを削除します', en: 'Delete a file or a directory' },
    support: 'partial',
    lacking: NO_RTFS,
    act: (deleted) => ({ request: { kind: 'delete-file', path: deleted } }),
  }),
  action({
    manual: '56.5.3',
    on: WITH_MEMORIES,
    syntax: syntax`copy ${{ from: path }} ${{ to: path }}`,
    help: { ja: 'ファイルまたはディレクトリを複製します', en: 'Copy a file or a directory' },
    support: 'partial',
    lacking: NO_RTFS,
    act: ({ from, to }) => ({ request: { kind: 'copy-file', from, to } }),
  }),
  action({
    manual: '56.5.4',
    on: WITH_MEMORIES,
    syntax: syntax`rename ${{ path }} ${{ name: path }}`,
    help: { ja: 'ファイルまたはディレクトリの名前を変更します', en: 'Rename a file or a directory' },
    support: 'partial',
    lacking: NO_RTFS,
    act: (said) => ({ request: { kind: 'rename-file', path: said.path, name: said.name } }),
  }),
];

const viewList =
  (command: 'show' | 'less') =>
  (
    { location, all, namesOnly }: { location: string; all: boolean | undefined; namesOnly: boolean | undefined },
    { session }: ViewContext,
  ): View =>
  (status) => {
    const files = status.filesIn(location, all === true);
    if (files === undefined) return [text('not-emulated', session.language, `${command} file list ${location}`)];
    return typeof files === 'string' ? files : fileListLines(files, namesOnly === true);
  };

const listed = group`${{ location: name(PATH_MAX, /[:/]/).named('パス', 'PATH') }} ${spread(
  unordered({ all: flag('all'), namesOnly: flag('file-only') }),
)}`;

const viewMemories =
  (which: (name: string) => boolean) =>
  (_: unknown, { session }: ViewContext): View =>
  (status) =>
    memoryLines(
      status.memories().filter((each) => which(each.name)),
      session.language,
    );

const VIEWS: readonly AnyRow[] = [
  view({
    manual: '57.9',
    on: WITH_MEMORIES,
    level: 'administrator',
    syntax: syntax`show file list ${spread(listed)}`,
    help: { ja: 'ファイルの一覧を表示します', en: 'List the files of a directory' },
    support: 'partial',
    lacking: NO_RTFS,
    view: viewList('show'),
  }),
  view({
    manual: '57.9',
    on: WITH_MEMORIES,
    level: 'administrator',
    syntax: syntax`less file list ${spread(listed)}`,
    help: { ja: 'ファイルの一覧を画面ごとに表示します', en: 'List the files of a directory in the viewer' },
    support: 'partial',
    lacking: NO_RTFS,
    view: viewList('less'),
  }),
  view({
    manual: '58.57',
    on: gate('current rev10 nvr RT58i'),
    syntax: syntax`show status usbhost`,
    help: { ja: 'USBホスト機能の状態を表示します', en: 'Show what is at the USB port' },
    view: viewMemories((each) => each === 'usb1'),
  }),
  view({
    manual: '58.60',
    on: WITH_MEMORIES,
    syntax: syntax`show status sd`,
    help: { ja: 'microSDスロットの状態を表示します', en: 'Show what is in the microSD slot' },
    view: viewMemories((each) => each === 'sd1'),
  }),
  view({
    manual: '58.61',
    on: WITH_MEMORIES,
    syntax: syntax`show status external-memory`,
    help: { ja: '外部メモリの状態を表示します', en: 'Show the state of memories' },
    view: viewMemories(() => true),
  }),
];

const asks = (request: Request) => () => ({ request });

const LOG: readonly AnyRow[] = [
  view({
    manual: '59.1',
    on: WITH_MEMORIES,
    level: 'administrator',
    syntax: syntax`show log external-memory`,
    help: { ja: '外部メモリに保存したログを表示します', en: 'Show the log on a memory' },
    view: () => (status) => status.memoryLog(undefined),
  }),
  view({
    manual: '59.1',
    on: WITH_MEMORIES,
    level: 'administrator',
    syntax: syntax`show log external-memory backup ${optional(name(15, /^\d{8}_\d{6}$/).named('日時', 'YYYYMMDD_HHMMSS'))}`,
    help: { ja: '外部メモリに保存した以前のログを表示します', en: 'Show the older logs on a memory, or one of them' },
    view: (id) => (status) => status.memoryLog(id ?? 'list'),
  }),
  action({
    manual: '56.4.24',
    on: WITH_MEMORIES,
    syntax: syntax`clear external-memory syslog`,
    help: { ja: '外部メモリに保存したログを消去します', en: 'Clear the log on a memory' },
    act: asks({ kind: 'clear-memory-log' }),
  }),
  action({
    manual: '56.7.27',
    on: WITH_MEMORIES,
    syntax: syntax`rotate external-memory syslog`,
    help: { ja: '外部メモリに保存したログをローテートします', en: 'Begin a new file of the log on a memory' },
    act: asks({ kind: 'rotate-memory-log' }),
  }),
];

export const CHAPTER_42_ROWS = (): readonly AnyRow[] => [...SLOTS, ...SETTINGS, ...FILES, ...VIEWS, ...LOG];
