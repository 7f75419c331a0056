/**
 * What the generated ciphers do, in either form. A `context` is the place in memory where a session's keys lie, laid
 * out as `generate/layout.mjs` says.
 */
export interface MppeCipher {
  /** Makes the initial session key, and what is kept beside it, from the start key. */
  prepare(context: number): void;
  changeKey(context: number): void;
  applyStateless(context: number, at: number, length: number): void;
  applyStateful(context: number, at: number, length: number): void;
}
