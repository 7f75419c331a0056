/**
 * Manual chapter 4: who may come to the console over the network.
 * @module
 */
import type { AddressRange } from '../address.js';
import type { InterfaceName } from '../interface-name.js';
import { inGlobal } from '../setting.js';

/** Words, or addresses and interfaces. */
export type AllowedHosts = 'any' | 'none' | 'lan' | readonly (AddressRange | InterfaceName)[];

export const telnetdService = inGlobal.initially<boolean>('telnetd service', 'access', true);
export const telnetdListen = inGlobal.initially<number>('telnetd listen', 'access', 23);
export const telnetdHost = inGlobal.initially<AllowedHosts>('telnetd host', 'access', 'any');
export const telnetdSession = inGlobal.initially<number>('telnetd session', 'access', 8);

export const sshdService = inGlobal.initially<boolean>('sshd service', 'access', false);
export const sshdSession = inGlobal.initially<number>('sshd session', 'access', 8);
export const sshdHost = inGlobal.initially<AllowedHosts>('sshd host', 'access', 'any');
export const sftpdHost = inGlobal.initially<AllowedHosts>('sftpd host', 'access', 'none');
export const tftpHost = inGlobal.initially<AllowedHosts>('tftp host', 'access', 'none');
/** By the names that SSH has for them. */
export const sshdCiphers = inGlobal.initially<readonly string[]>('sshd encrypt algorithm', 'access', [
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
]);

/** Whether clients are asked if they are still there, how often and how many times in vain. */
export interface ClientAlive {
  readonly isAsked: boolean;
  readonly seconds: number | undefined;
  readonly count: number | undefined;
}
export const sshdClientAlive = inGlobal.initially<ClientAlive>('sshd client alive', 'access', {
  isAsked: false,
  seconds: undefined,
  count: undefined,
});
export const sshdHidesVersion = inGlobal.initially<boolean>('sshd hide openssh version', 'access', false);

export type SshMethod = 'all' | 'password' | 'publickey';
export const sshdMethods = inGlobal.initially<readonly SshMethod[]>('sshd auth method', 'access', ['all']);
/** Where the public keys of users are, by the user's name. */
export const sshdKeyFile = inGlobal.keyed<string, string>('sshd authorized-keys filename', 'access');
