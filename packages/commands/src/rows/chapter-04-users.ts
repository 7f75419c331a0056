/**
 * Manual chapter 4: passwords, users, who may come in.
 * @module
 */
import type { Setting } from '@rtemu/config/setting';
import {
  administratorPassword,
  loginPassword,
  loginTimer,
  loginUser,
  type Password,
  securityClass,
} from '@rtemu/config/settings/system';
import { userAttribute } from '@rtemu/config/settings/user';
import { EVERY_MODEL, type Gate, gate } from '@rtemu/models/gate';
import { kindOf } from '../manual/kinds.js';
import { assign, either, optional, unordered } from '../operands/combine.js';
import { number, TIME_MAX } from '../operands/number.js';
import { name, password } from '../operands/text.js';
import { sessions, whose } from '../operands/user.js';
import { onOff, word } from '../operands/word.js';
import { type AnyRow, action, edit, setting, view } from '../row.js';
import { key, type Syntax, spread, syntax } from '../syntax.js';
import { userLines } from '../views/users.js';
import { printWord } from '../words.js';

const PASSWORD_MAX = 32;
/** A cipher is longer than what it hides. */
const CIPHER_MAX = 256;
const USERS_MAX = 32;

/** Machines that have a nameless user, whose password this is (manual 4.10). */
const WITH_NAMELESS_USER: Gate = gate('* -RTX1300');

const userName = name(32, /^[\w-]+$/);

/** `*` on a screen; in a file the password itself, or its cipher. */
const printPassword = ({ text, encrypted }: Password, secrets: boolean): string =>
  `${encrypted ? 'encrypted ' : ''}${secrets ? printWord(text) : '*'}`;

/** A password line as it stands in a file. At the console the password is asked for, and a line that has one is a fault. */
const passwordInFile = (
  manual: string,
  target: Setting<'global', Password, unknown>,
  line: Syntax<undefined, string>,
  encrypted: boolean,
  on: Gate,
): AnyRow =>
  edit({
    manual,
    syntax: line,
    on,
    help: { ja: 'パスワードを設定します(設定ファイルの中の形)', en: 'Set the password (as it stands in a file)' },
    support: 'full',
    ...(encrypted ? {} : { prints: target }),
    apply: (draft, text, _, { session }) => {
      if (session.origin === 'console') return { fault: 'parameter-count' };
      draft.global.set(target, { text, encrypted });
      return undefined;
    },
    lines: (block, _, { secrets }) => {
      const value = block.get(target);
      return value === undefined ? [] : [`${target.name} ${printPassword(value, secrets)}`];
    },
  });

const PASSWORDS: readonly AnyRow[] = [
  action({
    manual: '4.1',
    syntax: syntax`login password`,
    on: WITH_NAMELESS_USER,
    help: { ja: 'ログインパスワードを設定します', en: 'Set the login password' },
    act: () => ({ request: { kind: 'password', of: 'login', encrypted: false } }),
  }),
  passwordInFile('4.1', loginPassword, syntax`login password ${password(PASSWORD_MAX)}`, false, WITH_NAMELESS_USER),
  action({
    manual: '4.2',
    syntax: syntax`login password encrypted`,
    on: WITH_NAMELESS_USER,
    help: { ja: 'ログインパスワードを暗号化して設定します', en: 'Set the login password and keep it enciphered' },
    act: () => ({ request: { kind: 'password', of: 'login', encrypted: true } }),
  }),
  passwordInFile(
    '4.2',
    loginPassword,
    syntax`login password encrypted ${password(CIPHER_MAX)}`,
    true,
    WITH_NAMELESS_USER,
  ),
  action({
    manual: '4.3',
    syntax: syntax`administrator password`,
    help: { ja: '管理パスワードを設定します', en: 'Set the administrator password' },
    act: () => ({ request: { kind: 'password', of: 'administrator', encrypted: false } }),
  }),
  passwordInFile(
    '4.3',
    administratorPassword,
    syntax`administrator password ${password(PASSWORD_MAX)}`,
    false,
    EVERY_MODEL,
  ),
  action({
    manual: '4.4',
    syntax: syntax`administrator password encrypted`,
    help: { ja: '管理パスワードを暗号化して設定します', en: 'Set the administrator password and keep it enciphered' },
    act: () => ({ request: { kind: 'password', of: 'administrator', encrypted: true } }),
  }),
  passwordInFile(
    '4.4',
    administratorPassword,
    syntax`administrator password encrypted ${password(CIPHER_MAX)}`,
    true,
    EVERY_MODEL,
  ),
];

