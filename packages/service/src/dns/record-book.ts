import { type Ipv4Address, printIpv4 } from '@rtemu/wire/address';
import { type DnsQuestion, RCODE } from '@rtemu/wire/dns';
import { canonical, isWithin } from '@rtemu/wire/dns-name';
import { CLASS, type DnsRecord, type RecordData, TYPE } from '@rtemu/wire/dns-record';
import { LIMIT } from './limits.js';
import { reverseName } from './question.js';

/** What a book says to a question: the records, and where an alias led that the book knows nothing of. */
export interface BookAnswer {
  readonly rcode: number;
  readonly answers: readonly DnsRecord[];
  readonly leadsTo?: string;
}

/** Records under their names: what a server knows by itself. */
export class RecordBook {
  readonly #records = new Map<string, DnsRecord[]>();

  get size(): number {
    return this.#records.size;
  }

  add(name: string, type: number, ttl: number, data: RecordData): void {
    const key = canonical(name);
    const record: DnsRecord = { name, type, class: CLASS.IN, ttl, data };
    this.#records.set(key, [...(this.#records.get(key) ?? []), record]);
  }

  /** A name for an address, and the address's name. */
  addHost(name: string, address: Ipv4Address, ttl: number): void {
    this.add(name, TYPE.A, ttl, { kind: 'ipv4', address });
    this.add(reverseName(address), TYPE.PTR, ttl, { kind: 'name', name });
  }

  /** @param type all of the name, when not given */
  remove(name: string, type?: number): void {
    const key = canonical(name);
    const left = type === undefined ? [] : (this.#records.get(key) ?? []).filter((record) => record.type !== type);
    if (left.length === 0) this.#records.delete(key);
    else this.#records.set(key, left);
  }

  /** `undefined` when nothing stands under the name, nor below it. */
  answer({ name, type, class: class_ }: DnsQuestion): BookAnswer | undefined {
    if (class_ !== CLASS.IN && class_ !== CLASS.ANY) return undefined;
    const answers: DnsRecord[] = [];
    let at = name;
    for (let i = 0; i <= LIMIT.aliases; i++) {
      const own = this.#records.get(canonical(at));
      if (own === undefined) break;
      const wanted = own.filter((record) => type === TYPE.ANY || record.type === type);
      if (wanted.length > 0) return { rcode: RCODE.noError, answers: [...answers, ...wanted] };
      const alias = own.find((record) => record.type === TYPE.CNAME);
      if (alias?.data.kind !== 'name') return { rcode: RCODE.noError, answers };
      answers.push(alias);
      at = alias.data.name;
    }
    if (answers.length > 0) return { rcode: RCODE.noError, answers, leadsTo: at };
    const isAbove = [...this.#records.keys()].some((other) => isWithin(other, canonical(name)));
    return isAbove && name !== '.' ? { rcode: RCODE.noError, answers: [] } : undefined;
  }

  /** What is written down, in the order of names: `www.example.com 203.0.113.80`. */
  hosts(): { readonly name: string; readonly address: string }[] {
    return [...this.#records.values()]
      .flat()
      .flatMap(({ name, data }) => (data.kind === 'ipv4' ? [{ name, address: printIpv4(data.address) }] : []))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
