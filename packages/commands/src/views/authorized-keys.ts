import { type Language, text } from '../messages.js';
import type { AuthorizedKeysStatus, PublicKeyStatus } from '../status/ssh.js';

/** How keys are shown: whole, or by a fingerprint. */
export type KeyForm = 'whole' | 'md5' | 'sha256';

/** The keys of one user, as in the screens of the manual (4.77). */
export function authorizedKeyLines({ path, keys }: AuthorizedKeysStatus, form: KeyForm, language: Language): string[] {
  return keys?.map((key) => keyLine(key, form)) ?? [text('key-file-unread', language, path)];
}

/** Those of all users: each with the name of its file above it. */
export const allAuthorizedKeyLines = (
  users: readonly (readonly [name: string, status: AuthorizedKeysStatus])[],
  form: KeyForm,
  language: Language,
): string[] =>
  users.flatMap(([name, status]) => [`${name} ${status.path}`, ...authorizedKeyLines(status, form, language)]);

/** `2048 SHA256:uk2j… user1 (RSA)` */
export function keyLine({ line, bits, family, comment, fingerprints }: PublicKeyStatus, form: KeyForm): string {
  if (form === 'whole') return line;
  return [bits, fingerprints[form], comment, `(${family})`].filter((part) => part !== '').join(' ');
}

/** `ssh-rsa 2048 aa:bb:…`, as `show sshd public key fingerprint` has it (manual 57.12). */
export const oldFingerprintLine = ({ type, bits, fingerprints }: PublicKeyStatus): string =>
  `${type} ${bits} ${fingerprints.md5.slice('MD5:'.length)}`;
