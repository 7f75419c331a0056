/**
 * The order of `show config`. It is fixed by section, not by time of entry; the lists below are the union of published
 * configurations, and what no configuration shows stands where its kin do. A row takes the place of the longest entry that
 * its command begins with.
 * @module
 */
import type { Scope } from '@rtemu/config/selection';

/** Before and after the blocks of the PPs and tunnels. */
const GLOBAL_BEFORE = [
  'login password',
  'administrator password',
  'login user',
  'user attribute',
  'security class',
  'timezone',
  'console character',
  'console columns',
  'console lines',
  'console prompt',
  'console info',
  'login timer',
  'description',
  'system',
  'ip routing',
  'ip route',
  'ip',
  'ip stealth',
  'ipv6 routing',
  'ipv6 route',
  'ipv6 prefix',
  'ipv6 icmp',
  'ipv6 stealth',
  'rip',
  'vlan',
  'lan',
  'bridge',
  'ip <interface> address',
  'ip <interface> secondary address',
  'ip <interface>',
  'ipv6 <interface>',
  'ethernet <interface>',
  'url <interface>',
  'description <interface>',
  'switch control use',
  'ngn type',
  'isdn',
  'line',
  'pri',
  'leased',
  'account',
  'pppoe',
  'provider',
  'pp keepalive log',
  'pp backup',
  'pp disable',
] as const;

/** Behind the blocks of the PPs, in front of those of the tunnels: seen without any of them, and read in this order. */
const BEFORE_TUNNELS = 'tunnel disable';

/** The lines of one interface stand together: those of lan1, then those of lan2. */
const BY_INTERFACE: ReadonlySet<string> = new Set([
  'ip <interface> address',
  'ip <interface> secondary address',
  'ip <interface>',
  'ipv6 <interface>',
  'ethernet <interface>',
  'url <interface>',
  'description <interface>',
  'switch control use',
]);

const GLOBAL_AFTER = [
  'provider set',
  'provider dns server',
  'provider select',
  'provider ntp server',
  'provider isdn',
  'provider ppp',
  'provider ipv6',
  'provider pp',
  'ip filter',
  'ip filter dynamic',
  'ip forward filter',
  'ip dpi',
  'ip policy',
  'ethernet filter',
  'url filter',
  'nat descriptor type',
  'nat descriptor address outer',
  'nat descriptor address inner',
  'nat descriptor timer',
  'nat descriptor masquerade incoming',
  'nat descriptor static',
  'nat descriptor masquerade static',
  'nat descriptor',
  'ipsec',
  'ipsec transport',
  'auth user',
  'pki',
  'ipv6 filter',
  'ipv6 filter dynamic',
  'speed',
  'queue',
  'syslog',
  'tcp',
  'tftp',
  'telnetd',
  'dhcp service',
  'dhcp server',
  'dhcp scope',
  'dhcp scope bind',
  'dhcp scope lease type',
  'dhcp scope option',
  'dhcp relay',
  'dhcp client',
  'dhcp',
  'dns host',
  'dns service',
  'dns server',
  'dns server select',
  'dns private',
  'dns',
  'ip host',
  'wins server',
  'snmp',
  'snmpv2c',
  'snmpv3',
  'schedule',
  'pptp service',
  'pptp',
  'l2tp service',
  'upnp',
  'httpd',
  'sshd',
  'sftpd',
  'ssh',
  'ntp',
  'http',
  'operation',
  'analog',
  'alarm',
  'statistics',
  'dashboard',
  'switch',
  'ap',
  'lan-map',
  'set',
  'alias',
  'macro',
  'embedded file',
] as const;

const PP = [
  'description pp',
  'pp name',
  'pp bind',
  'pp keepalive interval',
  'pp keepalive use',
  'pp always-on',
  'pp backup',
  'isdn',
  'leased',
  'account',
  'pppoe',
  'pp auth request',
  'pp auth accept',
  'pp auth myname',
  'pp auth username',
  'pp auth',
  'ppp lcp',
  'ppp pap',
  'ppp chap',
  'ppp ipcp',
  'ppp ccp',
  'ppp',
  'ip pp address',
  'ip pp remote address',
  'ip pp remote address pool',
  'ip pp rebound',
  'ip pp mtu',
  'ip pp secure filter',
  'ip pp tcp mss limit',
  'ip pp nat descriptor',
  'ip pp',
  'url pp',
  'ipv6 pp',
  'pptp',
  'speed pp',
  'queue pp',
  'pp enable',
] as const;

