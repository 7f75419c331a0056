/** SHA-1 (RFC 3174), every round written out, and GetNewKeyFromSHA of MPPE made of it (RFC 3078 §7.3). */

import { add, and, note, or, rotateLeft, set, setWord, wordAt, xor, xorAll } from './language.mjs';
import { CONTEXT } from './layout.mjs';

const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
const CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6];
const STATE = ['a', 'b', 'c', 'd', 'e'];
const ROUNDS = 80;

const isKnown = (word) => typeof word === 'number';

/** f(t; B, C, D) of RFC 3174 §5. */
function choose(t, b, c, d) {
  if (t < 20) return xor(d, and(b, xor(c, d)));
  if (t >= 40 && t < 60) return or(and(b, c), and(d, or(b, c)));
  return xor(xor(b, c), d);
}

/** W(t) of RFC 3174 §6.2, kept in a ring of sixteen. What is known already is folded into one constant. */
function scheduleWord(ring, t) {
  const terms = [3, 8, 14, 16].map((back) => ring[(t - back) & 15]);
  const known = terms.filter(isKnown).reduce((sum, word) => sum ^ word, 0);
  const unknown = terms.filter((word) => !isKnown(word));
  if (unknown.length === 0) {
    ring[t & 15] = (known << 1) | (known >>> 31);
    return [];
  }
  const name = `w${t & 15}`;
  ring[t & 15] = name;
  return [set('x', xorAll(known === 0 ? unknown : [...unknown, known])), set(name, rotateLeft('x', 1))];
}

/**
 * Rounds `from` to `to`. The new A is a sum of five; only `rotl(A, 5)` waits for the round before, so it is added last.
 * Neither V8 nor a WebAssembly engine would find that order by itself, and it is worth a third of the time.
 *
 * @param message sixteen words: numbers where they are known when this runs, names of locals where they are not.
 * @returns the statements, and the names under which A to E are found behind them.
 */
function rounds(message, from, to) {
  const ring = [...message];
  const statements = [];
  let [a, b, c, d, e] = STATE;
  for (let t = from; t < to; t++) {
    if (t >= 16) statements.push(scheduleWord(ring, t));
    const constant = CONSTANTS[Math.floor(t / 20)];
    const word = ring[t & 15];
    const early = isKnown(word) ? add(e, (word + constant) | 0) : add(e, add(word, constant));
    statements.push(set(e, add(add(early, choose(t, b, c, d)), rotateLeft(a, 5))), set(b, rotateLeft(b, 30)));
    [a, b, c, d, e] = [e, a, b, c, d];
  }
  return { statements, state: [a, b, c, d, e] };
}

const setState = (values) => STATE.map((name, i) => set(name, values[i]));

/**
 * The 112 octets (96 with short keys) that are hashed, as two padded blocks: start key, forty zeros, session key, forty
 * times F2. `s` are the words of the start key, `k` those of the session key.
 */
const PAD = 0xf2f2f2f2 | 0;
const END = 0x80000000 | 0;
const pads = (count) => Array(count).fill(PAD);
const zeros = (count) => Array(count).fill(0);
const MESSAGES = {
  long: {
    keyWords: 4,
    /** The first round that reads the session key. */
    fresh: 14,
    blocks: [
      ['s0', 's1', 's2', 's3', ...zeros(10), 'k0', 'k1'],
      ['k2', 'k3', ...pads(10), END, 0, 0, 112 * 8],
    ],
  },
  short: {
    keyWords: 2,
    fresh: 12,
    blocks: [
      ['s0', 's1', ...zeros(10), 'k0', 'k1', PAD, PAD],
      [...pads(8), END, ...zeros(6), 96 * 8],
    ],
  },
};

const readKey = (name, words, offset) =>
  Array.from({ length: words }, (_, i) => set(`${name}${i}`, wordAt('context', offset + 4 * i)));

/** Keeps the state behind the rounds that depend on the start key alone: once a session instead of once a packet. */
export function prefixOf(size) {
  const { keyWords, fresh, blocks } = MESSAGES[size];
  const { statements, state } = rounds(blocks[0], 0, fresh);
  return [
    readKey('s', keyWords, CONTEXT.startKey),
    setState(INITIAL),
    statements,
    state.map((name, i) => setWord('context', CONTEXT.prefix + 4 * i, name)),
  ];
}

/** GetNewKeyFromSHA: interim key from start key (by way of its prefix) and session key. */
export function newKey(size) {
  const { keyWords, fresh, blocks } = MESSAGES[size];
  const first = rounds(blocks[0], fresh, ROUNDS);
  const second = rounds(blocks[1], 0, ROUNDS);
  const chained = STATE.map((_, i) => `h${i}`);
  return [
    readKey('s', keyWords, CONTEXT.startKey),
    readKey('k', keyWords, CONTEXT.sessionKey),
    STATE.map((name, i) => set(name, wordAt('context', CONTEXT.prefix + 4 * i))),
    note('first block'),
    first.statements,
    chained.map((name, i) => set(name, add(first.state[i], INITIAL[i]))),
    note('second block'),
    setState(chained),
    second.statements,
    // A short key is written twice: RC4 makes the same box of a key and of that key repeated.
    [0, 1, 2, 3].map((i) =>
      setWord('context', CONTEXT.interimKey + 4 * i, add(second.state[i % keyWords], chained[i % keyWords])),
    ),
  ];
}
