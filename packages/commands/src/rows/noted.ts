import type { Scope } from '@rtemu/config/selection';
import type { KeyedSetting, Setting } from '@rtemu/config/setting';
import type { Gate } from '@rtemu/models/gate';
import { elementsOf, firstWordOf, isKeyed } from '../manual/notation.js';
import { type Help, type PpKind, type SettingRow, type Support, setting } from '../row.js';
import type { Level } from '../session.js';
import { Syntax } from '../syntax.js';

interface NotedOptions {
  readonly manual: string;
  /** The syntax as the manual's notation has it (manual/notation.ts). */
  readonly line: string;
  readonly help: Help;
  readonly support: Support;
  readonly lacking?: string;
  readonly supportOf?: (key: unknown, value: string) => Support;
  readonly on?: Gate;
  readonly level?: Level;
  readonly pp?: PpKind;
}

/** The keys of an entry by their names, each as text. */
type Key = Readonly<Record<string, string>>;

/**
 * A row that is obeyed and written in the manual's notation: its value is the text of what follows its path, as it is printed,
 * and whoever obeys it reads that.
 */
export function noted<S extends Scope>(
  target: Setting<S, string, unknown> | KeyedSetting<S, never, string, unknown>,
  { line, ...options }: NotedOptions,
): SettingRow {
  const syntax = new Syntax<Key, string>(firstWordOf(line), isKeyed(line), () => elementsOf(line));
  return setting(target as KeyedSetting<Scope, Key, string, unknown>, { ...options, syntax });
}
