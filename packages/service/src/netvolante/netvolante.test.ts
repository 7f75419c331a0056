import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { type Ipv4Address, ipv4, type MacAddress, mac, printIpv4 } from '@rtemu/wire/address';
import { TYPE } from '@rtemu/wire/dns-record';
import { emit, type NetvolanteMessage, parse } from '@rtemu/wire/netvolante';
import { questionOf } from '../dns/question.js';
import { RecordBook } from '../dns/record-book.js';
import { Registration, type RegistrationSettings, type RouterIdentity } from './registration.js';
import { LIMIT, NetvolanteServer } from './server.js';

const at = (count: number): Instant => after(START, seconds(count));
const RT: RouterIdentity = { mac: mac('00:a0:de:01:02:03'), serial: 'RT1' };
const OTHER: RouterIdentity = { mac: mac('02:00:00:00:00:09'), serial: 'RT9' };
const [HOME, AWAY] = [ipv4('203.0.113.9'), ipv4('203.0.113.10')];
const SETTINGS: RegistrationSettings = {
  host: 'office',
  automatic: true,
  timeoutSeconds: 90,
  retrySeconds: 'auto',
  retryCount: 10,
  registerSeconds: 'off',
};

const makeServer = () => {
  const book = new RecordBook();
  const server = new NetvolanteServer({ domain: 'netvolante.jp', subdomain: 'aa0' }, book);
  const say = (payload: Uint8Array): NetvolanteMessage | undefined => {
    const arrived = { interface: 0, source: HOME, sourcePort: 4711, destination: ipv4('192.0.2.1'), payload };
    const reply = server.handleDatagram(arrived);
    const result = reply && parse(reply.payload);
    return result?.ok ? result.value : undefined;
  };
  const ask = (changes: Partial<NetvolanteMessage>, { mac: own, serial } = RT) =>
    say(
      emit({
        kind: 'register',
        status: 'ok',
        exchange: 1,
        mac: own,
        serial,
        address: HOME,
        host: 'office',
        names: [],
        ...changes,
      }),
    );
  const addressOf = (name: string) => {
    const data = book.answer(questionOf(name, TYPE.A))?.answers[0]?.data;
    return data?.kind === 'ipv4' ? printIpv4(data.address) : undefined;
  };
  return { server, say, ask, addressOf };
};

describe('the server', () => {
  test('puts names under its domain, moves them, and takes them out', () => {
    const { ask, addressOf } = makeServer();
    expect(ask({})).toMatchObject({
      kind: 'registered',
      status: 'ok',
      host: 'office.aa0.netvolante.jp',
      address: HOME,
    });
    expect(addressOf('OFFICE.aa0.netvolante.jp')).toBe('203.0.113.9');
    ask({ host: 'office.aa0.netvolante.jp', address: AWAY });
    expect(addressOf('office.aa0.netvolante.jp')).toBe('203.0.113.10');
    expect(ask({ kind: 'list' })).toMatchObject({ kind: 'listed', names: ['office.aa0.netvolante.jp'] });
    expect(ask({ kind: 'delete' })).toMatchObject({ status: 'ok' });
    expect(ask({ kind: 'delete' })).toMatchObject({ status: 'ok' }); // the same once more
    expect(addressOf('office.aa0.netvolante.jp')).toBeUndefined();
  });

  test('makes names of MAC addresses (manual 34.8), and takes the address that it sees', () => {
    const { ask, addressOf } = makeServer();
    expect(ask({ host: '', address: ipv4('0.0.0.0') })).toMatchObject({ host: 'y010203.auto.netvolante.jp' });
    expect(ask({ host: '' }, OTHER)).toMatchObject({ host: 'y020000000009.auto.netvolante.jp' });
    expect(addressOf('y010203.auto.netvolante.jp')).toBe('203.0.113.9');
  });

  test('lets nobody have the name of another', () => {
    const { ask, addressOf } = makeServer();
    ask({});
    expect(ask({ host: 'OFFICE', address: AWAY }, OTHER)).toMatchObject({ status: 'taken' });
    expect(ask({ kind: 'delete' }, OTHER)).toMatchObject({ status: 'unknown' });
    expect([ask({ kind: 'list' }, OTHER)?.names, addressOf('office.aa0.netvolante.jp')]).toEqual([[], '203.0.113.9']);
  });

  test.each(['-a', 'a-', 'a_b', 'a.b', 'x'.repeat(64), 'office.bb0.netvolante.jp', '日'])('refuses %s', (host) => {
    expect(makeServer().ask({ host })).toMatchObject({ status: 'bad-name' });
  });

  test('has room for so many names and no more, and answers no answer', () => {
    const { ask, say } = makeServer();
    for (let i = 0; i < LIMIT.namesOfOne; i++) expect(ask({ host: `a${i}` })?.status).toBe('ok');
    expect(ask({ host: 'b' })?.status).toBe('full');
    expect(ask({ host: 'a1' })?.status).toBe('ok');
    for (let i = 0; i < LIMIT.names; i++)
      ask({ host: `n${i}` }, { mac: (0x020000000000 + i) as MacAddress, serial: '' });
    expect(ask({ host: 'last' }, OTHER)?.status).toBe('full');
    expect([ask({ kind: 'registered' }), say(new Random(1).octets(50))]).toEqual([undefined, undefined]);
  });
});

