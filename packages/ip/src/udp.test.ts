import { describe, expect, test } from '@jest/globals';
import { START, seconds } from '@rtemu/engine/time';
import { ipv4, LIMITED_BROADCAST } from '@rtemu/wire/address';
import { LIMIT } from './limits.js';
import { eventsOf, hex, TestNet } from './net.suite.js';
import type { Ipv4Stack } from './stack.js';
import type { UdpSocket } from './udp.js';

function scene(): { net: TestNet; a: Ipv4Stack; b: Ipv4Stack } {
  const net = new TestNet();
  const a = net.stack({ forwarding: false });
  const b = net.stack({ forwarding: false });
  net.cable(net.card(a, '192.168.0.1/24'), net.card(b, '192.168.0.2/24'));
  net.run(seconds(1)); // the cards announce themselves
  return { net, a, b };
}

const bound = (stack: Ipv4Stack, port: number): UdpSocket => {
  const socket = stack.udp.bind(port);
  if (socket === undefined) throw new Error(`port ${port} is taken`);
  return socket;
};

describe('UDP', () => {
  test('a question and its answer', () => {
    const { net, a, b } = scene();
    const client = bound(a, 0);
    const server = bound(b, 53);
    expect(a.udp.send(net.now, client, ipv4('192.168.0.2'), 53, hex('0102'))).toBe('sent');
    net.run(seconds(1));
    const question = server.poll()!;
    expect(question).toEqual({
      at: expect.any(Number),
      interface: 0,
      source: ipv4('192.168.0.1'),
      sourcePort: client.port,
      destination: ipv4('192.168.0.2'),
      payload: hex('0102'),
    });
    expect(server.poll()).toBeUndefined();
    b.udp.send(net.now, server, question.source, question.sourcePort, new Uint8Array(5000).fill(9));
    net.run(seconds(1));
    expect(client.poll()).toMatchObject({ sourcePort: 53, payload: new Uint8Array(5000).fill(9) });
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test('a port is one socket’s, and free again when that is closed', () => {
    const { a } = scene();
    const first = bound(a, 68);
    expect(a.udp.bind(68)).toBeUndefined();
    a.udp.close(first);
    const second = bound(a, 68);
    a.udp.close(first); // closing twice takes nothing from another
    expect(a.udp.bind(68)).toBeUndefined();
    expect(second.port).toBe(68);
    const given = Array.from({ length: 16_384 }, () => bound(a, 0).port);
    expect([Math.min(...given), new Set(given).size]).toEqual([49_152, 16_384]);
    expect(a.udp.bind(0)).toBeUndefined();
  });

  test('a port that is nobody’s is said to be unreachable', () => {
    const { net, a, b } = scene();
    const socket = bound(a, 0);
    a.udp.send(net.now, socket, ipv4('192.168.0.2'), 9, hex('00'));
    net.run(seconds(1));
    const [event] = eventsOf(a);
    expect(event).toMatchObject({ kind: 'icmp-error', error: 'unreachable', code: 3, quoted: { protocol: 17 } });
    const ports = event?.kind === 'icmp-error' ? event.quoted.payload : hex('');
    expect([(ports[0]! << 8) | ports[1]!, ports[3]]).toEqual([socket.port, 9]);
    expect(b.udp.counters.unbound).toBe(1);
  });

  test('a host without an address calls to all, and is answered by all', () => {
    const net = new TestNet();
    const client = net.stack({ forwarding: false });
    const server = net.stack({ forwarding: true });
    net.cable(net.card(client), net.card(server, '192.168.0.1/24'));
    const [asks, answers] = [bound(client, 68), bound(server, 67)];
    expect(client.udp.send(net.now, asks, LIMITED_BROADCAST, 67, hex('01'))).toBe('no-route'); // by which card?
    expect(client.udp.send(net.now, asks, LIMITED_BROADCAST, 67, hex('01'), { interface: 0 })).toBe('sent');
    net.run(seconds(1));
    expect(answers.poll()).toMatchObject({ interface: 0, source: ipv4('0.0.0.0'), destination: LIMITED_BROADCAST });
    server.udp.send(net.now, answers, LIMITED_BROADCAST, 68, hex('02'), { interface: 0 });
    net.run(seconds(1));
    expect(asks.poll()).toMatchObject({ source: ipv4('192.168.0.1'), payload: hex('02') });
    expect(client.udp.send(net.now, asks, ipv4('192.168.0.1'), 67, hex('03'), { interface: 0 })).toBe('no-source');
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test('a call to a network reaches its hosts, and nobody says anything about it', () => {
    const { net, a, b } = scene();
    const socket = bound(b, 514);
    const from = bound(a, 0);
    a.udp.send(net.now, from, ipv4('192.168.0.255'), 514, hex('aa'));
    a.udp.send(net.now, from, ipv4('192.168.0.255'), 515, hex('bb'));
    net.run(seconds(1));
    expect(socket.poll()).toMatchObject({ destination: ipv4('192.168.0.255'), payload: hex('aa') });
    expect([b.udp.counters.unbound, eventsOf(a)]).toEqual([1, []]);
  });

  test('to ourselves', () => {
    const { net, a } = scene();
    const socket = bound(a, 7);
    a.udp.send(net.now, socket, ipv4('192.168.0.1'), 7, hex('aa'));
    expect(a.nextTimeout()).toBe(START); // it waits to be looked at
    a.flush(net.now);
    expect(socket.poll()).toMatchObject({ interface: undefined, source: ipv4('192.168.0.1'), payload: hex('aa') });
    expect(net.arena.inUse).toBe(0);
  });

  test('a socket that nobody empties drops what comes then', () => {
    const { net, a, b } = scene();
    const socket = bound(b, 7);
    const from = bound(a, 0);
    for (let i = 0; i < LIMIT.udpReceived + 2; i++) a.udp.send(net.now, from, ipv4('192.168.0.2'), 7, Uint8Array.of(i));
    net.run(seconds(1));
    expect(socket.dropped).toBe(2);
    expect(socket.poll()?.payload).toEqual(Uint8Array.of(0));
  });

  test('damage is counted and goes no further', () => {
    const { net, a, b } = scene();
    const socket = bound(b, 7);
    const from = bound(a, 0);
    a.udp.send(net.now, from, ipv4('192.168.0.2'), 7, hex('00'));
    net.run(seconds(1));
    net.faults = { loss: 0, duplication: 0, reordering: 0, damage: 1000 };
    for (let i = 0; i < 40; i++) a.udp.send(net.now, from, ipv4('192.168.0.2'), 7, new Uint8Array(100).fill(i));
    net.run(seconds(1));
    for (let got = socket.poll(); got !== undefined; got = socket.poll()) expect(new Set(got.payload).size).toBe(1); // what came through was hit in its Ethernet addresses alone
    expect(b.udp.counters.malformed).toBeGreaterThan(10);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });
});
