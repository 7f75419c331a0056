import { describe, expect, test } from '@jest/globals';
import { ipv4 } from '@rtemu/wire/address';
import { BLANK, type DnsMessage, describe as describeDns, emit, parse, RCODE } from '@rtemu/wire/dns';
import { TYPE } from '@rtemu/wire/dns-record';
import type { Arrived } from '../datagram.js';
import { NameServer } from './name-server.js';
import { questionOf, reversedAddress, reverseName } from './question.js';
import { RecordBook } from './record-book.js';

const book = new RecordBook();
book.addHost('www.example.com', ipv4('203.0.113.80'), 300);
book.add('shop.example.com', TYPE.CNAME, 300, { kind: 'name', name: 'WWW.example.com' });
book.add('home.example.com', TYPE.CNAME, 300, { kind: 'name', name: 'me.dynamic.example' });
book.add('away.example.com', TYPE.CNAME, 300, { kind: 'name', name: 'nowhere.test' });
book.add('a.loop.test', TYPE.CNAME, 300, { kind: 'name', name: 'b.loop.test' });
book.add('b.loop.test', TYPE.CNAME, 300, { kind: 'name', name: 'a.loop.test' });
const dynamic = new RecordBook();
dynamic.addHost('me.dynamic.example', ipv4('203.0.113.9'), 10);
const server = new NameServer('isp', [book, dynamic]);

const arriving = (payload: Uint8Array): Arrived => ({
  interface: 0,
  source: ipv4('10.0.0.1'),
  sourcePort: 4711,
  destination: ipv4('10.0.0.254'),
  payload,
});
const ask = (message: Partial<DnsMessage>): DnsMessage | undefined => {
  const reply = server.handleQuery(arriving(emit({ ...BLANK, id: 7, recursionDesired: true, ...message })));
  if (reply === undefined) return undefined;
  expect(reply).toMatchObject({ source: ipv4('10.0.0.254'), destination: ipv4('10.0.0.1'), port: 4711 });
  const result = parse(reply.payload);
  if (!result.ok) throw new Error(describeDns(reply.payload));
  return result.value;
};
const line = (name: string, type: number): string => {
  const reply = server.handleQuery(arriving(emit({ ...BLANK, id: 7, questions: [questionOf(name, type)] })));
  return describeDns(reply!.payload).replace('DNS response 7 ', '');
};

describe('a name server', () => {
  test.each([
    ['www.example.com', TYPE.A, 'NOERROR A www.example.com: A 203.0.113.80'],
    ['WWW.Example.Com', TYPE.A, 'NOERROR A WWW.Example.Com: A 203.0.113.80'],
    ['80.113.0.203.in-addr.arpa', TYPE.PTR, 'NOERROR PTR 80.113.0.203.in-addr.arpa: PTR www.example.com'],
    ['shop.example.com', TYPE.A, 'NOERROR A shop.example.com: CNAME WWW.example.com, A 203.0.113.80'],
    ['shop.example.com', TYPE.CNAME, 'NOERROR CNAME shop.example.com: CNAME WWW.example.com'],
    ['home.example.com', TYPE.A, 'NOERROR A home.example.com: CNAME me.dynamic.example, A 203.0.113.9'],
    ['away.example.com', TYPE.A, 'NOERROR A away.example.com: CNAME nowhere.test'],
    ['www.example.com', TYPE.AAAA, 'NOERROR AAAA www.example.com'],
    ['www.example.com', TYPE.ANY, 'NOERROR ANY www.example.com: A 203.0.113.80'],
    ['example.com', TYPE.A, 'NOERROR A example.com'],
    ['example.org', TYPE.A, 'NXDOMAIN A example.org'],
    ['xexample.com', TYPE.A, 'NXDOMAIN A xexample.com'],
  ])('%s %i', (name, type, said) => {
    expect(line(name, type)).toBe(said);
  });

  test('aliases in a ring end', () => {
    expect(line('a.loop.test', TYPE.A)).toMatch(/^NOERROR A a\.loop\.test: CNAME/);
  });

  test('says how long there will be no such name', () => {
    const [authority] = ask({ questions: [questionOf('x.test', TYPE.A)] })!.authorities;
    expect(authority).toMatchObject({ type: TYPE.SOA, ttl: 60 });
  });

  test('says what is wrong with a question, and nothing to an answer', () => {
    const questions = [questionOf('www.example.com', TYPE.A)];
    const edns = { udpOctets: 4096, version: 1, dnssecOk: false, extendedRcode: 0, options: new Uint8Array(0) };
    expect(ask({ questions, opcode: 5 })?.rcode).toBe(RCODE.notImplemented);
    expect(ask({ questions: [] })?.rcode).toBe(RCODE.formatError);
    expect(ask({ questions: [...questions, ...questions] })?.rcode).toBe(RCODE.formatError);
    expect(ask({ questions, edns })?.edns?.extendedRcode).toBe(1);
    expect(ask({ questions, response: true })).toBeUndefined();
    const cut = emit({ ...BLANK, id: 9, questions }).subarray(0, 20);
    expect(describeDns(server.handleQuery(arriving(cut))!.payload)).toBe('DNS response 9 FORMERR ');
    expect(server.handleQuery(arriving(cut.subarray(0, 11)))).toBeUndefined();
  });

  test('keeps to what the asker takes', () => {
    const many = new RecordBook();
    for (let i = 0; i < 100; i++) many.add('many.test', TYPE.A, 1, { kind: 'ipv4', address: ipv4(`10.0.0.${i}`) });
    const big = new NameServer('isp', [many]);
    const question = { ...BLANK, questions: [questionOf('many.test', TYPE.A)] };
    const edns = { udpOctets: 60_000, version: 0, dnssecOk: false, extendedRcode: 0, options: new Uint8Array(0) };
    const short = big.handleQuery(arriving(emit(question)))!.payload;
    const long = big.handleQuery(arriving(emit({ ...question, edns })))!.payload;
    expect([short.length <= 512, long.length > 512, long.length <= 1232]).toEqual([true, true, true]);
    expect(parse(short)).toMatchObject({ ok: true, value: { truncated: true } });
  });

  test('a name that was taken out is gone', () => {
    const own = new RecordBook();
    own.addHost('x.test', ipv4('10.0.0.1'), 1);
    own.remove('X.test', TYPE.A);
    expect([own.answer(questionOf('x.test', TYPE.A)), own.size]).toEqual([undefined, 1]);
  });
});

test('addresses backwards', () => {
  expect(reverseName(ipv4('192.168.0.1'))).toBe('1.0.168.192.in-addr.arpa');
  expect(reversedAddress('1.0.168.192.IN-ADDR.arpa')).toBe(ipv4('192.168.0.1'));
  expect(reversedAddress('0.168.192.in-addr.arpa')).toBeUndefined();
});
