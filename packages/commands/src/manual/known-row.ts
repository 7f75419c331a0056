/**
 * Rows for commands that are known and not emulated. A setting is kept as the text of what follows its path; a view or an
 * action says that it is none.
 * @module
 */
import { readIpv4 } from '@rtemu/config/address';
import type { Block, Draft } from '@rtemu/config/document';
import type { Ground } from '@rtemu/config/ground';
import { compareInterfaces } from '@rtemu/config/interface-name';
import type { Scope, Selection } from '@rtemu/config/selection';
import { ascending, type KeyedSetting, Scoped, type Setting } from '@rtemu/config/setting';
import type { Gate } from '@rtemu/models/gate';
import { text } from '../messages.js';
import type {
  Acted,
  ActionRow,
  AnyRow,
  Applied,
  Help,
  PpKind,
  PrintedLine,
  PrintOptions,
  SettingRow,
  Support,
  View,
  ViewContext,
  ViewRow,
} from '../row.js';
import type { Level } from '../session.js';
import { Syntax } from '../syntax.js';
import { mask, reveal } from './kind.js';
import { elementsOf, firstWordOf, isKeyed } from './notation.js';

/** What the manual says of one command. */
export interface Entry {
  readonly manual: string;
  readonly syntax: string;
  /** Other ways to write the same. */
  readonly alternatives: string[];
  readonly help: { ja: string; en: string };
  on: Gate;
  scopes: readonly Scope[];
  pp: PpKind | undefined;
  level: Level | undefined;
  named: string | undefined;
  initial: string | undefined;
  negatable: boolean;
  kind: 'setting' | 'shows' | 'does' | 'undoes';
}

/** The keys of an entry by their names, each as text. */
type Key = Readonly<Record<string, string>>;
type Kept = Setting<Scope, string, undefined> | KeyedSetting<Scope, Key, string, undefined>;

/** The rows of an entry, one for each way to write it. Ways with the same words say the same setting. */
export function rowsOf(entry: Entry): readonly AnyRow[] {
  const lines = [entry.syntax, ...entry.alternatives];
  const syntaxes = lines.map(
    (line) => new Syntax<Key, string>(firstWordOf(line), isKeyed(line), () => elementsOf(line)),
  );
  if (entry.kind === 'shows') return syntaxes.map((syntax) => new KnownView(entry, syntax));
  if (entry.kind === 'does' || entry.kind === 'undoes') return syntaxes.map((syntax) => new KnownAction(entry, syntax));
  const kept = new Map<string, Kept>();
  return syntaxes.map((syntax, i) => {
    const words = pathOf(lines[i]!);
    const known = kept.get(words);
    const target = known ?? keptSetting(entry, syntax);
    kept.set(words, target);
    return new KnownSetting(entry, syntax, target, known === undefined);
  });
}

