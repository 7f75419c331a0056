import type { Document } from '@rtemu/config/document';
import { sshdKeyFile } from '@rtemu/config/settings/access';
import { loginUser } from '@rtemu/config/settings/system';
import { type PublicKey, readPublicKey } from '@rtemu/crypto/public-key';

export const LIMIT = {
  /** Keys of a file that count (manual 4.75). */
  keys: 33,
  /** Characters of a line; longer ones are passed over (manual 4.75). */
  line: 4094,
  /** Of a file that is brought. */
  octets: 33 * 4096,
  files: 40,
} as const;

export const KEY_FOLDER = '/ssh/authorized_keys';

/** Where the keys of a user are, as `sshd authorized-keys filename` says or does not. */
export const keyPathOf = ({ global }: Document, user: string): string =>
  global.getAt(sshdKeyFile, user) ?? `${KEY_FOLDER}/${user}`;

/** The keys of a text, a line each; what is none, or begins with `#`, is passed over. */
export function keysIn(text: string): readonly PublicKey[] {
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.length <= LIMIT.line && !line.startsWith('#'))
    .flatMap((line) => readPublicKey(line) ?? [])
    .slice(0, LIMIT.keys);
}

/** The files inside a router that hold the public keys of its users (manual 4.75). A restart leaves them as they are. */
export class KeyFiles {
  readonly #files = new Map<string, string>();

  get paths(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  get(path: string): string | undefined {
    return this.#files.get(path);
  }

  /** @returns false when there is no room for it */
  set(path: string, text: string): boolean {
    const isNew = !this.#files.has(path);
    if (text.length > LIMIT.octets || (isNew && this.#files.size >= LIMIT.files)) return false;
    this.#files.set(path, text);
    return true;
  }

  /** Writes a line behind the others. @returns false when there is no room for it */
  add(path: string, line: string): boolean {
    const before = this.#files.get(path) ?? '';
    return this.set(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
  }

  delete(path: string): boolean {
    return this.#files.delete(path);
  }

  clear(): void {
    this.#files.clear();
  }

  /** The keys by which a user may log in; none for a name that nobody has. */
  keysOf(document: Document, user: string): readonly PublicKey[] {
    const isUser = document.global.getAt(loginUser, user) !== undefined;
    const text = this.#files.get(keyPathOf(document, user));
    return isUser && text !== undefined ? keysIn(text) : [];
  }
}
