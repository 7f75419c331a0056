import { describe, expect, test } from '@jest/globals';
import { milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import type { AuthenticationMethod } from './authentication-method.js';
import type { PppLinkOptions } from './link-options.js';
import {
  CLIENT,
  CLIENT_ADDRESS,
  CREDENTIALS,
  GIVE,
  isQuiet,
  type Pair,
  packetOf,
  pairOf,
  SERVER,
  SERVER_ADDRESS,
  Side,
  TAKE,
  World,
} from './pair.suite.js';
import type { DownReason } from './reason.js';

const world = new World();

const open = (server: PppLinkOptions = SERVER, client: PppLinkOptions = CLIENT) => {
  const scene = pairOf(world, server, client);
  const frames: { from: Side; line: string; octets: Uint8Array }[] = [];
  scene.pair.tap = (from, octets) => frames.push({ from, line: Ppp.describe(octets), octets });
  scene.pair.open();
  scene.pair.run(seconds(1));
  return { ...scene, frames };
};

const end = (pair: Pair): void => {
  pair.cut();
  pair.run(seconds(1));
  expect(isQuiet(pair)).toBe(true);
  expect([pair.a.link.phase, pair.b.link.phase]).toEqual(['Dead', 'Dead']);
  world.expectClean();
};

const exchange = (pair: Pair): void => {
  const before = [pair.a.packets.length, pair.b.packets.length];
  pair.a.send(pair.now, packetOf(100, 1));
  pair.b.send(pair.now, packetOf(1400, 2));
  pair.collect();
  pair.run(milliseconds(100));
  expect(pair.b.packets.slice(before[1])).toEqual([packetOf(100, 1)]);
  expect(pair.a.packets.slice(before[0])).toEqual([packetOf(1400, 2)]);
};

const frameOf = (protocol: number, information: Uint8Array): Uint8Array =>
  Ppp.emit({ addressAndControl: true, compressedProtocol: false, protocol, information });

describe('a link', () => {
  test('comes up, carries packets and goes down, in this conversation', () => {
    const { pair, server, client, frames } = open();
    expect(
      frames.map(({ from, line }) => `${from === server ? '>' : '<'} ${line.split(' ').slice(0, 2).join(' ')}`),
    ).toEqual([
      '> LCP ConfigureRequest',
      '< LCP ConfigureRequest',
      '> LCP ConfigureAck',
      '< LCP ConfigureAck',
      '> CHAP Challenge',
      '< CHAP Response',
      '> CHAP Success',
      '> CCP ConfigureRequest',
      '> IPCP ConfigureRequest',
      '< CCP ConfigureRequest',
      '< CCP ConfigureNak',
      '< IPCP ConfigureRequest',
      '< IPCP ConfigureAck',
      '> CCP ConfigureNak',
      '> CCP ConfigureRequest',
      '> IPCP ConfigureNak',
      '< CCP ConfigureRequest',
      '< CCP ConfigureAck',
      '< IPCP ConfigureRequest',
      '> CCP ConfigureAck',
      '> IPCP ConfigureAck',
    ]);
    const encryption = { sending: { bits: 128, stateless: true }, receiving: { bits: 128, stateless: true } };
    expect(server.events).toEqual([
      { kind: 'layer-up', protocol: 'LCP' },
      { kind: 'authentication-succeeded', role: 'authenticator', method: 'mschap-v2', name: 'test1' },
      { kind: 'authenticated', peerName: 'test1' },
      { kind: 'layer-up', protocol: 'CCP' },
      { kind: 'encryption', mode: encryption },
      { kind: 'layer-up', protocol: 'IPCP' },
      {
        kind: 'up',
        localAddress: SERVER_ADDRESS,
        remoteAddress: CLIENT_ADDRESS,
        dns: [],
        wins: [],
        encryption,
        peerMru: 1792,
      },
    ]);
    exchange(pair);
    client.link.close(pair.now);
    pair.collect();
    pair.run(seconds(60));
    expect(client.last('down')).toEqual({ kind: 'down', reason: 'closed' });
    expect(server.last('down')).toEqual({ kind: 'down', reason: 'peer-terminated' });
    expect([server.count('network-down'), client.count('network-down')]).toEqual([1, 1]);
    expect(isQuiet(pair)).toBe(true);
    world.expectClean();
  });

  test('is born dead, and what comes then is dropped', () => {
    const { pair, server } = pairOf(world);
    server.receive(START, frameOf(Ppp.PROTOCOL.lcp, emit({ code: 1, identifier: 1, data: new Uint8Array() })));
    server.receive(START, frameOf(Ppp.PROTOCOL.ipv4, packetOf(40)));
    server.receive(START, Uint8Array.of(0xff));
    server.send(START, packetOf(40));
    expect([server.drain(START), server.packets, server.link.nextTimeout()]).toEqual([[], [], NEVER]);
    expect(server.link.counters).toMatchObject({ cleartextRefused: 1, malformed: 1, notUp: 1, framesReceived: 3 });
    end(pair);
  });

  test('opens again after it went down', () => {
    const { pair, server, client } = open();
    for (let round = 2; round <= 4; round++) {
      pair.cut();
      expect(server.last('down')).toEqual({ kind: 'down', reason: 'lower-layer-down' });
      pair.open();
      pair.run(seconds(1));
      expect([server.count('up'), client.count('up'), server.link.isUp]).toEqual([round, round, true]);
      exchange(pair);
    }
    end(pair);
  });

  test('tells its state as the device shows it', () => {
    const { pair, server, client } = open(SERVER, { ...CLIENT, lcp: { mru: 1454, acfc: true } });
    expect(server.link.status()).toEqual({
      phase: 'Network',
      isUp: true,
      peerName: 'test1',
      peerMru: 1454,
      lcp: {
        state: 'Opened',
        local: [
          { name: 'MSCHAP-V2' },
          { name: 'Magic-Number', value: expect.any(Number) },
          { name: 'MRU', value: 1792 },
        ],
        remote: [
          { name: 'Magic-Number', value: expect.any(Number) },
          { name: 'MRU', value: 1454 },
        ],
      },
      ipcp: {
        state: 'Opened',
        local: [{ name: 'IP-Address', address: SERVER_ADDRESS }],
        remote: [{ name: 'IP-Address', address: CLIENT_ADDRESS }],
      },
      ccp: {
        state: 'Opened',
        sending: { bits: 128, stateless: true },
        receiving: { bits: 128, stateless: true },
      },
      localAddress: SERVER_ADDRESS,
      remoteAddress: CLIENT_ADDRESS,
      dns: [],
      wins: [],
    });
    end(pair);
    expect(client.link.status()).toMatchObject({ phase: 'Dead', isUp: false, lcp: { local: [], remote: [] } });
  });

  test('compresses headers as the peer lets it, and reads them in any form', () => {
    const short = { lcp: { acfc: true, pfc: true } };
    const { pair, frames } = open({ ...SERVER, ...short }, { ...CLIENT, ...short });
    frames.length = 0;
    exchange(pair);
    expect(frames.map(({ octets }) => octets[0])).toEqual([0xfd, 0xfd]);
    end(pair);
  });

  test('keeps what an authenticated peer says until it is admitted', () => {
    const { pair, server, client } = pairOf(world);
    server.ipcp = undefined;
    pair.open();
    pair.run(seconds(1));
    expect([server.link.phase, client.link.phase, server.count('authenticated')]).toEqual([
      'Authenticate',
      'Network',
      1,
    ]);
    server.link.admit(pair.now, GIVE);
    pair.collect();
    pair.run(seconds(1));
    expect([server.link.isUp, client.link.isUp]).toEqual([true, true]);
    server.link.admit(pair.now, TAKE); // too late to matter
    expect(server.drain(pair.now)).toEqual([]);
    end(pair);
  });

  test('keeps nothing of a peer that has not authenticated itself, and lets it in for nobody', () => {
    const { pair, server } = pairOf(world);
    pair.swallows = (frame) => /^CHAP Response/.test(Ppp.describe(frame));
    pair.open();
    pair.run(seconds(1));
    const request = emit({ code: CODE.configureRequest, identifier: 1, data: new Uint8Array() });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.ipcp, request));
    server.link.admit(pair.now, GIVE);
    expect([server.link.phase, server.link.counters.outOfPhase, server.drain(pair.now)]).toEqual([
      'Authenticate',
      1,
      [],
    ]);
    pair.swallows = () => false;
    pair.run(seconds(4));
    expect(server.link.isUp).toBe(true);
    end(pair);
  });

  test('lets no enciphered packet in either before IPCP is Opened', () => {
    const { pair, server, client } = pairOf(world);
    pair.swallows = (frame) => /^IPCP ConfigureAck .*=192.168.100.1$/.test(Ppp.describe(frame));
    pair.open();
    pair.run(seconds(1));
    expect([server.link.isUp, client.link.isUp]).toEqual([false, true]);
    client.send(pair.now, packetOf(60));
    pair.collect();
    pair.run(milliseconds(50));
    expect([server.packets, server.link.counters.outOfPhase]).toEqual([[], 1]);
    pair.swallows = () => false;
    pair.run(seconds(20));
    exchange(pair);
    end(pair);
  });

  test('traces in words when it is told to', () => {
    const { pair, server } = open({ ...SERVER, trace: true });
    const lines = server.events.flatMap((event) =>
      event.kind === 'packet' ? [`${event.direction} ${event.text}`] : [],
    );
    expect(lines).toContain('sent CCP ConfigureNak id=1 Mppe +H -M +S -L -D -C');
    expect(lines).toContain('received IPCP ConfigureRequest id=1 IpAddress=0.0.0.0');
    end(pair);
  });
});

