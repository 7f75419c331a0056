/** RC4, its key schedule written out in full and its stream four octets to a word. */
import {
  add,
  and,
  below,
  boxAt,
  looseWordAt,
  notAbove,
  octetAt,
  or,
  repeatWhile,
  resetBox,
  set,
  setBox,
  setLooseWord,
  setOctet,
  shiftLeft,
  shiftRight,
  when,
  wordAt,
  xor,
} from './language.mjs';

const KEY_OCTETS = 16;
const BOX_OCTETS = 256;
/** The steps in one go of the inner loop; each go begins with `i` at a multiple of it. */
const STEPS_AT_ONCE = 16;

const range = (count, make) => Array.from({ length: count }, (_, n) => make(n));
const low8 = (value) => and(value, 255);

/*
 * Entry n of the box lies at place (n - 1) & 255, and `i` and `j` name places. RC4 counts before it looks, so a step now
 * looks at `i` as it finds it, and sixteen steps from a multiple of sixteen never run over the end of the box: `i` is
 * counted and masked once for all of them. The price is one constant in the look-up of the stream's octet.
 */
const placeOf = (n) => (n - 1) & 255;
export const FIRST_I = placeOf(1);
export const FIRST_J = placeOf(0);

/*
 * Both kinds of step write to the place of `j` before that of `i`. Either order is right, as the two octets are equal where
 * the places are; this one measured three per cent faster than the other.
 */

/**
 * Step n of the key schedule: box[n] and box[j] change places. `j` is never masked, only what indexes is; and box[n] and
 * the key are added before `j`, so that a step waits for the step before by one addition.
 */
const scheduleStep = (n) => [
  set('t', boxAt(placeOf(n))),
  set('j', add('j', add('t', `k${n % KEY_OCTETS}`))),
  set('m', low8('j')),
  set('u', boxAt('m')),
  setBox('m', 't'),
  setBox(placeOf(n), 'u'),
];

/** The box from the sixteen octets at the place `key`. */
export const keySchedule = () => [
  range(KEY_OCTETS, (q) => set(`k${q}`, low8(shiftRight(wordAt('key', q & ~3), 24 - 8 * (q & 3))))),
  resetBox(),
  set('j', FIRST_J),
  range(BOX_OCTETS, scheduleStep),
];

/** A step of the stream at `i` + `n`, which must not leave the box. Its octet is then to be looked up. */
const streamStep = (n) => {
  const i = n === 0 ? 'i' : add('i', n);
  return [
    set('a', boxAt(i)),
    set('j', add('j', 'a')),
    set('m', low8('j')),
    set('b', boxAt('m')),
    setBox('m', 'a'),
    setBox(i, 'b'),
  ];
};
const streamOctet = () => boxAt(low8(add(add('a', 'b'), -1)));

/** A step, and on by one. */
const singleStep = () => [streamStep(0), set('i', low8(add('i', 1)))];

/** Four octets of stream into `o`, the first lowest: a word as memory has it. */
const streamWord = (step) =>
  range(4, (q) => [step(q), set('o', q === 0 ? streamOctet() : or('o', shiftLeft(streamOctet(), 8 * q)))]);

/** Octets 4n to 4n + 3 of a stream from its start into `o`, the first highest: a word as SHA-1 has it. */
export const streamKeyWord = (n) =>
  range(4, (q) => [streamStep(4 * n + q), set('o', q === 0 ? streamOctet() : or(shiftLeft('o', 8), streamOctet()))]);

const applyWord = (offset, step) => [streamWord(step), setLooseWord('at', offset, xor(looseWordAt('at', offset), 'o'))];
const applyOctet = () => [singleStep(), setOctet('at', xor(octetAt('at'), streamOctet())), set('at', add('at', 1))];

const applySixteen = () => [
  range(STEPS_AT_ONCE / 4, (n) => applyWord(4 * n, (q) => streamStep(4 * n + q))),
  set('at', add('at', STEPS_AT_ONCE)),
  // A mask that shows the compiler how far `i` + 15 can reach.
  set('i', and(add('i', STEPS_AT_ONCE), BOX_OCTETS - STEPS_AT_ONCE)),
];

/**
 * The stream over `length` octets at the place `at`, from `i` and `j`: single octets up to an `i` of which sixteen steps can
 * be written out, which the start of a stream is; then sixteen at once. Packets lie at any place, behind headers as they come.
 */
export const applyStream = () => [
  set('end', add('at', 'length')),
  set('even', add('at', and(add(xor('i', -1), 1), STEPS_AT_ONCE - 1))),
  when(below('end', 'even'), [set('even', 'end')]),
  repeatWhile(below('at', 'even'), applyOctet()),
  repeatWhile(notAbove(add('at', STEPS_AT_ONCE), 'end'), applySixteen()),
  repeatWhile(notAbove(add('at', 4), 'end'), [applyWord(0, singleStep), set('at', add('at', 4))]),
  repeatWhile(below('at', 'end'), applyOctet()),
];
