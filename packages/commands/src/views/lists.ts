/**
 * Views that are a list and no more: ARP, log.
 * @module
 */
import { printIpv4, printMac } from '@rtemu/config/address';
import type { InterfaceName } from '@rtemu/config/interface-name';
import { printDateTime } from '../header.js';
import type { Language } from '../messages.js';
import type { ArpStatus, LogStatus } from '../status.js';

// The Japanese head was seen on an RTX1210; the English one is ours.
const ARP_HEAD: Readonly<Record<Language, string>> = {
  ja: 'インタフェース IPアドレス        MACアドレス       TTL(秒)',
  en: 'Interface      IP address        MAC address       TTL(sec)',
};

/** Manual 58.1. `only`: entries of one interface. */
export function arpLines(
  entries: readonly ArpStatus[],
  only: InterfaceName | undefined,
  language: Language,
): readonly string[] {
  const shown = entries.filter(
    ({ interface: name }) => only === undefined || name.toLowerCase().replace(/\(.*/, '') === only,
  );
  return [
    ARP_HEAD[language],
    ...shown.map(
      ({ interface: name, address, mac, ttlSeconds }) =>
        name.padEnd(15) + printIpv4(address).padEnd(18) + printMac(mac).padEnd(18) + ttlSeconds,
    ),
  ];
}

/** Manual 59.1. */
export function logLines(lines: readonly LogStatus[], reverse: boolean): readonly string[] {
  const printed = lines.map(({ at, text }) => `${printDateTime(at)}: ${text}`);
  return reverse ? printed.reverse() : printed;
}
