/**
 * Manual sections 8.1.29 to 8.1.31, 8.1.33 and 8.1.36: neighbours, fragments, and the routes to our own networks.
 * @module
 */
import type { Ipv4Address, MacAddress } from '../address.js';
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { inGlobal } from '../setting.js';

export interface ArpTimer {
  readonly seconds: number;
  /** 4 when not said. */
  readonly retries: number | undefined;
}

export const arpTimer = inGlobal.initially<ArpTimer>('ip arp timer', 'arp', { seconds: 1200, retries: 4 });

export interface ArpPlace {
  readonly interface: InterfaceName;
  readonly address: Ipv4Address;
}

export interface StaticArp {
  readonly mac: MacAddress;
  /** `interface`, `discovery`, or octets, as it was written. */
  readonly mtu: string | undefined;
}

export const arpStatic = inGlobal.keyed<ArpPlace, StaticArp>('ip <interface> arp static', 'arp', {
  keyText: (key) => `${key.interface} ${key.address}`,
  order: (a, b) => compareInterfaces(a.interface, b.interface) || a.address - b.address,
});

export const arpQueueLength = inGlobal.keyedInitially<InterfaceName, number>(
  'ip <interface> arp queue length',
  'arp',
  200,
  { order: compareInterfaces },
);

export const reassemblyHoldTime = inGlobal.initially<number>('ip reassembly hold-time', 'arp', 15);

/** Of routes that come to be from then on. */
export const implicitPreference = inGlobal.initially<number>('ip implicit-route preference', 'interface', 10_000);
