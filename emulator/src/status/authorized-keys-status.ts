import type { AuthorizedKeysStatus, PublicKeyStatus } from '@rtemu/commands/status/ssh';
import { fingerprint, type PublicKey, readPublicKey, toBase64 } from '@rtemu/crypto/public-key';
import { keyPathOf, keysIn } from '../key-files.js';
import type { Router } from '../router.js';

/** The public keys of a user, as their file has them. */
export function authorizedKeysOf({ keyFiles, system }: Router, user: string): AuthorizedKeysStatus {
  const path = keyPathOf(system.document, user);
  const text = keyFiles.get(path);
  return { path, keys: text === undefined ? undefined : keysIn(text).map(statusOf) };
}

/** The key by which clients know a router again, while there is a door for them. */
export function hostKeyOf({ hostKey }: Router): PublicKeyStatus | undefined {
  const key = hostKey === undefined ? undefined : readPublicKey(hostKey);
  return key && statusOf(key);
}

const statusOf = (key: PublicKey): PublicKeyStatus => ({
  type: key.type,
  line: [key.type, toBase64(key.octets), key.comment].filter((part) => part !== '').join(' '),
  bits: key.bits,
  family: key.family,
  comment: key.comment,
  fingerprints: { md5: fingerprint(key, 'md5'), sha256: fingerprint(key, 'sha256') },
});
