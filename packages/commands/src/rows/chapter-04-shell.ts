/**
 * Manual 4.90 to 4.93 and 57.16 to 57.18: variables, aliases, macros, and files inside the configuration.
 * @module
 */
import type { AnySetting, KeyedSetting } from '@rtemu/config/setting';
import {
  aliases,
  type EmbeddedFile,
  embeddedFiles,
  environment,
  type HereDocument,
  type Macro,
  macros,
} from '@rtemu/config/settings/shell';
import { gate } from '@rtemu/models/gate';
import { configRowsOf } from '../config-rows.js';
import { elementsOf, firstWordOf, isKeyed } from '../manual/notation.js';
import type { FaultKey } from '../messages.js';
import { optional } from '../operands/combine.js';
import { name } from '../operands/text.js';
import { type AnyRow, edit, type Help, setting, view } from '../row.js';
import { decodedText } from '../shell/base64.js';
import { withText } from '../shell/here-document.js';
import { NAME, SHELL } from '../shell/shell-gate.js';
import { Syntax, syntax } from '../syntax.js';
import { printWord, readWords } from '../words.js';

interface Named {
  readonly name: string;
}

const written = (line: string): Syntax<Named, string> =>
  new Syntax<Named, string>(firstWordOf(line), isKeyed(line), () => elementsOf(line));

/** The grammar hands words over as they are printed, in quotes where they need some. */
const meant = (value: string): string => readWords(value).words[0] ?? '';

const isName = (_: unknown, { name }: Named): FaultKey | undefined => (NAME.test(name) ? undefined : 'illegal-keyword');

/** `NAME=VALUE` as it must be typed to mean the same: what is a variable by now was not one, and must not become one. */
const assignment = (name: string, value: string): string =>
  `${name}=${value === '' ? '' : printWord(value).replaceAll('$', '\\$')}`;

const SET_HELP = { ja: '環境変数を設定します', en: 'Set an environment variable' } as const;

const ASSIGNED: readonly AnyRow[] = [
  edit({
    manual: '4.90',
    on: SHELL,
    syntax: written('set {name:Name}=<value:Text>'),
    help: SET_HELP,
    support: 'full',
    prints: environment,
    apply: (draft, value, key) => {
      const fault = isName(value, key);
      if (fault !== undefined) return { fault };
      draft.global.setAt(environment, key, meant(value));
      return undefined;
    },
    withdraw: (draft, key) => void draft.global.unsetAt(environment, key),
    lines: (block) => block.entries(environment).map(({ key, value }) => `set ${assignment(key.name, value)}`),
  }),
  setting(environment, {
    manual: '4.90',
    on: gate('* -early -RTX1220 -RTX1300 -NVR700W RTX1210<14.01.26 RTX830<15.02.03 NVR510<15.01.13'),
    syntax: written('set {name:Name}=<value:Text>'),
    help: SET_HELP,
    support: 'stored',
    check: isName,
  }),
  edit({
    manual: '4.91',
    on: SHELL,
    syntax: written('alias {name:Name}=<value:Text>'),
    help: { ja: 'エイリアスを設定します', en: 'Give a command a name of your own' },
    support: 'full',
    prints: aliases,
    apply: (draft, value, key) => {
      const fault = isName(value, key);
      if (fault !== undefined) return { fault };
      draft.global.setAt(aliases, key, meant(value));
      return undefined;
    },
    withdraw: (draft, key) => void draft.global.unsetAt(aliases, key),
    lines: (block) => block.entries(aliases).map(({ key, value }) => `alias ${assignment(key.name, value)}`),
  }),
];

const BODY = '<body:HereDocument>';

/** What stands behind `<<`, as the grammar hands it over. */
function textOf(value: string): HereDocument {
  const [first = '', ...rows] = meant(value).split('\n');
  return { end: first.slice('<<'.length), lines: rows.slice(0, -1) };
}

const lineOf = (words: readonly string[], { end, lines }: HereDocument): string =>
  withText(`${words.join(' ')} <<${end}`, end, lines);

const END_OF_FILE = /^[A-Za-z0-9]+$/;

