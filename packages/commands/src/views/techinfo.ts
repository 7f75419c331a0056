/**
 * `show techinfo` (manual 58.59): what other commands show, one after the other, in English on every console. The headings were
 * seen, and a line of hyphens between; which commands it is made of, and in which order, is ours.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import { ppEnabled } from '@rtemu/config/settings/pp';
import { tunnelEnabled } from '@rtemu/config/settings/tunnel';
import type { Machine } from '@rtemu/models/machine';

const BETWEEN = '---';

/** Every command that has something to tell; those that this machine does not have are left out by whoever asks them. */
export const techinfoCommands = ({ lans, bris }: Machine, document: Document): readonly string[] => [
  'show environment detail',
  'show status boot all',
  'show exec list',
  'show config list',
  'show config',
  'show status packet-buffer',
  'show status rtfs',
  ...[...lans, ...bris].map((name) => `show status ${name}`),
  'show status vlan',
  'show arp',
  'show ip route detail',
  'show status ip keepalive',
  'show ip connection summary',
  'show nat descriptor address all',
  'show nat descriptor interface bind pp',
  ...lans.map((name) => `show nat descriptor interface bind ${name}`),
  ...document.pps.filter((pp) => document.pp(pp).effective(ppEnabled)).map((pp) => `show status pp ${pp}`),
  ...document.tunnels
    .filter((tunnel) => document.tunnel(tunnel).effective(tunnelEnabled))
    .map((tunnel) => `show status tunnel ${tunnel}`),
  'show status pptp',
  'show status l2tp',
  'show status ipip',
  'show status dhcp',
  'show status dhcpc',
  'show dns cache',
  'show account',
  'show status user',
  'show log',
];

/** @param shown what each command shows */
export const techinfoLines = (shown: readonly (readonly [command: string, lines: readonly string[]])[]): string[] =>
  shown.flatMap(([command, lines], i) => [...(i === 0 ? [] : [BETWEEN]), `# ${command}`, ...lines]);
