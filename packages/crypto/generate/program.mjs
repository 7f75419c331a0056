/** The functions of an MPPE cipher. `context` is the place of a context in memory. */

import {
  add,
  and,
  below,
  call,
  define,
  discard,
  loadBox,
  or,
  perform,
  saveBox,
  set,
  setWord,
  when,
  wordAt,
  xor,
} from './language.mjs';
import { CONTEXT } from './layout.mjs';
import { applyStream, FIRST_I, FIRST_J, keySchedule, streamKeyWord } from './rc4.mjs';
import { newKey, prefixOf } from './sha1.mjs';

const field = (name, word = 0) => wordAt('context', CONTEXT[name] + 4 * word);
const setField = (name, value, word = 0) => setWord('context', CONTEXT[name] + 4 * word, value);
const key = (name) => add('context', CONTEXT[name]);
const salted = (word) => or(and(word, field('keepMask')), field('salt'));

/** For keys of sixteen octets and of eight; each function of the pair is known to TypeScript and WebAssembly by its name. */
const bySize = (make) => ['Long', 'Short'].map((size) => make(size, size.toLowerCase()));
const dispatch = (...names) =>
  when(field('isShort'), ...['Short', 'Long'].map((size) => names.map((name) => perform(`${name}${size}`, 'context'))));

const keepPrefix = bySize((Size, size) =>
  define({ name: `keepPrefix${Size}`, parameters: ['context'], body: prefixOf(size) }),
);

const makeInterimKey = bySize((Size, size) =>
  define({ name: `makeInterimKey${Size}`, parameters: ['context'], body: newKey(size) }),
);

const scheduleKey = define({ name: 'scheduleKey', parameters: ['key'], body: keySchedule() });

/** The session key is the interim key, enciphered with itself; the box has been made from it already. */
const encipherKey = bySize((Size, size) =>
  define({
    name: `encipherKey${Size}`,
    parameters: ['context'],
    body: [
      set('i', FIRST_I),
      set('j', FIRST_J),
      [0, 1, 2, 3].map((word) => {
        if (size === 'short' && word >= 2) return setField('sessionKey', field('sessionKey', word - 2), word);
        const enciphered = xor(field('interimKey', word), 'o');
        return [streamKeyWord(word), setField('sessionKey', word === 0 ? salted(enciphered) : enciphered, word)];
      }),
    ],
  }),
);

const changeKey = define({
  name: 'changeKey',
  parameters: ['context'],
  exported: true,
  body: [
    dispatch('makeInterimKey'),
    perform('scheduleKey', key('interimKey')),
    dispatch('encipherKey'),
    setField('isStale', 1),
  ],
});

/** The initial session key: GetNewKeyFromSHA of start key and start key, salted, and not enciphered (RFC 3079 §2, §3). */
const prepare = define({
  name: 'prepare',
  parameters: ['context'],
  exported: true,
  body: [
    [0, 1, 2, 3].map((word) => setField('sessionKey', field('startKey', word), word)),
    dispatch('keepPrefix', 'makeInterimKey'),
    [0, 1, 2, 3].map((word) => setField('sessionKey', field('interimKey', word), word)),
    setField('sessionKey', salted(field('sessionKey'))),
    when(field('isShort'), [setField('sessionKey', field('sessionKey'), 2)]),
    setField('isStale', 1),
  ],
});

/** Goes on with the stream at `i` and `j`, and gives `j` back; `i` moves on by `length`. */
const stream = define({
  name: 'stream',
  parameters: ['at', 'length', 'i', 'j'],
  returns: 'j',
  body: applyStream(),
});

const applyStateless = define({
  name: 'applyStateless',
  parameters: ['context', 'at', 'length'],
  exported: true,
  body: [
    perform('changeKey', 'context'),
    perform('scheduleKey', key('sessionKey')),
    discard('stream', 'at', 'length', FIRST_I, FIRST_J),
  ],
});

const applyStateful = define({
  name: 'applyStateful',
  parameters: ['context', 'at', 'length'],
  exported: true,
  body: [
    when(
      below(0, field('isStale')),
      [
        perform('scheduleKey', key('sessionKey')),
        setField('isStale', 0),
        setField('i', FIRST_I),
        setField('j', FIRST_J),
      ],
      [loadBox('context', CONTEXT.box)],
    ),
    setField('j', and(call('stream', 'at', 'length', field('i'), field('j')), 255)),
    setField('i', and(add(field('i'), 'length'), 255)),
    saveBox('context', CONTEXT.box),
  ],
});

export const PROGRAM = [
  ...keepPrefix,
  ...makeInterimKey,
  scheduleKey,
  ...encipherKey,
  changeKey,
  prepare,
  stream,
  applyStateless,
  applyStateful,
];