/** The ways to write `macro`: with either option, both, or none. The first one prints them all. */
const MACRO: readonly AnyRow[] = [[], ['-v'], ['-x'], ['-v', '-x'], ['-x', '-v']].map((options, i) =>
  edit<Named, string>({
    manual: '4.92',
    on: SHELL,
    syntax: written(['macro', ...options, '{name:Name}', BODY].join(' ')),
    help: { ja: 'マクロを設定します', en: 'Give several commands a name' },
    support: 'full',
    ...(i === 0 && { prints: macros as AnySetting }),
    apply: (draft, value, { name }) => {
      if (!NAME.test(name)) return { fault: 'illegal-keyword' };
      const flags = { verbose: options.includes('-v'), expanded: options.includes('-x') };
      draft.global.setAt(macros, name, { ...textOf(value), ...flags });
      return undefined;
    },
    withdraw: (draft, { name }) => void draft.global.unsetAt(macros, name),
    lines: (block) => (i === 0 ? block.entries(macros).map(({ key, value }) => macroLine(key, value)) : []),
  }),
);

const macroLine = (name: string, macro: Macro): string =>
  lineOf(['macro', ...(macro.verbose ? ['-v'] : []), ...(macro.expanded ? ['-x'] : []), name], macro);

const FILE: readonly AnyRow[] = [[], ['-b']].map((options, i) =>
  edit<Named, string>({
    manual: '4.93',
    on: SHELL,
    syntax: written(['embedded file', ...options, '{name:Name}', BODY].join(' ')),
    help: { ja: '設定に埋め込むファイルを作成します', en: 'Keep a file inside the configuration' },
    support: 'full',
    ...(i === 0 && { prints: embeddedFiles as AnySetting }),
    apply: (draft, value, { name }) => {
      const file: EmbeddedFile = { ...textOf(value), encoded: options.length > 0 };
      const isSound = END_OF_FILE.test(file.end) && (!file.encoded || decodedText(file.lines) !== undefined);
      if (!isSound) return { fault: 'illegal-keyword' };
      draft.global.setAt(embeddedFiles, meant(name), file);
      return undefined;
    },
    withdraw: (draft, { name }) => void draft.global.unsetAt(embeddedFiles, meant(name)),
    lines: (block) => (i === 0 ? block.entries(embeddedFiles).map(({ key, value }) => fileLine(key, value)) : []),
  }),
);

const fileLine = (name: string, file: EmbeddedFile): string =>
  lineOf(['embedded file', ...(file.encoded ? ['-b'] : []), printWord(name)], file);

const named = optional(name(255, NAME));

interface Shown<K, V> {
  readonly manual: string;
  readonly help: Help;
  readonly of: KeyedSetting<'global', K, V, unknown>;
  readonly nameOf: (key: K) => string;
  readonly rowsOf: (name: string, value: V) => readonly string[];
}

/** One by its name, or all; nothing where there is none. */
const shows = <K, V>(
  what: Syntax<undefined, string | undefined>,
  { of, nameOf, rowsOf, ...said }: Shown<K, V>,
): AnyRow =>
  view({
    ...said,
    on: SHELL,
    level: 'administrator',
    syntax: what,
    view: (wanted, { document }) => {
      const entries = document.global.entries(of).filter(({ key }) => wanted === undefined || nameOf(key) === wanted);
      return () => entries.flatMap(({ key, value }) => rowsOf(nameOf(key), value));
    },
  });

const SHOWN: readonly AnyRow[] = [
  shows(syntax`show set ${named}`, {
    manual: '57.16',
    help: { ja: '環境変数を表示します', en: 'Show environment variables' },
    of: environment,
    nameOf: ({ name }) => name,
    rowsOf: (name, value) => [`${name}=${value}`],
  }),
  shows(syntax`show alias ${named}`, {
    manual: '57.17',
    help: { ja: 'エイリアスを表示します', en: 'Show aliases' },
    of: aliases,
    nameOf: ({ name }) => name,
    rowsOf: (name, value) => [`${name}=${value}`],
  }),
  shows(syntax`show macro ${named}`, {
    manual: '57.18',
    help: { ja: 'マクロを表示します', en: 'Show macros' },
    of: macros,
    nameOf: (name) => name,
    rowsOf: (name, macro) => configRowsOf(macroLine(name, macro)),
  }),
];

export const CHAPTER_4_SHELL = (): readonly AnyRow[] => [...ASSIGNED, ...MACRO, ...FILE, ...SHOWN];
