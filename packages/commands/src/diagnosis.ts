/**
 * What is wrong with a line, finer than the device says it: where, what could have stood there, what was perhaps meant,
 * which firmware would know it. It stands beside the device's own words, never in their place.
 * @module
 */
import { editDistance } from '@rtemu/models/models';
import { printRevision } from '@rtemu/models/revision';
import type { CommandLanguage } from './language.js';
import type { FaultKey, Language } from './messages.js';
import type { Faulty } from './outcome.js';
import { Reader } from './reader.js';
import type { AnyRow } from './row.js';
import { columnsOf, readWords } from './words.js';

export interface Diagnosis {
  /** Where in the line, counted from 0. */
  readonly column: number;
  /** The word that is wrong; `undefined` when one is missing. */
  readonly word: string | undefined;
  /** What could have stood there. */
  readonly expected: readonly string[];
  /** The command that was perhaps meant. */
  readonly nearest: string | undefined;
  /** The command exists on this model from this firmware on. */
  readonly since: string | undefined;
  /** The command exists, but not on this model. */
  readonly absent: boolean;
  /** All of that in a sentence. */
  readonly sentence: string;
}

export function diagnose(language: CommandLanguage, tongue: Language, line: string, faulty: Faulty): Diagnosis {
  const { words } = readWords(line);
  const column = columnsOf(line)[faulty.at] ?? line.trimEnd().length;
  const word = words[faulty.at];
  const expected = [...new Set(faulty.expected.map((operand) => operand.usage(tongue, language.machine)))];
  const elsewhere = faulty.key === 'unknown-command' ? rowElsewhere(language, words) : undefined;
  const verdict = elsewhere === undefined ? undefined : language.machine.allows(elsewhere.on);
  const since = verdict?.open === false && verdict.since !== undefined ? printRevision(verdict.since) : undefined;
  const absent = elsewhere !== undefined && since === undefined;
  const nearest =
    faulty.key === 'unknown-command' && elsewhere === undefined ? nearestCommand(language, words) : undefined;
  const found = { column, word, expected, nearest, since, absent };
  return { ...found, sentence: sentenceOf(found, faulty.key, language.machine.name, tongue) };
}

/** The row of another model or firmware that the words would lead to. */
function rowElsewhere(language: CommandLanguage, words: readonly string[]): AnyRow | undefined {
  const { machine, missing } = language;
  const from = words[0]?.toLowerCase() === 'no' ? 1 : 0;
  const match = missing.deepest(words, from, new Reader(machine));
  return match === undefined || match.at - from < 2 ? undefined : match.node.rows[0];
}

/** One letter in so many may be wrong for a command to be meant all the same. */
const LETTERS_PER_MISTAKE = 4;

/** Of all commands of the machine the one whose words are most like the first of the line. */
function nearestCommand({ names }: CommandLanguage, words: readonly string[]): string | undefined {
  const typed = words.filter((word, i) => i > 0 || word.toLowerCase() !== 'no').map((word) => word.toLowerCase());
  const [first = ''] = typed;
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  const saidOf = typed.map((_, i) => typed.slice(0, i + 1).join(' '));
  for (const [firstWord, commands] of names) {
    const mistakes = editDistance(first, firstWord);
    for (const { name, words: parts } of commands) {
      const said = saidOf[Math.min(parts.length, typed.length) - 1] ?? '';
      const most = Math.min(least - 1, Math.floor(name.length / LETTERS_PER_MISTAKE));
      if (mistakes > most) continue;
      // An operand in the middle of a command is whatever stands there: `ip lan1 address`.
      const command = name.includes('<')
        ? parts.map((part, i) => (part.startsWith('<') ? (typed[i] ?? part) : part)).join(' ')
        : name;
      if (Math.abs(said.length - command.length) > most) continue;
      const distance = editDistance(said, command, most);
      if (distance <= most) {
        least = distance;
        nearest = command;
      }
    }
  }
  return nearest;
}

type Found = Omit<Diagnosis, 'sentence'>;
type Texts = Readonly<Record<Language, string>>;

/** What is wrong with a word, by the key of the fault. */
const WRONG: Readonly<Partial<Record<FaultKey, (word: string) => Texts>>> = {
  'out-of-range': (word) => ({ en: `"${word}" is out of range`, ja: `「${word}」は範囲外です` }),
  'parameter-count': (word) => ({ en: `"${word}" is too much`, ja: `「${word}」は余分です` }),
  'select-pp': () => ({ en: 'it belongs to a PP', ja: '相手先ごとの設定です' }),
  'select-tunnel': () => ({ en: 'it belongs to a tunnel', ja: 'トンネルごとの設定です' }),
  'select-switch': () => ({ en: 'it belongs to a switch', ja: 'スイッチごとの設定です' }),
  'select-ap': () => ({ en: 'it belongs to an access point', ja: 'アクセスポイントごとの設定です' }),
  'administrator-only': () => ({ en: 'it is for administrators', ja: '管理レベルのコマンドです' }),
};

function sentenceOf({ word, expected, nearest, since, absent }: Found, key: FaultKey, model: string, tongue: Language) {
  const say = (en: string, ja: string): string => (tongue === 'ja' ? ja : en);
  const wrong =
    since !== undefined
      ? say(`${model} has this command from ${since} on`, `${model} では ${since} 以降で使用できます`)
      : absent
        ? say(`${model} does not have this command`, `${model} にはこのコマンドがありません`)
        : word === undefined
          ? say('something is missing at the end', '続きが必要です')
          : (WRONG[key]?.(word)[tongue] ?? say(`"${word}" is not understood here`, `「${word}」を認識できません`));
  const meant = nearest === undefined ? [] : [say(`did you mean "${nearest}"?`, `もしかして: ${nearest}`)];
  const list = expected.join(', ');
  const instead = list === '' ? [] : [say(`expected: ${list}`, `指定できるもの: ${list}`)];
  return [wrong, ...meant, ...instead].join(say('; ', '。'));
}
