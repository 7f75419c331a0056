/**
 * Manual chapter 4: the SSH server, and SFTP over it.
 * @module
 */
import { sftpdHost, sshdHost, sshdService, sshdSession } from '@rtemu/config/settings/access';
import { gate } from '@rtemu/models/gate';
import { hosts } from '../operands/hosts.js';
import { number } from '../operands/number.js';
import { onOff } from '../operands/word.js';
import { type AnyRow, setting } from '../row.js';
import { syntax } from '../syntax.js';

const WITH_SSH = gate('* -rt -RT57i -RTV700 -early');
const WITH_SFTP = gate('current rev10 nvr');
const ONLY_FROM_OUTSIDE = 'for who comes by `--ssh` of rtemu; there is no SSH within a lab';

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
  setting(sftpdHost, {
    manual: '4.78',
    syntax: syntax`sftpd host ${hosts}`,
    on: WITH_SFTP,
    help: { ja: 'SFTPサーバーへアクセスできるホストを設定します', en: 'Set which hosts may come by SFTP' },
    support: 'partial',
    lacking: `${ONLY_FROM_OUTSIDE}: whoever comes so counts as a host of every LAN`,
  }),
];
