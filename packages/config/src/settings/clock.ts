/**
 * Manual 4.18, 4.19 and chapter 41: other clocks. The router's own zone is among the settings of the system.
 * @module
 */
import type { AddressRange, Ipv4Address } from '../address.js';
import type { InterfaceName } from '../interface-name.js';
import { inGlobal } from '../setting.js';

/** Unset: the routes choose. */
export const ntpLocalAddress = inGlobal.optional<Ipv4Address>('ntp local address', 'clock');
export const ntpBackwardCompatibility = inGlobal.optional<'accept-stratum-0'>('ntp backward-compatibility', 'clock');

export const sntpService = inGlobal.initially<boolean>('sntpd service', 'clock', true);
/** Who may ask for the time; `lan`: the hosts of every LAN. */
export type SntpHosts = 'any' | 'none' | 'lan' | readonly (AddressRange | InterfaceName)[];
export const sntpHosts = inGlobal.initially<SntpHosts>('sntpd host', 'clock', 'lan');
