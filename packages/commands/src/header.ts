/**
 * What stands over a configuration, and what a session is greeted with.
 * @module
 */
import { type MacAddress, printMac } from '@rtemu/config/address';
import type { Machine } from '@rtemu/models/machine';
import type { CivilTime, Identity } from './status.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const two = (value: number): string => String(value).padStart(2, '0');

/** `Jan 1 09:21:26 1980`: unlike a firmware date, the day is not padded. */
export const printReportingDate = ({ year, month, day, hour, minute, second }: CivilTime): string =>
  `${MONTHS[month - 1]} ${day} ${two(hour)}:${two(minute)}:${two(second)} ${year}`;

/** `2020/01/06 16:59:16` */
export const printDateTime = ({ year, month, day, hour, minute, second }: CivilTime): string =>
  `${year}/${two(month)}/${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;

/** `+09:00` of minutes east of Greenwich. */
export function printZone(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** `00:a0:de:00:00:01, 00:a0:de:00:00:02`, or first and last. */
export function printMacs({ banner }: Machine, macs: readonly MacAddress[], inConfig: boolean): string {
  if (banner.macStyle === 'range' && macs.length > 1) return `${printMac(macs[0]!)} - ${printMac(macs.at(-1)!)}`;
  const list = macs.map(printMac).join(', ');
  return inConfig && banner.macStyle === 'list with trailing comma' ? `${list},` : list;
}

/** `main:  RTX1210 ver=00 serial=S4H000000 MAC-Address=...`: `show environment`, `show config` and the log have it. */
export function mainLine(machine: Machine, { serial, macAddresses }: Identity): string {
  const { name, banner } = machine;
  const macs =
    banner.macStyle === 'range'
      ? [`MAC-Address=${printMacs(machine, macAddresses, false)}`]
      : macAddresses.map((mac) => `MAC-Address=${printMac(mac)}`);
  return [`main:  ${name} ver=${banner.hardwareVersion} serial=${serial}`, ...macs].join(' ');
}

/** The lines over `show config`. Long ones are broken by whoever prints them, after `console columns` - 1 characters. */
export function configHeader(machine: Machine, identity: Identity, now: CivilTime): readonly string[] {
  return [
    `# ${machine.banner.firmwareLine}`,
    `# MAC Address : ${printMacs(machine, identity.macAddresses, true)}`,
    `# ${machine.banner.memoryLine}`,
    `# ${mainLine(machine, identity)}`,
    `# Reporting Date: ${printReportingDate(now)}`,
  ];
}

/**
 * Whose work this is. A device has its maker's lines here; we have ours, and name the maker of the machine that is
 * emulated, which is also what clients look for.
 */
export const COPYRIGHT: readonly string[] = [
  'Copyright (c) the rtemu authors. MIT License.',
  'rtemu is an emulator. It is not a product of Yamaha Corporation.',
];

/** What a session is greeted with after login. */
export function bannerLines(machine: Machine, { macAddresses }: Identity): readonly string[] {
  const { banner } = machine;
  const copyright =
    banner.copyrights === 'short'
      ? [COPYRIGHT[0]!, "To display the software copyright statement, use 'show copyright' command."]
      : COPYRIGHT.map((line) => `  ${line}`);
  return [banner.firmwareLine, ...copyright, printMacs(machine, macAddresses, false), banner.memoryLine];
}
