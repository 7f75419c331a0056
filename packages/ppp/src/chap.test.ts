import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Random } from '@rtemu/engine/random';
import { after, type Instant, NEVER, START, seconds } from '@rtemu/engine/time';
import { type ChapPacket, emit, parse, readMschapFailure, writeMschapResponse } from '@rtemu/wire/chap';
import { CHAP_ALGORITHMS, type ChapMethod, type Credentials } from './chap-algorithm.js';
import { ChapAuthenticator, type ChapAuthenticatorOptions } from './chap-authenticator.js';
import { ChapPeer } from './chap-peer.js';
import { EXCHANGE_INITIAL, type Exchange } from './exchange.js';
import { PapAuthenticator, PapPeer } from './pap.js';

const METHODS: readonly ChapMethod[] = ['chap', 'mschap', 'mschap-v2'];
const USER: Credentials = { name: 'User', password: 'clientPass' };

const unhex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const hex = (octets: Uint8Array): string => Array.from(octets, (o) => o.toString(16).padStart(2, '0')).join('');

const OPTIONS: ChapAuthenticatorOptions = {
  ...EXCHANGE_INITIAL,
  ownName: 'rt',
  lookup: (name) => (name === USER.name ? { password: USER.password } : undefined),
  retries: 0,
};
const authenticatorOf = (method: ChapMethod, options: Partial<ChapAuthenticatorOptions> = {}) =>
  new ChapAuthenticator(new Random(1), method, { ...OPTIONS, ...options });
const peerOf = (method: ChapMethod, credentials: Credentials = USER) =>
  new ChapPeer(new Random(2), method, credentials, EXCHANGE_INITIAL);

const sent = (exchange: Exchange): Uint8Array[] => {
  const packets: Uint8Array[] = [];
  for (let octets = exchange.pollPacket(); octets; octets = exchange.pollPacket()) packets.push(octets);
  return packets;
};
const read = (octets: Uint8Array): ChapPacket => {
  const packet = parse(octets);
  if (!packet.ok) throw new Error('not a CHAP packet');
  return packet.value;
};
const converse = (a: Exchange, b: Exchange, now: Instant = START): void => {
  a.start(now);
  b.start(now);
  for (let round = 0; round < 20; round++) {
    const [forB, forA] = [sent(a), sent(b)];
    for (const octets of forB) b.handlePacket(now, octets);
    for (const octets of forA) a.handlePacket(now, octets);
  }
};

