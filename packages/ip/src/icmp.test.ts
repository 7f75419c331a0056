import { describe, expect, test } from '@jest/globals';
import { milliseconds, seconds } from '@rtemu/engine/time';
import { ipv4, mac } from '@rtemu/wire/address';
import * as Icmp from '@rtemu/wire/icmp';
import * as Ipv4 from '@rtemu/wire/ipv4';
import { LIMIT } from './limits.js';
import { type End, eventsOf, frameOf, hex, packetOf, prefixOf, TestNet } from './net.suite.js';
import type { Ipv4Stack } from './stack.js';

const HOST_MAC = mac('00:a0:de:00:00:01');

/** host 192.168.0.2 — router — server 192.168.1.2, the latter over a link of 1,280 octets. */
function scene(): { net: TestNet; host: Ipv4Stack; router: Ipv4Stack; server: Ipv4Stack; wire: End } {
  const net = new TestNet();
  const host = net.stack({ forwarding: false });
  const router = net.stack({ forwarding: true, initialTtl: 255 });
  const server = net.stack({ forwarding: false });
  const wire = net.card(host, '192.168.0.2/24');
  net.cable(wire, net.card(router, '192.168.0.1/24'));
  const [a, b] = [router.addPointToPoint('pp1'), server.addPointToPoint('pp1')];
  router.setAddresses(net.now, a, [], ipv4('192.168.1.2'));
  server.setAddresses(net.now, b, [{ address: ipv4('192.168.1.2'), length: 32 }]);
  router.setMtu(a, 1280);
  server.setMtu(b, 1280);
  net.cable([router, a], [server, b]);
  host.routes.add({ prefix: prefixOf('0.0.0.0/0'), gateway: ipv4('192.168.0.1'), kind: 'static' });
  server.routes.add({ prefix: prefixOf('0.0.0.0/0'), interface: b, kind: 'static' });
  net.run(seconds(1)); // the cards announce themselves
  return { net, host, router, server, wire };
}

const echo = (destination: string, rest: object = {}) => ({
  destination: ipv4(destination),
  identifier: 7,
  sequence: 1,
  payloadOctets: 56,
  ...rest,
});

