/**
 * Manual 4.47 to 4.50 and chapter 38: LAN ports, and how one LAN becomes several.
 * @module
 */
import { compareInterfaces, type InterfaceName } from '../interface-name.js';
import { inGlobal } from '../setting.js';

const byInterface = { order: compareInterfaces };

/** The ports of a switching hub that are shut; none named: the whole interface. */
export const lanShutdown = inGlobal.keyed<InterfaceName, readonly number[]>('lan shutdown', 'interface', byInterface);

interface LanKey {
  readonly interface: InterfaceName;
}

/** Speeds and options as they are written: `auto port-based-option=divide-network`. */
export const lanType = inGlobal.keyed<LanKey, string>('lan type', 'interface', {
  keyText: (key) => key.interface,
  order: (a, b) => compareInterfaces(a.interface, b.interface),
});

const optionOf = (type: string | undefined, name: string): string | undefined =>
  type
    ?.split(' ')
    .find((word) => word.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Whether the ports of the hub are interfaces of their own. RTX1000 and its kin name the chip. */
export const dividesNetwork = (type: string | undefined): boolean =>
  (optionOf(type, 'port-based-option') ?? optionOf(type, 'port-based-ks8995m')) === 'divide-network';

/** The longest packet of the interface, where one is written. */
export function lanMtu(type: string | undefined): number | undefined {
  const mtu = optionOf(type, 'mtu');
  return mtu === undefined ? undefined : Number(mtu);
}

/** Of `lan1/1` and the like. */
export interface VlanId {
  /** 2 to 4094. */
  readonly vid: number;
  readonly name: string | undefined;
}
export const vlanIds = inGlobal.keyed<InterfaceName, VlanId>('vlan <interface> 802.1q', 'interface', byInterface);

/** To which VLAN interface a port of the hub belongs; unset: `lan1.3` to `vlan3`. */
export const vlanPortMapping = inGlobal.keyed<InterfaceName, InterfaceName>(
  'vlan port mapping',
  'interface',
  byInterface,
);
