/**
 * A configuration read line by line as the router would read it, with a word on every line: whether it is accepted, how much
 * of it is true here, and what is wrong with it.
 * @module
 */
import { Document, type Draft } from '@rtemu/config/document';
import { GLOBAL, type Selection } from '@rtemu/config/selection';
import type { Profile } from '@rtemu/models/profile';
import type { Revision } from '@rtemu/models/revision';
import { type CommandRows, RowReader } from './config-rows.js';
import type { Diagnosis } from './diagnosis.js';
import { CommandLanguage } from './language.js';
import { type FaultKey, faultLine, type Language } from './messages.js';
import type { Outcome } from './outcome.js';
import type { Request } from './request.js';
import type { Support } from './row.js';
import { isFirstWord } from './rows.js';
import type { Session } from './session.js';

export interface ReplayedLine {
  /** From 1. */
  readonly number: number;
  /** The command, put together again where a screen had broken it. */
  readonly text: string;
  /** Columns in front of the command that are not part of it: a prompt. */
  readonly left: number;
  /** How many rows of the file were put together, where a screen had broken the command. */
  readonly joined: number;
  readonly verdict: Verdict;
}

export type Verdict =
  /** Blank, a comment, or what a terminal showed between prompts. */
  | { readonly kind: 'nothing' }
  /** `lacking`: what is not done, when support is partial. */
  | { readonly kind: 'accepted'; readonly support: Support; readonly lacking: string | undefined }
  /** A command that does something; a replay does not do it. */
  | { readonly kind: 'action'; readonly request: Request | undefined }
  /** `text`: the words of the device; `fault`: what kind of fault it is. */
  | { readonly kind: 'fault'; readonly fault: FaultKey; readonly text: string; readonly diagnosis: Diagnosis };

export interface Replay {
  readonly lines: readonly ReplayedLine[];
  /** The configuration that all accepted lines together make. */
  readonly document: Document;
}

export interface ReplayOptions {
  /** The newest known one of the model when not said. */
  readonly revision?: Revision | undefined;
  readonly language?: Language | undefined;
  /** What the lines are typed into: nothing, or the settings from the factory. */
  readonly from?: 'blank' | 'factory' | undefined;
}

export function replay(text: string, profile: Profile, options: ReplayOptions = {}): Replay {
  return new Replayer(new CommandLanguage(profile, options.revision), options).replay(text);
}

class Replayer {
  readonly #document: Document;
  readonly #draft: Draft;
  readonly #language: Language;
  #selection: Selection = GLOBAL;

  constructor(
    private readonly commands: CommandLanguage,
    { language = 'en', from = 'blank' }: ReplayOptions,
  ) {
    this.#language = language;
    this.#document = new Document(commands.machine);
    this.#draft = this.#document.edit();
    if (from === 'factory') for (const line of commands.machine.factory) this.#verdictOf(line);
    this.#selection = GLOBAL;
  }

  replay(text: string): Replay {
    const reader = new RowReader(text, {
      isFirstWord,
      isUnderstood: (line) => this.commands.parse(this.#session, line).kind !== 'fault',
    });
    const lines: ReplayedLine[] = [];
    for (let rows = reader.next(); rows !== undefined; rows = reader.next()) {
      const { number, shown, left, kind } = rows;
      const joined = kind === 'joined' ? rows.rows : 1;
      lines.push({ number, text: shown, left, joined, verdict: this.#verdictOn(rows) });
    }
    return { lines, document: this.#draft.finish() };
  }

  get #session(): Session {
    return { level: 'administrator', selection: this.#selection, language: this.#language, origin: 'file' };
  }

  #verdictOn({ text, kind }: CommandRows): Verdict {
    if (kind === 'output') return { kind: 'nothing' };
    return kind === 'unclosed' ? this.#unclosed(text) : this.#verdictOf(text);
  }

  /** A text that is never closed takes the rest of the file with it. */
  #unclosed(line: string): Verdict {
    const end = /<<\s*(\S+)\s*$/.exec(line)?.[1] ?? '';
    const sentences = {
      en: `the text behind it has no end: write "${end}" in a line of its own`,
      ja: `続く文字列が閉じていません。「${end}」だけの行が必要です`,
    };
    const column = line.lastIndexOf('<<');
    const base = {
      column,
      word: line.slice(column),
      expected: [end],
      nearest: undefined,
      since: undefined,
      absent: false,
    };
    const diagnosis = { ...base, sentence: sentences[this.#language] };
    return { kind: 'fault', fault: 'parameter-count', text: faultLine('parameter-count', this.#language), diagnosis };
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
          fault: outcome.key,
          text: faultLine(outcome.key, this.#language),
          diagnosis: this.commands.diagnose(session, line, outcome),
        };
    }
  }
}
