import type { Password } from '@rtemu/config/settings/system';
import { passwordDigest } from '@rtemu/crypto/password-digest';

/** What is kept of a password that somebody typed. @param encrypted the command said so */
export const kept = (text: string, encrypted: boolean): Password => ({
  text: encrypted ? passwordDigest(text) : text,
  encrypted,
});

/** Whether what was typed is the password. Without one, Enter is. */
export const fits = (password: Password | undefined, typed: string): boolean =>
  password === undefined ? typed === '' : (password.encrypted ? passwordDigest(typed) : typed) === password.text;

const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];

/** How strong a password is, in the words of an RTX1300; what makes it so is ours. */
export function strengthOf(password: string): string {
  const kinds = KINDS.filter((kind) => kind.test(password)).length;
  if (password.length < 8) return 'Weak';
  if (kinds >= 3 && password.length >= 12) return 'Very strong';
  return kinds >= 2 ? 'Strong' : 'Normal';
}
