import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { BLANK, type DnsMessage, emit, parse, RCODE } from '@rtemu/wire/dns';
import { TYPE } from '@rtemu/wire/dns-record';
import { Asker, type AskPorts, type Inquiry, type Question } from './asker.js';
import { findingsOf } from './findings.js';
import { LIMIT } from './limits.js';
import { questionOf } from './question.js';

const NS1 = ipv4('192.0.2.1');
const NS2 = ipv4('192.0.2.2');
const WWW = questionOf('www.example.com', TYPE.A);
const at = (count: number): Instant => after(START, seconds(count));
const servers = (...addresses: (typeof NS1)[]) => addresses.map((address) => ({ address, edns: false }));

class Ports implements AskPorts {
  readonly open_ = new Set<number>();
  next = 10_000;
  open(): number {
    this.open_.add(this.next);
    return this.next++;
  }
  close(port: number): void {
    expect(this.open_.delete(port)).toBe(true);
  }
}

const scene = (seed = 1) => {
  const ports = new Ports();
  return { ports, asker: new Asker(new Random(seed), ports) };
};

const sentBy = (asker: Asker): Question[] => {
  const sent: Question[] = [];
  for (let question = asker.pollTransmit(); question; question = asker.pollTransmit()) sent.push(question);
  return sent;
};

const messageOf = ({ payload }: Question): DnsMessage => {
  const result = parse(payload);
  if (!result.ok) throw new Error('not a message');
  return result.value;
};

/** What an honest server says to a question, but for what is to be wrong with it. */
const answer = (question: Question, changes: Partial<DnsMessage> = {}) => ({
  source: question.destination,
  sourcePort: 53,
  payload: emit({
    ...BLANK,
    id: messageOf(question).id,
    response: true,
    questions: messageOf(question).questions,
    answers: [{ ...WWW, ttl: 60, data: { kind: 'ipv4', address: ipv4('203.0.113.80') } }],
    ...changes,
  }),
});

const addressOf = ({ outcome, question }: Inquiry) => {
  const findings = outcome && findingsOf(outcome, question);
  return findings?.kind === 'found' ? findings.records[0]!.data : findings?.why;
};

