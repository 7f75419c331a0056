/**
 * Manual 56.7.30 to 56.7.34 and 59.8: changing over to a configuration and back, running files, and what was typed.
 * @module
 */
import { assign, either, many, optional, unordered } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { anyWord, name } from '../operands/text.js';
import { flag } from '../operands/word.js';
import { type AnyRow, action, view } from '../row.js';
import { SHELL } from '../shell/shell-gate.js';
import { group, spread, syntax } from '../syntax.js';

const ROLLBACK_MIN = 120;
const FILE_NAME_MAX = 255;

const fileName = name(FILE_NAME_MAX).named('ファイル名', 'FILE');
const configName = name(FILE_NAME_MAX, /^(?!-)\S+$/).named('設定ファイル', 'CONFIG');

const LOAD: readonly AnyRow[] = [
  action({
    manual: '56.7.30',
    on: SHELL,
    syntax: syntax`load ${spread(
      either(
        group`config ${{ file: configName }}`.as({ type: 'config' }),
        group`file ${{ file: configName }}`.as({ type: 'file' }),
        group`${{ file: configName }}`.as({ type: undefined }),
      ),
    )} ${spread(
      unordered({
        difference: flag('difference'),
        silent: flag('silent'),
        interactive: flag('interactive'),
        'no-configure-refresh': flag('no-configure-refresh'),
        'no-key-generate': flag('no-key-generate'),
        rollbackSeconds: assign('rollback-timer', number(ROLLBACK_MIN, TIME_MAX)),
      }),
    )}`,
    help: { ja: '設定ファイルの内容に設定を更新します', en: 'Change over to the configuration in a file' },
    support: 'partial',
    lacking: 'older generations of a file (`0.1`), RTFS, and new SSH host keys, so that there is none to leave out',
    act: ({ type, file, difference, silent, interactive, rollbackSeconds }) => {
      if (silent === true && interactive === true) return { fault: 'parameter-count' };
      const telling = silent === true ? 'silent' : interactive === true ? 'interactive' : 'shown';
      return { request: { kind: 'load', type, file, difference: difference === true, telling, rollbackSeconds } };
    },
  }),
  action({
    manual: '56.7.31',
    on: SHELL,
    syntax: syntax`rollback timer ${number(1, TIME_MAX)}`,
    help: {
      ja: '設定を元に戻すタイマーを起動します',
      en: 'Go back to the present configuration unless it is confirmed in time',
    },
    act: (seconds) => ({ request: { kind: 'rollback-timer', seconds } }),
  }),
  action({
    manual: '56.7.32',
    on: SHELL,
    syntax: syntax`confirm`,
    help: { ja: '変更した設定を確定します', en: 'Keep the changed configuration' },
    act: () => ({ request: { kind: 'confirm' } }),
  }),
];

const RUN: readonly AnyRow[] = [
  action({
    manual: '56.7.33',
    on: SHELL,
    syntax: syntax`call ${spread(unordered({ verbose: flag('-v'), expanded: flag('-x') }))} ${{
      file: fileName,
    }} ${{ parameters: optional(many(anyWord)) }}`,
    help: { ja: 'ファイルをマクロとして実行します', en: 'Run a file as a macro' },
    support: 'partial',
    lacking: 'RTFS; files on a memory and those inside the configuration are run',
    act: ({ verbose, expanded, file, parameters = [] }) => ({
      request: { kind: 'call', file, parameters, verbose: verbose === true, expanded: expanded === true },
    }),
  }),
  action({
    manual: '56.7.34',
    on: SHELL,
    syntax: syntax`echo ${optional(many(anyWord.named('文字列', 'TEXT')))}`,
    help: { ja: '文字列を表示します', en: 'Show a text' },
    act: (words = []) => ({ request: { kind: 'echo', text: words.join(' ') } }),
  }),
];

/** What is shown of the commands that were typed, when no number is said (manual 59.8). */
const HISTORY_SHOWN = 20;

const HISTORY: readonly AnyRow[] = [
  view({
    manual: '59.8',
    on: SHELL,
    level: 'administrator',
    syntax: syntax`show command history ${optional(number(1, TIME_MAX))}`,
    help: { ja: '入力したコマンドの履歴を表示します', en: 'Show the commands that were typed' },
    view:
      (from) =>
      ({ typed }) =>
        (from === undefined ? typed.slice(-HISTORY_SHOWN) : typed.filter(({ number }) => number >= from)).map(
          ({ number, line }) => `${String(number).padStart(5)}  ${line}`,
        ),
  }),
];

export const CHAPTER_56_SHELL = (): readonly AnyRow[] => [...LOAD, ...RUN, ...HISTORY];
