/** Where things lie in the memory of an engine, in octets. Keys are kept as SHA-1 reads them: words, high octet first. */

/** The box at work. Only the WebAssembly engine keeps it here; the TypeScript engine has an array of its own. */
export const BOX_AT = 0;
export const CONTEXTS_AT = 256;

/** Within a context. */
export const CONTEXT = {
  startKey: 0,
  sessionKey: 16,
  /** The key half-way through a change. */
  interimKey: 32,
  /** Five words: the state of SHA-1 behind those rounds that read the start key alone. */
  prefix: 48,
  /** The first word of a new key is and-ed with one and or-ed with the other: the salt of weakened keys. */
  keepMask: 68,
  salt: 72,
  /** 1 when keys have eight octets. */
  isShort: 76,
  /** 1 when the box is to be made from the session key before its next use. */
  isStale: 80,
  /** Where the RC4 stream stands: its two indexes and its box. Stateful mode only. */
  i: 84,
  j: 88,
  box: 128,
};

/** A whole number of cache lines. */
export const CONTEXT_OCTETS = 384;
