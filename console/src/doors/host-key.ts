import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText, reasonOf } from '../files.js';
import { Unusable } from '../host.js';
import { replaceFile } from '../replace-file.js';

/** As `sshd host key generate` makes it on newer models (manual 4.69). */
const BITS = 2048;
const FILE = 'ssh-host-key.pem';

/**
 * The RSA key by which clients know the routers of a lab again. Clients of routers expect RSA.
 * @param directory where it is kept; otherwise it is made anew each time
 * @throws Unusable when it cannot be read or kept
 */
export function hostKeyIn(directory: string | undefined): string {
  if (directory === undefined) return newKey();
  const path = join(directory, FILE);
  if (existsSync(path)) return readText(path);
  const key = newKey();
  try {
    mkdirSync(directory, { recursive: true });
    replaceFile(path, key);
  } catch (error) {
    throw new Unusable(`cannot keep the SSH host key in ${path}: ${reasonOf(error)}`);
  }
  return key;
}

const newKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
