import { Document, type Draft } from '@rtemu/config/document';
import { GLOBAL, type Selection } from '@rtemu/config/selection';
import { type Machine, machineOf } from '@rtemu/models/machine';
import type { Profile } from '@rtemu/models/profile';
import type { Revision } from '@rtemu/models/revision';
import { type Assistance, assist } from './assist.js';
import { changesBetween } from './changes.js';
import { type Diagnosis, diagnose } from './diagnosis.js';
import { Grammar, grammarOf, type Match } from './grammar.js';
import { loadText } from './load-text.js';
import { withoutMarks } from './manual/kind.js';
import { type FaultKey, faultLine } from './messages.js';
import { type Faulty, fault, type Outcome } from './outcome.js';
import { filterLines, readPipeline } from './pipeline.js';
import { ConfigPrinter } from './print-config.js';
import { Reader } from './reader.js';
import type { Acted, AnyRow, PrintOptions, RowContext, SettingRow, View, ViewContext } from './row.js';
import { beforeScheduled } from './rows/chapter-37-schedule.js';
import { ROWS, WRITTEN_ROWS } from './rows.js';
import type { Session } from './session.js';
import { Literal } from './syntax.js';
import { whereOf } from './where.js';
import { LINE_MAX, printWord, readWords, type Words } from './words.js';

/** A line that was understood: a row of the manual, and what the line says in it. */
export interface Parsed {
  readonly kind: 'parsed';
  readonly row: AnyRow;
  readonly key: unknown;
  readonly value: unknown;
  readonly negated: boolean;
  /** Where a setting lies. */
  readonly where: Selection;
}

/** A command by its words: `ip <interface> address`. */
export interface CommandName {
  readonly name: string;
  readonly words: readonly string[];
}

const NOTHING: Outcome = { kind: 'nothing' };

const ON_SCREEN: PrintOptions = { secrets: false };

/** The command language of one model with one firmware. */
export class CommandLanguage {
  readonly machine: Machine;
  /** A configuration in which nothing is set. */
  readonly blank: Document;
  readonly grammar: Grammar;
  /** The few commands that most lines are, written out. */
  readonly #written: Grammar;
  readonly #reader: Reader;
  readonly #printer: ConfigPrinter;
  #rows: readonly AnyRow[] | undefined;
  #names: ReadonlyMap<string, readonly CommandName[]> | undefined;
  #missing: Grammar | undefined;
  /** Of the line that was read last. */
  #words: Words = { words: [], pipes: [], into: undefined };

  constructor(profile: Profile, revision?: Revision) {
    this.machine = machineOf(profile, revision);
    this.blank = new Document(this.machine);
    this.grammar = grammarOf(ROWS, this.machine);
    this.#written = grammarOf(WRITTEN_ROWS, this.machine);
    this.#reader = new Reader(this.machine);
    this.#printer = new ConfigPrinter(ROWS, this.machine);
  }

  /** Every row that this machine knows. */
  get rows(): readonly AnyRow[] {
    this.#rows ??= ROWS.all.filter(({ on }) => this.machine.allows(on).open);
    return this.#rows;
  }

