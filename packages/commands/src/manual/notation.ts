/**
 * The manual's syntax lines, with a kind for every operand:
 *
 *     ip filter dynamic {number:1..21474836} <source:IpPattern> (<protocol:Protocol> | filter <list:Number>...)
 *     queue {interface:Interface} type <type:fifo|priority|cbq> [length=<size:1..128>]
 *
 * | written | meaning |
 * |---|---|
 * | `word` | the word itself; of words, the path is all up to the last one that only keys stand before |
 * | `<name:kind>` | an operand; kinds are in kinds.ts, and several of them stand between bars |
 * | `{name:kind}` | one that tells entries apart: every line with other keys is an entry of its own |
 * | `{name:kind}=<name:kind>` | what tells entries apart and what they say, in one word |
 * | `{name:phrase}` | the same said in several words, or in words and operands: `{server:server=<n:1..9>}`, `{user:[<name:Name>]}` |
 * | `text=<name:kind>` | fixed text and operands in one word |
 * | `[...]` | may be left out; such `name=` and `-x` options in a row come in any order |
 * | `(... | ...)` | one of these |
 * | `...`, `...4` behind a part | once or more; at most so many times |
 * @module
 */
import type { Atom, Operand } from '../operand.js';
import { type Element, Literal } from '../syntax.js';
import { Ahead, Behind } from './assigned-key.js';
import { Joined, Words } from './kind.js';
import { kindOf } from './kinds.js';
import { Again, AnyOrder, Choice, Maybe, One, type Part, Phrase, Row } from './phrase.js';

const TOKEN = /\s*(\.\.\.\d*|[[\]()|]|\{[^}]*\}|(?:[^\s[\](){}<>|]|<(?:>=\d|[^>])*>)+)/gy;

/** @throws RangeError when the line is not in the notation */
function tokensOf(line: string): readonly string[] {
  const text = line.replace(/(\.\.\.\d*)(?=[\s\])]|$)/g, ' $1 ').trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new RangeError(`not in the notation: ${line}`);
    tokens.push(token);
  }
  return tokens;
}

const isKey = (token: string): boolean => token.startsWith('{');
const isWord = (token: string): boolean => /^[^[\](){}<>|]+$/.test(token) && !token.startsWith('...');

const nameAndKind = (token: string): readonly [name: string, kind: string] => {
  const inner = token.slice(1, -1);
  const colon = inner.indexOf(':');
  return colon < 0 ? [inner, inner] : [inner.slice(0, colon), inner.slice(colon + 1)];
};

/** The first word of a syntax line. */
export const firstWordOf = (line: string): string => /^\S+/.exec(line)?.[0] ?? '';

/** Whether a line says one of many entries. */
export const isKeyed = (line: string): boolean => line.includes('{');

/** A syntax line taken apart: words and keys, and behind them one phrase. */
export function elementsOf(line: string): readonly Element[] {
  const tokens = tokensOf(line);
  const end = endOfKeys(tokens);
  const behind = end < tokens.length ? new PhraseReader(tokens, end).read() : undefined;
  const elements: Element[] = [];
  for (let at = 0; at < end; at++) {
    const token = tokens[at]!;
    if (!isKey(token)) {
      elements.push({ role: 'literal', operand: new Literal(token), name: '' });
      continue;
    }
    const [name, kind] = nameAndKind(token);
    const next = tokens[at + 1] ?? '';
    if (isValueOfKey(next)) {
      const value = kindOf(nameAndKind(next.slice(1))[1]);
      elements.push({ role: 'key field', operand: new Ahead(kindOf(kind)), name });
      elements.push({ role: 'value', operand: new Behind(value), name: '', isJoined: true });
      at++;
    } else elements.push({ role: 'key field', operand: keyOf(kind, behind), name });
  }
  if (behind !== undefined) elements.push({ role: 'value', operand: new Phrase(behind), name: '' });
  return elements;
}