const USERS: readonly AnyRow[] = [
  edit({
    manual: '4.5',
    syntax: syntax`login user ${key(userName)} ${optional(password(PASSWORD_MAX))}`,
    help: { ja: 'ログインユーザー名とパスワードを設定します', en: 'Set the name and password of a user' },
    support: 'full',
    prints: loginUser,
    apply: (draft, text, user, { document }) => {
      const users = document.global.entries(loginUser).length;
      if (users >= USERS_MAX && document.global.getAt(loginUser, user) === undefined) return { fault: 'out-of-range' };
      if (text === undefined) return { requests: [{ kind: 'user-password', user }] };
      draft.global.setAt(loginUser, user, { text, encrypted: false });
      return undefined;
    },
    withdraw: (draft, user) => {
      draft.global.unsetAt(loginUser, user);
      return undefined;
    },
    lines: (block, _, { secrets }) =>
      block.entries(loginUser).map(({ key: user, value }) =>
        // On a screen nobody can tell one form from the other.
        secrets ? `login user ${user} ${printPassword(value, true)}` : `login user ${user} *`,
      ),
  }),
  edit({
    manual: '4.5',
    syntax: syntax`login user ${key(userName)} encrypted ${password(CIPHER_MAX)}`,
    help: { ja: 'ログインユーザー名とパスワードを設定します', en: 'Set the name and enciphered password of a user' },
    support: 'full',
    apply: (draft, text, user) => {
      draft.global.setAt(loginUser, user, { text, encrypted: true });
      return undefined;
    },
  }),
];

const WITH_ATTRIBUTES = gate('* -rt -RT57i -RTV700 -early');

/** What users may do, and who is there. */
const RIGHTS: readonly AnyRow[] = [
  setting(userAttribute, {
    manual: '4.10',
    on: WITH_ATTRIBUTES,
    syntax: syntax`user attribute ${key(whose)} ${spread(
      unordered({
        administrator: assign('administrator', word('on', 'off', '1', '2')),
        connection: assign('connection', kindOf('all|off|Connections')),
        guiPage: assign('gui-page', kindOf('all|GuiPages')),
        host: assign('host', kindOf('any|HostRanges')),
        multiSession: assign('multi-session', onOff),
        loginTimer: assign('login-timer', kindOf(`clear|120..${TIME_MAX}`)),
      }),
    )}`,
    help: { ja: 'ユーザーの属性を設定します', en: 'Set what a user may do, and from where' },
    support: 'partial',
    lacking: 'the pages of the web interface, users by RADIUS, remote setup',
    check: (attributes) =>
      Object.values(attributes).some((value) => value !== undefined) ? undefined : 'parameter-count',
  }),
  action({
    manual: '4.11',
    on: WITH_ATTRIBUTES,
    syntax: syntax`disconnect user ${sessions}`,
    help: { ja: '他のユーザーの接続を切断します', en: 'End the session of another user' },
    act: (meant) => ({ request: { kind: 'disconnect-user', ...meant } }),
  }),
  view({
    manual: '58.47',
    on: gate('current rev10 nvr RT58i'),
    syntax: syntax`show status user`,
    help: { ja: 'ログインしているユーザーを表示します', en: 'Show who is logged in' },
    view: (_, { session }) => {
      return (status) => userLines(status.users(), session.language);
    },
  }),
  view({
    manual: '58.48',
    on: gate('current NVR510 NVR700W'),
    syntax: syntax`show status user history`,
    help: { ja: 'ログインしたユーザーのログイン履歴を表示します', en: 'Show who has logged in' },
    view: (_, { session }) => {
      return (status) => userLines(status.pastUsers(), session.language);
    },
  }),
];

export const CHAPTER_4_USERS = (): readonly AnyRow[] => [
  ...PASSWORDS,
  ...USERS,
  ...RIGHTS,
  setting(securityClass, {
    manual: '4.12',
    syntax: syntax`security class ${{
      level: word('1', '2', '3').map(
        (level) => Number(level) as 1 | 2 | 3,
        (level) => String(level) as '1' | '2' | '3',
      ),
    }} ${{ forget: onOff }} ${{ telnet: optional(onOff) }} ${{ ssh: optional(onOff) }}`,
    help: { ja: 'セキュリティクラスを設定します', en: 'Set which ways in are open' },
    support: 'partial',
    lacking: 'remote setup, and whether `ssh` may be used',
  }),
  setting(loginTimer, {
    manual: '4.53',
    syntax: syntax`login timer ${either(number(120, TIME_MAX), word('clear'))}`,
    help: { ja: 'ログインタイマーを設定します', en: 'Set the seconds without a key until logout' },
    support: 'full',
  }),
];