  /** The name of every command that this machine knows, by its first word; an operand among the words is `<interface>`. */
  get names(): ReadonlyMap<string, readonly CommandName[]> {
    if (this.#names !== undefined) return this.#names;
    const names = new Map<string, CommandName[]>();
    for (const name of new Set(this.rows.map(({ syntax }) => syntax.name))) {
      const words = name.split(' ');
      const known = names.get(words[0]!);
      if (known === undefined) names.set(words[0]!, [{ name, words }]);
      else known.push({ name, words });
    }
    return (this.#names = names);
  }

  /** The commands that this machine does not know, and others do. */
  get missing(): Grammar {
    return (this.#missing ??= new Grammar(ROWS, ({ on }) => !this.machine.allows(on).open));
  }

  /** What a line comes to. Nothing is changed: a new document, a view or a request is handed back. */
  execute(session: Session, document: Document, line: string): Outcome {
    const read = this.#read(session, line);
    if (read.kind !== 'parsed') return read;
    if (read.row.kind !== 'setting') return this.#perform(read, session, document);
    const draft = document.edit();
    const outcome = this.#write(read, read.row, draft, { machine: this.machine, session, document });
    return outcome.kind === 'configured' ? { ...outcome, document: draft.finish() } : outcome;
  }

  /** The same into a draft, for many lines: the document of the outcome is not finished. */
  load(session: Session, draft: Draft, document: Document, line: string): Outcome {
    const read = this.#read(session, line);
    if (read.kind !== 'parsed') return read;
    const context = { machine: this.machine, session, document };
    return read.row.kind === 'setting'
      ? this.#write(read, read.row, draft, context)
      : this.#perform(read, session, document);
  }

  /**
   * Reads a line against the grammar, and does nothing.
   * @param thoroughly whether all commands are looked at even when a common one fits, which comes to the same
   */
  parse(session: Session, line: string, thoroughly = false): Parsed | Faulty | { readonly kind: 'nothing' } {
    return this.#read(session, line, thoroughly);
  }

  /** A line as a log may have it: with a star in the place of each password, whether or not it would be obeyed. */
  withoutSecrets(session: Session, line: string): string {
    this.#read(session, line, true);
    const { secrets } = this.#reader;
    return secrets.size === 0
      ? line
      : this.#words.words.map((word, at) => (secrets.has(at) ? '*' : printWord(word))).join(' ');
  }

  /** The lines of `show config` without its heading; of one PP or tunnel when a part is named. */
  printConfig(document: Document, options: PrintOptions = ON_SCREEN, part?: Selection): readonly string[] {
    return this.#printer.print(document, options, part);
  }

  /** The lines of what is set at one place, wherever `show config` shows them. */
  printOwn(document: Document, options: PrintOptions, where: Selection): readonly string[] {
    return this.#printer.printOwn(document, options, where);
  }

  /** Tab: the line with its last word completed, and the candidates when there are several. */
  complete(
    session: Session,
    line: string,
    own: readonly string[] = [],
  ): { readonly line: string; readonly candidates: readonly string[] } {
    const from = beforeScheduled(line);
    if (from === 0) return this.#assist(session, line, own).completion;
    const { completion } = this.#assist(session, line.slice(from));
    return { ...completion, line: line.slice(0, from) + completion.line };
  }

  /** `?`: what may follow, in the device's layout. */
  help(session: Session, line: string, own: readonly string[] = []): readonly string[] {
    return this.#assist(session, line, own).help;
  }

  /** What is wrong with a line, finer than the device says it. */
  diagnose(session: Session, line: string, faulty: Faulty): Diagnosis {
    return diagnose(this, session.language, line, faulty);
  }

  #assist(session: Session, line: string, own?: readonly string[]): Assistance {
    return assist(this.grammar, this.machine, this.#reader, session, line, own);
  }

  #read(session: Session, line: string, thoroughly = false): Parsed | Faulty | { readonly kind: 'nothing' } {
    if (line.length > LINE_MAX && commandLength(line) > LINE_MAX) return fault('parameter-count', 0);
    const words = readWords(withoutMarks(line));
    this.#words = words;
    const list = words.words;
    if (list.length === 0) return words.pipes.length === 0 ? { kind: 'nothing' } : fault('unknown-command', 0);
    const negated = list[0] === 'no' || list[0]!.toLowerCase() === 'no';
    // `delete` may be a name in one command, and undo another.
    const isRare = negated || thoroughly || list.includes('clear') || list.includes('delete');
    const common = isRare ? undefined : this.#readCommon(list, session);
    const read = common ?? this.#readAny(list, session, negated);
    if (read.kind !== 'parsed') return read;
    const parsed = read.row.kind === 'action' && read.row.undoes ? this.#undo(list, session, read) : read;
    // What shows nothing has nothing to pipe, and what is viewed goes nowhere else (manual 2.5.3).
    const piped = words.pipes.length > 0 || words.into !== undefined;
    const mayPipe = parsed.row.kind === 'view' && !parsed.row.isLess;
    return piped && !mayPipe ? fault('parameter-count', list.length) : parsed;
  }

  /** A line that is one of the written commands as it stands. Whatever is short for something is looked for among all. */
  #readCommon(list: readonly string[], session: Session): Parsed | undefined {
    const match = this.#written.exactly(list, this.#reader);
    if (match === undefined || match.node.rows.length === 0) return undefined;
    const read = this.#readRows(match, list, session, false);
    return read?.kind === 'parsed' ? read : undefined;
  }

  /** `ip filter delete 1` as `no ip filter 1`; as it stands where there is no such thing to undo. */
  #undo(list: readonly string[], session: Session, parsed: Parsed): Parsed {
    const at = parsed.row.syntax.path.findIndex((each) => each instanceof Literal && UNDOING.test(each.word));
    const undone = this.#readAny(['no', ...list.filter((_, i) => i !== at)], session, true);
    return undone.kind === 'parsed' ? undone : parsed;
  }