/** The words and keys that a line begins with. */
const pathOf = (line: string): string => /^(?:[^<[({]|\{[^}]*\})*/.exec(line)![0].trim();

function keptSetting({ scopes, named }: Entry, syntax: Syntax<Key, string>): Kept {
  const scoped = new Scoped<Scope>(...scopes);
  const name = () => named ?? syntax.name;
  return syntax.isKeyed
    ? scoped.keyed<Key, string>(name, 'kept', { keyText, order: compareKeys })
    : scoped.optional<string>(name, 'kept');
}

const keyText = (key: Key): string => Object.values(key).join(' ');

function compareKeys(a: Key, b: Key): number {
  const others = Object.values(b);
  for (const [i, one] of Object.values(a).entries()) {
    const other = others[i] ?? '';
    if (one !== other) return compareParts(one, other);
  }
  return 0;
}

const WORDS_IN_ORDER = ['in', 'out', 'call', 'arrive', 'primary', 'secondary'];

/** Numbers, addresses and interfaces go by number. In which order other words go is not known, and they stay as they came. */
function compareParts(a: string, b: string): number {
  const [numberA, numberB] = [numberIn(a), numberIn(b)];
  if (numberA !== undefined && numberB !== undefined) return ascending(numberA, numberB);
  const [rankA, rankB] = [WORDS_IN_ORDER.indexOf(a), WORDS_IN_ORDER.indexOf(b)];
  if (rankA >= 0 && rankB >= 0) return rankA - rankB;
  return /^[a-z]+\d/.test(a) && /^[a-z]+\d/.test(b) ? compareInterfaces(a, b) : 0;
}

const numberIn = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : readIpv4(text));

class Known {
  /** What undoes a setting does so, whether or not that is obeyed. */
  readonly support: Support;
  readonly lacking = undefined;
  readonly manual: string;
  readonly help: Help;
  readonly on: Gate;
  readonly level: Level;
  readonly scopes: readonly Scope[];
  readonly pp: PpKind | undefined;

  constructor(
    entry: Entry,
    readonly syntax: Syntax<Key, string>,
    level: Level,
  ) {
    this.manual = entry.manual;
    this.support = entry.kind === 'undoes' ? 'full' : 'stored';
    this.help = entry.help;
    this.on = entry.on;
    this.level = entry.level ?? level;
    this.scopes = entry.scopes;
    this.pp = entry.pp;
  }
}

class KnownSetting extends Known implements SettingRow {
  readonly kind = 'setting';
  readonly negatable: boolean;
  readonly #initial: string | undefined;
  readonly prints: Kept | undefined;

  constructor(
    entry: Entry,
    syntax: Syntax<Key, string>,
    private readonly target: Kept,
    prints: boolean,
  ) {
    super(entry, syntax, 'administrator');
    this.negatable = entry.negatable;
    this.#initial = entry.initial;
    this.prints = prints ? target : undefined;
  }

  supportOf(): Support {
    return this.support;
  }

  apply(draft: Draft, where: Selection, key: unknown, value: unknown): Applied {
    const said = value === true ? '' : (value as string);
    if (this.target.keyed) draft.at(where).setAt(this.target, key as Key, said);
    else draft.at(where).set(this.target, said);
    return undefined;
  }

  withdraw(draft: Draft, where: Selection, key: unknown): Applied {
    if (this.target.keyed) draft.at(where).unsetAt(this.target, key as Key);
    else draft.at(where).unset(this.target);
    return undefined;
  }

  lines(block: Block<never>, _where: Selection, { secrets }: PrintOptions): readonly PrintedLine[] {
    const { target, syntax } = this;
    const shown = secrets ? reveal : mask;
    if (!target.keyed) {
      const value = block.get(target);
      return value === undefined ? [] : [{ key: undefined, text: shown(syntax.print(undefined as never, value)) }];
    }
    return block
      .entries(target)
      .map(({ key, value }) => ({ key: placeIn(key), text: shown(syntax.print(key, value)) }));
  }

  initially(_ground: Ground): string | undefined {
    return this.#initial;
  }
}

/** Lines of one interface, NAT descriptor or provider stand together, and are told by its name. */
const placeIn = (key: Key): unknown => key['interface'] ?? key['descriptor'] ?? key['peer'] ?? key;

class KnownView extends Known implements ViewRow {
  readonly kind = 'view';
  readonly isLess = false; // a line that says so needs no viewer
  readonly isWhole = false;

  constructor(entry: Entry, syntax: Syntax<Key, string>) {
    super(entry, syntax, 'user');
  }

  opens(): undefined {
    return undefined;
  }

  view(_key: unknown, _value: unknown, { session }: ViewContext): View {
    return () => [text('not-emulated', session.language, this.syntax.name)];
  }
}

class KnownAction extends Known implements ActionRow {
  readonly kind = 'action';
  readonly withdraw: (() => Acted) | undefined;
  readonly undoes: boolean;

  constructor(entry: Entry, syntax: Syntax<Key, string>) {
    super(entry, syntax, 'administrator');
    this.withdraw = undefined;
    this.undoes = entry.kind === 'undoes';
  }

  act(): Acted {
    return { request: { kind: 'not-emulated', command: this.syntax.name } };
  }
}
