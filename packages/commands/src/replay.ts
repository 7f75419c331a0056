/**
 * A configuration read line by line as the router would read it, with a word on every line: whether it is accepted, how much
 * of it is true here, and what is wrong with it.
 * @module
 */
import { Document, type Draft } from '@rtemu/config/document';
import { GLOBAL, type Selection } from '@rtemu/config/selection';
import type { Profile } from '@rtemu/models/profile';
import type { Revision } from '@rtemu/models/revision';
import type { Diagnosis } from './diagnosis.js';
import { CommandLanguage } from './language.js';
import { faultLine, type Language } from './messages.js';
import type { Outcome } from './outcome.js';
import type { Request } from './request.js';
import type { Support } from './row.js';
import { ROWS } from './rows.js';
import type { Session } from './session.js';

export interface ReplayedLine {
  /** From 1. */
  readonly number: number;
  /** The command, put together again where a screen had broken it. */
  readonly text: string;
  readonly verdict: Verdict;
}

export type Verdict =
  /** Blank, or a comment. */
  | { readonly kind: 'nothing' }
  /** `lacking`: what is not done, when support is partial. */
  | { readonly kind: 'accepted'; readonly support: Support; readonly lacking: string | undefined }
  /** A command that does something; a replay does not do it. */
  | { readonly kind: 'action'; readonly request: Request | undefined }
  | { readonly kind: 'fault'; readonly text: string; readonly diagnosis: Diagnosis };

export interface Replay {
  readonly lines: readonly ReplayedLine[];
  /** The configuration that all accepted lines together make. */
  readonly document: Document;
}

/** Screens break lines after `console columns` - 1 characters: 79 unless somebody changed it. */
const SCREEN_WIDTH = 79;

/** @param revision the newest known one of the model when not said. */
export function replay(text: string, profile: Profile, revision?: Revision, language: Language = 'en'): Replay {
  return new Replayer(new CommandLanguage(profile, revision), language).replay(text.split(/\r\n|\r|\n/));
}

class Replayer {
  readonly #document: Document;
  readonly #draft: Draft;
  readonly #firstWords: ReadonlySet<string>;
  #selection: Selection = GLOBAL;

  constructor(
    private readonly commands: CommandLanguage,
    private readonly language: Language,
  ) {
    this.#document = new Document(commands.machine);
    this.#draft = this.#document.edit();
    this.#firstWords = new Set(['no', ...ROWS.words]);
  }

  replay(rows: readonly string[]): Replay {
    const lines: ReplayedLine[] = [];
    for (let i = 0; i < rows.length; ) {
      let text = rows[i]!;
      let taken = 1;
      while (rows[i + taken] !== undefined && this.#isBroken(rows[i + taken - 1]!, rows[i + taken]!))
        text += rows[i + taken++]!;
      lines.push({ number: i + 1, text, verdict: this.#verdictOf(text) });
      i += taken;
    }
    return { lines, document: this.#draft.finish() };
  }

  /** Whether `next` goes on where `row` was cut. A full row may also end by chance: then a command of its own follows. */
  #isBroken(row: string, next: string): boolean {
    if (row.length !== SCREEN_WIDTH || next === '' || next.startsWith('#')) return false;
    const [first = ''] = next.trimStart().split(' ');
    return !this.#firstWords.has(first);
  }

  get #session(): Session {
    return { level: 'administrator', selection: this.#selection, language: this.language, origin: 'file' };
  }

  #verdictOf(line: string): Verdict {
    const session = this.#session;
    return this.#judge(this.commands.load(session, this.#draft, this.#document, line), session, line);
  }

  #judge(outcome: Outcome, session: Session, line: string): Verdict {
    switch (outcome.kind) {
      case 'nothing':
        return { kind: 'nothing' };
      case 'configured':
        return {
          kind: 'accepted',
          support: outcome.support,
          lacking: outcome.support === 'partial' ? outcome.row.lacking : undefined,
        };
      case 'selected':
        this.#selection = outcome.selection;
        return { kind: 'accepted', support: 'full', lacking: undefined };
      case 'lines':
        return { kind: 'action', request: undefined };
      case 'request':
        return { kind: 'action', request: outcome.request };
      case 'fault':
        return {
          kind: 'fault',
          text: faultLine(outcome.key, this.language),
          diagnosis: this.commands.diagnose(session, line, outcome),
        };
    }
  }
}
