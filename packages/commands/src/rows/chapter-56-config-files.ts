/**
 * Manual chapter 56: configuration files, and starting from one of them. There are five inside the router, with older copies
 * of them, and any number on memories.
 * @module
 */
import { gate } from '@rtemu/models/gate';
import { either, optional } from '../operands/combine.js';
import {
  configFile,
  configFileNumber,
  type MemoryPlace,
  memoryPlaceOf,
  writableConfigFile,
} from '../operands/config-file.js';
import { number } from '../operands/number.js';
import { password, quoted } from '../operands/text.js';
import { word } from '../operands/word.js';
import type { Request } from '../request.js';
import { type Acted, type AnyRow, action, type RowContext } from '../row.js';
import { group, syntax } from '../syntax.js';

const OTHER_FILES = 'files on a memory';
const PASSWORD_MAX = 32;

const notEmulated = (command: string): Acted => ({ request: { kind: 'not-emulated', command } });

/** A request about a file inside the router. @param command the line as it was meant, to be told where it is another */
function about(file: string, command: string, request: (number: number) => Request): Acted {
  const number = configFileNumber(file);
  return number === undefined ? notEmulated(command) : { request: request(number) };
}

/** Where something may be written; `undefined` where this machine has no place for such a memory. */
function targetOf(file: string, { machine }: RowContext): number | MemoryPlace | undefined {
  const place = memoryPlaceOf(file);
  if (place === undefined) return configFileNumber(file);
  return place.memory !== '*' && machine.memories.includes(place.memory) ? place : undefined;
}

const comment = quoted(200, { ja: 'コメント', en: 'COMMENT' });

const SAVE: readonly AnyRow[] = [
  action({
    manual: '56.3.3',
    on: gate('* -RT58i'),
    syntax: syntax`save ${optional(group`${{ file: writableConfigFile }} ${{ comment: optional(comment) }}`)}`,
    help: { ja: '現在の設定を保存します', en: 'Save the configuration' },
    act: (said, context) => {
      if (said === undefined) return { request: { kind: 'save', file: undefined, comment: undefined } };
      const file = targetOf(said.file, context);
      if (file === undefined) return { fault: 'illegal-keyword' };
      return { request: { kind: 'save', file, comment: said.comment } };
    },
  }),
  action({
    manual: 'RT58i',
    on: gate('RT58i'),
    syntax: syntax`save`,
    help: { ja: '現在の設定を保存します', en: 'Save the configuration' },
    act: () => ({ request: { kind: 'save', file: undefined, comment: undefined } }),
  }),
];

const FILES: readonly AnyRow[] = [
  action({
    manual: '56.3.4',
    on: gate('current rev10 rev8 RTX1000 nvr RT58i'),
    syntax: syntax`copy config ${{ from: configFile }} ${{ to: writableConfigFile }} ${{ cipher: optional(word('aes128', 'aes256')) }} ${{ password: optional(password(PASSWORD_MAX)) }}`,
    help: { ja: '設定ファイルを複製します', en: 'Copy a configuration file' },
    support: 'partial',
    lacking: 'enciphered files',
    act: ({ from, to: target, cipher, password }, context) => {
      if (cipher !== undefined || password !== undefined)
        return notEmulated(['copy config', from, target, cipher].filter(Boolean).join(' '));
      const to = targetOf(target, context);
      const isInside = configFileNumber(from) !== undefined;
      // One of the two is inside the router (manual 56.3.4).
      if (to === undefined || (typeof to === 'object' && !isInside)) return { fault: 'illegal-keyword' };
      return { request: { kind: 'copy-config', from, to } };
    },
  }),
  action({
    manual: '56.3.6',
    on: gate('* -early'),
    syntax: syntax`delete config ${either(word('all'), configFile)}`,
    help: { ja: '設定ファイルを削除します', en: 'Delete a configuration file' },
    support: 'partial',
    lacking: OTHER_FILES,
    act: (file) =>
      file === 'all'
        ? { request: { kind: 'delete-config', file } }
        : about(file, `delete config ${file}`, (number) => ({ kind: 'delete-config', file: number })),
  }),
  action({
    manual: '56.3.8',
    on: gate('current rev10 rev8 nvr'),
    syntax: syntax`set-default-config ${configFile}`,
    help: { ja: '起動時に使用する設定ファイルを指定します', en: 'Set which configuration the machine starts with' },
    support: 'partial',
    lacking: OTHER_FILES,
    act: (file) =>
      about(file, `set-default-config ${file}`, (number) => ({ kind: 'set-default-config', file: number })),
  }),
];

const RESTART_HELP = { ja: 'ルーターを再起動します', en: 'Restart the router' };

const restartWith = (file: string | undefined, command: string): Acted =>
  file === undefined
    ? { request: { kind: 'restart', file } }
    : about(file, command, (number) => ({ kind: 'restart', file: number }));

const RESTART: readonly AnyRow[] = [
  action({
    manual: '56.7.3',
    on: gate('* -RTX830 -RT58i'),
    syntax: syntax`restart ${optional(group`${{ binary: number(0, 1) }} ${{ config: optional(configFile) }}`)}`,
    help: RESTART_HELP,
    support: 'partial',
    lacking: 'another firmware',
    act: (said) => {
      const { binary = 0, config } = said ?? {};
      const command = ['restart', binary, config].filter((word) => word !== undefined).join(' ');
      return binary === 0 ? restartWith(config, command) : notEmulated(command);
    },
  }),
  action({
    manual: '56.7.3',
    on: gate('RTX830'),
    syntax: syntax`restart ${optional(configFile)}`,
    help: RESTART_HELP,
    act: (config) => restartWith(config, `restart ${config}`),
  }),
  action({
    manual: '56.7.3',
    on: gate('RT58i'),
    syntax: syntax`restart`,
    help: RESTART_HELP,
    act: () => ({ request: { kind: 'restart', file: undefined } }),
  }),
];

export const CONFIG_FILES = (): readonly AnyRow[] => [...SAVE, ...FILES, ...RESTART];
