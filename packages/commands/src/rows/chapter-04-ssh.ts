/**
 * Manual chapter 4: the SSH server, and SFTP over it.
 * @module
 */

import type { Document } from '@rtemu/config/document';
import {
  sftpdHost,
  sshdCiphers,
  sshdClientAlive,
  sshdHidesVersion,
  sshdHost,
  sshdKeyFile,
  sshdMethods,
  sshdService,
  sshdSession,
} from '@rtemu/config/settings/access';
import { loginUser } from '@rtemu/config/settings/system';
import { gate } from '@rtemu/models/gate';
import { assign, either, many, optional } from '../operands/combine.js';
import { hosts } from '../operands/hosts.js';
import { number } from '../operands/number.js';
import { name } from '../operands/text.js';
import { flag, onOff, word } from '../operands/word.js';
import { type AnyRow, action, setting, view } from '../row.js';
import { group, key, syntax } from '../syntax.js';
import {
  allAuthorizedKeyLines,
  authorizedKeyLines,
  type KeyForm,
  keyLine,
  oldFingerprintLine,
} from '../views/authorized-keys.js';

const WITH_SSH = gate('* -rt -RT57i -RTV700 -early');
const WITH_KEY_VIEW = gate('current rev10 nvr RT58i');
const WITH_SFTP = gate('current rev10 nvr');
const WITH_CIPHERS = gate('current rev10 rev8 nvr');
/** Firmware that knows public keys. */
export const SSH_KEYS = gate('RTX1210>=14.01.35 RTX830>=15.02.14 RTX1220 RTX1300');
const NUMBER_MAX = 2_147_483_647;

const SPOKEN_CIPHERS = [
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
] as const;
const OTHER_CIPHERS = ['blowfish-cbc', 'cast128-cbc', 'arcfour'] as const;
const ONLY_FROM_OUTSIDE = 'for who comes by `--ssh` of rtemu; there is no SSH within a lab';

const ONE_KEY = 'the RSA key of `--ssh`, and nothing where that is not open';

const user = name(32, /^[\w-]+$/);
const file = name(255);
const shape = group`${{ type: assign('type', word('fingerprint')) }} ${{ hash: optional(word('md5', 'sha256')) }}`;

const isUser = (who: string, document: Document): boolean => document.global.getAt(loginUser, who) !== undefined;

