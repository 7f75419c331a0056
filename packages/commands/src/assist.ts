/**
 * Tab and `?`: what may follow what is typed. The candidate list was seen on an RTX1100: `? pp pptp`.
 * @module
 */
import type { Machine } from '@rtemu/models/machine';
import type { Grammar, GrammarNode, Match } from './grammar.js';
import type { Reader } from './reader.js';
import type { AnyRow } from './row.js';
import type { Session } from './session.js';
import { whereOf } from './where.js';
import { readWords } from './words.js';

export interface Assistance {
  readonly completion: { readonly line: string; readonly candidates: readonly string[] };
  readonly help: readonly string[];
}

/** @param own names that may begin a line besides commands: aliases and macros */
export function assist(
  grammar: Grammar,
  machine: Machine,
  reader: Reader,
  session: Session,
  line: string,
  own: readonly string[] = [],
): Assistance {
  const { words } = readWords(line);
  // Behind a blank a new word begins.
  const typed = /(?:^|[ \t])$/.test(line) ? '' : (words.at(-1) ?? '');
  const before = typed === '' ? words : words.slice(0, -1);
  const found = expectedAfter(grammar, machine, reader, session, before);
  const theirs = before.length === 0 ? own.filter((name) => name.startsWith(typed)) : [];
  const known = found.words.filter((word) => word.startsWith(typed.toLowerCase()));
  const candidates = [...new Set([...known, ...theirs])].sort();
  return {
    completion: { line: completed(line, typed, candidates), candidates },
    help: helpLines(candidates, found, typed, machine, session),
  };
}

interface Expected {
  /** Words that may stand at the end. */
  readonly words: readonly string[];
  /** Those of them that are words of longer commands. */
  readonly longer: readonly string[];
  /** Commands whose operands begin here. */
  readonly rows: readonly AnyRow[];
}

function expectedAfter(
  grammar: Grammar,
  machine: Machine,
  reader: Reader,
  session: Session,
  words: readonly string[],
): Expected {
  const negated = words[0]?.toLowerCase() === 'no';
  const from = negated ? 1 : 0;
  if (words.length === from)
    return { words: negated ? grammar.firstWords : [...grammar.firstWords, 'no'], longer: [], rows: [] };
  const matches = grammar.candidates(words, from, reader);
  const deepest = grammar.deepest(words, from, reader);
  const isHere = deepest !== undefined && deepest.at === words.length;
  const here = isHere ? wordsOf(deepest.node, machine) : [];
  const tails = matches.map((match) => operandsAfter(match, words, machine, reader));
  return {
    words: [...here, ...tails.flatMap(({ words }) => words)],
    longer: isHere ? longerThan(deepest.node, session) : [],
    rows: [...new Set(tails.flatMap(({ rows }) => rows))],
  };
}

/** Words that lead on to commands that may be typed under the selection. */
const longerThan = ({ words }: GrammarNode, session: Session): readonly string[] =>
  [...words].flatMap(([word, node]) => (leadsOn(node, session) ? word : [])).sort();

const leadsOn = ({ words, places, rows }: GrammarNode, session: Session): boolean =>
  rows.some((row) => whereOf(row, session.selection) !== undefined) ||
  [...words.values(), ...places.map(({ node }) => node)].some((node) => leadsOn(node, session));

const wordsOf = (node: GrammarNode, machine: Machine): readonly string[] => [
  ...node.words.keys(),
  ...node.places.flatMap(({ operand }) => operand.candidates(machine)),
];

/** Reads what is there; where a row then misses something at the end, that is what may follow. */
function operandsAfter(
  match: Match,
  words: readonly string[],
  machine: Machine,
  reader: Reader,
): Omit<Expected, 'longer'> {
  const rows: AnyRow[] = [];
  const found: string[] = [];
  for (const row of match.node.rows) {
    reader.start(words, match.at, true);
    row.syntax.readTail(reader, match.places);
    if (reader.farthest < words.length) continue;
    rows.push(row);
    found.push(...reader.expected.flatMap((operand) => operand.candidates(machine)));
  }
  return { words: found, rows };
}

/** A single candidate is written out and followed by a blank; of several, what they have in common. */
function completed(line: string, typed: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return line;
  const common = candidates.reduce((left, right) => {
    let length = 0;
    while (length < left.length && left[length] === right[length]) length++;
    return left.slice(0, length);
  });
  if (common.length < typed.length) return line;
  const isWhole = candidates.length === 1 && !common.endsWith('=');
  return line.slice(0, line.length - typed.length) + common + (isWhole ? ' ' : '');
}

function helpLines(
  candidates: readonly string[],
  { rows, longer }: Expected,
  typed: string,
  machine: Machine,
  { language }: Session,
): readonly string[] {
  const usages =
    typed === '' ? rows.map(({ syntax, usage }) => usage?.[language] ?? syntax.usage(language, machine)) : [];
  // A usage line says what its words are; the list of them would say it again. It says nothing of longer commands.
  if (usages.length > 0) return [...(longer.length > 0 ? [listLine(longer)] : []), ...new Set(usages)];
  return candidates.length > 0 ? [listLine(candidates)] : [];
}

const listLine = (words: readonly string[]): string => `? ${words.join(' ')}`;
