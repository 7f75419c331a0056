/**
 * Manual 4.90 to 4.93: what the console knows besides commands.
 * @module
 */
import { inGlobal } from '../setting.js';

interface Named {
  readonly name: string;
}

/** Environment variables. */
export const environment = inGlobal.keyed<Named, string>('set', 'kept', { keyText: ({ name }) => name });

/** What stands for the first word of a line. */
export const aliases = inGlobal.keyed<Named, string>('alias', 'kept', { keyText: ({ name }) => name });

/** Lines behind `<<`, and the word that ends them. */
export interface HereDocument {
  readonly end: string;
  readonly lines: readonly string[];
}

export interface Macro extends HereDocument {
  /** Each line is shown before variables and aliases are put in. */
  readonly verbose: boolean;
  /** Each line is shown with variables and aliases put in. */
  readonly expanded: boolean;
}

export const macros = inGlobal.keyed<string, Macro>('macro', 'kept');

export interface EmbeddedFile extends HereDocument {
  /** The lines are Base64 of what the file holds. */
  readonly encoded: boolean;
}

/** Files inside the configuration (EMFS), by name. */
export const embeddedFiles = inGlobal.keyed<string, EmbeddedFile>('embedded file', 'kept');
