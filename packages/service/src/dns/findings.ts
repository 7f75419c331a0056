/**
 * What an answer says about a name.
 * @module
 */
import type { Ipv4Address } from '@rtemu/wire/address';
import { type DnsMessage, type DnsQuestion, RCODE } from '@rtemu/wire/dns';
import { canonical } from '@rtemu/wire/dns-name';
import { type DnsRecord, TYPE } from '@rtemu/wire/dns-record';
import type { InquiryOutcome } from './asker.js';
import { LIMIT } from './limits.js';

export type Findings =
  | {
      readonly kind: 'found';
      /** The records asked for; never none. */
      readonly records: readonly DnsRecord[];
      /** What the name is an alias of; the name itself when it is none. */
      readonly name: string;
    }
  | { readonly kind: 'failed'; readonly why: FindingsFault };

export type FindingsFault =
  /** The name does not exist, or nothing of the kind stands under it. */
  | 'no-such-name'
  | 'no-such-record'
  /** The server could not, or would not, say. */
  | 'server-failure'
  | 'refused'
  | 'timeout'
  | 'no-server'
  | 'no-port'
  | 'too-many';

export function findingsOf(outcome: InquiryOutcome, question: DnsQuestion): Findings {
  return outcome.kind === 'failed' ? outcome : readAnswer(outcome.message, question);
}

/** Follows the aliases of an answer: what else stands in it is not about the name. */
export function readAnswer({ rcode, answers }: DnsMessage, { name, type }: DnsQuestion): Findings {
  let at = name;
  for (let i = 0; i <= LIMIT.aliases; i++) {
    const own = answers.filter((record) => canonical(record.name) === canonical(at));
    const records = own.filter((record) => type === TYPE.ANY || record.type === type);
    if (records.length > 0) return { kind: 'found', records, name: at };
    const alias = own.find((record) => record.type === TYPE.CNAME)?.data;
    if (alias?.kind !== 'name') break;
    at = alias.name;
  }
  if (rcode === RCODE.nameError) return { kind: 'failed', why: 'no-such-name' };
  if (rcode === RCODE.refused) return { kind: 'failed', why: 'refused' };
  return { kind: 'failed', why: rcode === RCODE.noError ? 'no-such-record' : 'server-failure' };
}

export const addressesIn = (records: readonly DnsRecord[]): Ipv4Address[] =>
  records.flatMap(({ data }) => (data.kind === 'ipv4' ? [data.address] : []));