describe('what both sides are told to do decides what becomes of the link', () => {
  type Type = 'none' | 'mppe-40' | 'mppe-128' | 'mppe-any';
  const options = (method: AuthenticationMethod, type: Type, noEncryption: 'accept' | 'reject') => {
    const ccp = { type, noEncryption };
    const request = { ...SERVER.authentication!.request!, methods: [method] };
    return {
      server: { authentication: { request }, ccp },
      client: { authentication: { accept: { methods: [method], ...CREDENTIALS } }, ccp },
    };
  };

  test.each<[AuthenticationMethod, Type, Type, 'accept' | 'reject', number | 'plain' | 'none']>([
    ['mschap-v2', 'mppe-any', 'mppe-any', 'reject', 128],
    ['mschap-v2', 'mppe-40', 'mppe-any', 'reject', 40],
    ['mschap-v2', 'mppe-any', 'mppe-128', 'accept', 128],
    ['mschap', 'mppe-any', 'mppe-any', 'reject', 128],
    ['mschap', 'mppe-40', 'mppe-40', 'reject', 40],
    ['mschap-v2', 'mppe-40', 'mppe-128', 'reject', 'none'],
    ['mschap-v2', 'mppe-40', 'mppe-128', 'accept', 'plain'],
    ['mschap-v2', 'mppe-any', 'none', 'accept', 'plain'],
    ['mschap-v2', 'mppe-any', 'none', 'reject', 'none'],
    ['mschap-v2', 'none', 'none', 'accept', 'plain'],
    ['chap', 'mppe-any', 'mppe-any', 'accept', 'plain'],
    ['chap', 'mppe-any', 'mppe-any', 'reject', 'none'],
    ['pap', 'mppe-any', 'mppe-any', 'accept', 'plain'],
    ['pap', 'mppe-any', 'mppe-any', 'reject', 'none'],
  ])('%s, %s and %s, %s: %s', (method, serverType, clientType, noEncryption, outcome) => {
    const { pair, server, client } = open(
      options(method, serverType, noEncryption).server,
      options(method, clientType, noEncryption).client,
    );
    pair.run(seconds(60));
    if (outcome === 'none') {
      const reasons = [server, client].map((side) => side.last('down')?.reason);
      expect(reasons).toContain('no-encryption');
      expect([server.count('up'), client.count('up')]).toEqual([0, 0]);
    } else {
      const bits = [server, client].map((side) => side.last('up')?.encryption?.sending.bits);
      expect(bits).toEqual(outcome === 'plain' ? [undefined, undefined] : [outcome, outcome]);
      exchange(pair);
    }
    end(pair);
  });

  test('both authenticate each other; the exchange of the caller keys MPPE', () => {
    const lookup = (password: string) => () => ({ password });
    const methods: AuthenticationMethod[] = ['mschap-v2'];
    const server: PppLinkOptions = {
      authentication: {
        request: { methods, ownName: 'server', lookup: lookup('callers secret') },
        accept: { methods, name: 'server', password: 'the other secret' },
      },
      ccp: { type: 'mppe-128', noEncryption: 'reject' },
    };
    const client: PppLinkOptions = {
      authentication: {
        request: { methods, ownName: 'client', lookup: lookup('the other secret') },
        accept: { methods, name: 'client', password: 'callers secret' },
      },
      ccp: { type: 'mppe-128', noEncryption: 'reject' },
      isCaller: true,
    };
    const { pair, server: a, client: b } = open(server, client);
    pair.run(seconds(10));
    expect([a.count('authentication-succeeded'), b.count('authentication-succeeded')]).toEqual([2, 2]);
    exchange(pair);
    end(pair);
  });
});

