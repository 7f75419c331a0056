import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, milliseconds, START, seconds } from '@rtemu/engine/time';
import { BROADCAST_MAC, mac } from '@rtemu/wire/address';
import * as Pppoe from '@rtemu/wire/pppoe';
import { AccessConcentrator, LIMIT } from './access-concentrator.js';
import { AC_OPTIONS, CONCENTRATOR, HOST, Street } from './pppoe.suite.js';
import { PPPOE_CLIENT } from './pppoe-client-machine.js';

const { TAG, textTag } = Pppoe;
const LATER = after(START, seconds(120));

describe('PPPoE discovery', () => {
  test('as RFC 2516 §5 tells it: PADI, PADO, PADR, PADS', () => {
    const street = new Street(1);
    const client = street.dial();
    street.run(after(START, seconds(1)));
    expect(street.said.map((line) => line.split(' ')[1])).toEqual(['PADI', 'PADO', 'PADR', 'PADS']);
    expect(client.state).toBe('Open');
    const [session] = [...street.concentrator.sessions];
    expect(street.clientEvents[0]).toEqual([
      { kind: 'open', sessionId: session!.id, peer: CONCENTRATOR, concentrator: 'BAS' },
    ]);
    expect(street.events).toEqual([{ kind: 'open', session }]);
  });

  test('the host hangs up, and the concentrator does', () => {
    const street = new Street(2);
    const [first, second] = [street.dial(), street.dial()];
    street.run(after(START, seconds(1)));
    first.disconnect(street.now);
    street.attend();
    street.run(after(START, seconds(2)));
    expect(street.concentrator.sessionCount).toBe(1);
    street.concentrator.close([...street.concentrator.sessions][0]!);
    street.attend();
    street.run(after(START, seconds(3)));
    expect([first.state, second.state]).toEqual(['Closed', 'Closed']);
    expect(street.clientEvents.map((events) => events.at(-1))).toEqual([
      { kind: 'closed', ending: 'local' },
      { kind: 'closed', ending: 'peer' },
    ]);
    expect(street.events.flatMap((event) => (event.kind === 'closed' ? event.ending : []))).toEqual(['peer', 'local']);
  });

  test('a PADI that nobody answers is repeated after 3, 6, 12, 12, 12 and 12 seconds: 57 in all', () => {
    const street = new Street(3);
    street.isServed = false;
    const client = street.dial();
    street.run(after(START, seconds(56)));
    expect(street.said).toHaveLength(6);
    expect(client.state).toBe('Discovering');
    street.run(after(START, seconds(57)));
    expect(street.clientEvents[0]).toEqual([{ kind: 'closed', ending: 'padi-timeout' }]);
    expect(client.nextTimeout()).toBe(Number.POSITIVE_INFINITY);
  });

  test('so is a PADR, with its own settings', () => {
    const street = new Street(4);
    const client = street.dial({ padr: { restart: milliseconds(100), retries: 2 } });
    street.run(after(START, milliseconds(2)));
    expect(client.state).toBe('Requesting');
    street.isServed = false;
    street.run(after(START, seconds(2)));
    expect(street.said.filter((line) => line.includes('PADR'))).toHaveLength(3);
    expect(street.clientEvents[0]).toEqual([{ kind: 'closed', ending: 'padr-timeout' }]);
  });

  test('a host that wants another concentrator, or a service that is not there, goes without', () => {
    const street = new Street(5, { ...AC_OPTIONS, services: ['internet', 'tv'] });
    const other = street.dial({ concentrator: 'ANOTHER' });
    const radio = street.dial({ service: 'radio' });
    const tv = street.dial({ service: 'tv', concentrator: 'BAS' });
    street.run(LATER);
    expect([other.state, radio.state, tv.state]).toEqual(['Closed', 'Closed', 'Open']);
    expect(other.counters.unfit).toBeGreaterThan(0);
    expect(street.concentrator.counters.otherService).toBe(6);
    expect([...street.concentrator.sessions].map(({ service }) => service)).toEqual(['tv']);
  });

  test('a concentrator that is full says so', () => {
    const street = new Street(6, { ...AC_OPTIONS, sessionsMax: 1 });
    street.dial();
    street.run(after(START, seconds(1)));
    street.dial();
    street.run(after(START, seconds(2)));
    expect(street.clientEvents[1]).toEqual([{ kind: 'closed', ending: 'no-resources' }]);
    expect(street.concentrator.sessionCount).toBe(1);
  });

  test('in any weather both ends agree on the session, and none is handed out twice', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const weather = { loss: 250, duplication: 200, damage: 30, jitter: milliseconds(2500) };
      const street = new Street(seed, AC_OPTIONS, weather);
      for (let i = 0; i < 4; i++) street.dial();
      street.run(LATER);
      const open = street.clientEvents.flatMap((events) =>
        events.flatMap((event) => (event.kind === 'open' ? event.sessionId : [])),
      );
      const given = street.events.flatMap((event) => (event.kind === 'open' ? event.session.id : []));
      expect({ seed, distinct: new Set(open).size }).toEqual({ seed, distinct: open.length });
      expect({ seed, strangers: open.filter((id) => !given.includes(id)) }).toEqual({ seed, strangers: [] });
      expect({ seed, settled: street.clients.every(({ state }) => state === 'Open' || state === 'Closed') }).toEqual({
        seed,
        settled: true,
      });
      expect(street.concentrator.sessionCount).toBeLessThanOrEqual(AC_OPTIONS.sessionsMax);
    }
  });
});

