/**
 * A row is everything about one command of the manual: how it is written, who may give it, what it does to the
 * configuration or asks of the router, how it is printed and explained. Parsing, `no`, `?`, Tab, `show config`,
 * `show command` and docs/COMMANDS.md are all read off it.
 * @module
 */
import type { Block, Document, Draft } from '@rtemu/config/document';
import type { Ground } from '@rtemu/config/ground';
import type { Scope, Selection } from '@rtemu/config/selection';
import type { AnySetting, KeyedSetting, Setting } from '@rtemu/config/setting';
import { EVERY_MODEL, type Gate } from '@rtemu/models/gate';
import type { Machine } from '@rtemu/models/machine';
import type { FaultKey, Language } from './messages.js';
import type { Request } from './request.js';
import type { Level, Session } from './session.js';
import type { Status } from './status.js';
import type { Syntax } from './syntax.js';

/**
 * How much of a command is true: `full`, all of it; `partial`, some, and `lacking` says what not; `stored`, it is kept and
 * shown by `show config` and does nothing.
 */
export type Support = 'full' | 'partial' | 'stored';

export type Help = Readonly<Record<Language, string>>;

export interface RowContext {
  readonly machine: Machine;
  readonly session: Session;
  /** As it stands before the line. */
  readonly document: Document;
}

interface Described<K, V> {
  /** Section of the command reference of October 2025; an older manual is named: `RTA55i 20.3.1`. */
  readonly manual: string;
  readonly syntax: Syntax<K, V>;
  readonly help: Help;
  /** Models and firmware that have it; all when not said. */
  readonly on?: Gate;
  /** What a partial row does not do, in English. */
  readonly lacking?: string;
  /** The line that `?` shows where operands begin, when it is not as the syntax has it. */
  readonly usage?: Help;
}

interface Row {
  readonly manual: string;
  readonly syntax: Syntax<unknown, unknown>;
  readonly help: Help;
  readonly on: Gate;
  readonly lacking: string | undefined;
  readonly usage?: Help | undefined;
  readonly level: Level;
  readonly support: Support;
  /** The selections under which it may be given; `global`: under any. */
  readonly scopes: readonly Scope[];
  readonly pp: PpKind | undefined;
}

/** A PP row that one kind of PP only may have. */
export type PpKind = 'numbered' | 'anonymous';

/** What came of writing to a draft: a fault, or what the router must do besides. */
export type Applied = { readonly fault: FaultKey } | { readonly requests: readonly Request[] } | undefined;

/** One line of `show config` and the key of the entry it prints, by which interfaces are put together. */
export interface PrintedLine {
  readonly key: unknown;
  readonly text: string;
}

export interface PrintOptions {
  /** True for a file that is to be read back: passwords stand in it. On a screen they are stars. */
  readonly secrets: boolean;
}

export interface SettingRow extends Row {
  readonly kind: 'setting';
  /** What it prints. A row that shares another's setting prints nothing. */
  readonly prints: AnySetting | undefined;
  readonly negatable: boolean;
  supportOf(key: unknown, value: unknown): Support;
  apply(draft: Draft, where: Selection, key: unknown, value: unknown, context: RowContext): Applied;
  withdraw(draft: Draft, where: Selection, key: unknown, context: RowContext): Applied;
  lines(block: Block<never>, where: Selection, options: PrintOptions): readonly PrintedLine[];
  /** What an unset one means, printed; `undefined` when it means nothing. */
  initially(ground: Ground): string | undefined;
}

/** What is shown of a status; or why it cannot be. */
export type View = (status: Status) => readonly string[] | FaultKey;

/** Configurations that are kept, as they are when something of them is to be shown. */
export type Opened = (status: Status) => readonly Document[];

export interface ViewContext extends RowContext {
  /** The lines of `show config`, or of one block of it. */
  printConfig(part?: Selection): readonly string[];
  /** A configuration file, as start-up would read it. */
  readConfig(text: string): Document;
  /** The lines of `show config` for a configuration that does not run. */
  printOther(document: Document): readonly string[];
  /** The commands that make one configuration of another, as a screen may show them. */
  changesBetween(from: Document, to: Document): readonly string[];
  /** What another command shows to an administrator, in English; `undefined` when there is nothing emulated by that name. */
  look(line: string): View | undefined;
  /** Every command of this machine, for `show command`. */
  rows(): readonly AnyRow[];
}

export interface ViewRow extends Row {
  readonly kind: 'view';
  /** What it shows goes to the viewer without being piped there: `less config`. */
  readonly isLess: boolean;
  /** It takes no heed of the size of the screen. */
  readonly isWhole: boolean;
  /** The configurations whose passwords must be told before anything is shown. */
  opens(value: unknown, context: ViewContext): Opened | undefined;
  view(key: unknown, value: unknown, context: ViewContext): View | FaultKey;
}