describe('why a link does not come up', () => {
  const wrong = { ...CREDENTIALS, password: 'wrong' };
  const accept = (methods: AuthenticationMethod[], credentials = CREDENTIALS): PppLinkOptions => ({
    ...CLIENT,
    authentication: { accept: { methods, ...credentials } },
  });
  test.each<[string, PppLinkOptions, PppLinkOptions, DownReason, DownReason]>([
    ['a wrong password', SERVER, accept(['mschap-v2'], wrong), 'peer-failed-authentication', 'failed-authentication'],
    ['a method refused', SERVER, accept(['pap']), 'peer-refused-authentication', 'refused-authentication'],
    ['no credentials', SERVER, { ccp: CLIENT.ccp! }, 'peer-refused-authentication', 'refused-authentication'],
  ])('%s', (_, serverOptions, clientOptions, serverReason, clientReason) => {
    const { pair, server, client } = open(serverOptions, clientOptions);
    pair.run(seconds(60));
    expect([server.last('down')?.reason, client.last('down')?.reason]).toEqual([serverReason, clientReason]);
    expect([server.count('authenticated'), server.count('up'), client.count('up')]).toEqual([0, 0, 0]);
    end(pair);
  });

  test('silence', () => {
    const { pair, server, client } = pairOf(world);
    pair.weather = { loss: 1000 };
    pair.open();
    pair.run(seconds(120));
    expect([server.last('down')?.reason, client.last('down')?.reason]).toEqual(['lcp-timeout', 'lcp-timeout']);
    end(pair);
  });

  test.each<[string, RegExp, DownReason, DownReason]>([
    ['every Challenge', /^CHAP Challenge/, 'timeout-authenticating-peer', 'timeout-being-authenticated'],
    ['every Response', /^CHAP Response/, 'timeout-authenticating-peer', 'peer-terminated'],
    ['all of IPCP', /^IPCP/, 'ipcp-timeout', 'ipcp-timeout'],
    ['all of CCP', /^CCP/, 'no-encryption', 'no-encryption'],
  ])('%s is lost', (_, lost, serverReason, clientReason) => {
    const { pair, server, client } = pairOf(world);
    pair.swallows = (frame) => lost.test(Ppp.describe(frame));
    pair.open();
    pair.run(seconds(200));
    const reasons = [server.last('down')!.reason, client.last('down')!.reason];
    // Whoever times out first tells the other.
    expect([serverReason, 'peer-terminated']).toContain(reasons[0]);
    expect([clientReason, 'peer-terminated']).toContain(reasons[1]);
    expect(reasons.every((reason) => reason === 'peer-terminated')).toBe(false);
    end(pair);
  });

  test('a Success lost does no harm', () => {
    const { pair, server, client } = pairOf(world);
    let successes = 0;
    pair.swallows = (frame) => /^CHAP Success/.test(Ppp.describe(frame)) && ++successes <= 2;
    pair.open();
    pair.run(seconds(20));
    expect([server.link.isUp, client.link.isUp, successes]).toEqual([true, true, 3]);
    end(pair);
  });

  test('a peer that talks without end is given up', () => {
    const side = new Side(world, 1, SERVER, GIVE);
    side.link.open(START);
    side.link.handleLowerUp(START);
    let now = START;
    for (let i = 0; side.count('down') === 0 && i < 2000; i++) {
      now = (now + 200_000) as typeof now;
      if (side.link.nextTimeout() <= now) side.link.handleTimeout(now);
      for (const frame of side.drain(now)) {
        // It acknowledges all that we say, and goes on asking for a callback.
        if (frame[4] === CODE.configureRequest)
          side.receive(now, Uint8Array.of(...frame.slice(0, 4), 2, ...frame.slice(5)));
      }
      side.receive(now, Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, i, 0, 7, 13, 3, 6));
    }
    expect(side.last('down')).toEqual({ kind: 'down', reason: 'lcp-timeout' });
    side.drain(now);
    expect(side.link.nextTimeout()).toBe(NEVER);
    world.expectClean();
  });
});

