/**
 * What the console does to a typed line before it reads it as a command: an alias stands for its first word, `$NAME` and
 * `${NAME}` for the value of a variable (manual 4.90, 4.91, 56.7.33).
 * @module
 */
import type { Block } from '@rtemu/config/document';
import { aliases, environment, type Macro, macros } from '@rtemu/config/settings/shell';
import type { Machine } from '@rtemu/models/machine';
import { isFirstWord } from '../rows.js';
import { readWords } from '../words.js';
import { SHELL } from './shell-gate.js';

export const LIMIT = {
  /** Aliases that one line goes through: of names that stand for each other, the last one stays. */
  aliases: 16,
  /** Characters of a line with everything put in; what would be longer stays as it was typed. */
  expanded: 16_384,
} as const;

/** The value of a name; `undefined` when it has none. */
export type Variables = (name: string) => string | undefined;

/** What a typed line is. */
export type ShellLine =
  | { readonly kind: 'command'; readonly line: string }
  /** The name of a macro, and what stands behind it. */
  | { readonly kind: 'macro'; readonly line: string; readonly macro: Macro; readonly words: readonly string[] };

type Settings = Block<'global'>;

const FIRST_WORD = /^\s*([A-Za-z][A-Za-z0-9_]*)(?=\s|$)/;
const REFERENCE = /\$(?:\{([A-Za-z][A-Za-z0-9_]*|\d|\*)\}|([A-Za-z][A-Za-z0-9_]*|\d|\*))/y;

/** What may begin a line besides commands: aliases and macros. */
export function namesOf(machine: Machine, settings: Settings): readonly string[] {
  if (!machine.allows(SHELL).open) return [];
  return [...settings.entries(aliases).map(({ key }) => key.name), ...settings.entries(macros).map(({ key }) => key)];
}

/** @param own variables that hide those of the environment: the parameters of a macro */
export function readShellLine(machine: Machine, settings: Settings, line: string, own?: Variables): ShellLine {
  const plain: ShellLine = { kind: 'command', line };
  const hasNames = settings.entries(aliases).length > 0 || settings.entries(macros).length > 0;
  if (!hasNames && !line.includes('$')) return plain; // nearly every line of a configuration
  if (!machine.allows(SHELL).open || /^\s*#/.test(line)) return plain;
  const text = line.includes('\n') ? line.indexOf('"<<') : -1; // which is kept as it stands
  if (text > 0) {
    const head = readShellLine(machine, settings, line.slice(0, text), own);
    return { kind: 'command', line: head.line + line.slice(text) };
  }
  const aliased = settings.entries(aliases).length > 0 ? putAlias(settings, line) : line;
  const variables: Variables = (name) => own?.(name) ?? settings.getAt(environment, { name });
  const expanded = putVariables(aliased, variables);
  const whole = expanded.length > LIMIT.expanded ? line : expanded;
  const [, name = ''] = FIRST_WORD.exec(whole) ?? [];
  const macro = name === '' || isFirstWord(name) ? undefined : settings.getAt(macros, name);
  if (macro === undefined) return { kind: 'command', line: whole };
  return { kind: 'macro', line: whole, macro, words: readWords(whole).words };
}

/** A word that begins a command is never an alias: what `no alias` begins with cannot be hidden. */
function putAlias(settings: Settings, line: string): string {
  let text = line;
  for (let i = 0; i < LIMIT.aliases; i++) {
    const [whole = '', name = ''] = FIRST_WORD.exec(text) ?? [];
    const value = name === '' || isFirstWord(name) ? undefined : settings.getAt(aliases, { name });
    if (value === undefined || text.length > LIMIT.expanded) return text;
    text = value + text.slice(whole.length);
  }
  return text;
}

/**
 * Puts values in the place of names: not behind `\`, not within single quotes, not in a comment. What nobody has set stays as
 * it is, since passwords may have a `$` in them.
 */
export function putVariables(line: string, variables: Variables): string {
  if (!line.includes('$')) return line;
  let text = '';
  let quote = '';
  for (let at = 0; at < line.length; ) {
    const character = line[at]!;
    if (character === '#' && quote === '') return text + line.slice(at);
    const reference = character === '$' && quote !== "'" ? referenceAt(line, at) : undefined;
    const value = reference && variables(reference.name);
    if (reference !== undefined && value !== undefined) {
      text += quote === '"' ? value.replace(/[\\"]/g, '\\$&') : value;
      at += reference.length;
      continue;
    }
    const length = character === '\\' ? 2 : 1;
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    text += line.slice(at, at + length);
    at += length;
  }
  return text;
}

function referenceAt(line: string, at: number): { readonly name: string; readonly length: number } | undefined {
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(line);
  return found === null ? undefined : { name: found[1] ?? found[2]!, length: found[0].length };
}

const PARAMETER = /^([A-Za-z][A-Za-z0-9_]*)=([\s\S]*)$/;

/**
 * The parameters of a macro or a file by their names: `$1`, `$2` and so on, all of them `$*`, `$0` what was run, and each
 * `NAME=VALUE`. A number that was not given is nothing.
 * @param words what was run, and what stands behind it
 */
export function parametersOf([name = '', ...parameters]: readonly string[]): Variables {
  const own = new Map<string, string>();
  const inOrder: string[] = [];
  for (const parameter of parameters) {
    const [, assigned, value] = PARAMETER.exec(parameter) ?? [];
    if (assigned === undefined) inOrder.push(parameter);
    else own.set(assigned, value!);
  }
  own.set('0', name);
  own.set('*', inOrder.join(' '));
  return (wanted) => (/^[1-9]$/.test(wanted) ? (inOrder[Number(wanted) - 1] ?? '') : own.get(wanted));
}
