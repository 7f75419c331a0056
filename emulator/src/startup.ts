import { RowReader } from '@rtemu/commands/config-rows';
import type { CommandLanguage } from '@rtemu/commands/language';
import type { FaultKey } from '@rtemu/commands/messages';
import { isFirstWord } from '@rtemu/commands/rows';
import type { Session } from '@rtemu/commands/session';
import { Document } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';

/** A line of a configuration that the router would refuse, or that says less than it seems to. */
export interface StartupFault {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** `masked`: a password was read off a screen, which showed a star for it. The line counts, and nobody can log in by it. */
  readonly fault: FaultKey | 'not-a-setting' | 'masked';
}

export interface Startup {
  readonly document: Document;
  /** Lines that were passed over. */
  readonly faults: readonly StartupFault[];
}

/** What each language read last: the routers of a lab often start from the same lines, if only the factory's. */
const LAST = new WeakMap<CommandLanguage, { readonly text: string; readonly startup: Startup }>();

/** Types a configuration in, as the router does when it starts. A wrong line is passed over, and said. */
export function readConfiguration(language: CommandLanguage, text: string): Startup {
  const last = LAST.get(language);
  if (last?.text === text) return last.startup;
  const startup = type(language, text);
  LAST.set(language, { text, startup });
  return startup;
}

const MASKED_PASSWORD = /^\s*pp auth (?:username|myname) \S+ \*(?:\s|$)/;

function type(language: CommandLanguage, text: string): Startup {
  const empty = new Document(language.machine);
  const draft = empty.edit();
  const faults: StartupFault[] = [];
  let session: Session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'file' };
  const rows = new RowReader(text, {
    isFirstWord,
    isUnderstood: (line) => language.parse(session, line).kind !== 'fault',
  });
  for (let row = rows.next(); row !== undefined; row = rows.next()) {
    const { number, shown, kind } = row;
    if (kind === 'output') continue;
    const outcome = kind === 'unclosed' ? undefined : language.load(session, draft, empty, row.text);
    if (outcome === undefined) faults.push({ line: number, text: shown, fault: 'parameter-count' });
    else if (outcome.kind === 'selected') session = { ...session, selection: outcome.selection };
    else if (outcome.kind === 'fault') faults.push({ line: number, text: shown, fault: outcome.key });
    else if (outcome.kind === 'configured' && MASKED_PASSWORD.test(shown))
      faults.push({ line: number, text: shown, fault: 'masked' });
    else if (outcome.kind === 'request' || outcome.kind === 'lines')
      faults.push({ line: number, text: shown, fault: 'not-a-setting' });
  }
  return { document: draft.finish(), faults };
}