  #readAny(list: readonly string[], session: Session, negated: boolean): Parsed | Faulty {
    const from = negated ? 1 : 0;
    const deepest = this.grammar.deepest(list, from, this.#reader);
    if (deepest === undefined) return fault('unknown-command', from);
    const first = this.#readRows(deepest, list, session, negated);
    return first?.kind === 'parsed' ? first : this.#readElsewhere(list, from, session, negated, deepest, first);
  }

  /** The words led to a place where no row fits: a shorter path may have one, as `description 1 pp` has. */
  #readElsewhere(
    words: readonly string[],
    from: number,
    session: Session,
    negated: boolean,
    deepest: Match,
    first: Faulty | undefined,
  ): Parsed | Faulty {
    let farthest = first;
    for (const match of this.grammar.candidates(words, from, this.#reader)) {
      if (match.at >= deepest.at) continue;
      const read = this.#readRows(match, words, session, negated);
      if (read?.kind === 'parsed') return read;
      if (read !== undefined && (farthest === undefined || read.at > farthest.at)) farthest = read;
    }
    // The beginning of several commands is none of them.
    const isAmbiguous = deepest.node.isAmbiguous(words[deepest.at]);
    return farthest === undefined || isAmbiguous ? fault('unknown-command', deepest.at) : farthest;
  }

  #readRows(match: Match, words: readonly string[], session: Session, negated: boolean): Parsed | Faulty | undefined {
    const { node, at, places } = match;
    let farthest: Faulty | undefined;
    for (const row of node.rows) {
      if (negated && !isNegatable(row)) continue;
      const read = this.#readRow(row, words, at, places, session, negated);
      if (read.kind === 'parsed') return read;
      if (farthest === undefined || read.at > farthest.at) farthest = read;
    }
    return farthest;
  }

  #readRow(
    row: AnyRow,
    words: readonly string[],
    at: number,
    places: readonly unknown[],
    session: Session,
    negated: boolean,
  ): Parsed | Faulty {
    if (row.level === 'administrator' && session.level !== 'administrator') return fault('administrator-only', at);
    const where = whereOf(row, session.selection);
    if (where === undefined) return fault(selectFirst(row), at);
    const reader = this.#reader;
    reader.start(words, at);
    // A `no` needs what tells entries apart; what else is written is ignored (manual 1.4).
    const read = () => (negated ? row.syntax.readKey(reader, places) : row.syntax.readTail(reader, places));
    if (read() && (negated || reader.at >= words.length))
      return { kind: 'parsed', row, key: reader.key, value: reader.value, negated, where };
    reader.start(words, at, true);
    const isRead = read();
    return reader.farthest >= reader.at || !isRead
      ? fault(reader.reason, Math.max(reader.farthest, 0), reader.expected)
      : fault('parameter-count', reader.at);
  }

  #write(parsed: Parsed, row: SettingRow, draft: Draft, context: RowContext): Outcome {
    const { key, value, negated, where } = parsed;
    const applied = negated ? row.withdraw(draft, where, key, context) : row.apply(draft, where, key, value, context);
    if (applied !== undefined && 'fault' in applied) return fault(applied.fault, this.#words.words.length - 1);
    const support = negated ? row.support : row.supportOf(key, value);
    return { kind: 'configured', document: context.document, support, requests: applied?.requests ?? [], row };
  }

  #look(line: string, document: Document): View | undefined {
    const outcome = this.execute(EVERYWHERE, document, line);
    return outcome.kind === 'lines' && outcome.row.support !== 'stored' ? outcome.view : undefined;
  }

  #perform({ row, key, value, negated }: Parsed, session: Session, document: Document): Outcome {
    const words = this.#words;
    const context: RowContext = { machine: this.machine, session, document };
    if (row.kind === 'view') {
      const pipeline = readPipeline(words.pipes);
      if (pipeline === undefined) return fault('parameter-count', words.words.length);
      const viewContext: ViewContext = {
        ...context,
        look: (line) => this.#look(line, document),
        rows: () => this.rows,
        printConfig: (part) => this.printConfig(document, ON_SCREEN, part),
        readConfig: (text) => loadText(this, text).document,
        printOther: (other) => this.printConfig(other, ON_SCREEN),
        changesBetween: (from, to) => changesBetween(this, from, to, ON_SCREEN),
      };
      const view = row.view(key, value, viewContext);
      if (typeof view === 'string') return fault(view, words.words.length);
      const { language } = session;
      const { into } = words;
      if (into !== undefined && pipeline.less) return fault('parameter-count', words.words.length);
      const look: View = (status) => {
        const shown = view(status);
        if (typeof shown === 'string') return shown;
        const filtered = filterLines(shown, pipeline, language);
        return into !== undefined && pipeline.greps.length > 0 ? filtered.slice(1) : filtered; // that it searches
      };
      return {
        kind: 'lines',
        view: (status) => {
          const shown = look(status);
          return typeof shown === 'string' ? [faultLine(shown, language)] : shown;
        },
        look,
        less: row.isLess || pipeline.less,
        whole: row.isWhole,
        opens: row.opens(value, viewContext),
        into,
        row,
      };
    }
    return row.kind === 'action' ? outcomeOf(negated ? row.withdraw!(context) : row.act(value, context), row) : NOTHING;
  }
}

/** For what is put together of other commands. */
const EVERYWHERE: Session = { level: 'administrator', selection: GLOBAL, language: 'en', origin: 'console' };

/** Without the text behind `<<`, which may be long. */
const commandLength = (line: string): number => {
  const from = line.indexOf('"<<');
  return from < 0 ? line.length : from;
};

const UNDOING = /^(?:clear|delete)$/;

const isNegatable = (row: AnyRow): boolean =>
  row.kind === 'setting' ? row.negatable : row.kind === 'action' && row.withdraw !== undefined;

function outcomeOf(acted: Acted, row: AnyRow): Outcome {
  if ('fault' in acted) return fault(acted.fault, 0);
  return 'request' in acted
    ? { kind: 'request', request: acted.request, row }
    : { kind: 'selected', selection: acted.selection, row };
}

/** Of several places that would do, the fault names the first of these. */
function selectFirst({ scopes }: AnyRow): FaultKey {
  const missing = (['pp', 'tunnel', 'switch', 'ap'] as const).find((scope) => scopes.includes(scope));
  return `select-${missing ?? 'pp'}`;
}
