import type { AuthorizedKeysStatus } from '@rtemu/commands/status/ssh';
import { fingerprint, toBase64 } from '@rtemu/crypto/public-key';
import { keyPathOf, keysIn } from '../key-files.js';
import type { Router } from '../router.js';

/** The public keys of a user, as their file has them. */
export function authorizedKeysOf({ keyFiles, system }: Router, user: string): AuthorizedKeysStatus {
  const path = keyPathOf(system.document, user);
  const text = keyFiles.get(path);
  const keys = text === undefined ? undefined : keysIn(text);
  return {
    path,
    keys: keys?.map((key) => ({
      line: [key.type, toBase64(key.octets), key.comment].filter((part) => part !== '').join(' '),
      bits: key.bits,
      family: key.family,
      comment: key.comment,
      fingerprints: { md5: fingerprint(key, 'md5'), sha256: fingerprint(key, 'sha256') },
    })),
  };
}
