import type { Scope } from '@rtemu/config/selection';
import { Scoped, type Setting } from '@rtemu/config/setting';
import type { Gate } from '@rtemu/models/gate';
import { type Help, type SettingRow, setting } from '../row.js';
import type { Level } from '../session.js';
import type { Syntax } from '../syntax.js';

interface KeptOptions<K, V> {
  readonly manual: string;
  readonly syntax: Syntax<K, V>;
  readonly help: Help;
  readonly scopes?: readonly Scope[];
  readonly on?: Gate;
  readonly level?: Level;
  /** What an unset one means, for the reader of docs/COMMANDS.md. */
  readonly initial?: V;
}

/**
 * A row whose setting is kept, shown by `show config`, and read by nobody. Its setting is declared here and has the row's own
 * name; when the emulator learns to obey it, it moves to the config package under the same name.
 */
export function kept<K, V>(options: KeptOptions<K, V>): SettingRow {
  const { syntax, scopes = ['global'], initial } = options;
  const scoped = new Scoped<Scope>(...scopes);
  const name = () => syntax.name;
  const rest = { ...options, support: 'stored' } as const;
  if (syntax.isKeyed) return setting(scoped.keyed<K, V>(name, 'kept'), rest);
  const target: Setting<Scope, V, unknown> =
    initial === undefined ? scoped.optional<V>(name, 'kept') : scoped.initially<V>(name, 'kept', () => initial);
  return setting(target, rest as typeof rest & { readonly syntax: Syntax<undefined, V> });
}