describe('CHAP, both sides', () => {
  test.each(METHODS)('%s: the right password', (method) => {
    const [authenticator, peer] = [authenticatorOf(method), peerOf(method)];
    converse(authenticator, peer);
    expect([authenticator.outcome, peer.outcome]).toEqual(['succeeded', 'succeeded']);
    expect([authenticator.name, peer.authenticatorName]).toEqual(['User', 'rt']);
    expect([authenticator.nextTimeout(), peer.nextTimeout()]).toEqual([NEVER, NEVER]);
    for (const bits of [40, 128] as const) {
      const [ours, theirs] = [authenticator.startKeys?.(bits), peer.startKeys?.(bits)];
      expect(ours === undefined).toBe(method === 'chap');
      expect(ours && [hex(ours.send), hex(ours.receive)]).toEqual(theirs && [hex(theirs.receive), hex(theirs.send)]);
    }
  });

  test.each(METHODS)('%s: a wrong password and an unknown name get the same answer', (method) => {
    const texts = [
      { ...USER, password: 'wrong' },
      { name: 'Nobody', password: USER.password },
    ].map((credentials) => {
      const [authenticator, peer] = [authenticatorOf(method), peerOf(method, credentials)];
      authenticator.start(START);
      const [challenge] = sent(authenticator);
      peer.handlePacket(START, challenge!);
      authenticator.handlePacket(START, sent(peer)[0]!);
      const [failure] = sent(authenticator);
      peer.handlePacket(START, failure!);
      expect([authenticator.outcome, peer.outcome]).toEqual(['peer-failed-authentication', 'failed-authentication']);
      expect([authenticator.startKeys, peer.startKeys]).toEqual([undefined, undefined]);
      return (read(failure!) as { message: string }).message;
    });
    expect(texts[0]).toBe(texts[1]);
    if (method !== 'chap') expect(readMschapFailure(texts[0]!)).toMatchObject({ error: 691, retry: false, version: 3 });
  });

  test('MS-CHAP version 2 is word for word that of RFC 2759 §9.2', () => {
    /** Gives the octets that the RFC's example drew. */
    class Drawn extends Random {
      constructor(private readonly drawn: string) {
        super(6);
      }
      override octets(): Uint8Array {
        return unhex(this.drawn);
      }
      override below(): number {
        return 6; // so that the first challenge has the identifier 7
      }
    }
    const { vectors } = JSON.parse(
      readFileSync(new URL('../../../fixtures/vectors/ppp.json', import.meta.url), 'utf8'),
    );
    const wire = (id: string): string =>
      vectors.find((vector: { id: string }) => vector.id === id).expect.wire.slice('ff03c223'.length);
    const authenticator = new ChapAuthenticator(new Drawn('5b5d7c7d7b3f2f3e3c2c602132262628'), 'mschap-v2', {
      ...OPTIONS,
      ownName: 'RTX-TEST',
    });
    const peer = new ChapPeer(new Drawn('21402324255e262a28295f2b3a337c7e'), 'mschap-v2', USER, EXCHANGE_INITIAL);
    authenticator.start(START);
    const [challenge] = sent(authenticator);
    expect(hex(challenge!)).toBe(wire('chap-v2-challenge'));
    peer.handlePacket(START, challenge!);
    const [response] = sent(peer);
    expect(hex(response!)).toBe(wire('chap-v2-response'));
    authenticator.handlePacket(START, response!);
    const [success] = sent(authenticator);
    expect(hex(success!)).toBe(wire('chap-v2-success'));
    peer.handlePacket(START, success!);
    expect(peer.outcome).toBe('succeeded');
    expect(hex(authenticator.startKeys!(128).send)).toBe('8b7cdc149b993a1ba118cb153f56dccb'); // RFC 3079 §3.5.3
  });

  test('a domain in front of the name is kept, and does not matter', () => {
    const [authenticator, peer] = [
      authenticatorOf('mschap-v2'),
      peerOf('mschap-v2', { ...USER, name: 'OFFICE\\User' }),
    ];
    converse(authenticator, peer);
    expect([authenticator.outcome, peer.outcome, authenticator.name]).toEqual([
      'succeeded',
      'succeeded',
      'OFFICE\\User',
    ]);
  });
});

