import { gate } from '@rtemu/models/gate';
import type { Atom } from '../operand.js';
import { number, TIME_MAX } from './number.js';

/** Models whose NAT descriptors have numbers of ten digits. */
const LONG_DESCRIPTORS = gate('current rev10 nvr');

/** A number of a NAT descriptor. */
export const natDescriptor: Atom<number> = number(1, (machine) =>
  machine.allows(LONG_DESCRIPTORS).open ? 2_147_483_647 : TIME_MAX,
);
