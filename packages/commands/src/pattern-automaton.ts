/**
 * A pattern as a machine that is in all its states at once (Thompson 1968): the time that it takes grows with the line and with
 * the pattern, and no more, whatever is repeated within what is repeated.
 * @module
 */

export interface Piece {
  readonly kind: 'atom' | 'operator';
  /** As an expression of ours: one character or set, or the operator itself. */
  readonly source: string;
}

export interface MachineOptions {
  readonly wholeWords: boolean;
  readonly anyCase: boolean;
}

type Step =
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'start' | 'end' | 'word-start' | 'word-end' | 'match' };

class Atom {
  readonly #expression: RegExp;
  readonly #known = new Map<string, boolean>();

  constructor(source: string, anyCase: boolean) {
    this.#expression = new RegExp(`^${source}$`, anyCase ? 'iu' : 'u');
  }

  fits(character: string): boolean {
    let fits = this.#known.get(character);
    if (fits === undefined) this.#known.set(character, (fits = this.#expression.test(character)));
    return fits;
  }
}

const isOfWord = (character: string | undefined): boolean => character !== undefined && /^\w$/.test(character);

export class PatternAutomaton {
  readonly #steps: Step[] = [];
  #at = 0;

  /** @param pieces whose brackets pair, and where something stands before each sign of repetition */
  constructor(
    private readonly pieces: readonly Piece[],
    { wholeWords, anyCase }: MachineOptions,
  ) {
    if (wholeWords) this.#steps.push({ kind: 'word-start' });
    this.#compile(anyCase);
    if (wholeWords) this.#steps.push({ kind: 'word-end' });
    this.#steps.push({ kind: 'match' });
  }

  /** Whether any part of a line fits. */
  test(line: string): boolean {
    const characters = [...line];
    const marks = new Int32Array(this.#steps.length).fill(-1);
    let states: number[] = [];
    for (let at = 0; at <= characters.length; at++) {
      const next: number[] = [];
      if (this.#enter([0, ...states], at, characters, marks, next)) return true;
      states = [];
      const character = characters[at];
      if (character === undefined) return false;
      for (const state of next) {
        const step = this.#steps[state]!;
        if (step.kind === 'atom' && step.atom.fits(character)) states.push(state + 1);
      }
    }
    return false;
  }

  /** Goes on from these states as far as that takes no character. @returns whether the end was reached */
  #enter(from: number[], at: number, characters: readonly string[], marks: Int32Array, into: number[]): boolean {
    while (from.length > 0) {
      const state = from.pop()!;
      if (marks[state] === at) continue;
      marks[state] = at;
      const step = this.#steps[state]!;
      if (step.kind === 'match') return true;
      if (step.kind === 'atom') into.push(state);
      else if (step.kind === 'fork') from.push(...step.to);
      else if (holds(step.kind, at, characters)) from.push(state + 1);
    }
    return false;
  }

  /** Alternatives, up to the bracket that closes them. */
  #compile(anyCase: boolean): void {
    const ways: number[] = [];
    const ends: number[][] = [];
    this.#fork(ways);
    for (;;) {
      ways.push(this.#steps.length);
      this.#sequence(anyCase);
      const end: number[] = [];
      ends.push(end);
      this.#fork(end);
      if (this.pieces[this.#at]?.source !== '|' || this.pieces[this.#at]!.kind !== 'operator') break;
      this.#at++;
    }
    for (const end of ends) end.push(this.#steps.length);
  }

  #sequence(anyCase: boolean): void {
    for (let piece = this.pieces[this.#at]; piece !== undefined; piece = this.pieces[this.#at]) {
      const operator = piece.kind === 'operator' ? piece.source : '';
      if (operator === '|' || operator === ')') return;
      this.#at++;
      const before: number[] = [];
      const first = this.#fork(before);
      before.push(this.#steps.length);
      if (operator === '(') {
        this.#compile(anyCase);
        this.#at++;
      } else if (operator === '^') this.#steps.push({ kind: 'start' });
      else if (operator === '$') this.#steps.push({ kind: 'end' });
      else this.#steps.push({ kind: 'atom', atom: new Atom(piece.source, anyCase) });
      this.#repeat(first, before);
    }
  }

  #repeat(first: number, before: number[]): void {
    const next = this.pieces[this.#at];
    const sign = next?.kind === 'operator' && '?*+'.includes(next.source) ? next.source : '';
    if (sign === '') return;
    this.#at++;
    const after: number[] = [];
    this.#fork(after);
    after.push(this.#steps.length);
    if (sign !== '?') after.push(first);
    if (sign !== '+') before.push(this.#steps.length);
  }

  #fork(to: number[]): number {
    return this.#steps.push({ kind: 'fork', to }) - 1;
  }
}

function holds(kind: 'start' | 'end' | 'word-start' | 'word-end', at: number, characters: readonly string[]): boolean {
  if (kind === 'start') return at === 0;
  if (kind === 'end') return at === characters.length;
  return !isOfWord(characters[kind === 'word-start' ? at - 1 : at]);
}
