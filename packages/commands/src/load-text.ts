import type { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { type CommandRows, RowReader } from './config-rows.js';
import type { CommandLanguage } from './language.js';
import type { Language } from './messages.js';
import type { Outcome } from './outcome.js';
import { isFirstWord } from './rows.js';
import type { Session } from './session.js';

/** A command of a text, and what came of typing it. */
export interface LoadedCommand {
  readonly rows: CommandRows;
  /** Where it was typed. */
  readonly session: Session;
  /** `undefined`: it was not typed, since it is none, or has no end. */
  readonly outcome: Outcome | undefined;
}

export interface LoadedText {
  /** What all commands together make. Those that are wrong are passed over. */
  readonly document: Document;
  readonly commands: readonly LoadedCommand[];
}

export interface LoadOptions {
  /** English when not said. */
  readonly language?: Language | undefined;
  /** What the commands are typed into; nothing when not said. */
  readonly onto?: Document | undefined;
}

/** Types a text in, command by command, as a router does when it starts. */
export function loadText(
  commands: CommandLanguage,
  text: string,
  { language = 'en', onto = commands.blank }: LoadOptions = {},
): LoadedText {
  const draft = onto.edit();
  const loaded: LoadedCommand[] = [];
  let session: Session = { level: 'administrator', selection: GLOBAL, language, origin: 'file' };
  const reader = new RowReader(text, {
    isFirstWord,
    isUnderstood: (line) => commands.parse(session, line).kind !== 'fault',
  });
  for (let rows = reader.next(); rows !== undefined; rows = reader.next()) {
    const isTyped = rows.kind !== 'output' && rows.kind !== 'unclosed';
    const outcome = isTyped ? commands.load(session, draft, onto, rows.text) : undefined;
    loaded.push({ rows, session, outcome });
    if (outcome?.kind === 'selected') session = { ...session, selection: outcome.selection };
  }
  return { document: draft.finish(), commands: loaded };
}