/** Where the phrase begins. */
function endOfKeys(tokens: readonly string[]): number {
  const lastKey = tokens.map(isKey).lastIndexOf(true);
  const isAhead = (token: string, at: number): boolean =>
    isKey(token) ||
    (isValueOfKey(token) && at === lastKey + 1) ||
    (isWord(token) && (at < lastKey || !isFollowedBy(tokens, at, '...')));
  const end = tokens.findIndex((token, at) => !isAhead(token, at));
  return end < 0 ? tokens.length : end;
}

/** `=<value>`, behind a key in one word with it. */
const isValueOfKey = (token: string): boolean => token.startsWith('=<');

/** What a key is made of: one word, or a phrase of several, which leaves the words that the line says behind it. */
const keyOf = (kind: string, behind: Part | undefined): Operand<string> =>
  /[<[(]/.test(kind) ? new Phrase(new PhraseReader(tokensOf(kind), 0).read(), behind) : kindOf(kind);

const isFollowedBy = (tokens: readonly string[], at: number, what: string): boolean =>
  tokens[at + 1]?.startsWith(what) ?? false;

class PhraseReader {
  constructor(
    private readonly tokens: readonly string[],
    private at: number,
  ) {}

  read(): Part {
    const row = this.#row();
    if (this.at < this.tokens.length) throw new RangeError(`unexpected ${this.tokens[this.at]}`);
    return row;
  }

  #row(): Part {
    const parts: Part[] = [];
    let options: Part[] = [];
    const flush = (): void => {
      if (options.length === 1) parts.push(new Maybe(options[0]!));
      else if (options.length > 1) parts.push(new AnyOrder(options));
      options = [];
    };
    while (this.at < this.tokens.length && !/^[\])|]$/.test(this.tokens[this.at]!)) {
      const isOption = this.#isOption();
      const part = this.#repeated();
      if (isOption && part instanceof Maybe) {
        options.push(part.inner);
        continue;
      }
      flush();
      parts.push(part);
    }
    flush();
    return parts.length === 1 ? parts[0]! : new Row(parts);
  }

  /** `[name=<value>]`, `[Name:<value>]`, `[name <value>]`: what begins with a word of its own is told from the others. */
  #isOption(): boolean {
    const [bracket, first = ''] = this.tokens.slice(this.at, this.at + 2);
    return bracket === '[' && /^-?[a-z][\w-]*(?:[=:]|$)/i.test(first);
  }

  #repeated(): Part {
    const part = this.#part();
    const again = /^\.\.\.(\d*)$/.exec(this.tokens[this.at] ?? '');
    if (again === null) return part;
    this.at++;
    const max = again[1] === '' ? Number.POSITIVE_INFINITY : Number(again[1]);
    return part instanceof Maybe ? new Maybe(new Again(part.inner, max)) : new Again(part, max);
  }

  #part(): Part {
    const token = this.tokens[this.at++]!;
    if (token === '[') return new Maybe(this.#until(']'));
    if (token === '(') return this.#until(')');
    return new One(wordOf(token));
  }

  #until(closing: string): Part {
    const ways = [this.#row()];
    while (this.tokens[this.at] === '|') {
      this.at++;
      ways.push(this.#row());
    }
    if (this.tokens[this.at] !== closing) throw new RangeError(`a ${closing} is missing`);
    this.at++;
    return ways.length === 1 ? ways[0]! : new Choice(ways);
  }
}

/** What one word of the line is: a word, an operand, or both joined. */
function wordOf(token: string): Atom<string> {
  if (!token.includes('<')) return new Words([token]);
  const parts = token.split(/(<(?:>=\d|[^>])*>)/).filter((part) => part !== '');
  const kinds = parts.map((part) => (part.startsWith('<') ? kindOf(nameAndKind(part)[1]) : part));
  return kinds.length === 1 ? (kinds[0] as Atom<string>) : new Joined(kinds);
}
