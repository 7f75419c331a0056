/**
 * A resolver that knows little by itself: it answers from what is written down and from what it remembers, and hands all other
 * questions to servers that know more (manual 24; RFC 1034 §5.3, RFC 5625 for what stands between).
 * @module
 */
import { counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { BLANK, type DnsMessage, type DnsQuestion, RCODE } from '@rtemu/wire/dns';
import { readName } from '@rtemu/wire/dns-name';
import type { DnsRecord } from '@rtemu/wire/dns-record';
import type { Arrived, Departing } from '../datagram.js';
import { Asker, type AskPorts, type Inquiry, type Question, type ServerToAsk } from './asker.js';
import { DnsCache } from './cache.js';
import { type Findings, findingsOf, readAnswer } from './findings.js';
import { LIMIT, PARKED_WAIT } from './limits.js';
import { type Query, readQuery, replyTo } from './query.js';
import { keyOf, questionOf } from './question.js';
import type { BookAnswer } from './record-book.js';

/** Whom to ask about a question. */
export type Way =
  | { readonly kind: 'ask'; readonly servers: readonly ServerToAsk[] }
  /** It is not to be resolved, nor answered. */
  | { readonly kind: 'reject' }
  /** There will be a server soon: {@link Resolver.handleWaysChanged} is to be called then. */
  | { readonly kind: 'wait' };

/** What the configuration says to the resolver; asked anew with every question. */
export interface ResolverPolicy {
  readonly usesCache: boolean;
  mayAsk(arrived: Arrived): boolean;
  /** What needs nobody else. @param arrived the datagram of a client; `undefined` for questions of our own */
  answerHere(question: DnsQuestion, arrived: Arrived | undefined): BookAnswer | undefined;
  wayFor(now: Instant, question: DnsQuestion, client: Ipv4Address | undefined): Way;
}

export interface LookupOptions {
  /** Whom to ask, whatever is remembered or written down. */
  readonly servers?: readonly ServerToAsk[] | undefined;
  /** Whether an answer that is remembered will do. */
  readonly usesCache?: boolean | undefined;
  /** A domain to put behind a name that does not exist without one. */
  readonly domain?: string | undefined;
}

/** A question of somebody's, until it is answered. */
interface Task {
  /** As it is being resolved: an alias has led somewhere else than was asked. */
  question: DnsQuestion;
  readonly aliases: DnsRecord[];
  readonly client: { readonly query: Query; readonly arrived: Arrived } | undefined;
  readonly lookup: PendingLookup | undefined;
  deadline: Instant;
}

class PendingLookup {
  found: Findings | undefined;
  /** The same name in our domain, once it was not found without. */
  inDomain: PendingLookup | undefined;

  constructor(
    readonly asked: DnsQuestion,
    readonly options: LookupOptions,
  ) {}

  findings(): Findings | undefined {
    return this.inDomain === undefined ? this.found : this.inDomain.found;
  }
}

export class Resolver {
  readonly counters = counters('asked', 'refused', 'unreadable', 'here', 'remembered', 'rejected', 'overflowed');
  readonly cache = new DnsCache(0);
  readonly asker: Asker;
  readonly #shared = new Map<Inquiry, Task[]>();
  /** Inquiries that others may wait for, by question and servers. */
  readonly #byKey = new Map<string, Inquiry>();
  readonly #parked: Task[] = [];
  readonly #replies: Departing[] = [];

  constructor(
    random: Random,
    ports: AskPorts,
    private readonly policy: ResolverPolicy,
  ) {
    this.asker = new Asker(random, ports);
  }

  /** A datagram that came to port 53. */
  handleQuery(now: Instant, arrived: Arrived): void {
    this.counters.asked++;
    if (!this.policy.mayAsk(arrived)) {
      this.counters.refused++;
      return;
    }
    const query = readQuery(arrived.payload);
    if (query === undefined || !('question' in query)) {
      this.counters.unreadable++;
      if (query !== undefined) this.#reply(arrived, query);
      return;
    }
    const { question } = query;
    this.#begin(now, { question, aliases: [], client: { query, arrived }, lookup: undefined, deadline: NEVER });
  }

  /** Of our own. What comes of it is in what is returned, at once or later. */
  lookUp(now: Instant, name: string, type: number, options: LookupOptions = {}): { findings(): Findings | undefined } {
    const lookup = new PendingLookup(questionOf(name, type), options);
    this.#begin(now, { question: lookup.asked, aliases: [], client: undefined, lookup, deadline: NEVER });
    return lookup;
  }

  /** A datagram that came to a port of the asker's. */
  handleAnswer(now: Instant, port: number, arrived: Pick<Arrived, 'source' | 'sourcePort' | 'payload'>): void {
    const inquiry = this.asker.handleDatagram(now, port, arrived);
    if (inquiry) this.#conclude(now, inquiry);
  }

  /** There may be other servers to ask than a moment ago. */
  handleWaysChanged(now: Instant): void {
    for (const task of this.#parked.splice(0)) this.#seek(now, task);
  }

  handleTimeout(now: Instant): void {
    for (const inquiry of this.asker.handleTimeout(now)) this.#conclude(now, inquiry);
    while (this.#parked[0] !== undefined && this.#parked[0].deadline <= now) this.#fail(now, this.#parked.shift()!);
  }

  nextTimeout(): Instant {
    const parked = this.#parked[0]?.deadline ?? NEVER;
    const asked = this.asker.nextTimeout();
    return parked < asked ? parked : asked;
  }

  pollReply(): Departing | undefined {
    return this.#replies.shift();
  }

  pollQuestion(): Question | undefined {
    return this.asker.pollTransmit();
  }

  /** From what is known here to what must be asked. */
  #begin(now: Instant, task: Task): void {
    if (task.lookup?.options.servers === undefined)
      for (let i = 0; i <= LIMIT.aliases; i++) {
        const here = this.policy.answerHere(task.question, task.client?.arrived);
        if (here === undefined) break;
        if (here.leadsTo === undefined) {
          this.counters.here++;
          this.#finish(now, task, { ...BLANK, rcode: here.rcode, answers: here.answers });
          return;
        }
        task.aliases.push(...here.answers);
        task.question = { ...task.question, name: here.leadsTo };
      }
    this.#seek(now, task);
  }

  #seek(now: Instant, task: Task): void {
    const { question, lookup } = task;
    const usesCache = this.policy.usesCache && lookup?.options.usesCache !== false;
    const remembered = usesCache && !lookup?.options.servers ? this.cache.get(now, question) : undefined;
    if (remembered !== undefined) {
      this.counters.remembered++;
      this.#finish(now, task, remembered);
      return;
    }
    const given = lookup?.options.servers;
    const way: Way =
      given === undefined
        ? this.policy.wayFor(now, question, task.client?.arrived.source)
        : { kind: 'ask', servers: given };
    if (way.kind === 'ask') this.#ask(now, task, way.servers);
    else if (way.kind === 'wait') this.#park(now, task);
    else {
      this.counters.rejected++;
      if (lookup) lookup.found = { kind: 'failed', why: 'refused' };
    }
  }

  #ask(now: Instant, task: Task, servers: readonly ServerToAsk[]): void {
    const key = `${keyOf(task.question)} ${servers.map(({ address, edns }) => `${address} ${edns}`).join(' ')}`;
    const same = this.#byKey.get(key);
    const waiting = same && this.#shared.get(same);
    if (waiting !== undefined) {
      if (waiting.length < LIMIT.waiters) waiting.push(task);
      else this.#overflow(task);
      return;
    }
    const inquiry = this.asker.ask(now, task.question, servers);
    this.#shared.set(inquiry, [task]);
    this.#byKey.set(key, inquiry);
    if (inquiry.outcome !== undefined) this.#conclude(now, inquiry);
  }

  #park(now: Instant, task: Task): void {
    if (task.deadline === NEVER) task.deadline = after(now, PARKED_WAIT);
    if (this.#parked.length < LIMIT.parked) this.#parked.push(task);
    else this.#overflow(task);
  }

  #overflow({ lookup }: Task): void {
    this.counters.overflowed++;
    if (lookup) lookup.found = { kind: 'failed', why: 'too-many' };
  }

  /** An inquiry has its outcome: for all who waited for it. */
  #conclude(now: Instant, inquiry: Inquiry): void {
    const tasks = this.#shared.get(inquiry) ?? [];
    this.#shared.delete(inquiry);
    for (const [key, other] of this.#byKey) if (other === inquiry) this.#byKey.delete(key);
    const { outcome, question } = inquiry;
    if (outcome?.kind === 'answered') {
      if (this.policy.usesCache) this.cache.put(now, question, outcome.message);
      for (const task of tasks) this.#finish(now, task, outcome.message);
    } else
      for (const task of tasks) {
        const { lookup } = task;
        if (lookup && outcome) lookup.found = findingsOf(outcome, question);
        else this.#fail(now, task);
      }
  }

  /** Nobody could be asked, or nobody answered. */
  #fail(_now: Instant, { client, lookup }: Task): void {
    if (lookup) lookup.found = { kind: 'failed', why: 'timeout' };
    if (client)
      this.#reply(client.arrived, replyTo(client.query, { rcode: RCODE.serverFailure, recursionAvailable: true }));
  }

  #finish(now: Instant, task: Task, message: DnsMessage): void {
    const { client, lookup, aliases } = task;
    const { rcode, truncated, authorities, additionals } = message;
    const answers = [...aliases, ...message.answers];
    if (client)
      this.#reply(
        client.arrived,
        replyTo(client.query, { rcode, answers, authorities, additionals, truncated, recursionAvailable: true }),
      );
    if (lookup) this.#tell(now, lookup, { ...message, answers });
  }

  /** A name that does not exist may be meant to lie in our domain (manual 24.3). */
  #tell(now: Instant, lookup: PendingLookup, message: DnsMessage): void {
    const found = readAnswer(message, lookup.asked);
    const { domain, ...options } = lookup.options;
    const longer = domain === undefined ? undefined : readName(`${lookup.asked.name}.${domain}`);
    if (found.kind === 'found' || longer === undefined || !['no-such-name', 'no-such-record'].includes(found.why)) {
      lookup.found = found;
      return;
    }
    const inDomain = new PendingLookup(questionOf(longer, lookup.asked.type), options);
    lookup.inDomain = inDomain;
    this.#begin(now, { question: inDomain.asked, aliases: [], client: undefined, lookup: inDomain, deadline: NEVER });
  }

  #reply({ source, sourcePort, destination }: Arrived, payload: Uint8Array): void {
    if (this.#replies.length >= LIMIT.replies) this.counters.overflowed++;
    else this.#replies.push({ source: destination, destination: source, port: sourcePort, payload });
  }
}
