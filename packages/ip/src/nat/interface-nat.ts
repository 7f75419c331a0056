/**
 * The NAT descriptors of one interface, in the order in which they are applied (manual 23.2): the first that has to do with
 * a packet translates it. Those behind `reverse` work the other way round, on the other address of the packet, and besides.
 * @module
 */
import type { Arena, Slot } from '@rtemu/engine/arena';
import { type Instant, NEVER } from '@rtemu/engine/time';
import { AT } from '@rtemu/wire/ipv4';
import type { Interface, Translator } from '../interface.js';
import type { InterfaceAddress } from '../own-addresses.js';
import { DROPPED, type NatDescriptor, REFUSED, TRANSLATED, UNTOUCHED } from './nat-descriptor.js';

/** The outer addresses of a descriptor as they are now, signed, from those of its interface. */
export type Outers = (addresses: readonly InterfaceAddress[]) => readonly number[];

export interface Applied {
  readonly descriptor: NatDescriptor;
  readonly outers: Outers;
  readonly reverse: boolean;
}

export class InterfaceNat implements Translator {
  /** Whether what was dropped last is to be answered by a RST. */
  refuses = false;
  readonly #forward: readonly NatDescriptor[];
  readonly #reverse: readonly NatDescriptor[];
  /** Those of the interface that the outer addresses were made from. */
  #addresses: readonly InterfaceAddress[] | undefined;

  constructor(
    private readonly arena: Arena,
    private readonly on: Interface,
    readonly applied: readonly Applied[],
  ) {
    this.#forward = applied.filter(({ reverse }) => !reverse).map(({ descriptor }) => descriptor);
    this.#reverse = applied.filter(({ reverse }) => reverse).map(({ descriptor }) => descriptor);
  }

  get removesDontFragment(): boolean {
    return this.#forward.some(({ options }) => options.type !== 'nat' && options.removesDontFragment);
  }

  outward(now: Instant, slot: Slot): boolean {
    this.followAddresses();
    this.refuses = false;
    for (const descriptor of this.#forward) {
      const became = descriptor.translateSource(now, slot);
      if (became === UNTOUCHED) continue;
      if (became !== TRANSLATED) return false;
      break;
    }
    for (const descriptor of this.#reverse) {
      const became = descriptor.translateDestination(now, slot);
      if (became === UNTOUCHED) continue;
      if (became !== TRANSLATED) return false;
      break;
    }
    return true;
  }

  inward(now: Instant, slot: Slot): boolean {
    this.followAddresses();
    let refusal: typeof UNTOUCHED | typeof DROPPED | typeof REFUSED = UNTOUCHED;
    for (const descriptor of this.#forward) {
      const became = descriptor.translateDestination(now, slot);
      if (became === TRANSLATED) {
        refusal = UNTOUCHED;
        break;
      }
      // Another descriptor may know it; if none does, the first that answers for its address decides.
      if (refusal === UNTOUCHED) refusal = became;
    }
    this.refuses = refusal === REFUSED;
    if (refusal !== UNTOUCHED) return false;
    for (const descriptor of this.#reverse) {
      const became = descriptor.translateSource(now, slot);
      if (became === UNTOUCHED) continue;
      if (became !== TRANSLATED) return false;
      break;
    }
    return true;
  }

  /**
   * A packet from inside to an outer address of ours: it goes out and comes in again on the spot, where a descriptor with
   * `hairpin=on` answers for the address. @returns whether it goes on
   */
  turn(now: Instant, slot: Slot): boolean {
    this.followAddresses();
    const destination = this.arena.view.getInt32(this.arena.start[slot]! + AT.destination);
    const descriptor = this.#forward.find(({ options, maker }) => options.hairpin && maker.isOuter(destination));
    if (descriptor === undefined) return true;
    const out = descriptor.translateSource(now, slot);
    if (out === DROPPED || out === REFUSED) return false;
    return descriptor.translateDestination(now, slot) !== DROPPED;
  }

  get hasHairpin(): boolean {
    return this.#forward.some(({ options }) => options.hairpin);
  }

  /** Addresses beside the interface's own that ARP is answered for (manual 23.2). @param address signed or unsigned */
  answersFor(address: number): boolean {
    this.followAddresses();
    return this.#forward.some(({ maker }) => maker.isOuter(address | 0));
  }

  handleTimeout(now: Instant): void {
    for (const { descriptor } of this.applied)
      if (descriptor.maker.deadline <= now) descriptor.maker.handleTimeout(now);
  }

  /** Lower after a packet, if it began something. */
  get deadline(): Instant {
    let next = NEVER;
    for (const { descriptor } of this.applied) if (descriptor.maker.deadline < next) next = descriptor.maker.deadline;
    return next;
  }

  /** Outer addresses that come from the interface's own follow those. With every packet, and before somebody looks. */
  followAddresses(): void {
    if (this.on.addresses === this.#addresses) return;
    this.#addresses = this.on.addresses;
    for (const { descriptor, outers } of this.applied) descriptor.maker.setOuters(outers(this.on.addresses));
  }
}
