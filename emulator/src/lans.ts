import type { Block, Document } from '@rtemu/config/document';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { ipAddress, ipMtu, ipProxyArp, ipSecondaryAddress } from '@rtemu/config/settings/ip';
import { dividesNetwork, lanMtu, lanType, vlanIds, vlanPortMapping } from '@rtemu/config/settings/lan';
import type { Instant } from '@rtemu/engine/time';
import type { InterfaceAddress } from '@rtemu/ip/own-addresses';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import type { Machine } from '@rtemu/models/machine';
import type { Ipv4Address } from '@rtemu/wire/address';

/** An interface of a LAN: the whole, a part of its switching hub, a tagged VLAN. */
export interface LanPlace {
  /** Under which its settings are kept: `lan1`, `lan1.2`, `vlan2`, `lan1/3`. */
  readonly name: InterfaceName;
  /** Of the stack. */
  readonly number: number;
  /** The LAN that it is of. */
  readonly lan: InterfaceName;
}

interface Tagged extends LanPlace {
  readonly vid: number;
}

const TAGGED = /^(lan\d+)\/(\d+)$/;

type Global = Block<'global'>;

/** Which address of an interface. */
export type Which = 'primary' | 'secondary';

/**
 * The LAN interfaces of a router: their settings brought onto the stack, where card `i` is `lan(i+1)`. With
 * `port-based-option=divide-network` the hub of a LAN falls into as many interfaces as it has ports, the first of which goes
 * on in place of the LAN (manual 4.50); tags make interfaces of one cable (manual 38.1).
 */
