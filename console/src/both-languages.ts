/**
 * Texts of rtemu's own in the two languages that it speaks: what is said stands once, in both of them.
 * @module
 */
import type { Language } from '@rtemu/commands/messages';

export type { Language };

/** The same in both languages. */
export type Both<Text = string> = Readonly<Record<Language, Text>>;

export const both = (en: string, ja: string): Both => ({ en, ja });

/** A text with something in it that is not known before. */
export const saying = <Operands extends readonly unknown[]>(
  en: (...operands: Operands) => string,
  ja: (...operands: Operands) => string,
): Both<(...operands: Operands) => string> => ({ en, ja });

export type InOne<Catalogue extends Readonly<Record<string, Both<unknown>>>> = {
  readonly [Key in keyof Catalogue]: Catalogue[Key]['en'];
};

/** A catalogue as somebody reads it who speaks one language. */
export const inOne = <Catalogue extends Readonly<Record<string, Both<unknown>>>>(
  catalogue: Catalogue,
  language: Language,
): InOne<Catalogue> =>
  Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, text[language]])) as InOne<Catalogue>;

/** A catalogue for readers of either language. */
export const inEach = <Catalogue extends Readonly<Record<string, Both<unknown>>>>(
  catalogue: Catalogue,
): Both<InOne<Catalogue>> => ({ en: inOne(catalogue, 'en'), ja: inOne(catalogue, 'ja') });