export const CHAPTER_4_SSH_SERVER = (): readonly AnyRow[] => [
  setting(sshdService, {
    manual: '4.65',
    syntax: syntax`sshd service ${onOff}`,
    on: WITH_SSH,
    help: { ja: 'SSHサーバーを動作させるかどうかを設定します', en: 'Open or close the SSH server' },
    support: 'partial',
    lacking: ONLY_FROM_OUTSIDE,
  }),
  setting(sshdHost, {
    manual: '4.67',
    syntax: syntax`sshd host ${hosts}`,
    on: WITH_SSH,
    help: { ja: 'SSHサーバーへアクセスできるホストを設定します', en: 'Set which hosts may come by SSH' },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: whoever comes so counts as a host of every LAN`,
  }),
  setting(sshdSession, {
    manual: '4.68',
    syntax: syntax`sshd session ${number(1, 8)}`,
    on: WITH_SSH,
    help: { ja: 'SSHサーバーの同時接続数を設定します', en: 'Limit the sessions of the SSH server' },
    support: 'partial',
    lacking: ONLY_FROM_OUTSIDE,
  }),
  view({
    manual: '4.70',
    syntax: syntax`show sshd host key ${optional(shape)}`,
    on: SSH_KEYS,
    level: 'administrator',
    help: { ja: 'SSHサーバーの公開鍵を表示します', en: 'Show the public keys of the SSH server' },
    support: 'partial',
    lacking: ONE_KEY,
    view: (wanted) => (status) => {
      const host = status.hostKey();
      return host === undefined ? [] : [keyLine(host, wanted === undefined ? 'whole' : (wanted.hash ?? 'sha256'))];
    },
  }),
  view({
    manual: '57.12',
    syntax: syntax`show sshd public key ${flag('fingerprint')}`,
    on: WITH_KEY_VIEW,
    help: { ja: 'SSHサーバーの公開鍵を表示します', en: 'Show the public keys of the SSH server' },
    support: 'partial',
    lacking: ONE_KEY,
    view: (isShort) => (status) => {
      const host = status.hostKey();
      return host === undefined ? [] : [isShort ? oldFingerprintLine(host) : host.line];
    },
  }),
  setting(sshdCiphers, {
    manual: '4.71',
    syntax: syntax`sshd encrypt algorithm ${many(word(...SPOKEN_CIPHERS, ...OTHER_CIPHERS))}`,
    on: WITH_CIPHERS,
    help: { ja: 'SSHサーバーの暗号アルゴリズムを設定します', en: 'Set the ciphers of the SSH server' },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: ${OTHER_CIPHERS.join(', ')} are not spoken`,
  }),
  setting(sshdClientAlive, {
    manual: '4.72',
    syntax: syntax`sshd client alive ${{ isAsked: onOff }} ${{ seconds: optional(number(1, NUMBER_MAX)) }} ${{ count: optional(number(1, NUMBER_MAX)) }}`,
    on: WITH_SSH,
    help: {
      ja: 'SSHクライアントの生存確認を行うかどうかを設定します',
      en: 'Ask SSH clients whether they are still there',
    },
    support: 'partial',
    lacking: ONLY_FROM_OUTSIDE,
  }),
  setting(sshdHidesVersion, {
    manual: '4.73',
    syntax: syntax`sshd hide openssh version ${onOff}`,
    on: WITH_CIPHERS,
    help: { ja: 'SSHサーバーのバージョン情報を隠すかどうかを設定します', en: 'Hide the version of the SSH server' },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: what is shown otherwise is \`rtemu\``,
  }),
  setting(sshdMethods, {
    manual: '4.74',
    syntax: syntax`sshd auth method ${many(word('all', 'password', 'publickey'), 1, 2)}`,
    on: SSH_KEYS,
    help: { ja: 'SSHサーバーの認証方式を設定します', en: 'Set how SSH clients are authenticated' },
    support: 'partial',
    lacking: ONLY_FROM_OUTSIDE,
    check: (methods) =>
      methods.length > 1 && (methods.includes('all') || methods[0] === methods[1]) ? 'illegal-keyword' : undefined,
  }),
  setting(sshdKeyFile, {
    manual: '4.75',
    syntax: syntax`sshd authorized-keys filename ${key(user)} ${assign('path', file)}`,
    on: SSH_KEYS,
    help: { ja: 'SSHの公開鍵を保存するファイルを設定します', en: "Set the file that holds a user's public keys" },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: the nameless user has no keys, files last as long as rtemu runs, and nobody looks whether there is the user`,
  }),
  action({
    manual: '4.76',
    syntax: syntax`import sshd authorized-keys ${user}`,
    on: SSH_KEYS,
    help: { ja: 'SSHの公開鍵をインポートします', en: "Import a user's public key" },
    support: 'partial',
    lacking: 'the nameless user',
    act: (name, { document }) =>
      isUser(name, document) ? { request: { kind: 'import-key', user: name } } : { fault: 'illegal-keyword' },
  }),
  view({
    manual: '4.77',
    syntax: syntax`show sshd authorized-keys ${{ who: either(word('*'), user) }} ${{ shape: optional(shape) }}`,
    on: SSH_KEYS,
    level: 'administrator',
    help: { ja: 'SSHの公開鍵を表示します', en: "Show the users' public keys" },
    support: 'partial',
    lacking: 'the nameless user',
    view: ({ who, shape }, { document, session: { language } }) => {
      const as: KeyForm = shape === undefined ? 'whole' : (shape.hash ?? 'sha256');
      if (who !== '*' && !isUser(who, document)) return 'illegal-keyword';
      return (status) =>
        who === '*'
          ? allAuthorizedKeyLines(
              document.global.entries(loginUser).map(({ key: name }) => [name, status.authorizedKeys(name)]),
              as,
              language,
            )
          : authorizedKeyLines(status.authorizedKeys(who), as, language);
    },
  }),
  setting(sftpdHost, {
    manual: '4.78',
    syntax: syntax`sftpd host ${hosts}`,
    on: WITH_SFTP,
    help: { ja: 'SFTPサーバーへアクセスできるホストを設定します', en: 'Set which hosts may come by SFTP' },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: whoever comes so counts as a host of every LAN`,
  }),
];
