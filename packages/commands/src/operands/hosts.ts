import { addressOrRange } from './address.js';
import { either, many } from './combine.js';
import { anyInterface } from './place.js';
import { word } from './word.js';

/** Who may come in by a service: words, or addresses and interfaces. */
export const hosts = either(word('any', 'none', 'lan'), many(either(addressOrRange, anyInterface)));
