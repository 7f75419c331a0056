/**
 * Manual chapter 24: DNS. What has several words is kept as the text of these words, as it is printed, and read here.
 * @module
 */
import { type Ipv4Address, type Ipv4Prefix, networkOf, readIpv4 } from '../address.js';
import { inGlobal } from '../setting.js';

export const dnsService = inGlobal.initially<'recursive' | 'off'>('dns service', 'dns', 'recursive');
/** `.` is no domain. */
export const dnsDomain = inGlobal.optional<string>('dns domain', 'dns');

export interface DnsServerPp {
  readonly number: number;
  readonly edns: boolean | undefined;
}
export const dnsServerPp = inGlobal.optional<DnsServerPp>('dns server pp', 'dns');

export interface DnsServerDhcp {
  readonly interface: string;
  readonly edns: boolean | undefined;
  readonly nat46: number | undefined;
}
export const dnsServerDhcp = inGlobal.optional<DnsServerDhcp>('dns server dhcp', 'dns');

/** `none`, `me`, `server`, or both of the last in either order; by `dhcp`, `dhcpv6` and `msext`. */
export const dnsNoticeOrder = inGlobal.keyedInitially<{ readonly protocol: string }, string>(
  'dns notice order',
  'dns',
  'me server',
);
export const dnsPrivateAddressSpoof = inGlobal.initially<boolean>('dns private address spoof', 'dns', false);
export const dnsPrivateName = inGlobal.optional<string>('dns private name', 'dns');
export const dnsServiceAaaaFilter = inGlobal.initially<'on' | 'off'>('dns service aaaa filter', 'dns', 'off');

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => Number(a.id) - Number(b.id);

/** By number, in which order they are looked through. See {@link readDnsSelect}. */
export const dnsServerSelect = inGlobal.keyed<{ readonly id: string }, string>('dns server select', 'dns', {
  order: byId,
});

/** `203.0.113.80 ttl=600` */
export const ipHost = inGlobal.keyed<{ readonly name: string }, string>('ip host', 'dns');
export const dnsStaticA = inGlobal.keyed<{ readonly name: string }, string>('dns static a', 'dns');
export const dnsStaticAaaa = inGlobal.keyed<{ readonly name: string }, string>('dns static aaaa', 'dns');
export const dnsStaticPtr = inGlobal.keyed<{ readonly address: string }, string>('dns static ptr', 'dns');
export const dnsStaticMx = inGlobal.keyed<{ readonly name: string }, string>('dns static mx', 'dns');
export const dnsStaticNs = inGlobal.keyed<{ readonly name: string }, string>('dns static ns', 'dns');
export const dnsStaticCname = inGlobal.keyed<{ readonly name: string }, string>('dns static cname', 'dns');

/** `10000-10999`, or one port. */
export const dnsSourcePort = inGlobal.initially<string>('dns srcport', 'dns', '10000-10999');
/** `any`, `none`, `lan`; or addresses, ranges of them and interfaces. */
export const dnsHost = inGlobal.initially<string>('dns host', 'dns', 'any');
export const dnsCacheUse = inGlobal.initially<'on' | 'off'>('dns cache use', 'dns', 'on');
export const dnsCacheMaxEntry = inGlobal.initially<string>('dns cache max entry', 'dns', '256');

/** A static record's value and its life in seconds, which is 1 unless it says more (manual 24.11). */
export interface StaticValue {
  readonly value: string;
  readonly ttl: number;
}

export function readStatic(text: string): StaticValue {
  const [value = '', option] = text.split(' ');
  return { value, ttl: option === undefined ? 1 : Number(option.slice('ttl='.length)) };
}

export type DnsSelectType = 'a' | 'aaaa' | 'ptr' | 'mx' | 'ns' | 'cname' | 'any';

/** One entry of `dns server select` (manual 24.10). */
export interface DnsSelect {
  readonly reject: boolean;
  /** Whose servers: those that the PP's peer or the interface's DHCP server told. */
  readonly source: { readonly pp: number } | { readonly dhcp: string } | undefined;
  /** At most two; behind a PP or an interface, for when it told none. IPv6 addresses are left out. */
  readonly servers: readonly { readonly address: Ipv4Address; readonly edns: boolean }[];
  /** Whether the servers of `source` are asked by EDNS. */
  readonly edns: boolean;
  readonly type: DnsSelectType;
  /** A name, a pattern with `*`, or for `ptr` an address or a network. */
  readonly query: string;
  /** Who asks; a pattern of addresses. */
  readonly sender: string | undefined;
  /** The PP that must be up. */
  readonly restrictPp: number | undefined;
}

const TYPES: ReadonlySet<string> = new Set(['a', 'aaaa', 'ptr', 'mx', 'ns', 'cname', 'any']);
const isAddress = (word: string | undefined): boolean =>
  word !== undefined && (readIpv4(word) !== undefined || word.includes(':'));

/** Reads the words behind the number of an entry, which the command has found to be right. */
export function readDnsSelect(text: string): DnsSelect {
  const words = text.split(' ');
  const options = (): boolean => {
    let edns = false;
    for (; /^(?:edns|nat46)=/.test(words[0] ?? ''); words.shift()) edns ||= words[0] === 'edns=on';
    return edns;
  };
  const reject = words[0] === 'reject';
  let source: DnsSelect['source'];
  let edns = false;
  if (reject) words.shift();
  else if (words[0] === 'pp' || words[0] === 'dhcp') {
    const [kind, where = ''] = words.splice(0, 2);
    source = kind === 'pp' ? { pp: Number(where) } : { dhcp: where };
    edns = options();
  }
  const servers: DnsSelect['servers'][number][] = [];
  const most = reject ? 0 : source === undefined ? 2 : 1;
  // The last address may be the question: that of a PTR record stands behind its type.
  for (let i = 0; i < most && isAddress(words[0]); i++) {
    const address = readIpv4(words.shift()!);
    const server = { edns: options() };
    if (address !== undefined) servers.push({ address, ...server });
  }
  const hasType = TYPES.has(words[0] ?? '') && words[1] !== undefined && words[1] !== 'restrict';
  const type = (hasType ? words.shift() : 'a') as DnsSelectType;
  const query = words.shift() ?? '.';
  const sender = words[0] !== undefined && words[0] !== 'restrict' ? words.shift() : undefined;
  const restrictPp = words[0] === 'restrict' ? Number(words[2]) : undefined;
  return { reject, source, servers, edns, type, query, sender, restrictPp };
}

/** The address or the network that a `ptr` entry is about. */
export function readQueriedNetwork(query: string): Ipv4Prefix | undefined {
  const [written = '', length] = query.split('/');
  const address = readIpv4(written);
  const bits = length === undefined ? 32 : Number(length);
  if (address === undefined || !(bits >= 0 && bits <= 32)) return undefined;
  return { address: networkOf(address, bits), length: bits };
}

/** The first and the last of the ports of `dns srcport`. */
export function readPorts(text: string): readonly [first: number, last: number] {
  const [first = '1', last = first] = text.split('-');
  return [Number(first || 1), Number(last || 65_535)];
}