describe('the authenticator', () => {
  test('repeats its Success word for word when the response comes again', () => {
    const [authenticator, peer] = [authenticatorOf('mschap-v2'), peerOf('mschap-v2')];
    authenticator.start(START);
    peer.handlePacket(START, sent(authenticator)[0]!);
    const [response] = sent(peer);
    authenticator.handlePacket(START, response!);
    authenticator.handlePacket(START, response!);
    const [first, second] = sent(authenticator);
    expect(hex(second!)).toBe(hex(first!));
  });

  test('asks anew every three seconds, ten times in all', () => {
    const authenticator = authenticatorOf('mschap-v2');
    authenticator.start(START);
    const asked: string[] = [];
    let now = START;
    for (; authenticator.outcome === 'pending'; authenticator.handleTimeout(now)) {
      asked.push(...sent(authenticator).map(hex));
      now = authenticator.nextTimeout();
    }
    expect([asked.length, new Set(asked).size, now]).toEqual([10, 10, after(START, seconds(30))]);
    expect(authenticator.outcome).toBe('timeout-authenticating-peer');
  });

  test('answers only the challenge that stands', () => {
    const [authenticator, peer] = [authenticatorOf('chap'), peerOf('chap')];
    authenticator.start(START);
    peer.handlePacket(START, sent(authenticator)[0]!);
    authenticator.handleTimeout(authenticator.nextTimeout());
    sent(authenticator);
    authenticator.handlePacket(START, sent(peer)[0]!);
    expect([authenticator.outcome, authenticator.counters.stale]).toEqual(['pending', 1]);
  });

  test('lets a wrong response be tried again with the next identifier and the challenge of the Failure', () => {
    for (const method of ['mschap', 'mschap-v2'] as const) {
      const authenticator = authenticatorOf(method, { retries: 1 });
      authenticator.start(START);
      const challenge = read(sent(authenticator)[0]!) as { identifier: number; value: Uint8Array };
      const respond = (identifier: number, value: Uint8Array, password: string) => {
        const answer = CHAP_ALGORITHMS[method].answer(new Random(3), { identifier, value }, { ...USER, password });
        authenticator.handlePacket(START, emit({ kind: 'Response', identifier, value: answer.value, name: USER.name }));
        return read(sent(authenticator)[0]!) as { kind: string; message: string };
      };
      const failure = readMschapFailure(respond(challenge.identifier, challenge.value, 'wrong').message)!;
      expect([failure.retry, authenticator.outcome]).toEqual([true, 'pending']);
      expect(respond((challenge.identifier + 1) & 0xff, failure.challenge!, USER.password).kind).toBe('Success');
      expect(authenticator.outcome).toBe('succeeded');
    }
  });

  test('lets nothing be tried again that it did not allow', () => {
    for (const method of ['mschap', 'mschap-v2'] as const) {
      const authenticator = authenticatorOf(method);
      authenticator.start(START);
      const { identifier } = read(sent(authenticator)[0]!);
      authenticator.handlePacket(
        START,
        emit({ kind: 'Response', identifier, value: new Uint8Array(49), name: 'User' }),
      );
      const failure = readMschapFailure((read(sent(authenticator)[0]!) as { message: string }).message)!;
      const challenge = { identifier: (identifier + 1) & 0xff, value: failure.challenge! };
      const { value } = CHAP_ALGORITHMS[method].answer(new Random(3), challenge, USER);
      const again = { kind: 'Response', identifier: challenge.identifier, value, name: 'User' } as const;
      authenticator.handlePacket(START, emit(again));
      expect([sent(authenticator), authenticator.outcome]).toEqual([[], 'peer-failed-authentication']);
    }
  });

  test('does not wait for a second try without end', () => {
    const [authenticator, peer] = [
      authenticatorOf('mschap-v2', { retries: 3 }),
      peerOf('mschap-v2', { ...USER, password: 'x' }),
    ];
    converse(authenticator, peer);
    expect([authenticator.outcome, authenticator.nextTimeout()]).toEqual(['pending', after(START, seconds(3))]);
    authenticator.handleTimeout(authenticator.nextTimeout());
    expect([authenticator.outcome, authenticator.nextTimeout()]).toEqual(['peer-failed-authentication', NEVER]);
  });

  test('does not believe a LAN Manager response, nor one of another length', () => {
    const authenticator = authenticatorOf('mschap');
    authenticator.start(START);
    const { identifier } = read(sent(authenticator)[0]!);
    const value = writeMschapResponse({ lmResponse: new Uint8Array(24), ntResponse: new Uint8Array(24), useNt: false });
    authenticator.handlePacket(START, emit({ kind: 'Response', identifier, value, name: USER.name }));
    expect(authenticator.outcome).toBe('peer-failed-authentication');
    const other = authenticatorOf('mschap-v2');
    other.start(START);
    const again = read(sent(other)[0]!);
    other.handlePacket(
      START,
      emit({ kind: 'Response', identifier: again.identifier, value: value.slice(0, 48), name: 'User' }),
    );
    expect(other.outcome).toBe('peer-failed-authentication');
  });

  test('leaves words out behind the proof for a peer that sets flags', () => {
    const authenticator = authenticatorOf('mschap-v2');
    authenticator.start(START);
    const { identifier, value } = read(sent(authenticator)[0]!) as { identifier: number; value: Uint8Array };
    const answer = CHAP_ALGORITHMS['mschap-v2'].answer(new Random(3), { identifier, value }, USER);
    answer.value[48] = 1;
    authenticator.handlePacket(START, emit({ kind: 'Response', identifier, value: answer.value, name: USER.name }));
    expect(read(sent(authenticator)[0]!)).toMatchObject({
      kind: 'Success',
      message: expect.stringMatching(/^S=[0-9A-F]{40}$/),
    });
  });
});

