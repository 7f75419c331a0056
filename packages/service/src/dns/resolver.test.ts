import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, START, seconds } from '@rtemu/engine/time';
import { ipv4 } from '@rtemu/wire/address';
import { BLANK, type DnsMessage, emit, parse, RCODE } from '@rtemu/wire/dns';
import { type DnsRecord, TYPE } from '@rtemu/wire/dns-record';
import fc from 'fast-check';
import type { Arrived } from '../datagram.js';
import type { Question } from './asker.js';
import { DnsCache } from './cache.js';
import { LIMIT } from './limits.js';
import { questionOf } from './question.js';
import { Resolver, type ResolverPolicy, type Way } from './resolver.js';

const SERVER = ipv4('192.0.2.53');
const WWW = questionOf('www.example.com', TYPE.A);
const at = (count: number): Instant => after(START, seconds(count));

const scene = (way: Way = { kind: 'ask', servers: [{ address: SERVER, edns: false }] }) => {
  let port = 1024;
  const policy: ResolverPolicy & { way: Way } = {
    way,
    usesCache: true,
    mayAsk: () => true,
    answerHere: () => undefined,
    wayFor: () => policy.way,
  };
  const resolver = new Resolver(new Random(1), { open: () => port++, close: () => {} }, policy);
  resolver.cache.max = 8;
  return { resolver, policy };
};

const asking = (client: number, question = WWW, id = client): Arrived => ({
  interface: 0,
  source: ipv4(`10.0.0.${client % 250}`),
  sourcePort: 1024 + client,
  destination: ipv4('10.0.0.254'),
  payload: emit({ ...BLANK, id, recursionDesired: true, questions: [question] }),
});

const questionsOf = (resolver: Resolver): Question[] => {
  const questions: Question[] = [];
  for (let question = resolver.pollQuestion(); question; question = resolver.pollQuestion()) questions.push(question);
  return questions;
};
const repliesOf = (resolver: Resolver): DnsMessage[] => {
  const replies: DnsMessage[] = [];
  for (let reply = resolver.pollReply(); reply; reply = resolver.pollReply()) {
    const result = parse(reply.payload);
    if (result.ok) replies.push(result.value);
  }
  return replies;
};
const address = (name: string, ttl: number, text = '203.0.113.80'): DnsRecord => ({
  ...questionOf(name, TYPE.A),
  ttl,
  data: { kind: 'ipv4', address: ipv4(text) },
});
const answerTo = (
  resolver: Resolver,
  now: Instant,
  { from, payload }: Question,
  answers: DnsRecord[],
  rcode = 0,
): void => {
  const result = parse(payload);
  if (!result.ok) throw new Error('not a question');
  const { id, questions } = result.value;
  resolver.handleAnswer(now, from, {
    source: SERVER,
    sourcePort: 53,
    payload: emit({ ...BLANK, id, response: true, questions, answers, rcode }),
  });
};

