/**
 * Asks DNS servers: one after the other, again when nothing comes, from a port and under a number that nobody can guess. What
 * comes back counts only from the server that was asked, to the port it was asked from, with the number and the question that
 * it was asked (RFC 5452 §9.1).
 * @module
 */
import { counters } from '@rtemu/engine/counters';
import type { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER } from '@rtemu/engine/time';
import type { Ipv4Address } from '@rtemu/wire/address';
import { BLANK, type DnsMessage, type DnsQuestion, emit, OPCODE, PORT, parse, RCODE } from '@rtemu/wire/dns';
import type { Arrived } from '../datagram.js';
import { LIMIT, ROUNDS } from './limits.js';
import { keyOf } from './question.js';

/** The ports that questions are asked from: a question has one of its own. */
export interface AskPorts {
  /** One at random; `undefined` when none is free. */
  open(): number | undefined;
  close(port: number): void;
}

export interface ServerToAsk {
  readonly address: Ipv4Address;
  /** Whether to say, by EDNS, that long answers are welcome. */
  readonly edns: boolean;
}

export type InquiryOutcome =
  | { readonly kind: 'answered'; readonly message: DnsMessage; readonly server: Ipv4Address }
  | { readonly kind: 'failed'; readonly why: 'no-server' | 'no-port' | 'too-many' | 'timeout' };

export interface Question {
  /** The port that it leaves from. */
  readonly from: number;
  readonly destination: Ipv4Address;
  readonly port: number;
  readonly payload: Uint8Array;
}

/** What is announced by EDNS: what crosses every path in one piece (DNS Flag Day 2020). */
export const EDNS_OCTETS = 1232;

/** A question that is being asked, until it has an outcome. */
export class Inquiry {
  outcome: InquiryOutcome | undefined;
  /** For the asker alone. */
  readonly tries: { readonly server: ServerToAsk; readonly id: number }[] = [];
  deadline: Instant = NEVER;
  /** An answer that says no more than that a server could not answer: for want of a better one. */
  poor: InquiryOutcome | undefined;

  constructor(
    readonly question: DnsQuestion,
    readonly servers: readonly ServerToAsk[],
    readonly port: number,
  ) {}
}

/** Codes with which a server says nothing about the name: another may know it. */
const POOR: ReadonlySet<number> = new Set([
  RCODE.formatError,
  RCODE.serverFailure,
  RCODE.notImplemented,
  RCODE.refused,
]);

export class Asker {
  readonly counters = counters('asked', 'answered', 'unanswered', 'malformed', 'strange', 'tooMany', 'noPort');
  /** By port. */
  readonly #open = new Map<number, Inquiry>();
  readonly #transmits: Question[] = [];
  #next: Instant = NEVER;

  constructor(
    private readonly random: Random,
    private readonly ports: AskPorts,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  /** Asks. An inquiry that cannot even begin has its outcome at once. */
  ask(now: Instant, question: DnsQuestion, servers: readonly ServerToAsk[]): Inquiry {
    if (servers.length === 0) return failed(question, 'no-server');
    if (this.#open.size >= LIMIT.inquiries) {
      this.counters.tooMany++;
      return failed(question, 'too-many');
    }
    const port = this.ports.open();
    if (port === undefined) {
      this.counters.noPort++;
      return failed(question, 'no-port');
    }
    const inquiry = new Inquiry(question, servers, port);
    this.#open.set(port, inquiry);
    this.#tryNext(now, inquiry);
    this.#refresh();
    return inquiry;
  }

  /** Nobody waits for it any more. */
  drop(inquiry: Inquiry): void {
    this.#close(inquiry);
    this.#refresh();
  }

  /** Whatever came to one of the ports. @returns the inquiry that it ends */
  handleDatagram(
    now: Instant,
    port: number,
    { source, sourcePort, payload }: Pick<Arrived, 'source' | 'sourcePort' | 'payload'>,
  ): Inquiry | undefined {
    const inquiry = this.#open.get(port);
    const result = parse(payload);
    if (!result.ok) {
      this.counters.malformed++;
      return undefined;
    }
    const message = result.value;
    const asked = inquiry?.tries.find(({ server, id }) => server.address === source && id === message.id);
    const isAnswer = message.response && message.opcode === OPCODE.query && sourcePort === PORT;
    if (inquiry === undefined || asked === undefined || !isAnswer || !answersTo(message, inquiry.question)) {
      this.counters.strange++;
      return undefined;
    }
    const outcome: InquiryOutcome = { kind: 'answered', message, server: source };
    if (!POOR.has(message.rcode)) return this.#end(inquiry, outcome);
    inquiry.poor = outcome;
    const isLast = inquiry.tries.at(-1) === asked;
    if (isLast && inquiry.tries.length % inquiry.servers.length !== 0) {
      this.#tryNext(now, inquiry);
      this.#refresh();
      return undefined;
    }
    return isLast ? this.#end(inquiry, outcome) : undefined;
  }

  /** @returns the inquiries that nobody answered */
  handleTimeout(now: Instant): Inquiry[] {
    const ended: Inquiry[] = [];
    for (const inquiry of [...this.#open.values()]) {
      if (inquiry.deadline > now || this.#tryNext(now, inquiry)) continue;
      this.counters.unanswered++;
      ended.push(this.#end(inquiry, inquiry.poor ?? { kind: 'failed', why: 'timeout' }));
    }
    this.#refresh();
    return ended;
  }

  nextTimeout(): Instant {
    return this.#next;
  }

  pollTransmit(): Question | undefined {
    return this.#transmits.shift();
  }

  /** @returns false when every server was asked often enough */
  #tryNext(now: Instant, inquiry: Inquiry): boolean {
    const { servers, tries, question, port } = inquiry;
    const wait = ROUNDS[Math.floor(tries.length / servers.length)];
    if (wait === undefined) return false;
    const server = servers[tries.length % servers.length]!;
    const id = this.random.below(0x1_0000);
    tries.push({ server, id });
    inquiry.deadline = after(now, wait);
    const edns = server.edns
      ? { udpOctets: EDNS_OCTETS, version: 0, dnssecOk: false, extendedRcode: 0, options: new Uint8Array(0) }
      : undefined;
    const payload = emit({ ...BLANK, id, recursionDesired: true, questions: [question], edns });
    this.counters.asked++;
    if (this.#transmits.length < LIMIT.transmits)
      this.#transmits.push({ from: port, destination: server.address, port: PORT, payload });
    return true;
  }

  #end(inquiry: Inquiry, outcome: InquiryOutcome): Inquiry {
    if (outcome.kind === 'answered') this.counters.answered++;
    inquiry.outcome = outcome;
    this.#close(inquiry);
    this.#refresh();
    return inquiry;
  }

  #close(inquiry: Inquiry): void {
    if (this.#open.get(inquiry.port) !== inquiry) return;
    this.#open.delete(inquiry.port);
    this.ports.close(inquiry.port);
  }

  #refresh(): void {
    this.#next = NEVER;
    for (const { deadline } of this.#open.values()) if (deadline < this.#next) this.#next = deadline;
  }
}

const answersTo = ({ questions }: DnsMessage, asked: DnsQuestion): boolean =>
  questions.length === 1 && keyOf(questions[0]!) === keyOf(asked);

function failed(question: DnsQuestion, why: 'no-server' | 'no-port' | 'too-many'): Inquiry {
  const inquiry = new Inquiry(question, [], 0);
  inquiry.outcome = { kind: 'failed', why };
  return inquiry;
}