describe('a link that is up', () => {
  test('notices a dead peer by its keepalive', () => {
    const keepalive = { interval: seconds(30), retryInterval: seconds(1), count: 6 };
    const { pair, server, client } = open(SERVER, { ...CLIENT, lcp: { keepalive } });
    pair.run(seconds(300));
    expect(client.link.isUp).toBe(true);
    pair.weather = { loss: 1000 };
    pair.run(seconds(60));
    expect(client.last('down')).toEqual({ kind: 'down', reason: 'keepalive-failed' });
    expect(server.link.isUp).toBe(true);
    end(pair);
  });

  test('one NCP that the peer lacks does not touch the other', () => {
    const { pair, server, client } = open();
    server.receive(pair.now, frameOf(0x8057, Uint8Array.of(1, 1, 0, 4)));
    server.receive(pair.now, frameOf(0x8057, Uint8Array.of(1, 2, 0, 4)));
    server.receive(pair.now, frameOf(0xc02b, Uint8Array.of(1, 1, 0, 4)));
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.pap, Uint8Array.of(1, 1, 0, 4)));
    pair.collect();
    pair.run(seconds(1));
    expect(server.link.counters.protocolRejected).toBe(4);
    expect(server.count('protocol-rejected')).toBe(3);
    expect(client.count('protocol-rejected')).toBe(3);
    exchange(pair);
    end(pair);
  });

  test('a peer that rejects IPCP ends it; one that rejects CCP too, where encryption was agreed', () => {
    for (const [protocol, reason] of [
      [Ppp.PROTOCOL.ipcp, 'ipcp-rejected'],
      [Ppp.PROTOCOL.ccp, 'no-encryption'],
    ] as const)
      for (const noEncryption of ['accept', 'reject'] as const) {
        const { pair, server } = open({ ...SERVER, ccp: { type: 'mppe-any', noEncryption } });
        const data = Uint8Array.of(protocol >>> 8, protocol & 0xff, 1, 1, 0, 4);
        server.receive(pair.now, frameOf(Ppp.PROTOCOL.lcp, emit({ code: CODE.protocolReject, identifier: 1, data })));
        server.send(pair.now, packetOf(60));
        pair.collect();
        expect([server.link.isUp, server.link.counters.notUp]).toEqual([false, 1]);
        pair.run(seconds(20));
        expect({ protocol, noEncryption, reason: server.last('down')?.reason }).toEqual({
          protocol,
          noEncryption,
          reason,
        });
        end(pair);
      }
  });

  test('CCP that is terminated ends a link that was enciphered', () => {
    const { pair, server } = open({ ...SERVER, ccp: { type: 'mppe-any', noEncryption: 'accept' } });
    const terminate = emit({ code: CODE.terminateRequest, identifier: 9, data: new Uint8Array() });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.ccp, terminate));
    pair.collect();
    pair.run(seconds(20));
    expect(server.last('down')?.reason).toBe('no-encryption');
    end(pair);
  });

  test('CCP that negotiates anew stops packets until it is Opened again', () => {
    const { pair, server, client } = open();
    const request = emit({ code: CODE.configureRequest, identifier: 77, data: Uint8Array.of(18, 6, 1, 0, 0, 0x40) });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.ccp, request));
    server.send(pair.now, packetOf(60));
    expect(server.link.counters.notUp).toBe(1);
    pair.collect();
    pair.run(seconds(20));
    expect([server.count('up'), server.count('network-down'), server.link.isUp, client.link.isUp]).toEqual([
      2,
      1,
      true,
      true,
    ]);
    exchange(pair);
    end(pair);
  });

  test('LCP that negotiates anew takes all the way again', () => {
    const { pair, server, client } = open();
    const request = emit({ code: CODE.configureRequest, identifier: 77, data: new Uint8Array() });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.lcp, request));
    expect(server.link.phase).toBe('Establish');
    pair.collect();
    pair.run(seconds(60));
    expect([server.count('authenticated'), server.count('up'), server.link.isUp, client.link.isUp]).toEqual([
      2,
      2,
      true,
      true,
    ]);
    exchange(pair);
    end(pair);
  });

  test('tells once that it cannot decipher, and rejects no protocol for it', () => {
    const { pair, server } = open();
    for (let count = 0; count < 20; count++)
      server.receive(pair.now, frameOf(0x00fd, Uint8Array.of(0x90, count, ...new Uint8Array(20).fill(count))));
    expect(server.drain(pair.now)).toEqual([]);
    expect(server.link.counters.garbage + server.packets.length).toBe(20);
    expect(server.count('undecipherable')).toBe(1);
    end(pair);
  });
});

