/**
 * Chapters of the manual as text, for the commands that are known and not emulated: a reader can lay the manual beside them.
 *
 *     21.1 snmp host {host:Ip|any|none} [<ro:Text16> [<rw:Text16>]]
 *       on RTX1300 RTX1220 RTX1210
 *       initial none
 *       ja SNMPによるアクセスを許可するホストを設定します
 *       en Set which hosts may ask by SNMP
 *
 * The first line has the section and the syntax ({@link ./notation.ts}). Below it stand, as far as they are needed:
 *
 * | line | meaning |
 * |---|---|
 * | `or SYNTAX` | another way to write the same setting |
 * | `on GATE` | models and firmware that have it; otherwise all |
 * | `in pp`, `in tunnel`, `in pp tunnel`, `in anonymous`, `in numbered`, `in switch`, `in ap` | what must be selected |
 * | `initial VALUE` | what an unset one means |
 * | `for users`, `for administrators` | who may give it, where that is not as usual |
 * | `named NAME` | what its setting is called, where another dialect says another setting with the same words |
 * | `without no` | there is no `no` form |
 * | `shows`, `does` | no setting: a view, or something that is done |
 * | `undoes` | what others say with `no`: `clear` or `delete` stands in its place |
 * @module
 */
import type { Scope } from '@rtemu/config/selection';
import { EVERY_MODEL, gate } from '@rtemu/models/gate';
import type { AnyRow } from '../row.js';
import { type Entry, rowsOf } from './known-row.js';

/** The rows of a chapter, from its text. @throws RangeError when a line of it says nothing that is known */
export function readChapter(text: string): readonly AnyRow[] {
  const entries: Entry[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (line.startsWith('  ')) readDetail(entries.at(-1)!, line.trim());
    else entries.push(entryOf(line));
  }
  return entries.flatMap(rowsOf);
}

function entryOf(line: string): Entry {
  const blank = line.indexOf(' ');
  return {
    manual: line.slice(0, blank).replaceAll('_', ' '),
    syntax: line.slice(blank + 1).trim(),
    alternatives: [],
    help: { ja: '', en: '' },
    on: EVERY_MODEL,
    scopes: ['global'],
    pp: undefined,
    level: undefined,
    named: undefined,
    initial: undefined,
    negatable: true,
    kind: 'setting',
  };
}

function readDetail(entry: Entry, line: string): void {
  const [, word = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
  switch (word) {
    case 'or':
      entry.alternatives.push(rest);
      return;
    case 'on':
      entry.on = gate(rest);
      return;
    case 'in':
      readScope(entry, rest);
      return;
    case 'initial':
      entry.initial = rest;
      return;
    case 'for':
      entry.level = rest === 'users' ? 'user' : 'administrator';
      return;
    case 'named':
      entry.named = rest;
      return;
    case 'without':
      entry.negatable = false;
      return;
    case 'shows':
    case 'does':
    case 'undoes':
      entry.kind = word;
      return;
    case 'ja':
    case 'en':
      entry.help[word] = rest;
      return;
    default:
      throw new RangeError(`${entry.manual}: nothing is known of "${line}"`);
  }
}

function readScope(entry: Entry, text: string): void {
  entry.pp = text === 'anonymous' || text === 'numbered' ? text : undefined;
  entry.scopes = entry.pp === undefined ? (text.split(' ') as Scope[]) : ['pp'];
}