export type Acted = { readonly request: Request } | { readonly selection: Selection } | { readonly fault: FaultKey };

export interface ActionRow extends Row {
  readonly kind: 'action';
  act(value: unknown, context: RowContext): Acted;
  /** What `no` does, where there is a `no`. */
  withdraw: ((context: RowContext) => Acted) | undefined;
  /** It says with `clear` or `delete` what others say with `no`: the dialect of Rev.4. */
  readonly undoes?: boolean;
}

export type AnyRow = SettingRow | ViewRow | ActionRow;

const ANYWHERE: readonly Scope[] = ['global'];

interface SettingOptions<K, V> extends Described<K, V> {
  readonly support: Support;
  /** When some values are better done than others. */
  readonly supportOf?: (key: K, value: V) => Support;
  readonly level?: Level;
  readonly pp?: PpKind;
  /** As a screen shows it: a star for a password in it. */
  readonly hide?: (value: V) => V;
  /** What the syntax alone cannot refuse. */
  readonly check?: (
    value: V,
    key: K,
    context: RowContext & { readonly where: Selection; readonly draft: Draft },
  ) => FaultKey | undefined;
}

/** A row that says one value, or one entry, of a setting. */
export function setting<S extends Scope, V>(
  target: Setting<S, V, unknown>,
  options: SettingOptions<undefined, V>,
): SettingRow;
export function setting<S extends Scope, K, V>(
  target: KeyedSetting<S, K, V, unknown>,
  options: SettingOptions<K, V>,
): SettingRow;
export function setting(
  target: AnySetting,
  options: SettingOptions<unknown, unknown> | SettingOptions<undefined, unknown>,
): SettingRow {
  return new ValueRow(target, options as SettingOptions<unknown, unknown>);
}

/** What every row has. Two thousand of them are made at the start, so that they share their methods and make no closures. */
class Said {
  readonly manual: string;
  readonly syntax: Syntax<unknown, unknown>;
  readonly help: Help;
  readonly on: Gate;
  readonly lacking: string | undefined;
  readonly usage: Help | undefined;

  constructor(options: Described<unknown, unknown>) {
    this.manual = options.manual;
    this.syntax = options.syntax;
    this.help = options.help;
    this.on = options.on ?? EVERY_MODEL;
    this.lacking = options.lacking;
    this.usage = options.usage;
  }
}

class ValueRow extends Said implements SettingRow {
  readonly kind = 'setting';
  readonly level: Level;
  readonly support: Support;
  readonly pp: PpKind | undefined;
  readonly negatable = true;

  constructor(
    readonly prints: AnySetting,
    private readonly options: SettingOptions<unknown, unknown>,
  ) {
    super(options);
    this.level = options.level ?? 'administrator';
    this.support = options.support;
    this.pp = options.pp;
  }

  get scopes(): readonly Scope[] {
    return this.prints.scopes;
  }

  supportOf(key: unknown, value: unknown): Support {
    return this.options.supportOf?.(key, value) ?? this.support;
  }

  apply(draft: Draft, where: Selection, key: unknown, value: unknown, context: RowContext): Applied {
    const fault = this.options.check?.(value, key, { ...context, where, draft });
    if (fault !== undefined) return { fault };
    const { prints } = this;
    if (prints.keyed) draft.at(where).setAt(prints, key, value);
    else draft.at(where).set(prints, value);
    return undefined;
  }

  withdraw(draft: Draft, where: Selection, key: unknown): Applied {
    const { prints } = this;
    if (prints.keyed) draft.at(where).unsetAt(prints, key);
    else draft.at(where).unset(prints);
    return undefined;
  }

  lines(block: Block<never>, _where: Selection, { secrets }: PrintOptions): readonly PrintedLine[] {
    const { prints, syntax } = this;
    const { hide } = this.options;
    const shown = (value: unknown): unknown => (secrets || hide === undefined ? value : hide(value));
    if (prints.keyed)
      return block
        .entries(prints)
        .map(({ key, value }) => ({ key: placeIn(key), text: syntax.print(key, shown(value)) }));
    const value = block.get(prints);
    return value === undefined ? [] : [{ key: undefined, text: syntax.print(undefined, shown(value)) }];
  }

  initially(ground: Ground): string | undefined {
    const value = this.prints.initial(ground, undefined);
    return value === undefined ? undefined : this.syntax.printValue(value);
  }
}

