import { after, type Instant, seconds } from '@rtemu/engine/time';
import { LIFETIME_SECONDS, LIMIT } from './nat-options.js';

/** What {@link FragmentTracks.find} answers when the first fragment has not been seen: no address that a host has. */
export const NO_TRACK = 0;

/** Places that a packet may have: it takes the one that is free or oldest. */
const WAYS = 4;
const SETS = LIMIT.fragmentedPackets / WAYS;

/**
 * What was written into the first fragment of a packet, for those that follow: they have an identification, but no ports.
 * A table of fixed size without any search; where all places are taken, the oldest packet is forgotten.
 */
export class FragmentTracks {
  readonly #source = new Int32Array(LIMIT.fragmentedPackets);
  readonly #destination = new Int32Array(LIMIT.fragmentedPackets);
  readonly #rest = new Int32Array(LIMIT.fragmentedPackets);
  readonly #address = new Int32Array(LIMIT.fragmentedPackets);
  readonly #expires = new Float64Array(LIMIT.fragmentedPackets);

  /** @param address what the following ones get in the place of theirs */
  remember(now: Instant, source: number, destination: number, rest: number, address: number): void {
    const set = setOf(source, destination, rest);
    let chosen = set;
    for (let place = set; place < set + WAYS; place++) {
      if (this.#is(place, source, destination, rest)) {
        chosen = place;
        break;
      }
      if (this.#expires[place]! < this.#expires[chosen]!) chosen = place;
    }
    this.#source[chosen] = source;
    this.#destination[chosen] = destination;
    this.#rest[chosen] = rest;
    this.#address[chosen] = address;
    this.#expires[chosen] = after(now, seconds(LIFETIME_SECONDS.fragments));
  }

  /** @param rest protocol and identification in one word */
  find(now: Instant, source: number, destination: number, rest: number): number {
    const set = setOf(source, destination, rest);
    for (let place = set; place < set + WAYS; place++)
      if (this.#is(place, source, destination, rest) && this.#expires[place]! > now) return this.#address[place]!;
    return NO_TRACK;
  }

  #is(place: number, source: number, destination: number, rest: number): boolean {
    return this.#rest[place] === rest && this.#source[place] === source && this.#destination[place] === destination;
  }
}

function setOf(source: number, destination: number, rest: number): number {
  const mixed = Math.imul(Math.imul(source, 0x9e3779b1) ^ destination ^ Math.imul(rest, 0x85ebca6b), 0xc2b2ae35);
  return ((mixed >>> 16) % SETS) * WAYS;
}