const TUNNEL = [
  'description tunnel',
  'tunnel name',
  'tunnel encapsulation',
  'tunnel endpoint',
  'tunnel',
  'ipsec tunnel',
  'ipsec sa policy',
  'ipsec ike always-on',
  'ipsec ike backward-compatibility',
  'ipsec ike duration',
  'ipsec ike encryption',
  'ipsec ike esp-encapsulation',
  'ipsec ike group',
  'ipsec ike hash',
  'ipsec ike keepalive log',
  'ipsec ike keepalive use',
  'ipsec ike local address',
  'ipsec ike local id',
  'ipsec ike local name',
  'ipsec ike log',
  'ipsec ike nat-traversal',
  'ipsec ike payload type',
  'ipsec ike pfs',
  'ipsec ike pre-shared-key',
  'ipsec ike remote address',
  'ipsec ike remote id',
  'ipsec ike remote name',
  'ipsec ike version',
  'ipsec ike',
  'ipsec tunnel outer df-bit',
  'ipsec',
  'pptp',
  'l2tp',
  'ipip',
  'ip tunnel address',
  'ip tunnel remote address',
  'ip tunnel mtu',
  'ip tunnel secure filter',
  'ip tunnel nat descriptor',
  'ip tunnel tcp mss limit',
  'ip tunnel',
  'url tunnel',
  'ipv6 tunnel',
  'queue tunnel',
  'tunnel enable',
] as const;

/** No configuration shows the block of a switch or an access point: there the manual's order holds. */
const BLOCKS: Readonly<Record<Exclude<Scope, 'global'>, readonly string[]>> = {
  pp: PP,
  tunnel: TUNNEL,
  switch: [],
  ap: [],
};

/** Inside a tunnel these stand under `ipsec tunnel`, one blank deeper. */
const DEEPER: readonly string[] = ['ipsec sa policy', 'ipsec ike'];

export interface PrintPlace {
  /** Before or after the blocks of PPs and tunnels, or between. Means nothing inside one. */
  readonly after: boolean;
  readonly between: boolean;
  readonly rank: number;
  /** Its lines are put together with others of the same interface, of the same NAT descriptor, of the same provider. */
  readonly together: 'interface' | 'descriptor' | 'provider' | undefined;
  readonly deeper: boolean;
}

const beginsWith = (command: string, entry: string): boolean => command === entry || command.startsWith(`${entry} `);

/** The longest entry that a command begins with; `-1` when none. */
function rankIn(entries: readonly string[], command: string): number {
  let best = -1;
  for (let i = 0; i < entries.length; i++)
    if (beginsWith(command, entries[i]!) && (best < 0 || entries[i]!.length > entries[best]!.length)) best = i;
  return best;
}

export function placeOf(command: string, scope: Scope): PrintPlace {
  if (scope !== 'global') {
    const block = BLOCKS[scope];
    const rank = rankIn(block, command);
    return {
      after: false,
      between: false,
      rank: rank < 0 ? block.length - 1.5 : rank, // the last line enables it
      together: undefined,
      deeper: scope === 'tunnel' && DEEPER.some((entry) => beginsWith(command, entry)),
    };
  }
  const before = rankIn(GLOBAL_BEFORE, command);
  const after = rankIn(GLOBAL_AFTER, command);
  const isBefore = before >= 0 && (after < 0 || GLOBAL_BEFORE[before]!.length > GLOBAL_AFTER[after]!.length);
  const byInterface = isBefore && BY_INTERFACE.has(GLOBAL_BEFORE[before]!);
  const byDescriptor = !isBefore && beginsWith(command, 'nat descriptor');
  const byProvider = !isBefore && beginsWith(command, 'provider');
  return {
    after: !isBefore,
    between: command === BEFORE_TUNNELS,
    rank: isBefore ? before : after < 0 ? Number.MAX_SAFE_INTEGER : after,
    together: byInterface ? 'interface' : byDescriptor ? 'descriptor' : byProvider ? 'provider' : undefined,
    deeper: byProvider && !beginsWith(command, 'provider set'),
  };
}
