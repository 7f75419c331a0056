/**
 * What the configuration says about names by itself (manual 24.7, 24.8, 24.11).
 * @module
 */
import type { Document } from '@rtemu/config/document';
import type { KeyedSetting } from '@rtemu/config/setting';
import {
  dnsPrivateAddressSpoof,
  dnsPrivateName,
  dnsServiceAaaaFilter,
  dnsStaticA,
  dnsStaticAaaa,
  dnsStaticCname,
  dnsStaticMx,
  dnsStaticNs,
  dnsStaticPtr,
  ipHost,
  readStatic,
} from '@rtemu/config/settings/dns';
import { questionOf, reversedAddress, reverseName } from '@rtemu/service/dns/question';
import { type BookAnswer, RecordBook } from '@rtemu/service/dns/record-book';
import { contains, type Ipv4Address, ipv4, readIpv4 } from '@rtemu/wire/address';
import { type DnsQuestion, RCODE } from '@rtemu/wire/dns';
import { canonical, readName } from '@rtemu/wire/dns-name';
import { CLASS, type RecordData, TYPE } from '@rtemu/wire/dns-record';
import { readIpv6 } from '@rtemu/wire/ipv6';

/** Of the name that the router gives itself, in seconds. */
const OWN_NAME_SECONDS = 1;

/** RFC 1918. */
const PRIVATE = [
  { address: ipv4('10.0.0.0'), length: 8 },
  { address: ipv4('172.16.0.0'), length: 12 },
  { address: ipv4('192.168.0.0'), length: 16 },
];

export class StaticRecords {
  readonly #book = new RecordBook();

  constructor(private readonly document: Document) {
    const { global } = document;
    const add = (written: string, type: number, ttl: number, data: RecordData | undefined): void => {
      const name = readName(written);
      if (name !== undefined && data !== undefined) this.#book.add(name, type, ttl, data);
    };
    const each = (
      setting: KeyedSetting<'global', { readonly name: string }, string>,
      put: (name: string, value: string, ttl: number) => void,
    ): void => {
      for (const { key, value: text } of global.entries(setting)) {
        const { value, ttl } = readStatic(text);
        put(key.name, value, ttl);
      }
    };
    const addHost = (name: string, value: string, ttl: number): void => {
      add(name, typeOf(value), ttl, dataOf(value));
      const reversed = reverseOf(value);
      if (reversed !== undefined) add(reversed, TYPE.PTR, ttl, nameData(name));
    };
    each(ipHost, addHost);
    each(dnsStaticA, (name, value, ttl) => add(name, TYPE.A, ttl, dataOf(value)));
    each(dnsStaticAaaa, (name, value, ttl) => add(name, TYPE.AAAA, ttl, dataOf(value)));
    each(dnsStaticMx, (name, value, ttl) => {
      const exchange = readName(value);
      add(name, TYPE.MX, ttl, exchange === undefined ? undefined : { kind: 'mx', preference: 0, exchange });
    });
    each(dnsStaticNs, (name, value, ttl) => add(name, TYPE.NS, ttl, nameData(value)));
    each(dnsStaticCname, (name, value, ttl) => add(name, TYPE.CNAME, ttl, nameData(value)));
    for (const { key, value: text } of global.entries(dnsStaticPtr)) {
      const { value, ttl } = readStatic(text);
      const reversed = reverseOf(key.address);
      if (reversed !== undefined) add(reversed, TYPE.PTR, ttl, nameData(value));
    }
  }

  /** @param own the address by which the asker knows us, for the name that the router gives itself */
  answer(question: DnsQuestion, own: Ipv4Address | undefined): BookAnswer | undefined {
    const { global } = this.document;
    const { name, type, class: class_ } = question;
    if (class_ !== CLASS.IN) return undefined;
    if (type === TYPE.AAAA && global.effective(dnsServiceAaaaFilter) === 'on')
      return { rcode: RCODE.noError, answers: [] };
    const written = this.#book.answer(question);
    // What is written down answers a question with its record; where none fits, others may know one.
    if (written !== undefined && written.answers.length > 0)
      return { ...written, answers: written.answers.slice(0, 1) };
    if (own !== undefined && this.#isOwnName(name)) {
      const record = {
        ...questionOf(name, TYPE.A),
        ttl: OWN_NAME_SECONDS,
        data: { kind: 'ipv4', address: own },
      } as const;
      return { rcode: RCODE.noError, answers: type === TYPE.A || type === TYPE.ANY ? [record] : [] };
    }
    const about = type === TYPE.PTR ? reversedAddress(name) : undefined;
    const isPrivate = about !== undefined && PRIVATE.some((network) => contains(network, about));
    return isPrivate && global.effective(dnsPrivateAddressSpoof) ? { rcode: RCODE.nameError, answers: [] } : undefined;
  }

  #isOwnName(name: string): boolean {
    const own = this.document.global.get(dnsPrivateName);
    return own !== undefined && canonical(readName(own) ?? '') === canonical(name);
  }
}

function dataOf(value: string): RecordData | undefined {
  const address = readIpv4(value);
  if (address !== undefined) return { kind: 'ipv4', address };
  const octets = readIpv6(value);
  return octets && { kind: 'ipv6', octets };
}

const typeOf = (value: string): number => (value.includes(':') ? TYPE.AAAA : TYPE.A);

function nameData(value: string): RecordData | undefined {
  const name = readName(value);
  return name === undefined ? undefined : { kind: 'name', name };
}

/** The name that an address has when it is asked backwards (RFC 1035 §3.5, RFC 3596 §2.5). */
function reverseOf(value: string): string | undefined {
  const address = readIpv4(value);
  if (address !== undefined) return reverseName(address);
  const octets = readIpv6(value);
  if (octets === undefined) return undefined;
  const digits = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