export class Lans {
  /** The whole ones. */
  readonly names: readonly InterfaceName[];
  #places: readonly LanPlace[];
  /** The interfaces of divided hubs behind the first, by LAN. */
  readonly #parts = new Map<InterfaceName, readonly number[]>();
  #tagged: readonly Tagged[] = [];
  /** What DHCP servers gave, by the name of the interface. */
  readonly #learnt = new Map<InterfaceName, Readonly<Partial<Record<Which, InterfaceAddress>>>>();
  #global: Global | undefined;
  #changed = false;

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly machine: Machine,
  ) {
    this.names = machine.lans;
    this.#places = this.names.map((name, number) => ({ name, number, lan: name }));
  }

  /** Every interface of every LAN. */
  get places(): readonly LanPlace[] {
    return this.#places;
  }

  /** Whether interfaces came, went or got other names since this was asked last. */
  takeChange(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  reconfigure(now: Instant, { global }: Document): void {
    this.#global = global;
    for (const [number, lan] of this.names.entries()) this.#divide(now, global, lan, number);
    this.#tag(now, global);
    this.#name(global);
    for (const { name, number, lan } of this.#places) {
      this.#setAddresses(now, number, this.#addressesOf(global, name));
      const link = lanMtu(global.getAt(lanType, { interface: lan }));
      const own = global.effectiveAt(ipMtu, name);
      const isSet = global.getAt(ipMtu, name) !== undefined;
      this.stack.setMtu(number, link === undefined ? own : isSet ? Math.min(own, link) : link);
      this.stack.setProxyArp(number, global.effectiveAt(ipProxyArp, name));
    }
  }

  /** What stands in the place of `dhcp` from now on; `undefined` for nothing. */
  setLearnt(now: Instant, name: InterfaceName, which: Which, address: InterfaceAddress | undefined): void {
    const { [which]: _, ...rest } = this.#learnt.get(name) ?? {};
    this.#learnt.set(name, address === undefined ? rest : { ...rest, [which]: address });
    const place = this.#places.find((each) => each.name === name);
    if (place !== undefined && this.#global !== undefined)
      this.#setAddresses(now, place.number, this.#addressesOf(this.#global, name));
  }

  /** The interface of the stack that a port of a hub belongs to; `port` 0 is a cable to the LAN, whichever port it takes. */
  interfaceOf(lan: InterfaceName, port: number): number | undefined {
    const whole = this.names.indexOf(lan);
    const parts = this.#parts.get(lan);
    if (parts === undefined) return whole;
    const mapped = this.#global?.getAt(vlanPortMapping, `${lan}.${port || 1}`);
    const part = mapped === undefined ? port || 1 : Number(mapped.slice('vlan'.length));
    return part === 1 ? whole : parts[part - 2];
  }

  /** What an unnumbered interface goes by: the primary address of the first LAN that has one. */
  borrowed(): Ipv4Address | undefined {
    for (const { number } of this.#places) {
      const [primary] = this.stack.interface(number).addresses;
      if (primary) return primary.address;
    }
    return undefined;
  }

  /** Makes interfaces of the ports of a hub, or one of all of them again. */
  #divide(now: Instant, global: Global, lan: InterfaceName, number: number): void {
    const ports = this.machine.hubPorts[lan] ?? 0;
    const isDivided = ports > 1 && dividesNetwork(global.getAt(lanType, { interface: lan }));
    const parts = this.#parts.get(lan);
    if (isDivided && parts === undefined) {
      const { mac } = this.stack.interface(number); // all have the address of the whole (manual 4.50)
      const made = Array.from({ length: ports - 1 }, (_, i) => this.stack.addEthernet(`LAN.${i + 2}`, mac));
      this.#parts.set(lan, made);
    } else if (!isDivided && parts !== undefined) {
      for (const part of parts) this.stack.removeInterface(now, part);
      this.#parts.delete(lan);
    }
  }

  /** Makes interfaces of tags. A LAN that is divided has none, nor has one whose tags say the same id twice. */
  #tag(now: Instant, global: Global): void {
    const wanted = global.entries(vlanIds).flatMap(({ key: name, value: { vid } }) => {
      const lan = TAGGED.exec(name)?.[1];
      return lan === undefined || !this.names.includes(lan) || this.#parts.has(lan) ? [] : [{ name, lan, vid }];
    });
    const kept = this.#tagged.filter((old) => wanted.some(({ name, vid }) => name === old.name && vid === old.vid));
    for (const old of this.#tagged) if (!kept.includes(old)) this.stack.removeInterface(now, old.number);
    this.#tagged = wanted.flatMap(({ name, lan, vid }): Tagged[] => {
      const known = kept.find((old) => old.name === name);
      if (known !== undefined) return [known];
      const card = this.names.indexOf(lan);
      const isTaken = this.stack.interface(card).vlans?.has(vid) ?? false;
      return isTaken ? [] : [{ name, lan, vid, number: this.stack.addVlan(name.toUpperCase(), card, vid) }];
    });
  }

  #name(global: Global): void {
    const places = [
      ...this.names.flatMap((lan, number): LanPlace[] => {
        const parts = this.#parts.get(lan);
        if (parts === undefined) return [{ name: lan, number, lan }];
        return [number, ...parts].map((each, i) => ({ name: partName(global, lan, i + 1), number: each, lan }));
      }),
      ...this.#tagged.map(({ name, number, lan }) => ({ name, number, lan })),
    ];
    const same =
      places.length === this.#places.length &&
      places.every(({ name, number }, i) => name === this.#places[i]!.name && number === this.#places[i]!.number);
    if (same) return;
    for (const { name, number } of places) this.stack.rename(number, name.toUpperCase());
    this.#places = places;
    this.#changed = true;
  }

  #addressesOf(global: Global, name: InterfaceName): readonly InterfaceAddress[] {
    const learnt = this.#learnt.get(name);
    const primary = global.getAt(ipAddress, name);
    const secondary = global.getAt(ipSecondaryAddress, name);
    return [
      primary === 'dhcp' ? learnt?.primary : primary,
      secondary === 'dhcp' ? learnt?.secondary : secondary,
    ].filter((address) => address !== undefined);
  }

  /** An address that stays is not announced anew. */
  #setAddresses(now: Instant, number: number, addresses: readonly InterfaceAddress[]): void {
    const old = this.stack.interface(number).addresses;
    const same =
      old.length === addresses.length &&
      old.every(({ address, length }, i) => address === addresses[i]!.address && length === addresses[i]!.length);
    if (!same) this.stack.setAddresses(now, number, addresses);
  }
}

/**
 * The two ways to divide a LAN name the same parts differently: `lan1.2` by the port, `vlan2` by the VLAN that ports are put
 * into. The one under which an address is set is meant; what is said of `lan1` is said of its first part.
 */
function partName(global: Global, lan: InterfaceName, part: number): InterfaceName {
  const names = [`vlan${part}`, `${lan}.${part}`, ...(part === 1 ? [lan] : [])];
  const hasAddress = (name: InterfaceName): boolean =>
    global.getAt(ipAddress, name) !== undefined || global.getAt(ipSecondaryAddress, name) !== undefined;
  return names.find(hasAddress) ?? `${lan}.${part}`;
}
