/**
 * Before something of a configuration file is shown, its login password and its administrator password are asked for (manual
 * 57.2, 57.7), as far as it has them.
 * @module
 */
import { type Language, text } from '@rtemu/commands/messages';
import type { Document } from '@rtemu/config/document';
import { administratorPassword, loginPassword, type Password } from '@rtemu/config/settings/system';
import type { Instant } from '@rtemu/engine/time';
import { askPassword, type Dialogue } from './dialogue.js';
import { fits } from './password.js';

interface Lock {
  readonly prompt: string;
  readonly password: Password;
}

/** @returns what to ask; `undefined` when nothing is locked, and `then` has been done */
export function unlock(
  now: Instant,
  documents: readonly Document[],
  language: Language,
  refuse: () => void,
  then: (now: Instant) => void,
): Dialogue | undefined {
  const locks = documents.flatMap(({ global }): Lock[] =>
    (
      [
        [text('login-password-of-file', language), global.get(loginPassword)],
        [text('administrator-password-of-file', language), global.get(administratorPassword)],
      ] as const
    ).flatMap(([prompt, password]) => (password === undefined ? [] : [{ prompt, password }])),
  );
  const open = (at: Instant, [lock, ...others]: readonly Lock[]): Dialogue | undefined => {
    if (lock === undefined) {
      then(at);
      return undefined;
    }
    return askPassword(lock.prompt, (answered, given) => {
      if (fits(lock.password, given)) return open(answered, others);
      refuse();
      return undefined;
    });
  };
  return open(now, locks);
}
