/**
 * What of SSH a listener speaks, for the router whose door it is.
 * @module
 */
import type { SshTerms } from '@rtemu/emulator/ssh-terms';
import type { Algorithms, AuthenticationType, CipherAlgorithm, ServerConfig } from 'ssh2';

/** What the firmware of before Rev.14 speaks, as clients know it: they have to be told to. */
const OLD_ALGORITHMS: Algorithms = {
  kex: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
  serverHostKey: ['ssh-rsa'],
  cipher: ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc', '3des-cbc'],
  hmac: ['hmac-sha1'],
  compress: ['none'],
};

/** Those of `sshd encrypt algorithm` that can be spoken here; the others are no more in the libraries below. */
const SPOKEN: readonly string[] = OLD_ALGORITHMS.cipher as readonly string[];

const MILLISECONDS = 1000;
/** A timer of the machine counts no further. */
const TIMER_MAX = 2 ** 31 - 1;

/** `rtemu` and what is spoken; as the name alone when it is to be hidden (manual 4.73). */
export function speechOf({ isOld, ciphers, alive, hidesVersion }: SshTerms): Omit<ServerConfig, 'hostKeys'> {
  const spoken = ciphers?.filter((cipher) => SPOKEN.includes(cipher)) as CipherAlgorithm[] | undefined;
  return {
    ident: hidesVersion ? 'OpenSSH' : 'rtemu',
    algorithms: { ...(isOld && OLD_ALGORITHMS), ...(spoken !== undefined && { cipher: spoken }) },
    ...(alive !== undefined && {
      keepaliveInterval: Math.min(alive.seconds * MILLISECONDS, TIMER_MAX),
      keepaliveCountMax: alive.count,
    }),
  };
}

/** Whether there is any cipher left to speak. */
export const canSpeak = ({ ciphers }: SshTerms): boolean =>
  ciphers === undefined || ciphers.some((cipher) => SPOKEN.includes(cipher));

export const methodsOf = ({ takesPasswords, takesKeys }: SshTerms): readonly AuthenticationType[] => [
  ...(takesKeys ? (['publickey'] as const) : []),
  ...(takesPasswords ? (['password', 'keyboard-interactive'] as const) : []),
];
