import { type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import { LIMIT } from './limits.js';

export interface ArpEntry {
  /** The interface's number. */
  readonly interface: number;
  readonly address: Ipv4Address;
  readonly mac: MacAddress;
  /** When the neighbour is asked again; `NEVER` for a permanent entry. */
  readonly expires: Instant;
  readonly permanent: boolean;
}

/** What {@link ArpCache.find} answers when the neighbour is not known. */
export const NO_ENTRY = -1;

const FREE = 0;
const DYNAMIC = 1;
const PERMANENT = 2;

/** Places from the first entry on; the table doubles whenever it is half full. */
const PLACES_MIN = 16;

/** The only place, and a free one, of every table in which nobody was entered yet. */
const ONE_FREE = {
  state: new Uint8Array(1),
  halves: new Uint16Array(1),
  numbers: new Int32Array(1),
  instants: new Float64Array(1),
} as const;

const hash = (number: number, address: number): number =>
  Math.imul(address ^ (address >>> 16) ^ (number << 10), 0x9e3779b1);

/**
 * Which MAC address a neighbour has. The forwarding path asks by interface and address and is answered with a place in
 * an open addressing table, from where the octets go straight into a header: no 48-bit number is made, nothing allocated.
 *
 * At its limit a new entry takes the place of the dynamic one that would expire first.
 */
export class ArpCache {
  #state = ONE_FREE.state;
  #interface = ONE_FREE.numbers;
  #address = ONE_FREE.numbers;
  #macHigh = ONE_FREE.halves;
  #macLow = ONE_FREE.numbers;
  #expires = ONE_FREE.instants;
  #shift = 28;
  #count = 0;
  /** No entry expires earlier; one that was to may have been renewed since. */
  #nextExpiry: Instant = NEVER;

  get size(): number {
    return this.#count;
  }

  /** The place of an entry until the next change; {@link NO_ENTRY} when there is none. @param address signed. */
  find(number: number, address: number): number {
    const last = this.#state.length - 1;
    for (let place = (hash(number, address) >>> this.#shift) & last; ; place = (place + 1) & last) {
      if (this.#state[place] === FREE) return NO_ENTRY;
      if (this.#address[place] === address && this.#interface[place] === number) return place;
    }
  }

  /** Writes the MAC address of the entry at a place. */
  writeMacAt(place: number, view: DataView, at: number): void {
    view.setUint16(at, this.#macHigh[place]!);
    view.setInt32(at + 2, this.#macLow[place]!);
  }

  macOf(place: number): MacAddress {
    return (this.#macHigh[place]! * 0x1_0000_0000 + (this.#macLow[place]! >>> 0)) as MacAddress;
  }

  isPermanent(place: number): boolean {
    return this.#state[place] === PERMANENT;
  }

  /** Enters or renews. @param expires `NEVER` makes the entry permanent; a permanent one yields only to another. */
  set(number: number, address: number, mac: MacAddress, expires: Instant): void {
    let place = this.find(number, address);
    if (place === NO_ENTRY) {
      if (this.#count >= LIMIT.arpEntries) this.#evict();
      if ((this.#count + 1) * 2 > this.#state.length) this.#grow();
      place = this.#freePlaceFor(number, address);
      this.#count++;
    } else if (this.#state[place] === PERMANENT && expires !== NEVER) return;
    this.#state[place] = expires === NEVER ? PERMANENT : DYNAMIC;
    this.#interface[place] = number;
    this.#address[place] = address;
    this.#macHigh[place] = Math.floor(mac / 0x1_0000_0000);
    this.#macLow[place] = mac;
    this.#expires[place] = expires;
    if (expires < this.#nextExpiry) this.#nextExpiry = expires;
  }

  remove(number: number, address: number): void {
    const place = this.find(number, address);
    if (place !== NO_ENTRY) this.#removeAt(place);
  }

  /** Removes the dynamic entries: of one interface, or all. */
  clear(number?: number): void {
    for (const entry of this.entries())
      if (!entry.permanent && (number === undefined || entry.interface === number))
        this.remove(entry.interface, entry.address | 0);
  }

  /** Removes all entries of an interface, permanent ones too. */
  removeInterface(number: number): void {
    for (const entry of this.entries()) if (entry.interface === number) this.remove(number, entry.address | 0);
  }

  /** By interface, then by address. */
  entries(): ArpEntry[] {
    const entries: ArpEntry[] = [];
    for (let place = 0; place < this.#state.length; place++)
      if (this.#state[place] !== FREE) entries.push(this.#entryAt(place));
    return entries.sort((a, b) => a.interface - b.interface || a.address - b.address);
  }

  nextExpiry(): Instant {
    return this.#nextExpiry;
  }

  /** The entries that have expired, each given until `again`: in the meantime they are good, and come back then. */
  takeExpired(now: Instant, again: Instant): ArpEntry[] {
    const expired: ArpEntry[] = [];
    this.#nextExpiry = NEVER;
    for (let place = 0; place < this.#state.length; place++) {
      if (this.#state[place] === FREE) continue;
      if (this.#expires[place]! <= now) {
        expired.push(this.#entryAt(place));
        this.#expires[place] = again;
      }
      if (this.#expires[place]! < this.#nextExpiry) this.#nextExpiry = this.#expires[place] as Instant;
    }
    return expired;
  }

  #entryAt(place: number): ArpEntry {
    return {
      interface: this.#interface[place]!,
      address: (this.#address[place]! >>> 0) as Ipv4Address,
      mac: this.macOf(place),
      expires: this.#expires[place] as Instant,
      permanent: this.#state[place] === PERMANENT,
    };
  }

  #freePlaceFor(number: number, address: number): number {
    const last = this.#state.length - 1;
    let place = (hash(number, address) >>> this.#shift) & last;
    while (this.#state[place] !== FREE) place = (place + 1) & last;
    return place;
  }

  #evict(): void {
    let first = NO_ENTRY;
    for (let place = 0; place < this.#state.length; place++)
      if (this.#state[place] === DYNAMIC && (first === NO_ENTRY || this.#expires[place]! < this.#expires[first]!))
        first = place;
    if (first !== NO_ENTRY) this.#removeAt(first); // all permanent: an operator may enter more than the limit
  }

  /** Closes the gap, so that no search ends at it too early. */
  #removeAt(place: number): void {
    const last = this.#state.length - 1;
    let gap = place;
    for (let next = (gap + 1) & last; this.#state[next] !== FREE; next = (next + 1) & last) {
      const home = (hash(this.#interface[next]!, this.#address[next]!) >>> this.#shift) & last;
      if (((next - home) & last) < ((next - gap) & last)) continue; // its search does not cross the gap
      this.#move(next, gap);
      gap = next;
    }
    this.#state[gap] = FREE;
    this.#count--;
  }

  #move(from: number, to: number): void {
    this.#state[to] = this.#state[from]!;
    this.#interface[to] = this.#interface[from]!;
    this.#address[to] = this.#address[from]!;
    this.#macHigh[to] = this.#macHigh[from]!;
    this.#macLow[to] = this.#macLow[from]!;
    this.#expires[to] = this.#expires[from]!;
  }

  #grow(): void {
    const entries = this.entries();
    const places = Math.max(PLACES_MIN, this.#state.length * 2);
    this.#state = new Uint8Array(places);
    this.#interface = new Int32Array(places);
    this.#address = new Int32Array(places);
    this.#macHigh = new Uint16Array(places);
    this.#macLow = new Int32Array(places);
    this.#expires = new Float64Array(places);
    this.#shift = Math.clz32(places - 1);
    this.#count = 0;
    for (const { interface: number, address, mac, expires } of entries) this.set(number, address | 0, mac, expires);
  }
}
