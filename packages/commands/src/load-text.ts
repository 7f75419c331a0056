import type { Document, Draft } from '@rtemu/config/document';
import { GLOBAL } from '@rtemu/config/selection';
import { aliases, macros } from '@rtemu/config/settings/shell';
import { type CommandRows, type RowJudge, RowReader } from './config-rows.js';
import type { CommandLanguage } from './language.js';
import type { Language } from './messages.js';
import { fault, type Outcome } from './outcome.js';
import { isFirstWord } from './rows.js';
import type { Session } from './session.js';
import { parametersOf, readShellLine, type Variables } from './shell/expansion.js';

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
  const typist = new Typist(commands, draft, onto, language);
  const reader = new RowReader(text, typist);
  for (let rows = reader.next(); rows !== undefined; rows = reader.next()) {
    const { session } = typist;
    const isTyped = rows.kind !== 'output' && rows.kind !== 'unclosed';
    const outcome = isTyped ? typist.type(rows.text) : undefined;
    loaded.push({ rows, session, outcome });
  }
  return { document: draft.finish(), commands: loaded };
}

/** Macros that run each other; a deeper one is an unknown command. */
const MACROS_DEEP = 8;
/** Lines that one line of the text may run by macros. */
const MACRO_LINES = 1000;

class Typist implements RowJudge {
  session: Session;
  #linesLeft = 0;

  constructor(
    private readonly commands: CommandLanguage,
    private readonly draft: Draft,
    private readonly onto: Document,
    language: Language,
  ) {
    this.session = { level: 'administrator', selection: GLOBAL, language, origin: 'file' };
  }

  isFirstWord(word: string): boolean {
    const { global } = this.draft;
    return isFirstWord(word) || global.getAt(aliases, { name: word }) !== undefined || this.#isMacro(word);
  }

  isUnderstood(line: string): boolean {
    const read = readShellLine(this.commands.machine, this.draft.global, line);
    return read.kind === 'macro' || this.commands.parse(this.session, read.line).kind !== 'fault';
  }

  type(line: string): Outcome {
    this.#linesLeft = MACRO_LINES;
    return this.#type(line, 0);
  }

  #isMacro(word: string): boolean {
    return this.draft.global.getAt(macros, word) !== undefined;
  }

  #type(line: string, depth: number, own?: Variables): Outcome {
    const { commands, draft, onto } = this;
    const read = readShellLine(commands.machine, draft.global, line, own);
    if (read.kind === 'macro') return this.#run(read.macro.lines, parametersOf(read.words), depth + 1);
    const outcome = commands.load(this.session, draft, onto, read.line);
    if (outcome.kind === 'selected') this.session = { ...this.session, selection: outcome.selection };
    return outcome;
  }

  /** What a macro comes to: its first fault, or else what its last line comes to. */
  #run(lines: readonly string[], own: Variables, depth: number): Outcome {
    if (depth > MACROS_DEEP) return fault('unknown-command', 0);
    let all: Outcome = { kind: 'nothing' };
    const rows = new RowReader(lines.join('\n'), this);
    for (let next = rows.next(); next !== undefined && this.#linesLeft-- > 0; next = rows.next()) {
      const outcome = this.#type(next.text, depth, own);
      if (all.kind !== 'fault' && outcome.kind !== 'nothing') all = outcome;
    }
    return all;
  }
}
