import { Random } from '@rtemu/engine/random';
import type { MacAddress } from '@rtemu/wire/address';

/** Yamaha's older block of addresses (IEEE OUI). */
const OUI = 0x00a0de;

/** The addresses of a router's cards, in a row, made of its name: the same in every run. */
export function macAddressesOf(name: string, count: number): MacAddress[] {
  const first = OUI * 0x100_0000 + new Random(0).fork(name).below(0xffff) * 0x100;
  return Array.from({ length: count }, (_, i) => (first + i + 1) as MacAddress);
}
