import type { Language } from '@rtemu/commands/messages';
import type { PpNumber } from '@rtemu/config/selection';

export interface Words {
  readonly what: Readonly<Record<Language, string>>;
  /** Commands, or a sentence; nothing where nothing is known to help. */
  readonly remedy?: Readonly<Record<Language, string>>;
}

/** What reads the same in either language: commands. */
export const same = (text: string): Readonly<Record<Language, string>> => ({ en: text, ja: text });

/** `pp select 1`, then what is to be typed there. */
export const atPp = (pp: PpNumber, line: string) => same(`pp select ${pp} / ${line}`);
