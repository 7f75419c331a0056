/**
 * `show status user`, as the manual's screen has it (manual 58.47).
 * @module
 */
import type { Language } from '../messages.js';
import type { UserStatus } from '../status/user.js';

const HEADS = {
  en: [
    '   (*: current user, +: administrator mode, @: authenticated via RADIUS)',
    '   username        connection login time   idle       IP address',
  ],
  ja: [
    '   (*: 自分自身のユーザー情報 , +: 管理者モード , @: RADIUS での認証 )',
    '   ユーザー名         接続種別    ログイン      アイドル    IPアドレス',
  ],
} as const;
const RULE = '-'.repeat(79);

const two = (number: number): string => String(number).padStart(2, '0');

/** `0:02:08`; the hours have no end. */
const idle = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;

function userLine({ user = '', connection, isSelf, isAdministrator, since, idleSeconds, address }: UserStatus): string {
  const marks = `${isSelf ? '*' : ' '}${isAdministrator ? '+' : ' '} `;
  const login = `${two(since.month)}/${two(since.day)} ${two(since.hour)}:${two(since.minute)}`;
  const line = `${marks}${user.padEnd(16)}${connection.padEnd(11)}${login}  ${idle(idleSeconds).padEnd(11)}${address ?? ''}`;
  return line.trimEnd();
}

export const userLines = (users: readonly UserStatus[], language: Language): readonly string[] => [
  ...HEADS[language],
  RULE,
  ...users.map(userLine),
];
