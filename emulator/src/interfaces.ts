import type { InterfaceName } from '@rtemu/config/interface-name';
import type { PpNumber } from '@rtemu/config/selection';
import type { LanPlace, Lans } from './lans.js';
import type { Pps } from './pps.js';

/** Where a configuration keeps the settings of an interface. */
export type InterfacePlace =
  | { readonly kind: 'lan'; readonly name: InterfaceName }
  | { readonly kind: 'pp'; readonly pp: PpNumber };

/** An interface of the stack, and the place of its settings. Callers of the anonymous PP share one place. */
export interface PlacedInterface {
  readonly place: InterfacePlace;
  /** Of the stack. */
  readonly number: number;
  /** Of the line behind it; a LAN always is. */
  readonly isConnected: boolean;
}

/** Every interface that stands for something in the configuration. Those of PPs come and go ({@link Pps.takeChange}). */
export class Interfaces {
  #all: readonly PlacedInterface[] = [];
  /** Of which LANs and PPs that is. */
  #places: readonly LanPlace[] | undefined;
  #version = -1;

  constructor(
    private readonly lans: Lans,
    private readonly pps: Pps,
  ) {}

  all(): readonly PlacedInterface[] {
    const { places } = this.lans;
    const { version } = this.pps;
    if (this.#places === places && this.#version === version) return this.#all;
    this.#places = places;
    this.#version = version;
    const lans = places.map(
      ({ name, number }): PlacedInterface => ({ place: { kind: 'lan', name }, number, isConnected: true }),
    );
    const pps = this.pps
      .all()
      .flatMap(({ number: pp, interface: number, isOnline: isConnected }): PlacedInterface[] =>
        number === undefined ? [] : [{ place: { kind: 'pp', pp }, number, isConnected }],
      );
    this.#all = [...lans, ...pps];
    return this.#all;
  }

  /** Of a LAN, a port of one or a VLAN; `undefined` for what does not exist now. */
  numberOfLan(name: InterfaceName): number | undefined {
    return this.lans.places.find((place) => place.name === name)?.number;
  }
}
