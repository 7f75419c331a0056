/**
 * The interfaces of a machine, and what follows from them: which addresses are ours, and the implicit routes to the
 * networks that they are in.
 * @module
 */
import { invariant } from '@rtemu/engine/invariant';
import { type Ipv4Address, type MacAddress, maskOf, networkOf } from '@rtemu/wire/address';
import { MTU_MIN } from '@rtemu/wire/ipv4';
import { Interface } from './interface.js';
import { type InterfaceAddress, OwnAddresses } from './own-addresses.js';
import { PREFERENCE, RouteTable } from './route-table.js';

const NO_MAC = 0 as MacAddress;

export class InterfaceTable {
  readonly byNumber: (Interface | undefined)[] = [];
  readonly own = new OwnAddresses();
  readonly routes = new RouteTable();
  /** Of implicit routes that are made from now on (manual 8.1.33). */
  implicitPreference: number = PREFERENCE;

  /** @throws InvariantError when there is no such interface. */
  get(number: number): Interface {
    const found = this.byNumber[number];
    invariant(found !== undefined, 'an interface that exists');
    return found;
  }

  /** Takes the lowest free number. */
  add(name: string, kind: Interface['kind'], mac: MacAddress = NO_MAC): Interface {
    const free = this.byNumber.indexOf(undefined);
    const number = free < 0 ? this.byNumber.length : free;
    return (this.byNumber[number] = new Interface(number, name, kind, mac));
  }

  /**
   * A tagged VLAN of a card: what it sends bears the tag, and what comes to the card with that tag is its own.
   * @throws InvariantError when the card has a VLAN of that id
   */
  addVlan(name: string, cardNumber: number, vid: number): Interface {
    const card = this.get(cardNumber);
    invariant(card.card === card && !card.vlans?.has(vid), 'one VLAN of an id on a card');
    const free = this.byNumber.indexOf(undefined);
    const number = free < 0 ? this.byNumber.length : free;
    const own = new Interface(number, name, 'ethernet', card.mac, card, vid);
    this.byNumber[number] = own;
    card.vlans ??= new Map();
    card.vlans.set(vid, own);
    return own;
  }

  /** Takes the routes over it along. */
  remove(number: number): void {
    const own = this.get(number);
    invariant(own.vlans === undefined, 'VLANs go before their card');
    if (own.card !== own) {
      own.card.vlans?.delete(own.vid);
      if (own.card.vlans?.size === 0) own.card.vlans = undefined;
    }
    this.routes.removeInterface(number);
    this.routes.setInterfaceUp(number, false);
    this.byNumber[number] = undefined;
    this.#rebuild();
  }

  setUp(number: number, up: boolean): void {
    this.get(number).up = up;
    this.routes.setInterfaceUp(number, up);
  }

  setMtu(number: number, octets: number): void {
    invariant(octets >= MTU_MIN, 'a link carries 68 octets');
    this.get(number).mtu = octets;
  }

  /**
   * Puts the addresses in the place of those before. Each brings the implicit route to its network; the peer of a
   * point-to-point link, which is learnt and not configured, brings a temporary one to itself.
   */
  setAddresses(number: number, addresses: readonly InterfaceAddress[], peer: Ipv4Address | undefined): void {
    const own = this.get(number);
    this.routes.removeInterface(number, ['implicit']);
    if (own.peer !== undefined) this.routes.remove(peerRoute(number, own.peer));
    own.addresses = addresses;
    own.peer = peer;
    for (const { address, length } of addresses) {
      const prefix = { address: networkOf(address, length), length };
      const preference = this.implicitPreference;
      this.routes.add({ prefix, interface: number, kind: 'implicit', local: address, preference });
    }
    if (peer !== undefined) this.routes.add(peerRoute(number, peer));
    this.#rebuild();
  }

  /**
   * The address that what we send over an interface bears: the one in the neighbour's network, else the primary one,
   * and on an unnumbered interface the primary address of the first interface that has one (RFC 1812 §2.2.7).
   */
  sourceOn(to: Interface, neighbour: number): Ipv4Address | undefined {
    const near = to.addresses.find(({ address, length }) => ((address ^ neighbour) & maskOf(length)) === 0);
    const lender = to.addresses.length > 0 ? to : this.byNumber.find((other) => other && other.addresses.length > 0);
    return (near ?? lender?.addresses[0])?.address;
  }

  #rebuild(): void {
    this.own.rebuild(this.byNumber.flatMap((each) => each?.addresses ?? []));
  }
}

const peerRoute = (number: number, peer: Ipv4Address) =>
  ({ prefix: { address: peer, length: 32 }, interface: number, kind: 'temporary' }) as const;
