import type { Machine } from '@rtemu/models/machine';
import type { FaultKey } from './messages.js';
import type { Operand } from './operand.js';

/** What an operand returns when the words do not say it. The reader keeps why. */
export const MISS = Symbol('miss');
export type Miss = typeof MISS;

/** Of several misses at one word, the one that says most is told. */
const RANK: Readonly<Partial<Record<FaultKey, number>>> = {
  'out-of-range': 4,
  'illegal-keyword': 3,
  'unrecognized-address': 2,
  'not-an-integer': 1,
};
/** A text that begins like an address was meant as one. */
const RANK_OF_ADDRESS_LIKE = 5;

/**
 * A line that is being read: its words, how far reading has come, and the farthest place where something else was expected.
 * One reader serves every line of a language in turn.
 */
export class Reader {
  words: readonly string[] = [];
  at = 0;
  /** What the syntax read last put here. */
  key: unknown;
  value: unknown;
  /** The word at which the farthest miss happened, why, and what was expected there. */
  farthest = -1;
  reason: FaultKey = 'parameter-count';
  expected: Operand<unknown>[] = [];
  /** The numbers of the words that were read as passwords. */
  readonly secrets = new Set<number>();
  /**
   * Whether misses are written down. A line is first read without: most are right, and of those that are not only one reason
   * is told. What may be left out is then not even tried at the end of the line.
   */
  isCurious = false;
  #rank = 0;

  constructor(readonly machine: Machine) {}

  start(words: readonly string[], at: number, isCurious = false): void {
    this.isCurious = isCurious;
    this.words = words;
    this.at = at;
    this.farthest = -1;
    this.reason = 'parameter-count';
    if (this.expected.length > 0) this.expected = [];
    if (this.secrets.size > 0) this.secrets.clear();
    this.#rank = 0;
  }

  /** The word that is to be read next; `undefined` at the end of the line. */
  get word(): string | undefined {
    return this.words[this.at];
  }

  /** True where something that may be left out is left out. */
  get isDone(): boolean {
    return !this.isCurious && this.at >= this.words.length;
  }

  miss(reason: FaultKey, operand: Operand<unknown>): Miss {
    if (!this.isCurious) return MISS;
    const why = this.at >= this.words.length ? 'parameter-count' : reason;
    const rank =
      why === 'unrecognized-address' && /^\d/.test(this.word ?? '') ? RANK_OF_ADDRESS_LIKE : (RANK[why] ?? 0);
    if (this.at > this.farthest) {
      this.farthest = this.at;
      this.reason = why;
      this.#rank = rank;
      this.expected = [operand];
    } else if (this.at === this.farthest) {
      this.expected.push(operand);
      if (rank > this.#rank) {
        this.reason = why;
        this.#rank = rank;
      }
    }
    return MISS;
  }
}
