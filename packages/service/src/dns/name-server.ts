import { counters } from '@rtemu/engine/counters';
import { RCODE } from '@rtemu/wire/dns';
import { CLASS, type DnsRecord, TYPE } from '@rtemu/wire/dns-record';
import type { Arrived, Departing } from '../datagram.js';
import { type Query, readQuery, replyTo } from './query.js';
import type { RecordBook } from './record-book.js';

/** How long "there is no such name" holds, in seconds (RFC 2308 §5). */
const NEGATIVE_SECONDS = 60;

/**
 * A server that knows all names that there are: the one of a lab's provider, where everything that nobody has written down
 * does not exist.
 */
export class NameServer {
  readonly counters = counters('asked', 'answered', 'unknown', 'unreadable');

  /** @param name its own, in what it says of unknown names */
  constructor(
    private readonly name: string,
    readonly books: readonly RecordBook[],
  ) {}

  handleQuery({ source, sourcePort, destination, payload }: Arrived): Departing | undefined {
    this.counters.asked++;
    const query = readQuery(payload);
    const isQuery = query !== undefined && 'question' in query;
    if (!isQuery) this.counters.unreadable++;
    const reply = isQuery ? this.#answer(query) : query;
    return reply && { source: destination, destination: source, port: sourcePort, payload: reply };
  }

  #answer(query: Query): Uint8Array {
    const { question } = query;
    for (const book of this.books) {
      const found = book.answer(question);
      if (found === undefined) continue;
      const { answers, leadsTo } = found;
      const beyond = leadsTo === undefined ? [] : this.#beyond(leadsTo, question.type, book);
      this.counters.answered++;
      const all = [...answers, ...beyond];
      return replyTo(query, {
        ...KNOWN,
        rcode: found.rcode,
        answers: all,
        authorities: all.length === 0 ? [this.#authority()] : [],
      });
    }
    this.counters.unknown++;
    return replyTo(query, { ...KNOWN, rcode: RCODE.nameError, authorities: [this.#authority()] });
  }

  /** An alias may lead from one book into another. */
  #beyond(name: string, type: number, from: RecordBook): readonly DnsRecord[] {
    for (const book of this.books) {
      const found = book === from ? undefined : book.answer({ name, type, class: CLASS.IN });
      if (found !== undefined) return found.answers;
    }
    return [];
  }

  #authority(): DnsRecord {
    const times = { serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: NEGATIVE_SECONDS };
    return {
      name: '.',
      type: TYPE.SOA,
      class: CLASS.IN,
      ttl: NEGATIVE_SECONDS,
      data: { kind: 'soa', primary: this.name, mailbox: `hostmaster.${this.name}`, ...times },
    };
  }
}

const KNOWN = { authoritative: true, recursionAvailable: true } as const;