/** Lines of one interface or one NAT descriptor stand together, and are told by its name. */
function placeIn(key: unknown): unknown {
  if (typeof key !== 'object' || key === null) return key;
  return 'interface' in key ? key.interface : 'descriptor' in key ? key.descriptor : key;
}

interface EditOptions<K, V> extends Described<K, V> {
  readonly support: Support;
  readonly scopes?: readonly Scope[];
  readonly level?: Level;
  readonly pp?: PpKind;
  readonly prints?: AnySetting;
  readonly apply: (draft: Draft, value: V, key: K, context: RowContext & { readonly where: Selection }) => Applied;
  /** Without it the row knows no `no`. */
  readonly withdraw?: (draft: Draft, key: K, context: RowContext & { readonly where: Selection }) => Applied;
  readonly lines?: (block: Block<never>, where: Selection, options: PrintOptions) => readonly string[];
  readonly initially?: (ground: Ground) => string | undefined;
}

/** A row that writes to the configuration in a way of its own. */
export const edit = <K, V>(options: EditOptions<K, V>): SettingRow =>
  new EditRow(options as unknown as EditOptions<unknown, unknown>);

class EditRow extends Said implements SettingRow {
  readonly kind = 'setting';
  readonly level: Level;
  readonly support: Support;
  readonly scopes: readonly Scope[];
  readonly pp: PpKind | undefined;
  readonly prints: AnySetting | undefined;

  constructor(private readonly options: EditOptions<unknown, unknown>) {
    super(options);
    this.level = options.level ?? 'administrator';
    this.support = options.support;
    this.scopes = options.scopes ?? ANYWHERE;
    this.pp = options.pp;
    this.prints = options.prints;
  }

  get negatable(): boolean {
    return this.options.withdraw !== undefined;
  }

  supportOf(): Support {
    return this.support;
  }

  apply(draft: Draft, where: Selection, key: unknown, value: unknown, context: RowContext): Applied {
    return this.options.apply(draft, value, key, { ...context, where });
  }

  withdraw(draft: Draft, where: Selection, key: unknown, context: RowContext): Applied {
    return this.options.withdraw?.(draft, key, { ...context, where });
  }

  lines(block: Block<never>, where: Selection, print: PrintOptions): readonly PrintedLine[] {
    return (this.options.lines?.(block, where, print) ?? []).map((text) => ({ key: undefined, text }));
  }

  initially(ground: Ground): string | undefined {
    return this.options.initially?.(ground);
  }
}

interface ViewOptions<K, V> extends Described<K, V> {
  readonly level?: Level;
  readonly support?: Support;
  readonly whole?: boolean;
  readonly opens?: (value: V, context: ViewContext) => Opened;
  readonly view: (value: V, context: ViewContext) => View | FaultKey;
}

/** A row that shows something. */
export const view = <K, V>(options: ViewOptions<K, V>): ViewRow =>
  new LookRow(options as unknown as ViewOptions<unknown, unknown>);

class LookRow extends Said implements ViewRow {
  readonly kind = 'view';
  readonly isLess: boolean;
  readonly isWhole: boolean;
  readonly level: Level;
  readonly support: Support;
  readonly scopes = ANYWHERE;
  readonly pp = undefined;

  constructor(private readonly options: ViewOptions<unknown, unknown>) {
    super(options);
    this.isLess = options.syntax.name.startsWith('less ');
    this.isWhole = options.whole ?? false;
    this.level = options.level ?? 'user';
    this.support = options.support ?? 'full';
  }

  opens(value: unknown, context: ViewContext): Opened | undefined {
    return this.options.opens?.(value, context);
  }

  view(_key: unknown, value: unknown, context: ViewContext): View | FaultKey {
    return this.options.view(value, context);
  }
}

interface ActionOptions<K, V> extends Described<K, V> {
  readonly level?: Level;
  readonly support?: Support;
  readonly act: (value: V, context: RowContext) => Acted;
  readonly withdraw?: (context: RowContext) => Acted;
}

/** A row that asks the router for something. */
export const action = <K, V>(options: ActionOptions<K, V>): ActionRow =>
  new AskRow(options as unknown as ActionOptions<unknown, unknown>);

class AskRow extends Said implements ActionRow {
  readonly kind = 'action';
  readonly level: Level;
  readonly support: Support;
  readonly scopes = ANYWHERE;
  readonly pp = undefined;
  readonly withdraw: ((context: RowContext) => Acted) | undefined;

  constructor(private readonly options: ActionOptions<unknown, unknown>) {
    super(options);
    this.level = options.level ?? 'administrator';
    this.support = options.support ?? 'full';
    this.withdraw = options.withdraw;
  }

  act(value: unknown, context: RowContext): Acted {
    return this.options.act(value, context);
  }
}