describe('echo', () => {
  test('comes back, with how far it was and when', () => {
    const { net, host } = scene();
    expect(host.sendEcho(net.now, echo('192.168.1.2'))).toBe('sent');
    net.run(seconds(1));
    expect(eventsOf(host)).toEqual([
      {
        kind: 'echo-reply',
        at: expect.any(Number),
        source: ipv4('192.168.1.2'),
        destination: ipv4('192.168.0.2'),
        identifier: 7,
        sequence: 1,
        timeToLive: 63,
        payloadOctets: 56,
      },
    ]);
    host.sendEcho(net.now, echo('192.168.0.1'));
    net.run(seconds(1));
    expect(eventsOf(host)).toMatchObject([{ timeToLive: 255 }]);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test.each(['192.168.0.2', '127.0.0.1'])('to ourselves at %s is answered at once, on no wire', (destination) => {
    const { net, host } = scene();
    net.keepTrace = true;
    expect(host.sendEcho(net.now, echo(destination))).toBe('sent');
    expect(eventsOf(host)).toMatchObject([{ kind: 'echo-reply', source: ipv4(destination), timeToLive: 64 }]);
    expect([net.trace.length, net.arena.inUse]).toEqual([0, 0]);
    net.expectBalanced();
  });

  test.each([0, 1, 1252, 1253, 4000, 65_507])('of %d octets, in fragments where it must be', (payloadOctets) => {
    const { net, host } = scene();
    host.sendEcho(net.now, echo('192.168.1.2', { payloadOctets }));
    net.run(seconds(1));
    expect(eventsOf(host)).toMatchObject([{ kind: 'echo-reply', payloadOctets }]);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test('that no packet can hold is refused', () => {
    const { net, host } = scene();
    expect(host.sendEcho(net.now, echo('192.168.1.2', { payloadOctets: 65_508 }))).toBe('packet-malformed');
    expect(host.sendEcho(net.now, echo('192.168.1.2', { payloadOctets: 70_000 }))).toBe('no-buffer');
    expect(net.arena.inUse).toBe(0);
  });

  test('to nowhere is refused', () => {
    const { net, router } = scene();
    expect(router.sendEcho(net.now, echo('203.0.113.1'))).toBe('no-route');
    expect([router.discards['no-route'], net.arena.inUse]).toEqual([1, 0]);
    net.expectBalanced();
  });

  test('is not answered when it is to all, or where the operator says so', () => {
    const { net, host, wire } = scene();
    const request = Icmp.emit({ kind: 'echo', identifier: 1, sequence: 1, data: hex('') });
    const from = { source: ipv4('192.168.0.1'), protocol: Ipv4.PROTOCOL.icmp, payload: request };
    const ask = (destination: string) =>
      net.inject(wire, frameOf(HOST_MAC, packetOf({ ...from, destination: ipv4(destination) })));
    ask('192.168.0.255');
    expect(host.discards['broadcast-unclaimed']).toBe(1);
    host.icmp.sends.echoReply = false;
    ask('192.168.0.2');
    expect(host.icmp.counters).toMatchObject({ echoes: 1, unanswered: 1, echoRepliesSent: 0 });
    host.icmp.sends.echoReply = true;
    ask('192.168.0.2');
    expect(host.icmp.counters.echoRepliesSent).toBe(1);
    net.run(seconds(10));
    expect(net.arena.inUse).toBe(0);
  });

  test('to an address whose link is down is answered, unless the operator says otherwise', () => {
    const { net, host, router } = scene();
    const spare = net.card(router, '10.0.0.1/24');
    expect(router.interface(spare[1]).up).toBe(false);
    host.sendEcho(net.now, echo('10.0.0.1'));
    net.run(seconds(1));
    expect(eventsOf(host)).toHaveLength(1);
    router.icmp.sends.echoReplyOnlyLinkUp = true;
    host.sendEcho(net.now, echo('10.0.0.1'));
    host.sendEcho(net.now, echo('192.168.0.1'));
    net.run(seconds(1));
    expect(eventsOf(host)).toMatchObject([{ source: ipv4('192.168.0.1') }]);
  });

  test('bears the type of service of the question', () => {
    const { net, wire } = scene();
    const payload = Icmp.emit({ kind: 'echo', identifier: 1, sequence: 1, data: hex('') });
    net.keepTrace = true;
    net.run(seconds(1));
    net.inject(
      wire,
      frameOf(
        HOST_MAC,
        packetOf({ source: ipv4('192.168.0.2'), destination: ipv4('192.168.0.2'), payload, protocol: 1 }),
      ),
    );
    expect(net.trace).toEqual([]); // a martian
    net.inject(
      wire,
      frameOf(
        HOST_MAC,
        packetOf({
          source: ipv4('192.168.0.1'),
          destination: ipv4('192.168.0.2'),
          payload,
          protocol: 1,
          typeOfService: 0xb8,
        }),
      ),
    );
    net.run(seconds(1));
    const replies = net.trace.map((octets) => Ipv4.parse(octets.subarray(14))).filter((result) => result.ok);
    expect(replies).toMatchObject([{ value: { typeOfService: 0xb8, source: ipv4('192.168.0.2') } }]);
  });
});

describe('errors about what we sent', () => {
  test('the way is too long', () => {
    const { net, host } = scene();
    host.sendEcho(net.now, echo('192.168.1.2', { timeToLive: 1 }));
    net.run(seconds(1));
    const [event] = eventsOf(host);
    expect(event).toMatchObject({
      kind: 'icmp-error',
      error: 'time-exceeded',
      code: Icmp.TIME_EXCEEDED.transit,
      source: ipv4('192.168.0.1'),
      quoted: { protocol: 1, source: ipv4('192.168.0.2'), destination: ipv4('192.168.1.2') },
    });
    // What is quoted tells which echo it was.
    const quoted = event?.kind === 'icmp-error' ? event.quoted.payload : hex('');
    expect([quoted[0], quoted[5], quoted[7]]).toEqual([Icmp.TYPE.echo, 7, 1]);
  });

  test('a link is too narrow for what may not be cut', () => {
    const { net, host } = scene();
    host.sendEcho(net.now, echo('192.168.1.2', { payloadOctets: 1400, dontFragment: true }));
    net.run(seconds(1));
    expect(eventsOf(host)).toMatchObject([{ kind: 'icmp-error', error: 'unreachable', code: 4, nextHopMtu: 1280 }]);
  });

  test('nobody is there: the router says so, or we ourselves', () => {
    const { net, host } = scene();
    host.sendEcho(net.now, echo('192.168.0.99'));
    net.run(seconds(6.5));
    expect(eventsOf(host)).toMatchObject([
      { kind: 'icmp-error', error: 'unreachable', code: 1, source: ipv4('192.168.0.2') },
    ]);
    host.sendEcho(net.now, echo('203.0.113.1'));
    net.run(seconds(1));
    expect(eventsOf(host)).toMatchObject([{ code: 0, source: ipv4('192.168.0.1') }]);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test('half a datagram came, and no more', () => {
    const { net, host, server } = scene();
    host.sendEcho(net.now, echo('192.168.1.2'));
    net.run(seconds(1));
    eventsOf(host);
    const half = packetOf({
      source: ipv4('192.168.0.2'),
      destination: ipv4('192.168.1.2'),
      moreFragments: true,
      payload: new Uint8Array(16),
    });
    net.inject([server, 0], half);
    expect(server.counters.held).toBe(1);
    net.run(seconds(31));
    expect(eventsOf(host)).toMatchObject([{ error: 'time-exceeded', code: Icmp.TIME_EXCEEDED.reassembly }]);
    expect(server.discards['reassembly-timeout']).toBe(1);
    net.expectBalanced();
    expect(net.arena.inUse).toBe(0);
  });

  test.each<[string, Icmp.IcmpMessage]>([
    [
      'what was never ours',
      {
        kind: 'time-exceeded',
        code: 0,
        quoted: packetOf({ source: ipv4('10.0.0.1'), payload: hex('0000000000000000') }),
      },
    ],
    ['too little', { kind: 'time-exceeded', code: 0, quoted: packetOf({ payload: hex('00') }) }],
    ['nothing', { kind: 'unreachable', code: 1, nextHopMtu: 0, quoted: hex('') }],
    ['no IPv4', { kind: 'parameter-problem', code: 0, pointer: 0, quoted: new Uint8Array(40) }],
  ])('one that quotes %s is no news', (_, message) => {
    const { net, host, wire } = scene();
    const fields = {
      source: ipv4('192.168.0.1'),
      destination: ipv4('192.168.0.2'),
      protocol: 1,
      payload: Icmp.emit(message),
    };
    net.inject(wire, frameOf(HOST_MAC, packetOf(fields)));
    expect([host.icmp.counters.strange, eventsOf(host), net.arena.inUse]).toEqual([1, [], 0]);
  });

  test('messages that are damaged, unknown or advice are counted', () => {
    const { net, host, wire } = scene();
    const give = (payload: Uint8Array): void =>
      net.inject(
        wire,
        frameOf(
          HOST_MAC,
          packetOf({ source: ipv4('192.168.0.1'), destination: ipv4('192.168.0.2'), protocol: 1, payload }),
        ),
      );
    give(hex('0800 0000 0000 0000'));
    give(hex('0800'));
    give(hex('0f00 f0ff 0000 0000'));
    give(
      Icmp.emit({
        kind: 'redirect',
        code: 1,
        gateway: ipv4('192.168.0.9'),
        quoted: packetOf({ payload: hex('0000000000000000') }),
      }),
    );
    expect(host.icmp.counters).toMatchObject({ received: 4, malformed: 2, unsupported: 1, redirects: 1 });
    expect([eventsOf(host).map(({ kind }) => kind), net.arena.inUse]).toEqual([['redirect'], 0]);
  });

  test('who does not listen loses the later ones, counted', () => {
    const { net, host } = scene();
    for (let i = 0; i < LIMIT.events + 3; i++) host.sendEcho(net.now, echo('127.0.0.1', { sequence: i }));
    expect(host.counters.eventsLost).toBe(3);
    expect(eventsOf(host)).toHaveLength(LIMIT.events);
    net.run(milliseconds(1));
    expect(net.arena.inUse).toBe(0);
  });
});