describe('stateful MPPE, on which a peer insists', () => {
  test('is granted, and heals after losses by Reset-Request', () => {
    const { pair, server, client } = pairOf(world, SERVER, CLIENT);
    // A peer of our own make that forgets to ask for stateless mode, and suggests to do without.
    const withoutH = (frame: Uint8Array): void => {
      if (frame[2] === 0x80 && frame[3] === 0xfd && (frame[4]! & 0xfc) === 0 && frame[8] === 18) frame[10] = 0;
    };
    pair.alters = withoutH;
    pair.open();
    pair.run(seconds(5));
    expect(server.last('encryption')).toMatchObject({
      mode: { sending: { stateless: false }, receiving: { stateless: false } },
    });
    exchange(pair);
    pair.weather = { loss: 100 };
    for (let i = 0; i < 300; i++) {
      server.send(pair.now, packetOf(100, i));
      client.send(pair.now, packetOf(100, i));
      pair.collect();
      pair.run(milliseconds(50));
    }
    pair.weather = {};
    pair.run(seconds(1));
    for (let i = 0; i < 3; i++) {
      server.send(pair.now, packetOf(100, i));
      client.send(pair.now, packetOf(100, i));
      pair.collect();
      pair.run(seconds(1));
    }
    exchange(pair);
    expect([server.link.counters.garbage, client.link.counters.garbage]).toEqual([0, 0]);
    expect(client.packets.length).toBeGreaterThan(150);
    end(pair);
  });
});
