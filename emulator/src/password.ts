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
