/**
 * What the configuration says about whom to ask what (manual 24, 24.10): pure questions to a document.
 * @module
 */
import type { Document } from '@rtemu/config/document';
import {
  type DnsSelect,
  dnsServerDhcp,
  dnsServerPp,
  dnsServerSelect,
  dnsService,
  readDnsSelect,
  readQueriedNetwork,
} from '@rtemu/config/settings/dns';
import { dnsServers } from '@rtemu/config/settings/system';
import type { ServerToAsk } from '@rtemu/service/dns/asker';
import { reversedAddress } from '@rtemu/service/dns/question';
import type { Way } from '@rtemu/service/dns/resolver';
import { contains, type Ipv4Address } from '@rtemu/wire/address';
import type { DnsQuestion } from '@rtemu/wire/dns';
import { canonical } from '@rtemu/wire/dns-name';
import { TYPE } from '@rtemu/wire/dns-record';
import { addressPattern } from './address-pattern.js';

/** Servers that others have told the router of. */
export interface LearntServers {
  isPpUp(pp: number): boolean;
  ofPp(pp: number): readonly Ipv4Address[];
  ofDhcp(interface_: string): readonly Ipv4Address[];
  /** Of all interfaces that are DHCP clients. */
  ofAnyDhcp(): readonly Ipv4Address[];
}

/** A way; `dial`: the PP that is to be connected first, since only its peer tells whom to ask. */
export type ChosenWay = Way & { readonly dial?: number };

const NOBODY: ChosenWay = { kind: 'ask', servers: [] };

/** Entries of `dns server select`, read once for each configuration. */
export class WayChooser {
  readonly #selects: readonly DnsSelect[];

  constructor(
    private readonly document: Document,
    private readonly learnt: LearntServers,
  ) {
    this.#selects = document.global.entries(dnsServerSelect).map(({ value }) => readDnsSelect(value));
  }

  /** @param client who asks; `undefined`: the router itself */
  wayFor(question: DnsQuestion, client: Ipv4Address | undefined): ChosenWay {
    const { global } = this.document;
    if (global.effective(dnsService) === 'off') return NOBODY;
    const select = this.#selects.find((entry) => this.#matches(entry, question, client));
    if (select !== undefined) return this.#selected(select);
    const servers = global
      .effective(dnsServers)
      .flatMap(({ address, edns = false }) => (typeof address === 'number' ? [{ address, edns }] : []));
    if (servers.length > 0) return { kind: 'ask', servers };
    const pp = global.get(dnsServerPp);
    if (pp !== undefined) return this.#ofPp(pp.number, pp.edns ?? false, []);
    const dhcp = global.get(dnsServerDhcp);
    if (dhcp !== undefined) return ask(this.learnt.ofDhcp(dhcp.interface), dhcp.edns ?? false);
    return ask(this.learnt.ofAnyDhcp(), false);
  }

  #selected({ reject, source, servers, edns }: DnsSelect): ChosenWay {
    if (reject) return { kind: 'reject' };
    if (source === undefined) return { kind: 'ask', servers };
    if ('pp' in source) return this.#ofPp(source.pp, edns, servers);
    const learnt = this.learnt.ofDhcp(source.dhcp);
    return learnt.length > 0 ? ask(learnt, edns) : { kind: 'ask', servers };
  }

  #ofPp(pp: number, edns: boolean, otherwise: readonly ServerToAsk[]): ChosenWay {
    const learnt = this.learnt.ofPp(pp);
    if (learnt.length > 0) return ask(learnt, edns);
    return this.learnt.isPpUp(pp) ? { kind: 'ask', servers: otherwise } : { kind: 'wait', dial: pp };
  }

  #matches(
    { type, query, sender, restrictPp, reject }: DnsSelect,
    question: DnsQuestion,
    client: Ipv4Address | undefined,
  ): boolean {
    if (restrictPp !== undefined && !this.learnt.isPpUp(restrictPp)) return false;
    if (sender !== undefined && (client === undefined || !addressPattern(sender)(client))) return false;
    if (type !== 'any' && TYPES[type] !== question.type) return false;
    return type === 'ptr' && !reject
      ? isAbout(question, query)
      : isNamed(canonical(question.name), canonical(query), reject);
  }
}

const TYPES: Readonly<Record<Exclude<DnsSelect['type'], 'any'>, number>> = {
  a: TYPE.A,
  aaaa: TYPE.AAAA,
  ptr: TYPE.PTR,
  mx: TYPE.MX,
  ns: TYPE.NS,
  cname: TYPE.CNAME,
};

const ask = (addresses: readonly Ipv4Address[], edns: boolean): ChosenWay => ({
  kind: 'ask',
  servers: addresses.map((address) => ({ address, edns })),
});

function isAbout({ name }: DnsQuestion, query: string): boolean {
  const [network, address] = [readQueriedNetwork(query), reversedAddress(name)];
  return network !== undefined && address !== undefined && contains(network, address);
}

/** The end of the name; for `reject` all of it, unless a `*` says otherwise. */
function isNamed(name: string, query: string, isWhole: boolean): boolean {
  if (query === '.' || query === '*') return true;
  if (query.startsWith('*') && query.endsWith('*')) return name.includes(query.slice(1, -1));
  if (query.startsWith('*')) return name.endsWith(query.slice(1));
  if (query.endsWith('*')) return name.startsWith(query.slice(0, -1));
  return isWhole ? name === query : name.endsWith(query);
}