describe('the peer', () => {
  const asked = (method: ChapMethod): { peer: ChapPeer; identifier: number } => {
    const peer = peerOf(method);
    peer.start(START);
    peer.handlePacket(START, emit({ kind: 'Challenge', identifier: 5, value: new Uint8Array(16), name: 'x' }));
    expect(sent(peer)).toHaveLength(1);
    return { peer, identifier: 5 };
  };

  test('believes no Success that it did not earn', () => {
    const peer = peerOf('chap');
    peer.start(START);
    peer.handlePacket(START, emit({ kind: 'Success', identifier: 0, message: '' }));
    expect([peer.outcome, peer.counters.stale]).toEqual(['pending', 1]);
  });

  test.each(['', 'S=00', `S=${'0'.repeat(40)} M=Welcome`, 'Welcome'])(
    'hangs up on a Success that proves nothing: %j',
    (message) => {
      const { peer, identifier } = asked('mschap-v2');
      peer.handlePacket(START, emit({ kind: 'Success', identifier, message }));
      expect([peer.outcome, peer.startKeys]).toEqual(['authenticator-mismatch', undefined]);
    },
  );

  test('takes a Failure as pppd words it, and an empty one', () => {
    for (const message of ['E=691 R=1 C=00000000000000000000000000000000 V=0', '']) {
      const { peer, identifier } = asked('mschap-v2');
      peer.handlePacket(START, emit({ kind: 'Failure', identifier, message }));
      expect([peer.outcome, peer.nextTimeout()]).toEqual(['failed-authentication', NEVER]);
    }
  });

  test('repeats its response, and gives up after thirty seconds', () => {
    const { peer } = asked('mschap-v2');
    const repeated: string[] = [];
    while (peer.outcome === 'pending') {
      peer.handleTimeout(peer.nextTimeout());
      repeated.push(...sent(peer).map(hex));
    }
    expect([repeated.length, new Set(repeated).size, peer.outcome]).toEqual([9, 1, 'timeout-being-authenticated']);
  });

  test('does not answer an MS-CHAP challenge of another length', () => {
    for (const [method, length] of [
      ['mschap', 16],
      ['mschap-v2', 8],
    ] as const) {
      const peer = peerOf(method);
      peer.start(START);
      peer.handlePacket(START, emit({ kind: 'Challenge', identifier: 5, value: new Uint8Array(length), name: 'x' }));
      expect([sent(peer), peer.counters.malformed]).toEqual([[], 1]);
    }
  });

  test('gives up when nobody asks', () => {
    const peer = peerOf('chap');
    peer.start(START);
    let now = START;
    for (; peer.nextTimeout() !== NEVER; peer.handleTimeout(now)) now = peer.nextTimeout();
    expect([peer.outcome, now]).toEqual(['timeout-being-authenticated', after(START, seconds(30))]);
  });

  test('answers the same challenge the same, and a late reply to an older one counts', () => {
    const peer = peerOf('mschap-v2');
    const authenticator = authenticatorOf('mschap-v2');
    authenticator.start(START);
    const [challenge] = sent(authenticator);
    const stray = emit({ kind: 'Challenge', identifier: 77, value: new Uint8Array(16).fill(9), name: 'x' });
    for (const octets of [challenge!, challenge!, stray]) peer.handlePacket(START, octets);
    const [first, second] = sent(peer);
    expect(hex(second!)).toBe(hex(first!));
    authenticator.handlePacket(START, first!);
    peer.handlePacket(START, sent(authenticator)[0]!);
    expect(peer.outcome).toBe('succeeded');
  });

  test('may be asked again at any time; its keys stay', () => {
    const [authenticator, peer] = [authenticatorOf('mschap-v2'), peerOf('mschap-v2')];
    converse(authenticator, peer);
    const key = hex(peer.startKeys!(128).send);
    const later = authenticatorOf('mschap-v2');
    later.start(START);
    sent(later);
    later.handleTimeout(later.nextTimeout());
    peer.handlePacket(START, sent(later)[0]!);
    later.handlePacket(START, sent(peer)[0]!);
    peer.handlePacket(START, sent(later)[0]!);
    expect([later.outcome, peer.outcome, hex(peer.startKeys!(128).send)]).toEqual(['succeeded', 'succeeded', key]);
  });

  test('any octets are survived', () => {
    const random = new Random(8);
    const engines: Exchange[] = [
      authenticatorOf('mschap'),
      peerOf('mschap-v2'),
      new PapAuthenticator(OPTIONS.lookup, EXCHANGE_INITIAL),
      new PapPeer(USER, EXCHANGE_INITIAL),
    ];
    for (const engine of engines) engine.start(START);
    for (let i = 0; i < 2000; i++) {
      const octets = random.octets(random.below(64));
      octets.set([1 + random.below(4), random.below(4), 0, octets.length].slice(0, octets.length));
      for (const engine of engines) {
        engine.handlePacket(START, octets);
        sent(engine);
      }
    }
    expect(engines[0]!.outcome).not.toBe('succeeded');
    expect(engines[1]!.outcome).not.toBe('succeeded');
    expect(engines[2]!.outcome).not.toBe('succeeded');
  });
});

