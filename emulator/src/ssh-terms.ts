import { SSH_KEYS } from '@rtemu/commands/rows/chapter-04-ssh';
import type { Document } from '@rtemu/config/document';
import { sshdCiphers, sshdClientAlive, sshdHidesVersion, sshdMethods } from '@rtemu/config/settings/access';
import type { Machine } from '@rtemu/models/machine';

/** How a router speaks SSH, as its firmware and its configuration say. */
export interface SshTerms {
  /** SSH of before Rev.14. */
  readonly isOld: boolean;
  /** `undefined`: what the firmware has when nobody has said anything. */
  readonly ciphers: readonly string[] | undefined;
  readonly alive: { readonly seconds: number; readonly count: number } | undefined;
  readonly hidesVersion: boolean;
  readonly takesPasswords: boolean;
  readonly takesKeys: boolean;
}

/** Unless `sshd client alive` says so (manual 4.72). */
const ALIVE = { seconds: 100, count: 3 } as const;

export function sshTermsOf({ global }: Document, machine: Machine): SshTerms {
  const { isAsked, seconds = ALIVE.seconds, count = ALIVE.count } = global.effective(sshdClientAlive);
  const methods = global.effective(sshdMethods);
  const knowsKeys = machine.allows(SSH_KEYS).open;
  const isOld = machine.characterNames === 'ascii sjis euc';
  return {
    isOld,
    ciphers: isOld ? global.get(sshdCiphers) : global.effective(sshdCiphers),
    alive: isAsked ? { seconds, count } : undefined,
    hidesVersion: global.effective(sshdHidesVersion),
    // Firmware that knows no keys has passwords alone.
    takesPasswords: !knowsKeys || methods.includes('all') || methods.includes('password'),
    takesKeys: knowsKeys && (methods.includes('all') || methods.includes('publickey')),
  };
}
