/**
 * The selectors of `ip filter`, which the configuration keeps as text, as the filters of the stack compare them
 * (manual 8.1.10).
 * @module
 */
import type { FilterAction, IpFilter } from '@rtemu/config/settings/filter';
import type { AddressSelector, FilterRule, NumberRange, ProtocolSelector } from '@rtemu/ip/filter/filter-rule';
import { maskOf } from '@rtemu/wire/address';
import { FLAG } from '@rtemu/wire/tcp';

/** The names of protocols (manual 8.1.10). */
export const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  ipip: 4,
  tcp: 6,
  egp: 8,
  igp: 9,
  udp: 17,
  ipv6: 41,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  ospf: 89,
  pim: 103,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
};

const FLAGS: Readonly<Record<string, number>> = {
  tcpsyn: FLAG.syn,
  tcpfin: FLAG.fin,
  tcprst: FLAG.rst,
  established: FLAG.ack,
};

const port = (first: number, last = first): NumberRange => ({ first, last });

/** The names of ports (manual 8.1.10 and IANA's for the applications of 8.1.14). */
export const PORTS: Readonly<Record<string, NumberRange>> = {
  ftp: port(20, 21),
  ftpdata: port(20),
  ssh: port(22),
  telnet: port(23),
  smtp: port(25),
  time: port(37),
  whois: port(43),
  dns: port(53),
  domain: port(53),
  dhcps: port(67),
  dhcpc: port(68),
  tftp: port(69),
  gopher: port(70),
  finger: port(79),
  www: port(80),
  http: port(80),
  pop3: port(110),
  sunrpc: port(111),
  ident: port(113),
  nntp: port(119),
  ntp: port(123),
  'ms-rpc': port(135),
  netbios_ns: port(137),
  netbios_dgm: port(138),
  netbios_ssn: port(139),
  imap: port(143),
  snmp: port(161),
  snmptrap: port(162),
  bgp: port(179),
  imap3: port(220),
  ldap: port(389),
  https: port(443),
  'ms-ds': port(445),
  ike: port(500),
  rlogin: port(513),
  rwho: port(513),
  rsh: port(514),
  syslog: port(514),
  printer: port(515),
  talk: port(517),
  rip: port(520),
  route: port(520),
  ripng: port(521),
  uucp: port(540),
  submission: port(587),
  'ms-sql': port(1433),
  radius: port(1812),
  l2tp: port(1701),
  pptp: port(1723),
  nfs: port(2049),
  msblast: port(4444),
  'ipsec-nat-t': port(4500),
  sip: port(5060),
};

/** No port at all. */
const NO_PORT = port(-1);

/** What was made of each filter last: when one of thousands is typed, the others stay what they are. */
const RULES = new WeakMap<IpFilter, FilterRule>();

export function filterRuleOf(number: number, filter: IpFilter): FilterRule {
  const known = RULES.get(filter);
  if (known?.number === number) return known;
  const rule = makeRule(number, filter);
  RULES.set(filter, rule);
  return rule;
}

function makeRule(number: number, filter: IpFilter): FilterRule {
  return {
    number,
    ...actionOf(filter.action),
    source: addressesOf(filter.source),
    destination: addressesOf(filter.destination),
    protocols: protocolsOf(filter.protocol),
    from: portsOf(filter.from),
    to: portsOf(filter.to),
  };
}

/** What passes is not logged and what is dropped is, unless the action says otherwise. */
function actionOf(action: FilterAction): Pick<FilterRule, 'action' | 'logs'> {
  const [verb, log] = action.split('-') as [FilterRule['action'], 'log' | 'nolog' | undefined];
  if (log === undefined) return { action: verb, logs: { passed: false, dropped: true } };
  return { action: verb, logs: { passed: log === 'log', dropped: log === 'log' } };
}

/** `*`, or nothing, selects every address. */
export function addressesOf(text: string | undefined): readonly AddressSelector[] {
  const parts = text?.split(',') ?? [];
  return parts.includes('*') ? [] : parts.map(addressOf);
}

const ANY_OCTETS = /^(?:\d{1,3}|\*)(?:\.(?:\d{1,3}|\*)){3}$/;

function addressOf(text: string): AddressSelector {
  const [address = '', length] = text.split('/');
  if (ANY_OCTETS.test(address)) {
    const mask = maskOfOctets(address) & (length === undefined ? -1 : maskOf(Number(length)));
    return { kind: 'masked', address: octetsOf(address, 0), mask: mask >>> 0 };
  }
  const [first = '', last = '', ...more] = text.split('-');
  const isRange = more.length === 0 && [first, last].every((bound) => bound === '' || ANY_OCTETS.test(bound));
  if (!isRange) return { kind: 'named', pattern: text };
  return {
    kind: 'range',
    first: first === '' ? 0 : octetsOf(first, 0),
    last: last === '' ? 0xffff_ffff : octetsOf(last, 255),
  };
}

/** An address, with this for each octet `*`. */
const octetsOf = (text: string, star: number): number =>
  text.split('.').reduce((address, octet) => address * 256 + (octet === '*' ? star : Number(octet)), 0);

/** Which bits of an address are said at all. */
const maskOfOctets = (text: string): number =>
  text.split('.').reduce((mask, octet) => mask * 256 + (octet === '*' ? 0 : 255), 0);

export function protocolsOf(text: string | undefined): readonly ProtocolSelector[] {
  const parts = text?.split(',') ?? [];
  return parts.includes('*') ? [] : parts.map(protocolOf);
}

function protocolOf(text: string): ProtocolSelector {
  if (text === 'icmp-error' || text === 'icmp-info')
    return { kind: 'icmp', sort: text === 'icmp-error' ? 'error' : 'info' };
  const flag = FLAGS[text];
  if (flag !== undefined) return { kind: 'tcp-flags', value: flag, mask: flag, equal: true };
  const [, not, value, mask] = /^tcpflag(!?)=0x([\da-f]+)\/0x([\da-f]+)$/.exec(text) ?? [];
  if (value !== undefined && mask !== undefined)
    return { kind: 'tcp-flags', value: Number.parseInt(value, 16), mask: Number.parseInt(mask, 16), equal: not === '' };
  return { kind: 'protocol', number: PROTOCOLS[text] ?? Number(text) };
}

/** `*`, or nothing, selects every port. A name that nobody knows selects none. */
export function portsOf(text: string | undefined): readonly NumberRange[] {
  const parts = text?.split(',') ?? [];
  return parts.includes('*') ? [] : parts.map(portRangeOf);
}

function portRangeOf(text: string): NumberRange {
  const [, first, dash, last] = /^(\d*)(-?)(\d*)$/.exec(text) ?? [];
  if (first === undefined) return PORTS[text] ?? NO_PORT;
  const from = first === '' ? 0 : Number(first);
  return { first: from, last: dash === '' ? from : last === '' ? 0xffff : Number(last) };
}