describe('PAP', () => {
  const pairOf = (credentials: Credentials): [PapAuthenticator, PapPeer] => [
    new PapAuthenticator(OPTIONS.lookup, EXCHANGE_INITIAL),
    new PapPeer(credentials, EXCHANGE_INITIAL),
  ];

  test('lets the right password in and no other', () => {
    const good = pairOf(USER);
    converse(...good);
    expect(good.map(({ outcome, name }) => [outcome, name])).toEqual([
      ['succeeded', 'User'],
      ['succeeded', 'User'],
    ]);
    for (const credentials of [
      { ...USER, password: '' },
      { name: 'Nobody', password: '' },
    ]) {
      const bad = pairOf(credentials);
      converse(...bad);
      expect(bad.map(({ outcome }) => outcome)).toEqual(['peer-failed-authentication', 'failed-authentication']);
    }
  });

  test('the reply to a repeated request is the first one', () => {
    const [authenticator, peer] = pairOf({ ...USER, password: 'wrong' });
    authenticator.start(START);
    peer.start(START);
    authenticator.handlePacket(START, sent(peer)[0]!);
    sent(authenticator); // lost
    const right = new PapPeer(USER, EXCHANGE_INITIAL);
    right.start(START);
    authenticator.handlePacket(START, sent(right)[0]!);
    expect(authenticator.outcome).toBe('peer-failed-authentication');
    expect(sent(authenticator)[0]![0]).toBe(3);
  });

  test('both sides give up after thirty seconds of silence', () => {
    for (const [engine, outcome] of [
      [pairOf(USER)[0], 'timeout-authenticating-peer'],
      [pairOf(USER)[1], 'timeout-being-authenticated'],
    ] as const) {
      engine.start(START);
      let now = START;
      for (; engine.nextTimeout() !== NEVER; engine.handleTimeout(now)) now = engine.nextTimeout();
      expect([engine.outcome, now]).toEqual([outcome, after(START, seconds(30))]);
    }
  });
});