describe('an asker', () => {
  test('asks, and believes who was asked', () => {
    const { asker, ports } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1));
    const [question] = sentBy(asker);
    expect(question).toMatchObject({ from: 10_000, destination: NS1, port: 53 });
    expect(messageOf(question!)).toMatchObject({ response: false, recursionDesired: true, questions: [WWW] });
    expect(asker.handleDatagram(at(1), 10_000, answer(question!))).toBe(inquiry);
    expect(addressOf(inquiry)).toEqual({ kind: 'ipv4', address: ipv4('203.0.113.80') });
    expect([asker.size, ports.open_.size, asker.nextTimeout()]).toEqual([0, 0, NEVER]);
    expect(asker.handleDatagram(at(1), 10_000, answer(question!))).toBeUndefined(); // a second one comes too late
  });

  test('the case of an answer does not matter', () => {
    const { asker } = scene();
    asker.ask(START, WWW, servers(NS1));
    const [question] = sentBy(asker);
    const shouted = answer(question!, { questions: [{ ...WWW, name: 'WWW.Example.COM' }] });
    expect(asker.handleDatagram(at(1), 10_000, shouted)).toBeDefined();
  });

  test.each<[string, (question: Question) => Parameters<Asker['handleDatagram']>[2], number?]>([
    ['another number', (question) => answer(question, { id: (messageOf(question).id + 1) & 0xffff })],
    ['another server', (question) => ({ ...answer(question), source: ipv4('192.0.2.66') })],
    ['a server that is to be asked later', (question) => ({ ...answer(question), source: NS2 })],
    ['another port of the server', (question) => ({ ...answer(question), sourcePort: 5353 })],
    ['a port of ours that asked nothing', answer, 10_001],
    ['another name', (question) => answer(question, { questions: [questionOf('bank.example.com', TYPE.A)] })],
    ['another type', (question) => answer(question, { questions: [questionOf(WWW.name, TYPE.MX)] })],
    ['no question at all', (question) => answer(question, { questions: [] })],
    ['a question', (question) => answer(question, { response: false })],
    ['another kind of message', (question) => answer(question, { opcode: 4 })],
    ['half a message', (question) => ({ ...answer(question), payload: answer(question).payload.subarray(0, 20) })],
  ])('is not deceived by %s', (_, forge, port = 10_000) => {
    const { asker } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1, NS2));
    const [question] = sentBy(asker);
    expect(asker.handleDatagram(at(1), port, forge(question!))).toBeUndefined();
    expect([inquiry.outcome, asker.counters.strange + asker.counters.malformed]).toEqual([undefined, 1]);
    asker.handleDatagram(at(1), 10_000, answer(question!));
    expect(inquiry.outcome?.kind).toBe('answered');
  });

  test('asks the servers in their order, and again; at the end nobody has answered', () => {
    const { asker, ports } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1, NS2));
    const asked: number[] = sentBy(asker).map(({ destination }) => destination);
    while (inquiry.outcome === undefined) {
      const now = asker.nextTimeout();
      asker.handleTimeout(now);
      asked.push(...sentBy(asker).map(({ destination }) => destination));
    }
    expect(asked).toEqual([NS1, NS2, NS1, NS2, NS1, NS2]);
    expect([inquiry.outcome, ports.open_.size]).toEqual([{ kind: 'failed', why: 'timeout' }, 0]);
  });

  test('a late answer to an earlier try counts', () => {
    const { asker } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1, NS2));
    const [first] = sentBy(asker);
    asker.handleTimeout(at(2));
    const [second] = sentBy(asker);
    expect(messageOf(second!).id).not.toBe(messageOf(first!).id);
    expect(asker.handleDatagram(at(3), 10_000, answer(first!))).toBe(inquiry);
  });

  test('one that could not say leads to the next, and is told when all could not', () => {
    const { asker } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1, NS2));
    const [first] = sentBy(asker);
    asker.handleDatagram(at(1), 10_000, answer(first!, { rcode: RCODE.serverFailure, answers: [] }));
    const [second] = sentBy(asker);
    expect([second?.destination, inquiry.outcome]).toEqual([NS2, undefined]);
    asker.handleDatagram(at(1), 10_000, answer(second!, { rcode: RCODE.refused, answers: [] }));
    expect(addressOf(inquiry)).toBe('refused');
  });

  test('"no such name" is an answer', () => {
    const { asker } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1, NS2));
    const [first] = sentBy(asker);
    asker.handleDatagram(at(1), 10_000, answer(first!, { rcode: RCODE.nameError, answers: [] }));
    expect(addressOf(inquiry)).toBe('no-such-name');
  });

  test('without a server, or with too many questions, it has failed at once', () => {
    const { asker } = scene();
    expect(asker.ask(START, WWW, []).outcome).toEqual({ kind: 'failed', why: 'no-server' });
    for (let i = 0; i < LIMIT.inquiries; i++) expect(asker.ask(START, WWW, servers(NS1)).outcome).toBeUndefined();
    expect(asker.ask(START, WWW, servers(NS1)).outcome).toEqual({ kind: 'failed', why: 'too-many' });
    expect(asker.size).toBe(LIMIT.inquiries);
  });

  test('its numbers cannot be told in advance, and come again from the same seed', () => {
    const ids = (seed: number) => {
      const { asker } = scene(seed);
      for (let i = 0; i < 100; i++) asker.ask(START, WWW, servers(NS1));
      return sentBy(asker).map((question) => messageOf(question).id);
    };
    expect(new Set(ids(1)).size).toBeGreaterThan(95);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
  });

  test('any octets at all, from anywhere, end nothing', () => {
    const { asker } = scene();
    const inquiry = asker.ask(START, WWW, servers(NS1));
    const random = new Random(5);
    const [question] = sentBy(asker);
    for (let i = 0; i < 5000; i++) {
      const { payload } = answer(question!);
      const at_ = random.below(payload.length);
      payload[at_]! ^= 1 << random.below(8);
      const cut = payload.subarray(0, 12 + random.below(payload.length - 12));
      if (asker.handleDatagram(at(1), 10_000, { source: NS1, sourcePort: 53, payload: cut }) !== undefined) return;
    }
    expect(inquiry.outcome).toBeUndefined();
  });
});
