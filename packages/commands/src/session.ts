import type { Selection } from '@rtemu/config/selection';
import type { Language } from './messages.js';

export type Level = 'user' | 'administrator';

/** Who types a line, and where they stand. */
export interface Session {
  readonly level: Level;
  readonly selection: Selection;
  readonly language: Language;
  /**
   * `file`: the line comes from a configuration, where passwords stand in the line. At the console they are asked for, and
   * a line that holds one is a fault.
   */
  readonly origin: 'console' | 'file';
}
