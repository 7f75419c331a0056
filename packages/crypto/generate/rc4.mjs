/** RC4, its key schedule written out in full and its stream four octets to a word. */
import {
  add,
  and,
  below,
  boxAt,
  notAbove,
  octetAt,
  or,
  repeatWhile,
  resetBox,
  set,
  setBox,
  setOctet,
  setWord,
  shiftLeft,
  shiftRight,
  when,
  wordAt,
  xor,
} from './language.mjs';

const KEY_OCTETS = 16;
const BOX_OCTETS = 256;
const range = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const low8 = (value) => and(value, 255);

/**
 * Step n of the key schedule: box[n] and box[j] change places. `j` is never masked, only what indexes is; and box[n] and
 * the key are added before `j`, so that a step waits for the step before by one addition.
 */
const scheduleStep = (n) => [
  set('t', boxAt(n)),
  set('j', add('j', add('t', `k${n % KEY_OCTETS}`))),
  set('m', low8('j')),
  setBox(n, boxAt('m')),
  setBox('m', 't'),
];

/** The box from the sixteen octets at the place `key`. */
export const keySchedule = () => [
  range(KEY_OCTETS, (q) => set(`k${q}`, low8(shiftRight(wordAt('key', q & ~3), 24 - 8 * (q & 3))))),
  resetBox(),
  set('j', 0),
  range(BOX_OCTETS, scheduleStep),
];

/** One step of the stream. Leaves its octet to be looked up with {@link streamOctet}. */
const streamStep = () => [
  set('i', low8(add('i', 1))),
  set('a', boxAt('i')),
  set('j', add('j', 'a')),
  set('m', low8('j')),
  set('b', boxAt('m')),
  setBox('i', 'b'),
  setBox('m', 'a'),
];
const streamOctet = () => boxAt(low8(add('a', 'b')));

/** Four octets of stream into `o`, the first lowest: a word as memory has it. */
const streamWord = () =>
  range(4, (q) => [streamStep(), set('o', q === 0 ? streamOctet() : or('o', shiftLeft(streamOctet(), 8 * q)))]);

/** Four octets of stream into `o`, the first highest: a word as SHA-1 has it. */
export const streamKeyWord = () =>
  range(4, (q) => [streamStep(), set('o', q === 0 ? streamOctet() : or(shiftLeft('o', 8), streamOctet()))]);

const applyWord = (offset) => [streamWord(), setWord('at', offset, xor(wordAt('at', offset), 'o'))];
const applyOctet = () => [streamStep(), setOctet('at', xor(octetAt('at'), streamOctet())), set('at', add('at', 1))];

/** Words at a time are XORed in one go of the inner loop. */
const WORDS_AT_ONCE = 4;

/** The stream over `length` octets at the place `at`: single octets up to a whole word, words, and what is left. */
export const applyStream = () => [
  set('end', add('at', 'length')),
  set('aligned', and(add('at', 3), -4)),
  when(below('end', 'aligned'), [set('aligned', 'end')]),
  repeatWhile(below('at', 'aligned'), applyOctet()),
  repeatWhile(notAbove(add('at', 4 * WORDS_AT_ONCE), 'end'), [
    range(WORDS_AT_ONCE, (n) => applyWord(4 * n)),
    set('at', add('at', 4 * WORDS_AT_ONCE)),
  ]),
  repeatWhile(notAbove(add('at', 4), 'end'), [applyWord(0), set('at', add('at', 4))]),
  repeatWhile(below('at', 'end'), applyOctet()),
];
