import type { CommandLanguage } from '@rtemu/commands/language';
import { loadText } from '@rtemu/commands/load-text';
import type { FaultKey } from '@rtemu/commands/messages';
import type { Outcome } from '@rtemu/commands/outcome';
import type { Document } from '@rtemu/config/document';

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
  const { document, commands } = loadText(language, text);
  const faults: StartupFault[] = [];
  for (const { rows, outcome } of commands) {
    const { number, shown, kind } = rows;
    const fault = kind === 'unclosed' ? 'parameter-count' : outcome && faultIn(outcome, shown);
    if (fault !== undefined) faults.push({ line: number, text: shown, fault });
  }
  return { document, faults };
}

function faultIn(outcome: Outcome, shown: string): StartupFault['fault'] | undefined {
  switch (outcome.kind) {
    case 'fault':
      return outcome.key;
    case 'configured':
      return shown.includes('*') && MASKED_PASSWORD.test(shown) ? 'masked' : undefined;
    case 'request':
    case 'lines':
      return 'not-a-setting';
    default:
      return undefined;
  }
}
