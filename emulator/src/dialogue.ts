/**
 * Questions of the console, one after the other: what is asked, whether the answer shows, and what comes next.
 * @module
 */
import { type Language, text } from '@rtemu/commands/messages';
import type { Password } from '@rtemu/config/settings/system';
import type { Instant } from '@rtemu/engine/time';
import { fits } from './password.js';

export interface Dialogue {
  readonly prompt: string;
  readonly echo: boolean;
  /** True when one key is the answer. */
  readonly wantsKey: boolean;
  /** True when lines of a text are read, such as a macro: they may come from another macro. */
  readonly readsText?: boolean;
  /** @returns what to ask next; `undefined` when all is said */
  answer(now: Instant, line: string): Dialogue | undefined;
}

/** Asks for a password. */
export const askPassword = (
  prompt: string,
  then: (now: Instant, password: string) => Dialogue | undefined,
): Dialogue => ({
  prompt,
  echo: false,
  wantsKey: false,
  answer: then,
});

/** Asks for a name, which shows as it is typed. */
export const askName = (prompt: string, then: (now: Instant, name: string) => Dialogue | undefined): Dialogue => ({
  prompt,
  echo: true,
  wantsKey: false,
  answer: then,
});

/** Asks until the key is Y or N. */
export function askYesOrNo(prompt: string, then: (now: Instant, yes: boolean) => Dialogue | undefined): Dialogue {
  const question: Dialogue = {
    prompt,
    echo: true,
    wantsKey: true,
    answer: (now, key) => {
      const letter = key.trim().toLowerCase();
      return letter === 'y' || letter === 'n' ? then(now, letter === 'y') : question;
    },
  };
  return question;
}

/** Reads lines, without a prompt, until the one that ends them (manual 4.92). */
export function askText(end: string, take: (line: string) => void, then: (now: Instant) => void): Dialogue {
  const reading: Dialogue = {
    prompt: '',
    echo: true,
    wantsKey: false,
    readsText: true,
    answer: (now, line) => {
      if (line === end) {
        then(now);
        return undefined;
      }
      take(line);
      return reading;
    },
  };
  return reading;
}

/** What a new password is asked with. */
export interface NewPassword {
  readonly language: Language;
  /** The one before, which is asked for when there is one. */
  readonly old: Password | undefined;
  /** Whether the second time is asked for in words of its own. */
  readonly isConfirmed: boolean;
  /** Says what is wrong: the old one does not fit, or the two new ones differ. */
  complain(): void;
  take(now: Instant, password: string): void;
}

/** A new password: the old one first where there is one, then the new one twice. */
export function askNewPassword({ language, old, isConfirmed, complain, take }: NewPassword): Dialogue {
  const twice = askPassword(text('new-password', language), (_, first) =>
    askPassword(text(isConfirmed ? 'new-password-confirm' : 'new-password', language), (now, second) => {
      if (first === second) take(now, first);
      else complain();
      return undefined;
    }),
  );
  if (old === undefined) return twice;
  return askPassword(text('old-password', language), (_, given) => {
    if (fits(old, given)) return twice;
    complain();
    return undefined;
  });
}
