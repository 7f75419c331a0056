/**
 * What may stand behind a `show` command: `| grep [-i] [-v] [-w] PATTERN`, again and again, or `| less` (manual 2.5).
 * @module
 */
import { type Language, text } from './messages.js';
import { PatternAutomaton, type Piece } from './pattern-automaton.js';

/** Whether a line has what is looked for. */
export interface Pattern {
  test(line: string): boolean;
}

interface Grep {
  readonly kind: 'grep';
  readonly pattern: Pattern;
  /** Keep the lines that do not match. */
  readonly invert: boolean;
}

export interface Pipeline {
  readonly greps: readonly Grep[];
  /** The text goes to a viewer that can go back. */
  readonly less: boolean;
}

/** `undefined` when the words are none of these commands. */
export function readPipeline(pipes: readonly (readonly string[])[]): Pipeline | undefined {
  const greps: Grep[] = [];
  let less = false;
  for (const [command = '', ...words] of pipes) {
    if (less) return undefined;
    if (command.toLowerCase() === 'grep') {
      const grep = readGrep(words);
      if (grep === undefined) return undefined;
      greps.push(grep);
    } else if (command.toLowerCase() === 'less' && words.length === 0) less = true;
    else return undefined;
  }
  return { greps, less };
}

function readGrep(words: readonly string[]): Grep | undefined {
  const flags = new Set(words.filter((word) => /^-[ivw]$/.test(word)));
  const patterns = words.filter((word) => !/^-[ivw]$/.test(word));
  if (patterns.length !== 1) return undefined;
  const pattern = readPattern(patterns[0]!, { wholeWords: flags.has('-w'), anyCase: flags.has('-i') });
  return pattern && { kind: 'grep', pattern, invert: flags.has('-v') };
}

/** A pattern of `grep`, or of a search in the viewer, which takes the same ones; `undefined` when it is none. */
export function readPattern(pattern: string, { wholeWords = false, anyCase = false } = {}): Pattern | undefined {
  const pieces = piecesOf(pattern);
  if (pieces === undefined) return undefined;
  // Expressions of ours go back and try again, which may take for ever where several things are repeated.
  const repeats = pieces.filter(({ kind, source }) => kind === 'operator' && '?*+'.includes(source)).length;
  if (repeats > 1) return new PatternAutomaton(pieces, { wholeWords, anyCase });
  const expression = pieces.map(({ source }) => source).join('');
  const whole = wholeWords ? `(?<![0-9A-Za-z_])(?:${expression})(?![0-9A-Za-z_])` : expression;
  return new RegExp(whole, anyCase ? 'iu' : 'u');
}

/**
 * The device's patterns know `. ? * + | [ ] [^ ] ^ $ ( ) \` and nothing else; what else means something to our own expressions
 * is quoted. `undefined` when brackets do not pair or there is nothing to repeat.
 */
function piecesOf(pattern: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let depth = 0;
  let repeatable = false;
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '[') {
      const end = characters.indexOf(']', at + (characters[at + 1] === '^' ? 3 : 2));
      const set = end < 0 ? undefined : setOf(characters.slice(at + 1, end).join(''));
      if (set === undefined) return undefined;
      pieces.push({ kind: 'atom', source: set });
      at = end;
      repeatable = true;
    } else if ('?*+'.includes(character)) {
      if (!repeatable) return undefined;
      pieces.push({ kind: 'operator', source: character });
      repeatable = false;
    } else if (character === '\\' && at + 1 < characters.length) {
      pieces.push({ kind: 'atom', source: quote(characters[++at]!) });
      repeatable = true;
    } else {
      if (character === '(') depth++;
      if (character === ')' && --depth < 0) return undefined;
      if ('|^$()'.includes(character)) pieces.push({ kind: 'operator', source: character });
      else pieces.push({ kind: 'atom', source: character === '.' ? '.' : quote(character) });
      repeatable = !'(|^$'.includes(character);
    }
  }
  return depth === 0 ? pieces : undefined;
}

function setOf(inside: string): string | undefined {
  const negated = inside.startsWith('^');
  const members = [...(negated ? inside.slice(1) : inside)];
  for (let i = 0; i + 2 < members.length; i++)
    if (members[i + 1] === '-' && members[i]! > members[i + 2]!) return undefined;
  const quoted = members.map((member) => (member === '-' ? '-' : member.replace(/[\\\]^[]/g, '\\$&'))).join('');
  // A hyphen at an end is itself; elsewhere it spans a range.
  const safe = quoted.replace(/^-/, '\\-').replace(/-$/, '\\-');
  return safe === '' ? undefined : `[${negated ? '^' : ''}${safe}]`;
}

const quote = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

export function filterLines(lines: readonly string[], { greps }: Pipeline, language: Language): readonly string[] {
  if (greps.length === 0) return lines;
  const kept = greps.reduce((left, { pattern, invert }) => left.filter((line) => pattern.test(line) !== invert), lines);
  return [text('searching', language), ...kept];
}
