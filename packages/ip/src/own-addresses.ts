import { broadcastOf, type Ipv4Address, networkOf } from '@rtemu/wire/address';

export interface InterfaceAddress {
  readonly address: Ipv4Address;
  /** The number of ones in the network's mask. */
  readonly length: number;
}

export const FOREIGN = 0;
/** An address of one of our interfaces. */
export const OURS = 1;
/** The directed broadcast address of a connected network, or the network's own address, its old form (RFC 1122 §3.3.6). */
export const BROADCAST = 2;

export type AddressKind = typeof FOREIGN | typeof OURS | typeof BROADCAST;

const hash = (address: number): number => Math.imul(address ^ (address >>> 15), 0x9e3779b1);

/** Both forms of the broadcast address of a network; none in networks too small to have one (RFC 3021). */
export const broadcastsOf = ({ address, length }: InterfaceAddress): Ipv4Address[] =>
  length > 30 ? [] : [broadcastOf(address, length), networkOf(address, length)];

/** The only place, and a free one, of every table that was not built yet. */
const ONE_FREE = { address: new Int32Array(1), kind: new Uint8Array(1) } as const;

/**
 * Which addresses are ours, or a broadcast in a network of ours: asked twice for every packet. An open addressing table
 * that is built anew whenever an interface's addresses change.
 */
export class OwnAddresses {
  /** 0.0.0.0 marks a free place: no interface has it. */
  #address = ONE_FREE.address;
  #kind = ONE_FREE.kind;
  #shift = 32;

  /** The addresses that the table is yet to be built of; it is when somebody asks. */
  #pending: readonly InterfaceAddress[] | undefined;

  rebuild(addresses: readonly InterfaceAddress[]): void {
    this.#pending = addresses;
  }

  #build(addresses: readonly InterfaceAddress[]): void {
    this.#pending = undefined;
    const kinds = new Map<number, AddressKind>();
    for (const own of addresses) for (const broadcast of broadcastsOf(own)) kinds.set(broadcast | 0, BROADCAST);
    for (const { address } of addresses) kinds.set(address | 0, OURS); // last: what is ours is ours whatever else it is
    kinds.delete(0);
    const bits = Math.max(2, 33 - Math.clz32(kinds.size));
    this.#shift = 32 - bits;
    this.#address = new Int32Array(1 << bits);
    this.#kind = new Uint8Array(1 << bits);
    const last = (1 << bits) - 1;
    for (const [address, kind] of kinds) {
      let place = (hash(address) >>> this.#shift) & last;
      while (this.#address[place] !== 0) place = (place + 1) & last;
      this.#address[place] = address;
      this.#kind[place] = kind;
    }
  }

  /** @param address as a signed integer, the way `getInt32` reads it. */
  kindOf(address: number): AddressKind {
    if (this.#pending !== undefined) this.#build(this.#pending);
    const last = this.#address.length - 1;
    for (let place = (hash(address) >>> this.#shift) & last; ; place = (place + 1) & last) {
      const found = this.#address[place]!;
      if (found === 0) return FOREIGN;
      if (found === address) return this.#kind[place] as AddressKind;
    }
  }
}
