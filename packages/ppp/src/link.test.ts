import { describe, expect, test } from '@jest/globals';
import { milliseconds, NEVER, START, seconds } from '@rtemu/engine/time';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import { end, exchange, frameOf, open } from './link.suite.js';
import {
  CLIENT,
  CLIENT_ADDRESS,
  GIVE,
  isQuiet,
  packetOf,
  pairOf,
  SERVER,
  SERVER_ADDRESS,
  TAKE,
  World,
} from './pair.suite.js';

const world = new World();

describe('a link', () => {
  test('comes up, carries packets and goes down, in this conversation', () => {
    const { pair, server, client, frames } = open(world);
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
    expect(server.link.counters).toMatchObject({ cleartextRefused: 1, headless: 1, notUp: 1, framesReceived: 3 });
    end(world, pair);
  });

  test('opens again after it went down', () => {
    const { pair, server, client } = open(world);
    for (let round = 2; round <= 4; round++) {
      pair.cut();
      expect(server.last('down')).toEqual({ kind: 'down', reason: 'lower-layer-down' });
      pair.open();
      pair.run(seconds(1));
      expect([server.count('up'), client.count('up'), server.link.isUp]).toEqual([round, round, true]);
      exchange(pair);
    }
    end(world, pair);
  });

  test('tells its state as the device shows it', () => {
    const { pair, server, client } = open(world, SERVER, { ...CLIENT, lcp: { mru: 1454, acfc: true } });
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
    end(world, pair);
    expect(client.link.status()).toMatchObject({ phase: 'Dead', isUp: false, lcp: { local: [], remote: [] } });
  });

  test('compresses headers as the peer lets it, and reads them in any form', () => {
    const short = { lcp: { acfc: true, pfc: true } };
    const { pair, frames } = open(world, { ...SERVER, ...short }, { ...CLIENT, ...short });
    frames.length = 0;
    exchange(pair);
    expect(frames.map(({ octets }) => octets[0])).toEqual([0xfd, 0xfd]);
    end(world, pair);
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
    end(world, pair);
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
    end(world, pair);
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
    expect([server.packets, server.link.counters.tooEarly]).toEqual([[], 1]);
    pair.swallows = () => false;
    pair.run(seconds(20));
    exchange(pair);
    end(world, pair);
  });

  test('traces in words when it is told to', () => {
    const { pair, server } = open(world, { ...SERVER, trace: true });
    const lines = server.events.flatMap((event) =>
      event.kind === 'packet' ? [`${event.direction} ${event.text}`] : [],
    );
    expect(lines).toContain('sent CCP ConfigureNak id=1 Mppe +H -M +S -L -D -C');
    expect(lines).toContain('received IPCP ConfigureRequest id=1 IpAddress=0.0.0.0');
    end(world, pair);
  });
});
