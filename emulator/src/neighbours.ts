import type { Document } from '@rtemu/config/document';
import { arpQueueLength, arpStatic, arpTimer, reassemblyHoldTime } from '@rtemu/config/settings/arp';
import { seconds } from '@rtemu/engine/time';
import { ARP_RETRIES } from '@rtemu/ip/limits';
import type { Ipv4Stack } from '@rtemu/ip/stack';
import { type Machine, WITH_HOLD_TIME } from '@rtemu/models/machine';
import type { Ipv4Address, MacAddress } from '@rtemu/wire/address';
import type { Interfaces } from './interfaces.js';

interface Permanent {
  readonly number: number;
  readonly address: Ipv4Address;
  readonly mac: MacAddress;
}

/** `ip arp`, `ip ... arp` and `ip reassembly`: how neighbours are found, and what waits for whom. */
export class Neighbours {
  readonly #hasHoldTime: boolean;
  #permanent: readonly Permanent[] = [];

  constructor(
    private readonly stack: Ipv4Stack,
    private readonly interfaces: Interfaces,
    machine: Machine,
  ) {
    this.#hasHoldTime = machine.allows(WITH_HOLD_TIME).open;
  }

  reconfigure(document: Document): void {
    const { global } = document;
    const timer = global.effective(arpTimer);
    this.stack.setArpTimer(seconds(timer.seconds), timer.retries ?? ARP_RETRIES);
    if (this.#hasHoldTime) this.stack.reassembly.setHoldTime(seconds(global.effective(reassemblyHoldTime)));
    this.follow(document);
  }

  /** To be called when interfaces came or went. */
  follow({ global }: Document): void {
    const { arp } = this.stack;
    for (const { place, number } of this.interfaces.all())
      if (place.kind === 'lan') this.stack.setArpQueueLength(number, global.effectiveAt(arpQueueLength, place.name));
    const wanted = global.entries(arpStatic).flatMap(({ key, value: { mac } }): Permanent[] => {
      const number = this.interfaces.numberOfLan(key.interface);
      return number === undefined ? [] : [{ number, address: key.address, mac }];
    });
    for (const old of this.#permanent)
      if (!wanted.some(({ number, address }) => number === old.number && address === old.address))
        arp.removePermanent(old.number, old.address);
    for (const { number, address, mac } of wanted) arp.setPermanent(number, address, mac);
    this.#permanent = wanted;
  }
}
