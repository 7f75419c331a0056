/**
 * A configuration read line by line as the router would read it, with a word on every line: whether it is accepted, how much
 * of it is true here, and what is wrong with it.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { Profile } from '@rtemu/models/profile';
import type { Revision } from '@rtemu/models/revision';
import type { Diagnosis } from './diagnosis.js';
import { CommandLanguage } from './language.js';
import { type LoadedCommand, loadText } from './load-text.js';
import { type FaultKey, faultLine, type Language } from './messages.js';
import type { Outcome } from './outcome.js';
import type { Request } from './request.js';
import type { Support } from './row.js';
import type { Session } from './session.js';
import { type ConfigWarning, warningsOf } from './warnings.js';

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
  /** What is odd about it as a whole. */
  readonly warnings: readonly ConfigWarning[];
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
  readonly #language: Language;

  constructor(
    private readonly commands: CommandLanguage,
    private readonly options: ReplayOptions,
  ) {
    this.#language = options.language ?? 'en';
  }

  replay(text: string): Replay {
    const { commands } = this;
    const isFromFactory = this.options.from === 'factory';
    const onto = isFromFactory ? loadText(commands, commands.machine.factory.join('\n')).document : undefined;
    const loaded = loadText(commands, text, { language: this.#language, onto });
    const lines = loaded.commands.map((command): ReplayedLine => {
      const { number, shown, left, kind, rows } = command.rows;
      const joined = kind === 'joined' ? rows : 1;
      return { number, text: shown, left, joined, verdict: this.#verdictOn(command) };
    });
    return { lines, document: loaded.document, warnings: warningsOf(loaded.document) };
  }

  #verdictOn({ rows, session, outcome }: LoadedCommand): Verdict {
    if (outcome !== undefined) return this.#judge(outcome, session, rows.text);
    return rows.kind === 'unclosed' ? this.#unclosed(rows.text) : { kind: 'nothing' };
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
