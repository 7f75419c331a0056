import { Random } from '@rtemu/engine/random';
import type { MacAddress } from '@rtemu/wire/address';

/** A locally administered address (IEEE 802-2014 §8.2.2) for the card of that name: the same in every run. */
export const madeUpMac = (name: string): MacAddress =>
  (0x02_00_00_00_00_00 + new Random(0).fork(name).u32()) as MacAddress;