/** A registration and what it says. */
const scene = (settings: Partial<RegistrationSettings> = {}, seed = 1) => {
  const registration = new Registration(new Random(seed), RT, { ...SETTINGS, ...settings });
  const sent = (): NetvolanteMessage | undefined => {
    const payload = registration.pollSend();
    const result = payload && parse(payload);
    return result?.ok ? result.value : undefined;
  };
  const events = () => {
    const found: string[] = [];
    for (let event = registration.pollEvent(); event; event = registration.pollEvent())
      found.push(event.kind === 'failed' ? `${event.what} failed: ${event.why}` : event.kind);
    return found;
  };
  const accept = (now: Instant, request: NetvolanteMessage, changes: Partial<NetvolanteMessage> = {}) =>
    registration.handleReply(now, { ...request, kind: 'registered', host: 'office.aa0.netvolante.jp', ...changes });
  return { registration, sent, events, accept };
};

describe('a registration', () => {
  test('follows the address of its interface', () => {
    const { registration, sent, events, accept } = scene();
    registration.handleAddress(START, HOME);
    const first = sent()!;
    expect(first).toMatchObject({ kind: 'register', host: 'office', address: HOME, mac: RT.mac, serial: 'RT1' });
    accept(at(1), first);
    expect([events(), registration.nextTimeout()]).toEqual([['registered'], NEVER]);
    registration.handleAddress(at(2), HOME);
    expect(sent()).toBeUndefined();
    registration.handleAddress(at(3), undefined);
    registration.handleAddress(at(4), HOME); // back with the same address: it is known
    expect(sent()).toBeUndefined();
    registration.handleAddress(at(5), AWAY);
    expect(sent()).toMatchObject({ address: AWAY });
    registration.reconfigure(at(6), { ...SETTINGS, host: 'office.aa0.netvolante.jp' }); // the whole of the same name
    expect(registration.registered?.host).toBe('office.aa0.netvolante.jp');
  });

  test('asks again every five seconds, gives up in time, and tries again later (manual 34.13)', () => {
    const { registration, sent, events } = scene({ timeoutSeconds: 12, retryCount: 2 });
    registration.handleAddress(START, HOME);
    const tries: number[] = [];
    const numbers = new Set<number>();
    for (let now = START; now < NEVER; now = registration.nextTimeout()) {
      registration.handleTimeout(now);
      const request = sent();
      if (request) tries.push(now / 1e6);
      if (request) numbers.add(request.exchange);
    }
    expect(events()).toEqual(Array.from({ length: 3 }, () => 'register failed: timeout'));
    expect([tries.slice(0, 3), tries.length, numbers.size]).toEqual([[0, 5, 10], 9, 3]);
    expect(tries[3]).toBeGreaterThanOrEqual(12 + 30);
    expect(tries[3]).toBeLessThanOrEqual(12 + 90);
    expect(tries[6]! - tries[3]!).toBe(12 + 60);
  });

  test('by hand tries once, and nothing is tried again behind it', () => {
    const { registration, sent, events, accept } = scene({ timeoutSeconds: 12 });
    expect(registration.begin(START, 'register')).toBe(false); // no address
    registration.handleAddress(START, HOME);
    accept(START, sent()!, { status: 'taken' });
    expect([events(), registration.nextTimeout() < NEVER]).toEqual([['register failed: taken'], true]);
    expect(registration.begin(at(1), 'register')).toBe(true);
    accept(at(2), sent()!, { status: 'taken' });
    expect([events(), registration.nextTimeout()]).toEqual([['register failed: taken'], NEVER]);
    expect(registration.begin(at(3), 'delete')).toBe(true);
    accept(at(4), sent()!, { kind: 'deleted' });
    expect(registration.begin(at(5), 'list')).toBe(true);
    accept(at(6), sent()!, { kind: 'listed', names: ['a'] });
    expect(events()).toEqual(['deleted', 'listed']);
  });

  test('of no name, or by hand alone, says nothing by itself', () => {
    const nameless = scene({ host: undefined });
    nameless.registration.handleAddress(START, HOME);
    const manual = scene({ automatic: false });
    manual.registration.handleAddress(START, HOME);
    expect([nameless.sent(), manual.sent(), nameless.registration.begin(START, 'register')]).toEqual([
      undefined,
      undefined,
      false,
    ]);
    expect(manual.registration.begin(START, 'register')).toBe(true);
  });

  test('tells the address anew after `register timer`', () => {
    const { registration, sent, accept } = scene({ registerSeconds: 3600 });
    registration.handleAddress(START, HOME);
    accept(at(1), sent()!);
    expect(registration.nextTimeout()).toBe(at(3601));
    registration.handleTimeout(at(3601));
    expect(sent()).toMatchObject({ kind: 'register', address: HOME });
  });

  test('believes no answer to another exchange, of another kind, or for another router', () => {
    const { registration, sent, events, accept } = scene();
    registration.handleAddress(START, HOME);
    const request = sent()!;
    accept(at(1), request, { exchange: (request.exchange + 1) & 0xffff });
    accept(at(1), request, { kind: 'deleted' });
    accept(at(1), request, { mac: OTHER.mac });
    expect([events(), registration.registered]).toEqual([[], undefined]);
    accept(at(1), request);
    accept(at(1), request); // twice
    expect(events()).toEqual(['registered']);
  });

  test('of any weather: in the end the server has the last address', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { server, addressOf } = makeServer();
      const { registration } = scene({}, seed);
      const weather = new Random(seed);
      const inFlight: { readonly due: Instant; readonly payload: Uint8Array; readonly toServer: boolean }[] = [];
      let address: Ipv4Address = HOME;
      const post = (now: Instant, payload: Uint8Array, toServer: boolean): void => {
        for (let copies = weather.chance(1, 5) ? 2 : 1; copies > 0; copies--)
          if (!weather.chance(3, 10)) inFlight.push({ due: after(now, seconds(weather.below(8))), payload, toServer });
      };
      for (let second = 0; second < 3000; second++) {
        const now = at(second);
        if (second < 600 && second % 37 === 0) {
          address = (ipv4('203.0.113.1') + weather.below(100)) as Ipv4Address;
          registration.handleAddress(now, address);
        }
        registration.handleTimeout(now);
        const payload = registration.pollSend();
        if (payload) post(now, payload, true);
        for (const letter of inFlight.splice(0)) {
          if (letter.due > now) inFlight.push(letter);
          else if (letter.toServer) {
            const arrived = {
              interface: 0,
              source: address,
              sourcePort: 1,
              destination: HOME,
              payload: letter.payload,
            };
            const reply = server.handleDatagram(arrived);
            if (reply) post(now, reply.payload, false);
          } else {
            const result = parse(letter.payload);
            if (result.ok) registration.handleReply(now, result.value);
          }
        }
      }
      expect({ seed, host: registration.registered?.address }).toEqual({ seed, host: address });
      expect({ seed, known: addressOf('office.aa0.netvolante.jp') }).toEqual({ seed, known: printIpv4(address) });
    }
  });
});