describe('a resolver', () => {
  test('asks once for many who ask the same, and answers each with its own number', () => {
    const { resolver } = scene();
    for (let client = 1; client <= 5; client++) resolver.handleQuery(START, asking(client));
    const questions = questionsOf(resolver);
    expect(questions).toHaveLength(1);
    answerTo(resolver, at(1), questions[0]!, [address(WWW.name, 60)]);
    expect(repliesOf(resolver).map(({ id, answers }) => [id, answers.length])).toEqual(
      [1, 2, 3, 4, 5].map((id) => [id, 1]),
    );
  });

  test('remembers, and lets what it remembers grow old', () => {
    const { resolver } = scene();
    resolver.handleQuery(START, asking(1));
    answerTo(resolver, START, questionsOf(resolver)[0]!, [
      address(WWW.name, 60),
      address(WWW.name, 90, '203.0.113.81'),
    ]);
    repliesOf(resolver);
    resolver.handleQuery(at(59), asking(2));
    expect([questionsOf(resolver), repliesOf(resolver)[0]!.answers.map(({ ttl }) => ttl)]).toEqual([[], [1, 31]]);
    resolver.handleQuery(at(60), asking(3));
    expect(questionsOf(resolver)).toHaveLength(1);
  });

  test('says so when nobody answers, and when nobody is known', () => {
    const { resolver, policy } = scene();
    resolver.handleQuery(START, asking(1));
    while (resolver.asker.size > 0) resolver.handleTimeout(resolver.nextTimeout());
    policy.way = { kind: 'ask', servers: [] };
    resolver.handleQuery(START, asking(2));
    expect(repliesOf(resolver).map(({ id, rcode }) => [id, rcode])).toEqual([
      [1, RCODE.serverFailure],
      [2, RCODE.serverFailure],
    ]);
  });

  test('waits for a server to be known, but not for ever', () => {
    const { resolver, policy } = scene({ kind: 'wait' });
    resolver.handleQuery(START, asking(1));
    resolver.handleQuery(at(20), asking(2));
    expect([questionsOf(resolver), repliesOf(resolver)]).toEqual([[], []]);
    resolver.handleTimeout(at(30));
    expect(repliesOf(resolver).map(({ id, rcode }) => [id, rcode])).toEqual([[1, RCODE.serverFailure]]);
    policy.way = { kind: 'ask', servers: [{ address: SERVER, edns: false }] };
    resolver.handleWaysChanged(at(31));
    expect(questionsOf(resolver)).toHaveLength(1);
  });

  test('says nothing to what is rejected', () => {
    const { resolver } = scene({ kind: 'reject' });
    resolver.handleQuery(START, asking(1));
    expect([questionsOf(resolver), repliesOf(resolver), resolver.counters.rejected]).toEqual([[], [], 1]);
    expect(resolver.lookUp(START, WWW.name, TYPE.A).findings()).toEqual({ kind: 'failed', why: 'refused' });
  });

  test('a flood of questions costs no more than its limits', () => {
    const { resolver, policy } = scene();
    for (let i = 0; i < 5000; i++)
      resolver.handleQuery(START, asking(i % 60_000, questionOf(`n${i}.example.com`, TYPE.A)));
    for (let i = 0; i < 5000; i++) resolver.handleQuery(START, asking(i, questionOf('n1.example.com', TYPE.A)));
    expect(resolver.asker.size).toBe(LIMIT.inquiries);
    expect(questionsOf(resolver).length).toBeLessThanOrEqual(LIMIT.transmits);
    expect(repliesOf(resolver).length).toBeLessThanOrEqual(LIMIT.replies);
    expect(resolver.counters.overflowed).toBeGreaterThan(4000);
    policy.way = { kind: 'wait' };
    for (let i = 0; i < 500; i++) resolver.handleQuery(START, asking(i, questionOf(`p${i}.example.com`, TYPE.A)));
    while (resolver.nextTimeout() < Number.POSITIVE_INFINITY) resolver.handleTimeout(resolver.nextTimeout());
    expect(resolver.asker.size).toBe(0);
  });

  test('any octets at all as a question, or as an answer', () => {
    const { resolver } = scene();
    const random = new Random(9);
    for (let i = 0; i < 3000; i++) {
      const query = asking(i);
      query.payload[random.below(query.payload.length)]! ^= 1 << random.below(8);
      resolver.handleQuery(START, query);
      for (const question of questionsOf(resolver)) {
        const payload = random.octets(random.below(80));
        resolver.handleAnswer(START, question.from, { source: SERVER, sourcePort: 53, payload });
      }
      repliesOf(resolver);
    }
    expect(resolver.asker.size).toBeLessThanOrEqual(LIMIT.inquiries);
  });
});

describe('the cache', () => {
  const message = (...answers: DnsRecord[]): DnsMessage => ({ ...BLANK, response: true, questions: [WWW], answers });

  test('keeps an answer without a record for a minute, and a failure not at all', () => {
    const cache = new DnsCache(8);
    cache.put(START, WWW, { ...message(), rcode: RCODE.nameError });
    expect([cache.get(at(59), WWW)?.rcode, cache.get(at(60), WWW)]).toEqual([RCODE.nameError, undefined]);
    cache.put(START, WWW, { ...message(), rcode: RCODE.serverFailure });
    cache.put(START, WWW, { ...message(address(WWW.name, 60)), truncated: true });
    cache.put(START, WWW, message(address(WWW.name, 60), address(WWW.name, 0)));
    cache.put(START, WWW, message(address(WWW.name, 0x8000_0000)));
    expect(cache.get(START, WWW)).toBeUndefined();
  });

  test('of any history: never more than it may, the oldest goes first, no record outlives its time', () => {
    const step = fc.record({ name: fc.nat(12), ttl: fc.integer({ min: 1, max: 30 }), wait: fc.nat(5) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 60 }), (max, steps) => {
        const cache = new DnsCache(max);
        const model = new Map<string, number>(); // name → until
        let now = 0;
        for (const { name, ttl, wait } of steps) {
          now += wait;
          const question = questionOf(`n${name}`, TYPE.A);
          const expected = model.get(question.name) ?? 0;
          const found = cache.get(at(now), question);
          expect(found?.answers[0]?.ttl).toBe(expected > now ? expected - now : undefined);
          if (expected <= now) model.delete(question.name); // it was looked for, and has gone
          model.delete(question.name);
          cache.put(at(now), question, message(address(question.name, ttl)));
          model.set(question.name, now + ttl);
          if (model.size > max) model.delete(model.keys().next().value!);
          expect(cache.size).toBeLessThanOrEqual(max);
        }
      }),
    );
  });

  test('that is made smaller forgets the oldest', () => {
    const cache = new DnsCache(4);
    for (const name of ['a', 'b', 'c']) cache.put(START, questionOf(name, TYPE.A), message(address(name, 60)));
    cache.max = 2;
    expect(cache.entries(at(1)).map(({ question, secondsLeft }) => [question.name, secondsLeft])).toEqual([
      ['b', 59],
      ['c', 59],
    ]);
  });
});
