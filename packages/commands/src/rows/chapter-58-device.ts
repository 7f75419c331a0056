/**
 * Manual chapters 57 and 58: the machine itself, its files, its buffers and its starts, and everything at once.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { either, optional } from '../operands/combine.js';
import { number } from '../operands/number.js';
import { tunnelNumber } from '../operands/place.js';
import { word } from '../operands/word.js';
import { type AnyRow, action, type View, type ViewContext, view } from '../row.js';
import { group, syntax } from '../syntax.js';
import { bootLines, bootListLines } from '../views/boot.js';
import { configListLines } from '../views/config-list.js';
import { copyrightLines } from '../views/copyright.js';
import { execListLines, rtfsLines } from '../views/files.js';
import { BUFFER_GROUPS, packetBufferLines } from '../views/packet-buffer.js';
import { techinfoCommands, techinfoLines } from '../views/techinfo.js';
import { ipipLines, l2tpLines } from '../views/tunnel-kinds.js';

const execList = (_: unknown, { machine }: ViewContext): View => {
  return (status) => execListLines(machine, status.environment().firmwareFile);
};

const internalFiles = (_: unknown, { session }: ViewContext): View => {
  return (status) => configListLines(status.configFiles(), session.language);
};

const FILES: readonly AnyRow[] = [
  view({
    manual: '57.9',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`show file list internal`,
    help: { ja: '設定ファイルの一覧を表示します', en: 'List the configuration files' },
    view: internalFiles,
  }),
  view({
    manual: '57.9',
    on: gate('* -early'),
    level: 'administrator',
    syntax: syntax`less file list internal`,
    help: { ja: '設定ファイルの一覧を画面ごとに表示します', en: 'List the configuration files in the viewer' },
    view: internalFiles,
  }),
  view({
    manual: '57.15',
    on: gate('current rev10 nvr'),
    level: 'administrator',
    syntax: syntax`show exec list`,
    help: { ja: 'ファームウェアファイルの一覧を表示します', en: 'List the firmware files' },
    view: execList,
  }),
  view({
    manual: '57.15',
    on: gate('current rev10 nvr'),
    level: 'administrator',
    syntax: syntax`less exec list`,
    help: { ja: 'ファームウェアファイルの一覧を画面ごとに表示します', en: 'List the firmware files in the viewer' },
    view: execList,
  }),
  view({
    manual: '58.62',
    on: gate('current rev10 nvr'),
    syntax: syntax`show status rtfs`,
    help: { ja: 'RTFSの状態を表示します', en: 'Show how full the RTFS is' },
    view: (_, { session }) => {
      return (status) => rtfsLines(status.fileSystem(), session.language);
    },
  }),
];

/** Starts that are told of. */
const BOOTS_MAX = 5;

const STARTS: readonly AnyRow[] = [
  view({
    manual: '58.63',
    on: gate('* -rt -early'),
    syntax: syntax`show status boot ${optional(number(0, BOOTS_MAX - 1))}`,
    help: { ja: '起動の情報を表示します', en: 'Show why the machine started' },
    view: (asked, { machine, session }) => {
      return (status) => {
        const wanted = asked ?? 0;
        return status.boots().flatMap((boot, i) => (i === wanted ? bootLines(boot, i, machine, session.language) : []));
      };
    },
  }),
  view({
    manual: '58.64',
    on: gate('current rev10 nvr'),
    syntax: syntax`show status boot all`,
    help: { ja: '起動の履歴の詳細を表示します', en: 'Show why the machine started the last times' },
    view: (_, { machine, session }) => {
      return (status) => status.boots().flatMap((boot, i) => bootLines(boot, i, machine, session.language));
    },
  }),
  view({
    manual: '58.65',
    on: gate('current rev10 nvr'),
    syntax: syntax`show status boot list`,
    help: { ja: '起動の履歴の一覧を表示します', en: 'List the last starts' },
    view: (_, { session }) => {
      return (status) => bootListLines(status.boots(), session.language);
    },
  }),
  action({
    manual: '56.4.23',
    on: gate('current rev10 nvr'),
    syntax: syntax`clear boot list`,
    help: { ja: '起動情報の履歴を消去します', en: 'Clear the list of starts' },
    act: () => ({ request: { kind: 'clear-boots' } }),
  }),
];

const TUNNELS: readonly AnyRow[] = [
  view({
    manual: '58.21',
    on: gate('current rev10 nvr'),
    syntax: syntax`show status l2tp ${optional(group`tunnel ${{ tunnel: tunnelNumber }}`)}`,
    help: { ja: 'L2TPの状態を表示します', en: 'Show L2TP connections' },
    support: 'partial',
    lacking: 'L2TP itself: there is never a tunnel',
    view: (_, { session }) => {
      return () => l2tpLines(session.language);
    },
  }),
  view({
    manual: '58.23',
    on: gate('RTX1300 RTX1220 RTX1210>=14.01.20 RTX830 NVR510 NVR700W'),
    syntax: syntax`show status ipip ${optional(group`tunnel ${{ tunnel: tunnelNumber }}`)}`,
    help: { ja: 'IPIPトンネルの状態を表示します', en: 'Show IPIP tunnels' },
    support: 'partial',
    lacking: 'IPIP itself: no tunnel comes up',
    view: (of, { document, session }) => {
      return () => ipipLines(document, of?.tunnel, session.language);
    },
  }),
];

const EVERYTHING: readonly AnyRow[] = [
  view({
    manual: '58.49',
    on: gate('RTX830 RTX1210 RTX1220'),
    syntax: syntax`show status packet-buffer ${optional(either(word(...BUFFER_GROUPS)))}`,
    help: { ja: 'パケットバッファの状態を表示します', en: 'Show the packet buffers' },
    support: 'partial',
    lacking: 'what `system packet-buffer` sets',
    view: (only) => {
      return (status) => {
        const groups = status.packetBuffers();
        return BUFFER_GROUPS.filter((name) => only === undefined || name === only).flatMap((name) =>
          packetBufferLines(name, groups[name]),
        );
      };
    },
  }),
  view({
    manual: '58.59',
    on: gate('current rev10 rev8 nvr RT58i'),
    level: 'administrator',
    syntax: syntax`show techinfo`,
    help: { ja: '技術サポートに必要な情報を表示します', en: 'Show everything that the support asks for' },
    whole: true,
    view: (_, { machine, document, look }) => {
      return (status) =>
        techinfoLines(
          techinfoCommands(machine, document).flatMap((command) => {
            const lines = look(command)?.(status);
            return typeof lines === 'object' && lines.length > 0 ? [[command, lines] as const] : [];
          }),
        );
    },
  }),
  view({
    manual: '58.74',
    on: gate('*>=14.01.11'), // before, the banner has it all
    syntax: syntax`show copyright`,
    help: { ja: '著作権情報を表示します', en: 'Show whose work this is' },
    view: () => () => copyrightLines(false),
  }),
  view({
    manual: '58.74',
    on: gate('RTX1300 RTX1220 RTX1210>=14.01.11 RTX830'),
    syntax: syntax`show copyright detail`,
    help: {
      ja: 'ライセンス条文を含む著作権情報を表示します',
      en: 'Show whose work this is, with the licenses',
    },
    view: () => () => copyrightLines(true),
  }),
];

export const CHAPTER_58_DEVICE = (): readonly AnyRow[] => [...FILES, ...STARTS, ...TUNNELS, ...EVERYTHING];
