import { describe, expect, test } from '@jest/globals';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { CODE, emit } from '@rtemu/wire/control-protocol';
import * as Ppp from '@rtemu/wire/ppp';
import { end, exchange, frameOf, open } from './link.suite.js';
import { CLIENT, packetOf, pairOf, SERVER, World } from './pair.suite.js';

const world = new World();

describe('a link that is up', () => {
  test('notices a dead peer by its keepalive', () => {
    const keepalive = { interval: seconds(30), retryInterval: seconds(1), count: 6 };
    const { pair, server, client } = open(world, SERVER, { ...CLIENT, lcp: { keepalive } });
    pair.run(seconds(300));
    expect(client.link.isUp).toBe(true);
    pair.weather = { loss: 1000 };
    pair.run(seconds(60));
    expect(client.last('down')).toEqual({ kind: 'down', reason: 'keepalive-failed' });
    expect(server.link.isUp).toBe(true);
    end(world, pair);
  });

  test('one NCP that the peer lacks does not touch the other', () => {
    const { pair, server, client } = open(world);
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
    end(world, pair);
  });

  test('a peer that rejects IPCP ends it; one that rejects CCP too, where encryption was agreed', () => {
    for (const [protocol, reason] of [
      [Ppp.PROTOCOL.ipcp, 'ipcp-rejected'],
      [Ppp.PROTOCOL.ccp, 'no-encryption'],
    ] as const)
      for (const noEncryption of ['accept', 'reject'] as const) {
        const { pair, server } = open(world, { ...SERVER, ccp: { type: 'mppe-any', noEncryption } });
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
        end(world, pair);
      }
  });

  test('CCP that is terminated ends a link that was enciphered', () => {
    const { pair, server } = open(world, { ...SERVER, ccp: { type: 'mppe-any', noEncryption: 'accept' } });
    const terminate = emit({ code: CODE.terminateRequest, identifier: 9, data: new Uint8Array() });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.ccp, terminate));
    pair.collect();
    pair.run(seconds(20));
    expect(server.last('down')?.reason).toBe('no-encryption');
    end(world, pair);
  });

  test('why it goes down is known as soon as the peer hangs up', () => {
    const { pair, server } = open(world);
    expect(server.link.reason).toBeUndefined();
    server.receive(
      pair.now,
      frameOf(Ppp.PROTOCOL.lcp, emit({ code: CODE.terminateRequest, identifier: 9, data: new Uint8Array() })),
    );
    expect([server.link.reason, server.last('down')]).toEqual(['peer-terminated', undefined]);
    expect(server.last('encryption')?.mode).toBeDefined(); // which has not failed, but ended with the link
    server.link.handleLowerDown(pair.now); // the call is cleared before the link has taken its leave
    pair.collect();
    expect(server.last('down')?.reason).toBe('peer-terminated');
    end(world, pair);
  });

  test('CCP that negotiates anew stops packets until it is Opened again', () => {
    const { pair, server, client } = open(world);
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
    end(world, pair);
  });

  test('CCP that comes late enciphers a link that did without, and does not stop it', () => {
    const ccp = { type: 'mppe-any', noEncryption: 'accept' } as const;
    const { pair, server, client } = pairOf(world, { ...SERVER, ccp }, { ...CLIENT, ccp });
    pair.swallows = (frame) => /^CCP/.test(Ppp.describe(frame));
    pair.open();
    pair.run(seconds(40));
    for (const side of [server, client])
      expect(side.last('encryption')).toEqual({
        kind: 'encryption',
        mode: undefined,
        offers: { ours: 0x01000060, theirs: undefined },
      });
    exchange(pair);
    const request = emit({ code: CODE.configureRequest, identifier: 77, data: Uint8Array.of(18, 6, 1, 0, 0, 0x40) });
    server.receive(pair.now, frameOf(Ppp.PROTOCOL.ccp, request));
    exchange(pair);
    pair.swallows = () => false;
    pair.run(seconds(10));
    expect(server.last('encryption')?.mode?.sending).toEqual({ bits: 128, stateless: true });
    exchange(pair);
    expect([server.count('up'), client.count('up'), server.count('network-down')]).toEqual([1, 1, 0]);
    end(world, pair);
  });

  test('LCP that negotiates anew takes all the way again', () => {
    const { pair, server, client } = open(world);
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
    end(world, pair);
  });

  test('tells once that it cannot decipher, and rejects no protocol for it', () => {
    const { pair, server } = open(world);
    for (let count = 0; count < 20; count++)
      server.receive(pair.now, frameOf(0x00fd, Uint8Array.of(0x90, count, ...new Uint8Array(20).fill(count))));
    expect(server.drain(pair.now)).toEqual([]);
    expect(server.link.counters.garbage + server.packets.length).toBe(20);
    expect(server.count('undecipherable')).toBe(1);
    end(world, pair);
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
    end(world, pair);
  });
});