describe('an access concentrator', () => {
  const padr = (cookie: Uint8Array, uniq = 1): Pppoe.DiscoveryPacket => ({
    code: 'PADR',
    sessionId: 0,
    tags: [
      textTag(TAG.serviceName, ''),
      { type: TAG.acCookie, value: cookie },
      { type: TAG.hostUniq, value: Uint8Array.of(uniq) },
    ],
  });
  const padi: Pppoe.DiscoveryPacket = { code: 'PADI', sessionId: 0, tags: [textTag(TAG.serviceName, '')] };
  const answerTo = (concentrator: AccessConcentrator) => concentrator.pollPacket()?.packet;
  const cookieOf = (concentrator: AccessConcentrator, from = HOST): Uint8Array => {
    concentrator.handlePacket(0, from, padi);
    return Pppoe.tagOf(answerTo(concentrator)!, TAG.acCookie)!.value;
  };

  test('answers a PADR that comes again with the session that it made', () => {
    const concentrator = new AccessConcentrator(new Random(1), AC_OPTIONS);
    const cookie = cookieOf(concentrator);
    concentrator.handlePacket(0, HOST, padr(cookie));
    const first = answerTo(concentrator)!;
    concentrator.handlePacket(0, HOST, padr(cookie));
    expect(answerTo(concentrator)).toEqual(first);
    expect(concentrator.sessionCount).toBe(1);
    concentrator.handlePacket(0, HOST, padr(cookie, 2));
    expect(answerTo(concentrator)!.sessionId).not.toBe(first.sessionId);
  });

  test('keeps nothing of a thousand PADIs, and takes no cookie but its own to that host', () => {
    const concentrator = new AccessConcentrator(new Random(2), AC_OPTIONS);
    const cookie = cookieOf(concentrator);
    for (let i = 0; i < 1000; i++) cookieOf(concentrator);
    const other = mac('02:00:00:00:00:02');
    concentrator.handlePacket(0, other, padr(cookie));
    concentrator.handlePacket(1, HOST, padr(cookie));
    concentrator.handlePacket(0, HOST, padr(new Uint8Array()));
    expect(answerTo(concentrator)).toBeUndefined();
    expect([concentrator.sessionCount, concentrator.counters.badCookie]).toEqual([0, 3]);
  });

  test('lets nobody end the session of another, and answers no group', () => {
    const concentrator = new AccessConcentrator(new Random(3), AC_OPTIONS);
    concentrator.handlePacket(0, HOST, padr(cookieOf(concentrator)));
    const { sessionId } = answerTo(concentrator)!;
    concentrator.handlePacket(0, CONCENTRATOR, { code: 'PADT', sessionId, tags: [] });
    concentrator.handlePacket(1, HOST, { code: 'PADT', sessionId, tags: [] });
    concentrator.handlePacket(0, BROADCAST_MAC, padi);
    expect(answerTo(concentrator)).toBeUndefined();
    expect([concentrator.sessionCount, concentrator.counters.unknownSession]).toEqual([1, 2]);
    concentrator.handlePacket(0, HOST, { code: 'PADT', sessionId, tags: [] });
    expect(concentrator.sessionCount).toBe(0);
  });

  test('gives one host no more than its share, and says nothing of a request that is all tags', () => {
    const concentrator = new AccessConcentrator(new Random(4), { ...AC_OPTIONS, sessionsMax: LIMIT.sessions });
    const cookie = cookieOf(concentrator);
    for (let i = 0; i <= LIMIT.sessionsPerHost; i++) concentrator.handlePacket(0, HOST, padr(cookie, i));
    expect([concentrator.sessionCount, concentrator.counters.refused]).toEqual([LIMIT.sessionsPerHost, 1]);
    const tags = [textTag(TAG.serviceName, ''), { type: TAG.hostUniq, value: new Uint8Array(LIMIT.tagOctets + 1) }];
    concentrator.handlePacket(0, HOST, { code: 'PADI', sessionId: 0, tags });
    expect(concentrator.counters.ignored).toBe(1);
  });

  test('numbers sessions from 1 to 65534, and gives one back only when it is over', () => {
    const concentrator = new AccessConcentrator(new Random(5), { ...AC_OPTIONS, sessionsMax: 2 });
    const cookie = cookieOf(concentrator);
    const seen = new Set<number>();
    for (let i = 0; i < 70_000; i++) {
      concentrator.handlePacket(0, HOST, padr(cookie, i & 1));
      const { sessionId } = answerTo(concentrator)!;
      seen.add(sessionId);
      if (i % 3 !== 0) concentrator.handlePacket(0, HOST, { code: 'PADT', sessionId, tags: [] });
      while (concentrator.pollEvent());
    }
    expect([seen.has(0), seen.has(0xffff)]).toEqual([false, false]);
  });
});

test('every event of a host has a place in every state that can meet it', () => {
  expect(PPPOE_CLIENT.states.filter((state) => PPPOE_CLIENT.step(state, 'Disconnect') === undefined)).toEqual([]);
  expect(PPPOE_CLIENT.step('Closed', 'Confirm')).toBeUndefined(); // counted as late
});
